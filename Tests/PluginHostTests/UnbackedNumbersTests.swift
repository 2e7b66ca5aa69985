import PluginHost
import Testing

@Suite struct UnbackedNumbersTests {
  @Test(arguments: [
    "", "Imports fell.", "In {y} it was {v}.", "{a.b-c_1}", "COVID-19 and H1N1", "in 2020", "2019-2020", "2019–2020",
    "(2020)", "since 2020,", "**2020**", "code `300490` and `4015.12`", "[the record](https://example.org/1/2?a=3)",
    "A note.[^1] Another.[^note-2]", "three suppliers", "2020-2021/2022", "the G20", "Table @t1", "[2020](https://a.b)",
    "{a}{b} `9`{c}",
  ])
  func `a text without figures is let through`(text: String) {
    #expect(UnbackedNumbers.words(in: text) == [])
  }

  @Test(arguments: [
    ("It was 500.", "500."), ("It was 1,000,000 in all", "1,000,000"), ("-80%", "-80%"), ("+3", "+3"), ("1899", "1899"),
    ("2100", "2100"), ("20200", "20200"), ("$5", "$5"), ("€ 5", "5"), ("**5**", "5"), ("*5 pieces*", "5"),
    ("[5](https://example.org)", "5"), ("(5)", "(5)"), ("5/7", "5/7"), ("2020: 5", "5"), ("٣", "٣"), ("½", "½"),
    ("{a} of 12 {b}", "12"), ("`1` 2", "2"), ("1 `2`", "1"),
  ])
  func `a bare figure is found`(text: String, figure: String) {
    #expect(UnbackedNumbers.words(in: text) == [figure])
  }

  @Test(arguments: [
    ("open { 500", "500"), ("{500 million}", "{500"), ("{ 500 }", "500"), ("\\{500}", "{500}"), ("`500", "`500"),
    ("``500", "``500"), ("\\`500\\`", "`500`"), ("](500 million)", "500"), ("[^500", "500"), ("[^500 a]", "500"),
    ("{} 500", "500"), ("{a {500 b}", "{500"),
  ])
  func `markup that is printed as it stands hides no figure`(text: String, figure: String) {
    #expect(UnbackedNumbers.words(in: text).contains { $0.contains(figure) }, "\(UnbackedNumbers.words(in: text))")
  }

  @Test(arguments: [
    "US$491.1", "5m", "(5m)", "3.2bn", "500million", "20kg", "80percent", "USD5$", "1,000t", "7.5x", "€5m", "USD491.1m",
    "1950%", "X-4711", "A4711B", "v1.2.3",
  ])
  func `a currency or a measure does not make a figure a name`(text: String) {
    #expect(UnbackedNumbers.words(in: "It was \(text) then.") == [text])
  }

  @Test(arguments: ["19th", "2nd", "3D", "5G", "1990s", "SARS-CoV-2", "HS2022", "P001", "4x4-built"])
  func `a name with digits is no figure`(text: String) {
    #expect(UnbackedNumbers.words(in: "The \(text) one") == [])
  }
}
