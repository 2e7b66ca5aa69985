/// Puts a decoder's error into words for the person who wrote the query.
enum QueryWords {
  /// Returns what is wrong and where.
  static func words(for error: DecodingError) -> String {
    switch error {
    case .keyNotFound(let key, let context): "'\(path(context))\(key.stringValue)' is missing."
    case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
      "'\(path(context))': \(context.debugDescription)"
    @unknown default: "it is no query."
    }
  }

  private static func path(_ context: DecodingError.Context) -> String {
    "/" + context.codingPath.map { ($0.intValue.map(String.init) ?? $0.stringValue) + "/" }.joined()
  }
}
