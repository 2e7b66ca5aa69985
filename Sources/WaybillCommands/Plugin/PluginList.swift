internal import ArgumentParser
internal import ReportPipeline

/// The command `waybill plugin list`.
struct PluginList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Lists the plugins that were found, without running any of them.")

  @Option(help: "How the result is printed: text or json.")
  var format = OutputFormat.text

  @OptionGroup var places: PlacesOptions

  func run() throws {
    let listing = PluginListing(places.request(report: ".", out: "."))
    if format == .json { return try Console.json(ResultEnvelope(listing, diagnostics: listing.diagnostics)) }
    var table = TextTable(["name", "version", "makes", "permissions", "lock", "title"])
    for plugin in listing.plugins {
      let makes =
        plugin.problem == nil ? (plugin.analyses + plugin.renders).joined(separator: ", ") : "(cannot be started)"
      let permissions = plugin.permissions.isEmpty ? "none" : plugin.permissions.joined(separator: "; ")
      table.append([plugin.name, plugin.version, makes, permissions, plugin.trust, plugin.title])
    }
    if listing.plugins.isEmpty {
      Console.note("no plugins were found\n  hint: name their folder with --plugins")
    } else {
      Console.result(table.text)
    }
    Console.report(listing.diagnostics)
  }
}
