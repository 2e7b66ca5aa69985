import TradeModel
import Testing

@Suite struct CalendarDateTests {
  @Test(arguments: [
    ("1970-01-01", 0), ("1969-12-31", -1), ("2000-02-29", 11_016), ("2020-01-01", 18_262), ("2022-06-10", 19_153),
    ("0001-01-01", -719_162), ("9999-12-31", 2_932_896),
  ])
  func `days are counted from 1970`(text: String, dayNumber: Int32) throws {
    let date = try #require(CalendarDate(text))
    #expect(date.dayNumber == dayNumber)
    #expect(date.description == text)
    #expect(CalendarDate(dayNumber: dayNumber) == date)
  }

  @Test(arguments: [
    "", "2020", "2020-1-01", "2020-01-1", "20-01-01", "2021-02-29", "1900-02-29", "2020-13-01", "2020-00-10",
    "2020-04-31",
    "2020-04-00", "0000-01-01", "2020-04-30T00:00", "2020/04/30", "2020-+1-01", "-020-01-01",
  ])
  func `other text is refused`(text: String) {
    #expect(CalendarDate(text) == nil)
  }

  @Test func `every day number has one date, in order`() throws {
    var previous = try #require(CalendarDate(dayNumber: -1000).components as (year: Int, month: Int, day: Int)?)
    for dayNumber in Int32(-999)...60_000 {
      let current = CalendarDate(dayNumber: dayNumber).components
      #expect((previous.year, previous.month, previous.day) < (current.year, current.month, current.day))
      #expect(
        CalendarDate(year: current.year, month: current.month, day: current.day)?.dayNumber == dayNumber)
      previous = current
    }
  }

  @Test func `dates advance across months and leap days`() throws {
    let date = try #require(CalendarDate("2020-02-28"))
    #expect(date.advanced(byDays: 2).description == "2020-03-01")
    #expect(date.advanced(byDays: -59).description == "2019-12-31")
    #expect(date < date.advanced(byDays: 1))
  }
}
