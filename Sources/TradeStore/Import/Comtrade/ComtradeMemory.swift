import TradeModel

/// What the codes of rows before came to, by their bytes, so that most rows of a file need no texts at all.
///
/// `ComtradeInterpreter` alone decides what a row means; rows that it found plain are remembered, and a row whose codes
/// are all remembered means the same. Every other row goes to the interpreter.
struct ComtradeMemory {
  /// The fields of a row as the memory needs them.
  private struct Keys {
    var reporter: UInt64
    var partner: UInt64
    var period: UInt64
    var goods: UInt64
    var flow: Flow
  }

  private let places: [Int]
  private var areas = KeyTable()
  private var periods = KeyTable()
  private var spans: [DaySpan] = []
  private var goods = KeyTable()
  private var goodsOfNumber: [(product: Int32, goods: Int32)] = []
  private var imprints = KeyTable()

  /// The measures of a row, in the order of their slots.
  private static let measures = [MeasureName.value, .quantity, .netweight]

  /// Creates a memory for rows with the columns at the places.
  init(_ places: [(column: ComtradeColumn, place: Int)]) {
    var list = [Int](repeating: -1, count: ComtradeColumn.allCases.count)
    for (column, place) in places { list[column.rawValue] = place }
    self.places = list
  }

  /// Fills in the observations of the reader's present row; returns false where the interpreter has to look at it.
  func recall(_ reader: CSVReader, into row: inout StatisticsRow) -> Bool {
    guard let keys = keys(reader), let reporter = areas[keys.reporter], let partner = areas[keys.partner],
      let period = periods[keys.period], let goods = goods[keys.goods]
    else { return false }
    let span = spans[Int(period)]
    let known = goodsOfNumber[Int(goods)]
    let base = PackedObservation(
      measure: .value, flow: keys.flow, shape: [], partner: partner, reporter: reporter, product: known.product,
      goods: known.goods, imprint: 0, start: span.start, end: span.end, rowID: 0, note: 0, value: 0, low: 0, high: 0)
    for measure in ComtradeMemory.measures {
      switch figure(measure, reader, keys.flow) {
      case .none: continue
      case .amount(let amount, let key):
        guard let imprint = imprints[key] else { return forget(&row) }
        var packed = base
        packed.measure = measure
        packed.imprint = imprint
        packed.set(amount, Bounds(exactly: amount))
        row.packed.append(packed)
      case .other: return forget(&row)
      }
    }
    return !row.packed.isEmpty
  }

  private func forget(_ row: inout StatisticsRow) -> Bool {
    row.packed.removeAll(keepingCapacity: true)
    return false
  }

  /// Remembers what the interpreter made of the reader's present row.
  mutating func learn(_ reader: CSVReader, _ row: StatisticsRow) {
    guard row.faults.isEmpty, row.leftOut == nil, let first = row.packed.first, let keys = keys(reader) else { return }
    areas.insert(keys.reporter, first.reporter)
    areas.insert(keys.partner, first.partner)
    if periods[keys.period] == nil {
      periods.insert(keys.period, Int32(spans.count))
      spans.append(DaySpan(start: first.start, end: first.end))
    }
    if goods[keys.goods] == nil {
      goods.insert(keys.goods, Int32(goodsOfNumber.count))
      goodsOfNumber.append((first.product, first.goods))
    }
    for packed in row.packed {
      if case .amount(_, let key) = figure(packed.measure, reader, keys.flow) { imprints.insert(key, packed.imprint) }
    }
  }

  private func key(_ column: ComtradeColumn, _ reader: CSVReader) -> UInt64 {
    reader.key(places[column.rawValue])
  }

