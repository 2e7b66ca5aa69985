import Foundation
import PluginHost
import PluginProtocol
import ReportModel
import Testing

@Suite(.serialized) struct EvidenceTests {
  /// Runs a plugin that sends one message over the six rows of the test's dataset, and nothing else.
  private func run(
    _ messages: String..., policy: EvidencePolicy = EvidencePolicy(), prepare: (inout TestPlugin) -> Void = { _ in }
  ) async throws -> RunResult {
    let lines = messages.map { "echo '\($0)'" }.joined(separator: "\n")
    var plugin = try TestPlugin.shell(
      """
      echo '{"type":"hello","protocol":[1],"id":"org.example.test","version":"1"}'
      read -r start || exit 0
      \(lines)
      echo '{"type":"done","status":"ok"}'
      """)
    plugin.inputs = ["t": TestPlugin.trade]
    plugin.policy = policy
    plugin.parameters = ["year": 2020, "span": "2020", "importer": "CHN"]
    plugin.schema = ParameterSchema(
      type: "object",
      properties: [
        "year": ParameterSchema(type: "integer", unit: "years"),
        "span": ParameterSchema(type: "string", format: "period"),
        "importer": ParameterSchema(type: "string", format: "area"),
      ])
    prepare(&plugin)
    return await plugin.run()
  }

  private func finding(_ values: String, text: String = "{c}") -> String {
    #"{"type":"finding","key":"f","text":"\#(text)","values":{\#(values)}}"#
  }

  /// The value `c` of the only finding.
  private func value(_ result: RunResult) -> VerifiedValue? { result.values["f.c"] }

  private let cells = #""a":{"from":["t",0,"value"]},"b":{"from":["t",1,"value"]}"#

