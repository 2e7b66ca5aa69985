internal import PluginHost
internal import PluginProtocol
internal import ReportModel
internal import TradeModel
internal import TradeStore

/// Compiles the inputs that plugins declare, so that a query that the dataset refuses is known before anything runs.
struct InputCheck {
  let plan: BuildPlan
  let dataset: Dataset

  /// Returns an error an input that is refused, in the order of the outline.
  func diagnostics() -> [Diagnostic] {
    let checked = try? dataset.read { reader in
      plan.file.plugins.flatMap { entry in
        plan.tasks[entry.id].map { refusals($0, reader, place: entry.place) } ?? []
      }
    }
    return checked ?? []
  }

  private func refusals(_ task: BuildPlan.Task, _ reader: DatasetReader, place: FilePlace) -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    for (name, declared) in (task.analysis.inputs ?? [:]).sorted(by: { $0.key < $1.key }) {
      do {
        let query = try InputSubstitution.query(declared, named: name, parameters: task.parameters)
        _ = try ReaderSession(reader: reader).answer(query)
      } catch let problem as QueryProblem {
        diagnostics.append(
          .usage(
            problem.code, "input '\(name)' of '\(task.plugin.name)' at \(problem.pointer): \(problem.message)",
            at: place,
            hint: problem.hint))
      } catch let error as HostError {
        diagnostics.append(.usage(error.code, error.message, at: place, hint: error.hint))
      } catch {
        diagnostics.append(.usage("query.failed", "input '\(name)' cannot be checked: \(error)", at: place))
      }
    }
    return diagnostics
  }
}
