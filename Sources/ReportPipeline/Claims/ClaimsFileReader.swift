internal import Crypto
internal import Foundation
internal import PluginHost
internal import PluginProtocol
internal import ReportModel
internal import Spelling
internal import TradeModel
internal import Yams

/// Reads a claims file and collects everything that is wrong with it.
struct ClaimsFileReader {
  /// The kinds of claims.
  static let kinds = [
    "figure", "change", "comparison", "rank", "share", "exhaustive", "negative", "composite", "difference", "judgement",
    "context",
  ]
  /// What a check by hand may have found.
  static let verdicts = [
    "reproduced", "consistent", "partly", "contradicted", "depends on source", "not comparable", "not testable",
    "no data", "context", "rule",
  ]

  private let file: String
  private(set) var diagnostics: [Diagnostic] = []

  init(file: String) {
    self.file = file
  }

  /// Returns the claims, or nil where the errors leave none.
  mutating func read(_ data: Data) -> ClaimsFile? {
    let text = String(decoding: data, as: UTF8.self)
    let root: Node
    do {
      guard let node = try Yams.compose(yaml: text) else {
        report("claims.empty", "the claims file is empty", start, "begin it with 'claims: 1'")
        return nil
      }
      root = node
    } catch {
      diagnostics.append(YAMLFault(error, text: text, file: file).diagnostic)
      return nil
    }
    guard var map = YAMLMap(root, file: file, what: "a claims file", &diagnostics) else { return nil }
    let version = map.text("claims", &diagnostics)
    if version?.text != "1" {
      report(
        "claims.version", "this program reads claims files of version 1", version?.place ?? start,
        "begin the file with 'claims: 1'")
    }
    let about = about(map.node("text"))
    let defaults = defaults(map.node("defaults"))
    let doubtful = doubtful(map.node("doubtful"))
    var tests = ClaimTestReader(file: file, defaults: defaults)
    let claims = claims(map.node("list"), &tests)
    let closures = closures(map.node("closures"))
    map.reportUnknownKeys(&diagnostics)
    diagnostics += tests.diagnostics
    checkNames(claims, closures, tests.mentions)
    guard let about, !diagnostics.contains(where: { $0.severity == .error }) else { return nil }
    return ClaimsFile(
      name: file.split(separator: "/").last.map(String.init) ?? file,
      digest: "sha256:" + Hexadecimal.digits(of: SHA256.hash(data: data)), title: about.title, origin: about.origin,
      date: about.date, address: about.address, doubtful: doubtful, claims: claims, closures: closures)
  }

  private var start: FilePlace { FilePlace(file: file, line: 1, column: 1) }

  private mutating func report(_ code: String, _ message: String, _ place: FilePlace, _ hint: String?) {
    diagnostics.append(.usage(code, message, at: place, hint: hint))
  }

  private mutating func needed(_ key: String, _ map: inout YAMLMap, _ hint: String) -> ReportFile.Text? {
    guard let text = map.text(key, &diagnostics) else {
      report("claims.missing_key", "the key '\(key)' is missing", map.place, hint)
      return nil
    }
    return text
  }

  private mutating func about(_ node: Node?) -> (title: String, origin: String, date: String, address: String)? {
    guard let node else {
      report("claims.missing_key", "the key 'text' is missing", start, "say under 'text:' which text makes the claims")
      return nil
    }
    guard var map = YAMLMap(node, file: file, what: "'text'", &diagnostics) else { return nil }
    let title = needed("title", &map, "say what the text is called")
    let origin = needed("origin", &map, "say who printed it; its own figures in a dataset are known by this name")
    let date = needed("date", &map, "write date: 2022-06-10")
    let address = needed("address", &map, "say where it can be read")
    map.reportUnknownKeys(&diagnostics)
    if let date, CalendarDate(date.text) == nil {
      report("claims.bad_date", "'\(date.text)' is no date", date.place, "write 2022-06-10")
    }
    guard let title, let origin, let date, let address else { return nil }
    return (title.text, origin.text, date.text, address.text)
  }

  private mutating func defaults(_ node: Node?) -> [String: JSONValue] {
    guard let node, var map = YAMLMap(node, file: file, what: "'defaults'", &diagnostics) else { return [:] }
    var defaults: [String: JSONValue] = [:]
    for key in ["reporter", "partner", "flow", "measure"] {
      if let text = map.text(key, &diagnostics) { defaults[key] = .string(text.text) }
    }
    map.reportUnknownKeys(&diagnostics)
    return defaults
  }

  private mutating func doubtful(_ node: Node?) -> [JSONValue] {
    guard let node else { return [] }
    return (node.sequence.map(Array.init) ?? [node]).compactMap { item in
      guard var map = YAMLMap(item, file: file, what: "a doubtful print", &diagnostics) else { return nil }
      var entry: [String: JSONValue] = [:]
      for key in ["product", "period", "why"] {
        entry[key] = needed(key, &map, "name product, period and why").map { .string($0.text) }
      }
      entry["origin"] = map.text("origin", &diagnostics).map { .string($0.text) }
      map.reportUnknownKeys(&diagnostics)
      return .object(entry)
    }
  }

  private mutating func claims(_ node: Node?, _ tests: inout ClaimTestReader) -> [ClaimsFile.Claim] {
    guard let items = node?.sequence, !items.isEmpty else {
      report(
        "claims.empty", "the file has no claims", node.map { FilePlace($0, in: file) } ?? start,
        "list them under 'list:'")
      return []
    }
    return items.compactMap { claim($0, &tests) }
  }

