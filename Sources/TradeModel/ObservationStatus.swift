/// Why a figure is there, or why it is not.
///
/// Absent, zero and not reported are different things.
public enum ObservationStatus: String, Codable, Hashable, Sendable, CaseIterable {
  /// The reporter published a figure other than zero.
  case reported
  /// The reporter published zero, or a source states that there was none.
  case zero
  /// The figure was too small for the printed precision, so that it shows as zero.
  case roundedZero = "rounded-zero"
  /// The reporter filed the period, and there is no row.
  case noRow = "no-row"
  /// The reporter filed nothing for the period.
  case unreported
  /// The code does not exist in the edition of that period.
  case notInEdition = "not-in-edition"
  /// The dataset does not claim to hold this; nothing can be said.
  case notInExtract = "not-in-extract"
  /// The reporter withheld the figure.
  case suppressed
}
