import Testing
import TradeModel
import TradeStore

@Suite struct VerifyTests {
  /// Returns the findings as lines, and how often each kind was checked.
  private func verify(
    _ rows: [TestRow], claims: ImportOptions.Claims = .printedCells, options: VerifyOptions = VerifyOptions()
  ) throws -> [String] {
    let test = try TestDataset(rows: rows, claims: claims)
    // The folder lives as long as the test's dataset does.
    let report = try withExtendedLifetime(test) { try test.dataset.verify(options) }
    #expect(report.counts.map(\.found).reduce(0, +) >= report.findings.count)
    return report.findings.map { finding in
      let sides = [finding.figure, finding.against].map { side in
        let places = side.rows.map { "\($0.file):\($0.line)" }.joined(separator: " ")
        return "\(side.bounds.low?.description ?? "")..\(side.bounds.high?.description ?? "") [\(places)]"
      }
      return "\(finding.kind.rawValue) \(sides.joined(separator: " ≠ "))"
    }
  }

  @Test func `partners are never more than the World`() throws {
    let rows = [TestRow("2019", "10", partner: "WLD"), TestRow("2019", "6", partner: "PRK")]
    #expect(try verify(rows + [TestRow("2019", "4", partner: "RUS")]) == [])
    #expect(
      try verify(rows + [TestRow("2019", "5", partner: "RUS")])
        == ["world-against-partners 10..10 [test.csv:2] ≠ 11..11 [test.csv:3 test.csv:4]"])
    // Other offices, other units and other years do not count.
    let others = [
      TestRow("2019", "9", partner: "RUS", origin: "Other"), TestRow("2018", "9", partner: "RUS"),
      TestRow("2019", "9", partner: "RUS", measure: "quantity", unit: "kg"),
    ]
    #expect(try verify(rows + others) == [])
  }

  @Test func `fewer partners than the World are wrong only where all of them are claimed`() throws {
    let rows = [TestRow("2019", "10", partner: "WLD"), TestRow("2019", "6", partner: "PRK")]
    #expect(try verify(rows) == [])
    #expect(
      try verify(rows, claims: .wholePeriods) == ["world-against-partners 10..10 [test.csv:2] ≠ 6..6 [test.csv:3]"])
  }

  @Test func `what rounding leaves open is no finding`() throws {
    let world = TestRow("2019", "10", partner: "WLD", low: "9.5", high: "10.5", precision: "rounded")
    #expect(try verify([world, TestRow("2019", "10.5")]) == [])
    #expect(try verify([world, TestRow("2019", "10.501")]).count == 1)
  }

  @Test func `codes in a code are never more than it`() throws {
    let chapter = TestRow("2019", "10", product: "", code: "WCO HS2017 30")
    let parts = [
      TestRow("2019", "6", product: "", code: "WCO HS2017 300220"),
      TestRow("2019", "4", product: "", code: "WCO HS2017 300490"),
    ]
    #expect(try verify([chapter] + parts) == [])
    #expect(
      try verify([chapter, TestRow("2019", "1", product: "", code: "WCO HS2017 3006")] + parts)
        == ["code-against-parts 10..10 [test.csv:2] ≠ 11..11 [test.csv:3 test.csv:4 test.csv:5]"])
    #expect(
      try verify([TestRow("2019", "9", code: "WCO HS2017 TOTAL"), chapter])
        == ["code-against-parts 9..9 [test.csv:2] ≠ 10..10 [test.csv:3]"])
    // A code of another edition is no part.
    #expect(try verify([chapter, TestRow("2019", "11", product: "", code: "WCO HS2022 300241")]) == [])
  }

  @Test func `months that fill a year come to the year, and fewer never exceed it`() throws {
    let months = (1...12).map { TestRow($0 < 10 ? "2019-0\($0)" : "2019-\($0)", "1") }
    #expect(try verify([TestRow("2019", "12")] + months) == [])
    #expect(
      try verify([TestRow("2019", "13")] + months)
        == ["period-against-parts 13..13 [test.csv:2] ≠ 12..12 [test.csv:3 test.csv:4 test.csv:5]"])
    #expect(try verify([TestRow("2019", "13")] + months.dropLast()) == [])
    #expect(try verify([TestRow("2019", "10")] + months.dropLast()).count == 1)
    // Two offices that relay the same one are one.
    #expect(
      try verify([TestRow("2019", "5", origin: "GACC via A"), TestRow("2019-03", "6", origin: "GACC via B")]).count == 1
    )
  }

  @Test func `two prints of a figure that cannot both be right`() throws {
    let first = TestRow("2019", "10", low: "9.5", high: "10.5", precision: "rounded", origin: "A")
    #expect(try verify([first, TestRow("2019", "10.4", origin: "B")]) == [])
    #expect(
      try verify([first, TestRow("2019", "11", origin: "B")]) == ["prints 9.5..10.5 [test.csv:2] ≠ 11..11 [test.csv:3]"]
    )
    #expect(try verify([first, TestRow("2019", "11", method: "compiled", origin: "B")]) == [])
    #expect(try verify([first, TestRow("2019", "11", flow: "M", origin: "B")]) == [])
  }

  @Test func `a unit value far from its series`() throws {
    let series = (2015...2018).flatMap { year in
      [
        TestRow("\(year)", "\(year - 2010)", product: "mask"),
        TestRow("\(year)", "10", product: "mask", measure: "quantity", unit: "u"),
      ]
    }
    let odd = [
      TestRow("2019", "900", product: "mask"), TestRow("2019", "10", product: "mask", measure: "quantity", unit: "u"),
    ]
    #expect(try verify(series) == [])
    #expect(try verify(series + odd) == ["unit-value 90..90 [test.csv:10 test.csv:11] ≠ 0.7..0.7 []"])
    #expect(try verify(series + odd, options: VerifyOptions(unitValueFactor: 200)) == [])
    // A value that is rounded down to nothing leaves room.
    let small = TestRow("2019", "0", product: "mask", low: "0", high: "5", precision: "rounded")
    #expect(try verify(series + [small, odd[1]]) == [])
  }

  @Test func `only what is asked for is verified`() throws {
    let rows = [
      TestRow("2019", "1", origin: "A"), TestRow("2019", "2", origin: "B"),
      TestRow("2019", "1", reporter: "RUS", product: "mask", origin: "A"),
      TestRow("2019", "2", reporter: "RUS", product: "mask", origin: "B"),
    ]
    #expect(try verify(rows).count == 2)
    #expect(try verify(rows, options: VerifyOptions(limit: 1)).count == 1)
    #expect(try verify(rows, options: VerifyOptions(reporter: "RUS")).count == 1)
    #expect(try verify(rows, options: VerifyOptions(product: "mask")).count == 1)
    #expect(try verify(rows, options: VerifyOptions(product: "pharma")).isEmpty)
    #expect(throws: StoreError.self) { try verify(rows, options: VerifyOptions(product: "none")) }
  }
}
