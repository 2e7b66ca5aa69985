internal import Foundation
internal import Glibc
internal import PluginTransport
internal import Subprocess
internal import SystemPackage

/// Starts a plugin in a session of its own, lends its pipes to a conversation, and sees to it that nothing of it is left.
package struct PluginProcess: Sendable {
  /// The absolute program and its arguments.
  package var command: [String]
  /// The whole environment of the process.
  package var environment: [String: String]
  /// The working directory; it exists.
  package var directory: String

  /// Settles what is started, with the few variables that every plugin has beside those that it was granted.
  package init(command: [String], granted: [String: String], directory: String, pluginDirectory: String) {
    self.command = command
    self.directory = directory
    environment = granted
    environment["LANG"] = "C.UTF-8"
    environment["TZ"] = "UTC"
    environment["HOME"] = directory
    environment["TMPDIR"] = directory
    environment["PYTHONUNBUFFERED"] = "1"
    environment["PYTHONDONTWRITEBYTECODE"] = "1"
    environment["WAYBILL_PLUGIN"] = "1"
    environment["WAYBILL_PLUGIN_DIR"] = pluginDirectory
  }

  /// Runs the conversation on a thread of its own and ends whatever it leaves behind.
  ///
  /// Cancelling the task puts a byte into `SessionPipes.wake`; to end the process is the conversation's own duty.
  ///
  /// - Throws: `plugin.not_executable` where the program cannot be started; what the conversation throws.
  package func run<Value: Sendable>(
    onCancel: @escaping @Sendable () -> Void = {},
    _ conversation: @escaping @Sendable (SessionPipes, ChildProcess) throws -> Value
  ) async throws -> Value {
    let (input, output, errors, wake) = (try Pipe(), try Pipe(), try Pipe(), try Pipe())
    defer { [input, output, errors, wake].forEach { $0.close() } }
    [input.writing, output.reading, errors.reading, wake.writing].forEach { $0.makeNonblocking() }
    input.writing.widen()
    let pipes = SessionPipes(
      input: input.writing, output: output.reading, errors: errors.reading, wake: wake.reading)

    var options = PlatformOptions()
    options.createSession = true
    // On cancellation the library would kill the plugin at once. The session ends it instead, after the plugin was asked to
    // stop; a signal 0 changes nothing, and its time is longer than the session's own.
    options.teardownSequence = [.send(signal: Signal(rawValue: 0), allowedDurationToNextStep: .seconds(15))]
    do {
      let outcome = try await Subprocess.run(
        .path(FilePath(command[0])), arguments: Arguments(Array(command.dropFirst())),
        environment: .custom(variables), workingDirectory: FilePath(directory), platformOptions: options,
        input: .fileDescriptor(FileDescriptor(rawValue: input.reading.giveAway()), closeAfterSpawningProcess: true),
        output: .fileDescriptor(FileDescriptor(rawValue: output.writing.giveAway()), closeAfterSpawningProcess: true),
        error: .fileDescriptor(FileDescriptor(rawValue: errors.writing.giveAway()), closeAfterSpawningProcess: true)
      ) { execution in
        let child = ChildProcess(identifier: execution.processIdentifier.value)
        // Whatever happens in the conversation, nothing of the plugin survives it, nor what left the plugin's group.
        defer {
          child.signalGroup(SIGKILL)
          Stragglers(workingIn: directory).end()
        }
        return try await withTaskCancellationHandler {
          try await onThread { try conversation(pipes, child) }
        } onCancel: {
          onCancel()
          _ = wake.writing.descriptor.write([1])
        }
      }
      return outcome.closureResult
    } catch let error as SubprocessError {
      throw HostError(
        code: "plugin.not_executable", message: "\(command[0]) could not be started: \(error)",
        hint: "try to run \(command.joined(separator: " ")) by hand")
    }
  }

  private var variables: [Environment.Key: String] {
    Dictionary(
      uniqueKeysWithValues: environment.compactMap { name, value in
        Environment.Key(rawValue: name).map { ($0, value) }
      })
  }
}

/// Runs blocking work on a thread of its own, so that it does not hold one of the few threads of the concurrency runtime.
private func onThread<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
  try await withCheckedThrowingContinuation { continuation in
    let thread = Thread { continuation.resume(with: Swift.Result(catching: work)) }
    thread.stackSize = 2 << 20
    thread.start()
  }
}
