import PluginConformance
import Testing

@Suite struct CheckReportTests {
  private func results() async throws -> [CaseResult] {
    let plugin = try CheckedPlugin(CheckedPlugin.honest + "\necho '<\"&\u{7}'")
    return try await plugin.check("F01", "N04", "R05")
  }

  @Test func `an expected failure does not count, and a stale one does`() async throws {
    let results = try await results()
    #expect(results.map(\.outcome) == [.fail, .pass, .skip])
    #expect(CheckReport(plugin: "x", results: results).failureCount == 1)
    let known = CheckReport(plugin: "x", results: results, expectedFailures: ["F01"])
    #expect(known.failureCount == 0)
    #expect(known.isPassed)
    let stale = CheckReport(plugin: "x", results: results, expectedFailures: ["F01", "N04", "Z99", "F02"])
    // F02 was not run this time, so nothing is known of it; Z99 is no case.
    #expect(stale.staleExpectations == ["N04", "Z99"])
    #expect(!stale.isPassed)
  }

  @Test func `build servers read the results as XML`() async throws {
    let report = CheckReport(plugin: "x<y", results: try await results(), expectedFailures: ["N04"])
    let text = JUnitReport(report).text
    #expect(
      text.contains(#"<testsuite name="waybill plugin check x&lt;y" tests="4" failures="2" errors="0" skipped="1">"#))
    #expect(text.contains("<failure message=\"a line is no message"))
    #expect(text.contains("&lt;&quot;&amp;\u{FFFD}"))
    #expect(text.contains("<skipped message=\"the plugin does not name the feature reuse\"/>"))
    #expect(text.split(separator: "\n").filter { $0.contains("<testcase") }.count == 4)
  }
}
