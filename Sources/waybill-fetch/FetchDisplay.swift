internal import ComtradeDownload
internal import Glibc
internal import WaybillCommands

/// Shows how far a download is: a bar on a terminal, a line for each wait elsewhere.
final class FetchDisplay {
  private static let width = 30

  /// Takes note of what happens.
  func note(_ event: Download.Event) {
    switch event {
    case .answered(let entry, let done, let count, let isNew):
      guard Console.isTerminal else { return }
      let full = Self.width * done / max(count, 1)
      let bar = String(repeating: "#", count: full) + String(repeating: ".", count: Self.width - full)
      let what = isNew ? "\(entry.rows) rows" : "there already"
      Console.write("\r\u{1B}[K[\(bar)] \(done) of \(count), \(what)", to: STDERR_FILENO)
    case .waiting(let time, let reason):
      Console.note(
        (Console.isTerminal ? "\r\u{1B}[K" : "") + "waiting \(time.components.seconds) s: \(Console.printable(reason))")
    }
  }

  /// Ends the line of the bar.
  func end() {
    if Console.isTerminal { Console.write("\n", to: STDERR_FILENO) }
  }
}
