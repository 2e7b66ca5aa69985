internal import ReportModel
internal import TradeStore

extension DatasetService {
  /// Imports the correlation and conversion tables of two HS editions from xlsx or CSV, whole or not at all.
  public func importCorrelations(_ path: String) throws(DatasetFailure) -> ImportSummary {
    let report = try failing { () throws(StoreError) in
      try dataset.importCorrelations(from: try ByteSource(path: path))
    }
    return ImportSummary(report, path: path, severity: .error)
  }

  /// What a code of one edition has in common with one of another.
  public struct Correlation: Codable, Hashable, Sendable {
    /// The edition of the code.
    public var fromEdition: String
    /// The code.
    public var fromCode: String
    /// The other edition.
    public var toEdition: String
    /// The code that shares goods with it.
    public var toCode: String
    /// `1:1`, `n:1`, `1:n` or `n:n`, counted from all pairs of the two editions.
    public var kind: String
    /// Whether a conversion maps the one to the other; otherwise the pair is ambiguous.
    public var isMapped: Bool
    /// The kind among the pairs of the conversion; nil where the pair is not in there.
    public var conversion: String?
  }

  /// Returns what the code shares goods with, sorted; nil stands for every edition.
  ///
  /// - Throws: `DatasetFailure` where no table is of these editions, or none has the code.
  public func correlations(of code: String, from: String?, to: String?) throws(DatasetFailure) -> [Correlation] {
    do {
      return try dataset.read { reader in
        let links = try reader.correlations(of: code, from: from, to: to)
        if links.isEmpty { throw try DatasetService.missing(code, from: from, to: to, in: reader) }
        return links.map {
          Correlation(
            fromEdition: $0.fromEdition, fromCode: $0.fromCode, toEdition: $0.toEdition, toCode: $0.toCode,
            kind: $0.kind, isMapped: $0.isMapped, conversion: $0.conversion)
        }
      }
    } catch let failure as DatasetFailure {
      throw failure
    } catch {
      throw DatasetFailure(error)
    }
  }

  /// Says why there is no answer for the code: no table, or no such code in it.
  private static func missing(
    _ code: String, from: String?, to: String?, in reader: DatasetReader
  ) throws(StoreError) -> DatasetFailure {
    let tables = try reader.correlatedEditions()
    let isThere = tables.contains { (from == nil || $0.from == from) && (to == nil || $0.to == to) }
    let span = (from.map { " from \($0)" } ?? "") + (to.map { " to \($0)" } ?? "")
    guard isThere else {
      let known = tables.map { "\($0.from) to \($0.to)" }.joined(separator: ", ")
      return DatasetFailure(
        Diagnostic(
          severity: .error, code: "correlations.no_table", message: "the dataset has no correlation table\(span)",
          hint: known.isEmpty ? "import one with `waybill data correlations FILE`" : "use one of: \(known)"))
    }
    return DatasetFailure(
      Diagnostic(
        severity: .error, code: "correlations.unknown_code",
        message: "no correlation table\(span) has the code '\(code)'",
        hint: "write a code of six digits that stands in the edition"))
  }
}
