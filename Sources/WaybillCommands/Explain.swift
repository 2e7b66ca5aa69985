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

        waybill explain build/report/covid-prk.json#pharma.russia-2020.value
      """)

  @Argument(help: .init("The report's JSON file and the value.", valueName: "report.json#section.block.value"))
  var reference: String

  @Option(help: "How the result is printed: text or json.")
  var format = OutputFormat.text

  func run() throws {
    let parts = reference.split(separator: "#", maxSplits: 1).map(String.init)
    guard parts.count == 2 else {
      throw ValidationError("Write the file, '#' and the value, such as report.json#pharma.lead.value.")
    }
    guard let data = FileManager.default.contents(atPath: parts[0]) else {
      throw ValidationError("There is no file \(parts[0]).")
    }
    do {
      let explanation = try Explanation(of: parts[1], in: String(decoding: data, as: UTF8.self))
      if format == .json { return try Console.json(explanation) }
      Console.result(ExplanationText(explanation).text)
    } catch let failure as ExplanationFailure {
      Console.report([failure.diagnostic])
      throw ExitCode(64)
    }
  }
}
