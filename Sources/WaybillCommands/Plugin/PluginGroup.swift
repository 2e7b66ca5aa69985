internal import ArgumentParser

/// The command `waybill plugin`.
struct PluginGroup: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plugin", abstract: "Lists, adds and removes plugins, makes new ones, tries them out and checks them.",
    subcommands: [
      PluginList.self, PluginRun.self, PluginNew.self, PluginCheckCommand.self, PluginReplay.self, PluginInspect.self,
      PluginAdd.self, PluginRemove.self,
    ])
}
