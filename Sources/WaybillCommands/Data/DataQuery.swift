internal import ArgumentParser
internal import Foundation
internal import ReportModel
internal import ReportPipeline
internal import TradeModel

/// The command `waybill data query`.
struct DataQuery: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "query", abstract: "Asks the dataset what plugins ask it.",
    discussion: """
      With flags, or with the JSON of the plugin protocol from a file or standard input:

        waybill data query --dataset trade.db --measures value value.status --by reporter period \\
          --where partner=PRK --where flow=X --where product=pharma_chapter --period 2019..2022 --grain year \\
          --order -value

        echo '{"measures":["value"],"by":["reporter"],"where":{"partner":"PRK","flow":"X"}}' \\
          | waybill data query --dataset trade.db --json -
      """)

  @OptionGroup var dataset: DatasetOption

  @Option(help: .init("The query as JSON; - reads standard input.", valueName: "file"))
  var json: String?

  @Option(parsing: .upToNextOption, help: "What to read, such as value, quantity, value.low, rows.")
  var measures: [String] = []

  @Option(parsing: .upToNextOption, help: "The dimensions of a row, such as reporter, product, period, origin.")
  var by: [String] = []

  @Option(
    name: .customLong("where"), help: .init("A condition; commas separate alternatives.", valueName: "dimension=code"))
  var conditions: [String] = []

  @Option(help: .init("The span of time, such as 2020, 2022-01..2022-04.", valueName: "period"))
  var period: String?

  @Option(help: .init("printed, month, quarter, year or fiscal-year-april.", valueName: "grain"))
  var grain: String?

  @Option(
    parsing: .unconditionalSingleValue,
    help: .init("A column to sort by; a hyphen in front sorts down. May be given more than once.", valueName: "column"))
  var order: [String] = []

  @Option(help: .init("At most so many rows.", valueName: "n"))
  var limit: Int?

  @Flag(help: "Gives figures that cover only a part of their period.")
  var partial = false

  @Option(help: "How the result is printed: text or json.")
  var format = OutputFormat.text

  func validate() throws {
    guard json != nil else {
      _ = try flags()
      return
    }
    let isAlone =
      measures.isEmpty && by.isEmpty && conditions.isEmpty && period == nil && grain == nil && order.isEmpty
      && limit == nil && !partial
    guard isAlone else {
      throw ValidationError("--json is the whole query; leave the flags of a query out, or write them into the JSON.")
    }
  }

  func run() throws {
    let query = try json.map(read) ?? flags()
    let printer = AnswerPrinter(format: format)
    let summary = try answering(format) {
      try DatasetService(opening: dataset.dataset).answer(
        query, columns: { printer.head($0) }, row: { printer.row($0) })
    }
    try printer.end(summary)
  }

  private func read(_ file: String) throws -> TradeQuery {
    let data = file == "-" ? FileHandle.standardInput.readDataToEndOfFile() : FileManager.default.contents(atPath: file)
    guard let data else {
      let problem = Diagnostic(
        severity: .error, code: "query.not_found", message: "there is no file \(file)",
        hint: "name a file with a query, or - for standard input")
      throw try refused([problem], format, code: 64)
    }
    return try answering(format) { try DatasetService.query(fromJSON: Array(data)) }
  }

  private func flags() throws -> TradeQuery {
    guard !measures.isEmpty else {
      throw ValidationError("Give --measures, such as --measures value, or the whole query with --json.")
    }
    return TradeQuery(
      measures: measures, by: by, where: QueryConditions(try filters()), period: try span(),
      order: order.flatMap { $0.split(separator: ",").map(String.init) }, limit: limit, partial: partial)
  }

  private func filters() throws -> [String: QueryFilter] {
    var filters: [String: QueryFilter] = [:]
    for condition in conditions {
      let parts = condition.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 2 else {
        throw ValidationError("--where takes dimension=code, such as --where partner=PRK; '\(condition)' has no '='.")
      }
      guard !parts[0].isEmpty else {
        throw ValidationError("--where takes dimension=code, such as --where partner=PRK; '\(condition)' names none.")
      }
      let codes = parts[1].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      guard !codes.contains("") else {
        throw ValidationError("The code is empty in --where \(condition); write a code, such as \(parts[0])=PRK.")
      }
      guard filters[parts[0]] == nil else {
        throw ValidationError(
          "--where \(parts[0]) is given twice; commas separate alternatives, such as \(parts[0])=PRK,CHN.")
      }
      filters[parts[0]] = codes.count == 1 ? .equals(codes[0]) : .anyOf(codes)
    }
    return filters
  }

  private func span() throws -> QueryPeriod? {
    guard let text = period else {
      if let grain {
        throw ValidationError("--grain \(grain) cuts a period; give --period too, such as --period 2019..2022.")
      }
      return nil
    }
    guard let from = Period(text) else {
      throw ValidationError("'\(text)' is no period; write 2020, 2020-Q1, 2020-04 or 2022-01..2022-04.")
    }
    guard let grain else { return QueryPeriod(from: from) }
    guard let known = PeriodGrain(rawValue: grain) else {
      throw ValidationError(
        "'\(grain)' is no grain; use one of: \(PeriodGrain.allCases.map(\.rawValue).joined(separator: ", ")).")
    }
    return QueryPeriod(from: from, grain: known)
  }
}
