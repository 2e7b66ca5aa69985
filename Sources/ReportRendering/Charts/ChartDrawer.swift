package import ReportModel

/// Draws a chart as SVG: lines, bars or points with axes, error bars and a legend; the same chart, the same bytes.
package struct ChartDrawer: Sendable {
  private let style: ChartStyle

  /// Creates a drawer for a place where charts are shown.
  package init(style: ChartStyle) {
    self.style = style
  }

  /// Returns the chart as one `svg` element.
  package func svg(_ chart: Chart) -> String {
    var drawing = ChartDrawing(chart, style: style)
    drawing.draw()
    let name = MarkupText.escaped("chart-" + chart.id)
    let title = MarkupText.escaped("Chart \(chart.number). " + chart.title.plainText)
    let size = "\(SVGCanvas.number(ChartDrawing.width)) \(SVGCanvas.number(drawing.height))"
    let file =
      switch style {
      case .page: ""
      case .file:
        " width=\"\(SVGCanvas.number(ChartDrawing.width))\" height=\"\(SVGCanvas.number(drawing.height))\""
      }
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(size)\"\(file) role=\"img\" "
      + "aria-labelledby=\"\(name)-t \(name)-d\" style=\"font-family:\(style.font)\">"
      + "<title id=\"\(name)-t\">\(title)</title><desc id=\"\(name)-d\">\(MarkupText.escaped(chart.alt))</desc>\n"
      + drawing.canvas.elements.joined(separator: "\n") + "\n</svg>"
  }
}
