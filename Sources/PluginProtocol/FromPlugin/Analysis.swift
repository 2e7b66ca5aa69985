/// One analysis that a plugin offers.
public struct Analysis: Codable, Hashable, Sendable {
  /// The name, unique in the plugin.
  public var name: String
  /// What it is called in a report.
  public var title: String
  /// What it answers, in a sentence or two.
  public var description: String?
  /// Its parameters.
  public var params: ParameterSchema?
  /// Queries that the host answers before the run, by name; `{"param":"/name"}` stands for a parameter.
  public var inputs: [String: JSONValue]?
  /// The kinds of blocks that it sends.
  public var produces: [String]?
  /// Parameters to try.
  public var examples: [AnalysisExample]?

  /// Creates the value from its parts.
  public init(
    name: String, title: String, description: String? = nil, params: ParameterSchema? = nil,
    inputs: [String: JSONValue]? = nil, produces: [String]? = nil, examples: [AnalysisExample]? = nil
  ) {
    self.name = name
    self.title = title
    self.description = description
    self.params = params
    self.inputs = inputs
    self.produces = produces
    self.examples = examples
  }
}
