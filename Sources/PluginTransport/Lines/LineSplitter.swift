/// Cuts a stream of bytes into lines, in time linear in the number of bytes, with a bound on the length of a line.
///
/// Only LF ends a line; a CR before it is dropped. U+2028 and U+0085 are ordinary characters.
package struct LineSplitter: Sendable {
  /// The longest line, in bytes, without its end.
  package var limit: Int
  private var buffer: [UInt8] = []
  /// Where the next line begins.
  private var start = 0
  /// Up to where the buffer is known to hold no LF.
  private var scanned = 0
  /// How many bytes were looked at so far in search of an end; at most those that were added.
  package private(set) var examined = 0

  /// Creates a splitter.
  package init(limit: Int) {
    self.limit = limit
  }

  /// Whether bytes wait that no LF has ended yet.
  package var hasRemainder: Bool { start < buffer.count }

  /// Adds the bytes that `fill` writes into the spare room it is given; `fill` returns how many it wrote.
  package mutating func append<Failure: Error>(
    room: Int, _ fill: (UnsafeMutableRawBufferPointer) throws(Failure) -> Int
  ) throws(Failure) -> Int {
    compact()
    let count = buffer.count
    buffer.append(contentsOf: repeatElement(0, count: room))
    var written = 0
    // The closure cannot throw a typed error through `withUnsafeMutableBytes`, so the result travels in a variable.
    var outcome: Swift.Result<Int, Failure> = .success(0)
    unsafe buffer.withUnsafeMutableBytes { bytes in
      do throws(Failure) {
        outcome = .success(try unsafe fill(UnsafeMutableRawBufferPointer(rebasing: bytes[count..<(count + room)])))
      } catch {
        outcome = .failure(error)
      }
    }
    if case .success(let value) = outcome { written = max(value, 0) }
    buffer.removeLast(room - written)
    return try outcome.get()
  }

  /// Adds bytes.
  package mutating func append(_ bytes: some Sequence<UInt8>) {
    compact()
    buffer.append(contentsOf: bytes)
  }

  /// Returns the next whole line, or nil where none is complete.
  ///
  /// - Throws: `limit.line_bytes` as soon as a line is known to be too long; the stream cannot be used after that.
  package mutating func nextLine() throws(WireProblem) -> [UInt8]? {
    let found = indexOfLineFeed()
    examined += (found.map { $0 + 1 } ?? buffer.count) - scanned
    guard let end = found else {
      scanned = buffer.count
      // A CR at the end may belong to the end of a line that is just within the limit.
      if buffer.count - start - (buffer.last == carriageReturn ? 1 : 0) > limit { throw tooLong() }
      return nil
    }
    let line = Array(buffer[start..<end].dropLast(end > start && buffer[end - 1] == carriageReturn ? 1 : 0))
    if line.count > limit { throw tooLong() }
    start = end + 1
    scanned = start
    return line
  }

  /// Returns what is left after the last LF, and empties the buffer.
  package mutating func remainder() -> [UInt8] {
    let rest = Array(buffer[start...])
    buffer = []
    start = 0
    scanned = 0
    return rest
  }

  private func indexOfLineFeed() -> Int? {
    let bytes = buffer.span
    var index = scanned
    while index < bytes.count {
      if bytes[index] == lineFeed { return index }
      index += 1
    }
    return nil
  }

  /// Moves the unread bytes to the front once they are the smaller part, so that each byte moves at most once or twice.
  private mutating func compact() {
    guard start > 0, start >= buffer.count - start else { return }
    buffer.removeSubrange(0..<start)
    scanned -= start
    start = 0
  }

  private func tooLong() -> WireProblem {
    WireProblem(
      code: "limit.line_bytes", message: "a line is longer than \(limit) bytes",
      hint: "send large tables from a query, or as an asset; one message is one line")
  }
}

private let lineFeed = UInt8(ascii: "\n")
private let carriageReturn = UInt8(ascii: "\r")
