import Foundation
import PluginProtocol
import Testing

@Suite struct ValueSourceTests {
  struct Form: CustomTestStringConvertible {
    let json: String
    let source: ValueSource
    var testDescription: String { json }
  }

  static let forms = [
    Form(
      json: #"{"format":"full","from":["q1",5,"value"]}"#,
      source: .cell(query: "q1", row: 5, column: "value", format: "full")),
    Form(
      json: #"{"from":{"column":"value","query":"q1","where":{"period":"2020","reporter":"RUS"}}}"#,
      source: .lookup(query: "q1", at: ["reporter": "RUS", "period": "2020"], column: "value", format: nil)),
    Form(
      json: #"{"table":["t2",0,"share"]}"#, source: .table(key: "t2", row: 0, column: "share", format: nil)),
    Form(json: #"{"param":"/year"}"#, source: .parameter(pointer: "/year", format: nil)),
    Form(
      json: #"{"calc":"b / a - 1","format":"change","unit":"USD","value":0.56}"#,
      source: .calculation(
        expression: "b / a - 1", stated: .number(Decimal(56) / 100), unit: "USD", format: "change")),
    Form(
      json: #"{"calc":"a"}"#, source: .calculation(expression: "a", stated: nil, unit: nil, format: nil)),
    Form(
      json: #"{"source":{"accessed":"2024-01-31","name":"Census","quote":"26 million","url":"u"},"value":26}"#,
      source: .citation(
        value: 26, source: CitedSource(url: "u", name: "Census", accessed: "2024-01-31", quote: "26 million"),
        unit: nil, format: nil)),
    Form(
      json: #"{"judgement":"two of five signs","value":"weak"}"#,
      source: .judgement(value: "weak", reason: "two of five signs")),
    Form(json: #"{"value":"fell"}"#, source: .literal(value: "fell", unit: nil, format: nil)),
    Form(
      json: #"{"format":"full","unit":"kg","value":5}"#, source: .literal(value: 5, unit: "kg", format: "full")),
  ]

  @Test(arguments: forms) func `a form of a value is read and written back`(form: Form) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    #expect(try JSONDecoder().decode(ValueSource.self, from: Data(form.json.utf8)) == form.source)
    #expect(String(decoding: try encoder.encode(form.source), as: UTF8.self) == form.json)
  }

  @Test(arguments: [
    #"{}"#, #"{"unit":"USD"}"#, #"{"from":["q1","value"]}"#, #"{"from":["q1",-1.5,"value"]}"#, #"{"from":"q1"}"#,
    #"{"from":{"query":"q1","column":"value"}}"#, #"{"source":{"name":"no address"},"value":1}"#,
    #"{"judgement":"why"}"#, #"{"table":["t1",0]}"#,
  ])
  func `a form that says too little is refused`(json: String) {
    #expect(throws: DecodingError.self) { try JSONDecoder().decode(ValueSource.self, from: Data(json.utf8)) }
  }
}
