import Foundation
import ReportModel
import ReportRendering
import Testing

@Suite struct ChartDrawerTests {
  @Test(arguments: [
    ([0.0, 16_400_000], ValueFormat.auto, ["0", "5", "10", "15", "20"], "Value, USD million"),
    ([120, 941], .auto, ["0", "200", "400", "600", "800", "1,000"], "Value, USD"),
    ([-0.809, 0.2], .change, ["\u{2212}100%", "\u{2212}50%", "0%", "50%"], "Value, USD"),
    ([0, 0.034], .percent, ["0%", "1%", "2%", "3%", "4%"], "Value, USD"),
    ([3_100_000_000, 9e9], .auto, ["0", "2", "4", "6", "8", "10"], "Value, USD billion"),
    ([5, 5], .auto, ["0", "1", "2", "3", "4", "5"], "Value, USD"),
  ])
  func `ticks go in steps of 1, 2 or 5`(values: [Double], format: ValueFormat, ticks: [String], label: String) {
    let svg = ChartDrawer(style: .file).svg(
      chart("bar", values.enumerated().map { point("\($0)", $1) }, format: format))
    let texts = svg.matches(of: #/text-anchor="end"[^>]*>([^<]*)</text>/#).map { String($0.1) }
    #expect(texts.filter { $0 != "X" } == ticks)
    #expect(svg.contains(">\(label)</text>"))
  }

  @Test func `a line does not bridge a missing month`() {
    let points = [0.0, 1, 3, 4].map { month in
      ChartPoint(x: "m\(Int(month))", y: month, label: "\(month)", position: 24_000 + month)
    }
    let svg = ChartDrawer(style: .file).svg(chart("line", points))
    #expect(svg.matches(of: #/stroke-linejoin:round/#).count == 2)
  }

  @Test func `bounds are drawn where they can be seen`() {
    let wide = ChartPoint(x: "a", y: 10, low: 5, high: 15, label: "")
    let narrow = ChartPoint(x: "b", y: 10, low: 9.99, high: 10.01, label: "")
    let lines = { (points: [ChartPoint]) in
      ChartDrawer(style: .file).svg(self.chart("point", points)).components(separatedBy: "<path").count
    }
    let axis = [point("c", 15), point("d", 0)]
    #expect(lines(axis + [wide]) == lines(axis + [narrow]) + 3)
  }

  @Test func `nothing to draw is said`() {
    #expect(ChartDrawer(style: .page).svg(chart("line", [])).contains("No figures to draw."))
  }

  @Test func `long names of bars stand beside them`() {
    let names = (0..<12).map { "A partner with a long name \($0)" }
    let svg = ChartDrawer(style: .file).svg(chart("bar", names.enumerated().map { point($1, Double($0)) }))
    for name in names { #expect(svg.contains(">\(name)</text>")) }
  }

  @Test func `a file names colours and fonts itself, a page by its style sheet`() {
    let chart = chart("bar", [point("a", 1)])
    #expect(!ChartDrawer(style: .file).svg(chart).contains("var("))
    #expect(ChartDrawer(style: .page).svg(chart).contains("fill:var(--s1)"))
  }

  private func point(_ x: String, _ y: Double) -> ChartPoint { ChartPoint(x: x, y: y, label: "\(y)") }

  private func chart(_ mark: String, _ points: [ChartPoint], format: ValueFormat = .auto) -> Chart {
    Chart(
      id: "a.c", number: 1, title: [.text("T")], mark: mark, table: "a.t", x: "x", y: "y", alt: "A", points: points,
      xLabel: "X", yLabel: "Value, USD", format: format)
  }
}
