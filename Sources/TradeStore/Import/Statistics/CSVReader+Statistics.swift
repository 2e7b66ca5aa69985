extension CSVReader {
  /// The fields of the present row as names.
  var names: [String] {
    (0..<fieldCount).map { trimmed(text($0) ?? windowsText($0)) }
  }

  /// Reports a row that has more or fewer fields than the header; a file that breaks off in it is refused.
  func faultFieldCount(_ expected: Int, file: String, into row: inout StatisticsRow) throws(StoreError) {
    if fieldCount < expected, isLastWithoutLineEnd {
      throw StoreError(
        .truncated, "\(file):\(line): the file breaks off inside this row", hint: "download it again")
    }
    row.fault(
      nil, "import.fields", "the row has \(fieldCount) fields, the header has \(expected)",
      "look for a comma outside quotes, or for a missing one")
  }
}
