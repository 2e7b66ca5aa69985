import Foundation
import PluginProtocol
import Testing

@Suite struct ParameterSchemaTests {
  @Test func `a schema with every keyword is read and written back`() throws {
    let json =
      #"{"properties":{"codes":{"items":{"format":"code","maxLength":6,"minLength":2,"type":"string"},"maxItems":9,"minItems":1,"type":"array"},"mode":{"default":"a","description":"How.","enum":["a","b"],"title":"Mode","type":"string"},"share":{"maximum":1,"minimum":0,"type":"number","x-unit":"USD"}},"required":["mode"],"type":"object"}"#
    let schema = try JSONDecoder().decode(ParameterSchema.self, from: Data(json.utf8))
    #expect(schema.properties?["codes"]?.items?.first?.format == "code")
    #expect(schema.properties?["share"]?.unit == "USD")
    #expect(schema.properties?["mode"]?.defaultValue == "a")
    #expect(schema.required == ["mode"])
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    #expect(String(decoding: try encoder.encode(schema), as: UTF8.self) == json)
  }

  @Test func `a keyword that is not known is ignored`() throws {
    let schema = try JSONDecoder().decode(
      ParameterSchema.self, from: Data(#"{"type":"string","pattern":"^a$","x-color":"red"}"#.utf8))
    #expect(schema == ParameterSchema(type: "string"))
  }
}
