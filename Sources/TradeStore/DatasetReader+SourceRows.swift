import GRDB
package import TradeModel

extension DatasetReader {
  /// Returns the way back to each of the observations, the counted ones first, in the order of the files.
  package func sourceRows(counted: [Int64], alternates: [Int64] = []) throws(StoreError) -> [SourceRow] {
    do {
      let statement = try database.cachedStatement(
        sql: """
          SELECT s.name, s.digest, o.id >> 3 & 0x1FFFFFFF, o.row_id, g.name, g.address, g.date, o.reporter, o.partner, o.flow, o.product,
            k.owner, k.edition, k.code, o.start_day, o.end_day, o.measure, o.value, o.low, o.high, i.unit, o.note,
            i.status
          FROM observation o JOIN source s ON s.id = o.id >> 32 JOIN goods_code k ON k.id = o.goods
            JOIN imprint i ON i.id = o.imprint JOIN origin g ON g.id = i.origin
          WHERE o.id IN (SELECT value FROM json_each(?)) ORDER BY o.id
          """)
      var rows: [SourceRow] = []
      for (ids, isCounted) in [(counted, true), (alternates, false)] where !ids.isEmpty {
        let list = "[" + Set(ids).sorted().map(String.init).joined(separator: ",") + "]"
        let cursor = try Row.fetchCursor(statement, arguments: [list])
        while let row = try cursor.next() { rows.append(sourceRow(row, isCounted: isCounted)) }
      }
      return rows
    } catch {
      throw StoreError(error)
    }
  }

  private func sourceRow(_ row: Row, isCounted: Bool) -> SourceRow {
    let amount = { (index: Int) in (row[index] as Int64?).map(Amount.init(thousandths:)) }
    let id: String = row[3]
    let date: String = row[6]
    let note: String = row[21]
    return SourceRow(
      file: row[0], fileDigest: row[1], line: row[2], id: id.isEmpty ? nil : id, origin: row[4], address: row[5],
      date: date.isEmpty ? nil : date, summary: summary(row), value: amount(17),
      bounds: Bounds(low: amount(18), high: amount(19)), note: note.isEmpty ? nil : note, isCounted: isCounted)
  }

  private func summary(_ row: Row) -> String {
    var goods: [String] = []
    for index in 10...13 {
      let part: String = row[index]
      if !part.isEmpty { goods.append(part) }
    }
    let flow: String = row[9]
    let direction = reference.flows[flow] ?? flow
    let period = DaySpan(start: row[14], end: row[15]).period?.description ?? ""
    let measure = MeasureName(rawValue: row[16])?.name ?? ""
    let status = ObservationStatus.numbered[row[22] as Int]
    let value = (row[17] as Int64?).map { "\(Amount(thousandths: $0)) \(row[20] as String)" } ?? status.rawValue
    return "\(row[7] as String) \(direction.lowercased()) \(row[8] as String), \(goods.joined(separator: " ")), "
      + "\(period): \(measure) \(value)"
  }
}
