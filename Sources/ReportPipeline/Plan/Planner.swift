internal import Foundation
internal import PluginHost
internal import PluginProtocol
internal import ReportModel
internal import Spelling

/// Makes a plan of a report file, and collects everything that stands against it.
struct Planner {
  private let request: BuildRequest
  private let catalogue: PluginCatalogue
  private let resolver: CommandResolver
  private let trust: TrustCheck
  private(set) var diagnostics: [Diagnostic] = []

  init(request: BuildRequest) {
    self.request = request
    catalogue = PluginCatalogue(searching: request.pluginDirectories)
    resolver = CommandResolver(request)
    trust = TrustCheck(requiresLock: request.requiresLock, resolver: resolver)
  }

  /// How a build ends that has no plan.
  var ending: BuildResult.Ending {
    let errors = diagnostics.filter { $0.severity == .error }
    return errors.contains { $0.code == "plugin.untrusted" || $0.code == "plugin.bad_lock" } ? .untrusted : .usage
  }

  /// Adds something that stands against the plan.
  mutating func add(_ diagnostic: Diagnostic) {
    diagnostics.append(diagnostic)
  }

  /// Returns the plan, or nil where errors leave none.
  mutating func plan() -> BuildPlan? {
    guard let data = FileManager.default.contents(atPath: request.report) else {
      diagnostics.append(
        Diagnostic(
          severity: .error, code: "report.not_found", message: "there is no report file \(request.report)",
          hint: "name a YAML file such as Data/reports/covid-prk.yaml"))
      return nil
    }
    var reader = ReportFileReader(file: request.report)
    let file = reader.read(String(decoding: data, as: UTF8.self), overrides: request.overrides)
    diagnostics += reader.diagnostics
    return file.flatMap { plan(for: $0) }
  }

  /// Returns the plan of a report that was read, or nil where errors leave none.
  mutating func plan(for file: ReportFile) -> BuildPlan? {
    for problem in catalogue.problems {
      diagnostics.append(
        Diagnostic(severity: .warning, code: problem.code, message: problem.message, hint: problem.hint))
    }
    var tasks: [String: BuildPlan.Task] = [:]
    for entry in file.plugins {
      if let task = task(entry, file) { tasks[entry.id] = task }
    }
    checkScope(file, tasks)
    checkNames(file)
    let outputs = outputs(file)
    let renderer = catalogue.plugins.first { $0.manifest.hello.renders?.contains("report/pdf") == true }
    if let renderer, outputs.contains(.pdf) { checkTrust(in: renderer) }
    if let cycle = RunOrder(tasks).cycle {
      diagnostics.append(
        Diagnostic(
          severity: .error, code: "plugin.cycle",
          message: "plugins wait for each other: " + cycle.joined(separator: " after "),
          hint: "take one of the names out of 'after' in its plugin.json"))
    }
    guard !diagnostics.contains(where: { $0.severity == .error }) else { return nil }
    return BuildPlan(file: file, tasks: tasks, outputs: outputs, pdfRenderer: renderer)
  }

  /// Returns what a plugin may; whoever names its own folder to try it out grants what it asks for.
  private func permit(_ plugin: InstalledPlugin) throws(HostError) -> TrustCheck.Permit {
    guard request.developedPlugins.contains(plugin.directory) else { return try trust.permit(plugin) }
    return try TrustCheck.Permit(
      digest: PluginTree(folder: plugin.directory).digest, permissions: plugin.manifest.hello.permissions)
  }

  private mutating func checkTrust(in renderer: InstalledPlugin) {
    do throws(HostError) {
      _ = try permit(renderer)
    } catch {
      diagnostics.append(Diagnostic(severity: .error, code: error.code, message: error.message, hint: error.hint))
    }
  }

