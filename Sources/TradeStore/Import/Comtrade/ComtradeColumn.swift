/// A column of UN Comtrade's files that we read, whatever the format calls it.
enum ComtradeColumn: Int, TableColumn {
  case type, frequency, period, year
  case reporter, reporterISO, reporterName, flow, flowName, partner, partnerISO, partnerName
  case secondPartner, classification, code, customs, supply, transport
  case quantityUnit, quantity, quantityIsEstimated, weight, weightIsEstimated
  case cifValue, fobValue, value, estimationFlag, category

  // The present files first, then the legacy ones, those of the API before 2022, and common edits of all.
  var names: [String] {
    switch self {
    case .type: ["typecode"]
    case .frequency: ["freqcode", "freq"]
    case .period: ["period"]
    case .year: ["refyear", "year", "yr"]
    case .reporter: ["reportercode", "rtcode"]
    case .reporterISO: ["reporteriso", "reporteriso3", "reporteriso3c", "rt3iso"]
    case .reporterName: ["reporterdesc", "reporter", "rttitle"]
    case .flow: ["flowcode", "tradeflowcode", "rgcode"]
    case .flowName: ["flowdesc", "tradeflow", "flow", "rgdesc"]
    case .partner: ["partnercode", "ptcode"]
    case .partnerISO: ["partneriso", "partneriso3", "partneriso3c", "pt3iso"]
    case .partnerName: ["partnerdesc", "partner", "pttitle"]
    case .secondPartner: ["partner2code", "2ndpartnercode", "x2ndpartnercode", "ptcode2"]
    case .classification: ["classificationcode", "classification", "pfcode"]
    case .code: ["cmdcode", "commoditycode"]
    case .customs: ["customscode", "customsproccode", "cstcode"]
    case .supply: ["moscode"]
    case .transport: ["motcode", "modeoftransportcode"]
    case .quantityUnit: ["qtyunitcode", "qtcode"]
    case .quantity: ["qty", "tradequantity"]
    case .quantityIsEstimated: ["isqtyestimated"]
    case .weight: ["netwgt", "netweightkg", "netweight"]
    case .weightIsEstimated: ["isnetwgtestimated"]
    case .cifValue: ["cifvalue", "ciftradevalueus"]
    case .fobValue: ["fobvalue", "fobtradevalueus"]
    case .value: ["primaryvalue", "tradevalueus", "tradevalueusd", "tradevalue"]
    case .estimationFlag: ["legacyestimationflag", "flag", "estcode"]
    case .category: ["flowcategory"]
    }
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
