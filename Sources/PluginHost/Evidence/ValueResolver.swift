internal import Foundation
internal import PluginProtocol
internal import ReportModel
internal import Spelling

/// Resolves and re-computes the named values of one block, and writes down what they rest on.
final class ValueResolver {
  private let cells: CellResolver
  private let tables: [String: TableDraft]
  private let plan: RunPlan
  private let block: String
  private let sources: [String: ValueSource]
  private var resolved: [String: Resolution] = [:]
  private var visiting: Set<String> = []

  /// A value, the number behind it, and the parts that it was computed from.
  private struct Resolution {
    var value: VerifiedValue
    var interval: Interval?
    var inputs: [EvidenceInput]
    var unit: String?
  }

  init(
    _ sources: [String: ValueSource], block: String, plan: RunPlan, cells: CellResolver, tables: [String: TableDraft]
  ) {
    self.sources = sources
    self.block = block
    self.plan = plan
    self.cells = cells
    self.tables = tables
  }

  /// Returns all values.
  ///
  /// - Throws: The first error of a value, with its name in the message.
  func resolveAll() throws(HostError) -> [String: VerifiedValue] {
    var values: [String: VerifiedValue] = [:]
    for name in sources.keys.sorted() {
      do throws(HostError) {
        values[name] = try resolution(of: name).value
      } catch {
        throw HostError(
          code: error.code, message: "value '\(name)' of '\(block)': \(error.message)", hint: error.hint)
      }
    }
    return values
  }

  private func resolution(of name: String) throws(HostError) -> Resolution {
    if let known = resolved[name] { return known }
    guard let source = sources[name] else {
      throw HostError(
        code: "evidence.bad_calc", message: "there is no value '\(name)' in this block",
        hint: nearestName(to: name, among: sources.keys.sorted()).map { "did you mean '\($0)'?" })
    }
    guard visiting.insert(name).inserted else {
      throw HostError(code: "evidence.bad_calc", message: "the value '\(name)' is computed from itself")
    }
    defer { visiting.remove(name) }
    // Each value on the way takes a part of the thread's stack.
    guard visiting.count <= 64 else {
      throw HostError(
        code: "evidence.bad_calc", message: "the value '\(name)' is computed through more than 64 others",
        hint: "name the cells in the calculation itself")
    }
    let result = try resolve(source, name)
    resolved[name] = result
    return result
  }

  private func resolve(_ source: ValueSource, _ name: String) throws(HostError) -> Resolution {
    switch source {
    case .cell(let query, let row, let column, let format):
      return try cell(query, row, column, format, name)
    case .lookup(let query, let at, let column, let format):
      guard let row = try cells.answer(query).position(of: at) else {
        let place = at.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
        throw HostError(
          code: "evidence.unknown_ref", message: "query '\(query)' has no row with \(place)",
          hint: "name the dimensions as the query's rows have them")
      }
      return try cell(query, row, column, format, name)
    case .table(let key, let row, let column, let format): return try tableCell(key, row, column, format)
    case .parameter(let pointer, let format): return try parameter(pointer, format, name)
    case .calculation(let expression, let stated, let unit, let format):
      return try calculation(expression, stated, unit, format.map(ValueFormat.init(rawValue:)) ?? .auto, name)
    case .citation(let value, let source, let unit, let format):
      let words = [source.name, source.url, source.accessed.map { "read on \($0)" }].compactMap(\.self)
      return outside(value, unit, format, .cited, "citation", words.joined(separator: ", "), name)
    case .judgement(let value, let reason): return outside(value, nil, nil, .judged, "judgement", reason, name)
    case .literal(let value, let unit, let format): return try literal(value, unit, format, name)
    }
  }

  private func cell(
    _ query: String, _ row: Int, _ column: String, _ format: String?, _ name: String
  ) throws(HostError) -> Resolution {
    let cell = try cells.cell(query: query, row: row, column: column, format: format, name: name)
    var value = cell.value
    if value.kind == .number {
      value.evidence = record(
        EvidenceRecord(
          id: identifier(name), form: "cell", level: value.level, value: value.raw, unit: value.unit, low: value.low,
          high: value.high, inputs: [cell.input], note: value.covers.map { "covers \($0) only" }))
    }
    return Resolution(value: value, interval: cell.interval, inputs: [cell.input], unit: value.unit)
  }