  private mutating func task(_ entry: ReportFile.PluginEntry, _ file: ReportFile) -> BuildPlan.Task? {
    guard let plugin = catalogue.plugin(named: entry.plugin.text) else {
      let names = catalogue.plugins.map(\.name)
      diagnostics.append(
        .usage(
          "plugin.not_found", "there is no plugin '\(entry.plugin.text)'", at: entry.plugin.place,
          hint: nearestName(to: entry.plugin.text, among: names).map { "did you mean '\($0)'?" }
            ?? (names.isEmpty
              ? "no plugins were found; name their folder with --plugins" : "known: " + names.joined(separator: ", "))))
      return nil
    }
    guard let analysis = plugin.analysis(entry.analysis?.text) else {
      let names = (plugin.manifest.hello.analyses ?? []).map(\.name)
      diagnostics.append(
        .usage(
          "plugin.unknown_analysis",
          "plugin '\(plugin.name)' needs 'analysis', one of: \(names.joined(separator: ", "))",
          at: entry.analysis?.place ?? entry.place))
      return nil
    }
    let (parameters, places) = parameters(entry, analysis, file)
    let claims = entry.claims.flatMap { claimsFile($0) }
    do throws(HostError) {
      let command = try resolver.resolve(plugin)
      let permit = try permit(plugin)
      return BuildPlan.Task(
        section: entry.id, plugin: plugin, analysis: analysis, parameters: parameters, places: places, claims: claims,
        command: command, digest: permit.digest, environment: environment(of: plugin, permit, at: entry.place))
    } catch {
      diagnostics.append(.usage(error.code, error.message, at: entry.place, hint: error.hint))
      return nil
    }
  }

  /// Returns the variables that were granted, and says which the plugin asks for in vain.
  private mutating func environment(
    of plugin: InstalledPlugin, _ permit: TrustCheck.Permit, at place: FilePlace
  ) -> [String: String] {
    let asked = plugin.manifest.hello.permissions?.env ?? []
    let granted = permit.permissions?.env ?? []
    for name in asked where !granted.contains(name) {
      diagnostics.append(
        Diagnostic(
          severity: .warning, code: "plugin.permission",
          message:
            "plugin '\(plugin.name)' asks for the environment variable \(name), which nobody granted; it runs without",
          hint: "to grant it: waybill plugin add \(plugin.directory)", place: place.description))
    }
    let names = asked.filter(granted.contains)
    return request.environment.filter { names.contains($0.key) }
  }

  /// Reads the claims file of a section.
  private mutating func claimsFile(_ named: ReportFile.Text) -> ClaimsFile? {
    let path = named.text.hasPrefix("/") ? named.text : FileName.folder(of: request.report) + "/" + named.text
    guard let data = FileManager.default.contents(atPath: path) else {
      diagnostics.append(
        .usage(
          "claims.not_found", "there is no claims file \(path)", at: named.place,
          hint: "name a YAML file such as Data/claims/the-diplomat-2022-06-10.yaml"))
      return nil
    }
    var reader = ClaimsFileReader(file: path)
    let file = reader.read(data)
    diagnostics += reader.diagnostics
    return file
  }

  /// Puts the report's scope under the parameters of the same names, and the entry's own over both.
  private mutating func parameters(
    _ entry: ReportFile.PluginEntry, _ analysis: Analysis, _ file: ReportFile
  ) -> (parameters: JSONValue, places: [String: FilePlace]) {
    guard case .object(var given) = entry.parameters else { return (entry.parameters, entry.parameterPlaces) }
    var places = entry.parameterPlaces
    for item in file.scope where analysis.params?.properties?[item.name] != nil && given[item.name] == nil {
      given[item.name] = .string(item.value.text)
      places[item.name] = item.value.place
    }
    let checked = ParameterValidation(.object(given), schema: analysis.params)
    for problem in checked.problems {
      let name = problem.pointer.split(separator: "/").first.map(String.init) ?? ""
      diagnostics.append(
        .usage(
          "params.invalid", "parameter '\(name)' of '\(entry.plugin.text)': \(problem.message)",
          at: places[name] ?? entry.place, hint: problem.hint))
    }
    return (checked.parameters, places)
  }

