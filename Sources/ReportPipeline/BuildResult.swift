public import ReportModel

/// What came of a build.
public struct BuildResult: Codable, Sendable {
  /// How the build ended; the exit code of a command that does nothing else.
  public enum Ending: Int, Codable, Sendable {
    /// Everything is there.
    case complete = 0
    /// Nothing was written.
    case failed = 1
    /// The outputs are written, and something in them is missing.
    case gaps = 2
    /// The outputs are written, and a check said no.
    case refusedByCheck = 3
    /// A permission or a trust decision stands against it.
    case untrusted = 4
    /// The report file or the request has errors.
    case usage = 64
    /// The user stopped it.
    case interrupted = 130
  }

  /// How the build ended.
  public var ending: Ending
  /// The files that were written, by output name.
  public var outputs: [String: String] = [:]
  /// Everything that deserves a look, in order.
  public var diagnostics: [Diagnostic] = []
  /// The digest of the dataset's state.
  public var snapshot: String?
  /// What became of each section, in order.
  public var sections: [SectionSummary] = []
  /// The end of what a plugin that was tried by itself wrote to standard error.
  public var errorOutput: String?

  /// What became of one plugin's section.
  public struct SectionSummary: Codable, Hashable, Sendable {
    /// The section.
    public var section: String
    /// The plugin.
    public var plugin: String
    /// `ok`, `empty` where no finding, table or chart came, `planned` in a check, or the code of the error that ended
    /// the run.
    public var outcome: String
    /// How many queries were answered.
    public var queries: Int
    /// How many rows were sent.
    public var rows: Int
  }

  /// Creates a result.
  public init(ending: Ending) {
    self.ending = ending
  }
}

/// What a build tells while it lasts.
public enum BuildEvent: Sendable {
  /// A plugin has started.
  case started(section: String)
  /// A plugin said what it is doing; the fraction is nil where it did not say how far it is.
  case progress(section: String, message: String, fraction: Double?)
  /// A plugin has ended.
  case finished(section: String, outcome: String)
  /// An output is being made.
  case rendering(output: String)
}
