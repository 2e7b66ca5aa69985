/// The file `plugin.json`: what `hello` says, and how the plugin is started.
///
/// It makes it possible to list and to plan plugins without running any of their code.
public struct Manifest: Codable, Hashable, Sendable {
  /// The full handshake.
  public var hello: Hello
  /// The program and its arguments; a relative program is sought in the plugin's folder, `python3` and `sh` on the path.
  public var command: [String]

  /// Creates a manifest.
  public init(hello: Hello, command: [String]) {
    self.hello = hello
    self.command = command
  }

  enum CodingKeys: String, CodingKey {
    case command
  }

  /// Reads the handshake's fields with `command` beside them.
  public init(from decoder: any Decoder) throws {
    hello = try Hello(from: decoder)
    command = try decoder.container(keyedBy: CodingKeys.self).decode([String].self, forKey: .command)
  }

  /// Writes the handshake's fields with `command` beside them.
  public func encode(to encoder: any Encoder) throws {
    try hello.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(command, forKey: .command)
  }
}
