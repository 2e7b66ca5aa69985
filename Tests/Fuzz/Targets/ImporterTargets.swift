extension FuzzTarget {
  private static func importer(_ name: String, fileName: String, header: String) -> FuzzTarget {
    FuzzTarget(name) {
      let importing = try ImportCheck(fileName: fileName, header: header)
      return { bytes in try importing.check(bytes) }
    }
  }

  /// Our own CSV of printed figures.
  static let observations = importer(
    "observations", fileName: "figures.csv",
    header: "id,reporter,partner,flow,first_day,last_day,product,owner,edition,code,code_basis,measure,value,low,high,"
      + "unit,precision,status,basis,method,origin,origin_address,origin_date,note\n")

  /// The CSV that UN Comtrade's web page gives.
  static let comtradeCSV = importer(
    "comtrade-csv", fileName: "TradeData.csv",
    header: "typeCode,freqCode,refPeriodId,refYear,refMonth,period,reporterCode,reporterISO,reporterDesc,flowCode,"
      + "flowDesc,partnerCode,partnerISO,partnerDesc,partner2Code,partner2ISO,partner2Desc,classificationCode,"
      + "classificationSearchCode,isOriginalClassification,cmdCode,cmdDesc,aggrLevel,isLeaf,customsCode,customsDesc,"
      + "mosCode,motCode,motDesc,qtyUnitCode,qtyUnitAbbr,qty,isQtyEstimated,altQtyUnitCode,altQtyUnitAbbr,altQty,"
      + "isAltQtyEstimated,netWgt,isNetWgtEstimated,grossWgt,isGrossWgtEstimated,cifvalue,fobvalue,primaryValue,"
      + "legacyEstimationFlag,isReported,isAggregate\n")

  /// The CSV of UN Comtrade as it was until 2022.
  static let comtradeLegacy = importer(
    "comtrade-legacy", fileName: "comtrade.csv",
    header: "Classification,Year,Period,Period Desc.,Aggregate Level,Is Leaf Code,Trade Flow Code,Trade Flow,"
      + "Reporter Code,Reporter,Reporter ISO,Partner Code,Partner,Partner ISO,2nd Partner Code,2nd Partner,"
      + "2nd Partner ISO,Customs Proc. Code,Customs,Mode of Transport Code,Mode of Transport,Commodity Code,Commodity,"
      + "Qty Unit Code,Qty Unit,Qty,Alt Qty Unit Code,Alt Qty Unit,Alt Qty,Netweight (kg),Gross weight (kg),"
      + "Trade Value (US$),CIF Trade Value (US$),FOB Trade Value (US$),Flag\r\n")

  /// Answers of UN Comtrade's API.
  static let comtradeJSON = importer("comtrade-json", fileName: "answer.json", header: "")

  /// The CSV of India's tariff lines by fiscal year.
  static let india = importer(
    "india", fileName: "india.csv", header: "hs8,country,fiscal_year,value_usd_mn,quantity,unit\n")

  /// CEPII's BACI, whose edition stands in the name of the file.
  static let baci = importer("baci", fileName: "BACI_HS17_Y2020_V202401b.csv", header: "t,i,j,k,v,q\n")

  /// A download of China's customs whose flow stands in a column.
  static let gacc = importer(
    "gacc", fileName: "gacc.csv",
    header: "数据年月,商品编码,贸易伙伴编码,贸易伙伴名称,第一数量,第一计量单位,第二数量,第二计量单位,美元,进出口\n")

  /// Any file: the recognition of formats, gzip, encodings, error pages.
  static let anyFile = importer("any-file", fileName: "file", header: "")
}
