internal import Glibc
package import PluginTransport
internal import Synchronization

/// One pipe between host and plugin; both ends close on exec, so that no other plugin inherits them.
struct Pipe {
  let reading: PipeEnd
  let writing: PipeEnd

  /// Opens a pipe.
  ///
  /// - Throws: `host.internal` where the process has no descriptors left.
  init() throws(HostError) {
    var ends: [Int32] = [-1, -1]
    // The array has room for the two numbers that `pipe` writes.
    guard unsafe pipe(&ends) == 0 else {
      throw HostError(
        code: "host.internal", message: "no pipe can be opened (error \(errno))",
        hint: "raise the limit of open files, or run fewer plugins at once")
    }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    reading = PipeEnd(ends[0])
    writing = PipeEnd(ends[1])
  }

  /// Closes both ends, unless they are closed.
  func close() {
    reading.close()
    writing.close()
  }
}

/// One end of a pipe, closed at most once.
package final class PipeEnd: Sendable {
  /// Reads or writes the end.
  package let descriptor: Descriptor
  private let isOpen = Mutex(true)

  init(_ number: Int32) {
    descriptor = Descriptor(number)
  }

  /// Closes the end, unless it is closed.
  package func close() {
    isOpen.withLock { isOpen in
      if isOpen { _ = Glibc.close(descriptor.number) }
      isOpen = false
    }
  }

  /// Notes that someone else closes the end.
  func giveAway() -> Int32 {
    isOpen.withLock { $0 = false }
    return descriptor.number
  }

  /// Makes reads and writes on this end return at once where they would wait.
  func makeNonblocking() {
    _ = fcntl(descriptor.number, F_SETFL, O_NONBLOCK)
  }

  /// Asks the kernel for a pipe of 1 MiB, which moves rows faster; a refusal changes nothing.
  func widen() {
    let setPipeSize: Int32 = 1031  // F_SETPIPE_SZ, which the Glibc module does not show.
    _ = fcntl(descriptor.number, setPipeSize, Int32(1 << 20))
  }
}
