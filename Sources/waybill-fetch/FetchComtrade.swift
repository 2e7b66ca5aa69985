internal import ArgumentParser
internal import ComtradeDownload
internal import Foundation
internal import ReportModel
internal import WaybillCommands

/// The command `waybill data fetch comtrade`.
struct FetchComtrade: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "comtrade", abstract: "Downloads from UN Comtrade with your own key.",
    discussion: """
      The key is read from the variable COMTRADE_KEY, never from the command line; a free one is given out at \
      https://comtradedeveloper.un.org. Answers go into files, one for each reporter and twelve periods; what is there \
      already is not asked for again, so that a download that broke off goes on.

        waybill data fetch comtrade --reporter CHN,RUS --partner PRK --period 2019..2022 --code 30,TOTAL --out comtrade
        waybill data import --dataset trade.db comtrade/*.json
      """)

  @Option(help: .init("Who reported, such as CHN,RUS; left out, all who did.", valueName: "areas"))
  var reporter: String?

  @Option(help: .init("The other side of the trade, such as PRK; WLD for all together.", valueName: "areas"))
  var partner: String

  @Option(help: .init("Years or months, such as 2019..2022 or 2020-01..2020-04.", valueName: "span"))
  var period: String

  @Option(help: .init("The flows: X for exports, M for imports.", valueName: "flows"))
  var flow = "X"

  @Option(help: .init("HS codes of two, four or six digits, or TOTAL.", valueName: "codes"))
  var code = "TOTAL"

  @Flag(help: "Asks for months, not years.")
  var monthly = false

  @Option(name: .shortAndLong, help: .init("The folder for the answers.", valueName: "dir"))
  var out = "comtrade"

  @Option(help: .init("The server; for a proxy or a copy.", valueName: "address"))
  var server = "https://comtradeapi.un.org"

  @Option(help: .init("How often a request is tried that fails for a reason that passes.", valueName: "n"))
  var attempts = 5

  @Option(help: .init("The shortest time from one request to the next, in seconds.", valueName: "s"))
  var interval = 1.0

  @Option(help: .init("How long to wait before the second attempt, in seconds; it doubles with each.", valueName: "s"))
  var wait = 5.0

  @Option(help: .init("The folder with code lists.", valueName: "dir"))
  var data: String?

  func validate() throws {
    guard attempts > 0, (0...3600).contains(interval), (0...3600).contains(wait) else {
      throw ValidationError("--attempts is at least 1; --interval and --wait are from 0 to 3600 seconds.")
    }
    guard !flows.isEmpty, flows.allSatisfy({ $0.allSatisfy(\.isLetter) && $0.count <= 3 }) else {
      throw ValidationError("--flow takes X, M, RX or RM, with commas between.")
    }
    guard !codes.isEmpty,
      codes.allSatisfy({ $0 == "TOTAL" || ($0.allSatisfy(\.isNumber) && [2, 4, 6].contains($0.count)) })
    else { throw ValidationError("--code takes HS codes of two, four or six digits, or TOTAL, with commas between.") }
  }

  private var flows: [String] { list(flow) }
  private var codes: [String] { list(code) }

  private func list(_ text: String) -> [String] { text.split(separator: ",").map { $0.uppercased() } }

  func run() async throws {
    do {
      try await download()
    } catch let failure as DownloadFailure {
      Console.report([
        Diagnostic(severity: .error, code: failure.code, message: failure.message, hint: failure.hint)
      ])
      throw ExitCode(["download.area", "download.key", "download.period"].contains(failure.code) ? 64 : 1)
    }
  }

  private func download() async throws {
    let frequency: DownloadScope.Frequency = monthly ? .monthly : .annual
    guard let periods = DownloadScope.periods(period, frequency) else {
      throw DownloadFailure(
        "download.period", "'\(period)' is no span of years or months", hint: "write 2019..2022, or 2020-01..2020-04")
    }
    let areas = try AreaCodes(dataDirectory: FolderSearch.data(data) ?? "Data")
    let scope = DownloadScope(
      reporters: try (reporter.map(list) ?? []).map { try areas.area($0) },
      partners: try list(partner).map { try areas.area($0) }, flows: flows, codes: codes, frequency: frequency,
      periods: periods)
    guard let key = ProcessInfo.processInfo.environment["COMTRADE_KEY"], !key.isEmpty else {
      throw DownloadFailure(
        "download.key", "there is no key in the variable COMTRADE_KEY",
        hint: "get a free one at https://comtradedeveloper.un.org, then: export COMTRADE_KEY=…")
    }
    var download = Download(server: server, key: key, folder: out, now: { Date() })
    download.pace.attempts = attempts
    download.pace.interval = .seconds(interval)
    download.pace.wait = .seconds(wait)
    let display = FetchDisplay()
    let entries = try await download.run(DownloadCall.calls(for: scope)) { display.note($0) }
    display.end()
    let files = entries.compactMap(\.file)
    for file in files { Console.result("\(out)/\(file)") }
    Console.note(
      "\(entries.reduce(0) { $0 + $1.rows }) rows in \(files.count) files; \(entries.count - files.count) answers without rows"
    )
    if !files.isEmpty { Console.note("next: waybill data import --dataset FILE \(out)/*.json") }
  }
}
