import Foundation
import Testing

@Suite(.serialized) struct MappingCommandTests {
  private let program: Program

  init() throws {
    program = try Program()
  }

  private func importFile(_ file: String, by mapping: String) throws -> Program.Outcome {
    try program.run(
      "data", "import", "--dataset", "trade.db", "--data", Program.data, file, "--mapping", mapping)
  }

  private func answer(_ arguments: [String]) throws -> String {
    let outcome = try program.run(["data", "query", "--dataset", "trade.db"] + arguments)
    #expect(outcome.code == 0, "\(outcome.errors)")
    return outcome.output.split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
      .joined(separator: "\n")
  }

  /// The form of the tables of the US Census Bureau: numbers for countries, year and month apart, a row of all countries.
  private let census = """
    CTY_CODE,CTY_NAME,E_COMMODITY,YEAR,MONTH,ALL_VAL_MO,QTY_1_MO,UNIT_QY1
    -,TOTAL FOR ALL COUNTRIES,3002410000,2022,04,5000,30,KG
    5XXX,ASIA,3002410000,2022,04,1500,9,KG
    5790,"KOREA, NORTH",3002410000,2022,04,0,0,-
    5800,"KOREA, SOUTH",3002410000,2022,04,1500,9,KG
    5800,"KOREA, SOUTH",302130000,2022,04,250,0,KG

    """

  /// Fills in the draft of the census table, as its user would.
  private func fillInCensus() throws {
    try program.write(census, to: "census.csv")
    #expect(try program.run("data", "map", "census.csv", "--out", "census.yaml").code == 0)
    var draft = try program.read("census.yaml")
    for (empty, filled) in [
      ("  name: ''", "  name: US Census Bureau"), ("  address: ''", "  address: https://api.census.gov"),
      ("  reporter: ''", "  reporter: USA"), ("  flow: ''", "  flow: X"), ("  owner: ''", "  owner: US"),
      ("  edition: ''", "  edition: by-year"), ("# areas: us-census", "areas: us-census"),
      ("  currency: ''", "  currency: USD"), ("# words:\n", "words:\n  unit: {KG: kg, '-': none}\n"),
      (
        "#   partner: {'TOTAL FOR ALL COUNTRIES': WLD, 'ASIA': leave-out}",
        "  partner: {'-': WLD, 5XXX: leave-out}"
      ),
    ] {
      try #require(draft.contains(empty), "\(empty) in \(draft)")
      draft = draft.replacingOccurrences(of: empty, with: filled)
    }
    try program.write(draft, to: "census.yaml")
  }

  @Test func `a draft is refused until it is filled in, and then imports the file`() throws {
    try program.write(census, to: "census.csv")
    let draft = try program.run("data", "map", "census.csv")
    try program.write(draft.output, to: "draft.yaml")
    let refused = try importFile("census.csv", by: "draft.yaml")
    #expect(refused.code == 64)
    #expect(
      refused.errors.contains("draft.yaml:6:9") && refused.errors.contains("'name' is not filled in"),
      "\(refused.errors)")

