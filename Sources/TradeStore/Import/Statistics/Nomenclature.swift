/// An edition of a nomenclature as the sources name it.
struct Nomenclature: Hashable {
  /// The owner: `WCO`, `SITC` or `BEC`.
  let owner: String
  /// The edition, such as `HS2022` or `S4`.
  let edition: String

  /// The owners of nomenclatures whose codes have nothing to do with those of the Harmonized System.
  static let otherOwners = ["BEC", "SITC"]

  private static let harmonized = ["HS1992", "HS1996", "HS2002", "HS2007", "HS2012", "HS2017", "HS2022"]

  /// Creates the edition that UN Comtrade calls `H0` to `H6`, `S1` to `S4`, `B4` or `B5`.
  init?(comtrade code: String) {
    switch code {
    case "H0", "H1", "H2", "H3", "H4", "H5", "H6":
      owner = ProductScope.harmonizedOwner
      edition = Nomenclature.harmonized[Int(code.utf8.last ?? 0) - Int(UInt8(ascii: "0"))]
    case "S1", "S2", "S3", "S4":
      owner = "SITC"
      edition = code
    case "B4", "B5":
      owner = "BEC"
      edition = code
    default: return nil
    }
  }

  /// Creates the edition of the Harmonized System with the last two digits of its year, such as `17`.
  init?(harmonizedYear digits: some StringProtocol) {
    let known = Nomenclature.harmonized.first { $0.hasSuffix(digits) }
    guard let known, digits.utf8.count == 2 else { return nil }
    owner = ProductScope.harmonizedOwner
    edition = known
  }
}
