internal import Glibc

/// A started plugin as the session's thread sees it: whether it has ended, and how to end it.
///
/// The process is not reaped before the session is over, so its number cannot be another process's.
package struct ChildProcess {
  /// The number of the process, and of the session that it leads.
  package let identifier: Int32

  /// How a process ended.
  package enum Ending: Hashable, Sendable {
    /// It ended by itself, with this code.
    case exited(Int32)
    /// A signal ended it.
    case killed(signal: Int32)

    /// The ending as an observer is told of it.
    package var event: SessionEvent {
      switch self {
      case .exited(let code): .ended(exitCode: code, signal: nil)
      case .killed(let signal): .ended(exitCode: nil, signal: signal)
      }
    }

    /// The ending in words.
    package var words: String {
      switch self {
      case .exited(let code): "it exited with code \(code)"
      case .killed(let signal): "signal \(signal) ended it"
      }
    }
  }

  /// Returns how the process ended, or nil while it runs; it stays a zombie.
  package var ending: Ending? {
    var information = unsafe siginfo_t()
    // The structure is ours, and written before the call returns; which part of its union holds is told by `si_signo`.
    let outcome = unsafe waitid(P_PID, UInt32(identifier), &information, WEXITED | WNOHANG | WNOWAIT)
    guard outcome == 0, unsafe information.si_signo == SIGCHLD else { return nil }
    let status = unsafe information._sifields._sigchld.si_status
    return unsafe information.si_code == Int32(CLD_EXITED) ? .exited(status) : .killed(signal: status)
  }

  /// Sends a signal to the whole session that the plugin leads.
  package func signalGroup(_ signal: Int32) {
    _ = kill(-identifier, signal)
  }
}
