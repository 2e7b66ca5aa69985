internal import Foundation
internal import PluginHost
public import ReportModel
internal import ReportRendering
internal import Spelling

/// Why a number of a finished report is what it is: its formula, cells, queries, source rows and addresses.
public struct Explanation: Codable, Sendable {
  /// The value's own record.
  public var value: EvidenceRecord
  /// The queries that its parts come from.
  public var queries: [QueryRecord]
  /// For each part, in order, the source rows behind it.
  public var sources: [[SourceRecord]]
  /// The digest of the dataset's state that the report was made from.
  public var snapshot: String

  /// Looks up a value in the text of a `report.json`.
  ///
  /// - Throws: `ExplanationFailure` where the file is no report, or has no such value.
  public init(of name: String, in json: String) throws(ExplanationFailure) {
    let report: Report
    do {
      report = try JSONReader().read(json)
    } catch {
      throw ExplanationFailure(
        Diagnostic(
          severity: .error, code: "report.unreadable", message: "the file is no report of this program",
          hint: "name the .json that waybill build writes"))
    }
    let ledger = report.ledger
    guard let value = ledger.values.first(where: { $0.id == name }) else {
      throw ExplanationFailure(Explanation.unknown(name, ledger))
    }
    self.value = value
    snapshot = report.snapshot
    queries = ledger.queries.filter { query in value.inputs.contains { $0.query == query.id } }
    sources = value.inputs.map { input in
      input.sources.compactMap { ledger.sources.indices.contains($0) ? ledger.sources[$0] : nil }
    }
  }

  private static func unknown(_ name: String, _ ledger: Ledger) -> Diagnostic {
    let names = ledger.values.map(\.id)
    let below = names.filter { $0.hasPrefix(name + ".") }
    let hint =
      !below.isEmpty
      ? "values of it: " + below.prefix(12).joined(separator: ", ")
      : inSection(of: name, names) ?? nearestName(to: name, among: names).map { "did you mean '\($0)'?" }
        ?? "write section.block.value, such as \(names.first ?? "pharma.lead.value")"
    return Diagnostic(
      severity: .error, code: "evidence.unknown_ref", message: "the report has no value '\(name)'", hint: hint)
  }
}

extension Explanation {
  /// Returns a hint at values of the section that the name begins with; nil where there is no such section.
  private static func inSection(of name: String, _ names: [String]) -> String? {
    let section = name.split(separator: ".").first.map(String.init) ?? name
    let own = names.filter { $0.hasPrefix(section + ".") }
    guard !own.isEmpty else { return nil }
    if let nearest = nearestName(to: name, among: own) { return "did you mean '\(nearest)'?" }
    let inner = ValueNames(own.map { String($0.dropFirst(section.count + 1)) }, section: section)
    let near = inner.near(String(name.dropFirst(section.count + 1))).prefix(8).map { "\(section).\($0)" }
    return "values of '\(section)': " + near.joined(separator: ", ")
  }
}

/// Why a number could not be explained.
public struct ExplanationFailure: Error, Sendable {
  /// What happened and what to try.
  public var diagnostic: Diagnostic

  init(_ diagnostic: Diagnostic) {
    self.diagnostic = diagnostic
  }
}
