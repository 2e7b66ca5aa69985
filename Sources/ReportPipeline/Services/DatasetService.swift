internal import Foundation
internal import PluginHost
public import ReportModel
public import TradeModel
internal import TradeStore

/// A dataset file as scripts and the command line use it.
public struct DatasetService: Sendable {
  let dataset: Dataset

  /// Opens a dataset file.
  ///
  /// - Throws: `DatasetFailure` where there is none, or it is something else.
  public init(opening path: String) throws(DatasetFailure) {
    dataset = try failing { () throws(StoreError) in try Dataset.open(at: path) }
  }

  /// Opens a dataset file, or creates it with the code lists and product groups of a folder such as `Data`.
  public init(openingOrCreating path: String, dataDirectory: String?) throws(DatasetFailure) {
    let exists = FileManager.default.fileExists(atPath: path)
    guard exists || dataDirectory != nil else {
      throw DatasetFailure(
        Diagnostic(
          severity: .error, code: "dataset.no_reference",
          message: "a new dataset needs the code lists of a Data folder, and none was found",
          hint: "name it with --data"))
    }
    dataset = try failing { () throws(StoreError) in try Dataset.openOrCreate(at: path) }
    guard let dataDirectory else { return }
    _ = try failing { () throws(StoreError) in try dataset.importReference(directory: dataDirectory) }
  }

  /// What was imported from one file.
  public struct ImportSummary: Codable, Hashable, Sendable {
    /// The file as it was named.
    public var file: String
    /// The digest of its bytes.
    public var digest: String
    /// How many rows were imported.
    public var imported: Int
    /// How many rows were skipped.
    public var skipped: Int
    /// Whether the same bytes were imported before, so that nothing changed.
    public var wasAlreadyThere: Bool
    /// Whether the file was refused, so that nothing changed.
    public var isRefused: Bool
    /// Rows that cannot be used, with their places.
    public var diagnostics: [Diagnostic]
    /// The name of the format, such as `comtrade-csv`; empty for our own.
    public var format: String
    /// What was left out, assumed or repaired, in sentences.
    public var notes: [String]

    /// Puts a report into words; its faults have the severity.
    init(_ report: ImportReport, path: String, severity: Severity) {
      file = path
      digest = report.digest
      imported = report.imported
      skipped = report.skipped
      wasAlreadyThere = report.wasAlreadyThere
      isRefused = report.isRefused
      diagnostics = ImportRemarks(report, path: path).diagnostics(severity: severity)
      format = report.format
      notes = report.leftOut.map { "\($0.rows) rows left out: \($0.reason.rawValue)" } + report.notes
    }
  }

  /// A format that can be imported.
  public struct Format: Hashable, Sendable {
    /// The name, such as `comtrade-csv`.
    public var name: String
    /// What it is, in words for users.
    public var title: String
  }

  /// The formats that can be imported.
  public static let formats = FileFormat.allCases.map { Format(name: $0.rawValue, title: $0.title) }

  /// Imports a file of observations, whole or not at all unless bad rows are skipped.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - skippingBadRows: Whether rows that cannot be used are left out.
  ///   - format: The name of one of `formats`; nil to recognise it by the content.
  ///   - mapping: What says how to read a file that is in none of the formats.
  ///   - flow: The flow of all rows where the format does not say it, `X` or `M`.
  /// - Throws: `DatasetFailure`; `import.retracted` where the same bytes were imported before and retracted since: who
  ///   retracted them knew why, so no import undoes that.
  public func importFile(
    _ path: String, skippingBadRows: Bool, format: String? = nil, mapping: ImportMapping? = nil, flow: String? = nil
  ) throws(DatasetFailure) -> ImportSummary {
    let options = ImportOptions(
      skipsBadRows: skippingBadRows, format: try format.map(DatasetService.format),
      flow: flow.flatMap(Flow.init(rawValue:)), mapping: mapping?.table)
    let report = try failing { () throws(StoreError) in try dataset.importFile(at: path, options: options) }
    guard !report.isRetracted else {
      throw DatasetFailure(
        Diagnostic(
          severity: .error, code: "import.retracted",
          message: "'\(path)' was imported before and retracted since; nothing changed",
          hint: "take it in again with `waybill data retract --undo \(report.digest.prefix(19))`"))
    }
    return ImportSummary(report, path: path, severity: skippingBadRows ? .warning : .error)
  }

  private static func format(named name: String) throws(DatasetFailure) -> FileFormat {
    if let format = FileFormat(rawValue: name) { return format }
    let known = FileFormat.allCases.map(\.rawValue).joined(separator: ", ")
    throw DatasetFailure(
      Diagnostic(
        severity: .error, code: "import.unknown_format", message: "there is no format '\(name)'",
        hint: "use one of: \(known)"))
  }

  /// One imported file.
  public struct Source: Codable, Hashable, Sendable {
    /// The name of the file.
    public var name: String
    /// The name of its format.
    public var format: String
    /// The digest of its bytes.
    public var digest: String
    /// How many rows were imported.
    public var rows: Int
    /// Whether its rows are left out of answers.
    public var isRetracted: Bool

