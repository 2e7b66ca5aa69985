/// What a code of one edition has in common with one of another.
package struct CorrelationLink: Codable, Hashable, Sendable {
  /// The edition of the code, such as `HS2017`.
  package var fromEdition: String
  /// The code: six digits.
  package var fromCode: String
  /// The other edition.
  package var toEdition: String
  /// The code that shares goods with it.
  package var toCode: String
  /// `1:1`, `n:1`, `1:n` or `n:n`, seen from the code; counted from all pairs of the two editions.
  package var kind: String
  /// Whether a conversion maps the one to the other; without a conversion, whether the code has this target alone.
  package var isMapped: Bool
  /// The kind among the pairs of the conversion, seen from the code; nil where it is not in there.
  package var conversion: String?
}
