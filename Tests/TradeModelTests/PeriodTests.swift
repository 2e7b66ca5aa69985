import TradeModel
import Testing

@Suite struct PeriodTests {
  @Test(arguments: [
    ("2020", "2020-01-01", "2020-12-31"), ("2020-Q1", "2020-01-01", "2020-03-31"),
    ("2020-Q4", "2020-10-01", "2020-12-31"),
    ("2020-02", "2020-02-01", "2020-02-29"), ("2020-04-30", "2020-04-30", "2020-04-30"),
    ("2022-01..2022-04", "2022-01-01", "2022-04-30"), ("2019..2021", "2019-01-01", "2021-12-31"),
    ("2020-04..2021-03", "2020-04-01", "2021-03-31"), ("2020-01-15..2020-02-03", "2020-01-15", "2020-02-03"),
  ])
  func `text is read as whole days and written back`(text: String, first: String, last: String) throws {
    let period = try #require(Period(text))
    #expect(period.start.description == first)
    #expect(period.lastDay.description == last)
    #expect(period.description == text)
    #expect(try value(json(period), as: Period.self) == period)
  }

  @Test(arguments: [
    ("2020-01..2020-12", "2020"), ("2020-Q1..2020-Q2", "2020-01..2020-06"), ("2020-01-01..2020-01-31", "2020-01"),
    ("2020-10..2020-12", "2020-Q4"),
  ])
  func `the shortest text is written`(text: String, shortest: String) {
    #expect(Period(text)?.description == shortest)
  }

  @Test(arguments: [
    "", "20", "02020", "2020-Q0", "2020-Q5", "2020-Q", "2020-13", "2020-1", "2021..2020", "2020..", "..2020",
    "2020.2021",
    "2020-02-30", "2020-01..2020-02..2020-03", "0000", "abcd", "2020-Q+1", "+020",
  ])
  func `other text is refused`(text: String) {
    #expect(Period(text) == nil)
  }

  @Test func `periods contain and overlap by days`() throws {
    let year = try #require(Period("2020"))
    let quarter = try #require(Period("2020-Q1"))
    let april = try #require(Period("2020-04"))
    #expect(year.contains(quarter) && year.contains(year) && !quarter.contains(year))
    #expect(year.overlaps(april) && !quarter.overlaps(april))
    #expect(year.dayCount == 366)
    #expect(try #require(Period("2020-01")) < quarter)
    #expect(quarter < april)
  }

  @Test func `an empty or reversed span is no period`() throws {
    let day = try #require(CalendarDate("2020-01-01"))
    #expect(Period(start: day, end: day) == nil)
    #expect(Period(start: day.advanced(byDays: 1), end: day) == nil)
  }
}
