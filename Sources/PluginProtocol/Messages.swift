// The table of contents of the wire: every message of protocol version 1, by direction.

/// A message from the host to a plugin.
public enum HostMessage: Hashable, Sendable {
  /// What to do.
  case start(Start)
  /// End early.
  case cancel(Cancel)
  /// The head of an answer.
  case stream(Stream)
  /// Rows of an answer.
  case batch(Batch)
  /// The end of an answer.
  case end(End)
  /// The answer to `describe` or `lookup`.
  case result(ResultReply)
  /// The refusal of a question.
  case error(ErrorReply)
  /// A type that this side does not know; it is ignored.
  case unknown(type: String)
}

/// A message from a plugin to the host.
public enum PluginMessage: Hashable, Sendable {
  /// The handshake.
  case hello(Hello)
  /// A question.
  case query(Query)
  /// What can be asked?
  case describe(Describe)
  /// The words of codes.
  case lookup(Lookup)
  /// Ready for more batches.
  case credit(Credit)
  /// Enough of an answer.
  case drop(Drop)
  /// A heading.
  case heading(HeadingMessage)
  /// A paragraph.
  case prose(Prose)
  /// A list.
  case list(ListMessage)
  /// A statement with evidence.
  case finding(FindingMessage)
  /// A table.
  case table(TableMessage)
  /// Rows of an open table, or its end.
  case rows(RowsMessage)
  /// A chart.
  case chart(ChartMessage)
  /// A footnote's text.
  case footnote(FootnoteMessage)
  /// A file in the out directory.
  case asset(Asset)
  /// How far the run is.
  case progress(ProgressMessage)
  /// A remark for the log.
  case log(LogMessage)
  /// A remark for the report.
  case diagnostic(DiagnosticMessage)
  /// The end of the run.
  case done(Done)
  /// A type that this side does not know, with its `id` if it has one.
  case unknown(type: String, id: String?)
}

/// The wire's fixed facts.
public enum ProtocolFacts {
  /// The protocol versions that this code speaks, in order.
  public static let versions = [1]
  /// The block types that this host takes.
  public static let blocks = ["heading", "prose", "list", "finding", "table", "chart", "footnote", "asset"]
  /// The block types that this host takes from analyses; files come from renderers alone.
  public static let blocksOfAnalyses = blocks.filter { $0 != "asset" }
  /// The deepest nesting of a message.
  public static let depth = 64
}

private enum TypeKeys: String, CodingKey {
  case type, id
}

extension HostMessage: Codable {
  /// Reads the message by its `type`.
  public init(from decoder: any Decoder) throws {
    let type = try decoder.container(keyedBy: TypeKeys.self).decode(String.self, forKey: .type)
    switch type {
    case "start": self = .start(try Start(from: decoder))
    case "cancel": self = .cancel(try Cancel(from: decoder))
    case "stream": self = .stream(try Stream(from: decoder))
    case "batch": self = .batch(try Batch(from: decoder))
    case "end": self = .end(try End(from: decoder))
    case "result": self = .result(try ResultReply(from: decoder))
    case "error": self = .error(try ErrorReply(from: decoder))
    default: self = .unknown(type: type)
    }
  }

  /// Writes the fields of the message without its `type`, which a line puts in front.
  public func encode(to encoder: any Encoder) throws {
    switch self {
    case .start(let message): try message.encode(to: encoder)
    case .cancel(let message): try message.encode(to: encoder)
    case .stream(let message): try message.encode(to: encoder)
    case .batch(let message): try message.encode(to: encoder)
    case .end(let message): try message.encode(to: encoder)
    case .result(let message): try message.encode(to: encoder)
    case .error(let message): try message.encode(to: encoder)
    case .unknown: break
    }
  }

  /// The name on the wire.
  public var type: String {
    switch self {
    case .start: "start"
    case .cancel: "cancel"
    case .stream: "stream"
    case .batch: "batch"
    case .end: "end"
    case .result: "result"
    case .error: "error"
    case .unknown(let type): type
    }
  }
}

extension PluginMessage: Codable {
  /// Reads the message by its `type`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: TypeKeys.self)
    let type = try container.decode(String.self, forKey: .type)
    switch type {
    case "hello": self = .hello(try Hello(from: decoder))
    case "query": self = .query(try Query(from: decoder))
    case "describe": self = .describe(try Describe(from: decoder))
    case "lookup": self = .lookup(try Lookup(from: decoder))
    case "credit": self = .credit(try Credit(from: decoder))
    case "drop": self = .drop(try Drop(from: decoder))
    case "heading": self = .heading(try HeadingMessage(from: decoder))
    case "prose": self = .prose(try Prose(from: decoder))
    case "list": self = .list(try ListMessage(from: decoder))
    case "finding": self = .finding(try FindingMessage(from: decoder))
    case "table": self = .table(try TableMessage(from: decoder))
    case "rows": self = .rows(try RowsMessage(from: decoder))
    case "chart": self = .chart(try ChartMessage(from: decoder))
    case "footnote": self = .footnote(try FootnoteMessage(from: decoder))
    case "asset": self = .asset(try Asset(from: decoder))
    case "progress": self = .progress(try ProgressMessage(from: decoder))
    case "log": self = .log(try LogMessage(from: decoder))
    case "diagnostic": self = .diagnostic(try DiagnosticMessage(from: decoder))
    case "done": self = .done(try Done(from: decoder))
    default: self = .unknown(type: type, id: try container.decodeIfPresent(String.self, forKey: .id))
    }
  }

  /// Writes the fields of the message without its `type`, which a line puts in front.
  public func encode(to encoder: any Encoder) throws {
    switch self {
    case .hello(let message): try message.encode(to: encoder)
    case .query(let message): try message.encode(to: encoder)
    case .describe(let message): try message.encode(to: encoder)
    case .lookup(let message): try message.encode(to: encoder)
    case .credit(let message): try message.encode(to: encoder)
    case .drop(let message): try message.encode(to: encoder)
    case .heading(let message): try message.encode(to: encoder)
    case .prose(let message): try message.encode(to: encoder)
    case .list(let message): try message.encode(to: encoder)
    case .finding(let message): try message.encode(to: encoder)
    case .table(let message): try message.encode(to: encoder)
    case .rows(let message): try message.encode(to: encoder)
    case .chart(let message): try message.encode(to: encoder)
    case .footnote(let message): try message.encode(to: encoder)
    case .asset(let message): try message.encode(to: encoder)
    case .progress(let message): try message.encode(to: encoder)
    case .log(let message): try message.encode(to: encoder)
    case .diagnostic(let message): try message.encode(to: encoder)
    case .done(let message): try message.encode(to: encoder)
    case .unknown: break
    }
  }

  /// All names on the wire, in the order of this list.
  public static let types = [
    "hello", "query", "describe", "lookup", "credit", "drop", "heading", "prose", "list", "finding", "table", "rows",
    "chart", "footnote", "asset", "progress", "log", "diagnostic", "done",
  ]

  /// The name on the wire.
  public var type: String {
    switch self {
    case .hello: "hello"
    case .query: "query"
    case .describe: "describe"
    case .lookup: "lookup"
    case .credit: "credit"
    case .drop: "drop"
    case .heading: "heading"
    case .prose: "prose"
    case .list: "list"
    case .finding: "finding"
    case .table: "table"
    case .rows: "rows"
    case .chart: "chart"
    case .footnote: "footnote"
    case .asset: "asset"
    case .progress: "progress"
    case .log: "log"
    case .diagnostic: "diagnostic"
    case .done: "done"
    case .unknown(let type, _): type
    }
  }
}
