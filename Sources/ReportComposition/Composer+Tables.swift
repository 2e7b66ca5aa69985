import ReportModel

extension Composer {
  /// Returns a numbered table with its cells printed and every mark explained.
  mutating func compose(_ draft: TableDraft, in context: SectionContext) -> Table {
    let place = context.at(draft.key)
    counters.table += 1
    let number = counters.table
    let title = inlines(draft.title, in: place)
    let printers = draft.columns.indices.map { ColumnPrinter(column: $0, of: draft, formatter: formatter) }
    var marks: [MissingText] = []
    var rows: [[TableCell]] = []
    for row in draft.rows {
      var cells: [TableCell] = []
      for (index, value) in row.enumerated() where index < printers.count {
        var cell = printers[index].cell(value)
        if let covers = value.covers {
          cell.footnotes.append(footnoteNumber(of: [.text(coverage(covers))]))
        }
        if let status = value.status, let missing = MissingText(status: status), !marks.contains(missing) {
          marks.append(missing)
        }
        cells.append(cell)
      }
      while cells.count < printers.count { cells.append(TableCell(text: "", raw: "", level: .verified)) }
      rows.append(cells)
    }
    var notes = draft.notes.map { inlines($0, in: place) }
    if !marks.isEmpty {
      // The mark does not part from its meaning at the end of a line.
      let legend = marks.sorted { ($0.rank, $0.mark) < ($1.rank, $1.mark) }
        .map { $0.mark + "\u{00A0}" + $0.meaning }.joined(separator: "; ")
      notes.append([.text(legend + ".")])
    }
    if draft.totalRows > draft.rows.count {
      let shown = DecimalNumber(String(draft.rows.count))?.grouped(decimals: 0) ?? ""
      let total = DecimalNumber(String(draft.totalRows))?.grouped(decimals: 0) ?? ""
      notes.append([.text("First \(shown) of \(total) rows.")])
    }
    return Table(
      id: context.id + "." + draft.key, number: number, title: title, columns: printers.map(\.head), rows: rows,
      totalRows: draft.totalRows, notes: notes)
  }
}

/// Prints the cells of one column alike.
struct ColumnPrinter {
  /// The column as a composed table shows it.
  let head: TableColumn
  private let formatter: ValueFormatter
  private let hasSharedUnit: Bool
  private let isInMillions: Bool
  private let isBound: Bool

  /// Looks through a column and decides what its head can say for all cells.
  init(column index: Int, of table: TableDraft, formatter: ValueFormatter) {
    let column = table.columns[index]
    var head = column
    let values = table.rows.compactMap { index < $0.count ? Self.filled($0[index], from: column) : nil }
    let numbers = values.filter { Self.isFigure($0) }
    let units = Set(numbers.map(\.unit))
    let isRatio = (column.format == .percent || column.format == .change) && !units.contains("percent")
    let shared = units.count == 1 ? units.first ?? nil : (numbers.isEmpty ? column.unit : nil)
    hasSharedUnit = shared != nil && !isRatio
    isBound = Self.bounded(column, in: table) != nil
    isInMillions = hasSharedUnit && Self.isInMillions(Self.bounded(column, in: table) ?? index, table, formatter)
    if head.label.isEmpty { head.label = column.name }
    head.unitText = hasSharedUnit ? shared.map { formatter.heading(ofUnit: $0) } : nil
    // "Pieces (pieces)" says nothing.
    if head.unitText?.lowercased() == head.label.lowercased() { head.unitText = nil }
    if isInMillions { head.unitText = [head.unitText, "million"].compactMap { $0 }.joined(separator: " ") }
    self.head = head
    self.formatter = formatter
  }

  /// Returns the printed cell.
  func cell(_ value: VerifiedValue) -> TableCell {
    let value = Self.filled(value, from: head)
    var text = formatter.text(value, in: .cell, withUnit: !hasSharedUnit)
    if isInMillions, isBound, value.kind == .number, let number = DecimalNumber(value.raw), !number.isZero {
      text = number.shifted(by: -6).grouped()
    } else if isInMillions, text.hasSuffix(" million") {
      text.removeLast(" million".count)
    }
    return TableCell(
      text: text, raw: value.raw, level: value.level, evidence: value.evidence, status: value.status)
  }

  /// Returns the position of the column whose low or high bounds this one holds.
  private static func bounded(_ column: TableColumn, in table: TableDraft) -> Int? {
    guard let name = [".low", ".high"].first(where: { column.name.hasSuffix($0) }).map({ column.name.dropLast($0.count) })
    else { return nil }
    return table.columns.firstIndex { $0.name == name && $0.unit == column.unit }
  }

  /// Returns whether every figure of a column is printed in millions, so that its bounds are too.
  private static func isInMillions(_ index: Int, _ table: TableDraft, _ formatter: ValueFormatter) -> Bool {
    let numbers = table.rows.compactMap { index < $0.count ? filled($0[index], from: table.columns[index]) : nil }
      .filter { isFigure($0) }
    return !numbers.isEmpty && numbers.allSatisfy { formatter.isPrintedInMillions($0) }
  }

  private static func isFigure(_ value: VerifiedValue) -> Bool {
    guard value.kind == .number, !value.raw.isEmpty else { return false }
    return value.status.flatMap { MissingText(status: $0) } == nil
  }

  /// Returns the value with the column's unit and format where it has none of its own.
  private static func filled(_ value: VerifiedValue, from column: TableColumn) -> VerifiedValue {
    guard value.kind == .number else { return value }
    var value = value
    value.unit = value.unit ?? column.unit
    if value.format == .auto { value.format = column.format }
    return value
  }
}

extension ValueFormatter {
  /// Returns whether the value's own precision prints it in millions.
  func isPrintedInMillions(_ value: VerifiedValue) -> Bool {
    text(value, in: .cell, withUnit: false).hasSuffix(" million")
  }
}
