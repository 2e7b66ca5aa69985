import GRDB
import Spelling
import TradeModel

/// What an importer looks up: areas and units by the codes of the sources, and the reference lists themselves.
struct CodeBook {
  /// The reference lists.
  let reference: Reference
  private let areasByCode: [String: [String: String]]
  private let areasByNumber: [String: String]
  private let areasByName: [String: String]
  private let unitsByNumber: [String: String]

  /// Reads the lists from the dataset.
  init(_ database: Database) throws {
    reference = try Reference(from: database)
    var byCode: [String: [String: String]] = [:]
    for row in try Row.fetchAll(database, sql: "SELECT scheme, code, area FROM area_code") {
      byCode[row[0], default: [:]][row[1]] = row[2]
    }
    areasByCode = byCode
    areasByName = Dictionary(reference.areas.map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    var byNumber: [String: String] = [:]
    for row in try Row.fetchAll(database, sql: "SELECT m49, code FROM area WHERE m49 <> ''") {
      let number: String = row[0]
      byNumber[String(number.drop { $0 == "0" })] = row[1]
    }
    areasByNumber = byNumber
    var units: [String: String] = [:]
    for row in try Row.fetchAll(database, sql: "SELECT comtrade, code FROM unit WHERE comtrade <> ''") {
      units[row[0]] = row[1]
    }
    unitsByNumber = units
  }

  /// Returns the area of a UN Comtrade number, or of the ISO code beside it where there is no number.
  func comtradeArea(number: String, iso: String) -> String? {
    if !number.isEmpty {
      let short = number.count > 1 ? String(number.drop { $0 == "0" }) : number
      return areasByCode["comtrade"]?[short] ?? areasByNumber[short]
    }
    if let special = areasByCode["comtrade-iso"]?[iso] { return special }
    return reference.areas[iso] == nil ? nil : iso
  }

  /// Returns the area with the name, as the lists or UN Comtrade write it.
  func area(named name: String) -> String? {
    areasByCode["comtrade-name"]?[name] ?? areasByName[name]
  }

  /// Returns the area that a scheme has the code for.
  func area(_ code: String, scheme: String) -> String? {
    areasByCode[scheme]?[code]
  }

  /// The schemes that the lists have codes of.
  var schemes: [String] { areasByCode.keys.sorted() }

  /// Returns the code of the scheme that is spelt most like the one given, as a hint.
  func nearestArea(_ code: String, scheme: String) -> String? {
    suggestion(code, among: (areasByCode[scheme] ?? [:]).keys)
  }

  /// Returns the unit of a UN Comtrade number; `none` where it stands for no quantity.
  func comtradeUnit(number: String) -> String? {
    // The legacy files write 1 for no quantity, the present ones -1.
    number == "1" ? "none" : unitsByNumber[number]
  }
}
