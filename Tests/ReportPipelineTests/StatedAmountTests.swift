import Foundation
import ReportPipeline
import Testing
import TradeModel

@Suite struct StatedAmountTests {
  @Test(arguments: [
    ("3.9 million USD", "eq", "3850000", "3950000"), ("267 thousand USD", "eq", "266500", "267500"),
    ("20000 USD", "eq", "15000", "25000"), ("930932 USD", "eq", "930932", "930932"), ("4 USD", "eq", "4", "4"),
    ("-81 percent", "eq", "-81.5", "-80.5"), ("-81 %", "eq", "-81.5", "-80.5"), ("-40 percent", "eq", "-40.5", "-39.5"),
    ("0 USD", "eq", "0", "0"),
    ("2.7 million USD", "about", "2430000", "2970000"), ("500000 2u", "gt", "500000", "open"),
    ("500000 2u", "ge", "500000", "open"), ("8000 USD", "lt", "0", "8000"), ("13 million u", "le", "0", "13000000"),
    ("-75 percent", "lt", "open", "-75"), ("300000 USD", "little-over", "300000", "330000"),
    ("300000 USD", "nearly", "270000", "300000"), ("8000 USD", "just-under", "7600", "8000"),
    ("3 million USD..4 million USD", "between", "3000000", "4000000"),
  ])
  func `a figure leaves open what its words leave open`(text: String, word: String, low: String, high: String) throws {
    let relation = try #require(StatedAmount.Relation(rawValue: word))
    let stated = try #require(StatedAmount(text, relation: relation))
    #expect(stated.bounds.low?.description ?? "open" == low)
    #expect(stated.bounds.high?.description ?? "open" == high)
  }

  @Test func `a tolerance of its own goes before that of the word`() throws {
    let stated = try #require(StatedAmount("200 USD", relation: .littleOver, tolerance: 5))
    #expect(stated.bounds.high?.description == "210")
  }

  @Test(arguments: ["", "USD", "12", "1,000 USD", "about 3 USD", "3 hundred USD", "1e6 USD", "3 million", "1..2 USD"])
  func `anything else is no figure`(text: String) {
    #expect(StatedAmount(text, relation: .eq) == nil)
  }

  @Test(arguments: ["4 USD", "5 USD..4 USD", "4 USD..5 kg"])
  func `a span needs two amounts of one unit, the lower one first`(text: String) {
    #expect(StatedAmount(text, relation: .between) == nil)
  }

  @Test func `a threshold leaves nothing open, a band its inside`() throws {
    #expect(try #require(StatedAmount(limit: "500 thousand USD")).bounds.isExact)
    #expect(try #require(StatedAmount(limit: "4 USD..7 USD")).bounds == Bounds(low: Amount("4"), high: Amount("7")))
  }
}
