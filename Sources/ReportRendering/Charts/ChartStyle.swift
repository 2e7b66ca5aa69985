/// Where a chart is shown, which decides how it names colours and fonts.
package enum ChartStyle: Sendable {
  /// Inside a page whose style sheet defines the colours, so that the dark page has its own.
  case page
  /// A file of its own, with plain colours and the font that the PDF renderer ships.
  case file

  /// Returns the value of a colour property.
  func color(_ name: String) -> String {
    switch self {
    case .page: "var(--\(name))"
    case .file: DesignTokens.light(name)
    }
  }

  /// The fonts of labels.
  var font: String {
    switch self {
    case .page: "var(--sans)"
    case .file: "Libertinus Serif"
    }
  }
}
