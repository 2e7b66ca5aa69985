import ReportModel

/// One chart while it is drawn.
struct ChartDrawing {
  static let width = 720.0
  /// The height that the drawing needs.
  private(set) var height = 380.0
  /// What is drawn so far.
  private(set) var canvas: SVGCanvas

  private let chart: Chart
  private let series: [String]
  private let categories: [String]
  private let scale: ChartScale
  private let positions: [Double]?
  private let isHorizontal: Bool
  private var left = 0.0
  private var top = 0.0
  private var right = ChartDrawing.width - 14
  private var bottom = 0.0

  private static let size = 12.0
  private static let dashes: [String?] = [nil, "7 3", "2 3", "9 3 2 3"]

  init(_ chart: Chart, style: ChartStyle) {
    self.chart = chart
    canvas = SVGCanvas(style: style)
    series = Self.unique(chart.points.compactMap { chart.series == nil ? nil : $0.series ?? "" })
    categories = Self.unique(chart.points.map(\.x))
    let reach = chart.points.flatMap { [$0.y, $0.low ?? $0.y, $0.high ?? $0.y] }.filter(\.isFinite)
    let isBar = chart.mark == "bar"
    let isRatio = chart.format == .percent || chart.format == .change
    scale = ChartScale(reach, fromZero: isBar, isRatio: isRatio)
    let places = chart.points.compactMap(\.position)
    positions = !isBar && !places.isEmpty && places.count == chart.points.count ? places : nil
    let longest = categories.map { SVGCanvas.width($0, size: Self.size) }.max() ?? 0
    let isTime = !places.isEmpty && places.count == chart.points.count
    isHorizontal = isBar && !isTime && longest * Double(categories.count) > Self.width * 0.85
  }

  /// Draws everything.
  mutating func draw() {
    guard !chart.points.isEmpty else {
      height = 60
      canvas.label("No figures to draw.", 14, 34, color: "soft")
      return
    }
    top = legend() + 30
    if isHorizontal {
      drawHorizontalBars()
    } else {
      drawVerticalAxis()
      drawHorizontalAxis()
      chart.mark == "bar" ? drawBars() : drawPoints()
    }
  }

  // MARK: Axes

  private var valueLabel: String {
    guard let word = scale.word else { return chart.yLabel }
    return chart.yLabel + (chart.yLabel.contains(",") ? " " : ", ") + word
  }

  /// Draws the legend and returns its lower edge.
  private mutating func legend() -> Double {
    guard series.count > 1 else { return 4 }
    var x = 14.0
    var y = 16.0
    for (index, name) in series.enumerated() {
      let width = SVGCanvas.width(name, size: Self.size) + 40
      if x + width > Self.width, x > 14 {
        x = 14
        y += 19
      }
      if chart.mark == "line" {
        canvas.polyline([(x, y - 4), (x + 20, y - 4)], color: color(index), dash: dash(index))
      } else {
        canvas.rectangle(x, y - 10, 11, 11, color: color(index), title: "")
      }
      canvas.label(name, x + (chart.mark == "line" ? 26 : 17), y, color: "ink", size: Self.size)
      x += width
    }
    return y + 8
  }

  private mutating func drawVerticalAxis() {
    let labels = scale.ticks.map { scale.label($0) }
    left = 14 + (labels.map { SVGCanvas.width($0, size: Self.size) }.max() ?? 0) + 8
    bottom = top + 262
    height = bottom + 44
    canvas.label(valueLabel, 14, top - 15, size: Self.size)
    for (tick, label) in zip(scale.ticks, labels) {
      let y = y(tick)
      canvas.line(left, y, right, y, color: tick == 0 ? "soft" : "grid")
      canvas.label(label, left - 8, y + 4, align: .end, size: Self.size)
    }
  }

