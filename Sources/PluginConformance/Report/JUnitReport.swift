/// The results in the form that build servers read.
package struct JUnitReport {
  private let report: CheckReport

  /// Takes the results.
  package init(_ report: CheckReport) {
    self.report = report
  }

  /// The document, without times, so that the same results are the same bytes.
  package var text: String {
    let failures = report.failureCount + report.staleExpectations.count
    let skipped = report.results.count { $0.outcome == .skip || $0.isExpected == true }
    let suite =
      "<testsuite name=\"\(escaped("waybill plugin check " + report.plugin))\" "
      + "tests=\"\(report.results.count + report.staleExpectations.count)\" failures=\"\(failures)\" errors=\"0\" "
      + "skipped=\"\(skipped)\">"
    let stale = report.staleExpectations.map { id in
      element(
        id, "an expected failure", "<failure message=\"the case \(escaped(id)) is expected to fail and does not\"/>")
    }
    let lines = ["<?xml version=\"1.0\" encoding=\"UTF-8\"?>", suite] + report.results.map(element) + stale
    return (lines + ["</testsuite>"]).joined(separator: "\n") + "\n"
  }

  private func element(_ result: CaseResult) -> String {
    let reason = escaped(result.reason ?? "")
    switch result.outcome {
    case .pass: return element(result.id, result.rule, nil)
    case .skip: return element(result.id, result.rule, "<skipped message=\"\(reason)\"/>")
    case .fail where result.isExpected == true:
      return element(result.id, result.rule, "<skipped message=\"expected: \(reason)\"/>")
    case .fail:
      let place = result.line.map { "line \($0): \(result.excerpt ?? "")\n" } ?? ""
      let more = escaped(place + (result.hint ?? ""))
      return element(result.id, result.rule, "<failure message=\"\(reason)\">\(more)</failure>")
    }
  }

  private func element(_ id: String, _ rule: String, _ child: String?) -> String {
    let start = "  <testcase classname=\"\(escaped(report.plugin))\" name=\"\(escaped(id + " " + rule))\""
    return child.map { start + ">" + $0 + "</testcase>" } ?? start + "/>"
  }

  /// Returns the text as it may stand in an attribute; characters that XML does not allow are replaced.
  private func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\n": result += "&#10;"
      case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF: result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
