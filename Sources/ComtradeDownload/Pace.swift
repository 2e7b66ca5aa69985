/// How fast requests follow one another, and how often one is tried.
package struct Pace: Hashable, Sendable {
  /// The shortest time from one request to the next.
  package var interval: Duration = .seconds(1)
  /// How often a request is tried that fails for a reason that passes.
  package var attempts = 5
  /// How long to wait before the second attempt; it doubles with each.
  package var wait: Duration = .seconds(5)
  /// The longest wait that a server may ask for.
  package var longestWait: Duration = .seconds(600)

  /// Creates a pace.
  package init() {}

  /// Returns how long to wait after a failed attempt, counted from 1.
  ///
  /// - Parameter asked: What the server asked for, in seconds.
  package func wait(after attempt: Int, asked: Int?) -> Duration {
    let own = wait * (1 << min(max(attempt - 1, 0), 10))
    return min(asked.map { max(.seconds($0), own) } ?? own, longestWait)
  }
}
