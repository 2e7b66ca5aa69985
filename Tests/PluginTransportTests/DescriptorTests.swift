import Glibc
import PluginTransport
import Testing

@Suite struct DescriptorTests {
  init() {
    // Writing to a pipe that nobody reads is a result here, as in the programs.
    _ = signal(SIGPIPE, SIG_IGN)
  }

  @Test func `writing to a reader that is gone is closed, not a failure`() throws {
    let ends = try TestPipe()
    ends.closeReading()
    #expect(ends.writing.write([1]) == .closed)
    #expect(!ends.writing.writeAll([1]))
  }

  @Test func `an empty pipe that must not wait would block`() throws {
    let ends = try TestPipe()
    _ = fcntl(ends.reading.number, F_SETFL, O_NONBLOCK)
    #expect(ends.reading.read().outcome == .wouldBlock)
    var splitter = LineSplitter(limit: 10)
    #expect(ends.reading.read(into: &splitter) == .wouldBlock)
    #expect(!splitter.hasRemainder)
  }

  @Test func `a full pipe takes a part and then would block`() throws {
    let ends = try TestPipe()
    _ = fcntl(ends.writing.number, F_SETFL, O_NONBLOCK)
    guard case .bytes(let count) = ends.writing.write([UInt8](repeating: 7, count: 1 << 21)) else {
      Issue.record("nothing was written")
      return
    }
    #expect(count < 1 << 21)
    #expect(ends.writing.write([1, 2, 3], from: 1) == .wouldBlock)
  }

  @Test func `a descriptor that is none fails with the system's number`() {
    #expect(Descriptor(-1).read().outcome == .failed(EBADF))
    #expect(Descriptor(-1).write([1]) == .failed(EBADF))
  }
}
