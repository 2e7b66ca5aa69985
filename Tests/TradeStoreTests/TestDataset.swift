import FoundationEssentials
import TradeModel
import TradeStore

/// A dataset in a folder of its own, with small reference lists in the real format.
final class TestDataset {
  let folder: String
  let dataset: Dataset

  init(rows: [TestRow] = [], claims: ImportOptions.Claims = .printedCells) throws {
    folder = try TestDataset.makeFolder()
    dataset = try Dataset.create(at: folder + "/test.db")
    try TestDataset.writeReference(to: folder)
    _ = try dataset.importReference(directory: folder)
    if !rows.isEmpty { _ = try add(rows, claims: claims) }
  }

  deinit {
    try? FileManager.default.removeItem(atPath: folder)
  }

  static func makeFolder() throws -> String {
    let name = "waybill-test-\(UInt64.random(in: .min ... .max))"
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(name).path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    return folder
  }

  @discardableResult
  func add(
    _ rows: [TestRow], name: String = "test.csv", claims: ImportOptions.Claims = .printedCells
  ) throws -> ImportReport {
    try add(csv: TestRow.header + rows.map(\.line).joined(), name: name, options: ImportOptions(claims: claims))
  }

  @discardableResult
  func add(csv: String, name: String = "test.csv", options: ImportOptions = .init()) throws -> ImportReport {
    try dataset.importObservations(from: ByteSource(bytes: Array(csv.utf8), name: name), options: options)
  }

  /// Returns the rows of the answer as lines of text, and what it rests on.
  func answer(_ query: TradeQuery) throws -> (rows: [String], evidence: QueryEvidence) {
    try dataset.read { reader in
      let cursor = try reader.cursor(try reader.compile(query))
      var rows: [String] = []
      while let row = try cursor.next() { rows.append(row.cells.map(\.testText).joined(separator: " | ")) }
      return (rows, cursor.evidence)
    }
  }

  func lookup(list: String, codes: [String]) throws -> [String: String] {
    try dataset.lookup(list: list, codes: codes)
  }

  /// Returns why the query is refused; nil where it is not.
  func problem(_ query: TradeQuery) throws -> QueryProblem? {
    try dataset.read { reader in
      do throws(QueryProblem) {
        _ = try reader.compile(query)
        return nil
      } catch {
        return error
      }
    }
  }

  static func writeReference(to folder: String) throws {
    for (name, text) in files {
      let path = folder + "/" + name
      try FileManager.default.createDirectory(
        atPath: String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)]), withIntermediateDirectories: true)
      try text.write(toFile: path, atomically: false, encoding: .utf8)
    }
  }

  private static let files: [String: String] = [
    "reference/areas.csv": """
    iso3,m49,name,kind
    CHN,156,China,country
    DEU,276,Germany,country
    IND,356,India,country
    PRK,408,North Korea,country
    RUS,643,Russia,country
    WLD,000,World,aggregate

    """,
    "reference/area-codes.csv": """
    scheme,code,area,note
    comtrade,0,WLD,
    comtrade,699,IND,
    comtrade-iso,W00,WLD,
    dgcis-name,GERMANY,DEU,
    dgcis-name,KOREA DP RP,PRK,
    gacc,109,PRK,
    gacc-name,朝鲜,PRK,
    gacc-name,德国,DEU,

    """,
    "reference/units.csv": """
    code,comtrade,label,label_plural,dimension
    USD,,US dollar,US dollars,currency
    EUR,,euro,euros,currency
    CNY,,yuan,yuan,currency
    kg,8,kilogram,kilograms,mass
    u,5,piece,pieces,count
    percent,,percent,percent,ratio
    none,-1,no quantity,no quantity,none

    """,
    "reference/flows.csv": """
    code,label,note
    X,Exports,
    M,Imports,
    T,Total trade,

    """,
    "reference/statuses.csv": """
    code,label,meaning
    reported,Reported,
    zero,Zero,

    """,
    "reference/hs-editions.csv": """
    owner,edition,first_day,last_day
    WCO,HS2012,2012-01-01,2016-12-31
    WCO,HS2017,2017-01-01,2021-12-31
    WCO,HS2022,2022-01-01,2027-12-31
    CN,2021,2021-01-01,2021-12-31
    CN,2022,2022-01-01,2022-12-31
    IN,2020,2020-01-01,2020-12-31
    IN,2022,2022-01-01,2022-12-31

    """,
    "products/groups.csv": """
    id,label,parent,standard_unit,count_unit,scope_note
    total,All goods,,,,
    pharma,Pharmaceutical products,total,kg,,
    vaccine,Vaccines,pharma,kg,,
    medicine,Medicines,pharma,kg,,
    mask,Masks,total,kg,u,

    """,
    "products/codes.csv": """
    product,owner,edition,code,relation,note
    total,WCO,HS2017,TOTAL,exact,
    total,WCO,HS2022,TOTAL,exact,
    pharma,WCO,HS2017,30,exact,
    pharma,WCO,HS2022,30,exact,
    vaccine,WCO,HS2012,300220,exact,
    vaccine,WCO,HS2017,300220,exact,
    vaccine,WCO,HS2022,300241,exact,
    vaccine,CN,2021,30022000,exact,
    vaccine,CN,2022,30024100,exact,
    medicine,WCO,HS2017,300460,part-of,
    medicine,WCO,HS2017,300490,part-of,
    mask,WCO,HS2017,630790,contains-more,
    mask,WCO,HS2022,630790,contains-more,

    """,
    "products/breaks.csv": """
    product,from_edition,to_edition,kind,note
    pharma,HS2017,HS2022,n:n,
    vaccine,HS2017,HS2022,1:1,

    """,
  ]
}

extension ResultCell {
  /// The cell as a test writes it.
  var testText: String {
    switch self {
    case .missing(let status): "-\(status.rawValue)"
    case .text(let text): text
    case .amount(let amount): amount.description
    case .count(let count): "#\(count)"
    }
  }
}
