internal import ReportPipeline

/// A coverage map as lines of text no longer than the width; years that do not fit stand in further blocks.
struct CoveragePicture {
  let map: CoverageMap
  /// The number of characters of a line; labels may make it longer.
  let width: Int
  /// Whether the marks are plain characters.
  let isPlain: Bool

  /// How many years of months fit into a line beside short labels.
  static func monthlyYears(width: Int) -> Int { max(1, (width - 20) / 13) }

  private var labels: [String] {
    let cells = [["reporter", "flow", "rows"] + (hasProducts ? ["product"] : [])] + map.lines.map(labelCells)
    let widths = cells[0].indices.map { column in cells.map { $0[column].count }.max() ?? 0 }
    return cells.map { row in
      zip(row.indices, row).map { column, cell in
        let padding = String(repeating: " ", count: widths[column] - cell.count)
        return (column == 2 ? padding + cell : cell + padding) + "  "
      }.joined()
    }
  }

  private var hasProducts: Bool { map.lines.contains { $0.product != nil } }

  private func labelCells(_ line: CoverageMap.Line) -> [String] {
    [line.reporter, line.flow, String(line.observations)] + (hasProducts ? [line.product ?? ""] : [])
  }

  /// The picture with its legend.
  var text: String {
    guard !map.lines.isEmpty else { return "no figures" }
    let labels = self.labels
    let yearWidth = map.grain == .month ? 12 : 4
    let room = max(1, (width - labels[0].count + 1) / (yearWidth + 1))
    var blocks: [String] = []
    for start in stride(from: 0, to: map.yearCount, by: room) {
      let years = start..<min(start + room, map.yearCount)
      let heads = years.map { padded(String(map.firstYear + $0), to: yearWidth) }
      var rows = [labels[0] + heads.joined(separator: " ")]
      for (line, label) in zip(map.lines, labels.dropFirst()) {
        rows.append(label + years.map { cell(line, year: $0, width: yearWidth) }.joined(separator: " "))
      }
      blocks.append(rows.map(trimmed).joined(separator: "\n"))
    }
    let legend = CoverageMap.Mark.allCases.map { "\(character($0)) \(words($0))" }.joined(separator: "   ")
    return (blocks + [legend]).joined(separator: "\n\n")
  }

  private func cell(_ line: CoverageMap.Line, year: Int, width: Int) -> String {
    switch map.grain {
    case .month: String(line.marks[year * 12..<year * 12 + 12].map(character))
    case .year: String(repeating: character(line.marks[year]), count: width)
    }
  }

  private func character(_ mark: CoverageMap.Mark) -> Character {
    switch mark {
    case .allTrade: isPlain ? "#" : "█"
    case .figures: isPlain ? "+" : "▒"
    case .nothing: isPlain ? "." : "·"
    }
  }

  private func words(_ mark: CoverageMap.Mark) -> String {
    switch mark {
    case .allTrade: "all trade of the \(map.grain.rawValue)"
    case .figures: "some figures"
    case .nothing: "nothing known"
    }
  }

  private func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  private func trimmed(_ line: String) -> String {
    var line = line
    while line.hasSuffix(" ") { line.removeLast() }
    return line
  }
}
