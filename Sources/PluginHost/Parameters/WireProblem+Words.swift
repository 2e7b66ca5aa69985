internal import PluginTransport

extension WireProblem {
  /// Returns what a decoder found wrong, in the words of the protocol.
  static func words(for error: any Error) -> String {
    if let error = error as? DecodingError { return WireProblem(error, line: []).message }
    return "it cannot be read"
  }
}
