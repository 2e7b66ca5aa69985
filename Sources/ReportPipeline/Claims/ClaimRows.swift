internal import Crypto
internal import Foundation
internal import PluginHost
internal import PluginProtocol
internal import TradeModel
internal import TradeStore

/// The rows of a claims file as the dataset `claims`: one a test, one a claim without tests, one a closure.
///
/// What the text states is a cell with bounds, so that a plugin cites it like any figure; its source is the line of the file.
struct ClaimRows: Sendable {
  private let file: ClaimsFile
  private let rows: [Row]

  /// One row.
  struct Row: Sendable {
    var claim: String
    var words: String
    var kind: String
    var definition: String
    /// The test's own keys, for the columns that a reader needs in words.
    var fields: [String: JSONValue] = [:]
    var stated: StatedAmount?
    var limit: StatedAmount?
    var place: FilePlace
    var note: String?
  }

  /// Makes the rows, with the codes of the goods by edition as the reference lists have them.
  init(_ file: ClaimsFile, reference: Reference) {
    self.file = file
    var rows: [Row] = []
    let goods = ClaimGoods(reference)
    let common: [String: JSONValue] = ["own": .string(file.origin), "doubtful": .array(file.doubtful)]
    for claim in file.claims {
      var head = common
      head["known"] = claim.known.map { .string($0) }
      head["untestable"] = claim.untestable.map { .string($0) }
      if claim.tests.isEmpty || claim.untestable != nil {
        rows.append(
          Row(
            claim: claim.id, words: claim.words, kind: claim.kind, definition: ClaimRows.text(head), place: claim.place,
            note: claim.note))
      }
      for test in claim.tests {
        var definition = head
        definition["untestable"] = nil
        definition["test"] = .object(test.fields)
        definition["goods"] = goods.description(of: test)
        rows.append(
          Row(
            claim: claim.id, words: claim.words, kind: claim.kind, definition: ClaimRows.text(definition),
            fields: test.fields, stated: test.stated, limit: test.limit, place: test.place, note: claim.note))
      }
    }
    for closure in file.closures {
      let fields: [String: JSONValue] = [
        "left": .array(closure.left.map { .string($0) }), "relation": .string(closure.relation),
        "right": .array(closure.right.map { .string($0) }), "for": .array(closure.claims.map { .string($0) }),
      ]
      rows.append(
        Row(
          claim: closure.id, words: closure.words, kind: "closure",
          definition: ClaimRows.text(["closure": .object(fields)]), limit: closure.limit, place: closure.place))
    }
    self.rows = rows
  }

  /// Returns what is wrong with the codes that the file names.
  static func unknownCodes(in file: ClaimsFile, reference: Reference) -> [ClaimsFile.ListedCode] {
    file.claims.flatMap(\.tests).flatMap(\.codes).filter { listed in
      switch listed.list {
      case "area": reference.areas[listed.code] == nil
      case "product": reference.products[listed.code] == nil
      default: reference.units[listed.code] == nil
      }
    }
  }

  /// Answers a query on the dataset `claims`.
  func answer(_ query: TradeQuery) throws(QueryProblem) -> any AnswerCursor {
    try check(query.by, known: ClaimColumn.dimensions, pointer: "/by", code: "query.unknown_dimension")
    try check(query.measures, known: ClaimColumn.measures, pointer: "/measures", code: "query.unknown_measure")
    guard query.conditions.any.isEmpty, query.conditions.all.keys.allSatisfy({ $0 == "claim" }), query.period == nil,
      query.order.isEmpty
    else {
      throw QueryProblem(
        code: "query.bad_filter", message: "claims come as the file has them", pointer: "/where",
        hint: "ask by 'claim' or not at all; leave period and order out")
    }
    let wanted = try query.conditions.all["claim"].map(names)
    let asked = rows.enumerated().filter { wanted?.contains($0.element.claim) ?? true }
    return ClaimCursor(asked.map { ($0.offset, $0.element) }, query: query, digest: file.digest, origin: file.origin)
  }

  /// Returns the way back to the lines of the file.
  func sourceRows(_ numbers: [Int64]) -> [SourceRow] {
    Set(numbers).sorted(by: >).compactMap { number in
      let index = Int(-number - 1)
      guard rows.indices.contains(index) else { return nil }
      let row = rows[index]
      return SourceRow(
        file: file.name, fileDigest: file.digest, line: row.place.line, id: row.claim, origin: file.origin,
        address: file.address, date: file.date, summary: row.words, value: row.stated?.value,
        bounds: row.stated?.bounds ?? Bounds(low: nil, high: nil), note: row.note, isCounted: true)
    }
  }

  /// Returns the claims that a condition names.
  private func names(_ filter: QueryFilter) throws(QueryProblem) -> Set<String> {
    switch filter {
    case .equals(let name): return [name]
    case .anyOf(let names): return Set(names)
    case .not, .under, .range:
      throw QueryProblem(
        code: "query.bad_filter", message: "a condition on claims names them", pointer: "/where/claim",
        hint: "write a name, or a list of names")
    }
  }

  private func check(
    _ names: [String], known: [String], pointer: String, code: String
  ) throws(QueryProblem) {
    for (index, name) in names.enumerated() where !known.contains(name) {
      throw QueryProblem(
        code: code, message: "claims have no '\(name)'", pointer: "\(pointer)/\(index)",
        hint: "use one of: " + known.joined(separator: ", "))
    }
  }

