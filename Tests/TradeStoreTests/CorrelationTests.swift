import FoundationEssentials
import TradeModel
import TradeStore
import Testing

@Suite struct CorrelationTests {
  private static let correlation: [[String?]] = [
    [], ["HS2022", " HS2017", "Relationship"], ["300241", "300220", "1:1"], ["300242", "300230", "1:1"],
    ["401512", "401511", "1:n"], ["401512", "401519", "n:n"], ["401519", "401519", "n:1"],
    ["300249", "300290", "n:1"], ["300290", "300290", "n:1"],
    ["#999999", "#999999", "1:1"], ["Source: a note", nil, nil],
  ]
  private static let conversion: [[String?]] = [
    ["From HS2022", "To HS2017"], ["300241", "300220"], ["300242", "300230"], ["401512", "401511"],
    ["401519", "401519"], ["300249", "300290"], ["300290", "300290"], ["#999999", "#999999"],
  ]
  private static let workbook = SmallWorkbook(sheets: [
    ("HS2022-HS2017 Conversions", conversion), ("Correlation Tables", correlation),
  ])

  private static func source(_ bytes: [UInt8], _ name: String = "hs.xlsx") -> ByteSource {
    ByteSource(bytes: bytes, name: name)
  }

  private static func imported() throws -> TestDataset {
    let test = try TestDataset()
    #expect(try test.dataset.importCorrelations(from: source(workbook.bytes)).imported == 15)
    return test
  }

  private static func lines(
    _ test: TestDataset, _ code: String, from: String? = nil, to: String? = nil
  ) throws -> [String] {
    try test.dataset.read { try $0.correlations(of: code, from: from, to: to) }.map {
      "\($0.fromEdition) \($0.fromCode) > \($0.toEdition) \($0.toCode) \($0.kind) "
        + ($0.isMapped ? "mapped " : "ambiguous ") + ($0.conversion ?? "-")
    }
  }