  /// Checks that each name of the scope fills a parameter of at least one plugin.
  private mutating func checkScope(_ file: ReportFile, _ tasks: [String: BuildPlan.Task]) {
    // Where a plugin was not found, its parameters are unknown; a report of texts alone has a scope for its head.
    guard !tasks.isEmpty, tasks.count == file.plugins.count else { return }
    let known = Set(tasks.values.flatMap { $0.analysis.params?.properties?.keys.map(\.self) ?? [] }).sorted()
    for item in file.scope where !known.contains(item.name) {
      diagnostics.append(
        .usage(
          "report.unknown_key", "no plugin of the report has a parameter '\(item.name)'", at: item.namePlace,
          hint: nearestName(to: item.name, among: known).map { "did you mean '\($0)'?" }
            ?? (known.isEmpty ? "leave it out" : "known: " + known.joined(separator: ", "))))
    }
  }

  /// Checks that values in the report's own texts name sections that there are; the values are known after the run.
  private mutating func checkNames(_ file: ReportFile) {
    let sections = file.plugins.map(\.id)
    for text in [file.title] + [file.subtitle].compactMap(\.self) + file.sectionTitles + file.texts {
      checkScopeNames(text, file)
    }
    for need in file.needs {
      let parts = need.text.split(separator: ".", maxSplits: 1).map(String.init)
      guard parts.count < 2 || !sections.contains(parts[0]) else { continue }
      diagnostics.append(
        .usage(
          "report.unknown_value", "a text needs '\(need.text)', which names no finding of a plugin section",
          at: need.place, hint: "write section.finding; sections here: " + sections.joined(separator: ", ")))
    }
    for text in file.texts {
      var seen: Set<String> = []
      for name in PlaceholderNames.names(in: text.text) where seen.insert(name).inserted {
        let section = name.split(separator: ".").first.map(String.init) ?? name
        guard !sections.contains(section), !ScopeWords.isName(name) else { continue }
        diagnostics.append(
          .usage(
            "report.unknown_value", "the text names {\(name)}, and there is no plugin section '\(section)'",
            at: text.place,
            hint: nearestName(to: section, among: sections).map { "did you mean '\($0)'?" }
              ?? "write {section.finding.value}; sections here: " + sections.joined(separator: ", ")))
      }
    }
  }

  /// Checks that the scope has what a text or a title names with {scope.…}.
  private mutating func checkScopeNames(_ text: ReportFile.Text, _ file: ReportFile) {
    let known = file.scope.map { "scope.\($0.name)" }
    for name in Set(PlaceholderNames.names(in: text.text)).sorted() where ScopeWords.isName(name) {
      guard !known.contains(name) else { continue }
      diagnostics.append(
        .usage(
          "report.unknown_value", "the text names {\(name)}, which the scope does not have", at: text.place,
          hint: nearestName(to: name, among: known).map { "did you mean {\($0)}?" }
            ?? (known.isEmpty
              ? "write 'scope:' into the report file" : "known: {" + known.joined(separator: "}, {") + "}")))
    }
  }

  private mutating func outputs(_ file: ReportFile) -> [ReportOutput] {
    let named =
      request.outputs.isEmpty
      ? file.outputs
      : request.outputs.map {
        ReportFile.Text(text: $0, place: .option("--output \($0)"))
      }
    guard !named.isEmpty else { return [.markdown, .html, .json] }
    var outputs: [ReportOutput] = []
    for name in named {
      if let output = ReportOutput(rawValue: name.text) {
        if !outputs.contains(output) { outputs.append(output) }
      } else {
        diagnostics.append(
          .usage(
            "report.unknown_output", "there is no output '\(name.text)'", at: name.place,
            hint: "known: " + ReportOutput.allCases.map(\.rawValue).joined(separator: ", ")))
      }
    }
    return outputs
  }
}

extension CommandResolver {
  /// Takes path and interpreters from a request.
  init(_ request: BuildRequest) {
    let path = (request.environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":").map(String.init)
    self.init(
      searchPath: path, interpreters: request.interpreters, compiledDirectory: request.compiledPluginDirectory)
  }
}
