internal import Crypto
internal import Foundation
internal import PluginHost
internal import PluginProtocol
internal import ReportModel
internal import ReportRendering

/// Makes the PDF through a renderer plugin.
struct PDFOutput {
  let request: BuildRequest
  let dataset: DatasetAdapter
  let renderer: InstalledPlugin?

  /// Returns the PDF's bytes.
  ///
  /// - Throws: `renderer.missing`, or what ended the renderer's run.
  func render(_ report: Report, json: String) async throws(HostError) -> Data {
    guard let renderer else {
      throw HostError(
        code: "renderer.missing", message: "no installed plugin makes a PDF",
        hint: "name the folder of typst-pdf with --plugins; waybill doctor lists what is missing")
    }
    let folder = try RunFolder(in: request.temporaryDirectory, name: "render-pdf")
    defer { folder.remove() }
    let input = try prepare(report, json: json, in: folder)
    let command = try CommandResolver(request).resolve(renderer)
    let start = Start(
      v: 1, run: "render-pdf", mode: "render", params: .object([:]), locale: "en-GB", now: report.asOf + "T00:00:00Z",
      seed: 1, datasets: [:], accepts: ["asset"], features: [],
      dirs: RunDirectories(out: folder.out, input: folder.input), limits: Limits(request), renders: "report/pdf",
      input: input)
    let plan = RunPlan(
      section: "render-pdf", plugin: renderer, command: command, start: start, inputs: [:],
      environment: ["PATH": request.environment["PATH"] ?? "/usr/bin:/bin"], directory: folder.path,
      policy: EvidencePolicy(), isStrict: request.isStrict)
    let result = await PluginRunner(dataset: dataset).run(plan) { _ in }
    if let failure = result.failure { throw failure }
    guard let asset = result.assets.first(where: { $0.media == "application/pdf" }) else {
      throw HostError(
        code: "asset.missing", message: "the renderer '\(renderer.name)' was done and named no PDF",
        hint: "a renderer sends an asset message before done")
    }
    return try AssetFile(asset, in: folder.out).data()
  }

  private func prepare(_ report: Report, json: String, in folder: RunFolder) throws(HostError) -> String {
    let input = folder.input + "/report.json"
    do {
      try json.write(toFile: input, atomically: false, encoding: .utf8)
      let charts = folder.input + "/charts"
      try FileManager.default.createDirectory(atPath: charts, withIntermediateDirectories: true)
      for chart in report.charts {
        let svg = ChartDrawer(style: .file).svg(chart)
        try svg.write(toFile: "\(charts)/\(chart.id).svg", atomically: false, encoding: .utf8)
      }
    } catch {
      throw HostError(code: "host.internal", message: "the renderer's input cannot be written to \(folder.input)")
    }
    return input
  }
}

extension Report {
  /// All charts, in order.
  fileprivate var charts: [Chart] { sections.flatMap(\.charts) }
}

extension Section {
  fileprivate var charts: [Chart] {
    blocks.compactMap { if case .chart(let chart) = $0 { chart } else { nil } } + sections.flatMap(\.charts)
  }
}
