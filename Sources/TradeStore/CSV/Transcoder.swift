#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Turns text of another encoding into UTF-8, piece by piece, in bounded memory; the C library does the work.
///
/// Bytes that the encoding does not have, and half a character at the end, are refused with their place.
@safe
final class Transcoder {
  private static let chunkSize = 1 << 16

  private let encoding: TextEncoding
  private let name: String
  // Opened in `init`, closed in `deinit`.
  private let converter: iconv_t
  // Allocated in `init`, freed in `deinit`; the bytes in `pending` are those not yet converted.
  private let input: UnsafeMutableRawBufferPointer
  private var pending = 0..<0
  // Allocated in `init`, freed in `deinit`; the bytes in `ready` are those not yet given.
  private let output: UnsafeMutableRawBufferPointer
  private var ready = 0..<0
  private var consumed = 0

  /// Creates a transcoder for a file of the name.
  init(from encoding: TextEncoding, name: String) throws(StoreError) {
    self.encoding = encoding
    self.name = name
    unsafe converter = iconv_open("UTF-8", encoding.rawValue)
    unsafe input = .allocate(byteCount: Transcoder.chunkSize, alignment: 16)
    unsafe output = .allocate(byteCount: Transcoder.chunkSize, alignment: 16)
    guard unsafe converter != iconv_t(bitPattern: -1) else {
      throw StoreError(
        .unreadable, "'\(name)' is in \(encoding.rawValue), which this system cannot read",
        hint: "convert the file to UTF-8")
    }
  }

  deinit {
    if unsafe converter != iconv_t(bitPattern: -1) { unsafe _ = iconv_close(converter) }
    unsafe input.deallocate()
    unsafe output.deallocate()
  }

  /// Converts up to the buffer's size of what the closure reads; returns 0 at its end.
  func read(
    into buffer: UnsafeMutableRawBufferPointer,
    from source: (UnsafeMutableRawBufferPointer) throws(StoreError) -> Int
  ) throws(StoreError) -> Int {
    if ready.isEmpty { ready = 0..<(try unsafe refill(from: source)) }
    let count = min(ready.count, buffer.count)
    unsafe buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: output[ready.prefix(count)]))
    ready = ready.dropFirst(count)
    return count
  }

  /// Converts what comes next into `output`, which has room for any character; returns 0 at the end.
  private func refill(
    from source: (UnsafeMutableRawBufferPointer) throws(StoreError) -> Int
  ) throws(StoreError) -> Int {
    while true {
      if pending.isEmpty {
        pending = 0..<(try unsafe source(input))
        if pending.isEmpty { return 0 }
      }
      let (count, problem) = convert()
      if count > 0 { return count }
      if problem == 0 { continue }
      guard problem == EINVAL else { throw damaged() }
      // Half a character: move it to the front, and read on behind it.
      let kept = pending.count
      unsafe input.copyMemory(from: UnsafeRawBufferPointer(rebasing: input[pending]))
      let fresh = try unsafe source(UnsafeMutableRawBufferPointer(rebasing: input[kept...]))
      guard fresh > 0 else {
        throw StoreError(.truncated, "'\(name)' breaks off inside a character", hint: "download it again")
      }
      pending = 0..<(kept + fresh)
    }
  }

  /// Returns the text that the bytes are.
  func text(of bytes: [UInt8]) throws(StoreError) -> String {
    var text: [UInt8] = []
    var rest = bytes[...]
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: Transcoder.chunkSize, alignment: 16)
    defer { unsafe buffer.deallocate() }
    while true {
      let count = try unsafe read(into: buffer) { (room) throws(StoreError) in
        let piece = rest.prefix(room.count)
        unsafe room.copyBytes(from: piece)
        rest = rest.dropFirst(piece.count)
        return piece.count
      }
      if count == 0 { return String(decoding: text, as: UTF8.self) }
      unsafe text += buffer[..<count]
    }
  }

  /// Converts what is pending; returns how many bytes came of it, and why it stopped.
  private func convert() -> (count: Int, problem: Int32) {
    // Both pointers go no further than the counts beside them say, which are those of the two buffers.
    var from = unsafe input.baseAddress?.advanced(by: pending.lowerBound).assumingMemoryBound(to: CChar.self)
    var to = unsafe output.baseAddress?.assumingMemoryBound(to: CChar.self)
    var left = pending.count
    var room = unsafe output.count
    let result = unsafe iconv(converter, &from, &left, &to, &room)
    let problem = result == -1 ? errno : 0
    consumed += pending.count - left
    pending = pending.upperBound - left..<pending.upperBound
    return unsafe (output.count - room, problem)
  }

  private func damaged() -> StoreError {
    StoreError(
      .encoding, "'\(name)' begins in \(encoding.rawValue), and what stands near byte \(consumed) is not in it",
      hint: "take the file as its publisher gives it; some program mixed two encodings in it")
  }
}
