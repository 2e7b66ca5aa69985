internal import PluginProtocol

/// What came of all cases.
package struct CheckReport: Codable, Sendable {
  /// The name of the plugin's folder or program.
  package var plugin: String
  /// The protocol's version.
  package var `protocol`: Int
  /// The results in the order of the cases.
  package var results: [CaseResult]
  /// Cases that were expected to fail and did not, or were not there.
  package var staleExpectations: [String]

  /// Counts the failures that nobody expected.
  package var failureCount: Int { results.count { $0.outcome == .fail && $0.isExpected != true } }
  /// Whether every rule is kept, or its breach known.
  package var isPassed: Bool { failureCount == 0 && staleExpectations.isEmpty }

  /// Compares the results with what was expected to fail.
  package init(plugin: String, results: [CaseResult], expectedFailures: [String] = []) {
    self.plugin = plugin
    self.protocol = ProtocolFacts.versions[0]
    self.results = results.map { result in
      var result = result
      if result.outcome == .fail, expectedFailures.contains(result.id) { result.isExpected = true }
      return result
    }
    let failed = Set(results.filter { $0.outcome == .fail }.map(\.id))
    let (known, ran) = (Set(PluginCase.all.map(\.id)), Set(results.map(\.id)))
    // A case that was left out this time is neither kept nor broken.
    staleExpectations = expectedFailures.filter { !failed.contains($0) && (ran.contains($0) || !known.contains($0)) }
  }
}
