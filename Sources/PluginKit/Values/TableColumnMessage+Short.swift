public import PluginProtocol
public import ReportModel

extension TableColumnMessage {
  /// Returns the description of a query's column under the words of its head.
  public static func column(_ name: String, _ label: String, format: ValueFormat? = nil) -> TableColumnMessage {
    TableColumnMessage(name: name, label: label, format: format?.rawValue)
  }

  /// Returns the description of a column of the plugin's own table.
  public static func own(
    _ name: String, _ label: String, type: String, list: String? = nil, unit: String? = nil,
    format: ValueFormat? = nil
  ) -> TableColumnMessage {
    TableColumnMessage(name: name, label: label, type: type, unit: unit, list: list, format: format?.rawValue)
  }
}
