/// The spelling of digests.
package enum Hexadecimal {
  /// Returns a digest as lower-case hexadecimal digits.
  package static func digits(of digest: some Sequence<UInt8>) -> String {
    digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
