/// The host's first line: what to do, with which parameters, on which state of the data.
public struct Start: Codable, Hashable, Sendable {
  /// The protocol version that both sides speak from here on.
  public var v: Int
  /// The name of the run.
  public var run: String
  /// `run`, `check` or `render`.
  public var mode: String
  /// The analysis to run.
  public var analysis: String?
  /// Its parameters, complete and valid.
  public var params: JSONValue
  /// The locale of the report.
  public var locale: String
  /// The time that the report takes as now, ISO 8601, UTC.
  public var now: String
  /// A seed for any randomness.
  public var seed: Int
  /// The datasets that may be queried.
  public var datasets: [String: DatasetState]
  /// The block types that the host takes.
  public var accepts: [String]
  /// Optional abilities of the host.
  public var features: [String]
  /// Folders of this run.
  public var dirs: RunDirectories
  /// What the host enforces.
  public var limits: Limits
  /// What to render, in mode `render`.
  public var renders: String?
  /// The file to render, in mode `render`.
  public var input: String?

  /// Creates the value from its parts.
  public init(
    v: Int, run: String, mode: String, analysis: String? = nil, params: JSONValue, locale: String, now: String,
    seed: Int, datasets: [String: DatasetState], accepts: [String], features: [String], dirs: RunDirectories,
    limits: Limits, renders: String? = nil, input: String? = nil
  ) {
    self.v = v
    self.run = run
    self.mode = mode
    self.analysis = analysis
    self.params = params
    self.locale = locale
    self.now = now
    self.seed = seed
    self.datasets = datasets
    self.accepts = accepts
    self.features = features
    self.dirs = dirs
    self.limits = limits
    self.renders = renders
    self.input = input
  }
}
