internal import PluginHost
internal import PluginProtocol
package import ReportModel

/// Runs the cases of the protocol against one plugin.
package struct PluginCheck: Sendable {
  private let subject: Subject

  /// Takes the plugin.
  package init(_ subject: Subject) {
    self.subject = subject
  }

  /// Runs the cases one after the other and returns their results in the order of the table.
  ///
  /// - Parameters:
  ///   - only: The cases to run; empty for all.
  ///   - onResult: Called after each case.
  /// - Throws: `CheckFailure` where the program cannot be started.
  package func run(only: Set<String> = [], onResult: (CaseResult) -> Void = { _ in }) async throws(CheckFailure)
    -> [CaseResult]
  {
    let context = CaseContext(try await described())
    var results: [CaseResult] = []
    for check in PluginCase.all where only.isEmpty || only.contains(check.id) {
      if Task.isCancelled { break }
      let result = await result(of: check, context)
      results.append(result)
      onResult(result)
    }
    return results
  }

  /// The plugin with a manifest: where no file holds one, what it says of itself.
  private func described() async throws(CheckFailure) -> Subject {
    let context = CaseContext(subject)
    do {
      guard let hello = try await context.conversation(context.handshake).hello, !subject.hasManifestFile else {
        return subject
      }
      var subject = subject
      subject.plugin.manifest.hello = hello
      return subject
    } catch {
      throw CheckFailure(error)
    }
  }

  private func result(of check: PluginCase, _ context: CaseContext) async -> CaseResult {
    do {
      try await check.check(context)
      return CaseResult(check, .pass)
    } catch let skip as CaseSkip {
      var result = CaseResult(check, .skip)
      result.reason = skip.reason
      return result
    } catch let failure as CaseFailure {
      var result = CaseResult(check, .fail)
      result.reason = failure.reason
      result.line = failure.line
      result.excerpt = failure.excerpt
      result.hint = failure.hint
      return result
    } catch {
      var result = CaseResult(check, .fail)
      let known = error as? HostError
      result.reason = known?.message ?? "\(error)"
      result.hint = known?.hint
      return result
    }
  }
}

/// Why a plugin could not be checked at all.
package struct CheckFailure: Error, Sendable {
  /// What happened and what to try.
  package var diagnostic: Diagnostic

  init(_ error: any Error) {
    let known = error as? HostError
    diagnostic = Diagnostic(
      severity: .error, code: known?.code ?? "host.internal", message: known?.message ?? "\(error)", hint: known?.hint)
  }
}
