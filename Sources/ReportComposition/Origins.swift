import ReportModel

/// Returns the publications behind a ledger's rows, numbered in the order of first use.
func origins(of sources: [SourceRecord]) -> [Origin] {
  struct Key: Hashable {
    var name: String
    var address: String
    var date: String?
  }
  var result: [Origin] = []
  var positions: [Key: Int] = [:]
  for source in sources {
    let key = Key(name: source.origin, address: source.address, date: source.date)
    if let position = positions[key] {
      result[position].rows += 1
    } else {
      positions[key] = result.count
      result.append(
        Origin(number: result.count + 1, name: key.name, address: key.address, date: key.date, rows: 1))
    }
  }
  return result
}
