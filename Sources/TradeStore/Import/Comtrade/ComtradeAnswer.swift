/// An answer of UN Comtrade's API as a file, looked at without importing it.
package enum ComtradeAnswer {
  /// Returns how many rows an answer holds; none is an answer too.
  ///
  /// - Throws: `truncated` where it breaks off or holds fewer rows than it says, `notData` where it is an error.
  package static func rows(path: String) throws(StoreError) -> Int {
    let records = JSONRecords(try ByteSource(path: path))
    while try records.next() {}
    try check(records, file: path)
    return records.count
  }

  /// Refuses an answer that says itself that it is none, or that it has more rows.
  static func check(_ records: JSONRecords, file: String) throws(StoreError) {
    let envelope = records.envelope
    let words = ["error", "message", "title"].lazy.compactMap { envelope[$0] }.first { !$0.isEmpty }
    if let words {
      throw StoreError(
        .notData, "'\(file)' is an error of UN Comtrade: \(words.prefix(200))",
        hint: "correct the request, and ask again")
    }
    guard let stated = envelope["count"].flatMap(Int.init), stated != records.count else { return }
    throw StoreError(
      .truncated, "'\(file)' has \(records.count) rows and says that it has \(stated)", hint: "download it again")
  }
}
