internal import ArgumentParser
internal import ReportPipeline

/// The command `waybill plugin new`.
struct PluginNew: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Makes the folder of a new plugin, which runs and passes every check.",
    discussion: """
      The folder gets a manifest, a program with its kit, and a page on how to go on:

        waybill plugin new my-plugin --lang python
        waybill plugin check ./my-plugin
      """)

  @Argument(help: "The name: lower-case letters, digits and hyphens; also that of the folder.")
  var name: String

  @Option(name: .customLong("lang"), help: .init("The language: python or sh.", valueName: "language"))
  var language = "python"

  @Option(help: .init("The folder that the plugin's folder is made in.", valueName: "dir"))
  var into = "."

  @OptionGroup var places: PlacesOptions

  func run() throws {
    let folder = absolutePath(into) + "/" + name
    let files = try answering(.text) {
      try PluginScaffold(name: name, language: language, request: places.request(report: ".", out: "."))
        .write(to: folder)
    }
    for file in files { Console.result("\(folder)/\(file)") }
    Console.note("next: waybill plugin check \(into == "." ? "./" : into + "/")\(name)")
  }
}
