/// The step that a number is rounded to, and whether the rounding needs the word "about".
struct RoundingStep: Hashable, Sendable {
  /// The number is rounded to a multiple of 10^power.
  var power: Int
  /// Whether the digits say less than, or something else than, the bounds do.
  var isAbout: Bool
}