  private static func text(_ fields: [String: JSONValue]) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(JSONValue.object(fields))).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
  }
}

/// The columns of the dataset `claims`.
enum ClaimColumn {
  /// What a row is known by.
  static let dimensions = ["claim", "words", "kind", "note", "definition"] + coded.keys.sorted()
  /// The keys of a test that readers see in words: the list of a code, or nil for a period.
  static let coded: [String: String?] = [
    "reporter": "area", "partner": "area", "product": "product", "of": "product", "period": nil, "base": nil,
    "years": nil,
  ]
  /// What a row states.
  static let measures = [
    "stated", "stated.low", "stated.high", "stated.unit", "limit", "limit.low", "limit.high", "limit.unit", "rows",
  ]
}

/// The rows of an answer on claims.
private final class ClaimCursor: AnswerCursor {
  /// Rows of the file that look alike to the query, each with its number in the file, make one row of the answer.
  private let groups: [[(number: Int, row: ClaimRows.Row)]]
  private let asked: TradeQuery
  private let origin: String
  private var position = 0
  let columns: [ResultColumn]
  let query: String
  let digest: String
  let sql = ""

  init(_ rows: [(number: Int, row: ClaimRows.Row)], query asked: TradeQuery, digest: String, origin: String) {
    var groups: [[(number: Int, row: ClaimRows.Row)]] = []
    for entry in rows {
      // A figure stands for one test, so that only counts are taken together.
      if asked.measures == ["rows"], let last = groups.last?.first, ClaimCursor.areAlike(last.row, entry.row, asked) {
        groups[groups.count - 1].append(entry)
      } else {
        groups.append([entry])
      }
    }
    self.groups = asked.limit.map { Array(groups.prefix($0)) } ?? groups
    self.asked = asked
    self.origin = origin
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    query = (try? encoder.encode(asked)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    self.digest = "sha256:" + Hexadecimal.digits(of: SHA256.hash(data: Data((query + "\n" + digest).utf8)))
    columns =
      asked.by.map { name in
        guard let list = ClaimColumn.coded[name] else { return ResultColumn(name: name, type: .string) }
        return ResultColumn(name: name, type: list == nil ? .period : .code, list: list)
      }
      + asked.measures.map { name in
        if name == "rows" { return ResultColumn(name: name, type: .integer) }
        return name.hasSuffix(".unit")
          ? ResultColumn(name: name, type: .code, list: "unit") : ResultColumn(name: name, type: .decimal)
      }
  }

  var evidence: QueryEvidence {
    QueryEvidence(sourceRows: groups.map(\.count).reduce(0, +), origins: [origin])
  }

  func next() throws(HostError) -> AnswerRow? {
    guard position < groups.count, let row = groups[position].first?.row else { return nil }
    let numbers = groups[position].map(\.number)
    position += 1
    let measures = asked.measures.map { name -> ResultCell in
      name == "rows" ? .count(numbers.count) : ClaimCursor.cell(name, row)
    }
    // A row of the file is told from one of the dataset by its sign.
    return AnswerRow(
      cells: asked.by.map { ClaimCursor.text($0, row) } + measures, counted: numbers.map { Int64(-$0 - 1) },
      contexts: contexts(row))
  }

  private static func areAlike(_ one: ClaimRows.Row, _ other: ClaimRows.Row, _ asked: TradeQuery) -> Bool {
    asked.by.allSatisfy { text($0, one) == text($0, other) }
  }

  /// Returns the bounds and the unit of each measure, in the order in which their names are first asked for.
  private func contexts(_ row: ClaimRows.Row) -> [FigureContext] {
    var names: [String] = []
    for name in asked.measures.map(ClaimCursor.base) where name != "rows" && !names.contains(name) {
      names.append(name)
    }
    return names.map { name in
      let amount = name == "stated" ? row.stated : row.limit
      return FigureContext(
        bounds: amount?.bounds ?? Bounds(low: nil, high: nil), status: amount == nil ? .notInExtract : .reported,
        unit: amount.map(ClaimCursor.unit) ?? "", covers: "")
    }
  }

  private static func base(_ measure: String) -> String { measure.prefix { $0 != "." }.description }

  /// Returns the code of the unit; a bare count has none.
  private static func unit(_ amount: StatedAmount) -> String { amount.unit == "none" ? "" : amount.unit }

  private static func text(_ dimension: String, _ row: ClaimRows.Row) -> ResultCell {
    switch dimension {
    case "claim": .text(row.claim)
    case "words": .text(row.words)
    case "kind": .text(row.kind)
    case "note": .text(row.note ?? "")
    case "definition": .text(row.definition)
    default: .text(row.fields[dimension]?.stringValue ?? "")
    }
  }

  private static func cell(_ measure: String, _ row: ClaimRows.Row) -> ResultCell {
    guard let amount = base(measure) == "stated" ? row.stated : row.limit else { return .missing(.notInExtract) }
    switch measure.split(separator: ".").last {
    case "low": return amount.bounds.low.map { .amount($0) } ?? .missing(.notInExtract)
    case "high": return amount.bounds.high.map { .amount($0) } ?? .missing(.notInExtract)
    case "unit": return .text(unit(amount))
    default: return .amount(amount.value)
    }
  }
}
