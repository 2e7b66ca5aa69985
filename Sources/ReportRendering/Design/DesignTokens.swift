/// The fonts, colours and distances of every output, in one place.
enum DesignTokens {
  /// The fonts of running text, by preference.
  static let serif =
    "\"Libertinus Serif\", \"Source Serif 4\", Charter, \"Iowan Old Style\", Georgia, \"Liberation Serif\", serif"
  /// The fonts of captions, tables and charts.
  static let sans = "\"Source Sans 3\", \"Segoe UI\", \"Helvetica Neue\", Arial, \"Liberation Sans\", sans-serif"
  /// The fonts of codes.
  static let mono = "\"JetBrains Mono\", Consolas, Menlo, \"DejaVu Sans Mono\", monospace"

  /// The named colours on a light and on a dark page.
  static let colors: [(name: String, light: String, dark: String)] = [
    ("page", "#fffefb", "#15181c"),
    ("panel", "#f6f4ee", "#1e2329"),
    ("ink", "#1d2126", "#e6e3dc"),
    ("soft", "#5b626b", "#a2a9b2"),
    ("rule", "#d8d4c8", "#363d46"),
    ("grid", "#e8e5dc", "#2b3138"),
    ("accent", "#1d4f7c", "#8ab8e2"),
    ("warn", "#8a4b08", "#e3b26a"),
    ("warn-page", "#fbf3e4", "#2c2417"),
    ("bad", "#9c2a22", "#ef9a92"),
    ("bad-page", "#fbecea", "#311c1b"),
    ("s1", "#1d4f7c", "#7fb2e0"),
    ("s2", "#b5482a", "#ee9273"),
    ("s3", "#2a7f74", "#6cc3b6"),
    ("s4", "#a87a10", "#dcb75a"),
    ("s5", "#6b4c8a", "#b99bd8"),
    ("s6", "#5b626b", "#a2a9b2"),
  ]

  /// How many colours tell series apart before they repeat with another dash.
  static let seriesColors = 6

  /// Returns a colour's value on a light page.
  static func light(_ name: String) -> String {
    colors.first { $0.name == name }?.light ?? "#000000"
  }

  /// The colours as custom properties, light or dark.
  static func properties(dark: Bool) -> String {
    colors.map { "--\($0.name):\(dark ? $0.dark : $0.light)" }.joined(separator: ";")
  }
}
