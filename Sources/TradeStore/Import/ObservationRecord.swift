import TradeModel

/// One valid row of an observation file.
struct ObservationRecord: Hashable, Sendable {
  var id = ""
  var reporter = ""
  var partner = ""
  var flow = Flow.exports
  var start: Int32 = 0
  var end: Int32 = 0
  var product = ""
  var owner = ""
  var edition = ""
  var code = ""
  var codeBasis = ""
  var measure = MeasureName.value
  var value: Amount?
  var bounds = Bounds(low: nil, high: nil)
  var unit = ""
  var precision = PrecisionName.exact
  var status = ObservationStatus.reported
  var basis = ""
  var isCompiled = false
  var origin = ""
  var originAddress = ""
  var originDate = ""
  var note = ""
}
