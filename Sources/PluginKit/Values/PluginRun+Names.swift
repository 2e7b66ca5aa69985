internal import PluginProtocol

extension PluginRun {
  /// Returns the words of codes of a list for a diagnostic, which has no values; a code without words stays as it is.
  public func names(of codes: [String], in list: String) throws -> [String] {
    guard !codes.isEmpty else { return [] }
    let words = try lookup(codes, in: list)
    return codes.map { code in
      let entry = words[code]
      return entry?.stringValue ?? entry?["en"]?.stringValue ?? entry?["name"]?.stringValue
        ?? entry?["label"]?.stringValue ?? code
    }
  }
}
