package import Foundation

extension Decimal {
  /// Whether there are no digits after the decimal point.
  var isWhole: Bool { self == rounded(scale: 0) }

  /// Returns the number rounded half up to so many decimals.
  func rounded(scale: Int) -> Decimal {
    var source = self
    var result = Decimal()
    // The pointers live for the length of the call.
    unsafe NSDecimalRound(&result, &source, scale, .plain)
    return result
  }

  /// The number as plain decimal text without an exponent, rounded to 12 significant decimals.
  package var plainText: String { rounded(scale: 12).description }
}
