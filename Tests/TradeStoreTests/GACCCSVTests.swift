import TradeModel
import TradeStore
import Testing

@Suite struct GACCCSVTests {
  private let header =
    "数据年月,商品编码,商品名称,贸易伙伴编码,贸易伙伴名称,第一数量,第一计量单位,第二数量,第二计量单位,"
  private let exports = ImportOptions(flow: .exports)

  private func answer(_ test: TestDataset, _ measures: [String], flow: Flow = .exports) throws -> [String] {
    let query = TradeQuery(
      measures: measures, by: ["reporter", "partner", "hs", "period"],
      where: .init(["flow": .equals(flow.rawValue)]))
    return try test.answer(query).rows
  }

  @Test func `a month of dollars is read with its thousands separators, to the tariff of its year`() throws {
    let test = try TestDataset()
    let report = try test.importFile(
      csv: header + "美元,\n\"202201\",\"30024100\",\"疫苗\",\"109\",\"朝鲜\",\"1,250\",\"千克\",\"0\",\"-\",\"1,234,567\",\n",
      options: exports)
    #expect(report.format == "gacc-csv")
    #expect(report.diagnostics == [])
    #expect(
      try answer(test, ["value", "quantity", "quantity.unit"]) == [
        "CHN | PRK | 30024100 | 2022-01 | 1234567 | 1250 | kg"
      ])
    let byEdition = TradeQuery(
      measures: ["value"], by: ["edition", "basis"],
      where: .init(["flow": .equals("X"), "product": .equals("vaccine")]))
    #expect(try test.answer(byEdition).rows == ["2022 | FOB | 1234567"])
  }

  @Test(arguments: [1, 2, 3]) func `GB18030 is told from UTF-8 by the header, wherever the pieces end`(pad: Int) throws
  {
    let names = try bytes(header + "人民币,\n")
    // More than a piece of the transcoder, with characters across its end at one of the paddings.
    let filler = String(repeating: "疫苗", count: 20_000) + String(repeating: "a", count: pad)
    let row = try bytes("202201,30024100,\(filler),109,朝鲜,1,千克,0,-,7,\n")
    let test = try TestDataset()
    let source = ByteSource(bytes: names + row, name: "test.csv")
    let report = try test.dataset.importFile(from: source, options: exports)
    #expect(report.imported == 1)
    let again = ByteSource(bytes: names + row, name: "again.csv")
    #expect(try test.dataset.importFile(from: again, options: exports).wasAlreadyThere)
    #expect(try answer(test, ["value", "value.unit"]) == ["CHN | PRK | 30024100 | 2022-01 | 7 | CNY"])
  }

  /// Returns the text in GB18030, as far as the tests need it.
  private func bytes(_ text: String) throws -> [UInt8] {
    try text.flatMap { character throws in
      if let byte = character.asciiValue { return [byte] }
      return try #require(GACCCSVTests.codes[character])
    }
  }

  private static let codes: [Character: [UInt8]] = [
    "一": [0xD2, 0xBB], "二": [0xB6, 0xFE], "人": [0xC8, 0xCB], "伙": [0xBB, 0xEF], "伴": [0xB0, 0xE9],
    "位": [0xCE, 0xBB], "克": [0xBF, 0xCB], "千": [0xC7, 0xA7], "单": [0xB5, 0xA5], "名": [0xC3, 0xFB],
    "品": [0xC6, 0xB7], "商": [0xC9, 0xCC], "币": [0xB1, 0xD2], "年": [0xC4, 0xEA], "据": [0xBE, 0xDD],
    "数": [0xCA, 0xFD], "易": [0xD2, 0xD7], "月": [0xD4, 0xC2], "朝": [0xB3, 0xAF], "民": [0xC3, 0xF1],
    "疫": [0xD2, 0xDF], "码": [0xC2, 0xEB], "称": [0xB3, 0xC6], "第": [0xB5, 0xDA], "编": [0xB1, 0xE0],
    "苗": [0xC3, 0xE7], "计": [0xBC, 0xC6], "贸": [0xC3, 0xB3], "量": [0xC1, 0xBF], "鲜": [0xCF, 0xCA],
  ]

  @Test func `a character that is not in the encoding is refused with its place`() throws {
    let file = try bytes(header + "人民币,\n202201,30024100,") + [0xFF, 0x2C]
    let error = #expect(throws: StoreError.self) {
      try TestDataset().dataset.importFile(from: ByteSource(bytes: file, name: "test.csv"), options: exports)
    }
    #expect(error?.code == .encoding)
    let broken = try bytes(header + "人民币,\n202201,30024100,") + [0xD2]
    let cut = #expect(throws: StoreError.self) {
      try TestDataset().dataset.importFile(from: ByteSource(bytes: broken, name: "test.csv"), options: exports)
    }
    #expect(cut?.code == .truncated)
  }

  @Test func `the flow is stated by the user where the file does not say it, and only there`() throws {
    let row = "202201,30024100,,109,朝鲜,1,千克,0,-,7\n"
    let missing = #expect(throws: StoreError.self) { try TestDataset().importFile(csv: header + "美元\n" + row) }
    #expect(missing?.code == .flow)
    #expect(missing?.hint == "state it with --flow X or --flow M, as it was chosen in the query")
    let imports = try TestDataset()
    _ = try imports.importFile(csv: header + "美元\n" + row, options: ImportOptions(flow: .imports))
    #expect(try answer(imports, ["value"], flow: .imports) == ["CHN | PRK | 30024100 | 2022-01 | 7"])
    let both = #expect(throws: StoreError.self) {
      try TestDataset().importFile(csv: header + "美元,进出口\n", options: exports)
    }
    #expect(both?.code == .flow)
    let other = #expect(throws: StoreError.self) {
      try TestDataset().importFile(csv: "t,i,j,k,v,q\n", name: "BACI_HS17_Y2020.csv", options: exports)
    }
    #expect(other?.hint == "leave --flow away")
  }

  @Test func `of two rows that are the same one counts, and two that disagree refuse the file`() throws {
    let row = "202201,30024100,,109,朝鲜,1,千克,0,-,7\n"
    let test = try TestDataset()
    let report = try test.importFile(csv: header + "美元\n" + row + row, options: exports)
    #expect(report.imported == 1)
    #expect(report.leftOut.map(\.reason.rawValue) == ["that stand in the file twice"])
    let conflict = try TestDataset().importFile(
      csv: header + "美元\n" + row + "202201,30024100,,109,朝鲜,1,千克,0,-,8\n", options: exports)
    #expect(conflict.isRefused)
    #expect(conflict.diagnostics.map(\.message) == ["line 2 is about the same trade, and its figures are others"])
  }

  @Test(arguments: [
    (
      "202201,30024100,,988,某地,1,千克,0,-,7", "import.unknown_area",
      "'988' (某地) is no country of China's customs that the lists have"
    ),
    ("202201,30024100,,109,德国,1,千克,0,-,7", "import.unknown_area", "'德国' is DEU, and the code '109' beside it is PRK"),
    ("202213,30024100,,109,朝鲜,1,千克,0,-,7", "import.period", "'202213' is no month"),
    ("202201,3002410000,,109,朝鲜,1,千克,0,-,7", "import.bad_code", "'3002410000' is no code of 2, 4, 6 or 8 digits"),
    (
      "202201,30024100,,109,朝鲜,1,千克,0,-,\"12,34\"", "import.bad_number",
      "'12,34' has its commas at other places than between each three digits"
    ),
  ])
  func `a faulty row is named`(row: String, code: String, message: String) throws {
    let report = try TestDataset().importFile(csv: header + "美元\n" + row + "\n", options: exports)
    #expect(report.isRefused)
    #expect(report.diagnostics.map(\.code) == [code])
    #expect(report.diagnostics.map(\.message) == [message])
  }

  @Test func `both quantities are kept, each in its unit, and a lost zero is restored`() throws {
    let test = try TestDataset()
    let report = try test.importFile(
      csv: header + "美元\n202201,3024100,,109,朝鲜,12,台,\"1,000\",千克,7\n", options: exports)
    #expect(report.notes == ["the leading zero of 1 codes was restored"])
    #expect(report.imported == 1)
    let query = TradeQuery(
      measures: ["quantity"], by: ["hs", "unit"], where: .init(["flow": .equals("X")]))
    #expect(try test.answer(query).rows == ["03024100 | kg | 1000", "03024100 | u | 12"])
  }

  @Test func `a table cut by mode of trade has no totals and is refused`() throws {
    let error = #expect(throws: StoreError.self) {
      try TestDataset().importFile(csv: header + "贸易方式编码,贸易方式名称,美元\n", options: exports)
    }
    #expect(error?.code == .columns)
  }
}
