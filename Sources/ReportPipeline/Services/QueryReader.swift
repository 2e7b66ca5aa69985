internal import Foundation
internal import PluginProtocol
internal import PluginTransport
internal import ReportModel
internal import Spelling
internal import TradeModel

/// Reads a query from JSON and refuses what the decoder would pass over: unknown keys, keys that stand twice.
struct QueryReader {
  private static let keys = ["by", "dataset", "fill", "limit", "measures", "order", "partial", "period", "where"]
  private static let periodKeys = ["from", "grain", "months", "to"]
  private static let filterKeys = ["from", "not", "to", "under"]

  /// Returns the query.
  func query(_ text: [UInt8]) throws(DatasetFailure) -> TradeQuery {
    let space: [UInt8] = [0x09, 0x0A, 0x0D, 0x20]
    let bytes = Array(text[...(text.lastIndex { !space.contains($0) } ?? text.startIndex - 1)])
    guard bytes.first(where: { !space.contains($0) }) == UInt8(ascii: "{") else {
      throw failure("query.malformed", "a query is an object", at: "", hint: #"write {"measures":["value"], …}"#)
    }
    do throws(WireProblem) {
      try StrictJSON.check(bytes, depth: ProtocolFacts.depth)
    } catch {
      if error.code == "protocol.duplicate_key" {
        throw failure("query.duplicate_key", error.message, at: "", hint: "keep one of them")
      }
      throw failure("query.malformed", "the query is no JSON: \(error.message)", at: "", hint: nil)
    }
    guard let value = try? JSONDecoder().decode(JSONValue.self, from: Data(bytes)) else {
      throw failure("query.malformed", "the query holds a number that cannot be read", at: "", hint: nil)
    }
    try check(value)
    do {
      return try JSONDecoder().decode(TradeQuery.self, from: Data(bytes))
    } catch {
      throw failure("query.malformed", "the query cannot be read", at: "", hint: "see Plugins/protocol/v1/protocol.md")
    }
  }

  private func check(_ query: JSONValue) throws(DatasetFailure) {
    for (key, value) in try members(query, among: QueryReader.keys, at: "") {
      let pointer = "/" + key
      switch key {
      case "measures", "by", "order": try texts(value, at: pointer)
      case "dataset": try text(value, at: pointer)
      case "limit": try whole(value, at: pointer)
      case "partial":
        if case .bool = value { continue }
        throw failure("query.malformed", "'partial' is to be true or false", at: pointer, hint: nil)
      case "fill": try oneOf(QueryFill.allCases.map(\.rawValue), value, at: pointer)
      case "period": try period(value, at: pointer)
      default: try conditions(value, at: pointer)
      }
    }
    if query["measures"] == nil {
      throw failure(
        "query.malformed", "the query has no 'measures'", at: "", hint: #"write "measures":["value"]"#)
    }
  }

  private func period(_ value: JSONValue, at pointer: String) throws(DatasetFailure) {
    let members = try members(value, among: QueryReader.periodKeys, at: pointer)
    if value["from"] == nil {
      throw failure("query.malformed", "the period has no 'from'", at: pointer, hint: #"write {"from":"2019"}"#)
    }
    for (key, member) in members {
      let place = pointer + "/" + key
      switch key {
      case "grain": try oneOf(PeriodGrain.allCases.map(\.rawValue), member, at: place)
      case "months":
        guard case .array(let months) = member else {
          throw failure("query.malformed", "'months' is to be a list of two months", at: place, hint: "write [1, 4]")
        }
        for (index, month) in months.enumerated() { try whole(month, at: "\(place)/\(index)") }
      default:
        if case .string(let text) = member, Period(text) != nil { continue }
        throw failure(
          "query.bad_period", "'\(key)' is no period", at: place,
          hint: "write 2020, 2020-Q1, 2020-04 or 2022-01..2022-04, in quotes")
      }
    }
  }

  private func conditions(_ value: JSONValue, at pointer: String) throws(DatasetFailure) {
    for (dimension, filter) in try members(value, among: nil, at: pointer) {
      let place = pointer + "/" + dimension
      guard dimension == "any" else {
        try self.filter(filter, at: place)
        continue
      }
      guard case .array(let alternatives) = filter else {
        throw failure("query.malformed", "'any' is to be a list of alternatives", at: place, hint: nil)
      }
      for (index, alternative) in alternatives.enumerated() {
        for (dimension, filter) in try members(alternative, among: nil, at: "\(place)/\(index)") {
          try self.filter(filter, at: "\(place)/\(index)/\(dimension)")
        }
      }
    }
  }

  private func filter(_ value: JSONValue, at pointer: String) throws(DatasetFailure) {
    switch value {
    case .string: return
    case .array: try texts(value, at: pointer)
    case .object:
      let members = try members(value, among: QueryReader.filterKeys, at: pointer)
      let kinds = Set(members.map { $0.key == "to" ? "from" : $0.key })
      guard kinds.count == 1 else {
        throw failure(
          "query.bad_filter", "a condition is one of not, under, and from with to", at: pointer,
          hint: kinds.isEmpty ? "name a code, or remove the condition" : "keep one of them")
      }
      for (key, member) in members {
        try key == "not" ? filter(member, at: pointer + "/not") : text(member, at: pointer + "/" + key)
      }
    case .null, .bool, .number:
      throw failure(
        "query.bad_filter", "a condition is a code, a list of codes, or an object", at: pointer,
        hint: "write codes in quotes")
    }
  }

  private func members(
    _ value: JSONValue, among known: [String]?, at pointer: String
  ) throws(DatasetFailure) -> [(key: String, value: JSONValue)] {
    guard case .object(let members) = value else {
      throw failure("query.malformed", "an object is expected here", at: pointer, hint: nil)
    }
    let sorted = members.sorted { $0.key < $1.key }
    for (key, _) in sorted {
      guard let known, !known.contains(key) else { continue }
      throw failure(
        "query.unknown_key", "there is no key '\(key)' here", at: pointer + "/" + key,
        hint: nearestName(to: key, among: known).map { "did you mean '\($0)'?" }
          ?? "known here: " + known.joined(separator: ", "))
    }
    return sorted
  }

  private func text(_ value: JSONValue, at pointer: String) throws(DatasetFailure) {
    if case .string = value { return }
    throw failure("query.malformed", "a text is expected here", at: pointer, hint: "write it in quotes")
  }

  private func texts(_ value: JSONValue, at pointer: String) throws(DatasetFailure) {
    guard case .array(let items) = value else {
      throw failure("query.malformed", "a list of texts is expected here", at: pointer, hint: #"write ["…"]"#)
    }
    for (index, item) in items.enumerated() { try text(item, at: "\(pointer)/\(index)") }
  }

  private func whole(_ value: JSONValue, at pointer: String) throws(DatasetFailure) {
    if case .number(let number) = value, Int("\(number)") != nil { return }
    throw failure("query.malformed", "a whole number is expected here", at: pointer, hint: nil)
  }

  private func oneOf(_ known: [String], _ value: JSONValue, at pointer: String) throws(DatasetFailure) {
    if case .string(let text) = value, known.contains(text) { return }
    throw failure(
      "query.malformed", "this is none of the words that can stand here", at: pointer,
      hint: "use one of: " + known.joined(separator: ", "))
  }

  private func failure(_ code: String, _ message: String, at pointer: String, hint: String?) -> DatasetFailure {
    DatasetFailure(
      Diagnostic(
        severity: .error, code: code, message: message, hint: hint,
        place: pointer.isEmpty ? "query" : "query \(pointer)"))
  }
}
