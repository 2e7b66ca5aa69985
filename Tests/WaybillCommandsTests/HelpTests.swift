import Testing

@Suite struct HelpTests {
  // One a line, so that commands of two authors do not meet.
  private static let commands: [[String]] = """

    build
    check
    explain
    claims
    doctor
    data
    data import
    data map
    data sources
    data coverage
    data query
    data correlations
    data fetch
    data retract
    data export
    data verify
    plugin
    plugin list
    plugin run
    plugin new
    plugin check
    plugin replay
    plugin inspect
    plugin add
    plugin remove
    """.split(separator: "\n", omittingEmptySubsequences: false).map { $0.split(separator: " ").map(String.init) }

  @Test(arguments: commands) func `a command says what it is for`(command: [String]) throws {
    let help = try Program().run(command + ["--help"])
    #expect(help.code == 0)
    #expect(help.output.hasPrefix("OVERVIEW: "))
    #expect(help.output.contains("USAGE: waybill \(command.joined(separator: " "))".trimmed))
    #expect(help.errors == "")
    // Every option says what it does.
    for line in help.output.split(separator: "\n") where line.hasPrefix("  -") && line.count < 26 {
      #expect(help.output.contains("\(line)\n                          "), "\(line)")
    }
  }

  @Test func `every subcommand stands in this list`() throws {
    for group in [[], ["data"], ["plugin"]] {
      let help = try Program().run(group + ["--help"]).output
      let listed = try #require(help.split(separator: "SUBCOMMANDS:").last).split(separator: "\n")
        .filter { $0.hasPrefix("  ") && !$0.hasPrefix("   ") && !$0.contains("See 'waybill") }
        .compactMap { $0.split(separator: " ").first.map(String.init) }
      #expect(
        listed.sorted()
          == Self.commands.filter { $0.count == group.count + 1 && $0.starts(with: group) }.compactMap(\.last).sorted())
    }
  }

  @Test func `the version is a number`() throws {
    let version = try Program().run("--version")
    #expect(version.code == 0)
    #expect(version.output.split(separator: ".").count == 3)
  }

  @Test(arguments: ["bash", "zsh", "fish"]) func `there are completions`(shell: String) throws {
    let script = try Program().run("--generate-completion-script", shell)
    #expect(script.code == 0)
    #expect(script.output.contains("explain"))
  }
}

extension String {
  fileprivate var trimmed: String { hasSuffix(" ") ? String(dropLast()) : self }
}
