package import TradeModel

/// Writes rows as `batch` lines, without a decoder's or encoder's detour.
package struct BatchWriter: Sendable {
  /// The most rows of a batch.
  package static let maximumRows = 500
  /// About how many bytes end a batch.
  package static let maximumBytes = 64 * 1024

  /// How many rows wait in the open batch.
  package private(set) var rowCount = 0
  private let prefix: [UInt8]
  private var sequence = 0
  private var buffer: [UInt8] = []

  /// Creates a writer for the rows of one answer.
  package init(id: String) {
    var start = Array("{\"type\":\"batch\",\"id\":".utf8)
    JSONText.append(id, to: &start)
    start.append(contentsOf: ",\"seq\":".utf8)
    prefix = start
    buffer.reserveCapacity(BatchWriter.maximumBytes + 4096)
  }

  /// Whether the open batch has reached its size.
  package var isFull: Bool {
    rowCount >= BatchWriter.maximumRows || buffer.count >= BatchWriter.maximumBytes
  }

  /// Adds a row to the open batch.
  package mutating func append(_ cells: [ResultCell]) {
    if rowCount == 0 {
      buffer.append(contentsOf: prefix)
      buffer.append(contentsOf: String(sequence).utf8)
      buffer.append(contentsOf: ",\"rows\":[".utf8)
    } else {
      buffer.append(UInt8(ascii: ","))
    }
    buffer.append(UInt8(ascii: "["))
    for (index, cell) in cells.enumerated() {
      if index > 0 { buffer.append(UInt8(ascii: ",")) }
      switch cell {
      case .missing: buffer.append(contentsOf: "null".utf8)
      case .text(let text): JSONText.append(text, to: &buffer)
      case .amount(let amount): JSONText.appendQuoted(amount, to: &buffer)
      case .count(let count): JSONText.append(count, to: &buffer)
      }
    }
    buffer.append(UInt8(ascii: "]"))
    rowCount += 1
  }

  /// Moves the open batch, as a whole line, to the end of `output`; does nothing where no row waits.
  package mutating func flush(into output: inout [UInt8]) {
    guard rowCount > 0 else { return }
    buffer.append(contentsOf: "]}\n".utf8)
    output.append(contentsOf: buffer)
    buffer.removeAll(keepingCapacity: true)
    rowCount = 0
    sequence += 1
  }
}
