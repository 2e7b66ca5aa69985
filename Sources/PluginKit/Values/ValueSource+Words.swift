public import FoundationEssentials
public import PluginProtocol
public import ReportModel

extension ValueSource {
  /// Returns a reference to the row's cell in that column.
  public static func cell(_ row: AnswerRow, _ column: String, format: ValueFormat? = nil) -> ValueSource {
    // Asking for the place ends the run where the name is wrong, before the host sees the reference.
    _ = row.answer.position(of: column)
    return .cell(query: row.query, row: row.index, column: column, format: format?.rawValue)
  }

  /// Returns a calculation over the other values of the block, with the figure that the plugin found.
  public static func calc(
    _ expression: String, stated: Decimal, unit: String? = nil, format: ValueFormat? = nil
  ) -> ValueSource {
    .calculation(expression: expression, stated: .number(stated), unit: unit, format: format?.rawValue)
  }

  /// Returns plain words without digits, such as "fell".
  public static func word(_ text: String) -> ValueSource {
    .literal(value: .string(text), unit: nil, format: nil)
  }

  /// Returns the parameter that the JSON Pointer leads to, such as `/importer`.
  public static func parameter(_ pointer: String, format: ValueFormat? = nil) -> ValueSource {
    .parameter(pointer: pointer, format: format?.rawValue)
  }
}
