internal import ArgumentParser
internal import Foundation
internal import Glibc
internal import ReportModel

/// The program as its executable starts it.
public enum Program {
  /// Runs the command that the arguments name, and ends the process with its exit code.
  public static func main() async {
    // A plugin or a pager that closes its end of a pipe, or a file that grows too large, must not end the program.
    _ = signal(SIGPIPE, SIG_IGN)
    _ = signal(SIGXFSZ, SIG_IGN)
    let arguments = Array(ProcessInfo.processInfo.arguments.dropFirst())
    do {
      var command = try await Waybill.asyncParseAsRoot(arguments)
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch {
      if asksForJSON(arguments), let problem = problem(error) {
        try? Console.json(ResultEnvelope(diagnostics: [problem]))
      }
      Waybill.exit(withError: error)
    }
  }

  /// Returns what is wrong with the arguments, in the words and with the usage that a person would see; nil where they
  /// can be run, or ask for help.
  package static func problem(parsing arguments: [String]) async -> String? {
    do {
      _ = try await Waybill.asyncParseAsRoot(arguments)
      return nil
    } catch {
      return problem(error) == nil ? nil : Waybill.fullMessage(for: error)
    }
  }

  private static func asksForJSON(_ arguments: [String]) -> Bool {
    arguments.contains("--format=json") || zip(arguments, arguments.dropFirst()).contains { $0 == ("--format", "json") }
  }

  /// Returns the diagnostic of arguments that cannot be used; nil where a command has spoken for itself.
  private static func problem(_ error: any Error) -> Diagnostic? {
    let message = Waybill.message(for: error)
    guard !(error is ExitCode), !Waybill.exitCode(for: error).isSuccess, !message.isEmpty else { return nil }
    return Diagnostic(
      severity: .error, code: "usage.arguments", message: message, hint: "see the command's --help")
  }
}
