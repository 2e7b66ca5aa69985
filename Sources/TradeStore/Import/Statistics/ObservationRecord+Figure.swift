import TradeModel

extension ObservationRecord {
  /// Sets the days.
  mutating func set(_ period: Period) {
    start = period.start.dayNumber
    end = period.end.dayNumber
  }

  /// Sets the code: one of eight digits is of the owner's tariff of the year, a shorter one of the Harmonized System.
  ///
  /// The days must be set. Returns false where no edition of the Harmonized System was in force on the first of them.
  mutating func set(code text: String, owner national: String, _ reference: Reference) -> Bool {
    code = text
    let day = DaySpan(start: start, end: start + 1)
    if text.utf8.count == 8 {
      owner = national
      edition = String(CalendarDate(dayNumber: start).components.year)
      return true
    }
    owner = ProductScope.harmonizedOwner
    let inForce = reference.editions.first { $0.owner == owner && DaySpan($0.period).contains(day) }
    edition = inForce?.name ?? ""
    return inForce != nil
  }

  /// Sets value, bounds, precision and status to what a file prints with every digit.
  mutating func set(_ number: PrintedDecimal) {
    value = number.amount()
    let isExact = number.isExact()
    precision = isExact ? .exact : .rounded
    bounds = value.map(Bounds.init(exactly:)) ?? bounds
    if !isExact, let around = number.bounds(halfUnitAt: 3) { bounds = around }
    status = number.isZero ? .zero : .reported
  }

  /// Sets value, bounds, precision and status to a rounded number times a power of ten.
  ///
  /// The publisher's decimals are those as printed unless given: programs drop zeros at the end.
  mutating func set(rounded number: PrintedDecimal, decimals: Int? = nil, timesTenTo power: Int = 0) {
    value = number.amount(timesTenTo: power)
    bounds = number.bounds(halfUnitAt: decimals ?? number.decimals, timesTenTo: power) ?? bounds
    precision = .rounded
    status = number.isZero ? .roundedZero : .reported
  }
}