  private func tableCell(
    _ key: String, _ row: Int, _ column: String, _ format: String?
  ) throws(HostError) -> Resolution {
    guard let table = tables[key], let index = table.columns.firstIndex(where: { $0.name == column }),
      table.rows.indices.contains(row)
    else {
      throw HostError(
        code: "evidence.unknown_ref",
        message: "there is no cell ['\(key)', \(row), '\(column)'] in a table sent before",
        hint: "send the table first; rows are counted from 0")
    }
    var value = table.rows[row][index]
    if let format { value.format = ValueFormat(rawValue: format) }
    let interval = Decimal(string: value.raw).map {
      Interval($0, low: value.low.flatMap { Decimal(string: $0) }, high: value.high.flatMap { Decimal(string: $0) })
    }
    return Resolution(value: value, interval: value.kind == .number ? interval : nil, inputs: [], unit: value.unit)
  }

  private func parameter(_ pointer: String, _ format: String?, _ name: String) throws(HostError) -> Resolution {
    guard let parameter = plan.start.params.value(at: pointer) else {
      throw HostError(
        code: "evidence.unknown_ref", message: "the run has no parameter '\(pointer)'",
        hint: "write {\"param\":\"/name\"}")
    }
    let schema = plan.plugin.analysis(plan.start.analysis)?.params?.properties?[String(pointer.dropFirst())]
    var value = VerifiedValue(kind: .text, raw: text(parameter), level: .verified)
    value.format = format.map(ValueFormat.init(rawValue:)) ?? .auto
    switch (parameter, schema?.format) {
    case (.number, _):
      value.kind = .number
      value.unit = schema?.unit
      (value.low, value.high) = (value.raw, value.raw)
    case (_, "period"): value.kind = .period
    case (_, "area"), (_, "product"):
      value.kind = .code
      value.label = try schema?.format.flatMap { list throws(HostError) in try cells.label(of: value.raw, in: list) }
    default: break
    }
    // A name or a period that the reader chose is no figure; a threshold is one, and leads back to the parameter.
    if value.kind == .number {
      value.evidence = record(
        EvidenceRecord(
          id: identifier(name), form: "parameter", level: .verified, value: value.raw, unit: value.unit,
          note: "parameter \(pointer) of the run"))
    }
    let interval = parameter.numberValue.map { Interval(exactly: $0) }
    return Resolution(value: value, interval: interval, inputs: [], unit: value.unit)
  }

  private func calculation(
    _ expression: String, _ stated: JSONValue?, _ unit: String?, _ format: ValueFormat, _ name: String
  ) throws(HostError) -> Resolution {
    let calculation = try Calculation(expression)
    let parts = Parts(resolver: self)
    let interval = try calculation.evaluated(in: parts)
    let unit = unit ?? parts.units.sharedUnit(of: calculation)
    var value = VerifiedValue(
      kind: .number, raw: interval.value.plainText, unit: unit, format: format, low: interval.low?.plainText,
      high: interval.high?.plainText, level: parts.weakestLevel)
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

  private func literal(
    _ value: JSONValue, _ unit: String?, _ format: String?, _ name: String
  ) throws(HostError) -> Resolution {
    let words = text(value)
    let isFigure = value.numberValue != nil || !UnbackedNumbers.words(in: words).isEmpty
    guard isFigure else {
      return Resolution(value: VerifiedValue(kind: .text, raw: words, level: .verified), interval: nil, inputs: [])
    }
    guard plan.policy.allowsUnsourced else {
      throw HostError(
        code: "evidence.missing", message: "the number \(words) has no evidence",
        hint: "say where it comes from with from, calc, param, source or judgement, or allow it with --allow-unsourced")
    }
    return outside(value, unit, format, .unsourced, "none", nil, name)
  }

  private func outside(
    _ value: JSONValue, _ unit: String?, _ format: String?, _ level: EvidenceLevel, _ form: String, _ words: String?,
    _ name: String
  ) -> Resolution {
    let raw = text(value)
    var verified = VerifiedValue(kind: value.numberValue == nil ? .text : .number, raw: raw, unit: unit, level: level)
    verified.format = format.map(ValueFormat.init(rawValue:)) ?? .auto
    verified.evidence = record(
      EvidenceRecord(id: identifier(name), form: form, level: level, value: raw, unit: unit, citation: words))
    return Resolution(
      value: verified, interval: value.numberValue.map { Interval(exactly: $0) }, inputs: [], unit: unit)
  }

  private func identifier(_ name: String) -> String {
    "\(plan.section).\(block).\(name)"
  }

  private func record(_ record: EvidenceRecord) -> String {
    cells.ledger.append(record)
    return record.id
  }

  private func text(_ value: JSONValue) -> String {
    switch value {
    case .string(let text): text
    case .number(let number): number.description
    case .bool(let flag): flag ? "yes" : "no"
    case .null: ""
    case .array(let items): items.map(text).joined(separator: ", ")
    case .object: ""
    }
  }

  /// The parts of a calculation, collected while it is computed.
  private final class Parts: Calculation.Scope {
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
