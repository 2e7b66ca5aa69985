internal import PluginHost
internal import PluginProtocol
internal import ReportModel
internal import Spelling
internal import TradeModel
internal import TradeStore

/// Checks parameters against the dataset and compiles the inputs that plugins declare, so that what the dataset refuses
/// is known before anything runs.
struct InputCheck {
  let plan: BuildPlan
  let dataset: Dataset

  /// Returns an error a parameter or input that is refused, in the order of the outline.
  func diagnostics() -> [Diagnostic] {
    do {
      return try dataset.read { reader in
        let check = ParameterCheck(reader: reader)
        var diagnostics: [Diagnostic] = []
        for entry in plan.file.plugins {
          guard let task = plan.tasks[entry.id] else { continue }
          let problems = check.problems(of: task, at: entry.place) + unknownCodes(task, reader)
          let found = problems.isEmpty ? refusals(task, reader, place: entry.place) : problems
          // One value of the scope that is wrong is wrong for every plugin, and said once.
          diagnostics += found.filter { !diagnostics.contains($0) }
        }
        return diagnostics
      }
    } catch {
      return [Diagnostic(severity: .error, code: "query.failed", message: "the dataset cannot be read")]
    }
  }

  /// Returns an error a code of the claims file that the dataset's lists do not have.
  private func unknownCodes(_ task: BuildPlan.Task, _ reader: DatasetReader) -> [Diagnostic] {
    guard let claims = task.claims else { return [] }
    return ClaimRows.unknownCodes(in: claims, reference: reader.reference).map { listed in
      let known: [String] =
        switch listed.list {
        case "area": reader.reference.areas.keys.sorted()
        case "product": reader.reference.products.keys.sorted()
        default: reader.reference.units.keys.sorted()
        }
      return .usage(
        "claims.unknown_code", "the list '\(listed.list)' has no code '\(listed.code)'", at: listed.place,
        hint: suggestion(listed.code, among: known, otherwise: "see the lists in the Data folder"))
    }
  }

  private func refusals(_ task: BuildPlan.Task, _ reader: DatasetReader, place: FilePlace) -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    for (name, declared) in (task.analysis.inputs ?? [:]).sorted(by: { $0.key < $1.key }) {
      do {
        let query = try InputSubstitution.query(declared, named: name, parameters: task.parameters)
        try ReaderSession(reader: reader, claims: task.claims).check(query)
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
