import FuzzTargets
import Glibc

// It calls on one thread, one input after the other.
private nonisolated(unsafe) var check: (([UInt8]) throws -> Void)?

@_silgen_name("LLVMFuzzerRunDriver")
private func runFuzzer(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
  _ test: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// What the package manager calls instead of libFuzzer's `main`; the target is named by the environment.
@_cdecl("waybill_fuzz_main")
public func main(
  _ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> CInt {
  let name = unsafe getenv("WAYBILL_FUZZ_TARGET").map { unsafe String(cString: $0) } ?? ""
  guard let target = FuzzTarget.all.first(where: { $0.name == name }), let prepared = try? target.prepare() else {
    preconditionFailure("WAYBILL_FUZZ_TARGET names no target that can be prepared: '\(name)'")
  }
  unsafe check = prepared
  var count = count
  var arguments = unsafe arguments
  return unsafe runFuzzer(&count, &arguments) { start, count in
    // The bytes are libFuzzer's for the length of the call, and copied at once.
    let bytes = unsafe Array(UnsafeBufferPointer(start: start, count: count))
    do {
      try unsafe check?(bytes)
    } catch {
      // Release builds are silent about why they stop.
      let line = Array("finding: \(error)\n".utf8)
      _ = unsafe write(STDERR_FILENO, line, line.count)
      abort()
    }
    return 0
  }
}
