import PluginProtocol
import PluginTransport
import Testing
import TradeModel

@Suite struct BatchScannerTests {
  @Test(arguments: [
    "0", "1", "-1", "0.5", "-0.5", "0.05", "0.005", "-92799.996", "1234.1", "16400000", "9007199254740993",
    "9223372036854775.807", "-9223372036854775.808", "100.01", "10.001",
  ])
  func `an amount keeps all its digits`(text: String) throws {
    // The smallest amount of all has no text that reads back, because its magnitude is one too large.
    let amount = Amount(text) ?? Amount(thousandths: .min)
    var writer = BatchWriter(id: "t")
    writer.append([.amount(amount)])
    var output: [UInt8] = []
    writer.flush(into: &output)
    #expect(output == Array("{\"type\":\"batch\",\"id\":\"t\",\"seq\":0,\"rows\":[[\"\(text)\"]]}\n".utf8))
    var scanner = try #require(BatchScanner(output.dropLast()))
    #expect(scanner.nextRow() == [text])
    #expect(scanner.nextRow() == nil)
  }

  @Test(arguments: [
    "", "a", "\"quoted\"", "back\\slash", "tab\tline\nreturn\r", "\u{0}\u{1F}\u{7F}", "ä€😀", "\u{2028}\u{2029}", "/",
    "],[", "{\"type\":\"done\"}", "null", "\\u0041",
  ])
  func `a text comes out as it went in`(text: String) throws {
    var writer = BatchWriter(id: "q-1.a_b")
    writer.append([.text(text), .missing(.unreported), .count(-7), .text(text)])
    writer.append([.missing(.noRow), .text("x"), .count(0), .text("")])
    var output: [UInt8] = []
    writer.flush(into: &output)
    #expect(output.filter { $0 == UInt8(ascii: "\n") }.count == 1)
    try StrictJSON.check(Array(output.dropLast()), depth: 64)
    var scanner = try #require(BatchScanner(Array(output.dropLast())))
    #expect(scanner.id == "q-1.a_b")
    #expect(scanner.sequence == 0)
    #expect(scanner.nextRow() == [text, nil, "-7", text])
    #expect(scanner.nextRow() == [nil, "x", "0", ""])
    #expect(scanner.nextRow() == nil)
    // The decoder of messages reads the same.
    guard case .batch(let batch) = try MessageCodec().hostMessage(Array(output.dropLast())) else {
      Issue.record("the line is no batch")
      return
    }
    #expect(batch.rows[0] == [.string(text), .null, -7, .string(text)])
  }

  @Test func `batches are numbered without gaps, and an empty one is not written`() throws {
    var writer = BatchWriter(id: "t")
    var output: [UInt8] = []
    writer.flush(into: &output)
    #expect(output.isEmpty)
    for number in 0..<3 {
      writer.append([.count(number)])
      writer.flush(into: &output)
      writer.flush(into: &output)
    }
    let scanners = output.split(separator: UInt8(ascii: "\n")).map { BatchScanner(Array($0)) }
    #expect(scanners.map { $0?.sequence } == [0, 1, 2])
  }

  @Test func `a batch is full at 500 rows or 64 KiB`() {
    var many = BatchWriter(id: "t")
    for _ in 0..<499 { many.append([.count(1)]) }
    #expect(!many.isFull)
    many.append([.count(1)])
    #expect(many.isFull)
    var large = BatchWriter(id: "t")
    large.append([.text(String(repeating: "x", count: 60_000))])
    #expect(!large.isFull)
    large.append([.text(String(repeating: "x", count: 6000))])
    #expect(large.isFull)
  }

  @Test func `escapes that the host does not write are read all the same`() throws {
    let line = #"{"type":"batch","id":"t","seq":12,"rows":[["\u00e4\/\b\f","\ud83d\ude00!",null,"end"]]}"#
    var scanner = try #require(BatchScanner(Array(line.utf8)))
    #expect(scanner.sequence == 12)
    #expect(scanner.nextRow() == ["ä/\u{8}\u{C}", "😀!", nil, "end"])
    #expect(scanner.nextRow() == nil)
  }

  @Test(arguments: [
    #"{"type":"end","id":"t"}"#, "{}", "", #"{"type":"batch","id":7,"seq":0,"rows":[]}"#, #"{"type":"batch","id":"t"}"#,
    #"{"type":"batch","id":"t","seq":0}"#,
  ])
  func `another line is no batch`(line: String) {
    #expect(BatchScanner(Array(line.utf8)) == nil)
  }

  @Test func `a line that is cut off ends, wherever the cut is`() {
    let whole = Array(#"{"type":"batch","id":"t","seq":0,"rows":[["a\"b",null,12],["c","\u00e4",3]]}"#.utf8)
    for length in 0..<whole.count {
      var rows = 0
      guard var scanner = BatchScanner(Array(whole.prefix(length))) else { continue }
      while scanner.nextRow() != nil, rows < 10 { rows += 1 }
      #expect(rows <= 2)
    }
  }
}
