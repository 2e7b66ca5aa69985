import Foundation
import Glibc
import PluginHost
import PluginProtocol
import ReportModel
import Synchronization
import Testing

@Suite(.serialized) struct PluginEndingTests {
  private func run(_ script: String, limits: (inout Limits) -> Void = { _ in }) async throws -> RunResult {
    var plugin = try TestPlugin.python(script)
    limits(&plugin.limits)
    let result = await plugin.run()
    #expect(plugin.leftovers() == 0)
    return result
  }

  @Test func `R07 an end without done is a crash, whatever the code`() async throws {
    let result = try await run(#"begin(); heading("h"); sys.exit(0)"#)
    #expect(result.outcome == "plugin.crashed")
    #expect(result.failure?.message.contains("exited with code 0") == true)
    #expect(result.texts == ["h"])
    #expect(result.status == .partial)
    #expect(result.notices == ["plugin.crashed"])
  }

  @Test(arguments: [
    (#"sys.stderr.write("boom\n"); sys.exit(3)"#, "exited with code 3"), ("kill(9)", "signal 9 ended it"),
    ("kill(11)", "signal 11 ended it"), ("kill(6)", "signal 6 ended it"),
  ])
  func `R08 an end in the middle is told with its code or signal, and what came before is kept`(
    script: String, words: String
  ) async throws {
    let result = try await run(
      """
      def kill(number):
        sys.stderr.write("boom\\n"); os.kill(os.getpid(), number); signal.pause()
      begin(); heading("h"); \(script)
      """)
    #expect(result.outcome == "plugin.crashed")
    #expect(result.failure?.message.contains(words) == true, "\(result.failure?.message ?? "")")
    #expect(result.failure?.message.contains("boom") == true)
    #expect(result.texts == ["h"])
    #expect(result.status == .partial)
  }

  @Test func `a plugin that hangs is ended after the silence that is allowed`() async throws {
    let result = try await run(#"begin(); heading("h"); signal.pause()"#) { $0.idleSeconds = 0.3 }
    #expect(result.outcome == "limit.idle")
    #expect(result.texts == ["h"])
  }

  @Test func `a plugin that stops itself is ended too`() async throws {
    let result = try await run(#"begin(); os.kill(os.getpid(), signal.SIGSTOP)"#) { $0.idleSeconds = 0.3 }
    #expect(result.outcome == "limit.idle")
  }

  @Test func `C06 progress, a log and a row are signs of life, and standard error is none`() async throws {
    let silent = try await run("begin()\nwhile True: os.write(2, b'still here\\n'); signal.sigtimedwait([], 0.02)") {
      $0.idleSeconds = 0.3
    }
    #expect(silent.outcome == "limit.idle")
    #expect(silent.errorTail.hasPrefix("still here\n"))
    let alive = try await run(
      """
      begin()
      def wait(): signal.sigtimedwait([], 0.5)
      send(type="table", key="t", columns=[{"name": "a", "type": "string"}], open=True); wait()
      send(type="log", message="m"); wait(); send(type="progress"); wait()
      send(type="rows", key="t", seq=0, rows=[["x"]]); wait(); send(type="log", message="m"); wait()
      send(type="rows", key="t", end=True, n=1); done()
      """
    ) { $0.idleSeconds = 2 }
    #expect(alive.outcome == "ok")
  }

  @Test func `C07 progress is a sign of life, but not for ever`() async throws {
    let result = try await run("begin()\nwhile True: send(type='progress'); signal.sigtimedwait([], 0.02)") {
      $0.idleSeconds = 1
      $0.totalSeconds = 1.5
    }
    #expect(result.outcome == "limit.total")
  }

  @Test func `C11 a flood of progress is heard and kept nowhere`() async throws {
    let heard = Atomic(0)
    let plugin = try TestPlugin.python(
      #"begin(); [raw('{"type":"progress","done":1}\n' * 1000) for i in range(20)]; heading("h"); done()"#)
    let result = await plugin.run { if case .progress = $0 { heard.wrappingAdd(1, ordering: .relaxed) } }
    #expect(result.outcome == "ok")
    #expect(heard.load(ordering: .relaxed) == 20_000)
    #expect(result.texts == ["h"])
  }

  @Test(.timeLimit(.minutes(2)))
  func `nothing is left of a plugin and a grandchild that ignore the signal to end`() async throws {
    let result = try await run(
      """
      signal.signal(signal.SIGTERM, signal.SIG_IGN)
      begin()
      subprocess.Popen([sys.executable, "-S", "-c", "import signal; signal.signal(15, signal.SIG_IGN); signal.pause()"])
      heading("h")
      signal.pause()
      """
    ) { $0.idleSeconds = 0.3 }
    #expect(result.outcome == "limit.idle")
    #expect(result.texts == ["h"])
  }

  @Test func `a grandchild that holds standard output does not hold up the end`() async throws {
    let plugin = try TestPlugin.python(
      """
      begin()
      subprocess.Popen([sys.executable, "-S", "-c", "import signal; signal.pause()"])
      heading("h")
      done()
      """)
    let result = await plugin.run()
    #expect(result.outcome == "ok")
    #expect(result.texts == ["h"])
    #expect(plugin.leftovers() == 0)
  }

  @Test func `a plugin that lingers after done is ended, and its run stays whole`() async throws {
    let result = try await run(
      #"begin(); heading("h"); send(type="done", status="ok"); signal.pause()"#)
    #expect(result.outcome == "ok")
    #expect(result.status == .complete)
  }

  @Test func `X09 a plugin that closes its input at once works on`() async throws {
    var plugin = try TestPlugin.python(#"hello(); os.close(0); heading("h"); send(type="done", status="ok")"#)
    plugin.inputs = ["t": ["dataset": "wide", "measures": ["value"], "by": ["reporter"], "limit": 5000]]
    let result = await plugin.run()
    #expect(result.outcome == "ok")
    #expect(result.texts == ["h"])
  }

  @Test func `a plugin that closes its output is ended and told so`() async throws {
    let result = try await run(#"begin(); heading("h"); os.close(1); signal.pause()"#)
    #expect(result.outcome == "plugin.crashed")
    #expect(result.failure?.message.contains("closed its output") == true, "\(result.failure?.message ?? "none")")
    #expect(result.texts == ["h"])
  }

  @Test func `Q20 the blocks of a plugin that never reads arrive, though a hundred megabytes are due`() async throws {
    var plugin = try TestPlugin.python(
      #"hello(); [heading("h") for i in range(1000)]; send(type="done", status="ok")"#)
    plugin.inputs = ["t": ["dataset": "wide", "measures": ["value"], "by": ["reporter"], "limit": 100_000]]
    let dataset = TestDataset()
    let result = await plugin.run(on: dataset)
    #expect(result.outcome == "ok")
    #expect(result.texts.count == 1000)
    // What was read is what fits into the pipe and the host's own buffer, not the whole answer.
    #expect(dataset.generated.value < 5000)
  }

  @Test func `X06 X07 ten megabytes on standard error do no harm, and the end of them is kept clean`() async throws {
    let result = try await run(
      #"""
      line = b"\x1b[31mwarning\x1b[0m \x07\xff something is wrong\n" * 2000
      def flood():
        written = 0
        while written < 5_000_000: written += os.write(2, line)
      flood(); begin(); heading("h"); flood(); os.write(2, b"the end\n"); done()
      """#)
    #expect(result.outcome == "ok")
    #expect(result.texts == ["h"])
    #expect(result.errorTail.hasSuffix("the end\n"))
    #expect(result.errorTail.utf8.count < 256 * 1024)
    #expect(!result.errorTail.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0.value == 0x7F })
  }

  @Test func `Q21 ten megabytes of rows and ten megabytes of output pass each other`() async throws {
    var plugin = try TestPlugin.python(
      """
      hello()
      line = '{"type":"log","message":"' + "x" * 65536 + '"}\\n'
      import threading
      count = [0]
      def read():
        while True:
          bytes = os.read(0, 1 << 20)
          if not bytes: break
          count[0] += len(bytes)
      thread = threading.Thread(target=read); thread.start()
      for i in range(160): raw(line)
      thread.join()
      heading("read" if count[0] > 10_000_000 else "lost")
      done()
      """)
    plugin.inputs = ["t": ["dataset": "wide", "measures": ["value"], "by": ["reporter"], "limit": 10_000]]
    let result = await plugin.run()
    #expect(result.outcome == "ok")
    #expect(result.texts == ["read"])
    #expect(result.rowCount == 10_000)
  }

  @Test func `twenty runs leave no descriptors and no processes behind`() async {
    await #expect(processExitsWith: .exitCode(7)) {
      func count() -> Int { (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count) ?? -1 }
      func children() -> String {
        let text = try? String(contentsOfFile: "/proc/self/task/\(getpid())/children", encoding: .utf8)
        return text ?? ""
      }
      let scripts = [
        "begin(); heading('h'); done()", "sys.exit(3)", "begin(); os.kill(os.getpid(), 9)", "begin(); raw('{oops\\n')",
        "hello(); os.close(0); heading('h'); send(type='done', status='ok')",
      ]
      // The first run opens what the runtime keeps open.
      _ = await (try? TestPlugin.python(scripts[0]))?.run()
      let before = count()
      for number in 0..<20 {
        guard var plugin = try? TestPlugin.python(scripts[number % 5]) else { exit(1) }
        if number > 14 { plugin.command = ["/no/such/program"] }
        _ = await plugin.run()
      }
      let after = count()
      guard before == after else {
        print("descriptors: \(before) before, \(after) after")
        exit(2)
      }
      exit(children().isEmpty ? 7 : 3)
    }
  }

  @Test func `X08 thirty plugins side by side all come to their end`() async throws {
    let plugins = try (0..<30).map { number in
      try TestPlugin.python(number % 3 == 0 ? "begin(); os.abort()" : "begin(); heading('h'); done()")
    }
    let outcomes = await withTaskGroup(of: String.self) { group in
      for plugin in plugins { group.addTask { await plugin.run().outcome } }
      return await group.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }
    #expect(outcomes == ["ok": 20, "plugin.crashed": 10])
    for plugin in plugins { #expect(plugin.leftovers() == 0) }
  }
}
