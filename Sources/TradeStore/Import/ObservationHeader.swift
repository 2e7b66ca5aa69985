import Spelling

/// Which field of a file's rows holds which column.
struct ObservationHeader {
  /// The place of each column in a row, by the column's index.
  private let places: [Int]
  /// How many fields a row has.
  let fieldCount: Int

  /// Reads the header row; faults go to the list, and nil is returned where there are any.
  init?(_ names: [String], file: String, line: Int, faults: inout [ImportDiagnostic]) {
    let before = faults.count
    func fault(_ column: String, _ message: String, _ hint: String?) {
      faults.append(
        ImportDiagnostic(file: file, line: line, column: column, code: "import.columns", message: message, hint: hint))
    }
    let known = Set(ObservationColumn.allCases.map(\.rawValue))
    let unknown = names.filter { !known.contains($0) }
    for column in ObservationColumn.allCases where !names.contains(column.rawValue) {
      let near = nearestName(to: column.rawValue, among: unknown).map { "rename '\($0)'" }
      fault(column.rawValue, "the header has no column '\(column.rawValue)'", near ?? "add the column")
    }
    for name in unknown where name.isEmpty || nearestName(to: name, among: known) == nil {
      fault(name, "the header has the unknown column '\(name)'", "remove it; the note column takes remarks")
    }
    for name in Set(names.filter { name in names.count(where: { $0 == name }) > 1 }).sorted() where known.contains(name)
    {
      fault(name, "the header has the column '\(name)' more than once", "keep one of them")
    }
    guard faults.count == before else { return nil }
    places = ObservationColumn.allCases.map { column in names.firstIndex(of: column.rawValue) ?? 0 }
    fieldCount = names.count
  }

  /// Returns the place of the column in a row.
  func place(of column: ObservationColumn) -> Int {
    places[column.index]
  }
}
