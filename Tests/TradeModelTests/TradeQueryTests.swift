import TradeModel
import Testing

@Suite struct TradeQueryTests {
  @Test(arguments: [
    #"{"measures":["value"]}"#,
    #"{"by":["reporter","period"],"dataset":"trade","fill":"null","limit":5,"measures":["value","value.low"],"order":["-value"],"partial":true,"period":{"from":"2019","grain":"year","to":"2020"},"where":{"flow":"X","partner":"PRK"}}"#,
    #"{"measures":["value"],"where":{"hs":{"under":"30"},"reporter":["CHN","RUS"]}}"#,
    #"{"measures":["value"],"where":{"hs":{"from":"3001","to":"3006"},"partner":{"not":"KOR"}}}"#,
    #"{"measures":["value"],"where":{"hs":{"from":"3001"},"reporter":{"not":["CHN","RUS"]}}}"#,
    #"{"measures":["value"],"where":{"any":[{"reporter":"CHN"},{"partner":"CHN"}],"flow":"M"}}"#,
    #"{"measures":["value"],"period":{"from":"2020-01","grain":"fiscal-year-april","months":[1,4]}}"#,
  ])
  func `the JSON form is read and written alike`(text: String) throws {
    #expect(try json(value(text, as: TradeQuery.self)) == text)
  }

  @Test func `what is left out has its default`() throws {
    let query = try value(#"{"measures":["rows"]}"#, as: TradeQuery.self)
    #expect(query == TradeQuery(measures: ["rows"]))
    #expect(query.by.isEmpty && query.order.isEmpty && !query.partial && query.conditions.isEmpty)
  }

  @Test(arguments: [
    #"{}"#, #"{"measures":"value"}"#, #"{"measures":["value"],"period":{"to":"2020"}}"#,
    #"{"measures":["value"],"period":{"from":"20"}}"#, #"{"measures":["value"],"where":{"hs":{}}}"#,
    #"{"measures":["value"],"where":{"hs":3}}"#, #"{"measures":["value"],"fill":"one"}"#,
    #"{"measures":["value"],"period":{"from":"2020","grain":"week"}}"#,
  ])
  func `another form is refused`(text: String) {
    #expect(throws: DecodingError.self) { try value(text, as: TradeQuery.self) }
  }
}
