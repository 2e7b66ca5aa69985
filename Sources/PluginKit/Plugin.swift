package import PluginProtocol

/// A plugin with one analysis: a type with a name, parameters, and one function.
///
/// ```swift
/// @main struct Suppliers: Plugin {
///   static let id = "org.example.suppliers"
///   static let version = "1.0.0"
///   struct Parameters: Decodable { var importer: String }
///
///   func run(_ run: PluginRun<Parameters>) throws {
///     try run.heading("Suppliers")
///   }
/// }
/// ```
///
/// The rest of what the host wants to know stands in `plugin.json` beside the executable.
public protocol Plugin {
  /// The parameters of a run, as `plugin.json` declares them; the host checks them and fills in defaults.
  associatedtype Parameters: Decodable

  /// The identifier, in reverse domain style.
  static var id: String { get }
  /// The plugin's own version, for display.
  static var version: String { get }
  /// Optional abilities; `duplex` unless said otherwise.
  static var features: [String] { get }
  /// The analysis that this plugin answers; the last part of `id` unless said otherwise.
  static var analysis: String { get }

  /// Creates the plugin, once a run.
  init()

  /// Reads the data and sends the blocks of one run; what it throws becomes the error of `done`.
  func run(_ run: PluginRun<Parameters>) throws
}

extension Plugin {
  /// The ability to ask questions during a run.
  public static var features: [String] { ["duplex"] }

  /// The last part of the identifier.
  public static var analysis: String { String(id.split(separator: ".").last ?? "") }

  /// The first line of the plugin.
  package static var hello: Hello {
    Hello(
      protocol: ProtocolFacts.versions, id: id, version: version, sdk: PluginKitFacts.sdk,
      features: features.isEmpty ? nil : features)
  }

  /// Speaks with the host until the run is done or the host is gone, then exits.
  public static func main() {
    PluginProcess.main(Self.self)
  }
}
