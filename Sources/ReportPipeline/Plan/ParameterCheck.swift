internal import PluginProtocol
internal import ReportModel
internal import Spelling
internal import TradeModel
internal import TradeStore

/// Checks parameters against what the dataset knows: areas by its list, periods by the span of its figures.
struct ParameterCheck {
  private let areas: [String: Reference.Area]
  private let span: Period?

  init(reader: DatasetReader) {
    areas = reader.reference.areas
    span = (try? reader.describe())?.period
  }

  /// Returns an error a parameter that the dataset cannot serve; defaults of a plugin may lie outside its span.
  func problems(of task: BuildPlan.Task, at place: FilePlace) -> [Diagnostic] {
    var problems: [Diagnostic] = []
    for (name, schema) in (task.analysis.params?.properties ?? [:]).sorted(by: { $0.key < $1.key }) {
      guard let value = task.parameters[name] else { continue }
      let own = task.places[name]
      switch schema.items?.first?.format ?? schema.format {
      case "area": problems += texts(value).compactMap { unknownArea($0, name: name, at: own ?? place) }
      case "period":
        if let own { problems += texts(value).compactMap { outside($0, name: name, at: own) } }
      default: break
      }
    }
    return problems
  }

  private func texts(_ value: JSONValue) -> [String] {
    switch value {
    case .string(let text): [text]
    case .array(let items): items.flatMap(texts)
    case .null, .bool, .number, .object: []
    }
  }

  private func unknownArea(_ code: String, name: String, at place: FilePlace) -> Diagnostic? {
    guard areas[code] == nil else { return nil }
    let named = areas.filter { $0.value.name.lowercased() == code.lowercased() }.map(\.key).min()
    let upper = areas[code.uppercased()] == nil ? nil : code.uppercased()
    let nearest = named ?? upper ?? nearestName(to: code, among: areas.keys.sorted())
    return .usage(
      "params.invalid", "parameter '\(name)': '\(code)' is no area of the code list", at: place,
      hint: nearest.map { "did you mean '\($0)' (\(areas[$0]?.name ?? ""))?" }
        ?? "write a code of three letters such as PRK; Data/reference/areas.csv lists them")
  }

  private func outside(_ text: String, name: String, at place: FilePlace) -> Diagnostic? {
    guard let span, let period = Period(text), !period.overlaps(span) else { return nil }
    return .usage(
      "params.invalid", "parameter '\(name)': the dataset has no figures of \(period)", at: place,
      hint: "choose a period inside \(span)")
  }
}
