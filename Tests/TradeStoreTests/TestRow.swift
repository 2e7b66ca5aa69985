import TradeModel
import TradeStore

/// One row of an observation file; what a test does not set is a plain print of Chinese exports to North Korea.
struct TestRow {
  var id = ""
  var reporter = "CHN"
  var partner = "PRK"
  var flow = "X"
  var period = "2020"
  var product = "total"
  var code = ""
  var measure = "value"
  var value = ""
  var low = ""
  var high = ""
  var unit = "USD"
  var precision = "exact"
  var status = "reported"
  var method = "reported"
  var origin = "GACC"
  var date = ""

  static let header = ObservationColumn.allCases.map(\.rawValue).joined(separator: ",") + "\n"

  init(
    _ period: String, _ value: String, reporter: String = "CHN", partner: String = "PRK", flow: String = "X",
    product: String = "total", code: String = "", measure: String = "value", low: String = "", high: String = "",
    unit: String = "USD", precision: String = "exact", status: String = "reported", method: String = "reported",
    origin: String = "GACC", date: String = "", id: String = ""
  ) {
    self.id = id
    self.reporter = reporter
    self.partner = partner
    self.flow = flow
    self.period = period
    self.product = product
    self.code = code
    self.measure = measure
    self.value = value
    self.low = low
    self.high = high
    self.unit = unit
    self.precision = precision
    self.status = status
    self.method = method
    self.origin = origin
    self.date = date
  }

  /// The row as a line of the file; a code is written as `WCO HS2017 30`.
  var line: String {
    let days = Period(period)
    let codes = code.isEmpty ? ["", "", ""] : code.split(separator: " ").map(String.init)
    let fields =
      [id, reporter, partner, flow, days?.start.description ?? period, days?.lastDay.description ?? period, product]
      + codes + ["", measure, value, low, high, unit, precision, status, "", method, origin, "", date, ""]
    return fields.joined(separator: ",") + "\n"
  }
}
