internal import Foundation
internal import PluginProtocol
internal import ReportModel
internal import Spelling
internal import TradeModel
internal import Yams

/// Reads one test of a claim by its form, and collects what is wrong with it.
struct ClaimTestReader {
  let file: String
  /// Keys that stand for every test of the file that does not say otherwise, such as `partner`.
  let defaults: [String: JSONValue]
  private(set) var diagnostics: [Diagnostic] = []
  /// Names of other claims that tests rest on.
  private(set) var mentions: [(claim: String, place: FilePlace)] = []

  init(file: String, defaults: [String: JSONValue]) {
    self.file = file
    self.defaults = defaults
  }

  /// Returns the test, or nil where the errors leave none.
  mutating func read(_ node: Node) -> ClaimsFile.Test? {
    guard var map = YAMLMap(node, file: file, what: "a test", &diagnostics) else { return nil }
    guard let name = map.text("is", &diagnostics) else {
      report("claims.missing_key", "the test does not say what it is", map.place, "write 'is: figure' or another kind")
      return nil
    }
    guard let form = ClaimTestForm.all[name.text] else {
      let known = ClaimTestForm.all.keys.sorted()
      report(
        "claims.unknown_test", "there is no test '\(name.text)'", name.place,
        suggestion(name.text, among: known, otherwise: "use one of: " + known.joined(separator: ", ")))
      return nil
    }
    let before = diagnostics.count
    var test = ClaimsFile.Test(fields: ["is": .string(name.text)], codes: [], place: map.place)
    for key in form.required + form.optional {
      guard let node = map.node(key) else {
        if form.required.contains(key) {
          report("claims.missing_key", "the test '\(name.text)' has no '\(key)'", map.place, "add '\(key):'")
        } else if let value = defaults[key] {
          test.fields[key] = value
        }
        continue
      }
      read(node, key, into: &test)
    }
    readStated(&map, &test)
    map.reportUnknownKeys(&diagnostics)
    return diagnostics.count == before ? test : nil
  }

  private mutating func read(_ node: Node, _ key: String, into test: inout ClaimsFile.Test) {
    guard let field = ClaimTestForm.fields[key] else { return }
    let place = FilePlace(node, in: file)
    switch field {
    case .areas, .products, .claims:
      guard let items = node.sequence, !items.isEmpty else {
        return report("claims.bad_form", "'\(key)' is to be a list", place, "write \(key): [CHN, RUS] or the like")
      }
      let texts = items.compactMap { item in item.scalar.map { ($0.string, FilePlace(item, in: file)) } }
      for (text, place) in texts { note(text, field, place, &test) }
      test.fields[key] = .array(texts.map { .string($0.0) })
    default:
      guard let text = node.scalar?.string else {
        return report("claims.bad_form", "'\(key)' is to be a text", place, nil)
      }
      note(text, field, place, &test)
      if let value = value(text, key, field, place, &test) { test.fields[key] = value }
    }
  }

  /// Writes down the codes and claims that are looked up once everything was read.
  private mutating func note(
    _ text: String, _ field: ClaimTestForm.Field, _ place: FilePlace, _ test: inout ClaimsFile.Test
  ) {
    switch field {
    case .area, .areas: test.codes.append(.init(list: "area", code: text, place: place))
    case .product, .products: test.codes.append(.init(list: "product", code: text, place: place))
    case .claim, .claims: mentions.append((text, place))
    case .period, .stated, .limit, .word, .text, .percent, .flag: break
    }
  }

  private mutating func value(
    _ text: String, _ key: String, _ field: ClaimTestForm.Field, _ place: FilePlace, _ test: inout ClaimsFile.Test
  ) -> JSONValue? {
    switch field {
    case .period:
      guard Period(text) != nil else {
        report(
          "claims.bad_period", "'\(text)' is no period", place,
          "write 2020, 2020-Q1, 2020-04 or 2022-01..2022-04")
        return nil
      }
    case .word(let words):
      guard words.contains(text) else {
        report(
          "claims.bad_word", "'\(key)' cannot be '\(text)'", place,
          suggestion(text, among: words, otherwise: "use one of: " + words.joined(separator: ", ")))
        return nil
      }
    case .flag:
      guard text == "true" || text == "false" else {
        report("claims.bad_form", "'\(key)' is to be true or false", place, nil)
        return nil
      }
      return .bool(text == "true")
    case .percent:
      guard let number = Decimal(string: text), number > 0, number < 100, Amount(text) != nil else {
        report("claims.bad_form", "'\(key)' is to be a number of percent", place, "write tolerance: 5")
        return nil
      }
      return .number(number)
    case .limit:
      guard let amount = StatedAmount(limit: text) else {
        report(
          "claims.bad_amount", "'\(text)' is no amount with a unit", place, "write 500 thousand USD, or 4 USD..6 USD")
        return nil
      }
      test.limit = amount
      test.codes.append(.init(list: "unit", code: amount.unit, place: place))
      return nil
    case .stated: return nil
    case .area, .areas, .product, .products, .claim, .claims, .text: break
    }
    return .string(text)
  }

  /// Reads what the text states, which depends on the operator beside it.
  private mutating func readStated(_ map: inout YAMLMap, _ test: inout ClaimsFile.Test) {
    guard let text = map.text("stated", &diagnostics) else { return }
    let word = test.fields["operator"]?.stringValue ?? "eq"
    let relation = StatedAmount.Relation(rawValue: word) ?? .eq
    guard let amount = StatedAmount(text.text, relation: relation, tolerance: test.fields["tolerance"]?.numberValue)
    else {
      return report(
        "claims.bad_amount", "'\(text.text)' is no amount with a unit", text.place,
        relation == .between ? "write 3 million USD..4 million USD" : "write 3.9 million USD, -81 percent or 930932 USD"
      )
    }
    test.stated = amount
    test.codes.append(.init(list: "unit", code: amount.unit, place: text.place))
  }

  private mutating func report(_ code: String, _ message: String, _ place: FilePlace, _ hint: String?) {
    diagnostics.append(.usage(code, message, at: place, hint: hint))
  }
}
