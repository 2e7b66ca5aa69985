/// A column that a format knows, whatever a file calls it.
protocol TableColumn: CaseIterable, Hashable, RawRepresentable<Int> {
  /// The names in files and in common edits of them: letters and digits in lower case, the publisher's own name first.
  var names: [String] { get }
}

extension TableColumn {
  /// Creates the column that a file calls by the name.
  init?(name: String) {
    let normalized = normalizedColumnName(name)
    guard let column = Self.allCases.first(where: { $0.names.contains(normalized) }) else { return nil }
    self = column
  }
}

/// Returns the name of a column without case, blanks and signs, as `TableColumn.names` has it.
func normalizedColumnName(_ name: String) -> String {
  var letters = String.UnicodeScalarView()
  for scalar in name.unicodeScalars where scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
    letters.append(scalar)
  }
  return String(letters).lowercased()
}
