import Glibc
import PluginTransport
import Testing

/// A pipe whose ends are closed with it.
final class TestPipe {
  let reading: Descriptor
  let writing: Descriptor
  private var open: [Int32]

  init() throws {
    var ends: [Int32] = [-1, -1]
    // The array has room for the two numbers that `pipe` writes.
    let outcome = unsafe pipe(&ends)
    try #require(outcome == 0)
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    reading = Descriptor(ends[0])
    writing = Descriptor(ends[1])
    open = ends
  }

  deinit { for end in open { close(end) } }

  func closeReading() { end(reading) }

  func closeWriting() { end(writing) }

  private func end(_ descriptor: Descriptor) {
    open.removeAll { $0 == descriptor.number }
    close(descriptor.number)
  }
}
