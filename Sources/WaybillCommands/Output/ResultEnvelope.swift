internal import ReportModel

/// What a command prints for programs, with or without a result: its fields beside `diagnostics`.
struct ResultEnvelope<Result: Encodable>: Encodable {
  private let diagnostics: [Diagnostic]
  private let result: Result?

  /// Creates what is printed; the result is to be an object, and nil where errors left none.
  init(_ result: Result?, diagnostics: [Diagnostic] = []) {
    self.result = result
    self.diagnostics = diagnostics
  }

  private enum CodingKeys: String, CodingKey {
    case diagnostics
  }

  func encode(to encoder: any Encoder) throws {
    try result?.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(diagnostics, forKey: .diagnostics)
  }
}

extension ResultEnvelope where Result == [String: String] {
  /// Creates what is printed where errors left no result.
  init(diagnostics: [Diagnostic]) {
    self.init(nil, diagnostics: diagnostics)
  }
}
