internal import Glibc
internal import PluginTransport

/// Reads the first bytes of a file without reading the rest.
enum FileReadHead {
  /// Returns at most so many bytes from the start of the file.
  static func bytes(of path: String, count: Int) throws(HostError) -> [UInt8] {
    let number = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard number >= 0 else {
      throw HostError(code: "host.internal", message: "\(path) cannot be read")
    }
    defer { close(number) }
    return Descriptor(number).read(atMost: count).bytes
  }
}
