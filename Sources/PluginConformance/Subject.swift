package import PluginHost
internal import PluginProtocol

/// The plugin under test, and what it is tested with.
package struct Subject: Sendable {
  /// The plugin; of an executable without `plugin.json` the manifest is what it said in `hello`.
  package var plugin: InstalledPlugin
  /// The absolute program and its arguments.
  package var command: [String]
  /// Whether `plugin.json` stands beside the program.
  package var hasManifestFile: Bool
  /// Variables that the plugin may see beside the few that every plugin has.
  package var environment: [String: String]
  /// The dataset that answers its questions.
  package var dataset: any DatasetProvider
  /// The day that `start.now` names, as an ISO date.
  package var asOf: String
  /// An existing folder in which each run gets a folder of its own.
  package var temporaryDirectory: String
  /// How many times longer than the protocol says the kit waits; 1 or more, for slow machines.
  package var patience: Double

  /// Settles what is tested.
  package init(
    plugin: InstalledPlugin, command: [String], hasManifestFile: Bool, environment: [String: String],
    dataset: any DatasetProvider, asOf: String, temporaryDirectory: String, patience: Double = 1
  ) {
    self.plugin = plugin
    self.command = command
    self.hasManifestFile = hasManifestFile
    self.environment = environment
    self.dataset = dataset
    self.asOf = asOf
    self.temporaryDirectory = temporaryDirectory
    self.patience = patience
  }

  /// Whether the plugin reads more than its inputs.
  var isDuplex: Bool { features.contains("duplex") }
  /// What the plugin says that it can do.
  var features: [String] { plugin.manifest.hello.features ?? [] }
  /// The analyses, in the order of the manifest.
  var analyses: [Analysis] { plugin.manifest.hello.analyses ?? [] }

  /// One set of parameters that the manifest shows.
  struct Example: Sendable {
    /// The analysis.
    let analysis: Analysis
    /// The parameters with defaults filled in.
    let parameters: JSONValue
    /// What is wrong with the parameters; empty where nothing is.
    let problems: [ParameterValidation.Problem]
    /// The example in words.
    let name: String
  }

  /// The examples of all analyses; an analysis without any counts with its defaults alone.
  var examples: [Example] {
    analyses.flatMap { analysis in
      let given = analysis.examples ?? []
      let parameters = given.isEmpty ? [JSONValue.object([:])] : given.map(\.params)
      return parameters.enumerated().map { index, parameters in
        let checked = ParameterValidation(parameters, schema: analysis.params)
        return Example(
          analysis: analysis, parameters: checked.parameters, problems: checked.problems,
          name: given.isEmpty ? "the defaults of '\(analysis.name)'" : "example \(index + 1) of '\(analysis.name)'")
      }
    }
  }
}
