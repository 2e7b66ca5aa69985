internal import PluginProtocol
internal import ReportModel
internal import TradeModel

extension PluginRun {
  /// Sends a table of prints: every cell refers to the row it was read from, with the column's own type and unit.
  ///
  /// `columns` are names of the query's columns with the words of their heads. A missing cell stays empty.
  public func table(
    key: String, title: String, of figures: [Figure], columns: KeyValuePairs<String, String>, notes: [String]? = nil
  ) throws {
    guard let first = figures.first else { return }
    let known = Dictionary(first.row.answer.columns.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    try table(
      key: key, title: title,
      columns: columns.map { name, label in
        TableColumnMessage(
          name: name, label: label, type: known[name]?.type.rawValue ?? ColumnType.string.rawValue,
          unit: known[name]?.unit, list: known[name]?.list,
          // A printed change has its sign, whichever way it went.
          format: name.prefix { $0 != "." } == "change" ? ValueFormat.change.rawValue : nil)
      },
      rows: figures.map { figure in
        columns.map { name, _ in figure.row.text(name) == nil ? nil : figure.source(name) }
      }, notes: notes)
  }
}
