package import TradeModel

extension Answer {
  /// Returns the bounds of a measure's figure in a row; nil where the query does not ask for the measure.
  package func bounds(of measure: String, in row: AnswerRow) -> Bounds? {
    context(of: measure, in: row)?.bounds
  }

  /// Returns the unit of a measure's figure in a row; nil where it is not known.
  package func unit(of measure: String, in row: AnswerRow) -> String? {
    guard let context = context(of: measure, in: row), !context.unit.isEmpty else { return nil }
    return context.unit
  }
}
