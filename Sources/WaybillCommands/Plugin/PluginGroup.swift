internal import ArgumentParser

/// The command `waybill plugin`.
struct PluginGroup: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plugin", abstract: "Lists plugins and tries them out.",
    subcommands: [PluginList.self, PluginRun.self])
}
