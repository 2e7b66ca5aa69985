internal import ArgumentParser
internal import ReportPipeline

/// The command `waybill claims`.
struct Claims: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Checks what a text claims against what other sources print.",
    discussion: """
      Name a claims file, and a dataset or files to import:

        waybill claims Data/claims/the-diplomat-2022-06-10.yaml --dataset trade.db
        waybill claims Data/claims/rfa-2022.yaml --import Data/observations/press-figures.csv

      The form of a claims file stands in Data/claims/README.md.
      """)

  /// How the verdicts are printed.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    /// A table, and counts.
    case text
    /// For programs.
    case json
    /// The section as a report has it.
    case markdown
  }

  @Argument(help: "The claims file, in YAML.", completion: .file(extensions: ["yaml", "yml"]))
  var file: String

  @Option(help: .init("The dataset file.", valueName: "file"))
  var dataset: String?

  @Option(
    name: .customLong("import"), parsing: .upToNextOption,
    help: .init("Files of figures, where there is no dataset.", valueName: "file"))
  var imports: [String] = []

  @Flag(help: "Ends with code 3 where a claim is contradicted.")
  var strict = false

  @Option(help: "How the verdicts are printed: text, json or markdown.")
  var format = Format.text

  @OptionGroup var places: PlacesOptions

  func validate() throws {
    if (dataset == nil) == imports.isEmpty {
      throw ValidationError("Give a dataset with --dataset, or files of figures with --import.")
    }
  }

  func run() async throws {
    var request = places.request(report: file, out: ".")
    request.dataset = dataset
    request.outputDirectory = request.temporaryDirectory
    let folder = TemporaryFolder(request.temporaryDirectory)
    defer { folder.remove() }
    var check = ClaimsCheck(file: file)
    check.imports = imports
    let (settled, finished) = (check, request)
    let outcome = await Interruption.cancelling { await settled.run(finished) }
    try print(outcome)
    folder.remove()
    let isRefused = strict && outcome.hasContradictions && outcome.ending == .complete
    throw ExitCode(isRefused ? 3 : Int32(outcome.ending.rawValue))
  }

  private func print(_ outcome: ClaimsCheck.Outcome) throws {
    if format == .json { return try Console.json(outcome) }
    Console.report(outcome.diagnostics)
    if format == .markdown {
      if !outcome.markdown.isEmpty { Console.result(outcome.markdown) }
      return
    }
    guard !outcome.claims.isEmpty else { return }
    var table = TextTable(["claim", "verdict", "found", "because", "words"])
    for claim in outcome.claims {
      table.append([claim.claim, claim.verdict, claim.figure ?? "", claim.because, claim.words])
    }
    Console.result(table.text)
    var counts = TextTable(["", "claims"], rightAligned: [1])
    for count in outcome.counts { counts.append([count.verdict, String(count.claims)]) }
    Console.result("\n" + counts.text)
  }
}