  @Test func `a cell is read by the host, with unit, bounds and sources`() async throws {
    let result = try await run(finding(#""c":{"from":["t",1,"value"]}"#))
    #expect(result.outcome == "ok")
    #expect(result.diagnostics == [])
    let found = value(result)
    let value = try #require(found)
    #expect([value.raw, value.unit, value.low, value.high] == ["16400000", "USD", "16350000", "16450000"])
    #expect(value.level == .verified)
    #expect(value.evidence == "test.f.c")
    let record = try #require(result.ledger.values.first)
    #expect(record.id == "test.f.c")
    #expect(record.inputs.first?.at == ["reporter": "CHN", "period": "2020"])
    #expect(record.inputs.first?.query == "test/t")
    #expect(result.ledger.queries.map(\.id) == ["test/t"])
    #expect(result.ledger.sources.map(\.address) == ["https://example.org/1"])
  }

  @Test(
    arguments: [
      (#"{"from":{"query":"t","where":{"reporter":"RUS","period":"2020"},"column":"value"}}"#, "3900000", nil),
      (#"{"from":["t",4,"reporter"]}"#, "RUS", "Russia"), (#"{"param":"/year"}"#, "2020", nil),
      (#"{"param":"/importer"}"#, "CHN", "China"), (#"{"value":"fell"}"#, "fell", nil),
      (#"{"value":26,"source":{"url":"https://example.org"}}"#, "26", nil),
      (#"{"value":"weak","judgement":"two of five"}"#, "weak", nil),
    ] as [(String, String, String?)])
  func `each form of a value is resolved`(source: String, raw: String, label: String?) async throws {
    let result = try await run(finding(#""c":\#(source)"#))
    #expect(result.codes == [])
    #expect(value(result)?.raw == raw)
    #expect(value(result)?.label == label)
  }

  @Test func `each value says how far it can be trusted`() async throws {
    let result = try await run(
      finding(
        #""v":{"value":8,"source":{"url":"u"}},"j":{"value":2,"judgement":"guess"},"p":{"param":"/year"},"c":{"calc":"v * j"},"d":{"calc":"p * 2"}"#
      ))
    #expect(result.codes == [])
    #expect(
      ["v", "j", "p", "c", "d"].map { result.values["f." + $0]?.level } == [
        .cited, .judged, .judged, .judged, .judged,
      ])
  }

  @Test(arguments: [
    ("b / a - 1", "-0.59", "change"), ("b / sum(t.value)", "0.25308642", "percent"), ("a + b", "56400000", "auto"),
    ("a - b", "23600000", "full"), ("avg(t.value)", "12960000", "auto"), ("count(t.value)", "5", "integer"),
    ("max(t.value) / min(t.value)", "20", "auto"), ("abs(b - a)", "23600000", "auto"),
  ])
  func `a calculation is computed again and agrees`(formula: String, stated: String, format: String) async throws {
    let result = try await run(
      finding(cells + #","c":{"calc":"\#(formula)","value":\#(stated),"format":"\#(format)"}"#))
    #expect(result.codes == [])
    #expect(value(result)?.level == .verified)
  }

  @Test(arguments: [
    ("b / a - 1", "-0.5959", "change"), ("b / a - 1", "-0.5841", "change"),
    ("b / sum(t.value)", "0.2556173", "percent"),
    ("a + b", "56964000", "auto"), ("a - b", "23364000", "full"), ("count(t.value)", "6", "integer"),
    ("a + b", "\"56964000\"", "auto"), ("a / b", "2.41", "auto"),
  ])
  func `E03 a figure that is off by one percent is not printed`(formula: String, stated: String, format: String)
    async throws
  {
    let result = try await run(
      finding(cells + #","c":{"calc":"\#(formula)","value":\#(stated),"format":"\#(format)"}"#),
      #"{"type":"prose","text":"It goes on."}"#)
    #expect(result.outcome == "ok")
    #expect(result.status == .partial)
    #expect(result.codes == ["evidence.mismatch"])
    #expect(result.notices == ["evidence.mismatch"])
    #expect(result.texts == ["It goes on."])
    #expect(value(result) == nil)
    let message = result.diagnostics.first?.message ?? ""
    #expect(message.contains("the plugin states"))
    #expect(message.contains("value 'c' of 'f'"))
    #expect(message.contains("(line 2)"))
  }

  @Test func `a figure that is off is printed and marked where that is allowed`() async throws {
    let result = try await run(
      finding(cells + #","c":{"calc":"a + b","value":56964000}"#), policy: EvidencePolicy(allowsMismatch: true))
    #expect(result.codes == [])
    #expect(value(result)?.raw == "56400000")
    #expect(value(result)?.level == .mismatch)
    #expect(result.ledger.values.first { $0.id == "test.f.c" }?.stated == "56964000")
  }

  @Test(arguments: [
    (#"{"calc":"a / (b - b)"}"#, "evidence.bad_calc", "divides by zero"),
    (#"{"calc":"a +"}"#, "evidence.bad_calc", "cannot be read"),
    (#"{"calc":"a + bb"}"#, "evidence.bad_calc", "no value 'bb'"),
    (#"{"calc":"c + 1"}"#, "evidence.bad_calc", "computed from itself"),
    (#"{"calc":"sum(u.value)"}"#, "evidence.unknown_ref", "no query or input 'u'"),
    (#"{"calc":"sum(t.worth)"}"#, "evidence.unknown_ref", "no column 'worth'"),
    (#"{"calc":"max(t.reporter)"}"#, "evidence.bad_calc", "no figures"),
    (#"{"calc":"a + m"}"#, "evidence.bad_calc", "is no number (unreported)"),
    (#"{"calc":"a","value":"around 40"}"#, "protocol.invalid_field", "is no number"),
    (#"{"calc":"a","value":true}"#, "protocol.invalid_field", "is no number"),
    (#"{"from":["u",0,"value"]}"#, "evidence.unknown_ref", "no query or input 'u'"),
    (#"{"from":["t",6,"value"]}"#, "evidence.unknown_ref", "no row 6"),
    (#"{"from":["t",-1,"value"]}"#, "evidence.unknown_ref", "no row -1"),
    (#"{"from":["t",0,"worth"]}"#, "evidence.unknown_ref", "no column 'worth'"),
    (#"{"from":["t",0,"value.low"]}"#, "evidence.unknown_ref", "no column 'value.low'"),
    (
      #"{"from":{"query":"t","where":{"reporter":"FRA"},"column":"value"}}"#, "evidence.unknown_ref",
      "no row with reporter FRA"
    ),
    (
      #"{"from":{"query":"t","where":{"country":"RUS"},"column":"value"}}"#, "evidence.unknown_ref",
      "no dimension 'country'"
    ),
    (
      #"{"from":{"query":"t","where":{"reporter":"RUS"},"column":"value"}}"#, "evidence.unknown_ref",
      "more than one row"
    ),
    (#"{"table":["none",0,"value"]}"#, "evidence.unknown_ref", "in a table sent before"),
    (#"{"param":"/yaer"}"#, "evidence.unknown_ref", "no parameter '/yaer'"),
    (#"{"value":500}"#, "evidence.missing", "500 has no evidence"),
    (#"{"value":"500 million"}"#, "evidence.missing", "has no evidence"),
    (#"{"value":"US$5"}"#, "evidence.missing", "has no evidence"),
  ])
  func `E02 E04 a value that nothing stands behind is refused with the reason`(
    source: String, code: String, words: String
  ) async throws {
    let result = try await run(finding(cells + #","m":{"from":["t",3,"value"]},"c":\#(source)"#))
    #expect(result.outcome == "ok")
    #expect(result.codes == [code])
    #expect(result.texts == [])
    #expect(result.diagnostics.first?.message.contains(words) == true, "\(result.diagnostics)")
  }

  @Test func `a chain of ten thousand values is refused, and the host lives`() async throws {
    var plugin = try TestPlugin.python(
      """
      begin()
      values = {"v%05d" % i: {"calc": "v%05d + 1" % (i + 1)} for i in range(10000)}
      values["v10000"] = {"param": "/year"}
      send(type="finding", key="f", text="{v00000}", values=values)
      send(type="finding", key="g", text="{c}", values={"c": {"calc": "+".join(["1"] * 100000)}})
      done()
      """)
    plugin.parameters = ["year": 2020]
    let result = await plugin.run()
    #expect(result.outcome == "ok")
    #expect(result.codes == ["evidence.bad_calc", "evidence.bad_calc"])
  }

  @Test(arguments: [
    #"{"type":"prose","text":"It was 500."}"#, #"{"type":"heading","level":2,"text":"500 reasons"}"#,
    #"{"type":"list","items":["a","500"]}"#, #"{"type":"footnote","key":"n","text":"Of 500."}"#,
    #"{"type":"finding","key":"f","text":"It was { 500."}"#,
    #"{"type":"table","key":"t1","title":"The 500","from":"t"}"#,
    #"{"type":"table","key":"t1","from":"t","notes":["Of 500 in all."]}"#,
    #"{"type":"table","key":"t1","from":"t","columns":[{"name":"value","label":"Of 500"}]}"#,
    #"{"type":"chart","key":"c1","mark":"bar","data":"t","x":"a","y":"b","title":"The 500"}"#,
    #"{"type":"chart","key":"c1","mark":"bar","data":"t","x":"a","y":"b","alt":"The 500"}"#,
  ])
  func `a bare number in a text is refused, and marked nowhere`(message: String) async throws {
    let result = try await run(message)
    #expect(result.codes == ["evidence.missing"])
    #expect(result.blocks.count == 1)
    #expect(try await run(message, policy: EvidencePolicy(allowsUnsourced: true)).codes == [])
  }

  @Test func `E10 a number without evidence is printed and marked where that is allowed`() async throws {
    let result = try await run(
      finding(#""c":{"value":500,"unit":"USD"}"#), policy: EvidencePolicy(allowsUnsourced: true))
    #expect(result.codes == [])
    #expect(value(result)?.level == .unsourced)
    #expect(value(result)?.raw == "500")
  }

  @Test func `a missing figure is a value with its reason`() async throws {
    let result = try await run(finding(#""c":{"from":["t",3,"value"]}"#))
    #expect(result.codes == [])
    #expect(value(result)?.status == "unreported")
    #expect(value(result)?.raw == "")
  }

  @Test func `a table of a query shows the host's rows`() async throws {
    let result = try await run(#"{"type":"table","key":"s","title":"Suppliers","from":"t","limit":2}"#)
    let table = try #require(result.tables.first)
    #expect(table.columns.map(\.name) == ["reporter", "period", "value"])
    #expect(table.rows.map { $0.map(\.raw) } == [["CHN", "2019", "40000000"], ["CHN", "2020", "16400000"]])
    #expect(table.totalRows == 6)
  }

  @Test(arguments: ["-1", "-9223372036854775808"]) func `a negative limit of a table is refused`(limit: String)
    async throws
  {
    let result = try await run(#"{"type":"table","key":"s","from":"t","limit":\#(limit)}"#)
    #expect(result.codes == ["protocol.invalid_field"])
  }

  @Test func `a table of the plugin's own has every number checked`() async throws {
    let head =
      #""columns":[{"name":"who","type":"code","list":"area"},{"name":"when","type":"period"},{"name":"v","type":"decimal","unit":"USD"}]"#
    let result = try await run(
      #"{"type":"table","key":"o",\#(head),"rows":[["CHN","2020",{"from":["t",1,"value"]}],["RUS",null,null]]}"#,
      finding(#""c":{"table":["o",0,"v"]}"#))
    #expect(result.codes == [])
    #expect(result.tables.first?.rows.map { $0.map(\.raw) } == [["CHN", "2020", "16400000"], ["RUS", "", ""]])
    #expect(value(result)?.raw == "16400000")
  }

  @Test(arguments: [
    (#"["CHN","2020"]"#, "protocol.count_mismatch", "row 0"),
    (#"["CHN","2020",null,null]"#, "protocol.count_mismatch", "4 cells"),
    (#"["CHN","2020",500]"#, "evidence.missing", "500"), (#"["CHN","2020","500"]"#, "evidence.missing", "500"),
    (#"["CHN","2020",{"is":5}]"#, "protocol.invalid_field", "column 'v'"),
    (#"["CHN","2020",{"from":["t",9,"value"]}]"#, "evidence.unknown_ref", "no row 9"),
    (#"["CHN","500 million",null]"#, "protocol.invalid_field", "'500 million' is no period"),
    (#"["500 million","2020",null]"#, "evidence.unknown_ref", "'500 million'"),
    (#"["CHN","2020",{"calc":"sum(t.value)","value":65448000}]"#, "evidence.mismatch", "64800000"),
  ])
  func `a cell that does not fit its column costs the table`(row: String, code: String, words: String) async throws {
    let head =
      #""columns":[{"name":"who","type":"code","list":"area"},{"name":"when","type":"period"},{"name":"v","type":"decimal"}]"#
    let result = try await run(
      #"{"type":"table","key":"o",\#(head),"rows":[\#(row)]}"#, #"{"type":"prose","text":"It goes on."}"#)
    #expect(result.codes == [code])
    #expect(result.diagnostics.first?.message.contains(words) == true, "\(result.diagnostics)")
    #expect(result.tables == [])
    #expect(result.texts == ["It goes on."])
  }

  @Test(arguments: [
    #"{"type":"table","key":"o"}"#, #"{"type":"table","key":"o","columns":[{"name":"a","type":"string"}]}"#,
    #"{"type":"table","key":"o","columns":[{"name":"a"}],"rows":[]}"#,
  ])
  func `a table that says too little is refused`(message: String) async throws {
    #expect(try await run(message).codes == ["protocol.missing_field"])
  }

  @Test func `two columns of the same name are refused`() async throws {
    let columns = #"[{"name":"a","type":"string"},{"name":"a","type":"string"}]"#
    let result = try await run(#"{"type":"table","key":"o","columns":\#(columns),"rows":[["x","y"]]}"#)
    #expect(result.codes == ["protocol.duplicate_id"])
  }

  @Test func `a key is used once`() async throws {
    let result = try await run(
      #"{"type":"prose","key":"k","text":"a"}"#, #"{"type":"finding","key":"k","text":"b"}"#)
    #expect(result.codes == ["protocol.duplicate_id"])
    #expect(result.texts == ["a"])
  }

  @Test func `a refused block leaves nothing of its values behind`() async throws {
    let result = try await run(finding(#""c":{"from":["t",0,"value"]},"d":{"value":5}"#))
    #expect(result.codes == ["evidence.missing"])
    #expect(result.values.isEmpty)
    #expect(result.ledger.values == [])
  }

  @Test func `a diagnostic goes into the report`() async throws {
    let result = try await run(
      #"{"type":"diagnostic","severity":"warning","code":"data.gap","message":"Nothing for 2021"}"#)
    #expect(result.notices == ["data.gap"])
    #expect(result.status == .complete)
  }
}
