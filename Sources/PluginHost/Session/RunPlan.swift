package import PluginProtocol

/// Everything that one run of a plugin needs, settled before it starts.
package struct RunPlan: Sendable {
  /// The section that the run makes; the name of the run.
  package var section: String
  /// The plugin.
  package var plugin: InstalledPlugin
  /// The absolute program and its arguments.
  package var command: [String]
  /// The host's first line.
  package var start: Start
  /// The inputs that the host answers before the run, by name.
  package var inputs: [String: JSONValue]
  /// Variables that the plugin may see beside the few that every plugin has.
  package var environment: [String: String]
  /// The folder of the run; it exists, is empty, and is the plugin's working directory.
  package var directory: String
  /// What becomes of numbers without evidence.
  package var policy: EvidencePolicy
  /// Whether lines that are no messages end the run.
  package var isStrict: Bool
  /// The protocol versions that the host speaks in this run.
  package var versions = ProtocolFacts.versions
  /// Sees every line in both directions before it is judged; nil costs nothing.
  package var observer: SessionObserver?

  /// Settles a run.
  package init(
    section: String, plugin: InstalledPlugin, command: [String], start: Start, inputs: [String: JSONValue],
    environment: [String: String], directory: String, policy: EvidencePolicy, isStrict: Bool,
    observer: SessionObserver? = nil
  ) {
    self.section = section
    self.plugin = plugin
    self.command = command
    self.start = start
    self.inputs = inputs
    self.environment = environment
    self.directory = directory
    self.policy = policy
    self.isStrict = isStrict
    self.observer = observer
  }

  /// Whether the plugin keeps reading after its inputs.
  package var isDuplex: Bool {
    plugin.manifest.hello.features?.contains("duplex") == true
  }
}

/// What becomes of numbers that the host cannot back, or finds to be other numbers.
package struct EvidencePolicy: Hashable, Sendable {
  /// Whether a number without evidence is printed, and marked, or refused.
  package var allowsUnsourced: Bool
  /// Whether a number that the host computes differently is printed, and marked, or refused.
  package var allowsMismatch: Bool

  /// Creates a policy.
  package init(allowsUnsourced: Bool = false, allowsMismatch: Bool = false) {
    self.allowsUnsourced = allowsUnsourced
    self.allowsMismatch = allowsMismatch
  }
}
