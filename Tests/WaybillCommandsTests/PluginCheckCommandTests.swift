import Testing

@Suite struct PluginCheckCommandTests {
  @Test func `a check ends with 0, with 3 where a rule is broken, and with 64 where there is no such case`() throws {
    let program = try Program()
    try program.project(plugin: "echo stray")
    let check = ["plugin", "check", "Plugins/top", "--data", Program.data, "--patience", "10"]
    let kept = try program.run(check + ["--only", "N01"])
    #expect(kept.code == 0, "\(kept.output)\(kept.errors)")
    #expect(kept.output.contains("1 passed, 0 failed, 0 do not apply"))
    let broken = try program.run(check + ["--only", "F01"])
    #expect(broken.code == 3)
    #expect(broken.output.contains("line 2: stray"))
    #expect(broken.output.contains("hint: standard output is the wire"))
    let unknown = try program.run(check + ["--only", "F00"])
    #expect(unknown.code == 64)
    #expect(try program.run("plugin", "check", "nothing", "--data", Program.data).code == 1)
  }

  @Test func `expected failures are read from a file, one a line`() throws {
    let program = try Program()
    try program.project(plugin: "echo stray")
    try program.write("# known\nF01  # prints too much\n", to: "known.txt")
    let check = [
      "plugin", "check", "Plugins/top", "--data", Program.data, "--patience", "10", "--expected-failures", "known.txt",
    ]
    let known = try program.run(check + ["--only", "F01", "--format", "json"])
    #expect(known.code == 0)
    #expect(known.output.contains("\"isExpected\" : true"))
    try program.write("N01\n", to: "known.txt")
    let stale = try program.run(check + ["--only", "N01"])
    #expect(stale.code == 3)
    #expect(stale.output.contains("N01  is expected to fail, and does not"))
  }
}
