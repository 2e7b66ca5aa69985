import Foundation
import PluginProtocol
import Testing

@Suite struct ManifestTests {
  @Test func `a manifest is the hello message with a command beside it`() throws {
    let json = #"{"command":["sh","top.sh"],"features":["duplex"],"id":"org.example.top","protocol":[1],"version":"1"}"#
    let manifest = try JSONDecoder().decode(Manifest.self, from: Data(json.utf8))
    #expect(manifest.command == ["sh", "top.sh"])
    #expect(manifest.hello == Hello(protocol: [1], id: "org.example.top", version: "1", features: ["duplex"]))
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    #expect(String(decoding: try encoder.encode(manifest), as: UTF8.self) == json)
  }

  @Test func `a manifest without a command is refused`() {
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(Manifest.self, from: Data(#"{"id":"a","protocol":[1],"version":"1"}"#.utf8))
    }
  }
}
