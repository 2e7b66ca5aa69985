internal import Synchronization

/// Says to whatever works for a run whether it is still wanted: until a deadline, and unless the run is cancelled.
package final class RunDeadline: Sendable {
  private let state = Mutex<(end: ContinuousClock.Instant?, isCancelled: Bool)>((nil, false))

  init() {}

  /// Whether work for the run is to break off.
  package var isOver: Bool {
    state.withLock { state in state.isCancelled || state.end.map { ContinuousClock.now >= $0 } == true }
  }

  /// Whether the run was cancelled.
  var isCancelled: Bool { state.withLock { $0.isCancelled } }

  /// Gives the work until then.
  func limit(to end: ContinuousClock.Instant) {
    state.withLock { $0.end = end }
  }

  /// Gives the work that begins now until then, whatever became of the work before.
  func renew(until end: ContinuousClock.Instant) {
    state.withLock { $0 = (end, false) }
  }

  /// Ends the work.
  func cancel() {
    state.withLock { $0.isCancelled = true }
  }
}
