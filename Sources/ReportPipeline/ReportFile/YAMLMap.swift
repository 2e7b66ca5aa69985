internal import PluginHost
internal import ReportModel
internal import Spelling
internal import Yams

/// A YAML mapping that is read key by key; what was not asked for is reported at the end.
struct YAMLMap {
  let file: String
  let place: FilePlace
  private let members: [(key: String, keyPlace: FilePlace, value: Node)]
  private var asked: Set<String> = []

  /// Creates a map of a node, or reports that it is none.
  init?(_ node: Node, file: String, what: String, _ diagnostics: inout [Diagnostic]) {
    self.file = file
    place = FilePlace(node, in: file)
    guard case .mapping(let mapping) = node else {
      diagnostics.append(.usage("report.bad_form", "\(what) is to be a mapping of keys and values", at: place))
      return nil
    }
    var seen: Set<String> = []
    members = mapping.map { key, value in (key.string ?? "", FilePlace(key, in: file), value) }
    for member in members where !seen.insert(member.key).inserted {
      diagnostics.append(.usage("report.duplicate_key", "the key '\(member.key)' stands twice", at: member.keyPlace))
    }
  }

  /// All keys with their places and values, in order; every key counts as asked for.
  mutating func all() -> [(key: String, keyPlace: FilePlace, value: Node)] {
    asked.formUnion(members.map(\.key))
    return members
  }

  /// Returns the node of a key.
  mutating func node(_ key: String) -> Node? {
    asked.insert(key)
    return members.first { $0.key == key }?.value
  }

  /// Returns the text of a key, or reports that it is no text.
  mutating func text(_ key: String, _ diagnostics: inout [Diagnostic]) -> ReportFile.Text? {
    guard let node = node(key) else { return nil }
    let place = FilePlace(node, in: file)
    guard let text = node.scalar?.string else {
      diagnostics.append(.usage("report.bad_form", "'\(key)' is to be a text", at: place))
      return nil
    }
    return ReportFile.Text(text: text, place: place)
  }

  /// Returns the texts of a key that holds a list, or one text.
  mutating func texts(_ key: String, _ diagnostics: inout [Diagnostic]) -> [ReportFile.Text] {
    guard let node = node(key) else { return [] }
    let nodes = node.sequence.map(Array.init) ?? [node]
    return nodes.compactMap { item in
      guard let text = item.scalar?.string else {
        diagnostics.append(
          .usage("report.bad_form", "'\(key)' is to be a list of texts", at: FilePlace(item, in: file)))
        return nil
      }
      return ReportFile.Text(text: text, place: FilePlace(item, in: file))
    }
  }

  /// Reports keys that nobody asked for, with the nearest known one.
  func reportUnknownKeys(_ diagnostics: inout [Diagnostic]) {
    for member in members where !asked.contains(member.key) {
      let nearest = nearestName(to: member.key, among: asked.sorted())
      diagnostics.append(
        .usage(
          "report.unknown_key", "there is no key '\(member.key)' here", at: member.keyPlace,
          hint: nearest.map { "did you mean '\($0)'?" } ?? "known here: " + asked.sorted().joined(separator: ", ")))
    }
  }
}

extension FilePlace {
  /// Takes the place of a YAML node.
  init(_ node: Node, in file: String) {
    self.init(file: file, line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
  }
}

extension Diagnostic {
  /// An error in what the user wrote.
  static func usage(_ code: String, _ message: String, at place: FilePlace, hint: String? = nil) -> Diagnostic {
    Diagnostic(severity: .error, code: code, message: message, hint: hint, place: place.description)
  }
}