  private mutating func claim(_ node: Node, _ tests: inout ClaimTestReader) -> ClaimsFile.Claim? {
    guard var map = YAMLMap(node, file: file, what: "a claim", &diagnostics) else { return nil }
    let id = needed("id", &map, "give every claim a name such as C01")
    let words = needed("words", &map, "say in your own words what is claimed")
    let kind = word("kind", ClaimsFileReader.kinds, &map, isNeeded: true)
    let known = word("known", ClaimsFileReader.verdicts, &map, isNeeded: false)
    let untestable = map.text("untestable", &diagnostics)?.text
    let note = map.text("note", &diagnostics)?.text
    var nodes: [Node] = []
    if let single = map.node("test") { nodes.append(single) }
    if let several = map.node("tests") {
      guard let items = several.sequence, nodes.isEmpty else {
        report("claims.bad_form", "'tests' is to be a list, without 'test'", FilePlace(several, in: file), nil)
        return nil
      }
      nodes += items
    }
    map.reportUnknownKeys(&diagnostics)
    let isContext = kind == "context" || kind == "judgement"
    if nodes.isEmpty, untestable == nil, !isContext {
      report(
        "claims.no_test", "the claim has no test", map.place,
        "add 'test:', or 'untestable:' with the reason, or make its kind context or judgement")
    }
    let read = nodes.compactMap { tests.read($0) }
    guard let id, let words, let kind else { return nil }
    if !isName(id.text) {
      report("claims.bad_id", "the id '\(id.text)' is not allowed", id.place, "use letters and digits, such as C01")
    }
    return ClaimsFile.Claim(
      id: id.text, words: words.text, kind: kind, known: known, untestable: untestable, note: note, place: map.place,
      tests: read)
  }

  private mutating func word(_ key: String, _ known: [String], _ map: inout YAMLMap, isNeeded: Bool) -> String? {
    guard let text = map.text(key, &diagnostics) else {
      if isNeeded {
        report(
          "claims.missing_key", "the key '\(key)' is missing", map.place, "use one of: " + known.joined(separator: ", ")
        )
      }
      return nil
    }
    guard known.contains(text.text) else {
      report(
        "claims.bad_word", "'\(key)' cannot be '\(text.text)'", text.place,
        suggestion(text.text, among: known, otherwise: "use one of: " + known.joined(separator: ", ")))
      return nil
    }
    return text.text
  }

  private func isName(_ text: String) -> Bool {
    (1...32).contains(text.utf8.count) && text.first?.isLetter == true
      && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
  }

  private mutating func closures(_ node: Node?) -> [ClaimsFile.Closure] {
    guard let node else { return [] }
    return (node.sequence.map(Array.init) ?? [node]).compactMap { closure($0) }
  }

  /// Reads `check: C25 + C26 <= C24`, or an amount with its unit on the right.
  private mutating func closure(_ node: Node) -> ClaimsFile.Closure? {
    guard var map = YAMLMap(node, file: file, what: "a closure", &diagnostics) else { return nil }
    let id = needed("id", &map, "give every closure a name such as K01")
    let words = needed("words", &map, "say what is added up or compared")
    let check = needed("check", &map, "write check: C25 + C26 <= C24")
    let claims = map.texts("for", &diagnostics)
    map.reportUnknownKeys(&diagnostics)
    guard let id, let words, let check else { return nil }
    let parts = check.text.split(separator: " ").map(String.init)
    guard let middle = parts.firstIndex(where: { ["<=", "<", "=", ">", ">="].contains($0) }),
      let left = terms(parts[..<middle])
    else {
      report("claims.bad_closure", "'\(check.text)' cannot be read", check.place, "write C25 + C26 <= C24")
      return nil
    }
    let rest = parts[(middle + 1)...]
    let limit = StatedAmount(limit: rest.joined(separator: " "))
    guard let right = limit == nil ? terms(rest) : [] else {
      report(
        "claims.bad_closure", "the right side of '\(check.text)' cannot be read", check.place,
        "write claims with + and -, or an amount with its unit")
      return nil
    }
    return ClaimsFile.Closure(
      id: id.text, words: words.text, left: left, relation: parts[middle], right: right,
      claims: claims.map(\.text), limit: limit,
      place: check.place)
  }

  /// Returns `C25 + C26` as `["+C25", "+C26"]`; nil for anything else.
  private func terms(_ words: ArraySlice<String>) -> [String]? {
    guard words.count % 2 == 1 else { return nil }
    var terms: [String] = []
    var sign = "+"
    for (index, word) in words.enumerated() {
      if index % 2 == 1 {
        guard word == "+" || word == "-" else { return nil }
        sign = word
      } else {
        guard isName(word) else { return nil }
        terms.append(sign + word)
      }
    }
    return terms
  }

  private mutating func checkNames(
    _ claims: [ClaimsFile.Claim], _ closures: [ClaimsFile.Closure], _ mentions: [(claim: String, place: FilePlace)]
  ) {
    var ids: Set<String> = []
    for (id, place) in claims.map({ ($0.id, $0.place) }) + closures.map({ ($0.id, $0.place) })
    where !ids.insert(id).inserted {
      report("claims.duplicate_id", "the id '\(id)' is taken", place, "choose another")
    }
    let known = claims.map(\.id)
    let inClosures = closures.flatMap { closure in
      ((closure.left + closure.right).map { String($0.dropFirst()) } + closure.claims).map { ($0, closure.place) }
    }
    for (name, place) in mentions + inClosures where !known.contains(name) {
      report(
        "claims.unknown_claim", "there is no claim '\(name)'", place,
        suggestion(name, among: known, otherwise: "name a claim of this file"))
    }
  }
}
