internal import Foundation
internal import Glibc

/// Processes that a plugin started and that left its group, found by the run's folder in their environment.
///
/// One that has also emptied its environment is not found; only a sandbox could hold it.
struct Stragglers {
  private let mark: Data

  init(workingIn directory: String) {
    mark = Data("TMPDIR=\(directory)\0".utf8)
  }

  /// Kills them; again for those that were started meanwhile, but not for ever.
  func end() {
    for _ in 0..<5 {
      let found = identifiers
      if found.isEmpty { return }
      for identifier in found { _ = kill(identifier, SIGKILL) }
    }
  }

  private var identifiers: [Int32] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return names.compactMap(Int32.init).filter { identifier in
      guard let environment = FileManager.default.contents(atPath: "/proc/\(identifier)/environ") else { return false }
      return environment.range(of: mark) != nil
    }
  }
}
