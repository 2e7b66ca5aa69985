internal import ArgumentParser
internal import Glibc

/// The program as its executable starts it.
public enum Program {
  /// Runs the command that the arguments name, and ends the process with its exit code.
  public static func main() async {
    // A plugin or a pager that closes its end of a pipe, or a file that grows too large, must not end the program.
    _ = signal(SIGPIPE, SIG_IGN)
    _ = signal(SIGXFSZ, SIG_IGN)
    await Waybill.main()
  }
}
