/// A column of UN Comtrade's files that we read, whatever the format calls it.
enum ComtradeColumn: Int, CaseIterable {
  case type, frequency, period, year
  case reporter, reporterISO, reporterName, flow, flowName, partner, partnerISO, partnerName
  case secondPartner, classification, code, customs, supply, transport
  case quantityUnit, quantity, quantityIsEstimated, weight, weightIsEstimated
  case cifValue, fobValue, value, estimationFlag

  /// The names in the present web files, the legacy files and common edits of both: letters and digits, lower case.
  var names: [String] {
    switch self {
    case .type: ["typecode"]
    case .frequency: ["freqcode", "freq"]
    case .period: ["period"]
    case .year: ["refyear", "year"]
    case .reporter: ["reportercode"]
    case .reporterISO: ["reporteriso", "reporteriso3", "reporteriso3c"]
    case .reporterName: ["reporterdesc", "reporter"]
    case .flow: ["flowcode", "tradeflowcode"]
    case .flowName: ["flowdesc", "tradeflow", "flow"]
    case .partner: ["partnercode"]
    case .partnerISO: ["partneriso", "partneriso3", "partneriso3c"]
    case .partnerName: ["partnerdesc", "partner"]
    case .secondPartner: ["partner2code", "2ndpartnercode"]
    case .classification: ["classificationcode", "classification"]
    case .code: ["cmdcode", "commoditycode"]
    case .customs: ["customscode", "customsproccode"]
    case .supply: ["moscode"]
    case .transport: ["motcode", "modeoftransportcode"]
    case .quantityUnit: ["qtyunitcode"]
    case .quantity: ["qty"]
    case .quantityIsEstimated: ["isqtyestimated"]
    case .weight: ["netwgt", "netweightkg", "netweight"]
    case .weightIsEstimated: ["isnetwgtestimated"]
    case .cifValue: ["cifvalue", "ciftradevalueus"]
    case .fobValue: ["fobvalue", "fobtradevalueus"]
    case .value: ["primaryvalue", "tradevalueus", "tradevalueusd", "tradevalue"]
    case .estimationFlag: ["legacyestimationflag", "flag"]
    }
  }

  /// Returns the name of a column without case, blanks and signs.
  static func normalized(_ name: String) -> String {
    String(name.lowercased().unicodeScalars.filter { ("a"..."z").contains($0) || ("0"..."9").contains($0) })
  }

  private static let byName: [String: ComtradeColumn] = Dictionary(
    allCases.flatMap { column in column.names.map { ($0, column) } }, uniquingKeysWith: { first, _ in first })

  /// Creates the column that a file calls by the name.
  init?(name: String) {
    guard let column = ComtradeColumn.byName[ComtradeColumn.normalized(name)] else { return nil }
    self = column
  }
}

/// The fields of one row, by column; empty where the file has no such column.
struct ComtradeFields {
  private var texts = [String](repeating: "", count: ComtradeColumn.allCases.count)

  /// The text of a column, without blanks around it.
  subscript(column: ComtradeColumn) -> String {
    get { texts[column.rawValue] }
    set { texts[column.rawValue] = newValue }
  }

  /// Empties all fields.
  mutating func removeAll() {
    for index in texts.indices { texts[index] = "" }
  }
}
