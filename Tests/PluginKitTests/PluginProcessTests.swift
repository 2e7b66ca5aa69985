import Glibc
import PluginKit
import PluginTransport
import Testing

@Suite struct PluginProcessTests {
  @Test func `a stray print goes to standard error, not to the wire`() async {
    await #expect(processExitsWith: .exitCode(7)) {
      var wire: [Int32] = [-1, -1]
      var log: [Int32] = [-1, -1]
      // `pipe` fills the two places of each array.
      guard unsafe pipe(&wire) == 0, unsafe pipe(&log) == 0, dup2(wire[1], 1) == 1, dup2(log[1], 2) == 2,
        let output = PluginProcess.privateOutput()
      else { exit(1) }
      print("stray")
      // Without a stream, `fflush` writes out all of them.
      fflush(nil)
      _ = output.writeAll(Array("line\n".utf8))
      let onWire = String(decoding: Descriptor(wire[0]).read().bytes, as: UTF8.self)
      let onLog = String(decoding: Descriptor(log[0]).read().bytes, as: UTF8.self)
      exit(onWire == "line\n" && onLog == "stray\n" ? 7 : 2)
    }
  }

  @Test func `writing to a host that is gone is a result, not a signal`() async {
    await #expect(processExitsWith: .exitCode(7)) {
      var wire: [Int32] = [-1, -1]
      // `pipe` fills the two places of the array.
      guard unsafe pipe(&wire) == 0, dup2(wire[1], 1) == 1, let output = PluginProcess.privateOutput() else { exit(1) }
      close(wire[0])
      close(wire[1])
      exit(output.writeAll([10]) ? 2 : 7)
    }
  }
}
