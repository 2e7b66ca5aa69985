internal import Glibc

/// Reading and writing one end of a pipe with the plain system calls.
package struct Descriptor: Sendable, Hashable {
  /// The file descriptor's number.
  package let number: Int32

  /// Wraps a descriptor; who opened it closes it.
  package init(_ number: Int32) {
    self.number = number
  }

  /// What became of a system call.
  package enum Outcome: Hashable, Sendable {
    /// So many bytes were read or written.
    case bytes(Int)
    /// The other side has closed.
    case closed
    /// Nothing can be read or written just now.
    case wouldBlock
    /// The call failed with this error number.
    case failed(Int32)
  }

  /// Reads at most so many bytes into the splitter.
  package func read(into splitter: inout LineSplitter, atMost room: Int = 64 * 1024) -> Outcome {
    var failure: Int32 = 0
    // `room` bytes of the buffer are ours for the length of the call.
    let count = unsafe splitter.append(room: room) { buffer in
      while true {
        let count = unsafe Glibc.read(number, buffer.baseAddress, buffer.count)
        if count < 0, errno == EINTR { continue }
        if count < 0 { failure = errno }
        return count
      }
    }
    if count > 0 { return .bytes(count) }
    if count == 0 { return .closed }
    return failure == EAGAIN ? .wouldBlock : .failed(failure)
  }

  /// Reads at most so many bytes, or returns nil with the outcome where there are none.
  package func read(atMost room: Int = 64 * 1024) -> (bytes: [UInt8], outcome: Outcome) {
    var failure: Int32 = 0
    // The array's own storage is filled, and only as far as `read` says.
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: room) { buffer, filled in
      while true {
        let count = unsafe Glibc.read(number, buffer.baseAddress, buffer.count)
        if count < 0, errno == EINTR { continue }
        if count < 0 { failure = errno }
        filled = max(count, 0)
        return
      }
    }
    if !bytes.isEmpty { return (bytes, .bytes(bytes.count)) }
    if failure == 0 { return (bytes, .closed) }
    return (bytes, failure == EAGAIN ? .wouldBlock : .failed(failure))
  }

  /// Writes bytes from the offset on, once.
  package func write(_ bytes: [UInt8], from offset: Int = 0) -> Outcome {
    // The pointer lives for the length of the call only.
    unsafe bytes.withUnsafeBytes { buffer in
      while true {
        let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[offset...])
        let count = unsafe Glibc.write(number, rest.baseAddress, rest.count)
        if count >= 0 { return .bytes(count) }
        if errno == EINTR { continue }
        if errno == EAGAIN { return .wouldBlock }
        return errno == EPIPE ? .closed : .failed(errno)
      }
    }
  }

  /// Writes all bytes, waiting as long as it takes.
  package func writeAll(_ bytes: [UInt8]) -> Bool {
    var offset = 0
    while offset < bytes.count {
      guard case .bytes(let count) = write(bytes, from: offset) else { return false }
      offset += count
    }
    return true
  }
}
