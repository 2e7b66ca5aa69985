internal import Foundation
internal import PluginProtocol
internal import ReportModel
internal import Spelling
internal import TradeModel
internal import Yams

/// Reads a report file and collects everything that is wrong with it.
struct ReportFileReader {
  private let file: String
  private(set) var diagnostics: [Diagnostic] = []
  private var usedIDs: Set<String> = []
  private var sectionTitles: [ReportFile.Text] = []

  init(file: String) {
    self.file = file
  }

  /// Returns the report, or nil where the errors leave none.
  mutating func read(_ text: String, overrides: [String: String]) -> ReportFile? {
    let root: Node
    do {
      guard let node = try Yams.compose(yaml: text) else {
        diagnostics.append(.usage("report.empty", "the report file is empty", at: start))
        return nil
      }
      root = node
    } catch {
      diagnostics.append(YAMLFault(error, text: text, file: file).diagnostic)
      return nil
    }
    guard var map = YAMLMap(root, file: file, what: "a report file", &diagnostics) else { return nil }
    if let version = map.text("report", &diagnostics) {
      if version.text != "1" {
        diagnostics.append(
          .usage("report.version", "this program reads report files of version 1", at: version.place))
      }
    } else {
      diagnostics.append(
        .usage("report.missing_key", "the key 'report' is missing", at: start, hint: "begin the file with 'report: 1'"))
    }
    let title = required("title", &map)
    let asOf = date(required("as-of", &map))
    let subtitle = map.text("subtitle", &diagnostics)
    let authors = map.texts("authors", &diagnostics).map(\.text)
    let language = map.text("language", &diagnostics)?.text ?? "en"
    let form = form(map.text("form", &diagnostics))
    let dataset = map.text("dataset", &diagnostics)
    let imports = map.texts("import", &diagnostics)
    let scope = scope(map.node("scope"), overrides)
    let outputs = map.texts("outputs", &diagnostics)
    let sections = entries(map.node("sections"), missing: "the report has no sections")
    map.reportUnknownKeys(&diagnostics)
    guard let title, let asOf, !diagnostics.contains(where: { $0.severity == .error }) else { return nil }
    return ReportFile(
      title: title, subtitle: subtitle, authors: authors, asOf: asOf, language: language, form: form,
      dataset: dataset, imports: imports, scope: scope, sectionTitles: sectionTitles, sections: sections,
      outputs: outputs)
  }

  private var start: FilePlace { FilePlace(file: file, line: 1, column: 1) }

  private mutating func required(_ key: String, _ map: inout YAMLMap) -> ReportFile.Text? {
    guard let text = map.text(key, &diagnostics) else {
      diagnostics.append(.usage("report.missing_key", "the key '\(key)' is missing", at: map.place))
      return nil
    }
    return text
  }

  private mutating func date(_ text: ReportFile.Text?) -> ReportFile.Text? {
    guard let text else { return nil }
    // YAML knows dates of its own; the text as it was written is what counts.
    guard CalendarDate(text.text) != nil else {
      diagnostics.append(
        .usage("report.bad_date", "'\(text.text)' is no date", at: text.place, hint: "write 2022-06-10"))
      return nil
    }
    return text
  }

  /// Returns the form that the report names; a full report has none.
  private mutating func form(_ text: ReportFile.Text?) -> String? {
    guard let text, text.text != "full" else { return nil }
    guard text.text == "brief" else {
      diagnostics.append(
        .usage(
          "report.bad_form", "'\(text.text)' is no form of a report", at: text.place, hint: "write 'brief' or 'full'"))
      return nil
    }
    return text.text
  }

  private mutating func scope(_ node: Node?, _ overrides: [String: String]) -> [ReportFile.ScopeValue] {
    var scope: [ReportFile.ScopeValue] = []
    if let node, var map = YAMLMap(node, file: file, what: "'scope'", &diagnostics) {
      for (key, keyPlace, value) in map.all() {
        guard let text = value.scalar?.string else {
          diagnostics.append(.usage("report.bad_form", "'scope.\(key)' is to be a text", at: keyPlace))
          continue
        }
        let value = ReportFile.Text(text: text, place: FilePlace(value, in: file))
        scope.append(ReportFile.ScopeValue(name: key, namePlace: keyPlace, value: value))
      }
    }
    for (path, value) in overrides.sorted(by: { $0.key < $1.key }) {
      let parts = path.split(separator: ".", maxSplits: 1).map(String.init)
      let place = FilePlace.option("--set \(path)")
      guard parts.count == 2, parts[0] == "scope" else {
        let nearest = nearestName(to: path, among: scope.map { "scope.\($0.name)" })
        diagnostics.append(
          .usage(
            "report.bad_override", "'\(path)' cannot be set", at: place,
            hint: nearest.map { "did you mean '\($0)'?" } ?? "write --set scope.importer=ERI"))
        continue
      }
      let text = ReportFile.Text(text: value, place: place)
      if let index = scope.firstIndex(where: { $0.name == parts[1] }) {
        scope[index].namePlace = place
        scope[index].value = text
      } else {
        scope.append(ReportFile.ScopeValue(name: parts[1], namePlace: place, value: text))
      }
    }
    return scope
  }

