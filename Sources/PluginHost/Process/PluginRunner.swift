internal import Foundation
internal import Glibc
internal import PluginTransport
internal import Subprocess
internal import SystemPackage

/// Starts plugins, talks with them, and sees to it that nothing of them is left.
package struct PluginRunner: Sendable {
  /// The dataset that plugins may query.
  package let dataset: any DatasetProvider

  /// Creates a runner on a dataset.
  package init(dataset: any DatasetProvider) {
    self.dataset = dataset
  }

  /// Runs one plugin to its end; every failure is in the result.
  ///
  /// Cancelling the task asks the plugin to stop, and ends it where it does not.
  package func run(_ plan: RunPlan, onEvent: @escaping @Sendable (RunEvent) -> Void) async -> RunResult {
    do {
      return try await started(plan, onEvent: onEvent)
    } catch {
      var result = RunResult()
      let failure = (error as? HostError) ?? startFailure(error, plan)
      result.failure = failure
      result.outcome = failure.code
      return result
    }
  }

  private func started(_ plan: RunPlan, onEvent: @escaping @Sendable (RunEvent) -> Void) async throws -> RunResult {
    let deadline = RunDeadline()
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
    let outcome = try await Subprocess.run(
      .path(FilePath(plan.command[0])), arguments: Arguments(Array(plan.command.dropFirst())),
      environment: .custom(environment(of: plan)), workingDirectory: FilePath(plan.directory),
      platformOptions: options,
      input: .fileDescriptor(FileDescriptor(rawValue: input.reading.giveAway()), closeAfterSpawningProcess: true),
      output: .fileDescriptor(FileDescriptor(rawValue: output.writing.giveAway()), closeAfterSpawningProcess: true),
      error: .fileDescriptor(FileDescriptor(rawValue: errors.writing.giveAway()), closeAfterSpawningProcess: true)
    ) { execution in
      let child = ChildProcess(identifier: execution.processIdentifier.value)
      // Whatever happens in the session, nothing of the plugin survives it, nor what left the plugin's group.
      defer {
        child.signalGroup(SIGKILL)
        Stragglers(workingIn: plan.directory).end()
      }
      return try await withTaskCancellationHandler {
        try await onThread {
          try dataset.withSession { session in
            PluginSession(
              plan: plan, pipes: pipes, child: child, dataset: session, deadline: deadline, onEvent: onEvent
            )
            .run()
          }
        }
      } onCancel: {
        deadline.cancel()
        _ = wake.writing.descriptor.write([1])
      }
    }
    return outcome.closureResult
  }

  private func environment(of plan: RunPlan) -> [Environment.Key: String] {
    var variables = plan.environment
    variables["LANG"] = "C.UTF-8"
    variables["TZ"] = "UTC"
    variables["HOME"] = plan.directory
    variables["TMPDIR"] = plan.directory
    variables["PYTHONUNBUFFERED"] = "1"
    variables["PYTHONDONTWRITEBYTECODE"] = "1"
    variables["WAYBILL_PLUGIN"] = "1"
    variables["WAYBILL_PLUGIN_DIR"] = plan.plugin.directory
    return Dictionary(
      uniqueKeysWithValues: variables.compactMap { name, value in
        Environment.Key(rawValue: name).map { ($0, value) }
      })
  }

  private func startFailure(_ error: any Error, _ plan: RunPlan) -> HostError {
    guard error is SubprocessError else {
      return HostError(code: "host.internal", message: "the run of plugin '\(plan.plugin.name)' broke off: \(error)")
    }
    return HostError(
      code: "plugin.not_executable", message: "plugin '\(plan.plugin.name)' could not be started: \(error)",
      hint: "try to run \(plan.command.joined(separator: " ")) by hand")
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
