/// What a build is asked to do, with everything that it may know of the world.
public struct BuildRequest: Sendable {
  /// The report file.
  public var report: String
  /// The dataset; nil to take the one that the report file names, or to import its files.
  public var dataset: String?
  /// The folder with the code lists and product groups that imports need.
  public var dataDirectory: String?
  /// The folder that outputs are written into.
  public var outputDirectory: String
  /// The outputs' file name without its ending; nil to take the report file's.
  public var outputName: String?
  /// The outputs by name; empty to take the report file's.
  public var outputs: [String] = []
  /// Folders that hold plugins, in order of precedence.
  public var pluginDirectories: [String] = []
  /// The folder with the executables of compiled plugins.
  public var compiledPluginDirectory: String?
  /// Values that replace those of the report file, such as `scope.importer`.
  public var overrides: [String: String] = [:]
  /// Whether doubts fail the build, and lines on standard output that are no messages end a plugin's run.
  public var isStrict = false
  /// Whether numbers without evidence are printed and marked instead of refused.
  public var allowsUnsourced = false
  /// Whether numbers that the host computes differently are printed and marked instead of refused.
  public var allowsMismatch = false
  /// The longest silence of a plugin, in seconds; nil for the protocol's default.
  public var idleSeconds: Double?
  /// The longest run of a plugin, in seconds; nil for the protocol's default.
  public var totalSeconds: Double?
  /// Whether only plugins that a `waybill.lock` names may run.
  public var requiresLock = false
  /// Folders of plugins that are being worked on: they run whatever a `waybill.lock` says, with what they ask for.
  public var developedPlugins: Set<String> = []
  /// How many plugins run at once.
  public var concurrentPlugins = 8
  /// The environment; plugins see of it only what their permissions name.
  public var environment: [String: String]
  /// Interpreters by name, such as `python3`, that go before the ones on the path.
  public var interpreters: [String: String] = [:]
  /// An existing folder in which each run gets a folder of its own.
  public var temporaryDirectory: String

  /// The outputs' file name without its ending.
  var outputStem: String { outputName ?? FileName.stem(of: report) }

  /// Creates a request.
  public init(
    report: String, outputDirectory: String, environment: [String: String], temporaryDirectory: String
  ) {
    self.report = report
    self.outputDirectory = outputDirectory
    self.environment = environment
    self.temporaryDirectory = temporaryDirectory
  }
}
