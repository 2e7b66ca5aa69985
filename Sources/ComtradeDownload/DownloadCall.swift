/// One request to UN Comtrade's interface, and the file that its answer goes into.
package struct DownloadCall: Hashable, Sendable {
  /// How many periods the interface takes in one request.
  package static let periodLimit = 12

  /// The path and the parameters, without the key.
  package var address: String
  /// The name of the file.
  package var file: String

  /// Returns the requests of a scope in order: one for each reporter and twelve periods.
  ///
  /// Partner 2, customs procedure and mode of transport are pinned to their totals, so that no part is added to its whole.
  package static func calls(for scope: DownloadScope) -> [DownloadCall] {
    let reporters: [DownloadScope.Area?] = scope.reporters.isEmpty ? [nil] : scope.reporters
    return reporters.flatMap { reporter in
      stride(from: 0, to: scope.periods.count, by: periodLimit).map { start in
        call(scope, reporter, Array(scope.periods[start..<min(start + periodLimit, scope.periods.count)]))
      }
    }
  }

  private static func call(
    _ scope: DownloadScope, _ reporter: DownloadScope.Area?, _ periods: [String]
  ) -> DownloadCall {
    var parameters = [
      ("period", periods.joined(separator: ",")),
      ("partnerCode", scope.partners.map { String($0.code) }.joined(separator: ",")),
      ("flowCode", scope.flows.joined(separator: ",")), ("cmdCode", scope.codes.joined(separator: ",")),
      ("partner2Code", "0"), ("customsCode", "C00"), ("motCode", "0"), ("includeDesc", "true"), ("format", "JSON"),
    ]
    if let reporter { parameters.insert(("reporterCode", String(reporter.code)), at: 0) }
    let address =
      "/data/v1/get/C/\(scope.frequency.rawValue)/HS?"
      + parameters.map { "\($0)=\($1)" }.joined(separator: "&")
    let span = periods.count > 1 ? "\(periods[0])-\(periods[periods.count - 1])" : periods[0]
    let names = [
      scope.frequency.rawValue, reporter?.name ?? "all", scope.partners.map(\.name).joined(separator: "+"),
      scope.flows.joined(separator: "+"), shortened(scope.codes), span,
    ]
    return DownloadCall(address: address, file: "comtrade-" + names.joined(separator: "-") + ".json")
  }

  /// Returns a few codes as they are, and many by the first, the last and how many there are.
  private static func shortened(_ codes: [String]) -> String {
    codes.count <= 4 ? codes.joined(separator: "+") : "\(codes[0])+\(codes.count - 2)+\(codes[codes.count - 1])"
  }
}
