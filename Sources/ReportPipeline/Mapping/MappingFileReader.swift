internal import Crypto
internal import Foundation
internal import PluginHost
internal import ReportModel
internal import Spelling
internal import TradeModel
internal import TradeStore
internal import Yams

/// Reads a mapping file and collects everything that is wrong with it.
struct MappingFileReader {
  private typealias Field = TableMapping.Field

  private let file: String
  private(set) var diagnostics: [Diagnostic] = []

  init(file: String) {
    self.file = file
  }

  /// Returns the mapping, or nil where the errors leave none.
  mutating func read(_ data: Data) -> TableMapping? {
    let text = String(decoding: data, as: UTF8.self)
    let root: Node
    do {
      guard let node = try Yams.compose(yaml: text) else {
        report("mapping.empty", "the mapping is empty", start, "make a draft with 'waybill data map'")
        return nil
      }
      root = node
    } catch {
      diagnostics.append(YAMLFault(error, text: text, file: file).diagnostic)
      return nil
    }
    guard var map = YAMLMap(root, file: file, what: "a mapping", &diagnostics) else { return nil }
    let version = map.text("mapping", &diagnostics)
    if version?.text != "1" {
      report(
        "mapping.version", "this program reads mappings of version 1", version?.place ?? start,
        "begin the file with 'mapping: 1'")
    }
    var mapping = TableMapping(digest: "sha256:" + Hexadecimal.digits(of: SHA256.hash(data: data)))
    mapping.delimiter =
      choice("delimiter", Delimiter.allCases, \.name, &map) ?? .comma
    mapping.claims = choice("claims", ImportOptions.Claims.allCases, \.rawValue, &map) ?? .printedCells
    mapping.isCompiled = choice("compiled", [false, true], { $0 ? "yes" : "no" }, &map) ?? false
    mapping.areaScheme = map.text("areas", &diagnostics).map(entry)
    readSource(&map, into: &mapping)
    mapping.columns = entries("columns", Field.allCases, &map)
    mapping.constants = entries("constants", [.reporter, .partner, .flow, .period, .code, .unit], &map)
    checkFields(mapping, map.place)
    readNumbers(&map, into: &mapping)
    readPeriods(&map, into: &mapping)
    readCodes(&map, into: &mapping)
    readAmounts(&map, into: &mapping)
    mapping.words = words(map.node("words"))
    map.reportUnknownKeys(&diagnostics)
    return diagnostics.contains { $0.severity == .error } ? nil : mapping
  }

  private var start: FilePlace { FilePlace(file: file, line: 1, column: 1) }

  private mutating func report(_ code: String, _ message: String, _ place: FilePlace, _ hint: String?) {
    diagnostics.append(.usage(code, message, at: place, hint: hint))
  }

  private func entry(_ text: ReportFile.Text) -> TableMapping.Entry {
    TableMapping.Entry(text.text, place: text.place.description)
  }

  /// Returns the part of the mapping under a key; a part that is needed and missing is reported.
  private mutating func part(_ key: String, _ map: inout YAMLMap, isNeeded: Bool = false) -> YAMLMap? {
    guard let node = map.node(key) else {
      if isNeeded { report("mapping.missing_key", "the key '\(key)' is missing", start, "add '\(key):'") }
      return nil
    }
    return YAMLMap(node, file: file, what: "'\(key)'", &diagnostics)
  }

  /// Returns a text that has to be there and must not be empty.
  private mutating func needed(_ key: String, _ map: inout YAMLMap, _ hint: String) -> TableMapping.Entry? {
    guard let text = map.text(key, &diagnostics) else {
      report("mapping.missing_key", "the key '\(key)' is missing", map.place, hint)
      return nil
    }
    return filled(key, text, hint)
  }

  private mutating func filled(_ key: String, _ text: ReportFile.Text, _ hint: String) -> TableMapping.Entry? {
    guard text.text.isEmpty else { return entry(text) }
    report("mapping.not_filled_in", "'\(key)' is not filled in", text.place, hint)
    return nil
  }

  private mutating func choice<Value>(
    _ key: String, _ known: [Value], _ name: (Value) -> String, _ map: inout YAMLMap
  ) -> Value? {
    guard let text = map.text(key, &diagnostics) else { return nil }
    if let value = known.first(where: { name($0) == text.text }) { return value }
    let names = known.map(name)
    report(
      "mapping.bad_word", "'\(key)' cannot be '\(text.text)'", text.place,
      suggestion(text.text, among: names, otherwise: "use one of: " + names.joined(separator: ", ")))
    return nil
  }

  private mutating func number(_ key: String, _ range: ClosedRange<Int>, _ map: inout YAMLMap) -> Int? {
    guard let text = map.text(key, &diagnostics) else { return nil }
    if let number = Int(text.text), range.contains(number) { return number }
    report(
      "mapping.bad_word", "'\(key)' cannot be '\(text.text)'", text.place,
      "write a number from \(range.lowerBound) to \(range.upperBound)")
    return nil
  }

  private mutating func readSource(_ map: inout YAMLMap, into mapping: inout TableMapping) {
    guard var source = part("source", &map, isNeeded: true) else { return }
    mapping.origin = needed("name", &source, "name the authority that published the file")?.text ?? ""
    mapping.originAddress = needed("address", &source, "say where the file can be read")?.text ?? ""
    let date = source.text("date", &diagnostics)
    mapping.originDate = date?.text ?? ""
    if let date, !date.text.isEmpty, CalendarDate(date.text) == nil {
      report("mapping.bad_date", "'\(date.text)' is no date", date.place, "write 2022-06-10, or remove the key")
    }
    source.reportUnknownKeys(&diagnostics)
  }

