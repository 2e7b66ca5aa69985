internal import Foundation
internal import PluginHost
internal import PluginProtocol
internal import PluginTransport
internal import ReportModel

/// The first line, and what it promises.
enum HandshakeCases {
  static let all = [
    PluginCase(
      id: "N01", rule: "The first line is hello, within ten seconds and before any work.", section: "2",
      check: { try await helloFirst($0) }),
    PluginCase(
      id: "N02", rule: "Standard input that ends without a start ends the plugin with 0, within two seconds.",
      section: "2", check: { try await discovery($0) }),
    PluginCase(
      id: "N03", rule: "hello says what plugin.json says.", section: "10", check: { try await manifest($0) }),
    PluginCase(
      id: "N04", rule: "The plugin lists a protocol version that the host speaks.", section: "9",
      check: { try await version($0) }),
    PluginCase(
      id: "N13", rule: "The schema of the parameters keeps to the known part, and defaults and examples fit it.",
      section: "10", check: { try parameters($0) }),
    PluginCase(
      id: "N14", rule: "Every example runs to done with ok, and the host backs every figure.", section: "10",
      check: { try await examples($0) }),
  ]

  private static func helloFirst(_ context: CaseContext) async throws {
    let conversation = try await context.conversation(context.handshake)
    guard let first = conversation.lines.first else {
      let tail = conversation.errorTail.isEmpty ? "" : "; on standard error: " + conversation.errorTail.suffix(200)
      throw CaseFailure(
        "the plugin said nothing\(tail)",
        hint: "flush standard output after the hello line; many languages keep it back when it is a pipe")
    }
    guard conversation.hello != nil else {
      throw CaseFailure(
        "the first line is no hello", line: first,
        hint: #"send {"type":"hello","protocol":[1],"id":…,"version":…} before anything else"#)
    }
    if let second = conversation.lines.dropFirst().first {
      throw CaseFailure(
        "the plugin works before it is asked to", line: second, hint: "wait for start, or for the end of standard input"
      )
    }
  }

  private static func discovery(_ context: CaseContext) async throws {
    let conversation = try await context.conversation(context.handshake)
    switch conversation.ending {
    case .exited(0): return
    case .some(let ending):
      throw CaseFailure(
        "standard input ended without a start, and \(ending.words)", hint: "exit with 0 where no start comes")
    case nil:
      throw CaseFailure(
        "standard input ended without a start, and the plugin went on running",
        hint: "read standard input; where it ends, nobody is there any more")
    }
  }

  private static func manifest(_ context: CaseContext) async throws {
    guard let hello = try await context.conversation(context.handshake).hello else {
      throw CaseSkip("there is no hello; see N01")
    }
    let manifest = context.subject.plugin.manifest.hello
    guard context.subject.hasManifestFile else {
      guard hello.analyses?.isEmpty == false || hello.renders?.isEmpty == false else {
        throw CaseFailure(
          "there is no plugin.json, and hello names neither analyses nor what the plugin renders",
          hint: "put a plugin.json beside the program, or say everything in hello")
      }
      return
    }
    if let difference = ManifestDrift.difference(hello, manifest) {
      throw CaseFailure("hello says another \(difference) than plugin.json", hint: "bring plugin.json up to date")
    }
  }

  private static func version(_ context: CaseContext) async throws {
    guard let hello = try await context.conversation(context.handshake).hello else {
      throw CaseSkip("there is no hello; see N01")
    }
    guard hello.protocol.contains(where: ProtocolFacts.versions.contains) else {
      throw CaseFailure(
        "the plugin speaks protocol \(hello.protocol), this host speaks \(ProtocolFacts.versions)",
        hint: "name a version that both know")
    }
  }

  private static func parameters(_ context: CaseContext) throws {
    guard !context.subject.analyses.isEmpty else { throw CaseSkip("the plugin has no analysis") }
    if let data = FileManager.default.contents(atPath: context.subject.plugin.directory + "/plugin.json"),
      context.subject.hasManifestFile, let manifest = try? JSONDecoder().decode(JSONValue.self, from: data),
      case .array(let analyses) = manifest["analyses"]
    {
      for analysis in analyses {
        if let schema = analysis["params"] { try SchemaKeywords.check(schema, at: "params") }
      }
    }
    for analysis in context.subject.analyses {
      let problems = analysis.params.map(defaultProblems) ?? []
      if let problem = problems.first {
        throw CaseFailure(
          "the default of \(problem.pointer) of '\(analysis.name)' does not fit its own schema: \(problem.message)",
          hint: problem.hint)
      }
    }
    for example in context.subject.examples {
      // Parameters that must be given are the analyst's to give, where the plugin shows no example.
      if example.analysis.examples?.isEmpty ?? true { continue }
      if let problem = example.problems.first {
        throw CaseFailure("\(example.name): \(problem.pointer) \(problem.message)", hint: problem.hint)
      }
    }
  }

  /// Returns what is wrong with the defaults of a schema's properties.
  private static func defaultProblems(_ schema: ParameterSchema) -> [ParameterValidation.Problem] {
    let defaults = (schema.properties ?? [:]).compactMapValues(\.defaultValue)
    var optional = schema
    optional.required = nil
    return ParameterValidation(.object(defaults), schema: optional).problems
  }

  private static func examples(_ context: CaseContext) async throws {
    let examples = context.subject.examples
    guard !examples.isEmpty else { throw CaseSkip("the plugin has no analysis") }
    for example in examples {
      let result = try await context.hosted(example)
      if let failure = result.failure {
        throw CaseFailure("\(example.name): \(failure.message) [\(failure.code)]", hint: failure.hint)
      }
      if let diagnostic = result.diagnostics.first {
        throw CaseFailure(
          "\(example.name): \(diagnostic.message) [\(diagnostic.code)]", hint: diagnostic.hint)
      }
    }
  }
}
