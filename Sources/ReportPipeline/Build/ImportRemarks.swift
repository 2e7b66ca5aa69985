internal import ReportModel
internal import TradeStore

/// What an import found wrong with a file, in words for the person who named the file.
struct ImportRemarks {
  private let report: ImportReport
  private let path: String

  init(_ report: ImportReport, path: String) {
    self.report = report
    self.path = path
  }

  /// Returns a diagnostic a fault; a file of another kind is said to be one, once.
  func diagnostics(severity: Severity) -> [Diagnostic] {
    let faults = report.diagnostics
    let missing = faults.filter { $0.code == "import.columns" && $0.message.hasPrefix("the header has no column") }
    // Of the two dozen columns, a file of ours that was edited by hand lacks a few at most.
    if let first = missing.first, missing.count > 8 {
      return [
        Diagnostic(
          severity: .error, code: "import.columns", message: "this is no file of observations or of events",
          hint: "see Data/README.md for the columns", place: "\(path):\(first.line)")
      ]
    }
    return faults.map { fault in
      Diagnostic(
        severity: severity, code: fault.code, message: fault.message, hint: fault.hint,
        place: "\(path):\(fault.line)" + (fault.column.map { " (\($0))" } ?? ""))
    }
  }
}
