internal import Glibc
package import PluginTransport

/// The process around a plugin: its descriptors, its signals, its exit status.
package enum PluginProcess {
  /// Runs the plugin on standard input and output, then exits.
  static func main<P: Plugin>(_ plugin: P.Type) -> Never {
    guard isStartedByHost else {
      log("this is a waybill plugin; try: waybill plugin run <folder>")
      exit(64)
    }
    guard let output = privateOutput() else {
      log("\(P.id): standard output cannot be duplicated (error \(errno))")
      exit(71)
    }
    exit(PluginSession.serve(plugin, input: Descriptor(STDIN_FILENO), output: output))
  }

  /// Writes a line for people to standard error.
  static func log(_ text: String) {
    _ = Descriptor(STDERR_FILENO).writeAll(Array((text + "\n").utf8))
  }

  /// Whether a host stands at the other end, or at least something that is no terminal.
  private static var isStartedByHost: Bool {
    // The pointer that `getenv` returns is only compared with nil.
    let isMarked = unsafe getenv("WAYBILL_PLUGIN") != nil
    return isMarked || isatty(STDIN_FILENO) == 0
  }

  /// Keeps the wire for ourselves: descriptor 1 becomes standard error, so that a stray `print` is a log line.
  package static func privateOutput() -> Descriptor? {
    // A host that is gone is seen by the result of `write`, not by the death of the process.
    _ = signal(SIGPIPE, SIG_IGN)
    let wire = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3)
    guard wire >= 0, dup2(STDERR_FILENO, STDOUT_FILENO) >= 0 else { return nil }
    return Descriptor(wire)
  }
}
