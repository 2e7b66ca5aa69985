/// Escapes for GitHub-flavoured Markdown: text stays text wherever it stands.
enum MarkdownText {
  /// Returns the text with everything that could become markup escaped.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in visible(text).unicodeScalars {
      switch scalar {
      case "\\", "`", "*", "_", "[", "]", "<", ">", "|", "~", "&", "$", "#", "^": result.unicodeScalars.append("\\")
      default: break
      }
      result.unicodeScalars.append(scalar)
    }
    // An exclamation mark before a link would make it an image, which a viewer fetches.
    if result.hasSuffix("!") { result = result.dropLast() + "\\!" }
    return withoutBareAddresses(result)
  }

  /// Returns the line with a first character that would begin a list, a heading, a rule or a quote escaped.
  static func escapedStart(_ line: String) -> String {
    let digits = line.prefix { $0.isASCII && $0.isNumber }
    let rest = line.dropFirst(digits.count)
    if !digits.isEmpty, digits.count <= 9, let mark = rest.first, mark == "." || mark == ")" {
      return digits + "\\" + rest
    }
    guard let first = line.first, "-+=:".contains(first) else { return line }
    return "\\" + line
  }

  /// Returns a code span that holds any text, whatever backticks it has.
  static func code(_ text: String) -> String {
    let text = visible(text)
    var longest = 0
    var run = 0
    for character in text {
      run = character == "`" ? run + 1 : 0
      longest = max(longest, run)
    }
    let fence = String(repeating: "`", count: longest + 1)
    let needsSpace = text.hasPrefix("`") || text.hasSuffix("`") || text.isEmpty
    let pad = needsSpace ? " " : ""
    return fence + pad + text + pad + fence
  }

  /// Returns an address for the inside of `<…>`.
  static func address(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "<": result += "%3C"
      case ">": result += "%3E"
      case "\\": result += "%5C"
      case "|": result += "%7C"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// Returns the text with the colon of bare web addresses written so that no reader turns them into links.
  private static func withoutBareAddresses(_ text: String) -> String {
    guard text.contains("://") || text.contains("www.") || text.contains("@") else { return text }
    var result = ""
    var rest = text[...]
    while let next = rest.first {
      if rest.hasPrefix("://") {
        result += "&#58;//"
        rest = rest.dropFirst(3)
      } else if rest.hasPrefix("www.") {
        result += "www&#46;"
        rest = rest.dropFirst(4)
      } else if next == "@" {
        result += "&#64;"
        rest = rest.dropFirst()
      } else {
        result.append(next)
        rest = rest.dropFirst()
      }
    }
    return result
  }
}
