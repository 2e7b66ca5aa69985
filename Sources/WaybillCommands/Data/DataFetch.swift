internal import ArgumentParser
internal import Foundation
internal import Glibc
internal import ReportModel

/// The command `waybill data fetch`: hands over to `waybill-fetch`, which alone has the network.
///
/// The network's library would cost every other command a third of its start.
struct DataFetch: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fetch", abstract: "Downloads figures into files that can be imported.", helpNames: [])

  @Argument(parsing: .captureForPassthrough, help: "What is downloaded from where; see --help.")
  var arguments: [String] = []

  func run() throws {
    let folder = Bundle.main.executableURL?.deletingLastPathComponent().path ?? "."
    let program = folder + "/waybill-fetch"
    var strings = unsafe ([program] + arguments).map { unsafe strdup($0) } + [nil]
    // Returns only where the program cannot be started; the strings end with the process.
    _ = unsafe execv(program, &strings)
    let problem = Diagnostic(
      severity: .error, code: "host.tool", message: "\(program) cannot be started",
      hint: "it is built beside waybill: swift build --product waybill-fetch")
    throw try refused([problem], .text, code: 1)
  }
}
