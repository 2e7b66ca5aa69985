import PluginHost
import Synchronization
import Testing

@Suite(.serialized) struct SessionObserverTests {
  @Test func `an observer sees every line in both directions, standard error and the end, in order`() async throws {
    let seen = Mutex<[(event: SessionEvent, time: Duration)]>([])
    var plugin = try TestPlugin.python(
      #"""
      hello(); recv(); [recv() for i in range(3)]; os.write(2, b"\xff oops"); raw("stray\n"); heading("h")
      raw('{"type":"done","status":"ok"}'); sys.exit(5)
      """#)
    plugin.inputs = ["t": TestPlugin.trade]
    plugin.observer = { event, time in seen.withLock { $0.append((event, time)) } }
    let result = await plugin.run()
    #expect(result.outcome == "ok")
    let events = seen.withLock { $0 }
    func texts(_ pick: (SessionEvent) -> [UInt8]?) -> [String] {
      events.compactMap { pick($0.event).map { String(decoding: $0, as: UTF8.self) } }
    }
    let sent = texts { if case .toPlugin(let line) = $0 { line } else { nil } }
    #expect(sent.count == 4)
    #expect(sent.first?.hasPrefix(#"{"type":"start","#) == true)
    #expect(sent.dropFirst(2).first?.hasPrefix(#"{"type":"batch","id":"t","seq":0,"rows":[["CHN","2019""#) == true)
    #expect(sent.last?.hasPrefix(#"{"type":"end","#) == true)
    #expect(sent.allSatisfy { $0.hasSuffix("}") })
    let received = texts { if case .fromPlugin(let line, _) = $0 { line } else { nil } }
    #expect(received.count == 4)
    #expect(received.dropFirst().first == "stray")
    #expect(events.contains { $0.event == .fromErrors([0xFF] + Array(" oops".utf8)) })
    #expect(events.contains { $0.event == .fromPlugin(Array(#"{"type":"done","status":"ok"}"#.utf8), isWhole: false) })
    #expect(events.contains { $0.event == .inputClosed })
    #expect(events.contains { $0.event == .outputClosed })
    #expect(events.last?.event == .ended(exitCode: 5, signal: nil))
    #expect(events.map(\.time) == events.map(\.time).sorted())
  }
}
