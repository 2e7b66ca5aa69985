internal import ArgumentParser
internal import ReportPipeline

/// What `build` and `check` share.
struct BuildOptions: ParsableArguments {
  @Argument(help: "The report file, in YAML.", completion: .file(extensions: ["yaml", "yml"]))
  var report: String

  @Option(help: .init("The dataset file; by default the one that the report names, or imports.", valueName: "file"))
  var dataset: String?

  @Option(name: .shortAndLong, help: .init("The folder for the outputs.", valueName: "dir"))
  var out = "build"

  @Option(help: .init("The outputs' file name without its ending; by default the report file's.", valueName: "name"))
  var name: String?

  @Option(
    name: .customLong("output"),
    help: .init("An output: markdown, html, json or pdf; may be given more than once.", valueName: "name"))
  var outputs: [String] = []

  @Option(
    name: .customLong("set"),
    help: .init("Replaces a value of the report file, such as scope.importer=ERI.", valueName: "path=value"))
  var overrides: [String] = []

  @Flag(help: "Ends with code 3 where anything is missing or doubtful, and takes stray output for an error.")
  var strict = false

  @Flag(help: "Prints numbers without evidence, marked, instead of refusing them.")
  var allowUnsourced = false

  @Flag(help: "Prints numbers that the host computes differently, marked, instead of refusing them.")
  var lenient = false

  @Flag(help: "Runs only plugins that a waybill.lock beside them names.")
  var locked = false

  @Option(help: .init("The longest silence of a plugin, in seconds.", valueName: "s"))
  var idleLimit: Double?

  @Option(help: .init("The longest run of a plugin, in seconds.", valueName: "s"))
  var totalLimit: Double?

  @Option(help: "How the result is printed: text or json.")
  var format = OutputFormat.text

  @OptionGroup var places: PlacesOptions

  /// Refuses values that cannot be meant.
  func validate() throws {
    for override in overrides where !override.contains("=") {
      throw ValidationError("--set takes path=value, such as --set scope.importer=ERI; '\(override)' has no '='.")
    }
    if let name, name.isEmpty || name.contains("/") { throw ValidationError("--name is a file name without a folder.") }
    for (name, limit) in [("--idle-limit", idleLimit), ("--total-limit", totalLimit)] {
      if let limit, limit <= 0 { throw ValidationError("\(name) is to be more than 0 seconds.") }
    }
  }

  /// The request that these options make.
  var request: BuildRequest {
    var request = places.request(report: report, out: out)
    request.dataset = dataset
    request.outputName = name
    request.outputs = outputs
    request.isStrict = strict
    request.requiresLock = locked
    request.allowsUnsourced = allowUnsourced
    request.allowsMismatch = lenient
    request.idleSeconds = idleLimit
    request.totalSeconds = totalLimit
    for override in overrides {
      let parts = override.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      request.overrides[parts[0]] = parts[1]
    }
    return request
  }
}
