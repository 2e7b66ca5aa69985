internal import ArgumentParser
internal import Foundation
internal import Glibc
internal import WaybillCommands

/// The program behind `waybill data fetch`: it alone has the network, so that `waybill` starts without it.
@main
struct Fetch: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "waybill data fetch", abstract: "Downloads figures into files that can be imported.",
    subcommands: [FetchComtrade.self])

  static func main() async {
    _ = signal(SIGPIPE, SIG_IGN)
    await main(Array(ProcessInfo.processInfo.arguments.dropFirst()))
  }
}
