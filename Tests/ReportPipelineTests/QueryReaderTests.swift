import ReportModel
import ReportPipeline
import Testing
import TradeModel

@Suite struct QueryReaderTests {
  @Test(arguments: [
    (#"{"measures":["value"],"bye":["reporter"]}"#, "query.unknown_key", "query /bye", "did you mean 'by'?"),
    (
      #"{"measures":["value"],"period":{"from":"2020","grian":"year"}}"#, "query.unknown_key", "query /period/grian",
      "did you mean 'grain'?"
    ),
    (
      #"{"measures":["value"],"where":{"hs":{"undr":"30"}}}"#, "query.unknown_key", "query /where/hs/undr",
      "did you mean 'under'?"
    ),
    (
      #"{"measures":["value"],"where":{"any":[{"hs":{"undr":"30"}}]}}"#, "query.unknown_key",
      "query /where/any/0/hs/undr", "did you mean 'under'?"
    ),
    (
      #"{"measures":["value"],"where":{"hs":{"not":"30","under":"30"}}}"#, "query.bad_filter", "query /where/hs",
      "keep one of them"
    ),
    (#"{"measures":["value"],"by":["a"],"by":["b"]}"#, "query.duplicate_key", "query", "keep one of them"),
    (#"{"measures":"value"}"#, "query.malformed", "query /measures", #"write ["…"]"#),
    (#"{"measures":[1]}"#, "query.malformed", "query /measures/0", "write it in quotes"),
    (#"{"by":["reporter"]}"#, "query.malformed", "query", #"write "measures":["value"]"#),
    (
      #"{"measures":["value"],"period":{"from":2020}}"#, "query.bad_period", "query /period/from",
      "write 2020, 2020-Q1, 2020-04 or 2022-01..2022-04, in quotes"
    ),
    (#"["value"]"#, "query.malformed", "query", #"write {"measures":["value"], …}"#),
  ])
  func `a query that cannot be meant is refused with its place and a way out`(
    json: String, code: String, place: String, hint: String
  ) throws {
    let failure = #expect(throws: DatasetFailure.self) { try DatasetService.query(fromJSON: Array(json.utf8)) }
    #expect(failure?.diagnostic.code == code)
    #expect(failure?.diagnostic.place == place)
    #expect(failure?.diagnostic.hint == hint)
  }

  @Test(arguments: ["", "\n", "{", #"{"measures":["value"],}"#, "\u{FEFF}{}", #"{"measures":["value"],"limit":1.5}"#])
  func `what is no query is refused in our own words`(json: String) {
    let failure = #expect(throws: DatasetFailure.self) { try DatasetService.query(fromJSON: Array(json.utf8)) }
    #expect(failure?.diagnostic.code == "query.malformed")
    #expect(failure?.diagnostic.message.contains("Decod") == false)
  }

  @Test func `a query with everything is read`() throws {
    let json = #"""
      {"dataset":"trade","measures":["value","rows"],"by":["reporter","period"],
       "where":{"partner":"PRK","flow":["X","T"],"hs":{"not":{"under":"30"}},"any":[{"product":"total"}]},
       "period":{"from":"2019","to":"2020","grain":"month","months":[1,4]},"order":["-value"],"limit":5,
       "fill":"null","partial":true}

      """#
    let query = try DatasetService.query(fromJSON: Array(json.utf8))
    #expect(query.order == ["-value"])
    #expect(query.period?.months == [1, 4])
    #expect(query.conditions.all["hs"] == .not(.under("30")))
  }
}
