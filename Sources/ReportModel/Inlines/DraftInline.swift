/// A piece of a text as its author wrote it, before names are looked up.
package indirect enum DraftInline: Hashable, Sendable {
  /// Plain text.
  case text(String)
  /// `*…*`.
  case emphasis([DraftInline])
  /// `**…**`.
  case strong([DraftInline])
  /// Text in backticks.
  case code(String)
  /// `[…](address)`, whatever the address is.
  case link([DraftInline], address: String)
  /// `{name}`.
  case placeholder(String)
  /// `[^key]`.
  case footnote(String)
  /// `@key`.
  case reference(String)
}
