internal import FoundationEssentials
public import PluginProtocol
public import TradeModel

/// One run of a plugin: its parameters, the questions it asks, the blocks it sends.
///
/// Calls wait for the host, and belong on one thread. Any of them throws `Cancelled` once the host wants the run to end.
public final class PluginRun<Parameters: Decodable> {
  /// The parameters.
  public let parameters: Parameters
  /// What the host said at the start: the time that counts as now, the seed, the state of the data.
  public let start: Start
  let wire: Wire
  private var questions = 0

  init(start: Start, wire: Wire) throws {
    self.start = start
    self.wire = wire
    do {
      parameters = try JSONDecoder().decode(Parameters.self, from: try JSONEncoder().encode(start.params))
    } catch {
      throw PluginError(
        kind: "config", code: "params.invalid", message: "the parameters do not fit: \(error)",
        help: "compare the parameters with those in plugin.json")
    }
  }

  /// Asks the dataset; throws `PluginError` where the host refuses the question.
  public func query(_ query: TradeQuery, id: String? = nil) throws -> Answer {
    let id = id ?? nextQuestion()
    try wire.send(.query(Query(id: id, query: query)))
    return try wire.answer(id)
  }

  /// Returns the declared input of that name.
  public func input(_ name: String) throws -> Answer {
    try wire.answer(name)
  }

  /// Asks what the dataset can be asked for.
  public func describe(dataset: String? = nil) throws -> JSONValue {
    let id = nextQuestion()
    try wire.send(.describe(Describe(id: id, dataset: dataset)))
    return try wire.result(id)
  }

  /// Asks for the words of codes of a list, such as `area` or `product`.
  public func lookup(_ codes: [String], in list: String) throws -> JSONValue {
    let id = nextQuestion()
    try wire.send(.lookup(Lookup(id: id, list: list, codes: codes)))
    return try wire.result(id)
  }

  private func nextQuestion() -> String {
    questions += 1
    return "q\(questions)"
  }
}
