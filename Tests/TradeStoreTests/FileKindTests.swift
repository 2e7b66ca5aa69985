import FoundationEssentials
import TradeModel
import TradeStore
import Testing

@Suite struct FileKindTests {
  private func error(_ bytes: [UInt8]) throws -> StoreError? {
    let test = try TestDataset()
    let before = try test.dataset.snapshot()
    let error = #expect(throws: StoreError.self) {
      try test.dataset.importFile(from: ByteSource(bytes: bytes, name: "test.csv"))
    }
    #expect(try test.dataset.snapshot() == before)
    return error
  }

  @Test(arguments: [
    ("<!DOCTYPE html><title>502</title>", "import.no_data"), ("PK\u{3}\u{4}sheet", "import.no_data"),
    ("\u{FEFF}<?xml version=\"1.0\"?>", "import.no_data"), ("Country,Value,Date\nINDIA,1,2\n", "import.unknown_format"),
    ("HTTP error 500\n", "import.unknown_format"), ("hs8,country,fiscal_year\n\0", "import.unknown_format"),
  ])
  func `what is no data is refused by name`(text: String, code: String) throws {
    #expect(try error(Array(text.utf8))?.code.rawValue == code)
  }

  @Test func `UTF-16 is refused by name`() throws {
    #expect(try error([0xFF, 0xFE, 0x68, 0])?.message == "'test.csv' is in UTF-16")
  }

  @Test func `our own files are known by most of their columns`() throws {
    let report = try TestDataset().importFile(csv: "id,reporter,partner,value\n")
    #expect(report.isRefused)
    #expect(report.diagnostics.first?.message == "the header has no column 'flow'")
    #expect(try TestDataset().importFile(csv: TestRow.header + TestRow("2020", "1").line).imported == 1)
  }

  @Test func `the same file twice changes nothing, in any format`() throws {
    let test = try TestDataset()
    let csv = ComtradeWebRow.header + ComtradeWebRow(value: "1").line
    #expect(try test.importFile(csv: csv).imported == 1)
    let before = try test.dataset.snapshot()
    #expect(try test.importFile(csv: csv, name: "again.csv").wasAlreadyThere)
    #expect(try test.dataset.snapshot() == before)
  }

  @Test func `a code of an area that the lists do not have is refused with the lists`() throws {
    let test = try TestDataset()
    let folder = try TestDataset.makeFolder()
    try TestDataset.writeReference(to: folder)
    let codes = "scheme,code,area,note\ncomtrade,0,WRL,\n"
    try codes.write(toFile: folder + "/reference/area-codes.csv", atomically: false, encoding: .utf8)
    let error = #expect(throws: StoreError.self) { try test.dataset.importReference(directory: folder) }
    #expect(error?.message == "the area 'WRL' is in use, but not in the lists")
  }
}
