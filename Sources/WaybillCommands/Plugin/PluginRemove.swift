internal import ArgumentParser
internal import ReportPipeline

/// The command `waybill plugin remove`.
struct PluginRemove: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Takes a plugin out of waybill.lock, and its files away where 'add' copied them.")

  @Argument(help: "The plugin's name.")
  var name: String

  @OptionGroup var places: PlacesOptions

  func run() throws {
    do throws(PluginRefusal) {
      let isGone = try PluginInstallation(places.request(report: ".", out: ".")).remove(name)
      Console.result(
        isGone ? "removed \(name)" : "removed \(name) from waybill.lock; its files stay, 'add' did not bring them")
    } catch {
      throw try refused([error.diagnostic], .text, code: error.isTrust ? 4 : 1)
    }
  }
}
