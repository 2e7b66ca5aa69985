import FoundationEssentials
import TradeModel
import TradeStore

/// A small dataset and a question about it.
struct PropertyCase {
  /// A file of rows with what it claims to hold.
  struct File {
    var name: String
    var rows: [TestRow]
    var claims = ImportOptions.Claims.printedCells
    var isRetracted = false
  }

  var files: [File]
  var query: TradeQuery

  /// Imports the files, in the given order of their places.
  func importFiles(into test: TestDataset, order: [Int]? = nil) throws {
    for place in order ?? Array(files.indices) {
      let file = files[place]
      let report = try test.add(file.rows, name: file.name, claims: file.claims)
      if file.isRetracted { try test.dataset.setRetracted(true, source: report.digest) }
    }
  }

  /// The files and the query as text, to be read by a person who looks for the fault.
  var description: String {
    var text = ""
    for file in files {
      text += "\(file.name), \(file.claims.rawValue)\(file.isRetracted ? ", retracted" : "")\n"
      for row in file.rows {
        let goods = [row.product, row.code].filter { !$0.isEmpty }.joined(separator: "/")
        let bounds = row.low.isEmpty && row.high.isEmpty ? "" : " [\(row.low)..\(row.high)]"
        text +=
          "  \(row.reporter) \(row.partner) \(row.flow) \(row.period) \(goods) \(row.measure) '\(row.value)'\(bounds)"
        text += " \(row.unit) \(row.precision) \(row.status) \(row.method) \(row.origin) \(row.date)\n"
      }
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    return text + String(decoding: (try? encoder.encode(query)) ?? Data(), as: UTF8.self)
  }
}
