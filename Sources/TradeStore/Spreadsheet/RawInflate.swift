import Zlib

/// Unpacks what was packed with deflate, without the head that gzip has.
enum RawInflate {
  /// Returns the bytes; nil where they are not exactly so many, or were not packed so.
  static func unpack(_ packed: [UInt8], size: Int) -> [UInt8]? {
    // zlib keeps a pointer to the stream inside it, so that the stream must stay where it is.
    let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    defer { unsafe stream.deallocate() }
    guard unsafe inflateInit2_(stream, -15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
      return nil
    }
    defer { unsafe inflateEnd(stream) }
    var packed = packed
    // With one byte more than is promised, zlib reaches its end even where there is nothing to unpack.
    var output = [UInt8](repeating: 0, count: size + 1)
    let result = unsafe packed.withUnsafeMutableBufferPointer { input in
      unsafe output.withUnsafeMutableBufferPointer { output in
        unsafe stream.pointee.next_in = input.baseAddress
        unsafe stream.pointee.avail_in = UInt32(clamping: input.count)
        unsafe stream.pointee.next_out = output.baseAddress
        unsafe stream.pointee.avail_out = UInt32(clamping: output.count)
        return unsafe inflate(stream, Z_FINISH)
      }
    }
    guard result == Z_STREAM_END, unsafe Int(stream.pointee.avail_out) == 1 else { return nil }
    output.removeLast()
    return output
  }

  /// Returns the CRC-32 of the bytes.
  static func checksum(_ bytes: [UInt8]) -> UInt {
    unsafe bytes.withUnsafeBufferPointer { unsafe UInt(crc32(0, $0.baseAddress, UInt32(clamping: $0.count))) }
  }
}
