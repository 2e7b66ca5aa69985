internal import ArgumentParser
internal import Foundation
internal import ReportModel
internal import ReportPipeline

/// The command `waybill plugin add`.
struct PluginAdd: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Adds a plugin, or agrees to a changed one, after showing what it is.",
    discussion: """
      The plugin is copied into the folder of plugins, and its state is written into waybill.lock there. From then on a \
      report that would run anything else is refused. None of the plugin's code is run.

        waybill plugin add ../trade-shares
        waybill plugin add trade-shares-1.2.0.tar.gz --as trade-shares
        waybill plugin add https://example.org/trade-shares.git#v1.2.0
      """)

  @Argument(help: .init("A folder, an archive, or the address of a git repository.", valueName: "source"))
  var source: String

  @Option(name: .customLong("as"), help: .init("The name in report files.", valueName: "name"))
  var name: String?

  @Flag(help: "Agrees without asking.")
  var yes = false

  @OptionGroup var places: PlacesOptions

  func run() async throws {
    var request = places.request(report: ".", out: ".")
    let temporary = TemporaryFolder(request.temporaryDirectory)
    defer { temporary.remove() }
    request.temporaryDirectory = temporary.path
    var isFolder: ObjCBool = false
    // The variable is ours, and written before the call returns.
    let exists = unsafe FileManager.default.fileExists(atPath: source, isDirectory: &isFolder)
    do {
      let installation = try PluginInstallation(request)
      let candidate = try await installation.candidate(
        PluginSource(source, isFolder: exists && isFolder.boolValue), name: name)
      for fact in candidate.facts { Console.note(Console.printable(fact)) }
      if let differences = candidate.differences {
        Console.note(differences.isEmpty ? "It is as it was agreed to." : "Since it was agreed to:")
        for difference in differences { Console.note(Console.printable("  " + difference)) }
      }
      guard yes || Console.asks("Add it?") else {
        let hint = Console.isAnswering ? nil : "nobody can be asked here; look at it, then give --yes"
        throw PluginRefusal(.init(severity: .error, code: "plugin.untrusted", message: "not added", hint: hint))
      }
      try installation.add(candidate)
      Console.result("added \(candidate.name)")
    } catch let refusal as PluginRefusal {
      temporary.remove()
      throw try refused([refusal.diagnostic], .text, code: refusal.isTrust ? 4 : 1)
    }
  }
}
