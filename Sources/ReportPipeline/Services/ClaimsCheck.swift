internal import Foundation
internal import PluginHost
internal import PluginProtocol
internal import ReportComposition
public import ReportModel
internal import ReportRendering
internal import TradeStore

/// Checks a claims file by itself, without a report file.
public struct ClaimsCheck: Sendable {
  /// What a check found.
  public struct Outcome: Codable, Sendable {
    /// The claims in the order of the file.
    public var claims: [Verdict] = []
    /// How many claims have each verdict, the gravest first.
    public var counts: [Count] = []
    /// The digest of the dataset's state.
    public var snapshot: String?
    /// Everything that deserves a look, in order.
    public var diagnostics: [Diagnostic] = []
    /// How the check ended.
    public var ending = BuildResult.Ending.complete
    /// The section as Markdown; empty where it could not be made.
    public var markdown = ""

    /// Whether some claim is contradicted.
    public var hasContradictions: Bool { claims.contains { $0.verdict == "contradicted" } }

    private enum CodingKeys: String, CodingKey {
      case claims, counts, snapshot, diagnostics
    }
  }

  /// What became of one claim.
  public struct Verdict: Codable, Hashable, Sendable {
    /// The claim's name in its file.
    public var claim: String
    /// What is claimed.
    public var words: String
    /// The verdict.
    public var verdict: String
    /// The reason in a few words.
    public var because: String
    /// The figure of other sources, as the report prints it; nil where there is none.
    public var figure: String?
    /// The sentence with the figures, as the report has it; nil where the reason says all.
    public var finding: String?
  }

  /// How many claims have a verdict.
  public struct Count: Codable, Hashable, Sendable {
    /// The verdict in words.
    public var verdict: String
    /// The number of claims.
    public var claims: Int
  }

  /// The claims file.
  public var file: String
  /// Files to import where no dataset is named.
  public var imports: [String] = []

  /// Creates a check of a file.
  public init(file: String) {
    self.file = file
  }

  /// Runs the plugin `claims` on the file.
  public func run(
    _ request: BuildRequest, onEvent: @escaping @Sendable (BuildEvent) -> Void = { _ in }
  ) async -> Outcome {
    var outcome = Outcome()
    let name = "claims"
    let place = FilePlace.option(file)
    func text(_ text: String) -> ReportFile.Text { ReportFile.Text(text: text, place: place) }
    let entry = ReportFile.PluginEntry(
      id: name, title: "", plugin: text(name), claims: text(absolute(file)), parameters: .object([:]),
      parameterPlaces: [:], place: place)
    let report = ReportFile(
      title: text(FileName.stem(of: file)), asOf: text("1970-01-01"), imports: imports.map { text(absolute($0)) },
      sections: [.plugin(entry)])
    var planner = Planner(request: request)
    guard var plan = planner.plan(for: report) else { return ended(.usage, planner.diagnostics) }
    // A check speaks of the day of the text; it knows no other.
    if let date = plan.tasks[name]?.claims?.date { plan.file.asOf.text = date }
    var opening = DatasetOpening(request: request, temporaryPath: request.temporaryDirectory + "/claims.dataset.db")
    guard let dataset = opening.open(plan.file) else { return ended(opening.ending, opening.diagnostics) }
    let refusals = InputCheck(plan: plan, dataset: dataset).diagnostics()
    guard refusals.isEmpty else { return ended(.usage, refusals) }
    do throws(StoreError) {
      let adapter = DatasetAdapter(dataset: dataset, snapshot: try dataset.snapshot().digest)
      let results = await PluginTasks(plan: plan, request: request, dataset: adapter, onEvent: onEvent).run()
      if Task.isCancelled { return ended(.interrupted, planner.diagnostics) }
      var assembly = DraftAssembly(plan: plan, results: results, dataset: dataset, snapshot: adapter.snapshot)
      let report = compose(try assembly.draft())
      outcome.markdown = MarkdownRenderer().render(report)
      outcome.snapshot = adapter.snapshot
      outcome.diagnostics = planner.diagnostics + report.diagnostics
      outcome.ending = results.values.allSatisfy { $0.status == .complete } ? .complete : .gaps
      read(report.sections.flatMap(\.blocks), into: &outcome)
      return outcome
    } catch {
      return ended(.failed, planner.diagnostics + [Diagnostic(error)])
    }
  }

  /// Takes verdicts and counts out of the section.
  private func read(_ blocks: [Block], into outcome: inout Outcome) {
    var sentences: [String: String] = [:]
    var figures: [String: String] = [:]
    for block in blocks {
      switch block {
      case .finding(let finding):
        sentences[name(of: finding.id)] = finding.text.plainText
        figures[name(of: finding.id)] = figure(in: finding.text)
      case .list(let list):
        if let id = list.id { sentences[name(of: id)] = list.items.map(\.plainText).joined(separator: " ") }
      case .heading, .paragraph, .table, .chart, .notice: break
      }
    }
    for case .table(let table) in blocks {
      switch name(of: table.id) {
      case "verdicts":
        outcome.claims = table.rows.filter { $0.count == 4 }.map { row in
          Verdict(
            claim: row[0].text, words: row[1].text, verdict: row[2].text, because: row[3].text,
            figure: figures[row[0].text], finding: sentences[row[0].text])
        }
      case "counts":
        outcome.counts = table.rows.filter { $0.count >= 2 }.map { row in
          Count(verdict: row[0].text, claims: Int(row[1].raw) ?? 0)
        }
      default: break
      }
    }
  }

  /// Returns the figure that other sources have, by the names that the plugin gives it.
  private func figure(in text: [Inline]) -> String? {
    for case .value(let span) in text {
      guard let name = span.evidence?.split(separator: ".").last else { continue }
      if ["found", "price", "most"].contains(where: { name.hasPrefix($0) }) { return span.text }
    }
    return nil
  }

  private func name(of id: String) -> String { id.split(separator: ".").last.map(String.init) ?? id }

  private func absolute(_ path: String) -> String {
    path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
  }

  private func ended(_ ending: BuildResult.Ending, _ diagnostics: [Diagnostic]) -> Outcome {
    var outcome = Outcome()
    outcome.ending = ending
    outcome.diagnostics = diagnostics
    return outcome
  }
}
