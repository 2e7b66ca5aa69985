internal import TradeStore

/// What the names and the first rows of a file make likely about its columns.
struct MappingGuess {
  private typealias Field = TableMapping.Field

  /// The column of each field that has a likely one.
  private(set) var columns: [TableMapping.Field: String] = [:]
  /// The form of the numbers.
  private(set) var numbers = NumberForm()
  /// The form of the periods; nil where none fits all rows.
  private(set) var periods: PeriodForm?
  /// The number of digits that most codes have; nil where the rows have several.
  private(set) var codeLength: Int?

  /// Names of columns in real files, without case, blanks and signs, the likeliest first.
  private static let names: [(field: TableMapping.Field, names: [String])] = [
    (.reporter, ["reporter", "reporteriso", "reportingcountry", "declarant"]),
    (
      .partner,
      [
        "partner", "ctycode", "partneriso", "partnercountry", "country", "countrycode", "countryname", "ctyname",
        "destination", "land", "국가", "국가명", "국가코드", "pays",
      ]
    ),
    (.flow, ["flow", "flowcode", "tradeflow", "direction", "exportimport"]),
    (.month, ["month", "monat"]),
    (.period, ["period", "yearmonth", "time", "date", "year", "fiscalyear", "jahr", "zeit", "기간", "년월", "periode"]),
    (
      .code,
      [
        "commoditycode", "hscode", "code", "hs", "hs10", "hs8", "hs6", "ecommodity", "icommodity", "productcode",
        "commodity", "warennummer", "품목코드", "product",
      ]
    ),
    (
      .value,
      [
        "value", "tradevalue", "allvalmo", "genvalmo", "valueusd", "exportvalue", "importvalue", "wert", "수출금액",
        "amount",
        "valuemonth",
      ]
    ),
    (.quantity, ["quantity", "qty", "qty1", "qty1mo", "genqy1mo", "menge"]),
    (.unit, ["unit", "quantityunit", "unitqy1", "qtyunit", "einheit"]),
    (.weight, ["netweight", "weight", "netwgt", "gewicht", "수출중량"]),
  ]

  /// Looks at a sample.
  init(_ sample: TableSample) {
    for (field, names) in MappingGuess.names {
      let candidates = names.lazy.compactMap { name in
        sample.names.first { MappingGuess.normalized($0) == name }
      }
      if let name = candidates.first { columns[field] = name }
    }
    // The year has a column of its own only beside the month.
    if columns[.month] != nil, let year = sample.names.first(where: { MappingGuess.normalized($0) == "year" }) {
      columns[.period] = year
    }
    if columns[.quantity] == nil { columns[.unit] = nil }
    guessNumbers(sample)
    guessPeriods(sample)
    guessCodes(sample)
  }

  private static func normalized(_ name: String) -> String {
    // What stands in brackets is a unit or a remark.
    name.prefix { $0 != "(" && $0 != "[" }.filter { $0.isLetter || $0.isNumber }.lowercased()
  }

  private mutating func guessNumbers(_ sample: TableSample) {
    let texts = [Field.value, .quantity, .weight].compactMap { columns[$0] }.flatMap(sample.texts).filter {
      !$0.isEmpty
    }
    let missing = texts.filter { !$0.contains(where: \.isNumber) }
    let printed = texts.filter { $0.contains(where: \.isNumber) }
    // The form by which most numbers can be read; one that needs no thousands separator comes first.
    let forms: [(Character, Character?)] = [
      (".", nil), (",", nil), (".", ","), (",", "."), (".", " "), (",", " "), (".", "'"),
    ]
    var best = (form: NumberForm(), count: -1)
    for (decimal, thousands) in forms {
      let form = NumberForm(decimal: decimal, thousands: thousands)
      let count = printed.count { form.plain($0).map { $0.allSatisfy { "-.0123456789".contains($0) } } ?? false }
      if count > best.count { best = (form, count) }
    }
    numbers = best.form
    numbers.missing = Set(missing)
  }

  private mutating func guessPeriods(_ sample: TableSample) {
    guard let name = columns[.period] else { return }
    let texts = sample.texts(name)
    periods = PeriodForm.allCases.first { form in texts.allSatisfy { form.period($0) != nil } }
  }

  private mutating func guessCodes(_ sample: TableSample) {
    guard let name = columns[.code] else { return }
    let lengths = sample.texts(name).map { $0.filter { $0 != "." && $0 != " " } }
      .filter { (2...12).contains($0.count) && $0.allSatisfy(\.isNumber) }.map(\.count)
    guard let longest = lengths.max(), longest >= 6, lengths.allSatisfy({ $0 >= longest - 1 }) else { return }
    codeLength = longest + longest % 2
  }
}
