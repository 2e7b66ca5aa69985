/// One measure column of a query: what is measured, and which side of it is asked.
package struct MeasureColumn: Hashable, Sendable {
  /// What of a figure is asked.
  package enum Part: String, Hashable, Sendable, CaseIterable {
    case amount, low, high, status, covers, unit
  }

  /// The measure; nil for `rows`.
  package var measure: MeasureName?
  /// What of it is asked.
  package var part: Part

  /// The names of all measures, sorted.
  package static let names = (MeasureName.allCases.map(\.name) + ["rows"]).sorted()

  /// All names that a query may use.
  static var allNames: [String] {
    names
      + MeasureName.allCases.flatMap { measure in
        Part.allCases.filter { $0 != .amount }.map { "\(measure.name).\($0.rawValue)" }
      }
  }

  /// Creates the column with the name, such as `value` or `value.low`, or returns nil.
  package init?(name: String) {
    if name == "rows" {
      measure = nil
      part = .amount
      return
    }
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    guard let first = parts.first, let measure = MeasureName(name: String(first)), parts.count <= 2 else { return nil }
    self.measure = measure
    guard parts.count == 2 else {
      part = .amount
      return
    }
    guard let part = Part(rawValue: String(parts[1])), part != .amount else { return nil }
    self.part = part
  }
}
