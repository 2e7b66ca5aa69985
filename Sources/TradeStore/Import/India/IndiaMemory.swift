import TradeModel

/// What the codes of rows before came to, by their bytes, so that most rows of the table need no texts at all.
///
/// `IndiaCSV` alone decides what a row means; a row whose codes are all remembered means what those rows meant.
struct IndiaMemory {
  /// Where the columns of the table stand; other tables, with more columns, are not remembered.
  struct Places {
    var code: Int
    var country: Int
    var year: Int
    var value: Int
    var quantity: Int
    var unit: Int
  }

  private let places: Places
  private var partners: [String: Int32] = [:]
  private var codes = KeyTable()
  private var codeCount: Int32 = 0
  private var years = KeyTable()
  private var spans: [DaySpan] = []
  private var goods = KeyTable()
  /// The imprints of values, and of values that print as zero.
  private var valueImprints: [Int32?] = [nil, nil]
  private var units = KeyTable()
  private var quantities: [(imprint: Int32, isRounded: Bool)] = []
  // What every row has in common: one reporter and one flow.
  private var base: PackedObservation?

  /// Creates a memory for rows with the columns at the places.
  init(_ places: Places) {
    self.places = places
  }

  /// Fills in the observations of the reader's present row; returns false where the importer has to look at it.
  func recall(_ reader: CSVReader, into row: inout StatisticsRow) -> Bool {
    guard var packed = base, let goods = goods[goodsKey(reader)], let year = years[reader.key(places.year)],
      let country = reader.text(places.country), let partner = partners[country]
    else { return false }
    packed.goods = goods
    packed.partner = partner
    packed.start = spans[Int(year)].start
    packed.end = spans[Int(year)].end
    guard recallValue(reader, packed, into: &row), recallQuantity(reader, packed, into: &row), !row.packed.isEmpty
    else {
      row.packed.removeAll(keepingCapacity: true)
      return false
    }
    return true
  }

  private func recallValue(_ reader: CSVReader, _ base: PackedObservation, into row: inout StatisticsRow) -> Bool {
    if reader.isEmpty(places.value) { return true }
    guard let number = reader.decimal(places.value), let amount = number.amount(timesTenTo: 6),
      let bounds = number.bounds(halfUnitAt: 2, timesTenTo: 6), let imprint = valueImprints[number.isZero ? 1 : 0]
    else { return false }
    var packed = base
    packed.measure = .value
    packed.imprint = imprint
    packed.set(amount, bounds)
    row.packed.append(packed)
    return true
  }

  private func recallQuantity(_ reader: CSVReader, _ base: PackedObservation, into row: inout StatisticsRow) -> Bool {
    if reader.isEmpty(places.quantity) { return true }
    guard let number = reader.decimal(places.quantity), number.isExact(), let amount = number.amount(),
      let unit = units[reader.key(places.unit)]
    else { return false }
    if number.isZero { return true }
    let kind = quantities[Int(unit)]
    guard let bounds = kind.isRounded ? number.bounds(halfUnitAt: number.decimals) : Bounds(exactly: amount) else {
      return false
    }
    var packed = base
    packed.measure = .quantity
    packed.imprint = kind.imprint
    packed.set(amount, bounds)
    row.packed.append(packed)
    return true
  }

  /// Remembers what the importer made of the reader's present row: the records, and the same with numbers.
  mutating func learn(_ reader: CSVReader, _ records: [ObservationRecord], _ row: StatisticsRow) {
    guard row.faults.isEmpty, row.leftOut == nil, let first = row.packed.first, records.count == row.packed.count else {
      return
    }
    base = base ?? first
    learnCodes(reader, first)
    for (record, packed) in zip(records, row.packed) {
      switch record.measure {
      case .value: valueImprints[record.status == .roundedZero ? 1 : 0] = packed.imprint
      case .quantity:
        let unit = reader.key(places.unit)
        guard reader.decimal(places.quantity)?.isExact() == true, units[unit] == nil else { continue }
        units.insert(unit, Int32(quantities.count))
        quantities.append((packed.imprint, record.precision == .rounded))
      case .change, .netweight, .share: continue
      }
    }
  }

  private mutating func learnCodes(_ reader: CSVReader, _ first: PackedObservation) {
    if let country = reader.text(places.country) { partners[country] = first.partner }
    let year = reader.key(places.year)
    if years[year] == nil, spans.count < IndiaMemory.yearLimit {
      years.insert(year, Int32(spans.count))
      spans.append(DaySpan(start: first.start, end: first.end))
    }
    let code = reader.key(places.code)
    if isWhole(code), codes[code] == nil {
      codes.insert(code, codeCount)
      codeCount += 1
    }
    goods.insert(goodsKey(reader), first.goods)
  }

  private static let yearLimit = 255

  /// Returns a key of code and year, which have numbers of their own; 0 where one has none.
  private func goodsKey(_ reader: CSVReader) -> UInt64 {
    guard let code = codes[reader.key(places.code)], let year = years[reader.key(places.year)] else { return 0 }
    return UInt64(code + 1) << 8 | UInt64(year)
  }

  /// Returns whether the code has eight digits, so that no zero was lost.
  private func isWhole(_ code: UInt64) -> Bool { code != .max && code >> 56 != 0 }
}
