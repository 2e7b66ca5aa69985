internal import ArgumentParser
internal import ReportPipeline

/// The command `waybill data correlations`.
struct DataCorrelations: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "correlations", abstract: "Imports tables of codes between HS editions, or shows what a code became.",
    discussion: """
      With files, it imports correlation and conversion tables as UNSD publishes them, in xlsx or CSV, each whole or not
      at all; the same bytes twice change nothing:

        waybill data correlations --dataset trade.db HS2022_to_HS2017.xlsx

      With --code, it shows what shares goods with the code, in both directions unless --from or --to is given. A pair is
      'mapped' where the conversion table maps the one to the other, and 'ambiguous' elsewhere:

        waybill data correlations --dataset trade.db --code 300220 --from HS2017 --to HS2022
      """)

  @OptionGroup var dataset: DatasetOption

  @Argument(help: "Tables to import.", completion: .file(extensions: ["xlsx", "csv", "gz"]))
  var files: [String] = []

  @Option(help: .init("A code of six digits to show.", valueName: "code"))
  var code: String?

  @Option(help: .init("The edition of the code, such as HS2017.", valueName: "edition"))
  var from: String?

  @Option(help: .init("The other edition, such as HS2022.", valueName: "edition"))
  var to: String?

  @Option(help: "How the result is printed: text or json.")
  var format = OutputFormat.text

  @OptionGroup var places: PlacesOptions

  func validate() throws {
    guard let code else {
      guard !files.isEmpty else {
        throw ValidationError("Name files to import, or a code with --code, such as 300220.")
      }
      guard from == nil, to == nil else { throw ValidationError("--from and --to need --code.") }
      return
    }
    guard files.isEmpty else {
      throw ValidationError("--code shows a code; leave the files out, or import them first.")
    }
    guard digits(code).utf8.count == 6, digits(code).utf8.allSatisfy({ (48...57).contains($0) }) else {
      throw ValidationError("'\(code)' is no code of six digits; write 300220 or 3002.20.")
    }
  }

  func run() throws {
    guard let code else {
      let data = places.request(report: dataset.dataset, out: ".").dataDirectory
      return try FileImports(dataset: dataset.dataset, dataDirectory: data, format: format)
        .run(files) { service, file throws(DatasetFailure) in try service.importCorrelations(file) }
    }
    let found = try answering(format) {
      try DatasetService(opening: dataset.dataset).correlations(of: digits(code), from: from, to: to)
    }
    if format == .json { return try Console.json(ResultEnvelope(["correlations": found])) }
    var table = TextTable(["edition", "code", "edition", "code", "kind", "target", "conversion"])
    for link in found {
      table.append([
        link.fromEdition, link.fromCode, link.toEdition, link.toCode, link.kind,
        link.isMapped ? "mapped" : "ambiguous", link.conversion ?? "",
      ])
    }
    Console.result(table.text)
  }

  private func digits(_ code: String) -> String {
    code.filter { $0 != "." }
  }
}
