/// Finds the values that a text of the report file names.
enum PlaceholderNames {
  /// Returns the names between braces, in order.
  static func names(in template: String) -> [String] {
    var names: [String] = []
    var rest = Substring(template)
    while let open = rest.firstIndex(of: "{") {
      let isEscaped = open > rest.startIndex && rest[rest.index(before: open)] == "\\"
      rest = rest[rest.index(after: open)...]
      guard !isEscaped, let close = rest.firstIndex(of: "}") else { continue }
      names.append(String(rest[..<close]))
      rest = rest[rest.index(after: close)...]
    }
    return names
  }
}
