/// The identity of a product: who owns the nomenclature, which edition, and the code in it.
///
/// The same digits mean other goods under another owner or edition. Codes are text: leading zeros count.
public struct ProductCode: Hashable, Sendable, Codable {
  /// The owner of the nomenclature: `WCO` for the Harmonized System, or the country of a national line, such as `CN`.
  public let owner: String
  /// The edition, such as `HS2017`, or the year of a national tariff.
  public let edition: String
  /// The code without dots, such as `300220`, or `TOTAL` for all goods.
  public let code: String

  /// Creates a product code, or returns nil where the code is neither `TOTAL` nor 2 to 12 digits.
  public init?(owner: String, edition: String, code: String) {
    guard !owner.isEmpty, !edition.isEmpty, ProductCode.isCode(code) else { return nil }
    self.owner = owner
    self.edition = edition
    self.code = code
  }

  /// Returns whether the text can be a code: `TOTAL`, or 2 to 12 digits.
  public static func isCode(_ text: String) -> Bool {
    if text == "TOTAL" { return true }
    let digits = text.utf8
    return (2...12).contains(digits.count) && digits.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }

  /// The number of digits, 0 for all goods: 2 is a chapter, 4 a heading, 6 a subheading, more a national line.
  public var level: Int { code == "TOTAL" ? 0 : code.utf8.count }
}
