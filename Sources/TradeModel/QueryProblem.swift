/// Why a query was refused, with the place in the query and a way out.
public struct QueryProblem: Error, Hashable, Sendable {
  /// An error code of the protocol, such as `query.unknown_dimension`.
  public var code: String
  /// What is wrong, for the person who wrote the query.
  public var message: String
  /// A JSON Pointer into the query, such as `/by/1`.
  public var pointer: String
  /// What to try instead.
  public var hint: String?

  /// Creates a problem.
  public init(code: String, message: String, pointer: String, hint: String? = nil) {
    self.code = code
    self.message = message
    self.pointer = pointer
    self.hint = hint
  }
}
