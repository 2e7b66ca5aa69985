import TradeModel
import TradeStore

/// Makes small datasets and queries about them; equal seeds make equal ones.
struct CaseGenerator {
  var random: SeededGenerator

  init(seed: UInt64) {
    random = SeededGenerator(state: seed)
  }

  /// Returns one to three files of a few rows each; few choices for each field, so that rows meet in cells.
  mutating func files() -> [PropertyCase.File] {
    let goods = few(CaseGenerator.goods, atMost: 5)
    let reporters = few(["CHN", "DEU", "RUS", "WLD"], atMost: 3)
    let partners = few(["PRK", "IND", "WLD"], atMost: 2)
    let periods = few(CaseGenerator.periods, atMost: 7)
    let measures = few(CaseGenerator.measures, atMost: 2)
    return (1...Int.random(in: 1...3, using: &random)).map { number in
      var rows = (1...Int.random(in: 1...8, using: &random)).map { _ in
        row(goods: goods, reporters: reporters, partners: partners, periods: periods, measures: measures)
      }
      // Rows of one file that differ in nothing are told apart by their ids, as those of real files are.
      for index in rows.indices { rows[index].id = "\(number).\(index)" }
      return PropertyCase.File(
        name: "file\(number).csv", rows: rows, claims: random.oneIn(3) ? .wholePeriods : .printedCells,
        isRetracted: random.oneIn(12))
    }
  }

  /// Returns a few of the elements, in another order.
  private mutating func few<Element>(_ elements: [Element], atMost count: Int) -> [Element] {
    Array(elements.shuffled(using: &random).prefix(Int.random(in: 1...count, using: &random)))
  }

  private mutating func row(
    goods: [(product: String, code: String)], reporters: [String], partners: [String], periods: [String],
    measures: [(name: String, unit: String)]
  ) -> TestRow {
    let goods = random.pick(goods)
    var row = TestRow(
      random.pick(periods), String(Int.random(in: 1...9, using: &random)), reporter: random.pick(reporters),
      partner: random.pick(partners), flow: random.pick(["X", "X", "X", "M", "T"]), product: goods.product,
      code: goods.code)
    (row.measure, row.unit) = random.pick(measures)
    row.origin = random.pick(["GACC", "KITA", "press"])
    row.date = random.pick(["", "2022-01-01", "2023-01-01"])
    if random.oneIn(6) { row.method = "compiled" }
    setFigure(of: &row)
    return row
  }

  /// Sets value, bounds, precision and status to one of the ways in which figures are printed.
  private mutating func setFigure(of row: inout TestRow) {
    let value = Int.random(in: 1...9, using: &random)
    switch Int.random(in: 0..<16, using: &random) {
    case 0: (row.value, row.status) = ("0", "zero")
    case 1: (row.value, row.low, row.high, row.status, row.precision) = ("0", "0", "0.5", "rounded-zero", "rounded")
    case 2: (row.value, row.status) = ("", "no-row")
    case 3:
      (row.value, row.status) = ("", random.pick(["unreported", "not-in-edition", "not-in-extract", "suppressed"]))
    case 4: (row.value, row.low, row.high, row.status) = ("", "1", "3", "suppressed")
    case 5: (row.value, row.precision) = (String(value), random.pick(["above", "at-least", "below", "at-most"]))
    case 6: (row.value, row.low, row.precision) = ("", String(value), "above")
    case 7: (row.value, row.precision) = (String(value), "rounded")
    case 8...10:
      (row.value, row.low, row.high, row.precision) = (String(value), "\(value - 1).5", "\(value).5", "rounded")
    default: row.value = String(value)
    }
  }

  private static let goods: [(product: String, code: String)] = [
    ("total", ""), ("", "WCO HS2017 TOTAL"), ("total", "WCO HS2022 TOTAL"),
    ("pharma", ""), ("pharma", "WCO HS2017 30"), ("", "WCO HS2017 30"), ("", "WCO HS2022 30"),
    ("", "WCO HS2017 3002"), ("", "WCO HS2017 3004"),
    ("vaccine", ""), ("vaccine", "WCO HS2017 300220"), ("", "WCO HS2017 300220"), ("", "WCO HS2022 300241"),
    ("", "CN 2021 30022000"), ("", "CN 2022 30024100"), ("vaccine", "CN 2021 30022000"),
    ("medicine", ""), ("medicine", "WCO HS2017 300460"), ("", "WCO HS2017 300490"), ("", "WCO HS2017 300490"),
    ("mask", ""), ("mask", "WCO HS2017 630790"), ("", "WCO HS2022 630790"), ("", "IN 2020 63079090"),
  ]

  private static let periods = [
    "2020", "2021", "2022", "2020..2021", "2020-04..2021-03", "2021-04..2022-03", "2020-Q1", "2020-Q2", "2021-Q4",
    "2020-01..2020-02", "2021-01..2021-02", "2020-01", "2020-02", "2020-03", "2021-12", "2022-01", "2020-01..2020-06",
    "2020-07..2020-12", "2020-01-06..2020-01-12",
  ]

  private static let measures: [(name: String, unit: String)] = [
    ("value", "USD"), ("value", "USD"), ("value", "USD"), ("value", "USD"), ("value", "EUR"), ("quantity", "u"),
    ("quantity", "kg"), ("netweight", "kg"), ("share", "percent"), ("change", "percent"),
  ]
}
