import TradeModel
import TradeStore
import Testing

@Suite struct QueryProblemTests {
  private static let flow: [String: QueryFilter] = ["flow": .equals("X")]

  private static func query(
    _ measures: [String] = ["value"], by: [String] = [], where more: [String: QueryFilter] = [:],
    period: QueryPeriod? = nil, order: [String] = [], dataset: String? = nil, limit: Int? = nil
  ) -> TradeQuery {
    TradeQuery(
      dataset: dataset, measures: measures, by: by, where: .init(flow.merging(more) { $1 }), period: period,
      order: order, limit: limit)
  }

  private static func span(_ from: String, _ to: String? = nil, months: [Int]? = nil) -> QueryPeriod? {
    Period(from).map { QueryPeriod(from: $0, to: to.flatMap { Period($0) }, grain: .month, months: months) }
  }

  @Test(arguments: [
    (query(dataset: "trad"), "query.unknown_dataset", "/dataset", "leave it out for trade, or write 'events'"),
    (query(["valeu"]), "query.unknown_measure", "/measures/0", "try 'value'"),
    (query(["value", "value.hi"]), "query.unknown_measure", "/measures/1", "try 'value.high'"),
    (query([]), "query.unknown_measure", "/measures", "ask for 'value'"),
    (query(by: ["period", "repoter"]), "query.unknown_dimension", "/by/1", "try 'reporter'"),
    (query(by: ["hs:5"]), "query.unknown_dimension", "/by/0", "write 'hs', 'hs:2', 'hs:4' or 'hs:6'"),
    (
      query(by: ["period:month"]), "query.unknown_dimension", "/by/0",
      "write 'period', and the grain in the query's period"
    ),
    (query(by: ["flow", "flow"]), "query.unknown_dimension", "/by/1", "remove one of them"),
    (query(where: ["partnr": .equals("PRK")]), "query.unknown_dimension", "/where/partnr", "try 'partner'"),
    (query(where: ["partner": .equals("PKR")]), "query.bad_filter", "/where/partner", "try 'PRK'"),
    (query(where: ["partner": .equals("North Korea")]), "query.bad_filter", "/where/partner", "try 'PRK'"),
    (query(where: ["flow": .equals("imports")]), "query.bad_filter", "/where/flow", "try 'M'"),
    (query(where: ["partner": .anyOf(["PRK", "CHNA"])]), "query.bad_filter", "/where/partner/1", "try 'CHN'"),
    (query(where: ["product": .under("vacine")]), "query.bad_filter", "/where/product", "try 'vaccine'"),
    (query(where: ["reporter": .under("CHN")]), "query.bad_filter", "/where/reporter", "use under with product or hs"),
    (query(where: ["hs": .equals("3002.20")]), "query.bad_filter", "/where/hs", "write '300220'"),
    (query(where: ["hs": .equals("300221")]), "query.bad_filter", "/where/hs", "try '300220'"),
    (
      query(where: ["period": .equals("2020")]), "query.bad_filter", "/where/period",
      "set the query's own period, with from, to and grain"
    ),
    (
      query(where: ["partner": .anyOf([])]), "query.bad_filter", "/where/partner",
      "name a code, or remove the condition"
    ),
    (query(by: ["period"], period: span("2020", "2019")), "query.bad_period", "/period/to", "exchange from and to"),
    (
      query(period: span("2020", months: [4, 1])), "query.bad_period", "/period/months",
      "write [1, 4] for January to April"
    ),
    (
      query(by: ["period"], period: span("0001", "9998")), "query.too_broad", "/period",
      "ask for a shorter period or a longer grain"
    ),
    (query(order: ["-valu"]), "query.unknown_dimension", "/order/0", "try 'value'"),
    (query(limit: 0), "query.bad_filter", "/limit", "give a limit of 1 or more, or none"),
  ])
  func `a wrong query is refused with its place and a way out`(
    query: TradeQuery, code: String, pointer: String, hint: String
  ) throws {
    let problem = try TestDataset().problem(query)
    #expect(problem?.code == code)
    #expect(problem?.pointer == pointer)
    #expect(problem?.hint == hint)
  }

  @Test func `the flow must be named`() throws {
    let problem = try TestDataset().problem(TradeQuery(measures: ["value"]))
    #expect(problem?.code == "query.bad_filter")
    #expect(problem?.message == "the query does not name the flow")
    #expect(try TestDataset().problem(TradeQuery(measures: ["value"], by: ["flow"])) == nil)
  }

  @Test func `a code that ended before the period is refused with its successor`() throws {
    let year2022 = Period.year(2022).map { QueryPeriod(from: $0) }
    let test = try TestDataset()
    let problem = try test.problem(Self.query(where: ["hs": .equals("300220")], period: year2022))
    #expect(problem?.code == "query.bad_filter")
    #expect(problem?.pointer == "/where/hs")
    #expect(problem?.message == "the code '300220' of WCO does not exist in 2022; it stands in HS2012, HS2017")
    #expect(problem?.hint == "ask for the same goods as '300241' in HS2022, or by product")
    let national = try test.problem(Self.query(where: ["hs": .equals("30022000")], period: year2022))
    #expect(national?.hint == "ask for the same goods as '30024100' in 2022, or by product")
    let across = Period("2021..2022").map { QueryPeriod(from: $0) }
    #expect(try test.problem(Self.query(where: ["hs": .equals("300220")], period: across)) == nil)
  }
}