  private mutating func drawHorizontalAxis() {
    let placed: [(x: Double, text: String)] =
      if let positions {
        Self.unique(zip(positions, chart.points).map { Place(position: $0, text: $1.x) })
          .sorted { $0.position < $1.position }.map { (x(at: $0.position), $0.text) }
      } else {
        categories.enumerated().map { (band($0).middle, $1) }
      }
    canvas.label(chart.xLabel, right, bottom + 38, align: .end, size: Self.size)
    // Labels that would touch are thinned evenly, so that a regular axis stays regular.
    var every = 1
    while every < placed.count, !Self.fits(placed, every: every) { every += 1 }
    for (index, place) in placed.enumerated() where index % every == 0 {
      let half = SVGCanvas.width(place.text, size: Self.size) / 2
      canvas.line(place.x, bottom, place.x, bottom + 4, color: "soft")
      canvas.label(
        place.text, min(max(place.x, half + 2), Self.width - half - 2), bottom + 19, align: .middle, size: Self.size)
    }
  }

  private struct Place: Hashable {
    var position: Double
    var text: String
  }

  private static func fits(_ placed: [(x: Double, text: String)], every: Int) -> Bool {
    var edge = -Double.infinity
    for (index, place) in placed.enumerated() where index % every == 0 {
      let half = SVGCanvas.width(place.text, size: size) / 2
      if place.x - half < edge { return false }
      edge = place.x + half + 10
    }
    return true
  }

  // MARK: Marks

  private mutating func drawPoints() {
    let columns = Dictionary(uniqueKeysWithValues: categories.enumerated().map { ($1, $0) })
    for (index, name) in (series.isEmpty ? [""] : series).enumerated() {
      let own = chart.points.filter { series.isEmpty || ($0.series ?? "") == name }
      let placed = own.map { point -> (order: Double, x: Double, point: ChartPoint) in
        if positions != nil, let position = point.position { return (position, x(at: position), point) }
        let column = columns[point.x] ?? 0
        return (Double(column), band(column).middle, point)
      }.sorted { $0.order < $1.order }
      if chart.mark == "line" {
        for run in Self.runs(placed.map(\.order)) {
          canvas.polyline(
            run.map { (placed[$0].x, y(placed[$0].point.y)) }, color: color(index), dash: dash(index))
        }
      }
      for item in placed {
        errorBar(item.point, at: item.x, color: color(index))
        canvas.dot(
          item.x, y(item.point.y), color: color(index), title: tooltip(item.point),
          radius: placed.count > 60 ? 1.6 : 3.2)
      }
    }
  }

  /// Returns runs of neighbours: a line does not bridge a figure that is missing.
  private static func runs(_ orders: [Double]) -> [Range<Int>] {
    let steps = zip(orders, orders.dropFirst()).map { $1 - $0 }
    let usual = steps.filter { $0 > 0 }.min() ?? 1
    var runs: [Range<Int>] = []
    var start = 0
    for (index, step) in steps.enumerated() where step > usual * 1.5 {
      runs.append(start..<(index + 1))
      start = index + 1
    }
    if start < orders.count { runs.append(start..<orders.count) }
    return runs
  }

  private mutating func drawBars() {
    let columns = Dictionary(uniqueKeysWithValues: categories.enumerated().map { ($1, $0) })
    let rows = Dictionary(uniqueKeysWithValues: series.enumerated().map { ($1, $0) })
    for point in chart.points {
      let band = band(columns[point.x] ?? 0)
      let index = rows[point.series ?? ""] ?? 0
      let width = min(band.width * 0.74 / Double(max(series.count, 1)), 64)
      let x = band.middle - width * Double(max(series.count, 1)) / 2 + width * Double(index)
      let edges = [y(0), y(point.y)]
      canvas.rectangle(
        x, edges.min() ?? 0, max(width - 1, 1), max((edges[0] - edges[1]).magnitude, 0.5), color: color(index),
        title: tooltip(point))
      errorBar(point, at: x + width / 2, color: "ink")
    }
  }

