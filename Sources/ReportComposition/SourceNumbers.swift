import ReportModel

/// The numbers of the publications that every record of a ledger rests on.
struct SourceNumbers {
  private let numbers: [String: [Int]]

  /// Numbers the publications of a ledger in the order of first use.
  init(_ ledger: Ledger) {
    let ofRow = Dictionary(
      origins(of: ledger.sources).map { (SourceKey($0), $0.number) }, uniquingKeysWith: { first, _ in first })
    let rows = ledger.sources.map { $0.isCounted ? ofRow[SourceKey($0)] : nil }
    numbers = Dictionary(
      ledger.values.map { record in
        let positions = record.inputs.flatMap(\.sources)
        return (record.id, positions.compactMap { rows.indices.contains($0) ? rows[$0] : nil })
      }, uniquingKeysWith: { first, _ in first })
  }

  /// Returns the numbers behind the values of a text, in order, each once.
  func numbers(behind text: [Inline]) -> [Int] {
    Set(records(in: text).flatMap { numbers[$0] ?? [] }).sorted()
  }

  private func records(in text: [Inline]) -> [String] {
    text.flatMap { item -> [String] in
      switch item {
      case .value(let span): span.evidence.map { [$0] } ?? []
      case .emphasis(let inner), .strong(let inner), .link(let inner, _): records(in: inner)
      case .text, .code, .footnote, .reference: []
      }
    }
  }
}
