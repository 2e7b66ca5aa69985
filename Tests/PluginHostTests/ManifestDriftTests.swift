import PluginHost
import PluginProtocol
import Testing

@Suite struct ManifestDriftTests {
  private let manifest = Hello(
    protocol: [1], id: "org.example.a", version: "1", title: "A", features: ["duplex"],
    analyses: [Analysis(name: "one", title: "One", params: ParameterSchema(type: "object"))],
    permissions: Permissions(network: []))

  private func difference(_ change: (inout Hello) -> Void) -> String? {
    var hello = manifest
    change(&hello)
    return ManifestDrift.difference(hello, manifest)
  }

  @Test func `the same, or less, is no drift`() {
    #expect(difference { _ in } == nil)
    #expect(ManifestDrift.difference(Hello(protocol: [1], id: "org.example.a", version: "1"), manifest) == nil)
    #expect(difference { $0.title = "Another title" } == nil)
    #expect(difference { $0.protocol = [1, 2] } == nil)
  }

  @Test func `each part that differs is named`() {
    #expect(difference { $0.id = "org.example.b" } == "id")
    #expect(difference { $0.version = "2" } == "version")
    #expect(difference { $0.features = [] } == "list of features")
    #expect(difference { $0.features = ["duplex", "reuse"] } == "list of features")
    #expect(difference { $0.permissions = Permissions(network: ["example.org"]) } == "set of permissions")
    #expect(difference { $0.permissions?.sqlite = true } == "set of permissions")
    #expect(difference { $0.analyses = [] } == "list of analyses")
    #expect(difference { $0.analyses?[0].name = "two" } == "list of analyses")
    #expect(difference { $0.analyses?[0].params?.required = ["x"] } == "set of parameters")
  }
}
