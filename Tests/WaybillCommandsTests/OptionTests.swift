import Testing

@Suite struct OptionTests {
  @Test(arguments: [
    (["build"], "<report>"), (["build", "r.yaml", "--set", "scope.importer"], "has no '='"),
    (["build", "r.yaml", "--idle-limit", "0"], "more than 0 seconds"),
    (["build", "r.yaml", "--total-limit", "-1"], "--total-limit"), (["build", "r.yaml", "--format", "xml"], "xml"),
    (["build", "r.yaml", "--idle-limit", "soon"], "soon"), (["check", "r.yaml", "--no-such"], "--no-such"),
    (["explain", "report.json"], "'#'"), (["explain", "nowhere.json#a.b.c"], "no file nowhere.json"),
    (["data", "query", "--dataset", "d.db"], "--measures"),
    (["data", "query", "--dataset", "d.db", "--measures", "value", "--where", "partner"], "has no '='"),
    (["data", "query", "--dataset", "d.db", "--measures", "value", "--period", "soon"], "no period"),
    (["data", "query", "--dataset", "d.db", "--measures", "value", "--period", "2020", "--grain", "week"], "no grain"),
    (["data", "query", "--dataset", "d.db", "--json", "nowhere.json"], "no file nowhere.json"),
    (["plugin", "run", "p", "--dataset", "d.db", "--param", "year"], "has no '='"), (["bild"], "bild"),
  ])
  func `what cannot be meant is refused with code 64 and the reason`(arguments: [String], words: String) throws {
    let outcome = try Program().run(arguments)
    #expect(outcome.code == 64)
    #expect(outcome.errors.contains(words), "\(outcome.errors)")
    #expect(outcome.output == "")
  }

  @Test(arguments: [("{", "query"), ("[]", "query"), (#"{"by":["reporter"]}"#, "measures")])
  func `a query that cannot be read is refused with the reason`(json: String, words: String) throws {
    let outcome = try Program().run("data", "query", "--dataset", "d.db", "--json", "-", input: json)
    #expect(outcome.code == 64)
    #expect(outcome.errors.contains(words), "\(outcome.errors)")
  }
}
