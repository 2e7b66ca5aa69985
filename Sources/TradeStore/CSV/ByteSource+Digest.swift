import Crypto

extension ByteSource {
  /// Returns the SHA-256 of all bytes as they are stored.
  func digest() throws(StoreError) -> String {
    rewind()
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
    defer { unsafe buffer.deallocate() }
    var hasher = SHA256()
    while true {
      let count = try unsafe readStored(into: buffer)
      if count == 0 { return hexadecimal(hasher.finalize()) }
      unsafe hasher.update(bufferPointer: UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    }
  }
}
