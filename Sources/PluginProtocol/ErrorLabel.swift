/// A place that an error points at.
public struct ErrorLabel: Codable, Hashable, Sendable {
  /// A JSON Pointer into the message.
  public var at: String?
  /// The cell of a question or an input: query, row counted from 0, column.
  public var from: [JSONValue]?
  /// A line of the plugin's output, counted from 1.
  public var line: Int?
  /// What is to be said of the place.
  public var text: String

  /// Creates the value from its parts.
  public init(at: String? = nil, from: [JSONValue]? = nil, line: Int? = nil, text: String) {
    self.at = at
    self.from = from
    self.line = line
    self.text = text
  }
}
