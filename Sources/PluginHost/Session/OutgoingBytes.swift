internal import PluginTransport

/// What is still to be written to a plugin, by its one writer.
struct OutgoingBytes {
  /// Above so many waiting bytes no further rows are read from the dataset.
  static let highWater = 256 * 1024

  /// Whether the plugin can still be written to.
  private(set) var isOpen = true
  private var bytes: [UInt8] = []
  private var offset = 0
  private var closesWhenEmpty = false

  var isEmpty: Bool { offset == bytes.count }
  var hasRoom: Bool { isOpen && bytes.count - offset < OutgoingBytes.highWater }

  mutating func append(_ line: [UInt8]) {
    guard isOpen else { return }
    bytes.append(contentsOf: line)
  }

  /// Lets `fill` add lines at the end.
  mutating func append(_ fill: (inout [UInt8]) -> Void) {
    guard isOpen else { return }
    fill(&bytes)
  }

  /// Closes the pipe once everything is written.
  mutating func finish() {
    closesWhenEmpty = true
  }

  /// Writes as much as the pipe takes; a plugin that has closed its end is not written to again.
  mutating func write(to pipe: PipeEnd) {
    while isOpen, !isEmpty {
      switch pipe.descriptor.write(bytes, from: offset) {
      case .bytes(let count): offset += count
      case .wouldBlock:
        compact()
        return
      case .closed, .failed:
        // A one-way plugin may ignore its input; that is no error.
        close(pipe)
        return
      }
    }
    compact()
    if closesWhenEmpty { close(pipe) }
  }

  private mutating func compact() {
    guard offset > 0 else { return }
    bytes.removeSubrange(0..<offset)
    offset = 0
  }

  /// Closes the pipe; what still waits is dropped.
  mutating func close(_ pipe: PipeEnd) {
    pipe.close()
    isOpen = false
    bytes = []
    offset = 0
  }
}
