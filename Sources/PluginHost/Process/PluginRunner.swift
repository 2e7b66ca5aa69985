internal import PluginTransport

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
    let deadline = RunDeadline()
    let process = PluginProcess(
      command: plan.command, granted: plan.environment, directory: plan.directory,
      pluginDirectory: plan.plugin.directory)
    do {
      return try await process.run(onCancel: { deadline.cancel() }) { pipes, child in
        try dataset.withSession { session in
          PluginSession(
            plan: plan, pipes: pipes, child: child, dataset: session, deadline: deadline, onEvent: onEvent
          )
          .run()
        }
      }
    } catch {
      var result = RunResult()
      let failure =
        (error as? HostError)
        ?? HostError(code: "host.internal", message: "the run of plugin '\(plan.plugin.name)' broke off: \(error)")
      result.failure = failure
      result.outcome = failure.code
      return result
    }
  }
}
