import TradeModel
import TradeStore

/// One imported row, as the reference reads it.
struct ReferenceRow {
  var id: Int64
  var reporter: String
  var partner: String
  var flow: String
  var product: String
  /// All groups that a row with a code alone belongs to.
  var groups: [String] = []
  var owner = ""
  var edition = ""
  var code = ""
  var span: DaySpan
  var measure: String
  var value: Int64?
  var low: Int64?
  var high: Int64?
  var unit: String
  var status: ObservationStatus
  var method: String
  var origin: String
  var date: String
  var file: String

  /// Reads a row of a file; rows stand on the lines after the header.
  init(_ row: TestRow, place: Int, file: String, digest: String) throws {
    // The number of a file begins its digest, so that it does not depend on what was imported before.
    let number = Int64(digest.split(separator: ":").last?.prefix(5) ?? "", radix: 16) ?? 0
    id = max(1, number) << 32 | Int64(place + 2) << 3
    reporter = row.reporter
    partner = row.partner
    flow = row.flow
    product = row.product
    let parts = row.code.split(separator: " ").map(String.init)
    if parts.count == 3 { (owner, edition, code) = (parts[0], parts[1], parts[2]) }
    span = DaySpan(try period(row.period))
    measure = row.measure
    value = Amount(row.value)?.thousandths
    low = Amount(row.low)?.thousandths
    high = Amount(row.high)?.thousandths
    // The bound rule of Data/README.md, where the file leaves both bounds to it.
    if low == nil, high == nil, let value {
      if ["exact", "stated-none", "above", "at-least"].contains(row.precision) { low = value }
      if ["exact", "stated-none", "below", "at-most"].contains(row.precision) { high = value }
    }
    unit = row.unit
    status = ObservationStatus(rawValue: row.status) ?? .reported
    method = row.method
    origin = row.origin
    date = row.date
    self.file = file
  }

  /// Whether the row says how much there was, or that a filed period has no row.
  var isFigure: Bool { value != nil || low != nil || high != nil || status == .noRow }

  /// Whether the row says that the period was filed and has no row: nothing to add.
  var isNothing: Bool { status == .noRow && value == nil }

  /// How much the bounds leave open; nil without an end.
  var width: Int64? {
    guard let low, let high else { return nil }
    return high - low
  }

  /// Returns the text that the row has in the dimension.
  func text(_ dimension: String) -> String {
    switch dimension {
    case "reporter": reporter
    case "partner": partner
    case "flow": flow
    case "product": product
    case "owner": owner
    case "edition": edition
    case "hs": code
    case "hs:2": String(code.prefix(2))
    case "hs:4": String(code.prefix(4))
    case "hs:6": String(code.prefix(6))
    case "unit": unit
    case "status": status.rawValue
    case "method": method
    case "origin": origin
    case "source": file
    default: ""
    }
  }
}
