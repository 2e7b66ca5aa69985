internal import Foundation
internal import Glibc
package import ReportModel

/// The two streams of a command: results to standard output, everything else to standard error.
package enum Console {
  /// Prints a line of the result.
  package static func result(_ text: String) {
    write(text + "\n", to: STDOUT_FILENO)
  }

  /// Prints a value as JSON with sorted keys.
  package static func json(_ value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    result(String(decoding: try encoder.encode(value), as: UTF8.self))
  }

  /// Prints a line for the person at the terminal.
  package static func note(_ text: String) {
    write(text + "\n", to: STDERR_FILENO)
  }

  /// Prints diagnostics, one or two lines each.
  package static func report(_ diagnostics: [Diagnostic]) {
    for diagnostic in diagnostics {
      let place = diagnostic.place.map { "\($0): " } ?? ""
      note(printable("\(place)\(diagnostic.severity.rawValue): \(diagnostic.message) [\(diagnostic.code)]"))
      if let hint = diagnostic.hint { note(printable("  hint: \(hint)")) }
    }
  }

  /// Returns the text on one line, with control characters made visible: messages quote files and plugins.
  package static func printable(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
      result.unicodeScalars.append(scalar == "\n" ? " " : isControl ? "\u{FFFD}" : scalar)
    }
    return result
  }

  /// Asks a person at the terminal; where none answers, the answer is no.
  package static func asks(_ question: String) -> Bool {
    guard isAnswering else { return false }
    write(question + " [y/N] ", to: STDERR_FILENO)
    return ["y", "yes"].contains(readLine()?.trimmingCharacters(in: .whitespaces).lowercased())
  }

  /// Whether a person can be asked.
  package static var isAnswering: Bool { isatty(STDIN_FILENO) == 1 && isTerminal }

  /// The number of characters in a line of the terminal that results go to; nil in a pipe.
  package static var width: Int? {
    var size = winsize()
    // The structure is ours, and written before the call returns.
    guard unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  /// Whether the locale is one of UTF-8.
  package static var isUnicode: Bool {
    let environment = ProcessInfo.processInfo.environment
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
    return locale.uppercased().replacingOccurrences(of: "-", with: "").contains("UTF8")
  }

  /// Whether a person sees what goes to standard error.
  package static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// Writes text as it is.
  package static func write(_ text: String, to descriptor: Int32) {
    write(Array(text.utf8), to: descriptor)
  }

  /// Writes bytes of the result as they are; returns whether all of them were taken.
  @discardableResult
  package static func write(_ bytes: [UInt8], to descriptor: Int32 = STDOUT_FILENO) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      // The slice's storage lives for the length of the call.
      let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 else {
        if count < 0, errno == EINTR { continue }
        return false
      }
      rest = rest.dropFirst(count)
    }
    return true
  }
}
