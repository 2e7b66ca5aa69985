internal import ArgumentParser
internal import ReportPipeline

/// The command `waybill data verify`.
struct DataVerify: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Holds figures against each other, and lists those that cannot both be right.",
    discussion: """
      The World against the sum of its partners, codes against the codes in them, years against their months, the value of
      one unit against the median of its series, and prints of one figure against each other. What the rounding of a print
      leaves open is no finding; where parts may be missing, only a sum that is too large is one.

        waybill data verify --dataset trade.db --strict
        waybill data verify --dataset trade.db --reporter IND --product medicines --factor 5
      """)

  @OptionGroup var dataset: DatasetOption

  @Option(help: .init("Only this reporter.", valueName: "area"))
  var reporter: String?

  @Option(help: .init("Only this product group, the groups in it and their codes.", valueName: "group"))
  var product: String?

  @Option(help: .init("How many times its median a unit value may be, or smaller.", valueName: "number"))
  var factor = 10.0

  @Option(help: .init("How many findings of one kind are listed; all are counted.", valueName: "n"))
  var limit = 20

  @Flag(help: "Ends with code 3 where something is found.")
  var strict = false

  @Option(help: "How the result is printed: text or json.")
  var format = OutputFormat.text

  func validate() throws {
    guard factor > 1, factor.isFinite else { throw ValidationError("--factor is a number above 1, such as 10.") }
    guard limit >= 0 else { throw ValidationError("--limit is 0 or more.") }
  }

  func run() throws {
    let result = try answering(format) {
      try DatasetService(opening: dataset.dataset)
        .verify(reporter: reporter, product: product, unitValueFactor: factor, limit: limit)
    }
    if format == .json { try Console.json(ResultEnvelope(result)) } else { print(result) }
    if strict, !result.isSound { throw ExitCode(3) }
  }

  private func print(_ result: DatasetService.Verification) {
    for finding in result.findings {
      Console.result("\(finding.kind): \(finding.subject)")
      for side in [finding.figure, finding.against] {
        Console.result("  \(side.name): \(words(side)) \(finding.unit)\(places(side))")
      }
    }
    var table = TextTable(["check", "made", "found"], rightAligned: [1, 2])
    for check in result.checks { table.append([check.kind, String(check.checked), String(check.found)]) }
    Console.result((result.findings.isEmpty ? "" : "\n") + table.text)
    Console.note("\(result.rows) rows read")
  }

  private func words(_ side: DatasetService.Verification.Side) -> String {
    guard let high = side.high else { return "at least \(side.low)" }
    return high == side.low ? high : "\(side.low) to \(high)"
  }

  private func places(_ side: DatasetService.Verification.Side) -> String {
    guard !side.rows.isEmpty else { return "" }
    let more = side.rowCount > side.rows.count ? ", and \(side.rowCount - side.rows.count) more" : ""
    return ", \(side.rows.joined(separator: ", "))\(more)"
  }
}
