import Testing
import WaybillCommands

@Suite struct ArgumentsTests {
  private static let query = ["data", "query", "--dataset", "t.db"]

  @Test(arguments: [
    (["--where", "partner=", "--measures", "value"], "The code is empty"),
    (["--where", "partner=PRK,", "--measures", "value"], "The code is empty"),
    (["--where", "partner", "--measures", "value"], "--where takes dimension=code"),
    (["--where", "flow=X", "--where", "flow=M", "--measures", "value"], "--where flow is given twice"),
    (["--grain", "year", "--measures", "value"], "give --period too"),
    (["--period", "202", "--measures", "value"], "'202' is no period"),
    (["--json", "-", "--measures", "value"], "--json is the whole query"),
    (["--json", "-", "--limit", "3"], "--json is the whole query"),
    ([], "Give --measures"),
  ])
  func `flags of a query that cannot be meant are refused with the query's own usage`(
    flags: [String], words: String
  ) async throws {
    let problem = try #require(await WaybillCommands.Program.problem(parsing: Self.query + flags))
    #expect(problem.contains(words), "\(problem)")
    #expect(problem.contains("Usage: waybill data query --dataset <file>"))
  }

  @Test(arguments: [
    ["--measures", "value", "--order", "-value", "--order", "reporter"],
    ["--measures", "value", "--order", "-value,reporter"],
    ["--json", "-", "--format", "json"],
  ])
  func `flags of a query that can be meant are taken`(flags: [String]) async {
    #expect(await WaybillCommands.Program.problem(parsing: Self.query + flags) == nil)
  }

  @Test func `a reference without a value is refused with the usage of explain`() async throws {
    let problem = try #require(await WaybillCommands.Program.problem(parsing: ["explain", "report.json"]))
    #expect(problem.contains("Usage: waybill explain"))
  }

  @Test func `a day that is none is refused with the usage of plugin run`() async throws {
    let arguments = ["plugin", "run", "p", "--dataset", "t.db", "--as-of", "soon"]
    let problem = try #require(await WaybillCommands.Program.problem(parsing: arguments))
    #expect(problem.contains("'soon' is no date"))
    #expect(problem.contains("Usage: waybill plugin run"))
  }
}
