/// Reads the inline markup of a text in one pass; everything that is no markup is literal.
package struct InlineParser {
  private let bytes: [UInt8]
  private let end: Int
  private let allowsLinks: Bool
  private var position: Int
  private var literal: [UInt8] = []
  private var frames = [Frame(marker: 0, items: [])]
  private var knowsNoBacktickFollows = false

  private struct Frame {
    /// How many asterisks opened it; 0 for the text itself.
    var marker: Int
    var items: [DraftInline]
  }

  /// The deepest nesting of emphasis; deeper asterisks are literal.
  private static let maximumDepth = 8
  /// How far the end of a link is searched, so that hostile texts take no longer than others.
  private static let maximumLinkBytes = 2048

  private init(bytes: [UInt8], range: Range<Int>, allowsLinks: Bool) {
    self.bytes = bytes
    self.position = range.lowerBound
    self.end = range.upperBound
    self.allowsLinks = allowsLinks
  }

  /// Returns the pieces of a text.
  package static func parse(_ text: String) -> [DraftInline] {
    let bytes = Array(text.utf8)
    var parser = InlineParser(bytes: bytes, range: 0..<bytes.count, allowsLinks: true)
    return parser.parse()
  }

  private mutating func parse() -> [DraftInline] {
    while position < end {
      switch bytes[position] {
      case UInt8(ascii: "\\"): readEscape()
      case UInt8(ascii: "`"): readCode()
      case UInt8(ascii: "*"): readAsterisks()
      case UInt8(ascii: "{"): readPlaceholder()
      case UInt8(ascii: "["): readBracket()
      case UInt8(ascii: "@"): readReference()
      default: take()
      }
    }
    while frames.count > 1 { closeUnfinishedFrame() }
    flush()
    return frames[0].items
  }

  private mutating func take() {
    literal.append(bytes[position])
    position += 1
  }

  private mutating func flush() {
    guard !literal.isEmpty else { return }
    append(.text(String(decoding: literal, as: UTF8.self)))
    literal.removeAll()
  }

  private mutating func append(_ item: DraftInline) {
    if case .text(let text) = item, case .text(let before)? = frames[frames.count - 1].items.last {
      frames[frames.count - 1].items.removeLast()
      frames[frames.count - 1].items.append(.text(before + text))
      return
    }
    frames[frames.count - 1].items.append(item)
  }

  private mutating func emit(_ item: DraftInline, next: Int) {
    flush()
    append(item)
    position = next
  }

  private mutating func readEscape() {
    let next = position + 1
    guard next < end, "\\`*{}[]()@^_#|<>!-+.".utf8.contains(bytes[next]) else { return take() }
    position = next
    take()
  }

  private mutating func readCode() {
    guard !knowsNoBacktickFollows else { return take() }
    guard let close = bytes[(position + 1)..<end].firstIndex(of: UInt8(ascii: "`")) else {
      knowsNoBacktickFollows = true
      return take()
    }
    guard close > position + 1 else {
      take()
      return take()
    }
    emit(.code(String(decoding: bytes[(position + 1)..<close], as: UTF8.self)), next: close + 1)
  }

  private mutating func readAsterisks() {
    var run = position
    while run < end, bytes[run] == UInt8(ascii: "*") { run += 1 }
    let count = run - position
    guard count <= 3 else {
      while position < run { take() }
      return
    }
    let touchesBefore = position > 0 && !Self.isSpace(bytes[position - 1])
    let touchesAfter = run < end && !Self.isSpace(bytes[run])
    if touchesBefore, let depth = frames.lastIndex(where: { $0.marker > 0 && $0.marker <= count }) {
      while frames.count > depth + 1 { closeUnfinishedFrame() }
      let marker = frames[depth].marker
      closeFrame()
      position += marker
      return
    }
    guard touchesAfter, frames.count <= Self.maximumDepth else {
      while position < run { take() }
      return
    }
    flush()
    // Three asterisks open strong text with emphasis inside.
    if count == 3 { frames.append(Frame(marker: 2, items: [])) }
    frames.append(Frame(marker: count == 2 ? 2 : 1, items: []))
    position = run
  }

  private mutating func closeFrame() {
    flush()
    let frame = frames.removeLast()
    append(frame.marker == 2 ? .strong(frame.items) : .emphasis(frame.items))
  }

  private mutating func closeUnfinishedFrame() {
    flush()
    let frame = frames.removeLast()
    append(.text(String(repeating: "*", count: frame.marker)))
    for item in frame.items { append(item) }
  }

  private mutating func readPlaceholder() {
    let nameEnd = endOfName(from: position + 1)
    guard nameEnd > position + 1, nameEnd - position <= 130, nameEnd < end, bytes[nameEnd] == UInt8(ascii: "}") else {
      return take()
    }
    emit(.placeholder(String(decoding: bytes[(position + 1)..<nameEnd], as: UTF8.self)), next: nameEnd + 1)
  }

  private mutating func readReference() {
    let isAfterWord = position > 0 && Self.isNameByte(bytes[position - 1])
    var nameEnd = endOfName(from: position + 1)
    while nameEnd > position + 1, bytes[nameEnd - 1] == UInt8(ascii: ".") || bytes[nameEnd - 1] == UInt8(ascii: "-") {
      nameEnd -= 1
    }
    guard !isAfterWord, nameEnd > position + 1 else { return take() }
    emit(.reference(String(decoding: bytes[(position + 1)..<nameEnd], as: UTF8.self)), next: nameEnd)
  }

  private mutating func readBracket() {
    if position + 1 < end, bytes[position + 1] == UInt8(ascii: "^") {
      let nameEnd = endOfName(from: position + 2)
      guard nameEnd > position + 2, nameEnd < end, bytes[nameEnd] == UInt8(ascii: "]") else { return take() }
      emit(.footnote(String(decoding: bytes[(position + 2)..<nameEnd], as: UTF8.self)), next: nameEnd + 1)
      return
    }
    let limit = min(end, position + Self.maximumLinkBytes)
    guard allowsLinks, let close = closingBracket(before: limit), close + 1 < limit,
      bytes[close + 1] == UInt8(ascii: "("),
      let addressEnd = closingParenthesis(from: close + 2, before: limit)
    else { return take() }
    var inner = InlineParser(bytes: bytes, range: (position + 1)..<close, allowsLinks: false)
    let address = String(decoding: bytes[(close + 2)..<addressEnd], as: UTF8.self)
    emit(.link(inner.parse(), address: address), next: addressEnd + 1)
  }

  private func closingBracket(before limit: Int) -> Int? {
    var index = position + 1
    while index < limit {
      switch bytes[index] {
      case UInt8(ascii: "\\"): index += 2
      case UInt8(ascii: "]"): return index
      case UInt8(ascii: "["): return nil
      default: index += 1
      }
    }
    return nil
  }

  private func closingParenthesis(from start: Int, before limit: Int) -> Int? {
    var depth = 0
    for index in start..<max(start, limit) {
      switch bytes[index] {
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")") where depth == 0: return index
      case UInt8(ascii: ")"): depth -= 1
      case 0...32: return nil
      default: break
      }
    }
    return nil
  }

  private func endOfName(from start: Int) -> Int {
    var index = start
    while index < end, Self.isNameByte(bytes[index]) { index += 1 }
    return index
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "-"):
      true
    default: false
    }
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte <= 32 }
}