  /// Returns the texts under a key by the field that they are of.
  private mutating func entries(
    _ key: String, _ fields: [Field], _ map: inout YAMLMap
  ) -> [Field: TableMapping.Entry] {
    guard var part = part(key, &map, isNeeded: key == "columns") else { return [:] }
    var entries: [Field: TableMapping.Entry] = [:]
    for field in fields {
      guard let text = part.text(field.name, &diagnostics) else { continue }
      entries[field] = filled(field.name, text, "fill it in, or remove the key") ?? entry(text)
    }
    part.reportUnknownKeys(&diagnostics)
    return entries
  }

  /// Reports what is stated twice, and what nothing states.
  private mutating func checkFields(_ mapping: TableMapping, _ place: FilePlace) {
    for field in Field.allCases {
      guard mapping.columns[field] != nil, let constant = mapping.constants[field] else { continue }
      diagnostics.append(
        Diagnostic(
          severity: .error, code: "mapping.stated_twice",
          message: "'\(field.name)' is a column and a constant", hint: "remove one of them", place: constant.place))
    }
    for field in [Field.reporter, .partner, .flow, .period, .code]
    where mapping.columns[field] == nil && mapping.constants[field] == nil {
      report(
        "mapping.missing_key", "nothing says the \(field.name)", place,
        "name its column under 'columns:', or what it is in all rows under 'constants:'")
    }
    if [Field.value, .quantity, .weight].allSatisfy({ mapping.columns[$0] == nil }) {
      report("mapping.missing_key", "no column has a figure", place, "add value, quantity or weight to 'columns:'")
    }
    if mapping.columns[.quantity] != nil, mapping.columns[.unit] == nil, mapping.constants[.unit] == nil {
      report(
        "mapping.missing_key", "nothing says the unit of the quantity", place, "add unit to 'columns:' or 'constants:'")
    }
    if mapping.columns[.month] != nil, mapping.columns[.period] == nil {
      report("mapping.missing_key", "a column has the month, and none the year", place, "name its column as period")
    }
  }

  private mutating func readNumbers(_ map: inout YAMLMap, into mapping: inout TableMapping) {
    guard var part = part("numbers", &map) else { return }
    let marks: [Character] = [".", ","]
    mapping.numbers.decimal = choice("decimal", marks, { String($0) }, &part) ?? "."
    let separators: [Character?] = [nil, ".", ",", " ", "'"]
    mapping.numbers.thousands = choice("thousands", separators, { $0.map { String($0) } ?? "none" }, &part) ?? nil
    if mapping.numbers.thousands == mapping.numbers.decimal {
      report(
        "mapping.stated_twice", "one sign cannot stand before decimals and between thousands", part.place,
        "write 'thousands: none', or another sign")
    }
    mapping.numbers.missing = Set(part.texts("missing", &diagnostics).map(\.text))
    part.reportUnknownKeys(&diagnostics)
  }

  private mutating func readPeriods(_ map: inout YAMLMap, into mapping: inout TableMapping) {
    guard var part = part("period", &map, isNeeded: true) else { return }
    mapping.periods = choice("form", PeriodForm.allCases, \.rawValue, &part) ?? .year
    mapping.firstMonth = number("first-month", 2...12, &part) ?? mapping.firstMonth
    part.reportUnknownKeys(&diagnostics)
  }

  private mutating func readCodes(_ map: inout YAMLMap, into mapping: inout TableMapping) {
    guard var part = part("codes", &map, isNeeded: true) else { return }
    mapping.owner =
      needed("owner", &part, "write WCO for the Harmonized System, or a country such as US") ?? mapping.owner
    mapping.edition = needed("edition", &part, "write HS2022 or another edition, or by-year") ?? mapping.edition
    mapping.codeLength = number("length", 2...12, &part)
    part.reportUnknownKeys(&diagnostics)
  }

  private mutating func readAmounts(_ map: inout YAMLMap, into mapping: inout TableMapping) {
    let powers = [0, 3, 6]
    let name = { (power: Int) in "1" + String(repeating: "0", count: power) }
    if var part = part("values", &map, isNeeded: mapping.columns[.value] != nil) {
      mapping.currency = needed("currency", &part, "write the unit of values, such as USD") ?? mapping.currency
      mapping.valuePower = choice("times", powers, name, &part) ?? 0
      mapping.basis = part.text("basis", &diagnostics)?.text ?? ""
      part.reportUnknownKeys(&diagnostics)
    }
    if var part = part("weights", &map) {
      mapping.weightPower = choice("unit", [0, 3], { $0 == 0 ? "kg" : "t" }, &part) ?? 0
      part.reportUnknownKeys(&diagnostics)
    }
  }

  private mutating func words(_ node: Node?) -> [Field: [String: TableMapping.Entry]] {
    guard let node, var map = YAMLMap(node, file: file, what: "'words'", &diagnostics) else { return [:] }
    var words: [Field: [String: TableMapping.Entry]] = [:]
    for field in [Field.reporter, .partner, .flow, .code, .unit] {
      guard let list = map.node(field.name),
        var part = YAMLMap(list, file: file, what: "'\(field.name)'", &diagnostics)
      else { continue }
      for member in part.all() {
        guard let text = part.text(member.key, &diagnostics) else { continue }
        words[field, default: [:]][member.key] = filled(member.key, text, "say what it stands for, or leave-out")
      }
    }
    map.reportUnknownKeys(&diagnostics)
    return words
  }
}
