internal import PluginConformance

/// The results of a check for people: failures with everything that is known, the rest in a line each.
struct CaseText {
  private let result: CaseResult

  init(_ result: CaseResult) {
    self.result = result
  }

  /// Prints one result.
  func show() {
    Console.result(Console.printable("\(result.outcome.rawValue)  \(result.id)  \(result.rule)"))
    if let reason = result.reason { Console.result(Console.printable("           \(reason)")) }
    if result.outcome == .fail { Console.result("           rule: protocol.md, section \(result.section)") }
    if let line = result.line {
      Console.result(Console.printable("           line \(line): \(result.excerpt ?? "")"))
    }
    if let hint = result.hint { Console.result(Console.printable("           hint: \(hint)")) }
  }

  /// Prints the sum of all results.
  static func show(_ report: CheckReport) {
    for id in report.staleExpectations {
      Console.result("fail  \(id)  is expected to fail, and does not; take it out of the file")
    }
    let passed = report.results.count { $0.outcome == .pass }
    let skipped = report.results.count { $0.outcome == .skip }
    let expected = report.results.count { $0.isExpected == true }
    var words = "\(passed) passed, \(report.failureCount) failed, \(skipped) do not apply"
    if expected > 0 { words += ", \(expected) failed as expected" }
    Console.result(words)
  }
}
