import Zlib

/// Unpacks gzip, piece by piece, in bounded memory.
///
/// Members one after the other are unpacked as one; anything else after the end, a break and a wrong checksum are
/// refused. So is what unpacks to far more than data do.
@safe
final class GzipStream {
  /// The bytes with which a gzip file begins.
  static let magic: [UInt8] = [0x1F, 0x8B]
  /// Up to this size, nothing is held against a file.
  private static let harmlessSize = 64 << 20
  /// How many bytes one packed byte may come to; tables reach some dozens.
  private static let ratioLimit = 250
  /// The largest size, packed well or not.
  private static let sizeLimit = 64 << 30
  private static let chunkSize = 1 << 18

  private let name: String
  // The source owns this stream.
  private unowned let source: ByteSource
  // Both are allocated in `init` and freed in `deinit`; zlib keeps pointers into them only between these.
  private let stream: UnsafeMutablePointer<z_stream>
  private let input: UnsafeMutableRawBufferPointer
  private var taken = 0
  private var given = 0
  private var isBetweenMembers = true
  private var hasMember = false

  /// Creates a stream over the stored bytes of the source, from its present place on.
  init(_ source: ByteSource) throws(StoreError) {
    name = source.name
    self.source = source
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    unsafe input = .allocate(byteCount: GzipStream.chunkSize, alignment: 16)
    // 15 bits of window, and 16 for gzip alone.
    let result = unsafe inflateInit2_(stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard result == Z_OK else { throw StoreError(.unreadable, "'\(name)' cannot be unpacked: too little memory") }
  }

  deinit {
    unsafe inflateEnd(stream)
    unsafe stream.deallocate()
    unsafe input.deallocate()
  }

  /// Unpacks up to the buffer's size; returns 0 at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(StoreError) -> Int {
    guard buffer.count > 0 else { return 0 }
    while true {
      if unsafe stream.pointee.avail_in == 0, try !refill() {
        guard isBetweenMembers, hasMember else {
          throw StoreError(
            .truncated, "'\(name)' breaks off after \(taken) packed bytes", hint: "download it again")
        }
        return 0
      }
      if isBetweenMembers { try beginMember() }
      unsafe stream.pointee.next_out = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
      unsafe stream.pointee.avail_out = UInt32(clamping: buffer.count)
      let result = unsafe inflate(stream, Z_NO_FLUSH)
      let count = buffer.count - Int(unsafe stream.pointee.avail_out)
      given += count
      switch result {
      case Z_STREAM_END: isBetweenMembers = true
      case Z_OK, Z_BUF_ERROR: break
      default: throw damaged()
      }
      try checkSize()
      if count > 0 { return count }
    }
  }

  private func refill() throws(StoreError) -> Bool {
    let count = try unsafe source.readHashing(into: input)
    taken += count
    unsafe stream.pointee.next_in = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
    unsafe stream.pointee.avail_in = UInt32(count)
    return count > 0
  }

  private func beginMember() throws(StoreError) {
    guard unsafe !hasMember || stream.pointee.next_in.pointee == GzipStream.magic[0] else { throw damaged() }
    if hasMember { unsafe inflateReset(stream) }
    hasMember = true
    isBetweenMembers = false
  }

  private func checkSize() throws(StoreError) {
    let isBomb = given > GzipStream.harmlessSize && given / GzipStream.ratioLimit > taken
    guard isBomb || given > GzipStream.sizeLimit else { return }
    throw StoreError(
      .tooLarge, "'\(name)' unpacks to more than \(given >> 20) MiB from \(taken) bytes",
      hint: "unpack it yourself, if you trust it")
  }

  private func damaged() -> StoreError {
    let offset = taken - Int(unsafe stream.pointee.avail_in)
    return StoreError(
      .malformed, "'\(name)' is damaged: what stands near packed byte \(offset) is no gzip",
      hint: "download it again")
  }
}
