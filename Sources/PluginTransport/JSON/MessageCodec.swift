internal import FoundationEssentials
package import PluginProtocol

/// Turns messages into lines and lines into messages.
package struct MessageCodec: Sendable {
  /// The deepest nesting that is read.
  package let depth: Int

  /// Creates a codec.
  package init(depth: Int = ProtocolFacts.depth) {
    self.depth = depth
  }

  /// Returns the message as a compact line with `type` first and LF at the end.
  package func line(for message: HostMessage) throws -> [UInt8] {
    if case .end(let end) = message { return EndWriter.line(end) }
    return try line(type: message.type, message)
  }

  /// Returns the message as a compact line with `type` first and LF at the end.
  package func line(for message: PluginMessage) throws -> [UInt8] {
    try line(type: message.type, message)
  }

  /// Reads a line of a plugin.
  ///
  /// - Throws: `WireProblem` with `protocol.malformed`, `protocol.missing_field` and the like.
  package func pluginMessage(_ line: [UInt8]) throws(WireProblem) -> PluginMessage {
    try message(PluginMessage.self, line)
  }

  /// Reads a line of the host.
  package func hostMessage(_ line: [UInt8]) throws(WireProblem) -> HostMessage {
    try message(HostMessage.self, line)
  }

  private func line(type: String, _ message: some Encodable) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let body = Array(try encoder.encode(message))
    var line = Array("{\"type\":\"\(type)\"".utf8)
    // The body is an object of its own: its opening brace gives way to the type, a comma follows unless it is empty.
    if body.count > 2 { line.append(UInt8(ascii: ",")) }
    line.append(contentsOf: body.dropFirst())
    line.append(UInt8(ascii: "\n"))
    return line
  }

  private func message<Message: Decodable>(_ type: Message.Type, _ line: [UInt8]) throws(WireProblem) -> Message {
    try StrictJSON.check(line, depth: depth)
    do {
      return try JSONDecoder().decode(type, from: Data(line))
    } catch let error as DecodingError {
      throw WireProblem(error, line: line)
    } catch {
      throw WireProblem(code: "protocol.malformed", message: StrictJSON.excerpt(of: line))
    }
  }
}

extension WireProblem {
  /// Puts a decoder's error into the words of the protocol.
  package init(_ error: DecodingError, line: [UInt8]) {
    switch error {
    case .keyNotFound(let key, let context):
      self.init(
        code: "protocol.missing_field",
        message:
          "the field '\(WireProblem.pointer(context.codingPath, key))' is missing: \(StrictJSON.excerpt(of: line))",
        hint: "see Plugins/protocol/v1/protocol.md for the fields of each message",
        pointer: WireProblem.pointer(context.codingPath, key))
    case .dataCorrupted(let context) where context.codingPath.isEmpty:
      // The strict scan has passed the line, so what the decoder cannot take is a number, and it does not say where.
      self.init(
        code: "protocol.invalid_field",
        message: "a number is too large, or not whole where a whole one belongs: \(StrictJSON.excerpt(of: line))",
        hint: "counts are whole numbers below 2^63; see Plugins/protocol/v1/protocol.md")
    case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
      self.init(
        code: "protocol.invalid_field",
        message:
          "the field '\(WireProblem.pointer(context.codingPath, nil))' has the wrong form: \(context.debugDescription)",
        hint: "see Plugins/protocol/v1/protocol.md for the fields of each message",
        pointer: WireProblem.pointer(context.codingPath, nil))
    @unknown default:
      self.init(code: "protocol.malformed", message: StrictJSON.excerpt(of: line))
    }
  }

  private static func pointer(_ path: [any CodingKey], _ last: (any CodingKey)?) -> String {
    (path + [last].compactMap { $0 }).map { "/" + ($0.intValue.map(String.init) ?? $0.stringValue) }.joined()
  }
}
