/// Collects the elements of a drawing; the same calls give the same bytes.
struct SVGCanvas {
  private(set) var elements: [String] = []
  private let style: ChartStyle

  /// Where a label's anchor point is.
  enum Align: String {
    case start, middle, end
  }

  init(style: ChartStyle) {
    self.style = style
  }

  /// Returns a coordinate with one decimal at most.
  static func number(_ value: Double) -> String {
    guard value.isFinite, value.magnitude < 1e9 else { return "0" }
    let tenths = Int64((value * 10).rounded())
    let magnitude = tenths.magnitude
    let text = magnitude % 10 == 0 ? String(magnitude / 10) : "\(magnitude / 10).\(magnitude % 10)"
    return tenths < 0 ? "-" + text : text
  }

  /// Returns about how wide a label is.
  static func width(_ text: String, size: Double) -> Double {
    var units = 0.0
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x1100...0x11FF, 0x2E80...0xFFEF: units += 1
      case 0x20...0x2F, 0x3A, 0x3B: units += 0.32
      case 0x41...0x5A: units += 0.66
      default: units += 0.54
      }
    }
    return units * size
  }

  mutating func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, color: String, width: Double = 1) {
    elements.append(
      "<path d=\"M\(n(x1)) \(n(y1))L\(n(x2)) \(n(y2))\" style=\"\(stroke(color, width))\"/>")
  }

  mutating func polyline(_ points: [(Double, Double)], color: String, dash: String?) {
    guard points.count > 1 else { return }
    let path = points.enumerated().map { ($0 == 0 ? "M" : "L") + n($1.0) + " " + n($1.1) }.joined()
    let dashes = dash.map { ";stroke-dasharray:" + $0 } ?? ""
    elements.append("<path d=\"\(path)\" style=\"\(stroke(color, 2))\(dashes);stroke-linejoin:round\"/>")
  }

  mutating func rectangle(_ x: Double, _ y: Double, _ width: Double, _ height: Double, color: String, title: String) {
    elements.append(
      "<rect x=\"\(n(x))\" y=\"\(n(y))\" width=\"\(n(width))\" height=\"\(n(height))\" style=\"fill:\(style.color(color))\">"
        + tooltip(title) + "</rect>")
  }

  mutating func dot(_ x: Double, _ y: Double, color: String, title: String, radius: Double = 3.4) {
    elements.append(
      "<circle cx=\"\(n(x))\" cy=\"\(n(y))\" r=\"\(n(radius))\" style=\"fill:\(style.color(color))\">"
        + tooltip(title) + "</circle>")
  }

  mutating func label(
    _ text: String, _ x: Double, _ y: Double, align: Align = .start, color: String = "soft", size: Double = 12
  ) {
    elements.append(
      "<text x=\"\(n(x))\" y=\"\(n(y))\" text-anchor=\"\(align.rawValue)\" font-size=\"\(n(size))\" "
        + "style=\"fill:\(style.color(color))\">\(MarkupText.escaped(text))</text>")
  }

  private func n(_ value: Double) -> String { Self.number(value) }

  private func stroke(_ color: String, _ width: Double) -> String {
    "fill:none;stroke:\(style.color(color));stroke-width:\(n(width))"
  }

  private func tooltip(_ text: String) -> String {
    text.isEmpty ? "" : "<title>" + MarkupText.escaped(text) + "</title>"
  }
}
