internal import ArgumentParser
internal import PluginConformance
internal import ReportPipeline

/// The command `waybill plugin inspect`.
struct PluginInspect: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect", abstract: "Shows a recorded run line by line, with the first broken rule.",
    discussion: """
      Milliseconds, direction, bytes and type of every line; the exit code is 3 where a rule is broken:

        waybill plugin inspect run.ndjson
      """)

  @Argument(help: "The transcript.", completion: .file(extensions: ["ndjson"]))
  var transcript: String

  @Option(help: "How the result is printed: text or json.")
  var format = OutputFormat.text

  func run() throws {
    let inspection: TranscriptInspection
    do throws(CheckFailure) {
      inspection = try TranscriptInspection(file: transcript)
    } catch {
      throw try refused([error.diagnostic], format, code: 64)
    }
    if format == .json {
      try Console.json(inspection)
    } else {
      show(inspection)
    }
    if inspection.violation != nil { throw ExitCode(3) }
  }

  private func show(_ inspection: TranscriptInspection) {
    var table = TextTable(["line", "ms", "", "bytes", "what"], rightAligned: [0, 1, 3])
    for row in inspection.rows {
      table.append([String(row.number), String(row.t), row.dir, String(row.bytes), Console.printable(row.what)])
    }
    Console.result(table.text)
    guard let violation = inspection.violation else { return Console.result("no rule is broken") }
    Console.result(Console.printable("\(violation.id)  line \(violation.number): \(violation.reason)"))
    if let hint = violation.hint { Console.result(Console.printable("  hint: \(hint)")) }
  }
}