    try fillInCensus()
    let outcome = try importFile("census.csv", by: "census.yaml")
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("census.csv (mapped-csv): 4 rows imported\n"), "\(outcome.output)")
    #expect(outcome.output.contains("1 rows left out: by the mapping"))
    #expect(outcome.output.contains("the leading zero of 1 codes was restored"))
    let question = [
      "--measures", "value", "--by", "partner", "owner", "edition", "--where", "reporter=USA", "--where", "flow=X",
      "--where", "hs=3002410000", "--period", "2022-04",
    ]
    // The row of all partners is never one of them; it answers where it is asked for.
    let values = try answer(question)
    #expect(values.contains("KOR US 2022 1500") && !values.contains("WLD"), "\(values)")
    let whole = try answer(question + ["--where", "partner=WLD"])
    #expect(whole.contains("WLD US 2022 5000"), "\(whole)")
    #expect(try importFile("census.csv", by: "census.yaml").output.contains("already imported, nothing changed"))
  }

  @Test func `a draft does not replace a file`() throws {
    try fillInCensus()
    let before = try program.read("census.yaml")
    let outcome = try program.run("data", "map", "census.csv", "--out", "census.yaml")
    #expect(outcome.code == 1)
    #expect(try program.read("census.yaml") == before)
  }

  private let german = """
    mapping: 1
    delimiter: semicolon
    source: {name: Office, address: 'https://office.example', date: 2023-02-01}
    columns: {partner: Land, period: Monat, code: Warennummer, value: Wert (1000 EUR), weight: Gewicht}
    constants: {reporter: DEU, flow: X}
    numbers: {decimal: ',', thousands: '.', missing: ['-']}
    period: {form: yyyy-mm}
    codes: {owner: WCO, edition: HS2022, length: 6}
    values: {currency: EUR, times: 1000}
    weights: {unit: t}

    """

  @Test func `a semicolon file with a decimal comma keeps what its rounding leaves open`() throws {
    try program.write(
      "Land;Monat;Warennummer;Wert (1000 EUR);Gewicht\n\"China\";2022-04;3002.41;1.234,5;0,25\nCHN;2022-05;300241;-;1\n",
      to: "de.csv")
    try program.write(german, to: "de.yaml")
    let outcome = try importFile("de.csv", by: "de.yaml")
    #expect(outcome.code == 0, "\(outcome.errors)")
    let rows = try answer([
      "--measures", "value", "value.low", "value.high", "netweight", "--by", "partner", "hs", "--where", "reporter=DEU",
      "--where",
      "flow=X", "--where", "hs=300241", "--period", "2022-04",
    ])
    #expect(rows.contains("CHN 300241 1234500 1234450 1234550 250"), "\(rows)")
  }

  @Test func `a bad row is named by line and column`() throws {
    try program.write(
      "Land;Monat;Warennummer;Wert (1000 EUR);Gewicht\nChina;2022-04;300241;1.5;1\nChinna;2022-4;3002;1;1\n",
      to: "de.csv")
    try program.write(german, to: "de.yaml")
    let outcome = try importFile("de.csv", by: "de.yaml")
    #expect(outcome.code == 1)
    for words in [
      "de.csv:2", "'1.5' is no number in the form that the mapping states", "de.csv:3", "'Chinna' is no area",
      "'2022-4' is no yyyy-mm", "'3002' is no code of 6 digits", "Wert (1000 EUR)",
    ] {
      #expect(outcome.errors.contains(words), "\(words) in \(outcome.errors)")
    }
  }

  @Test func `a mapping that does not fit the header or the lists is named by its own place`() throws {
    try program.write("Land;Monat;Warennummer;Wert (1000 EUR);Gewicht\nChina;2022-04;300241;1;1\n", to: "de.csv")
    for (text, replacement, words) in [
      (
        "code: Warennummer", "code: Warenummer",
        ["bad.yaml:4:", "'de.csv' has no column 'Warenummer'", "try 'Warennummer'"]
      ),
      ("currency: EUR", "currency: EURO", ["bad.yaml:9:20: 'EURO' is no unit", "try 'EUR'"]),
      ("edition: HS2022", "edition: HS2021", ["bad.yaml:8:", "'HS2021' is no edition of the Harmonized System"]),
      ("delimiter: semicolon", "delimiter: comma", ["look at the delimiter: the header is one field"]),
    ] {
      try program.write(german.replacingOccurrences(of: text, with: replacement), to: "bad.yaml")
      let outcome = try importFile("de.csv", by: "bad.yaml")
      #expect(outcome.code == 1)
      for word in words { #expect(outcome.errors.contains(word), "\(word) in \(outcome.errors)") }
    }
  }

  /// The form of Korean tables: one row has exports and imports, numbers have thousands separators.
  @Test func `one file by two mappings is two sources`() throws {
    try program.write(
      "기간,국가명,품목코드,수출 금액,수입 금액\n2022.04,중국,300241,\"1,234,567\",89\n2022.04,총계,300241,\"2,000,000\",100\n",
      to: "kr.csv")
    for (name, flow, column) in [("x.yaml", "X", "수출 금액"), ("m.yaml", "M", "수입 금액")] {
      try program.write(
        """
        mapping: 1
        source: {name: Korea Customs Service, address: 'https://tradedata.go.kr'}
        columns: {partner: 국가명, period: 기간, code: 품목코드, value: \(column)}
        constants: {reporter: KOR, flow: \(flow)}
        numbers: {thousands: ','}
        period: {form: yyyy.mm}
        codes: {owner: WCO, edition: HS2022, length: 6}
        values: {currency: USD}
        words: {partner: {중국: CHN, 총계: WLD}}

        """, to: name)
    }
    #expect(try importFile("kr.csv", by: "x.yaml").code == 0)
    let second = try importFile("kr.csv", by: "m.yaml")
    #expect(second.code == 0, "\(second.errors)")
    #expect(second.output.contains("the file is a source by another mapping too; both stay"), "\(second.output)")
    #expect(try importFile("kr.csv", by: "x.yaml").output.contains("already imported, nothing changed"))
    let question = [
      "--measures", "value", "--by", "flow", "partner", "--where", "reporter=KOR", "--where", "flow=X,M", "--where",
      "hs=300241", "--period", "2022-04",
    ]
    let rows = try answer(question + ["--where", "partner=CHN,WLD"])
    for row in ["X CHN 1234567", "X WLD 2000000", "M CHN 89", "M WLD 100"] {
      #expect(rows.contains(row), "\(row) in \(rows)")
    }
  }
}
