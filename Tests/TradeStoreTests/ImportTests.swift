import FoundationEssentials
import TradeModel
import TradeStore
import Testing

@Suite struct ImportTests {
  @Test func `a file is imported with its rows`() throws {
    let test = try TestDataset()
    let report = try test.add([TestRow("2019", "10"), TestRow("2020", "20")])
    #expect(report.imported == 2)
    #expect(report.diagnostics.isEmpty)
    #expect(try test.dataset.snapshot().observations == 2)
    #expect(try test.dataset.sources().map(\.digest) == [report.digest])
  }

  @Test func `the same bytes under another name change nothing`() throws {
    let test = try TestDataset()
    try test.add([TestRow("2019", "10")])
    let before = try test.dataset.snapshot()
    let again = try test.add([TestRow("2019", "10")], name: "other.csv")
    #expect(again.wasAlreadyThere)
    #expect(again.imported == 0)
    #expect(try test.dataset.snapshot() == before)
    #expect(try test.dataset.sources().count == 1)
  }

  @Test func `one bad row refuses the whole file and every fault is listed`() throws {
    let test = try TestDataset()
    let empty = try test.dataset.snapshot()
    let report = try test.add([
      TestRow("2019", "10"), TestRow("2020", "1,000".replacing(",", with: ".0.0"), reporter: "CHM", product: "vacine"),
      TestRow("2021", "12", status: "reportd"),
    ])
    #expect(report.isRefused)
    #expect(report.imported == 0)
    #expect(report.skipped == 2)
    #expect(try test.dataset.snapshot() == empty)
    let seen = report.diagnostics.map { "\($0.line) \($0.column ?? "") \($0.code): \($0.hint ?? "")" }
    #expect(
      seen == [
        "3 reporter import.unknown_area: try 'CHN'",
        "3 product import.unknown_product: try 'vaccine'",
        "3 value import.bad_number: write it without thousands separators or exponent, such as 92799.996",
        "4 status import.unknown_status: try 'reported'",
      ])
  }

  @Test func `bad rows can be left out`() throws {
    let test = try TestDataset()
    let csv = TestRow.header + TestRow("2019", "10").line + TestRow("2020", "x").line
    let report = try test.add(csv: csv, options: ImportOptions(skipsBadRows: true))
    #expect(report.imported == 1)
    #expect(report.skipped == 1)
    #expect(!report.isRefused)
    #expect(report.diagnostics.map(\.line) == [3])
  }

  @Test(arguments: [
    (TestRow("2020", "10", low: "12", high: "11"), "low", "import.bounds"),
    (TestRow("2020", "10", low: "11", high: "12"), "value", "import.bounds"),
    (TestRow("2020", ""), "value", "import.no_value"),
    (TestRow("2020", "5", status: "suppressed"), "status", "import.no_value"),
    (TestRow("2020", "5", status: "zero"), "value", "import.no_value"),
    (TestRow("2020-13", "5"), "first_day", "import.period"),
    (TestRow("2020", "5", flow: "export"), "flow", "import.unknown_flow"),
    (TestRow("2020", "5", product: ""), "product", "import.unknown_product"),
    (TestRow("2020", "5", code: "WCO HS2017 30.02"), "code", "import.bad_code"),
    (TestRow("2020", "5", measure: "price"), "measure", "import.unknown_measure"),
    (TestRow("2020", "5", unit: "US$"), "unit", "import.unknown_unit"),
    (TestRow("2020", "5", precision: "about"), "precision", "import.unknown_precision"),
    (TestRow("2020", "5", method: "guessed"), "method", "import.unknown_method"),
    (TestRow("2020", "5", origin: ""), "origin", "import.no_origin"),
    (TestRow("2020", "9999999999999999999"), "value", "import.bad_number"),
    (TestRow("2020", "NaN"), "value", "import.bad_number"),
  ])
  func `a faulty row is named with its column`(row: TestRow, column: String, code: String) throws {
    let report = try TestDataset().add([row])
    #expect(report.diagnostics.first?.column == column)
    #expect(report.diagnostics.first?.code == code)
    #expect(report.diagnostics.first?.hint != nil)
  }

  @Test func `the last day must not be before the first`() throws {
    let line = TestRow("2020", "5").line.replacing("2020-12-31", with: "2019-12-31")
    let report = try TestDataset().add(csv: TestRow.header + line)
    #expect(report.diagnostics.map(\.message) == ["the last day 2019-12-31 is before the first day 2020-01-01"])
  }

  @Test func `an id that stands twice is refused`() throws {
    let report = try TestDataset().add([TestRow("2019", "1", id: "P1"), TestRow("2020", "2", id: "P1")])
    #expect(report.diagnostics.map(\.code) == ["import.duplicate_id"])
    #expect(report.diagnostics.map(\.line) == [3])
  }

  @Test func `missing, misspelt and repeated columns are all named`() throws {
    let header = TestRow.header.replacing("first_day", with: "firstday").replacing(",note", with: ",unit,colour")
    let report = try TestDataset().add(csv: header)
    #expect(
      report.diagnostics.map { "\($0.column ?? ""): \($0.hint ?? "")" } == [
        "first_day: rename 'firstday'", "note: add the column", "colour: remove it; the note column takes remarks",
        "unit: keep one of them",
      ])
  }

  @Test func `columns may stand in any order`() throws {
    let names = TestRow.header.dropLast().split(separator: ",", omittingEmptySubsequences: false)
    let fields = TestRow("2020", "7").line.dropLast().split(separator: ",", omittingEmptySubsequences: false)
    let csv = names.reversed().joined(separator: ",") + "\r\n" + fields.reversed().joined(separator: ",") + "\r\n"
    #expect(try TestDataset().add(csv: csv).imported == 1)
  }

  @Test(arguments: ["", TestRow.header]) func `a file without rows is refused`(csv: String) throws {
    let report = try TestDataset().add(csv: csv)
    #expect(report.isRefused)
    #expect(report.diagnostics.map(\.code) == ["import.empty"])
  }

  @Test func `a file that breaks off inside a quote leaves the dataset as it was`() throws {
    let test = try TestDataset()
    let before = try test.dataset.snapshot()
    #expect(throws: StoreError.self) {
      try test.add(csv: TestRow.header + TestRow("2019", "1").line + "\"P2,CHN")
    }
    #expect(try test.dataset.snapshot() == before)
    #expect(try test.dataset.sources().isEmpty)
  }

  @Test func `bounds follow from the precision where the file leaves them empty`() throws {
    let test = try TestDataset(rows: [
      TestRow("2018", "10"), TestRow("2019", "10", precision: "at-least"), TestRow("2020", "10", precision: "below"),
      TestRow("2021", "10", precision: "rounded"),
    ])
    let query = TradeQuery(
      measures: ["value.low", "value.high"], by: ["period"], where: .init(["flow": .equals("X")]))
    #expect(
      try test.answer(query).rows == [
        "2018 | 10 | 10", "2019 | 10 | -reported", "2020 | -reported | 10", "2021 | -reported | -reported",
      ])
  }

  @Test func `reference lists that drop a code in use are refused by name`() throws {
    let test = try TestDataset(rows: [TestRow("2019", "1")])
    let folder = try TestDataset.makeFolder()
    try TestDataset.writeReference(to: folder)
    let areas = "iso3,m49,name,kind\nPRK,408,North Korea,country\n"
    try areas.write(toFile: folder + "/reference/areas.csv", atomically: false, encoding: .utf8)
    let error = #expect(throws: StoreError.self) { try test.dataset.importReference(directory: folder) }
    #expect(error?.message == "the area 'CHN' is in use, but not in the lists")
    #expect(try test.dataset.lookup(list: "area", codes: ["CHN"]) == ["CHN": "China"])
  }

  @Test func `the same reference lists change nothing`() throws {
    let test = try TestDataset()
    #expect(try test.dataset.importReference(directory: test.folder) == false)
  }
}
