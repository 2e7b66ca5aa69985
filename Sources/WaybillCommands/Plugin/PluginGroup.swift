internal import ArgumentParser

/// The command `waybill plugin`.
struct PluginGroup: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plugin", abstract: "Lists, adds and removes plugins, and tries them out.",
    subcommands: [PluginList.self, PluginRun.self, PluginAdd.self, PluginRemove.self])
}
