import ReportComposition
import ReportModel
import Testing

@Suite struct ValueFormatterTests {
  private let formatter = ValueFormatter(units: [
    UnitLabel(code: "USD", singular: "USD", plural: "USD", isPrefix: true),
    UnitLabel(code: "u", singular: "piece", plural: "pieces"),
    UnitLabel(code: "2u", singular: "pair", plural: "pairs"),
    UnitLabel(code: "kg", singular: "kg", plural: "kg"),
  ])

  private func number(
    _ raw: String, _ low: String?, _ high: String?, unit: String?, format: ValueFormat = .auto
  ) -> VerifiedValue {
    VerifiedValue(kind: .number, raw: raw, unit: unit, format: format, low: low, high: high, level: .verified)
  }

  @Test(arguments: [
    ("491100000", "491050000", "491150000", "USD 491.1 million"),
    ("311126", "311126", "311126", "USD 311,126"),
    ("16700000", "16650000", "16750000", "USD 16.7 million"),
    ("1460000", "1455000", "1465000", "USD 1.46 million"),
    ("894039906", "894039906", "894039906", "USD 894,039,906"),
    ("5000000", "4950000", "5050000", "USD 5.0 million"),
    ("3593601000000", "3593600500000", "3593601500000", "USD 3,593.601 billion"),
    ("3593600000000", "3593550000000", "3593650000000", "USD 3,593.6 billion"),
    ("67000", "66500", "67500", "USD 67,000"),
    ("30000", "25000", "35000", "USD 30,000"),
    ("920000", "905000", "935000", "about USD 920,000"),
    ("10680000", "10625000", "10735000", "about USD 10.7 million"),
    ("145000", "144000", "146000", "about USD 145,000"),
    ("2750000", "2650000", "2850000", "about USD 2.8 million"),
    ("2200000", "2100000", "2300000", "about USD 2.2 million"),
    ("100000", "50000", "150000", "USD 0.1 million"),
    ("100", "60", "140", "between USD 60 and 140"),
    ("1500000", "500000", "2500000", "between USD 0.5 and 2.5 million"),
    ("0.5", "0.5", "0.5", "USD 0.5"),
    ("92799.996", "92799.996", "92799.996", "USD 92,799.996"),
    ("-5000", "-5000", "-5000", "\u{2212}USD 5,000"),
    ("0", "0", "0", "USD 0"),
  ])
  func `prints as many digits as the bounds carry`(raw: String, low: String, high: String, text: String) {
    #expect(formatter.text(number(raw, low, high, unit: "USD"), in: .prose) == text)
  }

  @Test(
    arguments: [
      ("10680000", "10675000", "10685000", "u", "10.68 million pieces"),
      ("200750", "200750", "200750", "2u", "200,750 pairs"),
      ("2198", "2198", "2198", "kg", "2,198 kg"),
      ("1", "1", "1", "2u", "1 pair"),
      ("12", nil, nil, "crates", "12 crates"),
      ("4812", nil, nil, nil, "4,812"),
      ("0.50312345", nil, nil, nil, "0.5031"),
      ("5.0634234", nil, nil, "USD/kg", "USD 5.063 per kg"),
      ("0.52", nil, nil, "USD/u", "USD 0.52 per piece"),
      ("2", nil, nil, "bars/u", "2 bars/u"),
      ("500000", "500000", nil, "USD", "more than USD 500,000"),
      ("10000000", nil, "10000000", "u", "at most 10 million pieces"),
      ("10685000", nil, "10685000", "u", "at most 10.685 million pieces"),
    ] as [(String, String?, String?, String?, String)])
  func `writes units and open bounds`(raw: String, low: String?, high: String?, unit: String?, text: String) {
    #expect(formatter.text(number(raw, low, high, unit: unit), in: .prose) == text)
  }

