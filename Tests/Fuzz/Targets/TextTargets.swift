import Foundation
import PluginHost
import ReportModel

extension FuzzTarget {
  /// The small markup of texts.
  static let inlines = FuzzTarget("inlines") {
    { bytes in
      let text = String(decoding: bytes, as: UTF8.self)
      let parsed = InlineParser.parse(text)
      try require(parsed == InlineParser.parse(text), "the same text is read in two ways")
    }
  }

  /// Formulas.
  static let calculations = FuzzTarget("calculations") {
    { bytes in
      do throws(HostError) {
        _ = try Calculation(String(decoding: bytes, as: UTF8.self)).evaluated(in: Names())
      } catch {
        try require(error.code == "evidence.bad_calc" && !error.message.isEmpty, "a refusal without a reason: \(error)")
      }
    }
  }
}

/// Every name is a number with bounds; every total is four.
private struct Names: Calculation.Scope {
  func value(named name: String) throws(HostError) -> Interval {
    Interval(2, low: name.hasPrefix("a") ? nil : -1, high: name.hasSuffix("z") ? nil : 3)
  }

  func total(_ total: Calculation.Total, query: String, column: String) throws(HostError) -> Interval {
    Interval(exactly: 4)
  }
}
