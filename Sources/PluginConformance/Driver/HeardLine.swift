internal import PluginProtocol
internal import PluginTransport

/// One line of a plugin's standard output.
struct HeardLine: Sendable {
  /// What a line is.
  enum Content: Sendable {
    /// A message of the protocol.
    case message(PluginMessage)
    /// A line that does not begin with `{`.
    case stray
    /// A line that breaks a rule of the wire.
    case broken(WireProblem)
  }

  /// The line's number in the plugin's output, counted from 1.
  let number: Int
  /// The bytes without the end of the line.
  let bytes: [UInt8]
  /// What it is.
  let content: Content

  /// Reads a line; nil for an empty one, which counts and says nothing.
  init?(number: Int, bytes: [UInt8]) {
    guard let first = bytes.first(where: { $0 != 0x20 && $0 != 0x09 }) else { return nil }
    self.number = number
    self.bytes = bytes
    guard first == UInt8(ascii: "{") else {
      content = .stray
      return
    }
    do throws(WireProblem) {
      content = .message(try MessageCodec().pluginMessage(bytes))
    } catch {
      content = .broken(error)
    }
  }

  /// The message, if it is one.
  var message: PluginMessage? {
    if case .message(let message) = content { message } else { nil }
  }

  /// The beginning of the line, fit to be printed.
  var excerpt: String { StrictJSON.excerpt(of: bytes) }

  /// Whether the line is part of what a reader of the report sees: a block or a diagnostic.
  var isOutput: Bool {
    guard let message else { return false }
    return ProtocolFacts.blocks.contains(message.type) || ["rows", "diagnostic"].contains(message.type)
  }

  /// Whether the line is a block, or rows of one.
  var isBlock: Bool { message.map { ProtocolFacts.blocks.contains($0.type) || $0.type == "rows" } ?? false }
}