  @Test(
    arguments: [
      ("0.163", nil, nil, ValueFormat.percent, "16.3%"),
      ("-0.809", nil, nil, .change, "\u{2212}80.9%"),
      ("0.56", nil, nil, .change, "+56.0%"),
      ("0", nil, nil, .change, "0.0%"),
      ("0.0004", nil, nil, .percent, "0.04%"),
      ("12.5", nil, nil, .change, "+1,250%"),
      ("-0.8090", "-0.8094", "-0.8087", .change, "\u{2212}80.9%"),
      ("-0.809", "-0.8096", "-0.8088", .change, "about \u{2212}80.9%"),
      ("0.5723577", "0.565587", "0.579184", .change, "about +57%"),
      ("2.5559523", "2.545103", "2.566865", .change, "about +256%"),
      ("0.0064935", "0.006388", "0.006599", .percent, "about 0.65%"),
      ("0.5818325", "0.564201", "0.600601", .percent, "about 60%"),
      ("-0.80672", "-0.8067228", "-0.8067185", .change, "\u{2212}80.7%"),
      ("-0.81", "-0.8107", "-0.8094", .change, "\u{2212}81%"),
      ("0.25", "0.1", "0.9", .percent, "between 10% and 90%"),
    ] as [(String, String?, String?, ValueFormat, String)])
  func `writes ratios and changes`(raw: String, low: String?, high: String?, format: ValueFormat, text: String) {
    #expect(formatter.text(number(raw, low, high, unit: nil, format: format), in: .prose) == text)
  }

  @Test(arguments: [
    ("2020", "2020", "2020"),
    ("2022-01..2022-04", "January to April 2022", "Jan\u{2013}Apr 2022"),
    ("2020-Q1", "Q1 2020", "Q1 2020"),
    ("2020-04", "April 2020", "Apr 2020"),
    ("2019-04..2020-03", "April 2019 to March 2020", "Apr 2019\u{2013}Mar 2020"),
    ("2020-04-30", "30 April 2020", "30 Apr 2020"),
    ("2019..2021", "2019 to 2021", "2019\u{2013}2021"),
    ("2020-Q1..2020-Q3", "Q1 to Q3 2020", "Q1\u{2013}Q3 2020"),
    ("sometime", "sometime", "sometime"),
  ])
  func `writes periods in words and short`(raw: String, words: String, short: String) {
    let value = VerifiedValue(kind: .period, raw: raw, level: .verified)
    #expect(formatter.text(value, in: .prose) == words)
    #expect(formatter.text(value, in: .cell) == short)
  }

  @Test(arguments: [
    ("unreported", "not reported", "n/r"), ("no-row", "no row", "\u{2013}"), ("zero", "zero", "0"),
    ("rounded-zero", "rounded to zero", "~0"), ("not-in-extract", "not in this dataset", "n/d"),
    ("not-in-edition", "not in this edition", "n/e"), ("suppressed", "suppressed", "supp."),
    ("under-review", "under review", "under review"),
  ])
  func `absent, zero and not reported are three things`(status: String, words: String, mark: String) {
    let value = VerifiedValue(kind: .number, raw: "", unit: "USD", level: .verified, status: status)
    #expect(formatter.text(value, in: .prose) == words)
    #expect(formatter.text(value, in: .cell) == mark)
  }

  @Test func `a code is its label, and keeps a number in tables`() {
    let code = VerifiedValue(kind: .code, raw: "300220", label: "Vaccines", level: .verified)
    #expect(formatter.text(code, in: .prose) == "Vaccines")
    #expect(formatter.text(code, in: .cell) == "300220 Vaccines")
    let country = VerifiedValue(kind: .code, raw: "RUS", label: "Russia", level: .verified)
    #expect(formatter.text(country, in: .cell) == "Russia")
  }

  // MARK: Computed numbers

