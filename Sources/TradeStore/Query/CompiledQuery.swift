package import TradeModel

/// A query that was checked against the dataset and can be run.
package struct CompiledQuery: Sendable {
  /// The columns of the answer: the dimensions as asked, then the measures.
  package let columns: [ResultColumn]
  /// The statement that selects the observations.
  package let sql: String
  /// The values bound to the statement.
  package let arguments: [SQLArgument]
  /// The query as compact JSON with sorted keys: equal questions have equal text.
  package let canonicalJSON: String
  /// What question and dataset amount to: an equal digest means an equal answer.
  package let digest: String

  /// The query as it was asked.
  let query: TradeQuery
  let dimensions: [Dimension]
  let measures: [MeasureColumn]
  let buckets: PeriodBuckets
  let order: [ResultOrder]
  /// Whether the statement's own order is the asked one, so that rows can stream.
  let isStreaming: Bool
  let fold: CellFold
  let absence: Absence
  /// The statement that selects the compiled rows that the query leaves out; nil where it leaves out none.
  let leftOut: SQLStatement?
  /// The statement that selects who reports at all; nil where the query sums over no reporters.
  let roster: SQLStatement?
}

/// A statement with the values bound to it.
struct SQLStatement: Sendable {
  var sql: String
  var arguments: [SQLArgument]
}

/// A value bound to a statement.
package enum SQLArgument: Hashable, Sendable {
  /// A text.
  case text(String)
  /// A whole number.
  case integer(Int64)
}

/// One column to sort rows by.
struct ResultOrder: Sendable {
  var column: Int
  var isDescending: Bool
}

/// One row of an answer.
package struct ResultRow: Hashable, Sendable {
  /// The cells, as the columns name them.
  package var cells: [ResultCell]
  /// The observations that were counted, by number.
  package var contributors: [Int64]
  /// Other prints of the same figures, by number.
  package var alternates: [Int64]
  /// What a reader must know of this row; see `CellFlag`.
  package var flags: Set<String>
  /// What stands beside the amount of each measure that was asked for, in the order of the asking.
  package var contexts: [FigureContext]

  /// Creates a row.
  package init(
    cells: [ResultCell], contributors: [Int64], alternates: [Int64] = [], flags: Set<String> = [],
    contexts: [FigureContext] = []
  ) {
    self.cells = cells
    self.contexts = contexts
    self.contributors = contributors
    self.alternates = alternates
    self.flags = flags
  }
}
