import Foundation
import Testing

/// What the analyses that compare over time say of figures made for it, as `waybill plugin run` prints it.
@Suite struct AnalysisTests {
  private let program: Program

  init() throws {
    program = try Program()
  }

  private static let columns =
    "id,reporter,partner,flow,first_day,last_day,product,owner,edition,code,code_basis,measure,value,low,high,unit,"
    + "precision,status,basis,method,origin,origin_address,origin_date,note\n"

  /// One exact figure of 2011 to 2016, where no code of these goods changes.
  private static func row(
    _ who: String, _ product: String, _ first: String, _ last: String, _ value: Int, measure: String = "value",
    unit: String = "USD", origin: String = "Customs"
  ) -> String {
    "\(who)-\(product)-\(first)-\(last)-\(origin),\(who),ERI,X,\(first),\(last),\(product),,,,,\(measure),\(value),\(value),"
      + "\(value),\(unit),exact,reported,,reported,\(origin),https://example.org,2021-01-18,\n"
  }

  private static func year(_ who: String, _ product: String, _ year: Int, _ value: Int) -> String {
    row(who, product, "\(year)-01-01", "\(year)-12-31", value)
  }

  private func run(_ plugin: String, rows: String, _ parameters: [String] = []) throws -> String {
    try program.write(Self.columns + rows, to: "figures.csv")
    let imported = try program.run("data", "import", "--dataset", "t.db", "--data", Program.data, "figures.csv")
    try #require(imported.code == 0, "\(imported.errors)")
    let folder = Program.root.appendingPathComponent("Plugins/\(plugin)").path
    let outcome = try program.run(
      ["plugin", "run", folder, "--dataset", "t.db", "--data", Program.data, "--as-of", "2020-01-01"]
        + (["importer=ERI", "period=2008..2019"] + parameters).flatMap { ["--param", $0] })
    #expect(outcome.code == 0, "\(outcome.errors)")
    return outcome.output
  }

  // prioritisation

  private static let basket =
    year("CHN", "soap", 2018, 1_000_000) + year("CHN", "total", 2018, 10_000_000)
    + year("CHN", "soap", 2019, 1_500_000) + year("CHN", "total", 2019, 5_000_000)
    + year("RUS", "soap", 2018, 2_000_000) + year("RUS", "total", 2018, 10_000_000)
    + year("RUS", "soap", 2019, 1_000_000) + year("RUS", "total", 2019, 10_000_000)

  @Test func `goods that grew while all goods shrank were put first, and the partners' spread is named`() throws {
    let text = try run("prioritisation", rows: Self.basket, ["basket=soap"])
    #expect(text.contains("Soap from China made 30.0% of all goods in 2019, against 10.0% in 2018"), "\(text)")
    #expect(text.contains("changed by +50.0%, all goods by −50.0%: a difference of 100 percentage points."))
    #expect(text.contains("They were put before other goods‡."))
    #expect(text.contains("They were put behind other goods‡."))
    #expect(text.contains("runs from −50 percentage points (Russia) to 100 (China)"))
  }

  @Test func `a stricter rule calls nobody first`() throws {
    let text = try run("prioritisation", rows: Self.basket, ["basket=soap", "min_gap=101"])
    #expect(!text.contains("put before other goods‡"))
    #expect(text.contains("not clearly put before or behind other goods‡"))
  }

  @Test func `all goods of another office are no measure`() throws {
    let other = Self.basket.replacingOccurrences(of: "Customs,https", with: "Harbour,https")
    let goods = Self.basket.split(separator: "\n").filter { $0.contains(",soap,") }.joined(separator: "\n") + "\n"
    let totals = other.split(separator: "\n").filter { $0.contains(",total,") }.joined(separator: "\n") + "\n"
    let text = try run("prioritisation", rows: goods + totals, ["basket=soap"])
    #expect(text.contains("Nothing can be judged."), "\(text)")
  }

  @Test func `goods from nothing and goods on a small base get no percentage`() throws {
    let rows =
      Self.year("CHN", "soap", 2018, 0) + Self.year("CHN", "total", 2018, 10_000_000)
      + Self.year("CHN", "soap", 2019, 900_000) + Self.year("CHN", "total", 2019, 10_000_000)
      + Self.year("RUS", "soap", 2018, 9_999) + Self.year("RUS", "total", 2018, 10_000_000)
      + Self.year("RUS", "soap", 2019, 900_000) + Self.year("RUS", "total", 2019, 10_000_000)
    let text = try run("prioritisation", rows: rows, ["basket=soap"])
    #expect(text.contains("They came from nothing, which is no change in percent."), "\(text)")
    #expect(text.contains("The base is below USD 10,000‡, too small for a judgement."))
    #expect(!text.contains("percentage points. They were"))
  }

  // early-warning

