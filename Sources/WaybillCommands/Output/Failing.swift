internal import ArgumentParser
internal import ReportModel
internal import ReportPipeline

/// Runs the body; a dataset or query that cannot be used is explained in the asked format and ends the command, with
/// code 64 where the query or an argument is wrong and with 1 elsewhere.
func answering<Value>(_ format: OutputFormat, _ body: () throws -> Value) throws -> Value {
  do {
    return try body()
  } catch let failure as DatasetFailure {
    let code = failure.diagnostic.code
    let isUsage = code == "usage.arguments" || code.hasPrefix("query.") && code != "query.failed"
    throw try refused([failure.diagnostic], format, code: isUsage ? 64 : 1)
  }
}

/// Explains in the asked format why there is no result, and returns the exit code to throw.
func refused(_ diagnostics: [Diagnostic], _ format: OutputFormat, code: Int32) throws -> ExitCode {
  if format == .json {
    try Console.json(ResultEnvelope(diagnostics: diagnostics))
  } else {
    Console.report(diagnostics)
  }
  return ExitCode(code)
}
