/// The whole report before composition: the outline in order, with verified values.
public struct ReportDraft: Codable, Hashable, Sendable {
  /// The title.
  public var title: String
  /// A second line below the title.
  public var subtitle: String?
  /// Who answers for the report.
  public var authors: [String]
  /// The day that the report speaks of, as an ISO date.
  public var asOf: String
  /// The language tag of the texts.
  public var language: String
  /// `brief` where paged outputs leave out the table of contents and the list of evidence; nil for a full report.
  public var form: String?
  /// What the report is about, for its head.
  public var scope: [ScopeEntry]
  /// The digest of the dataset's state.
  public var snapshot: String
  /// The outline.
  public var sections: [SectionDraft]
  /// What every number rests on.
  public var ledger: Ledger
  /// How units are written.
  public var units: [UnitLabel]
  /// Who took part.
  public var plugins: [PluginRecord]
  /// What went wrong, or nearly.
  public var diagnostics: [Diagnostic]
  /// The program and its version, for the imprint.
  public var generator: String

  /// Creates the value from its parts.
  public init(
    title: String, subtitle: String? = nil, authors: [String] = [], asOf: String, language: String = "en",
    form: String? = nil, scope: [ScopeEntry] = [], snapshot: String, sections: [SectionDraft], ledger: Ledger,
    units: [UnitLabel] = [],
    plugins: [PluginRecord] = [], diagnostics: [Diagnostic] = [], generator: String
  ) {
    self.title = title
    self.subtitle = subtitle
    self.authors = authors
    self.asOf = asOf
    self.language = language
    self.form = form
    self.scope = scope
    self.snapshot = snapshot
    self.sections = sections
    self.ledger = ledger
    self.units = units
    self.plugins = plugins
    self.diagnostics = diagnostics
    self.generator = generator
  }
}
