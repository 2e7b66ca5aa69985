import FoundationEssentials
import TradeModel
import TradeStore
import Testing

@Suite struct FileFormatTests {
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
    ("<!DOCTYPE html><title>502</title>", "'test.csv' is a web page or XML, not a table"),
    ("\u{FEFF}<?xml version=\"1.0\"?>", "'test.csv' is a web page or XML, not a table"),
    ("PK\u{3}\u{4}sheet", "'test.csv' is a ZIP archive or a spreadsheet"),
    ("%PDF-1.7\n", "'test.csv' is a PDF document"),
    ("SQLite format 3\0", "'test.csv' is an SQLite database"),
    ("hs8,country,fiscal_year\n\0", "'test.csv' is binary, not text"),
    ("HTTP error 500\n", "'test.csv' is the text of an error, not a table: HTTP error 500"),
    ("403 - no access\nask later\n", "'test.csv' is the text of an error, not a table: 403 - no access"),
    ("{\"error\":{\"code\":401}}", "'test.csv' is the answer of a server that names an error, not data"),
    (
      "{\"statusCode\":401,\"message\":\"Access denied due to missing key.\"}",
      "'test.csv' is an error of UN Comtrade: Access denied due to missing key."
    ),
  ])
  func `what is no data is refused by name`(text: String, message: String) throws {
    let error = try error(Array(text.utf8))
    #expect(error?.code == .notData)
    #expect(error?.message == message)
  }

  @Test(arguments: [
    (
      "Country,Value,Date\nINDIA,1,2\n",
      "test.csv:1: no format that we know begins with the columns 'Country', 'Value', 'Date'"
    ),
    ("{\"aliases\":{\"china\":\"142\"}}", "'test.csv' is JSON, but no answer of UN Comtrade: it begins with 'aliases'"),
  ])
  func `a table of something else is refused with what it begins with`(text: String, message: String) throws {
    let error = try error(Array(text.utf8))
    #expect(error?.code == .unknownFormat)
    #expect(error?.message == message)
  }

  @Test(arguments: [
    [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C, 0], [0xD0, 0xCF, 0x11, 0xE0, 0xA1], [0x89, 0x50, 0x4E, 0x47],
  ])
  func `archives, old spreadsheets and images are refused`(bytes: [UInt8]) throws {
    #expect(try error(bytes)?.code == .notData)
  }

  @Test(arguments: ["", "\n\n", "hs8,country,fiscal_year,value_usd_mn,quantity,unit\n"])
  func `a file without rows is refused as empty`(text: String) throws {
    let report = try TestDataset().importFile(csv: text)
    #expect(report.isRefused)
    #expect(report.diagnostics.map(\.code) == ["import.empty"])
  }

  @Test func `a file that breaks off inside quotes is truncated, one with a stray quote is malformed`() throws {
    let web = ComtradeWebRow.header + ComtradeWebRow(value: "894039906").line
    let cut = try #require(web.firstRange(of: "894039906")).lowerBound
    let error = try error(Array((web[..<cut] + "8940").utf8))
    #expect(error?.code == .truncated)
    #expect(error?.message == "test.csv:2: the file breaks off inside this row")
  }

  @Test func `a last row without a line end is taken, and said`() throws {
    let report = try TestDataset().importFile(
      csv: "t,i,j,k,v,q\n2020,156,408,300220,1.5,1\n2020,156,276,300220,1.5,1", name: "BACI_HS17_Y2020.csv")
    #expect(report.imported == 2)
    #expect(report.notes.last == "the last row has no line end: look whether the file breaks off there")
  }

  @Test func `columns that stand under other names in every row refuse the file by that name`() throws {
    let error = try error(
      Array(
        """
        hs8,country,fiscal_year,value_usd_mn,quantity,unit
        GERMANY,2020-21,1.00,5,KGS,30049099
        GERMANY,2020-21,2.00,5,KGS,30049019

        """.utf8))
    #expect(error?.code == .shifted)
    #expect(
      error?.message
        == "'test.csv': the columns are shifted: in every row, those of country, fiscal_year, hs8, quantity hold something else"
    )
  }

  @Test func `a file that claims UTF-8 and is not is refused with the line`() throws {
    let text = Array("\u{FEFF}exporter_iso3c,importer_iso3c,hs6,year,hs_version,total_q,total_v\nCHN,C".utf8)
    let error = try error(text + [0xF4] + Array("T,300220,2020,HS17,1,1\n".utf8))
    #expect(error?.code == .encoding)
    #expect(error?.message == "test.csv:2: the file claims to be UTF-8, and this row is not")
  }

  @Test func `a format that the user names overrides what the file looks like`() throws {
    let csv = "hs8,country,fiscal_year,value_usd_mn,quantity,unit\n30049099,GERMANY,2020-21,1.00,1,KGS\n"
    let error = #expect(throws: StoreError.self) {
      try TestDataset().importFile(csv: csv, options: ImportOptions(format: .comtradeCSV))
    }
    #expect(error?.message == "test.csv:1: the header has no column reporterCode or reporterISO")
    #expect(try TestDataset().importFile(csv: csv, options: ImportOptions(format: .indiaCSV)).imported == 1)
    let page = #expect(throws: StoreError.self) {
      try TestDataset().importFile(csv: "<html>", options: ImportOptions(format: .comtradeCSV))
    }
    #expect(page?.code == .notData)
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

  @Test func `files of one format have digests of their own`() throws {
    let test = try TestDataset()
    let reports = try ["1", "2"].map { try test.importFile(web: [ComtradeWebRow(value: $0)]) }
    #expect(reports.map(\.imported) == [1, 1])
    #expect(reports[0].digest != reports[1].digest)
    #expect(try test.importFile(web: [ComtradeWebRow(value: "2")]).wasAlreadyThere)
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