  /// Seven years of months that swing by a fifth, with the last month times a factor.
  private static func months(times factor: Int) -> String {
    var rows = ""
    for year in 2013...2019 {
      for month in 1...12 where year < 2019 || month <= 6 {
        let isLast = year == 2019 && month == 6
        let value = (1_000_000 + 200_000 * ((year * 5 + month * 7) % 4)) * (isLast ? factor : 1)
        let days = [31, year % 4 == 0 ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
        let name = "\(year)-" + (month < 10 ? "0\(month)" : "\(month)")
        rows += row("CHN", "soap", "\(name)-01", "\(name)-\(days)", value)
      }
    }
    return rows
  }

  @Test func `a month that rose as none before raises an alarm, with the record that it breaks`() throws {
    let text = try run("early-warning", rows: Self.months(times: 10), ["goods=soap"])
    #expect(text.contains("The newest period with figures is June 2019."), "\(text)")
    #expect(text.contains("Soap from China rose from "))
    #expect(text.contains("The largest rise before was "))
    #expect(text.contains("Of 1‡ series with history enough, 1‡ raise an alarm."))
  }

  @Test func `a month within what the history shows raises none`() throws {
    let text = try run("early-warning", rows: Self.months(times: 1), ["goods=soap"])
    #expect(text.contains("0‡ raise an alarm."), "\(text)")
    #expect(!text.contains("The largest rise before was"))
  }

  @Test func `too few periods are said to be too few`() throws {
    let text = try run("early-warning", rows: Self.basket, ["goods=soap"])
    #expect(text.contains("There are too few periods"), "\(text)")
  }

  // adequacy

  @Test func `imports without facts are told by the staff that they would serve`() throws {
    let masks = Self.row("CHN", "mask_textile", "2019-01-01", "2019-12-31", 1_460_000, measure: "quantity", unit: "u")
    let text = try run("adequacy", rows: masks, ["staff=nurses"])
    // 1,460,000 pieces at 4 a day are 365,000 days of one nurse, or 1,000 nurses through the year.
    #expect(text.contains("that is the need of 1,000‡ heads of staff through the 365‡ days"), "\(text)")
    #expect(text.contains("The number of nurses"))
    #expect(text.contains("What Eritrea had in stock and what it made itself is unknown."))
  }

  // trade-context, pharma-breakdown, vaccine-signal

  /// One line of a tariff, which names no group of goods.
  private static func line(_ who: String, _ code: String, _ first: String, _ last: String, _ value: Int) -> String {
    row(who, "", first, last, value).replacingOccurrences(
      of: "\(last),,,,,,", with: "\(last),,WCO,HS2017,\(code),printed,"
    )
    .replacingOccurrences(of: "\(who)--\(first)", with: "\(who)-\(code)-\(first)")
  }

  @Test func `where no total is in print, lines of enough chapters are added up, and the text says so`() throws {
    let rows = ["300490", "340111"].map { Self.line("CHN", $0, "2018-01-01", "2018-12-31", 40_000_000) }.joined()
    let text = try run("trade-context", rows: rows, ["min_chapters=2"])
    #expect(text.contains("the lines of the records are added up instead"), "\(text)")
    #expect(text.contains("| China | 2018 | 80,000,000 |"))
    #expect(try !run("trade-context", rows: rows, ["min_chapters=3"]).contains("80,000,000"))
  }

  @Test func `a fiscal year counts as the year in which it begins`() throws {
    let rows =
      Self.row("IND", "pharma_chapter", "2015-04-01", "2016-03-31", 900_000)
      + Self.row("IND", "pharma_chapter", "2016-04-01", "2017-03-31", 450_000)
    let text = try run("pharma-breakdown", rows: rows, ["base=2015", "year=2016"])
    #expect(text.contains("India is above the threshold: it sent USD 900,000 of pharmaceutical products in April 2015"))
  }

  @Test(arguments: [
    (900_000, "above each of them: +50"), (700_000, "above some of them"), (10_000, "clearly above none"),
  ])
  func `the pace is set against each of the years before that are in print`(amount: Int, verdict: String) throws {
    let rows =
      Self.year("IND", "syringe", 2016, 600_000) + Self.year("IND", "syringe", 2017, 500_000)
      + Self.year("IND", "syringe", 2018, amount == 700_000 ? 800_000 : 400_000)
      + Self.year("IND", "syringe", 2019, amount)
    let text = try run("vaccine-signal", rows: rows, ["window=2019", "partner=IND"])
    #expect(text.contains(verdict), "\(text)")
    #expect(text.contains("Of the 5‡ years before, the others have no such figure in print."))
  }

  @Test(arguments: ["prioritisation", "early-warning", "adequacy"])
  func `an importer without figures gets a sentence and a warning`(plugin: String) throws {
    let text = try run(plugin, rows: Self.year("CHN", "oxygen", 2019, 5), ["importer=CUB"])
    #expect(text.contains("Cuba"), "\(text)")
    #expect(text.contains("a lack of figures, not a zero"))
    #expect(text.contains("**Warning.**"))
  }
}
