import Testing
import TradeModel
import TradeStore

@Suite struct MappedFormTests {
  @Test(
    arguments: [
      ("1,234,567.5", "1234567.5"), ("12,34,567", "1234567"), ("-1,234", "-1234"), ("17", "17"), ("1,5", nil),
      ("1,2345", nil), ("1.234.5", nil), ("1234,567", nil), (",123", nil), ("1,,234", nil),
    ] as [(String, String?)])
  func `groups of digits are checked before their separator is dropped`(text: String, plain: String?) {
    #expect(NumberForm(thousands: ",").plain(text) == plain)
  }

  @Test(arguments: [("1.234,5", "1234.5"), ("0,25", "0.25"), ("1.5", nil), ("1,5,0", nil)] as [(String, String?)])
  func `a decimal comma is no thousands separator`(text: String, plain: String?) {
    #expect(NumberForm(decimal: ",", thousands: ".").plain(text) == plain)
  }

  @Test func `blanks between thousands may be no-break ones`() {
    let form = NumberForm(decimal: ",", thousands: " ")
    #expect(form.plain("1\u{202F}234\u{A0}567,8") == "1234567.8")
    #expect(NumberForm(decimal: ",").plain("1.5") == nil)
  }

  @Test(
    arguments: [
      (PeriodForm.year, "2022", "2022"), (.month, "202204", "2022-04"), (.monthWithHyphen, "2022-04", "2022-04"),
      (.monthWithDot, "2022.04", "2022-04"), (.monthWithSlash, "2022/12", "2022-12"),
      (.fiscalYear, "2022-23", "2022-04..2023-03"), (.fiscalYear, "2022/2023", "2022-04..2023-03"),
      (.year, "202204", nil), (.month, "202213", nil), (.month, "2022.4", nil), (.monthWithDot, "2022-04", nil),
      (.fiscalYear, "2022-24", nil), (.year, "-022", nil), (.year, "20 2", nil),
    ] as [(PeriodForm, String, String?)])
  func `a period is read in its form alone`(form: PeriodForm, text: String, period: String?) {
    #expect(form.period(text)?.description == period)
  }
}
