package import TradeModel

/// Two figures of a dataset that cannot both be right.
package struct VerifyFinding: Codable, Hashable, Sendable {
  /// What was held against what; the raw values are the names in results.
  package enum Kind: String, Codable, CaseIterable, Sendable {
    /// The row for the World against the sum of its partners.
    case worldAgainstPartners = "world-against-partners"
    /// A code against the sum of the codes below it.
    case codeAgainstParts = "code-against-parts"
    /// A period against the sum of the periods in it.
    case periodAgainstParts = "period-against-parts"
    /// The value of one unit against the median of its series.
    case unitValue = "unit-value"
    /// Two prints of one figure.
    case prints
  }

  /// The place of a row.
  package struct Place: Codable, Hashable, Sendable {
    /// The name of the file.
    package var file: String
    /// The line in it, counted from 1.
    package var line: Int
  }

  /// A figure, or a sum of some.
  package struct Side: Codable, Hashable, Sendable {
    /// What it is, in words.
    package var name: String
    /// The lowest and the highest amount that it can be; those of a unit value are rounded outwards.
    package var bounds: Bounds
    /// How many rows it is made of.
    package var rowCount: Int
    /// The places of the first of these rows.
    package var rows: [Place]
  }

  /// What was held against what.
  package var kind: Kind
  /// Who traded what with whom and when, in words.
  package var subject: String
  /// The unit of both figures.
  package var unit: String
  /// The figure.
  package var figure: Side
  /// What it was held against.
  package var against: Side
}
