/// The words of a server that were saved in place of a table, such as `HTTP error 403`.
struct ErrorText {
  private let words: String

  private static let signs = [
    "http", "error", "forbidden", "denied", "unauthorized", "bad request", "not found", "too many requests",
    "rate limit", "quota", "timeout", "timed out", "unavailable", "gateway", "exception", "traceback", "invalid",
    "curl:", "wget:",
  ]

  /// Recognises an error message in the only field of a file's first line.
  init?(_ line: String) {
    let text = line.lowercased()
    let startsWithStatus = text.utf8.count > 3 && Int(text.prefix(3)).map { (400..<600).contains($0) } == true
    guard startsWithStatus || ErrorText.signs.contains(where: text.contains) else { return nil }
    words = String(line.prefix(120))
  }

  /// The error that refuses the file.
  func refusal(of file: String) -> StoreError {
    StoreError(
      .notData, "'\(file)' is the text of an error, not a table: \(words)",
      hint: "correct the request, and download it again")
  }
}