  /// Returns the codes of a row of goods by all procedures and modes of transport; nil for any other row.
  private func keys(_ reader: CSVReader) -> Keys? {
    let type = key(.type, reader)
    guard type == 0 || type == letterC, isTotal(.secondPartner, zero, reader), isTotal(.customs, allProcedures, reader),
      isTotal(.supply, zero, reader), isTotal(.transport, zero, reader)
    else { return nil }
    let flow: Flow
    switch key(.flow, reader) {
    case letterX: flow = .exports
    case letterM: flow = .imports
    default: return nil
    }
    let code = key(.code, reader)
    let classification = key(.classification, reader)
    // Two bytes and six make one key. Codes of odd length are repaired, and counted, by the interpreter.
    guard code != 0, code < 1 << 48, isEvenOrTotal(code), classification != 0, classification < 1 << 16 else {
      return nil
    }
    // With empty numbers, other columns would decide.
    let reporter = key(.reporter, reader)
    let partner = key(.partner, reader)
    let period = key(.period, reader)
    guard reporter != 0, partner != 0, period != 0 else { return nil }
    return Keys(
      reporter: reporter, partner: partner, period: period, goods: code << 16 | classification, flow: flow)
  }

  private func isTotal(_ column: ComtradeColumn, _ total: UInt64, _ reader: CSVReader) -> Bool {
    let key = key(column, reader)
    return key == 0 || key == total
  }

  private func isEvenOrTotal(_ code: UInt64) -> Bool {
    code == wordTotal || (64 - code.leadingZeroBitCount + 7) / 8 % 2 == 0
  }

  private enum Figure {
    case none
    case amount(Amount, key: UInt64)
    case other
  }

  /// Returns the figure of a measure, with a key of all that its imprint depends on.
  private func figure(_ measure: MeasureName, _ reader: CSVReader, _ flow: Flow) -> Figure {
    let column: ComtradeColumn
    var kind: UInt64
    switch measure {
    case .value:
      column = .value
      kind = 1 | basis(reader, flow) << 2
    case .quantity:
      column = .quantity
      let unit = key(.quantityUnit, reader)
      if unit == 0 || unit == minusOne { return .none }
      guard unit < 1 << 16, let estimation = estimation(.quantityIsEstimated, reader) else { return .other }
      kind = 2 | unit << 16 | estimation << 4
    case .netweight:
      column = .weight
      guard let estimation = estimation(.weightIsEstimated, reader) else { return .other }
      kind = 3 | estimation << 4
    case .change, .share: return .none
    }
    let place = places[column.rawValue]
    if place < 0 || reader.isEmpty(place) { return .none }
    guard let number = reader.decimal(place), number.isExact(), let amount = number.amount() else { return .other }
    if number.isZero, measure != .value { return .none }
    kind |= number.isZero ? 1 << 14 : 0
    return .amount(amount, key: kind)
  }

  /// Returns 0 to 2 for no basis, FOB and CIF, as the interpreter tells them.
  private func basis(_ reader: CSVReader, _ flow: Flow) -> UInt64 {
    let value = places[ComtradeColumn.value.rawValue]
    let isCIF = reader.isEqual(places[ComtradeColumn.cifValue.rawValue], value)
    if flow == .imports, isCIF { return 2 }
    if reader.isEqual(places[ComtradeColumn.fobValue.rawValue], value) { return 1 }
    return isCIF ? 2 : 0
  }

  /// Returns what says whether the figure is an estimate; nil where it is said in other words than usual.
  private func estimation(_ column: ComtradeColumn, _ reader: CSVReader) -> UInt64? {
    let word = key(column, reader)
    let flag = key(.estimationFlag, reader)
    guard word == 0 || word == wordFalse || word == wordTrue, flag < 1 << 8 else { return nil }
    return (word == 0 ? 0 : word == wordFalse ? 1 : 2) | flag << 2
  }
}

// The bytes of a field, the first one lowest.
private let letterC: UInt64 = 0x43
private let letterM: UInt64 = 0x4D
private let letterX: UInt64 = 0x58
private let zero: UInt64 = 0x30
private let minusOne: UInt64 = 0x312D
private let allProcedures: UInt64 = 0x3030_43
private let wordTotal: UInt64 = 0x4C_4154_4F54
private let wordTrue: UInt64 = 0x6575_7274
private let wordFalse: UInt64 = 0x65_736C_6166
