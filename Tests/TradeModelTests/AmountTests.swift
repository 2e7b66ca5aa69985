import TradeModel
import Testing

@Suite struct AmountTests {
  @Test(arguments: [
    ("0", 0), ("7", 7000), ("-92799.996", -92_799_996), ("0.5", 500), ("1.250", 1250), ("1.2500", 1250), ("007", 7000),
    ("9223372036854775.807", Int64.max), ("-0", 0),
  ])
  func `plain decimals are read exactly`(text: String, thousandths: Int64) {
    #expect(Amount(text)?.thousandths == thousandths)
  }

  @Test(arguments: [
    "", "-", ".", ".5", "5.", "1,000", "1 000", "1e3", "+1", "NaN", "inf", "0x1", "1.0001", "--1", "1.2.3", " 1",
    "9223372036854775.808", "99999999999999999999", "１",
  ])
  func `other text is refused`(text: String) {
    #expect(Amount(text) == nil)
  }

  @Test(arguments: ["0", "2198", "0.5", "-0.25", "0.001", "-92799.996", "9223372036854775.807"])
  func `the description reads back`(text: String) throws {
    let amount = try #require(Amount(text))
    #expect(amount.description == text)
    #expect(Amount(amount.description) == amount)
  }

  @Test func `a sum beyond the range is nil`() {
    let largest = Amount(thousandths: .max)
    #expect(largest.adding(Amount(thousandths: 1)) == nil)
    #expect(largest.adding(.zero) == largest)
    #expect(Amount(whole: .max) == nil)
    #expect(Amount(whole: 2)?.adding(Amount(thousandths: -500))?.description == "1.5")
  }

  @Test func `amounts travel as text`() throws {
    #expect(try json(Amount("0.5")) == #""0.5""#)
    #expect(try value(#""-3.25""#, as: Amount.self) == Amount("-3.25"))
    #expect(throws: DecodingError.self) { try value("3", as: Amount.self) }
    #expect(throws: DecodingError.self) { try value(#""three""#, as: Amount.self) }
  }
}