  private mutating func entries(_ node: Node?, missing: String) -> [ReportFile.Entry] {
    guard let node, let items = node.sequence, !items.isEmpty else {
      diagnostics.append(
        .usage(
          "report.no_sections", missing, at: node.map { FilePlace($0, in: file) } ?? start,
          hint: "write 'sections:' with a list of '- text:', '- plugin:', '- claims:' and '- group:' below it"))
      return []
    }
    return items.compactMap { entry($0) }
  }

  private mutating func entry(_ node: Node) -> ReportFile.Entry? {
    guard var map = YAMLMap(node, file: file, what: "a section", &diagnostics) else { return nil }
    let id = map.text("id", &diagnostics)
    let title = sectionTitle(&map)
    defer { map.reportUnknownKeys(&diagnostics) }
    let text = map.text("text", &diagnostics)
    let plugin = map.text("plugin", &diagnostics)
    let claims = map.text("claims", &diagnostics)
    let group = map.text("group", &diagnostics)
    // A file of claims is checked by the plugin of that name, unless the section says another one.
    let checker = claims.map { ReportFile.Text(text: "claims", place: $0.place) }
    switch (text, plugin ?? checker, group) {
    case (let text?, nil, nil):
      return .text(
        id: identifier(id, "text", map.place), title: title, paragraphs: paragraphs(text),
        needs: map.texts("needs", &diagnostics))
    case (nil, let plugin?, nil):
      let analysis = map.text("analysis", &diagnostics)
      let (parameters, places) = parameters(map.node("with"))
      return .plugin(
        ReportFile.PluginEntry(
          id: identifier(id, plugin.text, map.place), title: title, plugin: plugin, analysis: analysis,
          claims: claims, parameters: parameters, parameterPlaces: places,
          shown: map.node("show") == nil ? nil : map.texts("show", &diagnostics), place: map.place))
    case (nil, nil, let group?):
      let sections = entries(map.node("sections"), missing: "the group '\(group.text)' has no sections")
      sectionTitles.append(group)
      return .group(id: identifier(id, "group", map.place), title: group.text, sections: sections)
    default:
      diagnostics.append(
        .usage(
          "report.bad_section", "a section has exactly one of 'text', 'plugin', 'claims' and 'group'", at: map.place))
      return nil
    }
  }

  private mutating func sectionTitle(_ map: inout YAMLMap) -> String {
    guard let title = map.text("title", &diagnostics) else { return "" }
    sectionTitles.append(title)
    return title.text
  }

  /// Returns the section's own name, or the fallback with a number where it is taken.
  private mutating func identifier(_ given: ReportFile.Text?, _ fallback: String, _ place: FilePlace) -> String {
    if let given {
      let isValid =
        !given.text.isEmpty
        && given.text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }
      if !isValid {
        diagnostics.append(
          .usage(
            "report.bad_id", "the id '\(given.text)' is not allowed", at: given.place,
            hint: "use letters, digits, hyphens and underscores"))
      }
      if given.text == "scope" {
        diagnostics.append(
          .usage(
            "report.bad_id", "the id 'scope' is kept for {scope.importer} and the like", at: given.place,
            hint: "choose another id"))
      }
      if !usedIDs.insert(given.text).inserted {
        diagnostics.append(.usage("report.duplicate_id", "the id '\(given.text)' is taken", at: given.place))
      }
      return given.text
    }
    var candidate = fallback
    var number = 2
    while !usedIDs.insert(candidate).inserted {
      candidate = "\(fallback)-\(number)"
      number += 1
    }
    return candidate
  }

  /// Cuts a text at its empty lines.
  private func paragraphs(_ text: ReportFile.Text) -> [ReportFile.Text] {
    text.text.components(separatedBy: "\n\n")
      .map { $0.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }.joined(separator: " ") }
      .filter { !$0.isEmpty }
      .map { ReportFile.Text(text: $0, place: text.place) }
  }

  private mutating func parameters(_ node: Node?) -> (JSONValue, [String: FilePlace]) {
    guard let node, var map = YAMLMap(node, file: file, what: "'with'", &diagnostics) else {
      return (.object([:]), [:])
    }
    var parameters: [String: JSONValue] = [:]
    var places: [String: FilePlace] = [:]
    for (key, _, value) in map.all() {
      parameters[key] = json(value)
      places[key] = FilePlace(value, in: file)
    }
    return (.object(parameters), places)
  }

  private func json(_ node: Node) -> JSONValue {
    switch node {
    case .mapping(let mapping):
      .object(Dictionary(mapping.map { ($0.key.string ?? "", json($0.value)) }, uniquingKeysWith: { $1 }))
    case .sequence(let items): .array(items.map(json))
    case .scalar(let scalar): scalar.style == .plain && scalar.string == "null" ? .null : .string(scalar.string)
    case .alias: .null
    }
  }
}
