import Crypto

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The bytes of a file or of memory, read forward in pieces; what is packed with gzip comes out unpacked.
package final class ByteSource {
  private let descriptor: Int32
  private let memory: [UInt8]
  private var position = 0
  private let changed: Int64
  private var gzip: GzipStream?
  private var transcoder: Transcoder?
  private var isAtStart = true
  private var hasher: SHA256?
  /// What the text is read from into UTF-8, from the next `rewind` on; nil where it stays as it is.
  var encoding: TextEncoding?
  /// The number of bytes, as known at the start.
  package let size: Int
  /// The last part of the path, or the name given for bytes in memory.
  package let name: String

  /// Creates a source of bytes in memory.
  package init(bytes: [UInt8], name: String) {
    descriptor = -1
    changed = 0
    memory = bytes
    size = bytes.count
    self.name = name
  }

  /// Opens a regular file; anything else, such as a pipe or a folder, is refused.
  package init(path: String) throws(StoreError) {
    // O_NONBLOCK: opening a pipe must not wait for its writer.
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      throw StoreError(
        .unreadable, "'\(path)' cannot be opened: \(ByteSource.reason())", hint: "check the path and its permissions")
    }
    var status = stat()
    let isKnown = unsafe fstat(descriptor, &status) == 0
    guard isKnown, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw StoreError(.unreadable, "'\(path)' is not a regular file", hint: "name a file with data")
    }
    self.descriptor = descriptor
    changed = ByteSource.time(of: status)
    memory = []
    size = Int(status.st_size)
    name = path.split(separator: "/").last.map(String.init) ?? path
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  /// Goes back to the first byte; where asked, all bytes are hashed as they are read from there.
  package func rewind(hashing: Bool = false) {
    hasher = hashing ? SHA256() : nil
    gzip = nil
    transcoder = nil
    isAtStart = true
    position = 0
    if descriptor >= 0 { lseek(descriptor, 0, SEEK_SET) }
  }

  /// Whether the stored bytes are hashed as they are read.
  var isHashing: Bool { hasher != nil }

  /// Reads up to the buffer's size, unpacked and in UTF-8 where an encoding is set; returns 0 at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(StoreError) -> Int {
    if isAtStart {
      isAtStart = false
      if try isCompressed() { gzip = try GzipStream(self) }
      if let encoding { transcoder = try Transcoder(from: encoding, name: name) }
    }
    guard let transcoder else { return try unsafe readUnpacked(into: buffer) }
    return try unsafe transcoder.read(into: buffer) { (room) throws(StoreError) in try unsafe readUnpacked(into: room) }
  }

  private func readUnpacked(into buffer: UnsafeMutableRawBufferPointer) throws(StoreError) -> Int {
    if let gzip { return try unsafe gzip.read(into: buffer) }
    return try unsafe readHashing(into: buffer)
  }

  /// Reads up to the buffer's size as it is stored, and hashes that; returns 0 at the end.
  func readHashing(into buffer: UnsafeMutableRawBufferPointer) throws(StoreError) -> Int {
    let count = try unsafe readStored(into: buffer)
    unsafe hasher?.update(bufferPointer: UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    return count
  }

  /// Returns the SHA-256 of all bytes as they are stored, of which those that were not read yet are read now.
  package func hashedDigest() throws(StoreError) -> String {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { unsafe buffer.deallocate() }
    while try unsafe readHashing(into: buffer) > 0 {}
    return hexadecimal((hasher ?? SHA256()).finalize())
  }

  /// Returns up to so many bytes from the beginning, unpacked, and goes back there.
  func head(_ limit: Int) throws(StoreError) -> [UInt8] {
    rewind()
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: limit, alignment: 16)
    defer { unsafe buffer.deallocate() }
    var count = 0
    while count < limit {
      let room = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[count...])
      let fresh = try unsafe read(into: room)
      if fresh == 0 { break }
      count += fresh
    }
    rewind()
    return unsafe Array(buffer[..<count])
  }

  /// Returns whether the stored bytes begin as gzip does; to be asked at the first byte only.
  private func isCompressed() throws(StoreError) -> Bool {
    let start = UnsafeMutableRawBufferPointer.allocate(byteCount: GzipStream.magic.count, alignment: 1)
    defer { unsafe start.deallocate() }
    let count = try unsafe readStored(into: start)
    position = 0
    if descriptor >= 0 { lseek(descriptor, 0, SEEK_SET) }
    return unsafe count == start.count && start.elementsEqual(GzipStream.magic)
  }

  /// Reads up to the buffer's size as it is stored; returns 0 at the end.
  func readStored(into buffer: UnsafeMutableRawBufferPointer) throws(StoreError) -> Int {
    guard descriptor >= 0 else {
      let count = min(buffer.count, memory.count - position)
      // The slice lies inside `memory`, and `count` is at most the buffer's size.
      unsafe memory.withUnsafeBytes { bytes in
        unsafe buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[position..<position + count]))
      }
      position += count
      return count
    }
    while true {
      #if canImport(Darwin)
        let count = unsafe Darwin.read(descriptor, buffer.baseAddress, buffer.count)
      #else
        let count = unsafe Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      #endif
      if count >= 0 { return count }
      guard errno == EINTR else {
        throw StoreError(.unreadable, "'\(name)' cannot be read: \(ByteSource.reason())")
      }
    }
  }

  /// Whether the bytes that were read last came out of a compressed file.
  var isUnpacking: Bool { gzip != nil }

  /// Returns whether the file has another size or time of change than when it was opened.
  func hasChanged() throws(StoreError) -> Bool {
    guard descriptor >= 0 else { return false }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else {
      throw StoreError(.unreadable, "'\(name)' cannot be read: \(ByteSource.reason())")
    }
    return Int(status.st_size) != size || ByteSource.time(of: status) != changed
  }

  /// Returns the time of the last change, in nanoseconds.
  private static func time(of status: stat) -> Int64 {
    #if canImport(Darwin)
      let time = status.st_mtimespec
    #else
      let time = status.st_mtim
    #endif
    return Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
  }

  private static func reason() -> String {
    unsafe String(cString: strerror(errno))
  }
}
