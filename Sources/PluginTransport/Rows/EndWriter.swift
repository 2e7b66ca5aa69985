import PluginProtocol
import TradeModel

/// Writes the end of an answer, which can name ten thousand gaps, without an encoder's detour.
///
/// The bytes are those of the encoder with sorted keys.
enum EndWriter {
  /// Returns the message as a compact line with `type` first and LF at the end.
  static func line(_ end: End) -> [UInt8] {
    var line = Array("{\"type\":\"end\",\"evidence\":{\"flags\":{".utf8)
    list(end.evidence.flags.sorted { precedes($0.key, $1.key) }, to: &line) { flag, line in
      JSONText.append(flag.key, to: &line)
      line.append(UInt8(ascii: ":"))
      JSONText.append(flag.value, to: &line)
    }
    line.append(contentsOf: "},\"gaps\":[".utf8)
    list(end.evidence.gaps, to: &line, append)
    line.append(contentsOf: "],\"origins\":[".utf8)
    list(end.evidence.origins, to: &line) { JSONText.append($0, to: &$1) }
    line.append(contentsOf: "],\"sourceRows\":".utf8)
    JSONText.append(end.evidence.sourceRows, to: &line)
    line.append(contentsOf: "},\"id\":".utf8)
    JSONText.append(end.id, to: &line)
    line.append(contentsOf: ",\"rows\":".utf8)
    JSONText.append(end.rows, to: &line)
    line.append(contentsOf: ",\"truncated\":\(end.truncated)}\n".utf8)
    return line
  }

  private static func append(_ gap: QueryGap, to line: inout [UInt8]) {
    line.append(contentsOf: "{\"at\":{".utf8)
    list(gap.at.sorted { precedes($0.key, $1.key) }, to: &line) { value, line in
      JSONText.append(value.key, to: &line)
      line.append(UInt8(ascii: ":"))
      JSONText.append(value.value, to: &line)
    }
    line.append(contentsOf: "},\"status\":".utf8)
    JSONText.append(gap.status.rawValue, to: &line)
    line.append(UInt8(ascii: "}"))
  }

  private static func list<Item>(
    _ items: [Item], to line: inout [UInt8], _ append: (Item, inout [UInt8]) -> Void
  ) {
    for (index, item) in items.enumerated() {
      if index > 0 { line.append(UInt8(ascii: ",")) }
      append(item, &line)
    }
  }

  private static func precedes(_ left: String, _ right: String) -> Bool {
    left.utf8.lexicographicallyPrecedes(right.utf8)
  }
}
