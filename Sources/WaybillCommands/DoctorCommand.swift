internal import ArgumentParser
internal import ReportPipeline

/// The command `waybill doctor`.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Looks at what reports need from this machine, and says what is missing.")

  @Option(help: "How the result is printed: text or json.")
  var format = OutputFormat.text

  @OptionGroup var places: PlacesOptions

  func run() throws {
    let findings = Doctor(places.request(report: ".", out: ".")).findings()
    if format == .json {
      try Console.json(ResultEnvelope(["findings": findings]))
    } else {
      var table = TextTable(["state", "what", "found"])
      for finding in findings { table.append([finding.isFine ? "ok" : "missing", finding.subject, finding.detail]) }
      Console.result(table.text)
      for finding in findings where !finding.isFine {
        if let hint = finding.hint { Console.note("\(finding.subject): \(hint)") }
      }
    }
    if findings.contains(where: { !$0.isFine }) { throw ExitCode(1) }
  }
}
