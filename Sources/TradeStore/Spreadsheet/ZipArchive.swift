import Zlib

/// The files in a zip archive, which is held in memory; each is unpacked when it is asked for.
///
/// Only what spreadsheets have is read: stored and deflated files below 4 GiB, without a password.
struct ZipArchive {
  /// The bytes with which an archive begins.
  static let magic: [UInt8] = [0x50, 0x4B, 0x03, 0x04]
  /// The largest archive, in bytes.
  static let sizeLimit = 32 << 20
  /// The largest file in an archive, unpacked, in bytes.
  static let fileLimit = 64 << 20

  private struct Entry {
    var flags: Int
    var method: Int
    var checksum: UInt
    var packedSize: Int
    var size: Int
    var offset: Int
  }

  private let bytes: LittleEndianBytes
  private let name: String
  private var entries: [String: Entry] = [:]

  /// Reads the list of files of the archive.
  init(_ source: ByteSource) throws(StoreError) {
    name = source.name
    guard source.size <= ZipArchive.sizeLimit else {
      throw StoreError(
        .tooLarge, "'\(name)' has \(source.size >> 20) MiB, more than a table of codes can have",
        hint: "name a correlation table")
    }
    bytes = LittleEndianBytes(try source.head(source.size))
    guard let end = endRecord() else { throw brokenOff("its list of contents at the end is missing") }
    let count = bytes.number(at: end + 10, 2)
    var place = bytes.number(at: end + 16, 4)
    for _ in 0..<count {
      guard place + 46 <= end, bytes.number(at: place, 4) == 0x0201_4B50 else {
        throw damaged("its list of contents cannot be read")
      }
      let length = bytes.number(at: place + 28, 2)
      guard let path = bytes.text(at: place + 46, length) else { throw damaged("a file in it has no readable name") }
      entries[path] = Entry(
        flags: bytes.number(at: place + 8, 2), method: bytes.number(at: place + 10, 2),
        checksum: UInt(bytes.number(at: place + 16, 4)), packedSize: bytes.number(at: place + 20, 4),
        size: bytes.number(at: place + 24, 4), offset: bytes.number(at: place + 42, 4))
      place += 46 + length + bytes.number(at: place + 30, 2) + bytes.number(at: place + 32, 2)
    }
  }

  /// Returns the bytes of the file at the path inside the archive; nil where there is none.
  func file(_ path: String) throws(StoreError) -> [UInt8]? {
    guard let entry = entries[path] else { return nil }
    guard entry.flags & 1 == 0 else {
      throw StoreError(.unreadable, "'\(name)' is encrypted: '\(path)' needs a password", hint: "save it without one")
    }
    guard entry.size <= ZipArchive.fileLimit else {
      throw StoreError(
        .tooLarge, "'\(path)' in '\(name)' unpacks to \(entry.size >> 20) MiB", hint: "name a correlation table")
    }
    guard bytes.number(at: entry.offset, 4) == 0x0403_4B50 else { throw damaged("'\(path)' is not where it should be") }
    let start = entry.offset + 30 + bytes.number(at: entry.offset + 26, 2) + bytes.number(at: entry.offset + 28, 2)
    guard let packed = bytes.slice(at: start, entry.packedSize) else { throw brokenOff("inside '\(path)'") }
    let content: [UInt8]?
    switch entry.method {
    case 0: content = packed.count == entry.size ? Array(packed) : nil
    case 8: content = RawInflate.unpack(Array(packed), size: entry.size)
    default:
      throw StoreError(
        .unreadable, "'\(path)' in '\(name)' is packed by method \(entry.method), which is not known",
        hint: "save it again as .xlsx")
    }
    guard let content, RawInflate.checksum(content) == entry.checksum else {
      throw damaged("'\(path)' does not unpack")
    }
    return content
  }

  /// Returns the place of the record that ends an archive and is followed by nothing but its own comment.
  private func endRecord() -> Int? {
    var place = bytes.count - 22
    let first = max(0, place - 0xFFFF)
    while place >= first {
      if bytes.number(at: place, 4) == 0x0605_4B50, place + 22 + bytes.number(at: place + 20, 2) == bytes.count {
        return place
      }
      place -= 1
    }
    return nil
  }

  private func brokenOff(_ what: String) -> StoreError {
    StoreError(.truncated, "'\(name)' breaks off: \(what)", hint: "download it again")
  }

  private func damaged(_ what: String) -> StoreError {
    StoreError(.malformed, "'\(name)' is damaged: \(what)", hint: "download it again")
  }
}
