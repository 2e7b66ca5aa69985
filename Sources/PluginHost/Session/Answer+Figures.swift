package import TradeModel

extension Answer {
  /// Returns the bounds of a measure's figure in a row; nil where the query does not ask for the measure.
  package func bounds(of measure: String, in row: AnswerRow) -> Bounds? {
    guard let low = hidden(measure, ".low", in: row), let high = hidden(measure, ".high", in: row) else { return nil }
    return Bounds(low: amount(low), high: amount(high))
  }

  /// Returns the unit of a measure's figure in a row; nil where it is not known.
  package func unit(of measure: String, in row: AnswerRow) -> String? {
    if case .text(let text)? = hidden(measure, ".unit", in: row), !text.isEmpty { text } else { nil }
  }

  private func amount(_ cell: ResultCell) -> Amount? {
    if case .amount(let amount) = cell { amount } else { nil }
  }
}
