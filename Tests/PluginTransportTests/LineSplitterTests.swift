import Glibc
import PluginTransport
import Testing

@Suite struct LineSplitterTests {
  /// Returns all lines, and what no LF has ended, when the text arrives in pieces of this size.
  private func lines(_ text: String, inPiecesOf size: Int, limit: Int = 1000) throws(WireProblem) -> [String] {
    var splitter = LineSplitter(limit: limit)
    var lines: [String] = []
    let bytes = Array(text.utf8)
    var index = 0
    while index < bytes.count {
      let next = min(index + size, bytes.count)
      splitter.append(bytes[index..<next])
      while let line = try splitter.nextLine() { lines.append(String(decoding: line, as: UTF8.self)) }
      index = next
    }
    if splitter.hasRemainder { lines.append("rest:" + String(decoding: splitter.remainder(), as: UTF8.self)) }
    return lines
  }

  @Test(arguments: [
    ("a\nb\n", ["a", "b"]), ("a\r\nb\r\n", ["a", "b"]), ("\n\na\n", ["", "", "a"]), ("\r\n", [""]),
    ("a\nb", ["a", "rest:b"]), ("a\r", ["rest:a\r"]), ("a\rb\n", ["a\rb"]), ("a\r\r\n", ["a\r"]),
    ("\"\u{2028}\u{2029}\u{85}\"\n", ["\"\u{2028}\u{2029}\u{85}\""]), ("", []), ("\0\n", ["\0"]),
  ])
  func `only a line feed ends a line, however the bytes arrive`(text: String, expected: [String]) throws {
    for size in [1, 2, 3, 1000] { #expect(try lines(text, inPiecesOf: size) == expected) }
  }

  @Test(arguments: ["\n", "\r\n"]) func `a line may be as long as the limit`(end: String) throws {
    let line = String(repeating: "x", count: 64)
    for size in [1, 7, 64, 65, 1000] { #expect(try lines(line + end, inPiecesOf: size, limit: 64) == [line]) }
  }

  @Test(arguments: ["", "\n", "\r\n"]) func `a line of one byte more is refused`(end: String) {
    let text = String(repeating: "x", count: 65) + end
    for size in [1, 7, 64, 65, 1000] {
      let problem = #expect(throws: WireProblem.self) { try lines("ok\n" + text, inPiecesOf: size, limit: 64) }
      #expect(problem?.code == "limit.line_bytes")
    }
  }

  @Test func `ten thousand lines in one write are the lines of ten thousand writes`() throws {
    let text = (0..<10_000).map { "{\"n\":\($0)}\n" }.joined()
    #expect(try lines(text, inPiecesOf: text.utf8.count) == lines(text, inPiecesOf: 9))
  }

  @Test func `F11 no byte of a long line is looked at twice`() throws {
    var splitter = LineSplitter(limit: 8 << 20)
    let piece = [UInt8](repeating: UInt8(ascii: "x"), count: 4096)
    for _ in 0..<512 {
      splitter.append(piece)
      #expect(try splitter.nextLine() == nil)
    }
    splitter.append([UInt8(ascii: "\n")])
    #expect(try splitter.nextLine()?.count == 512 * 4096)
    #expect(splitter.examined == 512 * 4096 + 1)
  }

  @Test func `bytes are read straight from a descriptor`() throws {
    let ends = try TestPipe()
    #expect(ends.writing.writeAll(Array("one\ntwo".utf8)))
    var splitter = LineSplitter(limit: 100)
    #expect(ends.reading.read(into: &splitter, atMost: 5) == .bytes(5))
    #expect(try splitter.nextLine() == Array("one".utf8))
    #expect(ends.reading.read(into: &splitter, atMost: 5) == .bytes(2))
    #expect(try splitter.nextLine() == nil)
    ends.closeWriting()
    #expect(ends.reading.read(into: &splitter) == .closed)
    #expect(splitter.remainder() == Array("two".utf8))
    #expect(!splitter.hasRemainder)
  }
}
