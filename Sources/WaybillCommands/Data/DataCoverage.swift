internal import ArgumentParser
internal import ReportPipeline
internal import TradeModel

/// The command `waybill data coverage`.
struct DataCoverage: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "coverage", abstract: "Shows who reported what when, so that an absent figure can be read.",
    discussion: """
      One line for each reporter and flow, and a mark for each year or month: where a source holds all trade, what it does \
      not name was not traded; where there are some figures, the others are unknown. In a pipe the picture is of plain \
      characters and 80 wide; --format json lists every period.

        waybill data coverage --dataset trade.db --reporter CHN --products
      """)

  @OptionGroup var dataset: DatasetOption

  @Option(help: .init("Only this reporter.", valueName: "area"))
  var reporter: String?

  @Flag(help: "Gives each product a line of its own.")
  var products = false

  @Option(help: "The columns: month or year; without it months where they fit.")
  var grain: Columns?

  @Flag(help: "Draws with plain characters.")
  var ascii = false

  @Option(help: "How the result is printed: text or json.")
  var format = OutputFormat.text

  func run() throws {
    let lines = try answering(format) { try DatasetService(opening: dataset.dataset).coverage() }
      .filter { reporter == nil || $0.reporter == reporter }
    if format == .json { return try Console.json(ResultEnvelope(["coverage": lines])) }
    let width = Console.width ?? 80
    let map = CoverageMap(
      lines, grain: grain?.grain, monthlyYears: CoveragePicture.monthlyYears(width: width), byProduct: products)
    let isPlain = ascii || Console.width == nil || !Console.isUnicode
    Console.result(CoveragePicture(map: map, width: width, isPlain: isPlain).text)
  }
}

/// What a column of the picture is.
enum Columns: String, ExpressibleByArgument, CaseIterable {
  case month, year

  var grain: CoverageMap.Grain { self == .month ? .month : .year }
}