  @Test func `kinds are counted from the pairs, in both directions, and the conversion picks one target`() throws {
    let test = try Self.imported()
    #expect(try Self.lines(test, "300220") == ["HS2017 300220 > HS2022 300241 1:1 mapped 1:1"])
    #expect(
      try Self.lines(test, "401511", from: "HS2017", to: "HS2022")
        == ["HS2017 401511 > HS2022 401512 n:1 mapped 1:1"])
    #expect(
      try Self.lines(test, "401512") == [
        "HS2022 401512 > HS2017 401511 1:n mapped 1:1", "HS2022 401512 > HS2017 401519 n:n ambiguous -",
      ])
    #expect(
      try Self.lines(test, "300290") == [
        "HS2017 300290 > HS2022 300249 1:n mapped 1:n", "HS2017 300290 > HS2022 300290 1:n mapped 1:n",
        "HS2022 300290 > HS2017 300290 n:1 mapped n:1",
      ])
    #expect(try Self.lines(test, "300241", from: "HS2017") == [])
  }

  @Test func `the same bytes twice change nothing, and the source is listed`() throws {
    let test = try Self.imported()
    let again = try test.dataset.importCorrelations(from: Self.source(Self.workbook.bytes, "other.xlsx"))
    #expect(again.wasAlreadyThere)
    let sources = try test.dataset.read { try $0.sources() }
    #expect(sources.map(\.format) == ["unsd-correlations"])
    #expect(sources.map(\.rows) == [15])
    #expect(try test.dataset.read { $0.snapshot.observations } == 0)
    #expect(try test.dataset.damage() == [])
  }

  @Test func `a retracted table says nothing`() throws {
    let test = try Self.imported()
    let digest = try test.dataset.read { try $0.sources() }[0].digest
    try test.dataset.setRetracted(true, source: digest)
    #expect(try Self.lines(test, "300220") == [])
    try test.dataset.setRetracted(false, source: digest)
    #expect(try Self.lines(test, "300220").count == 1)
  }

  @Test func `other bytes for the same editions are refused and change nothing`() throws {
    let test = try Self.imported()
    let csv = Self.source(Array("HS2022,HS2017,Relationship\n010121,010121,1:1\n".utf8), "b.csv")
    let error = #expect(throws: StoreError.self) { try test.dataset.importCorrelations(from: csv) }
    #expect(error?.code == .exists)
    #expect(try Self.lines(test, "010121") == [])
  }

  @Test func `a CSV file is one of the two tables, and without a conversion an only target is mapped`() throws {
    let test = try TestDataset()
    let text = "Correlation tables\n\"HS 2017\",HS 2012,Relationship\n300212,300210,n:1\n300213,300210,n:1\n"
    let report = try test.dataset.importCorrelations(from: Self.source(Array(text.utf8), "a.csv"))
    #expect(report.notes == ["correlation of HS2017 to HS2012: 0 1:1, 2 n:1, 0 1:n, 0 n:n"])
    #expect(try Self.lines(test, "300212") == ["HS2017 300212 > HS2012 300210 n:1 mapped -"])
    let conversion = "From HS 2017,To HS 2012\n300212,300210\n"
    #expect(try test.dataset.importCorrelations(from: Self.source(Array(conversion.utf8), "c.csv")).imported == 1)
    #expect(try Self.lines(test, "300212") == ["HS2017 300212 > HS2012 300210 n:1 mapped 1:1"])
  }

  @Test func `a printed kind that the pairs contradict is told`() throws {
    let test = try TestDataset()
    let csv = Self.source(Array("HS2022,HS2017,Relationship\n010121,010121,n:1\n".utf8), "a.csv")
    #expect(
      try test.dataset.importCorrelations(from: csv).notes.last
        == "1 pairs are printed as another kind than the pairs give, which counts")
  }

  @Test(arguments: [
    (
      "HS2022,HS2017\n10121,010121\n", "import.code", "write its leading zero: a spreadsheet took the code for a number"
    ),
    ("HS2022,HS2017\n010121,HS17\n", "import.code", "write six digits"),
    ("HS2022,HS2017\n010121,\n", "import.code", "write six digits"),
    ("HS2022,HS2017\n010121,010121\n010121,010121\n", "import.duplicate", "remove one of them"),
  ])
  func `a row that cannot be used refuses the file with its place`(text: String, code: String, hint: String) throws {
    let test = try TestDataset()
    let report = try test.dataset.importCorrelations(from: Self.source(Array(text.utf8), "a.csv"))
    #expect(report.isRefused)
    #expect(report.diagnostics.map(\.code) == [code])
    #expect(report.diagnostics.first?.hint == hint)
    #expect(try test.dataset.read { try $0.sources() } == [])
  }

  @Test(arguments: [
    (SmallWorkbook(sheets: [("Notes", correlation)]).bytes, StoreError.Code.columns, "has no sheet of correlations"),
    (SmallWorkbook(sheets: [("Correlation", correlation)], flags: 1).bytes, .unreadable, "is encrypted"),
    ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1], .unreadable, "is encrypted, or an old .xls file"),
    (SmallWorkbook(sheets: [("Correlation", [["a"]])]).bytes, .notData, "has no pairs of codes"),
    (SmallWorkbook(sheets: [("Correlation", [["010121", "010121"]])]).bytes, .columns, "no header above"),
    (SmallWorkbook(sheets: [("Correlation", [["HS2022", "HS&x;"]])]).bytes, .malformed, "the unknown entity 'x'"),
    (SmallWorkbook(sheets: [("Correlation", [["HS2022</t>", "HS2017"]])]).bytes, .malformed, "that matches none"),
    (
      SmallWorkbook(sheets: [
        ("Correlation", correlation), ("Conversion", [["From HS2022", "To HS2012"], ["010121", "010121"]]),
      ])
      .bytes, .malformed, "name different editions"
    ),
    (Array("<html>502</html>".utf8), .notData, "has no pairs of codes"),
  ])
  func `a file that cannot be read is refused by the name of its fault`(
    bytes: [UInt8], code: StoreError.Code, words: String
  ) throws {
    let test = try TestDataset()
    let error = #expect(throws: StoreError.self) { try test.dataset.importCorrelations(from: Self.source(bytes)) }
    #expect(error?.code == code)
    #expect(error?.message.contains(words) == true, "\(error?.message ?? "")")
  }

  @Test func `a workbook that breaks off anywhere is refused`() throws {
    let test = try TestDataset()
    let bytes = Self.workbook.bytes
    for count in stride(from: 4, to: bytes.count, by: 37) {
      let error = #expect(throws: StoreError.self) {
        try test.dataset.importCorrelations(from: Self.source(Array(bytes.prefix(count))))
      }
      #expect(error?.code == .truncated)
    }
  }

  @Test func `a changed byte is refused, or is one that nobody reads`() throws {
    let test = try TestDataset()
    let bytes = Self.packed
    var refused = 0
    for place in bytes.indices {
      var damaged = bytes
      damaged[place] ^= 0x20
      do throws(StoreError) {
        _ = try test.dataset.importCorrelations(from: Self.source(damaged))
      } catch {
        #expect(error.code != .failed, "byte \(place): \(error.message)")
        if error.code != .exists { refused += 1 }
      }
    }
    // Times, versions and one of the two copies of each name may change; contents and places may not.
    #expect(refused > bytes.count / 2)
    #expect(try Self.lines(test, "300220") == ["HS2017 300220 > HS2022 300241 1:1 mapped -"])
  }

  @Test func `a packed workbook with texts in its cells is read`() throws {
    let test = try TestDataset()
    #expect(try test.dataset.importCorrelations(from: Self.source(Self.packed)).imported == 1)
    #expect(try Self.lines(test, "300220") == ["HS2017 300220 > HS2022 300241 1:1 mapped -"])
  }

  @Test func `a query for a code that the edition lacks names its successor`() throws {
    func query(_ code: String, _ year: Int) -> TradeQuery {
      TradeQuery(
        measures: ["value"], where: .init(["flow": .equals("X"), "hs": .equals(code)]),
        period: Period.year(year).map { QueryPeriod(from: $0) })
    }
    let without = try TestDataset()
    #expect(try without.problem(query("401511", 2022))?.message == "'401511' is no hs that the dataset knows")
    let test = try Self.imported()
    let vaccine = try test.problem(query("300220", 2022))
    #expect(vaccine?.message == "the code '300220' of WCO does not exist in 2022; it stands in HS2012, HS2017")
    #expect(vaccine?.hint == "ask for the same goods as '300241' in HS2022, or by product")
    let gloves = try test.problem(query("401511", 2022))
    #expect(gloves?.message == "the code '401511' of WCO does not exist in 2022; it stands in HS2017")
    #expect(gloves?.hint == "ask for the same goods as '401512' in HS2022, or by product")
    #expect(
      try test.problem(query("401512", 2020))?.hint
        == "ask for the same goods as '401511', '401519' in HS2017, or by product")
    #expect(try test.problem(query("401511", 2020)) == nil)
    #expect(try test.problem(query("401519", 2022)) == nil)
  }

  private static let packed =
    Data(
      base64Encoded: """
        UEsDBBQAAAAIAAAAIQCMBySaTQAAAF0AAAAPAAAAeGwvd29ya2Jvb2sueG1ssynPL8pOys/PVqjIzckrtiqyVSpSsrMpzkhNLSmG\
        0gp5ibmptkrO+UVFqTmJJZn5eQohiUk5qcVKCkVWmSm2SolK+nY2+jA9+jAj7QBQSwMEFAAAAAgAAAAhAB5ksug/AAAAUwAAABoA\
        AAB4bC9fcmVscy93b3JrYm9vay54bWwucmVsc7MJSs1JLMnMzyvOyCwotrNB5ip4ptgqJSophCQWpaeW2CrpV+Tol+cXZRdnpKaW\
        FOsX61Xk5ijp29noo5oBAFBLAwQUAAAACAAAACEAc/TzbYEAAADYAAAAEwAAAHhsL3dvcmtzaGVldHMvcy54bWx1j0kKwzAMRa9i\
        fAE5aqBQFK266D4nMEZQ0zQJsnFy/DZDp0VXgof++xJNg97SVSQzrePss2fSYWIKJjc29l3spc1qmWJiynxp0SESPBOwEAj/Vs18\
        705p9EEaO6ok0SKWzSKojr8CWBu3WqbCB+ewrgjK7n8xdG+2ReDravg88wBQSwECFAMUAAAACAAAACEAjAckmk0AAABdAAAADwAA\
        AAAAAAAAAAAAgAEAAAAAeGwvd29ya2Jvb2sueG1sUEsBAhQDFAAAAAgAAAAhAB5ksug/AAAAUwAAABoAAAAAAAAAAAAAAIABegAA\
        AHhsL19yZWxzL3dvcmtib29rLnhtbC5yZWxzUEsBAhQDFAAAAAgAAAAhAHP0822BAAAA2AAAABMAAAAAAAAAAAAAAIAB8QAAAHhs\
        L3dvcmtzaGVldHMvcy54bWxQSwUGAAAAAAMAAwDGAAAAowEAAAAA
        """
    ).map(Array.init) ?? []
}
