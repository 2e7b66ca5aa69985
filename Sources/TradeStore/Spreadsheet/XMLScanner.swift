/// Reads XML in UTF-8 from front to back, strictly: tags must match, and there are no entities but the five of XML itself.
///
/// A document type is refused, because it can define text that grows without end.
struct XMLScanner {
  /// A piece of a document.
  enum Event {
    /// A tag that opens; one without content is followed by its end.
    case start(name: String, attributes: [String: String])
    /// A tag that closes.
    case end(name: String)
    /// Text between tags.
    case text(String)
  }

  private let bytes: [UInt8]
  private let place: String
  private var cursor = 0
  private var open: [String] = []
  private var pendingEnd = false
  private var hasRoot = false
  private static let depthLimit = 64

  /// Creates a scanner; `place` names the document in errors.
  init(_ bytes: [UInt8], place: String) {
    self.bytes = bytes
    self.place = place
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { cursor = 3 }
  }

  /// Returns the next piece; nil at the end.
  ///
  /// Names come without their prefixes.
  mutating func next() throws(StoreError) -> Event? {
    if pendingEnd {
      pendingEnd = false
      return .end(name: open.removeLast())
    }
    while cursor < bytes.count {
      guard bytes[cursor] == lessThan else {
        let end = bytes[cursor...].firstIndex(of: lessThan) ?? bytes.count
        let text = try unescaped(cursor..<end)
        guard !open.isEmpty || text.allSatisfy(\.isWhitespace) else { throw malformed("text outside all tags") }
        cursor = end
        if !open.isEmpty { return .text(text) }
        continue
      }
      if try skip("<!--", to: "-->") { continue }
      if try skip("<?", to: "?>") { continue }
      if follows("<![CDATA[") {
        let start = cursor + 9
        let end = try find("]]>", from: start)
        guard !open.isEmpty else { throw malformed("text outside all tags") }
        cursor = end + 3
        return .text(try text(start..<end))
      }
      if follows("<!") { throw malformed("a document type, which is not allowed") }
      return follows("</") ? try endTag() : try startTag()
    }
    guard open.isEmpty, hasRoot else { throw malformed("an end before all tags are closed") }
    return nil
  }

  private mutating func endTag() throws(StoreError) -> Event {
    cursor += 2
    let name = try self.name()
    skipSpaces()
    guard cursor < bytes.count, bytes[cursor] == greaterThan, open.last == name else {
      throw malformed("a closing tag '\(name)' that matches none")
    }
    cursor += 1
    open.removeLast()
    return .end(name: name)
  }

  private mutating func startTag() throws(StoreError) -> Event {
    cursor += 1
    let name = try self.name()
    guard !open.isEmpty || !hasRoot else { throw malformed("a second root '\(name)'") }
    guard open.count < XMLScanner.depthLimit else { throw malformed("more than \(XMLScanner.depthLimit) nested tags") }
    hasRoot = true
    var attributes: [String: String] = [:]
    while true {
      let before = cursor
      skipSpaces()
      guard cursor < bytes.count else { throw malformed("an end inside a tag") }
      if bytes[cursor] == greaterThan {
        cursor += 1
        break
      }
      if follows("/>") {
        cursor += 2
        pendingEnd = true
        break
      }
      guard cursor > before else { throw malformed("a tag '\(name)' that cannot be read") }
      let key = try self.name()
      guard cursor + 1 < bytes.count, bytes[cursor] == UInt8(ascii: "=") else {
        throw malformed("an attribute '\(key)' without a value")
      }
      let mark = bytes[cursor + 1]
      guard mark == UInt8(ascii: "\"") || mark == UInt8(ascii: "'"),
        let end = bytes[(cursor + 2)...].firstIndex(of: mark)
      else { throw malformed("an attribute '\(key)' without a closed value") }
      attributes[key] = try unescaped(cursor + 2..<end)
      cursor = end + 1
    }
    open.append(name)
    return .start(name: name, attributes: attributes)
  }

  /// Reads a name and returns what stands after its prefix.
  private mutating func name() throws(StoreError) -> String {
    var end = cursor
    while end < bytes.count, !XMLScanner.endsName.contains(bytes[end]) { end += 1 }
    guard end > cursor else { throw malformed("a tag without a name") }
    let whole = try text(cursor..<end)
    cursor = end
    return whole.split(separator: ":").last.map(String.init) ?? whole
  }

  private static let endsName: Set<UInt8> = Set(" \t\r\n/>=<\"'&".utf8)

  private mutating func skipSpaces() {
    while cursor < bytes.count, [32, 9, 10, 13].contains(bytes[cursor]) { cursor += 1 }
  }

  private func follows(_ mark: StaticString) -> Bool {
    bytes[cursor...].starts(with: mark.description.utf8)
  }

  private mutating func skip(_ start: StaticString, to end: StaticString) throws(StoreError) -> Bool {
    guard follows(start) else { return false }
    cursor = try find(end, from: cursor + start.utf8CodeUnitCount) + end.utf8CodeUnitCount
    return true
  }

  private func find(_ mark: StaticString, from start: Int) throws(StoreError) -> Int {
    let wanted = Array(mark.description.utf8)
    var place = start
    while place + wanted.count <= bytes.count {
      if bytes[place] == wanted[0], bytes[place...].starts(with: wanted) { return place }
      place += 1
    }
    throw malformed("no '\(mark)' where one is needed")
  }

  private func text(_ range: Range<Int>) throws(StoreError) -> String {
    guard let text = String(validating: bytes[range], as: UTF8.self) else { throw malformed("text that is not UTF-8") }
    return text
  }

  private func unescaped(_ range: Range<Int>) throws(StoreError) -> String {
    guard bytes[range].contains(UInt8(ascii: "&")) else { return try text(range) }
    var result = ""
    var rest = range.lowerBound
    while let mark = bytes[rest..<range.upperBound].firstIndex(of: UInt8(ascii: "&")) {
      result += try text(rest..<mark)
      guard let end = bytes[mark..<range.upperBound].firstIndex(of: UInt8(ascii: ";")) else {
        throw malformed("an '&' that stands for nothing")
      }
      let name = try text(mark + 1..<end)
      guard let character = XMLScanner.character(name) else { throw malformed("the unknown entity '\(name)'") }
      result.append(character)
      rest = end + 1
    }
    return try result + text(rest..<range.upperBound)
  }

  private static func character(_ name: String) -> Character? {
    switch name {
    case "amp": return "&"
    case "lt": return "<"
    case "gt": return ">"
    case "quot": return "\""
    case "apos": return "'"
    default:
      let number =
        name.hasPrefix("#x")
        ? UInt32(name.dropFirst(2), radix: 16) : name.hasPrefix("#") ? UInt32(name.dropFirst()) : nil
      return number.flatMap(Unicode.Scalar.init).map(Character.init)
    }
  }

  private func malformed(_ what: String) -> StoreError {
    StoreError(.malformed, "\(place): \(what), near byte \(cursor)", hint: "save the file again as .xlsx")
  }
}

private let lessThan = UInt8(ascii: "<")
private let greaterThan = UInt8(ascii: ">")
