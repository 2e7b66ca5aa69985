/// The units of a calculation's parts, to find the unit of its result.
struct UnitTable {
  /// The unit of a part or of the result.
  enum Unit: Equatable {
    /// A plain number: a constant, a count, a ratio of like units, a percentage.
    case plain
    /// An amount of this unit.
    case of(String)
    /// So much of the first for each of the second, such as US dollars a piece.
    case ratio(String, per: String)
    /// A product of units that has no name.
    case unknown

    /// The unit in the words of a plugin: `USD`, `USD/kg`; nil where there is none.
    var words: String? {
      switch self {
      case .plain, .unknown: nil
      case .of(let unit): unit
      case .ratio(let unit, let other): "\(unit)/\(other)"
      }
    }

    /// Whether a plugin may write the result with that unit.
    func allows(_ stated: String) -> Bool {
      switch self {
      case .plain: stated == "percent"
      case .of(let unit): stated == unit
      case .ratio(let unit, let other): stated == "\(unit)/\(other)" || stated == unit
      case .unknown: false
      }
    }
  }

  private var units: [String: String] = [:]

  mutating func set(_ unit: String?, for name: String) {
    units[name] = unit
  }

  /// Returns the unit of the result.
  ///
  /// - Throws: `evidence.bad_calc` where unlike units are added or taken from each other.
  func unit(of calculation: Calculation) throws(HostError) -> Unit {
    switch calculation {
    case .number: return .plain
    case .name(let name): return named(units[name])
    case .total(let total, let query, let column): return named(units["\(total.rawValue)(\(query).\(column))"])
    case .sum(let left, let right), .difference(let left, let right):
      let (first, second) = (try unit(of: left), try unit(of: right))
      guard first == second else {
        throw HostError(
          code: "evidence.bad_calc",
          message: "the calculation adds \(first.words ?? "a plain number") and \(second.words ?? "a plain number")",
          hint: "add like to like")
      }
      return first
    case .product(let left, let right): return product(try unit(of: left), try unit(of: right))
    case .quotient(let left, let right): return quotient(try unit(of: left), try unit(of: right))
    case .negative(let inner), .magnitude(let inner), .rounded(let inner): return try unit(of: inner)
    }
  }

  private func named(_ unit: String?) -> Unit {
    guard let unit, unit != "percent" else { return .plain }
    return .of(unit)
  }

  private func product(_ left: Unit, _ right: Unit) -> Unit {
    switch (left, right) {
    case (.plain, let unit), (let unit, .plain): unit
    case (.ratio(let unit, let other), .of(let same)) where other == same: .of(unit)
    case (.of(let same), .ratio(let unit, let other)) where other == same: .of(unit)
    default: .unknown
    }
  }

  private func quotient(_ left: Unit, _ right: Unit) -> Unit {
    switch (left, right) {
    case (let unit, .plain): unit
    case (let one, let other) where one == other && one != .unknown: .plain
    case (.of(let unit), .of(let other)): .ratio(unit, per: other)
    case (.of(let unit), .ratio(let same, let other)) where unit == same: .of(other)
    default: .unknown
    }
  }
}
