/// Why a download stopped.
package struct DownloadFailure: Error, Hashable, Sendable {
  /// What stands in the way, such as `download.refused`.
  package var code: String
  /// What happened.
  package var message: String
  /// What to try.
  package var hint: String?

  /// Creates a failure.
  package init(_ code: String, _ message: String, hint: String? = nil) {
    self.code = code
    self.message = message
    self.hint = hint
  }
}
