import Foundation
import ReportModel
import ReportPipeline
import Testing

/// Small claims files in the real format, checked by the real plugin.
@Suite(.serialized) struct ClaimsCheckTests {
  private let project: ClaimsProject

  init() throws {
    project = try ClaimsProject()
  }

  /// Writes a claim with one test of exports of soap from China.
  private func claim(_ id: String, _ test: String, kind: String = "figure") -> String {
    let more = test.contains("reporter:") || test.contains("reporters:") ? "" : ", reporter: CHN"
    let goods = test.contains(", product:") ? "" : ", product: soap"
    return "  - {id: \(id), words: A claim., kind: \(kind), test: {\(test)\(goods)\(more)}}\n"
  }

  private func expect(
    _ expected: [(claim: String, verdict: String)], _ outcome: ClaimsCheck.Outcome,
    at place: SourceLocation = #_sourceLocation
  ) {
    #expect(outcome.ending == .complete, "\(outcome.diagnostics)", sourceLocation: place)
    for (claim, verdict) in expected {
      #expect(
        outcome.verdicts[claim] == verdict, "\(claim): \(outcome.finding(claim))", sourceLocation: place)
    }
  }

  @Test func `every word of a figure is held against a print of the same span`() async throws {
    let cases: [(word: String, stated: String, verdict: String)] = [
      ("eq", "2.5 million USD", "reproduced"), ("eq", "2.6 million USD", "contradicted"),
      ("about", "2.3 million USD", "reproduced"), ("about", "2.2 million USD", "contradicted"),
      ("gt", "2.4 million USD", "reproduced"), ("gt", "2.51 million USD", "contradicted"),
      ("ge", "2.51 million USD", "reproduced"), ("lt", "2.6 million USD", "reproduced"),
      ("lt", "2.49 million USD", "contradicted"), ("le", "2.49 million USD", "reproduced"),
      ("little-over", "2.4 million USD", "reproduced"), ("little-over", "2.2 million USD", "contradicted"),
      ("nearly", "2.6 million USD", "reproduced"), ("nearly", "3 million USD", "contradicted"),
      ("just-under", "2.6 million USD", "reproduced"), ("just-under", "2.7 million USD", "contradicted"),
      ("between", "2 million USD..3 million USD", "reproduced"),
      ("between", "3 million USD..4 million USD", "contradicted"),
    ]
    let claims = cases.enumerated().map { number, test in
      claim("C\(number)", "is: figure, period: 2020, operator: \(test.word), stated: \(test.stated)")
    }
    let outcome = try await project.check(
      "list:\n" + claims.joined(),
      [.init(days: "2020-01-01..2020-12-31", value: "2500000", bounds: "2490000..2510000")])
    expect(cases.enumerated().map { ("C\($0.offset)", $0.element.verdict) }, outcome)
    #expect(outcome.hasContradictions)
  }

  @Test func `parts and wholes bound a figure, a near span comes close to it`() async throws {
    let claims = [
      claim("Parts", "is: figure, period: 2020, stated: 600 thousand USD"),
      claim("Most", "is: figure, period: 2020, stated: 900 thousand USD"),
      claim("Little", "is: figure, period: 2020, stated: 1.9 million USD"),
      claim("Exceeded", "is: figure, period: 2020, stated: 500 thousand USD"),
      claim("Tiled", "is: figure, period: 2019, stated: 300 thousand USD"),
      claim("Roof", "is: figure, period: 2022-01..2022-04, stated: 80 thousand USD"),
      claim("OverRoof", "is: figure, period: 2022-01..2022-04, stated: 90 thousand USD"),
      claim("Near", "is: figure, reporter: IND, period: 2020, stated: 930932 USD"),
      claim("Close", "is: figure, reporter: IND, period: 2020, stated: 600 thousand USD"),
      claim("None", "is: figure, reporter: RUS, period: 2020, stated: 600 thousand USD"),
      claim("Wider", "is: figure, product: soap_bar, period: 2022, stated: 200 thousand USD"),
    ]
    let outcome = try await project.check(
      "list:\n" + claims.joined(),
      [
        .init(days: "2020-01-01..2020-06-30", value: "400000"), .init(days: "2020-07-01..2020-08-31", value: "200000"),
        .init(days: "2020-06-01..2020-08-31", value: "300000"),
        .init(days: "2019-01-01..2019-06-30", value: "100000"), .init(days: "2019-07-01..2019-12-31", value: "200000"),
        .init(days: "2022-01-01..2022-12-31", value: "105000"), .init(days: "2022-09-01..2022-09-30", value: "20000"),
        .init(
          reporter: "IND", days: "2020-04-01..2021-03-31", value: "920000", bounds: "905000..935000", origin: "DGCI&S"),
        .init(reporter: "RUS", days: "2020-01-01..2020-12-31", value: "600000", origin: "The Text"),
      ])
    expect(
      [
        ("Parts", "reproduced"), ("Most", "consistent"), ("Little", "partly"), ("Exceeded", "contradicted"),
        ("Tiled", "reproduced"), ("Roof", "consistent"), ("OverRoof", "contradicted"), ("Near", "consistent"),
        ("Close", "partly"), ("None", "no data"), ("Wider", "contradicted"),
      ], outcome)
    #expect(outcome.finding("Near").contains("905,000 to USD 935,000"))
    #expect(outcome.finding("Exceeded").contains("600,000"))
  }

  @Test func `sources that disagree, and prints in doubt, leave it to the source`() async throws {
    let head =
      ClaimsProject.head + """
        doubtful:
          - {product: needle, period: 2020-01, origin: Customs, why: printed twice}

        """
    let outcome = try await project.check(
      "list:\n" + claim("Two", "is: figure, period: 2020, stated: 2.5 million USD")
        + claim("Doubt", "is: figure, product: needle, period: 2020, stated: 1 million USD")
        + claim(
          "Share",
          "is: share, product: total, reporter: PRK, partner: CHN, flow: T, measure: share, method: compiled, "
            + "period: 2019..2020, each-year: true, operator: gt, stated: 90 percent"),
      [
        .init(days: "2020-01-01..2020-12-31", value: "2500000"),
        .init(days: "2020-01-01..2020-12-31", value: "2700000", origin: "Other"),
        .init(days: "2020-01-01..2020-01-31", product: "needle", value: "5000000"),
        .init(
          reporter: "PRK", days: "2019-01-01..2019-12-31", product: "total", measure: "share", value: "95.4",
          bounds: "95.35..95.45", unit: "percent", method: "compiled", partner: "CHN", flow: "T"),
        .init(
          reporter: "PRK", days: "2020-01-01..2020-12-31", product: "total", measure: "share", value: "88.2",
          bounds: "88.15..88.25", unit: "percent", method: "compiled", partner: "CHN", flow: "T"),
      ], head: head)
    expect([("Two", "depends on source"), ("Doubt", "depends on source"), ("Share", "partly")], outcome)
  }

  @Test func `changes need both spans, alike and of the same goods`() async throws {
    let claims = [
      claim("Fell", "is: change, period: 2021, base: 2020, operator: falls", kind: "change"),
      claim("Rose", "is: change, period: 2021, base: 2020, operator: rises", kind: "change"),
      claim("Half", "is: change, period: 2021, base: 2020, operator: eq, stated: -50 percent", kind: "change"),
      claim("Base", "is: change, period: 2020, base: 2019, operator: falls", kind: "change"),
      claim(
        "Printed", "is: change, product: total, period: 2020, base: 2019, operator: eq, stated: -81 percent",
        kind: "change"),
      claim("Unlike", "is: ratio, period: 2022-01..2022-04, base: 2020, operator: gt, stated: 50 percent"),
      claim(
        "Part", "is: change, period: 2022-01..2022-04, base: 2021-01..2021-04, operator: rises", kind: "change"),
      claim(
        "Broken",
        "is: change, product: gloves_surgical, measure: quantity, period: 2022, base: 2021, operator: falls",
        kind: "change"),
      claim(
        "Fiscal", "is: change, reporter: IND, period: 2020, base: 2019, operator: eq, stated: -46 percent",
        kind: "change"),
      claim("Less", "is: difference, period: 2021, base: 2020, operator: about, stated: -400 thousand USD"),
    ]
    let outcome = try await project.check(
      "list:\n" + claims.joined(),
      [
        .init(days: "2020-01-01..2020-12-31", value: "800000"), .init(days: "2021-01-01..2021-12-31", value: "400000"),
        .init(days: "2022-01-01..2022-03-31", value: "500000"),
        .init(
          days: "2020-01-01..2020-12-31", product: "total", measure: "change", value: "-80.9", bounds: "-80.95..-80.85",
          unit: "percent"),
        .init(
          days: "2021-01-01..2021-12-31", product: "gloves_surgical", measure: "quantity", value: "900", unit: "2u"),
        .init(
          days: "2022-01-01..2022-12-31", product: "gloves_surgical", measure: "quantity", value: "500", unit: "2u"),
        .init(reporter: "IND", days: "2019-04-01..2020-03-31", value: "2410000"),
        .init(reporter: "IND", days: "2020-04-01..2021-03-31", value: "1440000"),
      ])
    expect(
      [
        ("Fell", "reproduced"), ("Rose", "contradicted"), ("Half", "reproduced"), ("Base", "no data"),
        ("Printed", "reproduced"), ("Unlike", "not comparable"), ("Part", "consistent"), ("Broken", "not comparable"),
        ("Fiscal", "partly"), ("Less", "reproduced"),
      ], outcome)
  }

  @Test func `what was not there is searched for, and only whole records show it`() async throws {
    let claims = [
      claim("Zero", "is: none, period: 2020", kind: "negative"),
      claim("Some", "is: none, period: 2021", kind: "negative"),
      claim("Gap", "is: none, period: 2022", kind: "negative"),
      claim("Mixed", "is: none, product: oxim_monitor, period: 2022, holds-more: true", kind: "negative"),
      claim("Nearly", "is: none, product: needle, period: 2021, base: 2020, operator: nearly-none", kind: "negative"),
      claim("Hardly", "is: none, product: needle, period: 2022, base: 2020, operator: nearly-none", kind: "negative"),
      claim(
        "Ended", "is: none, product: vaccine_human, period: 2022-09, code: '30022000', owner: CN", kind: "negative"),
      claim("Found", "is: none, product: vaccine_human, period: 2022-02, code: '300220'", kind: "negative"),
      claim("Now", "is: none, product: vaccine_human, period: 2022-03, code: '300241'", kind: "negative"),
      claim("There", "is: some, period: 2021"),
    ]
    let outcome = try await project.check(
      "list:\n" + claims.joined(),
      [
        .init(days: "2020-01-01..2020-12-31", value: "0"), .init(days: "2021-05-01..2021-05-31", value: "300"),
        .init(
          days: "2022-04-01..2022-04-30", product: "patient_monitor", measure: "quantity", value: "1300", unit: "u"),
        .init(days: "2020-08-01..2020-08-31", product: "needle", measure: "quantity", value: "100000", unit: "u"),
        .init(days: "2021-01-01..2021-12-31", product: "needle", measure: "quantity", value: "900", unit: "u"),
        .init(days: "2022-01-01..2022-12-31", product: "needle", measure: "quantity", value: "90000", unit: "u"),
        .init(days: "2022-02-01..2022-02-28", product: "vaccine_human", value: "311126"),
      ])
    expect(
      [
        ("Zero", "reproduced"), ("Some", "contradicted"), ("Gap", "no data"), ("Mixed", "not testable"),
        ("Nearly", "consistent"), ("Hardly", "contradicted"), ("Ended", "not testable"), ("Found", "contradicted"),
        ("Now", "no data"), ("There", "reproduced"),
      ], outcome)
    #expect(outcome.finding("Gap").contains("3401 of HS2022"))
    #expect(outcome.finding("Ended").contains("30024100 of the tariff of 2022"))
  }

  @Test func `shares, ranks, records and pace are held against all that is in print`() async throws {
    let claims = [
      claim("Half", "is: share, product: soap_bar, of: soap, period: 2020, operator: gt, stated: 50 percent"),
      claim("Months", "is: share, product: soap_bar, of: soap, period: 2021, operator: gt, stated: 50 percent"),
      claim("First", "is: rank, reporter: CHN, period: 2020", kind: "rank"),
      claim("Second", "is: rank, reporter: RUS, period: 2020", kind: "rank"),
      claim("Amount", "is: figure, period: 2022-01..2022-04, stated: 60 thousand USD"),
      claim("Record", "is: record, period: 2022-01..2022-04, years: 2021..2021, premise: Amount"),
      claim("Pace", "is: pace, period: 2022-01..2022-04, years: 2020..2021, premise: Amount"),
      claim(
        "Only",
        "is: exhaustive, reporters: [RUS], period: 2020, base: 2019, at-least: 1000 USD, than-product: total, "
          + "than-reporter: CHN", kind: "exhaustive"),
      claim("Most", "is: most, period: 2020, base: 2019, operator: falls", kind: "comparison"),
    ]
    var rows: [ClaimsProject.Row] = [
      .init(days: "2020-01-01..2020-12-31", value: "300000"),
      .init(days: "2020-01-01..2020-12-31", product: "soap_bar", value: "200000"),
      .init(days: "2021-03-01..2021-03-31", value: "900"),
      .init(days: "2021-03-01..2021-03-31", product: "soap_bar", value: "800"),
      .init(days: "2021-01-01..2021-04-30", value: "50000"),
      .init(
        days: "2020-01-01..2020-12-31", product: "total", measure: "change", value: "-40", bounds: "-40.5..-39.5",
        unit: "percent"),
    ]
    for (reporter, before, after) in [("RUS", "5000", "1000"), ("IND", "5000", "2000"), ("DEU", "5000", "4000")] {
      rows.append(.init(reporter: reporter, days: "2019-01-01..2019-12-31", value: before))
      rows.append(.init(reporter: reporter, days: "2020-01-01..2020-12-31", value: after))
    }
    let outcome = try await project.check("list:\n" + claims.joined(), rows)
    expect(
      [
        ("Half", "reproduced"), ("Months", "partly"), ("First", "reproduced"), ("Second", "contradicted"),
        ("Amount", "no data"), ("Record", "consistent"), ("Pace", "contradicted"), ("Only", "contradicted"),
        ("Most", "consistent"),
      ], outcome)
    #expect(outcome.finding("Only").contains("India"))
  }

  @Test func `the arithmetic of the text speaks where no other source does`() async throws {
    let claims =
      claim("Whole", "is: figure, period: 2020, stated: 1.6 million USD")
      + claim("Part", "is: figure, product: soap_bar, period: 2020, stated: 930932 USD")
      + claim("Large", "is: figure, product: soap_other, period: 2020, stated: 1.9 million USD")
      + claim("Price", "is: unit-value, measure: quantity, period: 2020, band: 1 USD..3 USD, of-claim: Whole")
      + claim("Dear", "is: unit-value, measure: quantity, period: 2020, band: 5 USD..6 USD, of-claim: Whole")
      + "  - {id: All, words: A claim., kind: composite, test: {is: all, claims: [Price, Dear]}}\n"
      + "  - {id: Said, words: A claim., kind: figure, test: {is: outside, stated: 4.3 million none, "
      + "value: 4304360 none, name: A count, address: 'https://example.org/count'}}\n"
      + "  - {id: Words, words: A claim., kind: judgement}\n"
      + "  - {id: Never, words: A claim., kind: figure, untestable: nobody counts it.}\n"
    let closures = """
      closures:
        - {id: K1, words: A part., check: Part <= Whole, for: [Part]}
        - {id: K2, words: Two parts., check: Part + Large <= Whole, for: [Large]}
        - {id: K3, words: Enough., check: Whole > 1 million USD, for: [Whole]}

      """
    let outcome = try await project.check(
      "list:\n" + claims + closures,
      [.init(days: "2020-01-01..2020-12-31", measure: "quantity", value: "800000", unit: "kg")])
    expect(
      [
        ("Whole", "consistent"), ("Part", "consistent"), ("Large", "contradicted"), ("Price", "consistent"),
        ("Dear", "contradicted"), ("All", "partly"), ("Said", "reproduced"), ("Words", "context"),
        ("Never", "not testable"),
      ], outcome)
  }

  @Test func `amounts are held against prints in their own unit`() async throws {
    let outcome = try await project.check(
      "list:\n" + claim("Pieces", "is: figure, measure: quantity, period: 2020, stated: 500 u")
        + claim("Weight", "is: figure, measure: quantity, period: 2020, stated: 700 kg")
        + claim("Pairs", "is: figure, measure: quantity, period: 2020, stated: 500 2u"),
      [
        .init(days: "2020-01-01..2020-12-31", measure: "quantity", value: "500", unit: "u"),
        .init(days: "2020-01-01..2020-12-31", measure: "quantity", value: "700", unit: "kg"),
      ])
    expect([("Pieces", "reproduced"), ("Weight", "reproduced"), ("Pairs", "no data")], outcome)
  }

  @Test func `a coarse print leaves room for a figure, and does not reproduce it`() async throws {
    let outcome = try await project.check(
      "list:\n" + claim("Coarse", "is: figure, period: 2020, stated: 57550 USD")
        + claim("Changed", "is: change, period: 2020, base: 2019, operator: eq, stated: -40 percent", kind: "change"),
      [
        .init(days: "2019-01-01..2019-12-31", value: "100000", bounds: "90000..110000"),
        .init(days: "2020-01-01..2020-12-31", value: "56000", bounds: "54000..60000"),
      ])
    expect([("Coarse", "consistent"), ("Changed", "consistent")], outcome)
  }

  @Test func `a section without a claims file says what to do`() async throws {
    let report = try project.write(
      "report: 1\ntitle: A test\nas-of: 2022-06-10\nimport: [figures.csv]\nsections:\n  - plugin: claims\n",
      to: "report.yaml")
    let result = try await project.build(report, [.init(days: "2020-01-01..2020-12-31", value: "1")])
    #expect(result.diagnostics.contains { $0.code == "claims.missing" && $0.hint?.contains("- claims: FILE") == true })
    #expect(result.diagnostics.allSatisfy { $0.severity != .error })
  }

  @Test func `a section of a report checks the file that it names, and cites its lines`() async throws {
    _ = try project.write(
      ClaimsProject.head + "list:\n" + claim("C1", "is: figure, period: 2022-01..2022-04, stated: 60 thousand USD")
        + claim("C2", "is: pace, period: 2022-01..2022-04, years: 2020..2020, premise: C1"), to: "claims.yaml")
    let report = try project.write(
      "report: 1\ntitle: A test\nas-of: 2022-06-10\nimport: [figures.csv]\nsections:\n"
        + "  - claims: claims.yaml\n    id: check\n  - text: 'Its own {check.C2.own}.'\n", to: "report.yaml")
    let result = try await project.build(report, [.init(days: "2020-01-01..2020-12-31", value: "900000")])
    #expect(result.ending == .complete, "\(result.diagnostics)")
    let json = try #require(result.outputs["json"])
    let text = try String(contentsOfFile: json, encoding: .utf8)
    let own = try Explanation(of: "check.C2.own", in: text)
    #expect(own.sources.joined().contains { $0.file == "claims.yaml" && $0.line == 5 && $0.id == "C1" })
    let found = try Explanation(of: "check.C2.found", in: text)
    #expect(found.sources.joined().contains { $0.file == "figures.csv" && $0.line == 2 })
    let missing = try project.write(
      try String(contentsOfFile: report, encoding: .utf8).replacing("claims.yaml", with: "none.yaml"), to: "report.yaml"
    )
    let refused = try await project.build(missing, [])
    #expect(refused.ending == .usage)
    #expect(refused.diagnostics.first?.place?.hasSuffix("report.yaml:6:13") == true)
  }
}
