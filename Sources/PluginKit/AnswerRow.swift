public import FoundationEssentials
public import TradeModel

/// One row of an answer, with its cells by the name of the column.
public struct AnswerRow {
  /// The number of the row, counted from 0, which values refer to.
  public let index: Int
  let answer: Answer
  private let cells: [String?]

  init(answer: Answer, index: Int, cells: [String?]) {
    self.answer = answer
    self.index = index
    self.cells = cells
  }

  /// The name of the query that the row answers.
  public var query: String { answer.id }

  /// Returns the cell as it came: a code, a period, or the text of a number; nil where it is missing.
  public func text(_ column: String) -> String? {
    guard let position = answer.position(of: column), cells.indices.contains(position) else { return nil }
    return cells[position]
  }

  /// Returns the exact amount; nil where it is missing.
  public func amount(_ column: String) -> Amount? {
    text(column).flatMap { Amount($0) }
  }

  /// Returns the amount as a decimal number to calculate with; nil where it is missing.
  public func decimal(_ column: String) -> Decimal? {
    amount(column).map { Decimal($0) }
  }

  /// Returns the whole number; nil where it is missing.
  public func count(_ column: String) -> Int? {
    text(column).flatMap { Int($0) }
  }

  /// Returns the period; nil where it is missing or in a form that this kit does not know.
  public func period(_ column: String = "period") -> Period? {
    text(column).flatMap { Period($0) }
  }

  /// Returns the status in the column; nil where it is missing or unknown.
  public func status(_ column: String) -> ObservationStatus? {
    text(column).flatMap { ObservationStatus(rawValue: $0) }
  }
}
