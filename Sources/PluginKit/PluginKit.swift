// What a plugin author gets with `import PluginKit`: the models, the messages, and exact decimals.

@_exported public import FoundationEssentials
@_exported public import PluginProtocol
@_exported public import ReportModel
@_exported public import TradeModel

/// The kit's own facts.
public enum PluginKitFacts {
  /// The kit's name and version, as `hello` says them.
  public static let sdk = "waybill-swift/1.0.0"
}
