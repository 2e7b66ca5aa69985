import Foundation
import PluginHost
import PluginProtocol
import Testing

@Suite struct ParameterValidationTests {
  private static let schema = ParameterSchema(
    type: "object",
    properties: [
      "year": ParameterSchema(type: "integer", defaultValue: 2020, minimum: 1988, maximum: 2030),
      "share": ParameterSchema(type: "number"),
      "deep": ParameterSchema(type: "boolean"),
      "importer": ParameterSchema(type: "string", description: "Who imports.", maxLength: 3),
      "mode": ParameterSchema(type: "string", allowed: ["fast", "slow"]),
      "codes": ParameterSchema(
        type: "array", minItems: 1, maxItems: 2, items: [ParameterSchema(type: "string", format: "code")]),
      "span": ParameterSchema(type: "string", format: "period"),
      "day": ParameterSchema(type: "string", format: "date"),
      "inner": ParameterSchema(
        type: "object", properties: ["depth": ParameterSchema(type: "integer", defaultValue: 3)]),
    ], required: ["importer"])

  private func check(_ given: [String: JSONValue]) -> ParameterValidation {
    var members: [String: JSONValue] = ["importer": "PRK"]
    members.merge(given) { $1 }
    return ParameterValidation(.object(members), schema: Self.schema)
  }

  @Test func `defaults are filled in and the given values stay`() {
    #expect(check([:]).parameters == ["importer": "PRK", "year": 2020])
    #expect(check([:]).problems == [])
    #expect(
      check(["year": 2021, "inner": [:]]).parameters == ["importer": "PRK", "year": 2021, "inner": ["depth": 3]])
  }

  private static let texts: [(String, String, JSONValue)] = [
    ("year", "2019", .number(2019)), ("share", "0.5", .number(Decimal(5) / 10)), ("deep", "true", true),
    ("deep", "false", false), ("codes", "30,3004", ["30", "3004"]), ("importer", "408", "408"),
    ("year", "2000", 2000), ("share", "-1.50", .number(Decimal(-15) / 10)),
  ]

  @Test(arguments: texts)
  func `a text of the command line becomes what the schema wants`(name: String, text: String, value: JSONValue) {
    let checked = check([name: .string(text)])
    #expect(checked.problems == [])
    #expect(checked.parameters[name] == value)
  }

  private static let misfits: [(String, JSONValue, String, String)] = [
    ("year", "12abc", "/year", "is no integer"), ("year", "2020-01", "/year", "is no integer"),
    ("year", .number(Decimal(5) / 2), "/year", "is no integer"), ("year", 1900, "/year", "below 1988"),
    ("year", 2031, "/year", "above 2030"), ("year", "", "/year", "is no integer"), ("year", .null, "/year", "integer"),
    ("share", "half", "/share", "is no number"), ("share", "1e999", "/share", "is no number"),
    ("share", "NaN", "/share", "is no number"), ("deep", "yes", "/deep", "is no boolean"),
    ("deep", 1, "/deep", "boolean"),
    ("importer", "NORTH", "/importer", "longer than 3"), ("importer", 408, "/importer", "is no string"),
    ("mode", "medium", "/mode", "not allowed"), ("codes", [], "/codes", "at least 1"),
    ("codes", ["30", "31", "32"], "/codes", "at most 2"), ("codes", ["30", "x"], "/codes/1", "is no code"),
    ("codes", [30], "/codes/0", "is no string"), ("span", "2020-13", "/span", "is no period"),
    ("day", "2021-02-30", "/day", "is no date"), ("inner", ["depth": "x"], "/inner/depth", "is no integer"),
    ("inner", ["width": 1], "/inner/width", "there is no parameter"), ("inner", "x", "/inner", "is no object"),
  ]

  @Test(arguments: misfits)
  func `what does not fit is reported with its place`(
    name: String, value: JSONValue, pointer: String, message: String
  ) {
    let problems = check([name: value]).problems
    #expect(problems.map(\.pointer) == [pointer])
    #expect(problems.first?.message.contains(message) == true, "\(problems)")
  }

  @Test func `a mistyped name is told the nearest one`() {
    let problem = check(["yaer": 2020]).problems.first
    #expect(problem?.pointer == "/yaer")
    #expect(problem?.hint == "did you mean 'year'?")
    #expect(check(["zzz": 1]).problems.first?.hint?.hasPrefix("known: codes, day") == true)
  }

  @Test func `what is not allowed is told what is`() {
    #expect(check(["mode": "medium"]).problems.first?.hint == "use one of: fast, slow")
  }

  @Test func `a bound is written as it was given`() {
    #expect(check(["year": 1900]).problems.first?.message == "is below 1988")
  }

  @Test func `a parameter that is needed is asked for with its description`() {
    let checked = ParameterValidation([:], schema: Self.schema)
    #expect(checked.problems.map(\.pointer) == ["/importer"])
    #expect(checked.problems.first?.hint == "Who imports.")
  }

  @Test func `an analysis without parameters takes none`() {
    #expect(ParameterValidation([:], schema: nil).problems == [])
    #expect(ParameterValidation(["a": 1], schema: nil).problems.map(\.pointer) == ["/a"])
  }

  @Test func `all problems are reported at once, in order`() {
    let pointers = check(["year": 1, "mode": "x", "zz": 1, "codes": []]).problems.map(\.pointer)
    #expect(pointers == ["/zz", "/codes", "/mode", "/year"])
  }
}
