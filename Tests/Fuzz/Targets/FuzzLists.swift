import Foundation

/// A few rows of the project's own lists, so that opening a state of the dataset takes no time.
enum FuzzLists {
  private static let kept: [(file: String, column: Int, codes: Set<String>?)] = [
    ("reference/areas.csv", 0, areas), ("reference/area-codes.csv", 2, areas), ("reference/units.csv", 0, nil),
    ("reference/flows.csv", 0, nil), ("reference/statuses.csv", 0, nil), ("reference/hs-editions.csv", 0, nil),
    ("products/groups.csv", 0, products), ("products/codes.csv", 0, products), ("products/breaks.csv", 0, products),
  ]
  private static let areas: Set<String> = ["CHN", "DEU", "IND", "PRK", "USA", "WLD"]
  private static let products: Set<String> = ["total", "pharma_chapter", "vaccine_human"]

  /// Writes the lists into the folder and returns it.
  static func write(to folder: String) throws -> String {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../../Data")
    for (file, column, codes) in kept {
      let lines = try String(contentsOf: root.appendingPathComponent(file), encoding: .utf8).split(separator: "\n")
      let rows = lines.dropFirst().filter { line in
        let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        return codes?.contains(fields[column]) ?? true
      }
      let path = folder + "/" + file
      try FileManager.default.createDirectory(
        atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
      try (lines.prefix(1) + rows).map { $0 + "\n" }.joined().write(toFile: path, atomically: false, encoding: .utf8)
    }
    return folder
  }
}
