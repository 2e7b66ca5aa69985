/// What the host enforces; a limit that is passed ends the run with the error code `limit.` and its name.
public struct Limits: Codable, Hashable, Sendable {
  /// The longest line, in bytes.
  public var lineBytes = 8 * 1024 * 1024
  /// The longest first line, in bytes.
  public var helloBytes = 1024 * 1024
  /// The deepest nesting of a message.
  public var depth = ProtocolFacts.depth
  /// The longest time until hello, in seconds.
  public var helloSeconds: Double = 10
  /// The longest silence, in seconds; any line of the plugin ends it.
  public var idleSeconds: Double = 60
  /// The longest run, in seconds.
  public var totalSeconds: Double = 900
  /// How long a duplex plugin may take to end after `cancel`, in seconds.
  public var graceSeconds: Double = 5
  /// The most blocks and diagnostics.
  public var blocks = 10_000
  /// The most rows of all tables together.
  public var tableRows = 1_000_000
  /// The longest line of a table that is not open, in bytes.
  public var tableBytes = 1024 * 1024
  /// The most bytes that a run may send.
  public var runBytes = 256 * 1024 * 1024
  /// The most questions open at once.
  public var openQueries = 16
  /// The most lines that are no messages.
  public var strayLines = 100
  /// The most files.
  public var assets = 64
  /// The most bytes of all files together.
  public var assetBytes = 64 * 1024 * 1024

  /// Creates the default limits.
  public init() {}

  enum CodingKeys: String, CodingKey {
    case lineBytes = "line_bytes"
    case helloBytes = "hello_bytes"
    case depth
    case helloSeconds = "hello_s"
    case idleSeconds = "idle_s"
    case totalSeconds = "total_s"
    case graceSeconds = "grace_s"
    case blocks
    case tableRows = "table_rows"
    case tableBytes = "table_bytes"
    case runBytes = "run_bytes"
    case openQueries = "open_queries"
    case strayLines = "stray"
    case assets
    case assetBytes = "asset_bytes"
  }

  /// Reads the limits that are there; a host that knows fewer has the defaults for the others.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    func read<Value: Decodable>(_ value: inout Value, _ key: CodingKeys) throws {
      value = try container.decodeIfPresent(Value.self, forKey: key) ?? value
    }
    try read(&lineBytes, .lineBytes)
    try read(&helloBytes, .helloBytes)
    try read(&depth, .depth)
    try read(&helloSeconds, .helloSeconds)
    try read(&idleSeconds, .idleSeconds)
    try read(&totalSeconds, .totalSeconds)
    try read(&graceSeconds, .graceSeconds)
    try read(&blocks, .blocks)
    try read(&tableRows, .tableRows)
    try read(&tableBytes, .tableBytes)
    try read(&runBytes, .runBytes)
    try read(&openQueries, .openQueries)
    try read(&strayLines, .strayLines)
    try read(&assets, .assets)
    try read(&assetBytes, .assetBytes)
  }
}
