/// The units of a calculation's parts, to find the unit of its result.
struct UnitTable {
  private var units: [String: String] = [:]

  mutating func set(_ unit: String?, for name: String) {
    units[name] = unit
  }

  /// Returns the unit that a sum, difference or multiple of like parts keeps; nil for ratios and mixtures.
  func sharedUnit(of calculation: Calculation) -> String? {
    switch calculation {
    case .number: nil
    case .name(let name): units[name]
    case .total(let total, let query, let column): units["\(total.rawValue)(\(query).\(column))"]
    case .sum(let left, let right), .difference(let left, let right): shared(left, right)
    case .product(let left, let right): factor(left, right)
    case .quotient(let left, let right): isPlainNumber(right) ? sharedUnit(of: left) : nil
    case .negative(let inner), .magnitude(let inner), .rounded(let inner): sharedUnit(of: inner)
    }
  }

  private func shared(_ left: Calculation, _ right: Calculation) -> String? {
    let unit = sharedUnit(of: left)
    return unit == sharedUnit(of: right) ? unit : nil
  }

  private func factor(_ left: Calculation, _ right: Calculation) -> String? {
    if isPlainNumber(left) { return sharedUnit(of: right) }
    return isPlainNumber(right) ? sharedUnit(of: left) : nil
  }

  private func isPlainNumber(_ calculation: Calculation) -> Bool {
    if case .number = calculation { true } else { false }
  }
}