    /// Takes over what the store says of it.
    init(_ info: SourceInfo) {
      name = info.name
      format = info.format
      digest = info.digest
      rows = info.rows
      isRetracted = info.isRetracted
    }
  }

  /// Returns the imported files.
  public func sources() throws(DatasetFailure) -> [Source] {
    try failing { () throws(StoreError) in try dataset.sources() }.map(Source.init)
  }

  /// One line of the coverage: what is known of one reporter, flow and product.
  public struct Coverage: Codable, Hashable, Sendable {
    /// The reporter.
    public var reporter: String
    /// The flow.
    public var flow: String
    /// The product group.
    public var product: String
    /// The period.
    public var period: Period
    /// How many observations there are.
    public var observations: Int
    /// Whether a source claims to hold all trade of the period.
    public var isComplete: Bool
  }

  /// Returns who reported what when.
  public func coverage() throws(DatasetFailure) -> [Coverage] {
    try failing { () throws(StoreError) in try dataset.coverage() }.map {
      Coverage(
        reporter: $0.reporter, flow: $0.flow, product: $0.product, period: $0.period, observations: $0.observations,
        isComplete: $0.isComplete)
    }
  }

  /// Returns the digest of the present state.
  public func snapshot() throws(DatasetFailure) -> String {
    try failing { () throws(StoreError) in try dataset.snapshot() }.digest
  }

  /// Returns the present state as plugins read it, with the claims of a section that checks some.
  func provider(claims: ClaimsFile?) throws(DatasetFailure) -> any DatasetProvider {
    DatasetAdapter(dataset: dataset, snapshot: try snapshot(), claims: claims)
  }

  /// Reads a query from JSON; keys that are unknown or stand twice are refused.
  ///
  /// - Throws: `DatasetFailure` with a JSON Pointer into the query.
  public static func query(fromJSON bytes: [UInt8]) throws(DatasetFailure) -> TradeQuery {
    try QueryReader().query(bytes)
  }

  /// Returns the day of the newest print behind the figures as an ISO date; nil where no source says its day, or there
  /// are too many figures to look at each.
  public func newestDay() throws(DatasetFailure) -> String? {
    do {
      return try dataset.read { reader in
        let limit = 20_000
        guard reader.snapshot.observations <= limit else { return reader.snapshot.asOf }
        let every = TradeQuery(
          measures: ["rows"],
          by: ["reporter", "partner", "flow", "product", "owner", "edition", "origin", "method", "period"])
        let cursor = try ReaderSession(reader: reader).answer(every)
        var rows: [Int64] = []
        while let row = try cursor.next() { rows += row.counted + row.alternates }
        return try reader.sourceRows(counted: rows).compactMap(\.date).max() ?? reader.snapshot.asOf
      }
    } catch {
      throw DatasetFailure(error)
    }
  }

  /// Answers a query row by row.
  ///
  /// - Parameters:
  ///   - query: What is asked.
  ///   - columns: Called once, before the first row.
  ///   - row: Called with the cells of each row.
  /// - Returns: What the answer rests on, and what lies beside it.
  /// - Throws: `DatasetFailure` with the place in a query that is refused.
  public func answer(
    _ query: TradeQuery, columns: ([ResultColumn]) -> Void, row: ([ResultCell]) -> Void
  ) throws(DatasetFailure) -> AnswerSummary {
    do {
      return try dataset.read { reader in
        let session = ReaderSession(reader: reader)
        let cursor = try session.answer(query)
        columns(cursor.columns)
        var count = 0
        while let next = try cursor.next() {
          row(next.cells)
          count += 1
        }
        return AnswerSummary(
          rowCount: count, evidence: cursor.evidence, digest: cursor.digest, snapshot: reader.snapshot.digest,
          diagnostics: try AnswerRemarks(on: query, in: session).diagnostics(rowCount: count))
      }
    } catch let problem as QueryProblem {
      throw DatasetFailure(
        Diagnostic(
          severity: .error, code: problem.code, message: problem.message, hint: problem.hint,
          place: problem.pointer.isEmpty ? "query" : "query \(problem.pointer)"))
    } catch {
      throw DatasetFailure(error)
    }
  }
}

/// Why a dataset could not be used.
public struct DatasetFailure: Error, Sendable {
  /// What happened and what to try.
  public var diagnostic: Diagnostic

  init(_ diagnostic: Diagnostic) {
    self.diagnostic = diagnostic
  }

  /// Takes over what ended a reading, in the store's words where it has some.
  init(_ error: any Error) {
    switch error {
    case let error as StoreError: diagnostic = Diagnostic(error)
    case let error as HostError:
      diagnostic = Diagnostic(severity: .error, code: error.code, message: error.message, hint: error.hint)
    default: diagnostic = Diagnostic(severity: .error, code: "query.failed", message: "the dataset cannot be read")
    }
  }
}

/// Runs the body and puts the store's error into words for users.
func failing<Value>(_ body: () throws(StoreError) -> Value) throws(DatasetFailure) -> Value {
  do throws(StoreError) {
    return try body()
  } catch {
    throw DatasetFailure(Diagnostic(error))
  }
}
