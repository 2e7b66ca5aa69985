/// The kinds of pairs, counted from the pairs alone: `n:1` where several codes have this target and the code no other.
struct CorrelationKinds {
  private var targets: [String: Int] = [:]
  private var origins: [String: Int] = [:]

  /// Counts the pairs of one table.
  init(_ pairs: some Sequence<CorrelationTable.Pair>) {
    for pair in pairs {
      targets[pair.from, default: 0] += 1
      origins[pair.to, default: 0] += 1
    }
  }

  /// Returns the kind of a pair of the table.
  func kind(of pair: CorrelationTable.Pair) -> String {
    CorrelationKinds.kind(origins: origins[pair.to] ?? 0, targets: targets[pair.from] ?? 0)
  }

  /// Returns the kind of a pair whose target comes from so many codes, and whose code has so many targets.
  static func kind(origins: Int, targets: Int) -> String {
    "\(origins > 1 ? "n" : "1"):\(targets > 1 ? "n" : "1")"
  }
}
