/// What the host enforces; every limit ends the run with the error code `limit.` and its name.
public struct Limits: Codable, Hashable, Sendable {
  /// The longest line, in bytes.
  public var lineBytes = 8 * 1024 * 1024
  /// The longest silence, in seconds; any line of the plugin ends it.
  public var idleSeconds: Double = 60
  /// The longest run, in seconds.
  public var totalSeconds: Double = 900
  /// The most blocks.
  public var blocks = 10_000
  /// The most rows of all tables together.
  public var tableRows = 1_000_000
  /// The most bytes that a run may send.
  public var runBytes = 256 * 1024 * 1024
  /// The most questions open at once.
  public var openQueries = 16
  /// The most lines that are no messages.
  public var strayLines = 100

  /// Creates the default limits.
  public init() {}

  enum CodingKeys: String, CodingKey {
    case lineBytes = "line_bytes"
    case idleSeconds = "idle_s"
    case totalSeconds = "total_s"
    case blocks
    case tableRows = "table_rows"
    case runBytes = "run_bytes"
    case openQueries = "open_queries"
    case strayLines = "stray"
  }
}