  @Test(
    arguments: [
      ("5.7", nil, "5.708333", nil, .auto, "at most 5.71", "\u{2264} 5.71"),
      ("5.7", "5.691666", nil, nil, .auto, "at least 5.69", "\u{2265} 5.69"),
      ("0.00183", nil, "0.001835", "USD", .auto, "at most USD 0.00184", "\u{2264} USD 0.00184"),
      ("-0.995", nil, "-0.99483", nil, .change, "\u{2212}99.4% or lower", "\u{2264} \u{2212}99.4%"),
      ("2.4", "2.3911", nil, nil, .change, "+239.1% or higher", "\u{2265} +239.1%"),
      ("0.0061", nil, "0.00617", nil, .percent, "at most 0.62%", "\u{2264} 0.62%"),
      ("5.7345", nil, nil, nil, .auto, "about 5.7", "\u{2248} 5.7"),
      ("-0.995", nil, nil, nil, .change, "about \u{2212}99%", "\u{2248} \u{2212}99%"),
      ("0.4514", nil, nil, nil, .percent, "about 45%", "\u{2248} 45%"),
      ("103296492.68", nil, nil, "USD", .auto, "about USD 100 million", "\u{2248} USD 100 million"),
      ("4", "4", "4", nil, .auto, "4", "4"),
    ] as [(String, String?, String?, String?, ValueFormat, String, String)])
  func `a computed number with an open side is never exact`(
    raw: String, low: String?, high: String?, unit: String?, format: ValueFormat, words: String, cell: String
  ) {
    let formatter = ValueFormatter(
      units: [UnitLabel(code: "USD", singular: "USD", plural: "USD", isPrefix: true)], calculations: ["a.c"])
    var value = number(raw, low, high, unit: unit, format: format)
    value.evidence = "a.c"
    #expect(formatter.text(value, in: .prose) == words)
    #expect(formatter.text(value, in: .cell) == cell)
  }

  @Test(
    arguments: [
      ("63", "62.5", "63.5", "+63 percent"), ("-59", "-59.5", "-58.5", "\u{2212}59 percent"),
      ("1", "1", nil, "more than +1 percent"), ("0", "0", "0", "0 percent"),
    ] as [(String, String?, String?, String)])
  func `a change that a source prints in percent has a sign`(raw: String, low: String?, high: String?, text: String) {
    let formatter = ValueFormatter(units: [UnitLabel(code: "percent", singular: "percent", plural: "percent")])
    let value = number(raw, low, high, unit: "percent", format: .change)
    #expect(formatter.text(value, in: .prose) == text)
  }

  @Test(arguments: [ValueFormat.auto, .percent, .change])
  func `a printed number lies within its bounds, or rounds every amount between them`(format: ValueFormat) throws {
    var random = Lottery(state: 20_220_610)
    for _ in 0..<4000 {
      // Numbers of 1 to 9 digits, bounds from almost nothing to half of the number.
      let scale = Int64(1) << Int64(random.next() % 30)
      let middle = Int64(random.next() % UInt64(scale)) + 1
      let reach = max(middle / 2 / (Int64(1) << Int64(random.next() % 12)), 1)
      let low = middle - Int64(random.next() % UInt64(reach)) - 1
      let high = middle + Int64(random.next() % UInt64(reach)) + 1
      let decimals = format == .auto ? 0 : 4
      func text(_ whole: Int64) -> String {
        let digits = String(repeating: "0", count: decimals) + String(whole)
        return decimals == 0 ? String(whole) : "\(whole / 10_000)." + String(digits.suffix(4))
      }
      let printed = formatter.text(
        number(text(middle), text(low), text(high), unit: nil, format: format), in: .cell)
      guard !printed.contains(" to ") else { continue }
      let found = try #require(amount(printed), "\(printed)")
      let divisor = format == .auto ? 1.0 : 10_000
      // Ratios are shown to a tenth of a percent, and from 1,000% on to a whole one.
      let shown = format == .auto ? 0 : found < 10 ? 0.0005 : 0.005
      let slack = shown + 1e-9 * Double(high) / divisor
      #expect(
        found >= Double(low) / divisor - slack && found <= Double(high) / divisor + slack,
        "\(printed) for \(text(low)) to \(text(high))")
    }
  }

  /// Returns the number that a text prints.
  private func amount(_ text: String) -> Double? {
    let factor = text.hasSuffix("%") ? 0.01 : text.hasSuffix("billion") ? 1e9 : text.hasSuffix("million") ? 1e6 : 1
    let digits = text.filter { "0123456789.".contains($0) }
    return Double(digits).map { text.contains("\u{2212}") ? -$0 * factor : $0 * factor }
  }
}

/// The same numbers in every run.
private struct Lottery: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
