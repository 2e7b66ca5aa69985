internal import ArgumentParser
internal import ReportPipeline

/// The command `waybill data map`.
struct DataMap: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "map", abstract: "Drafts a mapping for a CSV file that is in none of the formats.",
    discussion: """
      The draft is YAML with guesses from the header and the first rows, and comments that tell what to fill in; it is
      refused until that is done. The form stands in Data/mappings.md.

        waybill data map customs.csv --out customs.yaml
        waybill data import --dataset trade.db customs.csv --mapping customs.yaml
      """)

  @Argument(help: "A delimited file with a header.", completion: .file(extensions: ["csv", "tsv", "txt", "gz"]))
  var file: String

  @Option(help: .init("Where the draft is written, a new file; standard output without it.", valueName: "file"))
  var out: String?

  func run() throws {
    try answering(.text) {
      let draft = try ImportMapping.draft(of: file)
      if let out {
        try ImportMapping.write(draft, to: out)
        Console.note("wrote \(out): fill in what is ''")
      } else {
        Console.result(draft.hasSuffix("\n") ? String(draft.dropLast()) : draft)
      }
    }
  }
}
