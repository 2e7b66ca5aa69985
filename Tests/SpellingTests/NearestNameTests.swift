import Spelling
import Testing

@Suite struct NearestNameTests {
  @Test(arguments: [
    ("titel", "title"), ("tilte", "title"), ("titl", "title"), ("titles", "title"), ("tutle", "title"),
    ("wiht", "with"),
    ("sectoins", "sections"), ("b", "a"),
  ])
  func `a slip of the fingers is undone`(name: String, meant: String) {
    #expect(nearestName(to: name, among: ["sections", meant, "something-else"]) == meant)
  }

  @Test(arguments: ["", "table", "report-file", "subtitle"]) func `another word is no slip`(name: String) {
    #expect(nearestName(to: name, among: ["title", "sections"]) == nil)
  }

  @Test func `of several the nearest counts, and of equals the first by name`() {
    #expect(nearestName(to: "values", among: ["valued", "value", "values-2"]) == "value")
    #expect(nearestName(to: "x", among: []) == nil)
  }
}
