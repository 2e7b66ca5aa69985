import ReportModel

/// Returns the publications behind a ledger's rows, numbered in the order of first use.
func origins(of sources: [SourceRecord]) -> [Origin] {
  var result: [Origin] = []
  var positions: [SourceKey: Int] = [:]
  for source in sources {
    let key = SourceKey(source)
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

/// What makes two rows come from one publication.
struct SourceKey: Hashable {
  /// Who published it.
  let name: String
  /// Where it was printed.
  let address: String
  /// When it was printed, where known.
  let date: String?

  /// Creates the key of a row.
  init(_ source: SourceRecord) {
    (name, address, date) = (source.origin, source.address, source.date)
  }

  /// Creates the key of a publication.
  init(_ origin: Origin) {
    (name, address, date) = (origin.name, origin.address, origin.date)
  }
}
