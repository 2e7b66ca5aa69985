/// A composed report: everything a renderer needs, and nothing that it would have to look up.
public struct Report: Codable, Hashable, Sendable {
  /// The version of this form.
  public var schema: String
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
  /// What the report is about.
  public var scope: [ScopeEntry]
  /// The digest of the dataset's state.
  public var snapshot: String
  /// The program and its version.
  public var generator: String
  /// The sections, numbered.
  public var sections: [Section]
  /// The footnotes, in the order of their numbers.
  public var footnotes: [Footnote]
  /// The publications behind the report's numbers, in the order of their numbers.
  public var origins: [Origin]
  /// What every number rests on.
  public var ledger: Ledger
  /// Who took part.
  public var plugins: [PluginRecord]
  /// What went wrong, or nearly.
  public var diagnostics: [Diagnostic]

  /// Creates the value from its parts.
  public init(
    schema: String = "waybill.report/1", title: String, subtitle: String? = nil, authors: [String], asOf: String,
    language: String, form: String? = nil, scope: [ScopeEntry], snapshot: String, generator: String,
    sections: [Section],
    footnotes: [Footnote], origins: [Origin], ledger: Ledger, plugins: [PluginRecord], diagnostics: [Diagnostic]
  ) {
    self.schema = schema
    self.title = title
    self.subtitle = subtitle
    self.authors = authors
    self.asOf = asOf
    self.language = language
    self.form = form
    self.scope = scope
    self.snapshot = snapshot
    self.generator = generator
    self.sections = sections
    self.footnotes = footnotes
    self.origins = origins
    self.ledger = ledger
    self.plugins = plugins
    self.diagnostics = diagnostics
  }
}
