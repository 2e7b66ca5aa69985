/// A line that breaks the rules of the wire.
package struct WireProblem: Error, Hashable, Sendable {
  /// The error code, such as `protocol.malformed`.
  package var code: String
  /// What is wrong, with an excerpt where that helps.
  package var message: String
  /// What the plugin's author can do.
  package var hint: String?
  /// The field that is wrong, as a JSON Pointer into the message; nil where it is the line as a whole.
  package var pointer: String?

  /// Creates a problem.
  package init(code: String, message: String, hint: String? = nil, pointer: String? = nil) {
    self.code = code
    self.message = message
    self.hint = hint
    self.pointer = pointer
  }
}
