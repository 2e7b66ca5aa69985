import GRDB
import Spelling
import TradeModel

/// Replaces the reference lists by those of a folder, all or none.
struct ReferenceImport {
  /// The files, relative to the folder, with the columns that we read.
  private enum List: String, CaseIterable {
    case areas = "reference/areas.csv"
    case areaCodes = "reference/area-codes.csv"
    case units = "reference/units.csv"
    case flows = "reference/flows.csv"
    case statuses = "reference/statuses.csv"
    case editions = "reference/hs-editions.csv"
    case groups = "products/groups.csv"
    case codes = "products/codes.csv"
    case breaks = "products/breaks.csv"

    var columns: [String] {
      switch self {
      case .areas: ["iso3", "m49", "name", "kind"]
      case .areaCodes: ["scheme", "code", "area"]
      case .units: ["code", "comtrade", "label", "label_plural", "dimension"]
      case .flows, .statuses: ["code", "label"]
      case .editions: ["owner", "edition", "first_day", "last_day"]
      case .groups: ["id", "label", "parent", "standard_unit", "count_unit", "scope_note"]
      case .codes: ["product", "owner", "edition", "code", "relation", "note"]
      case .breaks: ["product", "from_edition", "to_edition", "kind", "note"]
      }
    }

    var insert: String {
      switch self {
      case .areas: "INSERT INTO area (code, m49, name, kind) VALUES (?, ?, ?, ?)"
      case .areaCodes: "INSERT INTO area_code (scheme, code, area) VALUES (?, ?, ?)"
      case .units: "INSERT INTO unit (code, comtrade, label, label_plural, dimension) VALUES (?, ?, ?, ?, ?)"
      case .flows: "INSERT INTO term (list, code, label) VALUES ('flow', ?, ?)"
      case .statuses: "INSERT INTO term (list, code, label) VALUES ('status', ?, ?)"
      case .editions: "INSERT INTO hs_edition (owner, edition, first_day, end_day) VALUES (?, ?, ?, ?)"
      case .groups:
        "INSERT INTO product (id, label, parent, standard_unit, count_unit, scope_note) VALUES (?, ?, ?, ?, ?, ?)"
      case .codes:
        "INSERT INTO product_code (product, owner, edition, code, relation, note) VALUES (?, ?, ?, ?, ?, ?)"
      case .breaks:
        "INSERT INTO product_break (product, from_edition, to_edition, kind, note) VALUES (?, ?, ?, ?, ?)"
      }
    }
  }

  private let directory: String

  /// Prepares the import of a folder that has `reference/` and `products/` in it.
  init(directory: String) {
    self.directory = directory
  }

  /// Replaces the lists; returns whether anything changed.
  func run(in database: Database) throws -> Bool {
    var digests = ""
    for list in List.allCases {
      digests += "\(list.rawValue) \(try ByteSource(path: "\(directory)/\(list.rawValue)").digest())\n"
    }
    let digest = digest(of: digests)
    if try String.fetchOne(database, sql: "SELECT digest FROM reference_state") == digest { return false }
    try database.execute(
      sql: """
        PRAGMA defer_foreign_keys = ON;
        DELETE FROM product_break; DELETE FROM product_code; DELETE FROM product; DELETE FROM hs_edition;
        DELETE FROM term; DELETE FROM unit; DELETE FROM area_code; DELETE FROM area; DELETE FROM reference_state;
        """)
    for list in List.allCases { try load(list, into: database) }
    try database.execute(sql: "INSERT INTO reference_state (id, digest) VALUES (1, ?)", arguments: [digest])
    try check(database)
    return true
  }

  private func load(_ list: List, into database: Database) throws {
    let source = try ByteSource(path: "\(directory)/\(list.rawValue)")
    let reader = CSVReader(source)
    guard try reader.next() else { throw StoreError(.badReference, "\(list.rawValue): the file is empty") }
    let names = (0..<reader.fieldCount).map { reader.text($0) ?? "" }
    let places = try list.columns.map { column in
      guard let place = names.firstIndex(of: column) else {
        throw StoreError(
          .badReference, "\(list.rawValue):1: the header has no column '\(column)'",
          hint: suggestion(column, among: names, otherwise: "add the column"))
      }
      return place
    }
    let statement = try database.makeStatement(sql: list.insert)
    while try reader.next() {
      var values: [String?] = places.map { reader.text($0) }
      guard reader.fieldCount == names.count, !values.contains(nil) else {
        throw StoreError(
          .badReference,
          "\(list.rawValue):\(reader.line): the row has not as many fields as the header, or is not UTF-8")
      }
      var arguments: StatementArguments
      switch list {
      case .groups:
        if values[2] == "" { values[2] = nil }
        arguments = StatementArguments(values)
      case .editions:
        guard let first = CalendarDate(values[2] ?? ""), let last = CalendarDate(values[3] ?? "") else {
          throw StoreError(.badReference, "\(list.rawValue):\(reader.line): a day is no ISO date")
        }
        arguments = [values[0], values[1], first.dayNumber, last.dayNumber + 1]
      default: arguments = StatementArguments(values)
      }
      do {
        try statement.execute(arguments: arguments)
      } catch let error as DatabaseError {
        throw StoreError(
          .badReference, "\(list.rawValue):\(reader.line): \(error.message ?? "the row cannot be used")",
          hint: "look for a code that stands there twice")
      }
    }
  }

  /// Names a code that is in use but gone from the lists, before the commit would refuse it without a name.
  private func check(_ database: Database) throws {
    let uses = [
      ("area", "SELECT reporter FROM observation UNION SELECT partner FROM observation EXCEPT SELECT code FROM area"),
      ("area", "SELECT area FROM area_code EXCEPT SELECT code FROM area"),
      ("unit", "SELECT unit FROM measure_unit EXCEPT SELECT code FROM unit"),
      ("parent group", "SELECT parent FROM product WHERE parent IS NOT NULL EXCEPT SELECT id FROM product"),
      ("product group", "SELECT product FROM product_code EXCEPT SELECT id FROM product"),
      ("product group", "SELECT product FROM product_break EXCEPT SELECT id FROM product"),
      ("product group", "SELECT product FROM observation WHERE product <> '' EXCEPT SELECT id FROM product"),
    ]
    for (what, query) in uses {
      if let code = try String.fetchOne(database, sql: query) {
        throw StoreError(.badReference, "the \(what) '\(code)' is in use, but not in the lists", hint: "keep its row")
      }
    }
  }
}
