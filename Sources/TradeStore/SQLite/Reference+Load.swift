import GRDB
import TradeModel

extension Reference {
  /// Reads the lists from the dataset.
  init(from database: Database) throws {
    self.init()
    digest = try String.fetchOne(database, sql: "SELECT digest FROM reference_state") ?? ""
    for row in try Row.fetchAll(database, sql: "SELECT code, name, kind FROM area") {
      areas[row[0]] = Area(name: row[1], isAggregate: row[2] == "aggregate")
    }
    for row in try Row.fetchAll(database, sql: "SELECT code, label FROM unit") { units[row[0]] = row[1] }
    for row in try Row.fetchAll(database, sql: "SELECT list, code, label FROM term") {
      if row[0] == "flow" { flows[row[1]] = row[2] } else { statuses[row[1]] = row[2] }
    }
    for row in try Row.fetchAll(database, sql: "SELECT id, label, parent FROM product") {
      products[row[0]] = Product(label: row[1], parent: row[2])
    }
    let codeRows = try Row.fetchAll(
      database,
      sql: "SELECT product, owner, edition, code, relation FROM product_code ORDER BY owner, edition, code, product")
    codes = codeRows.map { Code(product: $0[0], owner: $0[1], edition: $0[2], code: $0[3], relation: $0[4]) }
    let editionRows = try Row.fetchAll(
      database, sql: "SELECT owner, edition, first_day, end_day FROM hs_edition ORDER BY owner, first_day, edition")
    editions = editionRows.compactMap { row in
      let start = CalendarDate(dayNumber: row[2])
      let end = CalendarDate(dayNumber: row[3])
      return Period(start: start, end: end).map { Edition(owner: row[0], name: row[1], period: $0) }
    }
    let breakRows = try Row.fetchAll(
      database,
      sql:
        "SELECT product, from_edition, to_edition, kind FROM product_break ORDER BY product, from_edition, to_edition")
    for row in breakRows { breaks[row[0], default: []].append(Break(from: row[1], to: row[2], kind: row[3])) }
  }
}
