extension [Inline] {
  /// The words alone, without marks and links.
  package var plainText: String {
    map { item in
      switch item {
      case .text(let text), .code(let text), .reference(let text, _): text
      case .emphasis(let inner), .strong(let inner), .link(let inner, _): inner.plainText
      case .value(let span): span.text
      case .footnote: ""
      }
    }.joined()
  }
}
