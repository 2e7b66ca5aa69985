/// The direction of trade as the reporter saw it, in UN Comtrade's letters.
public enum Flow: String, Codable, Hashable, Sendable, CaseIterable {
  /// Exports of the reporter, re-exports included.
  case exports = "X"
  /// Imports of the reporter, re-imports included.
  case imports = "M"
  /// Exports and imports added up by the source; never summed with either.
  case total = "T"
}
