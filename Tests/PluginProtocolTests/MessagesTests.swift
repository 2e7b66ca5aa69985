import Foundation
import PluginProtocol
import PluginTransport
import Testing

@Suite struct MessagesTests {
  private let codec = MessageCodec()

  @Test func `every message type stands in the tables of lines`() {
    #expect(Set(MessageLine.ofPlugin.map(\.type)) == Set(PluginMessage.types))
    #expect(MessageLine.ofHost.map(\.type) == ["start", "cancel", "stream", "batch", "end", "result", "error"])
  }

  @Test(arguments: MessageLine.ofHost)
  func `a message of the host is read and written back as the same line`(example: MessageLine) throws {
    let message = try codec.hostMessage(Array(example.line.utf8))
    #expect(message.type == example.type)
    #expect(String(decoding: try codec.line(for: message), as: UTF8.self) == example.line + "\n")
  }

  @Test(arguments: MessageLine.ofPlugin + MessageLine.shortestOfPlugin)
  func `a message of a plugin is read and written back as the same line`(example: MessageLine) throws {
    let message = try codec.pluginMessage(Array(example.line.utf8))
    #expect(message.type == example.type)
    #expect(String(decoding: try codec.line(for: message), as: UTF8.self) == example.line + "\n")
  }

  @Test(arguments: MessageLine.ofPlugin)
  func `a plugin may use white space and any order of keys`(example: MessageLine) throws {
    let value = try JSONDecoder().decode(JSONValue.self, from: Data(example.line.utf8))
    let encoder = JSONEncoder()
    encoder.outputFormatting = .prettyPrinted
    let spaced = try encoder.encode(value).map { $0 == UInt8(ascii: "\n") ? UInt8(ascii: "\t") : $0 }
    #expect(try codec.pluginMessage(spaced) == codec.pluginMessage(Array(example.line.utf8)))
  }

  @Test(arguments: MessageLine.ofPlugin)
  func `a field that is not known is ignored`(example: MessageLine) throws {
    let longer = example.line.dropLast() + #","x-new":{"deep":[1,{"type":"done"}]}}"#
    #expect(try codec.pluginMessage(Array(longer.utf8)) == codec.pluginMessage(Array(example.line.utf8)))
  }

  @Test(arguments: MessageLine.ofHost)
  func `a field of the host that a plugin does not know is ignored`(example: MessageLine) throws {
    let longer = example.line.dropLast() + #","x-new":[null]}"#
    #expect(try codec.hostMessage(Array(longer.utf8)) == codec.hostMessage(Array(example.line.utf8)))
  }

  @Test func `a type that is not known is kept with its id`() throws {
    #expect(
      try codec.pluginMessage(Array(#"{"type":"map","id":"m1","shape":[]}"#.utf8))
        == .unknown(type: "map", id: "m1"))
    #expect(try codec.pluginMessage(Array(#"{"type":"map"}"#.utf8)) == .unknown(type: "map", id: nil))
    #expect(try codec.hostMessage(Array(#"{"type":"hint"}"#.utf8)) == .unknown(type: "hint"))
  }

  @Test func `a decimal with many digits travels unchanged`() throws {
    let line = #"{"type":"result","id":"r","value":[9007199254740993,0.1,-0.590163934,12345678901234567890]}"#
    let message = try codec.hostMessage(Array(line.utf8))
    #expect(String(decoding: try codec.line(for: message), as: UTF8.self) == line + "\n")
  }
}
