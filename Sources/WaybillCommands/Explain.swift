internal import ArgumentParser
internal import Foundation
internal import ReportModel
internal import ReportPipeline

/// The command `waybill explain`.
struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Shows what a number of a report rests on, back to the rows and their sources.",
    discussion: """
      Name the report's JSON and the value, as section.block.value:

        waybill explain build/report/covid-prk.json#pharma.year-RUS-2020.a
      """)

  @Argument(help: .init("The report's JSON file and the value.", valueName: "report.json#section.block.value"))
  var reference: String

  @Option(help: "How the result is printed: text or json.")
  var format = OutputFormat.text

  func validate() throws {
    guard parts.count == 2 else {
      throw ValidationError("Write the file, '#' and the value, such as report.json#pharma.year-RUS-2020.a.")
    }
  }

  func run() throws {
    let parts = parts
    guard let data = FileManager.default.contents(atPath: parts[0]) else {
      let problem = Diagnostic(
        severity: .error, code: "report.not_found", message: "there is no file \(parts[0])",
        hint: "name the .json that waybill build writes")
      throw try refused([problem], format, code: 64)
    }
    do {
      let explanation = try Explanation(of: parts[1], in: String(decoding: data, as: UTF8.self))
      if format == .json { return try Console.json(ResultEnvelope(explanation)) }
      Console.result(ExplanationText(explanation).text)
    } catch let failure as ExplanationFailure {
      throw try refused([failure.diagnostic], format, code: 64)
    }
  }

  private var parts: [String] { reference.split(separator: "#", maxSplits: 1).map(String.init) }
}
