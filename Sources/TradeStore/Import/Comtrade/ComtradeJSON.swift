/// An answer of UN Comtrade's API, version 1: an envelope with the rows as objects.
final class ComtradeJSON: StatisticsReader {
  let format = "comtrade-json"
  var notes: [String] { interpreter.notes }
  let extent: any StatisticsExtent = ClosureExtent()
  private let records: JSONRecords
  private let file: String
  private var interpreter: ComtradeInterpreter
  private var fields = ComtradeFields()
  private var columns: [String: ComtradeColumn?] = [:]
  // The line of the row before.
  private var line = 0

  /// Opens a file in JSON.
  init(_ source: ByteSource, _ book: CodeBook) throws {
    records = JSONRecords(source)
    file = source.name
    interpreter = ComtradeInterpreter(book)
  }

  func next(into row: inout StatisticsRow) throws -> Bool {
    guard try records.next() else {
      try checkEnvelope()
      return false
    }
    // The API answers on one line: rows that share a line are counted on from it, so that each can be told apart.
    line = max(records.line, line + 1)
    row.reset(line: line)
    fields.removeAll()
    for (name, text) in records.fields {
      let column: ComtradeColumn?
      if let known = columns[name] {
        column = known
      } else {
        column = ComtradeColumn(name: name)
        columns[name] = column
      }
      if let column { fields[column] = trimmed(text) }
    }
    guard !fields[.value].isEmpty || !fields[.code].isEmpty else {
      throw StoreError(
        .columns, "\(file):\(records.line): the row has neither cmdCode nor primaryValue",
        hint: "check that the file is an answer of UN Comtrade")
    }
    interpreter.interpret(fields, into: &row)
    return true
  }

  /// Refuses an answer that says itself that it is none.
  private func checkEnvelope() throws(StoreError) {
    try ComtradeAnswer.check(records, file: file)
    if records.count == 0 {
      throw StoreError(
        .notData, "'\(file)' is an answer without rows",
        hint: "check the request: UN Comtrade answers wrong codes with an empty list; India, for one, is 699")
    }
  }
}
