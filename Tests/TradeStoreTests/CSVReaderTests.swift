import TradeStore
import Testing

@Suite struct CSVReaderTests {
  private func rows(_ text: String) throws -> [[String]] {
    let reader = CSVReader(ByteSource(bytes: Array(text.utf8), name: "t.csv"))
    var rows: [[String]] = []
    while try reader.next() { rows.append((0..<reader.fieldCount).map { reader.text($0) ?? "?" }) }
    return rows
  }

  @Test(arguments: [
    ("a,b\nc,d\n", [["a", "b"], ["c", "d"]]),
    ("a,b\r\nc,d", [["a", "b"], ["c", "d"]]),
    ("\u{FEFF}a,b\n", [["a", "b"]]),
    ("a,,\n", [["a", "", ""]]),
    ("a,", [["a", ""]]),
    ("\n\r\na\n\n", [["a"]]),
    ("\"a,b\",\"c \"\"d\"\"\"\n", [["a,b", "c \"d\""]]),
    ("\"two\nlines\",x\ny,z", [["two\nlines", "x"], ["y", "z"]]),
    ("\"\",\"\"\r\n", [["", ""]]),
    ("ä,€\n", [["ä", "€"]]),
    ("", []),
  ])
  func `rows are cut at commas and line ends outside quotes`(text: String, expected: [[String]]) throws {
    #expect(try rows(text) == expected)
  }

  @Test(arguments: [("a\tb,c\n\"d\t\"\te\n", UInt8(9))])
  func `fields end in the separator given`(text: String, separator: UInt8) throws {
    let reader = CSVReader(ByteSource(bytes: Array(text.utf8), name: "t.csv"), separator: separator)
    #expect(try reader.next())
    #expect((0..<reader.fieldCount).map { reader.text($0) } == ["a", "b,c"])
    #expect(try reader.next())
    #expect((0..<reader.fieldCount).map { reader.text($0) } == ["d\t", "e"])
  }

  @Test(arguments: [
    ("a\nb,\"c\nd\ne\n", "t.csv:2: a quoted field that is never closed"),
    ("a\nb\u{0}c\n", "t.csv:2: a NUL byte"),
    ("a\n\"b\"c\n", "t.csv:2: text after a closing quote"),
    ("a\nb\"c\"\n", "t.csv:2: a quote inside a field without quotes"),
    ("a\rb\n", "t.csv:1: a carriage return inside a field"),
  ])
  func `text that is no CSV is refused with the line where its row starts`(text: String, message: String) {
    let error = #expect(throws: StoreError.self) { try rows(text) }
    #expect(error?.code == .malformed)
    #expect(error?.message == message)
  }

  @Test func `rows across the edges of the buffer stay whole`() throws {
    let field = String(repeating: "x", count: 99_991)
    let lines = (0..<60).map { "\($0),\(field),\"q\"\"\($0)\"\n" }.joined()
    let read = try rows(lines)
    #expect(read.count == 60)
    #expect(read.enumerated().allSatisfy { $1 == ["\($0)", field, "q\"\($0)"] })
  }

  @Test func `a row of more than a mebibyte is refused`() {
    let text = "a\n\"" + String(repeating: "x\n", count: 1_200_000)
    let error = #expect(throws: StoreError.self) { try rows(text) }
    #expect(error?.message.hasPrefix("t.csv:2: ") == true)
  }

  @Test func `lines are counted inside quotes too`() throws {
    let reader = CSVReader(ByteSource(bytes: Array("\"a\nb\"\n\nc\n".utf8), name: "t.csv"))
    #expect(try reader.next())
    #expect(reader.line == 1)
    #expect(try reader.next())
    #expect(reader.line == 4)
    #expect(try !reader.next())
  }

  @Test func `a field that is not UTF-8 has no text`() throws {
    let reader = CSVReader(ByteSource(bytes: [0x43, 0xF4, 0x74, 0x65, 0x0A], name: "t.csv"))
    #expect(try reader.next())
    #expect(reader.text(0) == nil)
  }

  @Test func `the digest is that of all bytes`() throws {
    let source = ByteSource(bytes: Array("abc".utf8), name: "t.csv")
    source.rewind(hashing: true)
    #expect(try CSVReader(source).next())
    #expect(try source.hashedDigest() == "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }
}
