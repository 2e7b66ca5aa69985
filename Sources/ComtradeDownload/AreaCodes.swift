internal import TradeStore

/// The numbers that UN Comtrade's interface has for areas: those of M49, but where the list of area codes names another.
package struct AreaCodes: Sendable {
  private var numbers: [String: Int] = [:]

  /// Reads `reference/areas.csv` and the rows `comtrade-query` of `reference/area-codes.csv` below a folder.
  ///
  /// - Throws: `download.reference` where they cannot be read.
  package init(dataDirectory: String) throws(DownloadFailure) {
    do throws(StoreError) {
      try AreaCodes.read(dataDirectory + "/reference/areas.csv", ["iso3", "m49"]) { numbers[$0[0]] = Int($0[1]) }
      try AreaCodes.read(dataDirectory + "/reference/area-codes.csv", ["area", "code", "scheme"]) {
        if $0[2] == "comtrade-query" { numbers[$0[0]] = Int($0[1]) }
      }
    } catch {
      throw DownloadFailure("download.reference", error.message, hint: "name the folder of code lists with --data")
    }
  }

  /// Returns the area of an ISO code such as `CHN`, or of a number.
  ///
  /// - Throws: `download.area`
  package func area(_ text: String) throws(DownloadFailure) -> DownloadScope.Area {
    if let number = Int(text), (0...9999).contains(number) { return .init(name: text, code: number) }
    guard let number = numbers[text.uppercased()] else {
      throw DownloadFailure(
        "download.area", "there is no area '\(text)'", hint: "give an ISO code such as CHN, WLD for all, or a number")
    }
    return .init(name: text.uppercased(), code: number)
  }

  private static func read(
    _ path: String, _ columns: [String], _ body: ([String]) -> Void
  ) throws(StoreError) {
    let reader = CSVReader(try ByteSource(path: path))
    guard try reader.next() else { throw StoreError(.badReference, "'\(path)' is empty") }
    let header = (0..<reader.fieldCount).map { reader.text($0) ?? "" }
    let places = columns.compactMap { header.firstIndex(of: $0) }
    guard places.count == columns.count else {
      throw StoreError(.badReference, "'\(path)' lacks a column of \(columns.joined(separator: ", "))")
    }
    while try reader.next() { body(places.map { reader.text($0) ?? "" }) }
  }
}