  private mutating func errorBar(_ point: ChartPoint, at x: Double, color: String) {
    let low = y(point.low ?? point.y)
    let high = y(point.high ?? point.y)
    // Shorter than the mark itself it would only be dirt.
    guard low - high > 5 else { return }
    canvas.line(x, low, x, high, color: color)
    for edge in [low, high] { canvas.line(x - 4, edge, x + 4, edge, color: color) }
  }

  private mutating func drawHorizontalBars() {
    let groups = Double(max(series.count, 1))
    let thickness = groups > 1 ? 13.0 : 17.0
    let pitch = thickness * groups + 10
    let longest = categories.map { SVGCanvas.width($0, size: Self.size) }.max() ?? 0
    left = min(14 + longest + 10, Self.width * 0.42)
    bottom = top + pitch * Double(categories.count) + 4
    height = bottom + 26
    right = Self.width - 70
    canvas.label(valueLabel, left, top - 14, size: Self.size)
    for tick in scale.ticks {
      canvas.line(along(tick), top - 4, along(tick), bottom, color: tick == 0 ? "soft" : "grid")
      canvas.label(scale.label(tick), along(tick), bottom + 17, align: .middle, size: Self.size)
    }
    let columns = Dictionary(uniqueKeysWithValues: categories.enumerated().map { ($1, $0) })
    let rows = Dictionary(uniqueKeysWithValues: series.enumerated().map { ($1, $0) })
    for (index, category) in categories.enumerated() {
      let middle = top + pitch * (Double(index) + 0.5)
      canvas.label(Self.shortened(category, to: left - 24), left - 10, middle + 4, align: .end, color: "ink")
    }
    for point in chart.points {
      let index = rows[point.series ?? ""] ?? 0
      let y = top + pitch * Double(columns[point.x] ?? 0) + 5 + thickness * Double(index)
      let edges = [along(0), along(point.y)]
      canvas.rectangle(
        edges.min() ?? 0, y, max((edges[0] - edges[1]).magnitude, 0.5), thickness - 1, color: color(index),
        title: tooltip(point))
      let low = along(point.low ?? point.y)
      let high = along(point.high ?? point.y)
      if high - low > 5 {
        canvas.line(low, y + thickness / 2, high, y + thickness / 2, color: "ink")
        for edge in [low, high] { canvas.line(edge, y + 4, edge, y + thickness - 5, color: "ink") }
      }
    }
  }

  // MARK: Places

  private func y(_ value: Double) -> Double { bottom - scale.fraction(value) * (bottom - top) }

  private func along(_ value: Double) -> Double { left + scale.fraction(value) * (right - left) }

  private func x(at position: Double) -> Double {
    let lowest = positions?.min() ?? 0
    let highest = positions?.max() ?? 1
    guard highest > lowest else { return (left + right) / 2 }
    return left + 18 + (position - lowest) / (highest - lowest) * (right - left - 44)
  }

  private func band(_ index: Int) -> (middle: Double, width: Double) {
    let width = (right - left) / Double(max(categories.count, 1))
    return (left + width * (Double(index) + 0.5), width)
  }

  private func color(_ index: Int) -> String { "s\(index % DesignTokens.seriesColors + 1)" }

  private func dash(_ index: Int) -> String? { Self.dashes[index % Self.dashes.count] }

  private func tooltip(_ point: ChartPoint) -> String {
    [point.series, point.x].compactMap { $0 }.joined(separator: ", ") + ": " + point.label
  }

  private static func shortened(_ text: String, to width: Double) -> String {
    guard SVGCanvas.width(text, size: size) > width else { return text }
    var text = text
    while !text.isEmpty, SVGCanvas.width(text + "\u{2026}", size: size) > width { text.removeLast() }
    return text + "\u{2026}"
  }

  private static func unique<Element: Hashable>(_ items: [Element]) -> [Element] {
    var seen: Set<Element> = []
    return items.filter { seen.insert($0).inserted }
  }
}
