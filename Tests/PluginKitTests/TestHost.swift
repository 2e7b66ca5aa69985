import Glibc
import PluginKit
import PluginProtocol
import PluginTransport

/// A host that has said everything before the plugin runs, on two pipes.
struct TestHost {
  private let toPlugin: (read: Descriptor, write: Descriptor)
  private let fromPlugin: (read: Descriptor, write: Descriptor)

  /// Whether the host still holds its end of the plugin's input when the plugin runs.
  enum Presence {
    case stays, leaves
  }

  init() throws {
    toPlugin = try TestHost.pipePair()
    fromPlugin = try TestHost.pipePair()
  }

  /// Runs the plugin against the lines, and returns its exit status and its messages.
  func run<P: Plugin>(
    _ plugin: P.Type, _ lines: [String], host: Presence = .stays
  ) throws -> (status: Int32, messages: [PluginMessage]) {
    defer { for end in [toPlugin.read, fromPlugin.read] { close(end.number) } }
    _ = toPlugin.write.writeAll(Array(lines.map { $0 + "\n" }.joined().utf8))
    if host == .leaves { close(toPlugin.write.number) }
    let status = PluginSession.serve(plugin, input: toPlugin.read, output: fromPlugin.write)
    if host == .stays { close(toPlugin.write.number) }
    close(fromPlugin.write.number)
    return (status, try messages())
  }

  /// The `start` line of a run of the analysis.
  static func start(_ params: String = #"{"importer":"PRK"}"#, analysis: String = "probe", mode: String = "run")
    -> String
  {
    #"{"type":"start","accepts":["heading"],"analysis":"\#(analysis)","datasets":{},"dirs":{"out":"/tmp"},"features":[],"#
      + #""limits":{"blocks":10,"idle_s":60,"line_bytes":8388608,"open_queries":16,"run_bytes":1,"stray":1,"#
      + #""table_rows":1,"total_s":900},"locale":"en-GB","mode":"\#(mode)","now":"2022-06-10T00:00:00Z","#
      + #""params":\#(params),"run":"r1","seed":7,"v":1}"#
  }

  private func messages() throws -> [PluginMessage] {
    var splitter = LineSplitter(limit: 1 << 20)
    while case .bytes = fromPlugin.read.read(into: &splitter) {}
    var messages: [PluginMessage] = []
    while let line = try splitter.nextLine() { messages.append(try MessageCodec().pluginMessage(line)) }
    return messages
  }

  private static func pipePair() throws -> (Descriptor, Descriptor) {
    var ends: [Int32] = [-1, -1]
    // `pipe` fills the two places of the array.
    guard unsafe pipe(&ends) == 0 else { throw PluginError(code: "test.pipe", message: "no pipe") }
    return (Descriptor(ends[0]), Descriptor(ends[1]))
  }
}
