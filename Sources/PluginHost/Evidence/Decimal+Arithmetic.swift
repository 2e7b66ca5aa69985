package import Foundation

extension Decimal {
  /// Reads plain decimal text such as `-0.5`, and nothing else: no exponent, no sign in front but a hyphen, no words behind.
  init?(plain text: String) {
    let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), digits.utf8.count <= 38,
      parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } })
    else { return nil }
    self.init(string: text)
  }

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
