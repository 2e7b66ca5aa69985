import TradeModel
import TradeStore
import Testing

/// Rows whose codes stood in rows before are read from memory; they must mean the same as in a file of their own.
@Suite struct RowMemoryTests {
  private let everything = TradeQuery(
    measures: [
      "value", "value.low", "value.high", "value.status", "quantity", "quantity.low", "quantity.high", "netweight",
      "netweight.high",
    ],
    by: ["reporter", "partner", "flow", "hs", "owner", "edition", "basis", "method", "unit", "period"],
    where: .init(["method": .anyOf(["reported", "compiled"]), "flow": .anyOf(["X", "M"])]))

  /// Returns the answers of one file with all lines, and of a file for each.
  private func answers(_ header: String, _ lines: [String]) throws -> (together: [String], apart: [String]) {
    let together = try TestDataset()
    let report = try together.importFile(csv: header + lines.joined())
    #expect(report.imported == lines.count)
    let apart = try TestDataset()
    for (index, line) in lines.enumerated() { _ = try apart.importFile(csv: header + line, name: "\(index).csv") }
    return (try together.answer(everything).rows, try apart.answer(everything).rows)
  }

  @Test func `rows of UN Comtrade`() throws {
    var lines: [String] = []
    let figures = [
      ("10", "10", "8", "3", "5", "false"), ("0", "", "-1", "0", "0", "false"),
      ("7.5", "", "8", "2.5", "1.2345", "true"),
      ("3.14159", "3.14159", "5", "4", "", "True"), ("12", "12", "8", "", "9", "true"), ("8", "", "", "", "", ""),
    ]
    for round in 0..<4 {
      for (index, figure) in figures.enumerated() {
        for (partner, code, edition) in [("408", "3004", "H6"), ("276", "300490", "H5"), ("408", "TOTAL", "H6")] {
          let row = ComtradeWebRow(
            reporter: index % 2 == 0 ? "156" : "643", flow: (index + round) % 3 == 0 ? "M" : "X", partner: partner,
            edition: edition, code: code, value: figure.0, fob: figure.1, unit: figure.2, quantity: figure.3,
            weight: figure.4, weightIsEstimated: figure.5, period: "20\(10 + index)0\(1 + round)")
          lines.append(row.line.replacing("\"0 \"", with: "\"0\""))
        }
      }
    }
    let (together, apart) = try answers(ComtradeWebRow.header, lines)
    #expect(together.count > lines.count)
    #expect(together == apart)
  }

  @Test func `rows of India`() throws {
    var lines: [String] = []
    for year in ["2017-18", "2018-19", "2021-22"] {
      for country in ["GERMANY", "KOREA DP RP"] {
        for (index, rest) in ["0.86,502000,KGS", "0.0,30,NOS", "1.5,2.25,KGS", ",7,NOS", "2,,", "0.01,1.2345,KGS"]
          .enumerated()
        {
          lines.append("3004909\(index),\(country),\(year),\(rest)\n")
        }
      }
    }
    let (together, apart) = try answers("hs8,country,fiscal_year,value_usd_mn,quantity,unit\n", lines)
    #expect(!together.isEmpty)
    #expect(together == apart)
  }
}
