internal import Glibc
internal import ReportPipeline
internal import Synchronization

/// Shows on a terminal, plugin by plugin, what a build is doing; says nothing in a pipe.
final class ProgressDisplay: Sendable {
  private struct State {
    var activities: [(section: String, words: String)] = []
    var shownLines = 0
    var lastDrawn: ContinuousClock.Instant?
  }

  private let state = Mutex(State())
  private let isShown: Bool

  init(isShown: Bool) {
    self.isShown = isShown
  }

  /// Takes note of what happens; draws at most ten times a second.
  func note(_ event: BuildEvent) {
    guard isShown else { return }
    state.withLock { state in
      switch event {
      case .started(let section): set(section, "working", &state)
      case .progress(let section, let message, let fraction):
        let share = fraction.map { " \(Int(min(max($0, 0), 1) * 100))%" } ?? ""
        set(section, message.isEmpty ? "working\(share)" : "\(message)\(share)", &state)
      case .finished(let section, let outcome): set(section, outcome == "ok" ? "done" : outcome, &state)
      case .rendering(let output): set("output", "making \(output)", &state)
      }
      draw(&state)
    }
  }

  /// Removes the lines from the terminal.
  func clear() {
    guard isShown else { return }
    state.withLock { state in
      Console.write(erase(state.shownLines), to: STDERR_FILENO)
      state.shownLines = 0
    }
  }

  private func set(_ section: String, _ words: String, _ state: inout State) {
    let clean = String(
      words.unicodeScalars.filter { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) }.map(Character.init))
    if let index = state.activities.firstIndex(where: { $0.section == section }) {
      state.activities[index].words = clean
    } else {
      state.activities.append((section, clean))
    }
  }

  private func draw(_ state: inout State) {
    let now = ContinuousClock.now
    if let last = state.lastDrawn, now - last < .milliseconds(100) { return }
    state.lastDrawn = now
    let lines = state.activities.map { String("\($0.section): \($0.words)".prefix(78)) }
    Console.write(erase(state.shownLines) + lines.map { $0 + "\n" }.joined(), to: STDERR_FILENO)
    state.shownLines = lines.count
  }

  private func erase(_ lines: Int) -> String {
    lines == 0 ? "" : "\u{1B}[\(lines)A\u{1B}[0J"
  }
}
