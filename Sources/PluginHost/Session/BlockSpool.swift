internal import Foundation
internal import Glibc
internal import PluginProtocol
internal import PluginTransport

/// The lines of a run that go into the report, in a file once they are many, so that a long run takes no more memory than a
/// short one.
final class BlockSpool {
  /// Up to so many bytes wait in memory.
  private static let kept = 1 << 20

  private let folder: String
  private var buffer: [UInt8] = []
  /// Where the buffer begins.
  private var written = 0
  private var file: Int32 = -1

  /// Where a line stands.
  struct Piece {
    let offset: Int
    let count: Int
  }

  /// Creates a spool whose file, which has no name, lies in the folder.
  init(in folder: String) {
    self.folder = folder
  }

  deinit { if file >= 0 { close(file) } }

  /// Adds a line.
  ///
  /// - Throws: `host.internal` where the disk takes no more.
  func append(_ line: [UInt8]) throws(HostError) -> Piece {
    let piece = Piece(offset: written + buffer.count, count: line.count)
    buffer.append(contentsOf: line)
    if buffer.count >= BlockSpool.kept { try flush() }
    return piece
  }

  /// Returns the message on a line.
  func message(_ piece: Piece) throws(HostError) -> PluginMessage {
    let line = try line(piece)
    do throws(WireProblem) {
      return try MessageCodec().pluginMessage(line)
    } catch {
      throw HostError(code: "host.internal", message: "a message that was read before cannot be read again")
    }
  }

  private func line(_ piece: Piece) throws(HostError) -> [UInt8] {
    if piece.offset >= written {
      let start = piece.offset - written
      return Array(buffer[start..<(start + piece.count)])
    }
    var failure = false
    // The array's own storage is filled, and only as far as `pread` says.
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: piece.count) { buffer, filled in
      while filled < piece.count {
        let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[filled...])
        let count = unsafe pread(file, rest.baseAddress, rest.count, off_t(piece.offset + filled))
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { break }
        filled += count
      }
      failure = filled < piece.count
    }
    guard !failure else { throw BlockSpool.problem("read") }
    return bytes
  }

  private func flush() throws(HostError) {
    if file < 0 { try open() }
    var offset = 0
    while offset < buffer.count {
      // The pointer lives for the length of the call only.
      let count = unsafe buffer.withUnsafeBytes { bytes in
        let rest = unsafe UnsafeRawBufferPointer(rebasing: bytes[offset...])
        return unsafe pwrite(file, rest.baseAddress, rest.count, off_t(written + offset))
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw BlockSpool.problem("write") }
      offset += count
    }
    written += buffer.count
    buffer.removeAll(keepingCapacity: true)
  }

  private func open() throws(HostError) {
    let path = folder + "/blocks-" + UUID().uuidString
    file = unsafe Glibc.open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw BlockSpool.problem("make") }
    _ = unsafe unlink(path)
  }

  private static func problem(_ action: String) -> HostError {
    HostError(
      code: "host.internal", message: "the host cannot \(action) the file that holds a run's blocks (error \(errno))",
      hint: "look at the free space of the temporary folder, or name another one with TMPDIR")
  }
}
