internal import Foundation
internal import PluginProtocol
internal import ReportModel

extension ValueResolver {
  /// Constants that a formula may hold: what turns one unit of counting into another, and a share into its complement.
  private static let plainConstants: Set<Decimal> = [0, 1, 2, 4, 10, 12, 100, 1000, 1_000_000]

  /// Computes a formula by itself, and compares the figure that the plugin states.
  func calculation(
    _ expression: String, _ stated: JSONValue?, _ unit: String?, _ format: ValueFormat, _ name: String
  ) throws(HostError) -> Resolution {
    let calculation = try Calculation(expression)
    let parts = Parts(resolver: self)
    let interval = try calculation.evaluated(in: parts)
    let level = try max(parts.weakestLevel, levelOfConstants(in: calculation))
    let unit = try self.unit(of: calculation, stated: unit, parts)
    var value = VerifiedValue(
      kind: .number, raw: interval.value.plainText, unit: unit, format: try suitable(format, unit: unit),
      low: interval.low?.plainText, high: interval.high?.plainText, level: level)
    let figure = try stated.flatMap { stated throws(HostError) in try number(stated, name) }
    var note: String?
    if let figure, !StatedFigure.agrees(figure, with: interval.value, format: format) {
      let message = "the plugin states \(figure), but \(expression) is \(interval.value.rounded(scale: 6))"
      guard plan.policy.allowsMismatch else {
        throw HostError(
          code: "evidence.mismatch", message: message, hint: "compute it from the cells that the values name")
      }
      value.level = .mismatch
      note = message
    }
    value.evidence = record(
      EvidenceRecord(
        id: identifier(name), form: "calculation", level: value.level, value: value.raw,
        stated: figure.map(\.plainText), unit: unit, low: value.low, high: value.high, formula: expression,
        inputs: parts.inputs, note: note))
    return Resolution(value: value, interval: interval, inputs: parts.inputs, unit: unit)
  }

  /// Returns how far a formula's constants can be trusted: a figure must not come in as one.
  private func levelOfConstants(in calculation: Calculation) throws(HostError) -> EvidenceLevel {
    let isBacked = calculation.restsOnData
    let strange = calculation.constants.first { !ValueResolver.plainConstants.contains($0) }
    if isBacked, strange == nil { return .verified }
    guard plan.policy.allowsUnsourced else {
      let what = strange.map { "the constant \($0)" } ?? "a calculation of constants alone"
      throw HostError(
        code: "evidence.missing", message: "\(what) has no evidence",
        hint: "make it a value of its own, with from, param, source or judgement, and name it in the calculation")
    }
    return .unsourced
  }

  private func unit(
    of calculation: Calculation, stated: String?, _ parts: Parts
  ) throws(HostError) -> String? {
    let derived = try parts.units.unit(of: calculation)
    guard let stated else { return derived.words }
    guard derived.allows(stated) else {
      throw HostError(
        code: "evidence.bad_calc",
        message: "the plugin gives the unit \(stated), but the calculation gives \(derived.words ?? "a plain number")",
        hint: "leave the unit out, and the host finds it")
    }
    return stated
  }

  /// Returns the figure that a plugin states beside a calculation.
  private func number(_ stated: JSONValue, _ name: String) throws(HostError) -> Decimal? {
    if stated == .null { return nil }
    guard let figure = stated.numberValue ?? stated.stringValue.flatMap({ Decimal(plain: $0) }) else {
      throw HostError(
        code: "protocol.invalid_field", message: "the figure stated for the calculation '\(name)' is no number",
        hint: "send a number, or plain decimal text such as \"-0.5\"")
    }
    return figure
  }

  /// The parts of a calculation, collected while it is computed.
  final class Parts: Calculation.Scope {
    private let resolver: ValueResolver
    private(set) var inputs: [EvidenceInput] = []
    private(set) var weakestLevel = EvidenceLevel.verified
    private(set) var units = UnitTable()

    init(resolver: ValueResolver) {
      self.resolver = resolver
    }

    func value(named name: String) throws(HostError) -> Interval {
      let part = try resolver.resolution(of: name)
      guard let interval = part.interval else {
        let reason = part.value.status.map { " (\($0))" } ?? ""
        throw HostError(
          code: "evidence.bad_calc", message: "the value '\(name)' is no number\(reason)",
          hint: "a calculation over a missing cell has no result; say that the figure is missing")
      }
      weakestLevel = max(weakestLevel, part.value.level)
      units.set(part.unit, for: name)
      for input in part.inputs where !inputs.contains(input) { inputs.append(input) }
      return interval
    }

    func total(_ total: Calculation.Total, query: String, column: String) throws(HostError) -> Interval {
      let (interval, input) = try resolver.cells.total(total, query: query, column: column)
      units.set(total == .count ? nil : input.unit, for: input.name)
      if !inputs.contains(input) { inputs.append(input) }
      return interval
    }
  }
}
