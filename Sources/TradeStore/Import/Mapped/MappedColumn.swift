/// A column of a mapped file in the rows of the importer; its name is the mapping's, which no format knows.
struct MappedColumn: TableColumn {
  let field: TableMapping.Field

  static let allCases = TableMapping.Field.allCases.map(MappedColumn.init)

  init(_ field: TableMapping.Field) { self.field = field }

  init?(rawValue: Int) {
    guard let field = TableMapping.Field(rawValue: rawValue) else { return nil }
    self.field = field
  }

  var rawValue: Int { field.rawValue }
  var names: [String] { [field.name] }
}
