import TradeStore

/// One row of a web download of UN Comtrade; what a test does not set is China's exports of all goods in 2022.
struct ComtradeWebRow {
  var reporter = "156"
  var flow = "X"
  var partner = "408"
  var secondPartner = "0"
  var edition = "H6"
  var code = "TOTAL"
  var customs = "C00"
  var transport = "0"
  var value = ""
  var fob = ""
  var unit = "-1"
  var quantity = ""
  var weight = ""
  var weightIsEstimated = "false"
  var period = "2022"

  static let header = """
    typeCode,freqCode,refPeriodId,refYear,refMonth,period,reporterCode,reporterISO,reporterDesc,flowCode,flowDesc,\
    partnerCode,partnerISO,partnerDesc,partner2Code,partner2ISO,partner2Desc,classificationCode,\
    classificationSearchCode,isOriginalClassification,cmdCode,cmdDesc,aggrLevel,isLeaf,customsCode,customsDesc,mosCode,\
    motCode,motDesc,qtyUnitCode,qtyUnitAbbr,qty,isQtyEstimated,altQtyUnitCode,altQtyUnitAbbr,altQty,isAltQtyEstimated,\
    netWgt,isNetWgtEstimated,grossWgt,isGrossWgtEstimated,cifvalue,fobvalue,primaryValue,legacyEstimationFlag,\
    isReported,isAggregate

    """

  /// The row as the web writes it: quoted, a blank here and there, and a comma too many at the end.
  var line: String {
    let fields = [
      "C", "A", "20220101", "2022", "52", period, reporter, "XXX", "NAME", flow, "", partner, "YYY", "PARTNER",
      secondPartner, "W00", "World", edition, "HS", "true", code, "All, \"\"really\"\" all", "0", "false", customs, "",
      "0 ", transport, "", unit, "N/A", quantity, "false", "-1", "N/A", "0", "false", weight, weightIsEstimated, "0",
      "false", "", fob, value, "0", "false", "true",
    ]
    return fields.map { $0.isEmpty ? "" : "\"\($0)\"" }.joined(separator: ",") + ",\r\n"
  }
}

extension TestDataset {
  /// Imports the text as a file in whatever format it is.
  func importFile(csv: String, name: String = "test.csv", options: ImportOptions = .init()) throws -> ImportReport {
    try dataset.importFile(from: ByteSource(bytes: Array(csv.utf8), name: name), options: options)
  }

  /// Imports rows as a web download.
  func importFile(web rows: [ComtradeWebRow], options: ImportOptions = .init()) throws -> ImportReport {
    try importFile(csv: ComtradeWebRow.header + rows.map(\.line).joined(), options: options)
  }
}
