import Foundation
import ReportPipeline
import Testing

/// The claims files that the project ships with, against the figures that it ships with.
@Suite(.serialized) struct PublishedClaimsTests {
  private static let article = ClaimsProject.root + "/Data/claims/the-diplomat-2022-06-10.yaml"
  private static let figures = [
    "observations/press-figures.csv", "observations/the-diplomat-2022-06-10.csv", "events/prk-2020-2022.csv",
  ].map { ClaimsProject.root + "/Data/" + $0 }

  private static let expected = [
    "contradicted": "C30 C80",
    "depends on source": "C51",
    "partly": "C08 C22 C23 C35 C38 C39 C46 C53 C55 C56 C58 C59",
    "not comparable": "C65 C66 C70 C74 C75 C76",
    "reproduced": "C04 C09 C47 C54 C61 C63 C78",
    "consistent": "C03 C06 C07 C11 C12 C36 C42 C43 C48 C50 C57 C64 C79",
    "not testable": "C05 C33 C68 C82",
    "no data":
      "C10 C13 C14 C16 C17 C18 C19 C21 C24 C25 C26 C28 C29 C31 C32 C34 C40 C41 C44 C45 C52 C60 C62 C67 C69 C71 C72 C73",
    "context": "C01 C02 C15 C20 C27 C37 C49 C77 C81 C83 C84 C85 C86 C87",
  ]

  @Test func `the article's claims have these verdicts`() async throws {
    let outcome = try await ClaimsProject().check(file: Self.article, imports: Self.figures)
    #expect(outcome.ending == .complete, "\(outcome.diagnostics)")
    #expect(outcome.claims.count == 87)
    let found = Dictionary(grouping: outcome.claims, by: \.verdict).mapValues {
      $0.map(\.claim).joined(separator: " ")
    }
    for (verdict, claims) in Self.expected { #expect(found[verdict] == claims) }
    #expect(found.count == Self.expected.count)
    #expect(outcome.counts.map(\.claims).reduce(0, +) == 87)
    for count in outcome.counts {
      #expect(count.claims == Self.expected[count.verdict]?.split(separator: " ").count)
    }
    // Where a check by hand found something else, the file says why; the table of differences has a remark in every row.
    let table = try #require(outcome.markdown.components(separatedBy: "Differences from the check by hand").last)
    let rows = table.split(separator: "\n").filter { $0.hasPrefix("| C") && !$0.hasPrefix("| Claim") }
    #expect(rows.count > 20)
    for row in rows {
      let cells = row.components(separatedBy: " | ")
      #expect(cells.count >= 4 && cells[3].count > 20, "\(row)")
    }
  }

  @Test func `fiscal years of tariff lines bound what a text says of them`() async throws {
    // Lines as India's DGCI&S prints them, to two decimals of a million: each leaves half of the last digit open.
    let project = try ClaimsProject()
    let lines = try project.write(Self.tariff, to: "india.csv")
    let outcome = await project.check(file: Self.article, imports: Self.figures + [lines])
    #expect(outcome.verdicts["C25"] == "consistent")
    #expect(outcome.finding("C25").contains("(USD 905,000 to USD 935,000)"))
    #expect(outcome.verdicts["C14"] == "partly")
    let totals = await project.check(file: ClaimsProject.root + "/Data/claims/rfa-2022.yaml", imports: [lines])
    // Two lines leave a hundredth of a million open, which the printed total is inside of; the other year lacks lines.
    #expect(totals.verdicts["R05"] == "consistent")
    #expect(totals.finding("R05").contains("USD 320,000 to USD 340,000"))
    #expect(totals.verdicts["R04"] == "contradicted")
    #expect(totals.verdicts["R06"] == "not testable")
    #expect(totals.finding("R06").contains("30022000 does not exist in September 2022"))
  }

  private static let tariff = """
    hs8,country,fiscal_year,value_usd_mn,quantity,unit
    30049099,KOREA DP RP,2019-20,2.41,1,KGS
    30022029,KOREA DP RP,2020-21,0.77,1,KGS
    30022014,KOREA DP RP,2020-21,0.11,1600,KGS
    30022022,KOREA DP RP,2020-21,0.04,216,KGS
    30049099,KOREA DP RP,2020-21,0.52,1,KGS
    84213920,KOREA DP RP,2021-22,0.30,1,NOS
    84213990,KOREA DP RP,2021-22,0.03,1,NOS

    """
}
