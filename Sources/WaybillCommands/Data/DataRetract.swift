internal import ArgumentParser
internal import ReportPipeline

/// The command `waybill data retract`.
struct DataRetract: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retract", abstract: "Takes an imported file out of all answers, or takes it in again.",
    discussion: """
      Its rows stay in the dataset, answer nothing, and prove nothing complete. Name the file or its digest as
      `waybill data sources` shows them; the first digits are enough:

        waybill data retract --dataset trade.db press-figures.csv
        waybill data retract --dataset trade.db --undo sha256:3f0a9c1b22d4

      An import of the same bytes is refused until the retraction is undone.
      """)

  @OptionGroup var dataset: DatasetOption

  @Argument(help: "The name of the file, or its digest.")
  var source: String

  @Flag(help: "Takes the file in again.")
  var undo = false

  @Option(help: "How the result is printed: text or json.")
  var format = OutputFormat.text

  func run() throws {
    let result = try answering(format) {
      try DatasetService(opening: dataset.dataset).retract(source, undoing: undo)
    }
    if format == .json { return try Console.json(ResultEnvelope(result)) }
    let rows = "\(result.source.rows) rows"
    Console.result("\(result.source.name): " + words(rows, hasChanged: result.hasChanged))
  }

  private func words(_ rows: String, hasChanged: Bool) -> String {
    switch (undo, hasChanged) {
    case (false, true): "retracted, \(rows) answer nothing"
    case (false, false): "already retracted, nothing changed"
    case (true, true): "taken in again with \(rows)"
    case (true, false): "not retracted, nothing changed"
    }
  }
}
