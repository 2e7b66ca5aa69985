package import TradeModel

/// What a file to be imported claims, and what to do with rows that cannot be used.
package struct ImportOptions: Hashable, Sendable {
  /// What a source claims to hold beyond the rows that stand in it.
  package enum Claims: String, Hashable, Sendable, CaseIterable {
    /// Nothing but its rows: printed figures.
    case printedCells = "printed-cells"
    /// All trade of each reporter, flow and period that occurs in it: an absent row means no trade recorded.
    case wholePeriods = "whole-periods"
  }

  /// Whether rows that cannot be used are left out; otherwise one such row refuses the file.
  package var skipsBadRows: Bool
  /// The day of the data's state at its publisher, as an ISO date.
  package var asOf: String?
  /// What the file claims to hold; nil for what its format and its figures show.
  package var claims: Claims?

  /// The format of the file; nil to recognise it by its content.
  package var format: FileFormat?
  /// The flow of all rows, for a format that does not say it; nil where it does.
  package var flow: Flow?

  /// What says how the file is read, where it is in none of the formats.
  package var mapping: TableMapping?

  /// Creates options.
  package init(
    skipsBadRows: Bool = false, asOf: String? = nil, claims: Claims? = nil, format: FileFormat? = nil,
    flow: Flow? = nil,
    mapping: TableMapping? = nil
  ) {
    self.format = format
    self.flow = flow
    self.mapping = mapping
    self.skipsBadRows = skipsBadRows
    self.asOf = asOf
    self.claims = claims
  }
}

/// Something about one row of a file that its owner should look at.
package struct ImportDiagnostic: Hashable, Sendable {
  /// The name of the file.
  package var file: String
  /// The line on which the row starts, counted from 1.
  package var line: Int
  /// The name of the column, where one is to blame.
  package var column: String?
  /// The kind of the fault, such as `import.unknown_area`.
  package var code: String
  /// What is wrong.
  package var message: String
  /// What to try; begins with a verb.
  package var hint: String?

  /// Creates a diagnostic.
  package init(file: String, line: Int, column: String?, code: String, message: String, hint: String?) {
    self.file = file
    self.line = line
    self.column = column
    self.code = code
    self.message = message
    self.hint = hint
  }
}

/// What an import did.
package struct ImportReport: Hashable, Sendable {
  /// The name of the file, without its folder.
  package var source: String
  /// The SHA-256 of the file's bytes, `sha256:` in front.
  package var digest: String
  /// How many rows were imported; 0 where the file was there already or was refused.
  package var imported = 0
  /// How many rows could not be used.
  package var skipped = 0
  /// The faults, in the order of the file; at most `diagnosticLimit`.
  package var diagnostics: [ImportDiagnostic] = []
  /// Whether the same bytes had been imported before, so that nothing changed.
  package var wasAlreadyThere = false
  /// Whether the source that was there is retracted; an import leaves it so.
  package var isRetracted = false
  /// Whether the file was refused as a whole because of the diagnostics, so that nothing changed.
  package var isRefused = false

  /// The name of the format that the file was recognised as; empty for our own.
  package var format = ""
  /// Sound rows that were left out because others hold the same trade, by reason, the most frequent first.
  package var leftOut: [LeftOut] = []
  /// What was assumed or repaired.
  package var notes: [String] = []

  /// A number of sound rows that were left out for one reason.
  package struct LeftOut: Hashable, Sendable {
    /// Why.
    package var reason: LeftOutReason
    /// How many.
    package var rows: Int
  }

  /// How many diagnostics a report keeps; `skipped` counts on.
  package static let diagnosticLimit = 10_000

  /// Creates a report.
  package init(source: String, digest: String) {
    self.source = source
    self.digest = digest
  }
}
