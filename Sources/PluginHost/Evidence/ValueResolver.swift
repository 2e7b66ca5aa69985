internal import Foundation
internal import PluginProtocol
internal import ReportModel
internal import Spelling

/// Resolves and re-computes the named values of one block, and writes down what they rest on.
final class ValueResolver {
  let cells: CellResolver
  private let tables: [String: VerifiedTable]
  let plan: RunPlan
  let block: String
  private let sources: [String: ValueSource]
  private var resolved: [String: Resolution] = [:]
  private var visiting: Set<String> = []

  /// A value, the number behind it, and the parts that it was computed from.
  struct Resolution {
    var value: VerifiedValue
    var interval: Interval?
    var inputs: [EvidenceInput]
    var unit: String?
  }

  init(
    _ sources: [String: ValueSource], block: String, plan: RunPlan, cells: CellResolver,
    tables: [String: VerifiedTable]
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
          code: error.code, message: "value '\(name)' of '\(block)': \(error.message)", hint: error.hint,
          at: "/values/\(name)", labels: error.labels)
      }
    }
    return values
  }

  func resolution(of name: String) throws(HostError) -> Resolution {
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
      guard !source.url.isEmpty else {
        throw HostError(
          code: "evidence.missing", message: "the source of '\(name)' has no address", hint: "say where it was printed")
      }
      let words = [source.name, source.url, source.accessed.map { "read on \($0)" }].compactMap(\.self)
      return outside(value, unit, format, .cited, "citation", words.joined(separator: ", "), name)
    case .judgement(let value, let reason):
      guard !reason.isEmpty else {
        throw HostError(
          code: "evidence.missing", message: "the judgement '\(name)' has no reason", hint: "say why in a few words")
      }
      return outside(value, nil, nil, .judged, "judgement", reason, name)
    case .literal(let value, let unit, let format): return try literal(value, unit, format, name)
    }
  }

  private func cell(
    _ query: String, _ row: Int, _ column: String, _ format: String?, _ name: String
  ) throws(HostError) -> Resolution {
    let cell = try cells.cell(query: query, row: row, column: column, format: format, name: name)
    var value = cell.value
    if value.kind == .number {
      value.format = try suitable(value.format, unit: value.unit)
      // Every digit of a rounded figure would say more than its print does.
      if value.format == .full || value.format == .integer, value.low != value.high { value.format = .auto }
      value.evidence = record(
        EvidenceRecord(
          id: identifier(name), form: "cell", level: value.level, value: value.raw, unit: value.unit, low: value.low,
          high: value.high, inputs: [cell.input], note: value.covers.map { "covers \($0) only" }))
    }
    return Resolution(value: value, interval: computable(cell.interval, column), inputs: [cell.input], unit: value.unit)
  }

  /// Returns the interval with zero as its low side where the print leaves that open and nothing can be below zero.
  private func computable(_ interval: Interval?, _ column: String) -> Interval? {
    guard var interval, ["value", "quantity", "netweight"].contains(column), interval.value >= 0 else {
      return interval
    }
    interval.low = interval.low ?? 0
    return interval
  }

  /// Returns the format where it suits the unit.
  ///
  /// - Throws: `protocol.invalid_field` for a percentage of money or goods.
  func suitable(_ format: ValueFormat, unit: String?) throws(HostError) -> ValueFormat {
    if format == .percent || format == .change, let unit, unit != "percent" {
      throw HostError(
        code: "protocol.invalid_field",
        message: "the format '\(format.rawValue)' is for ratios, and the value is in \(unit)",
        hint: "leave the format out, or divide by a value of the same unit")
    }
    return format
  }

  private func tableCell(
    _ key: String, _ row: Int, _ column: String, _ format: String?
  ) throws(HostError) -> Resolution {
    guard let table = tables[key], let index = table.draft.columns.firstIndex(where: { $0.name == column }),
      var value = try table.row(row)?[index]
    else {
      throw HostError(
        code: "evidence.unknown_ref",
        message: "there is no cell ['\(key)', \(row), '\(column)'] in a table sent before",
        hint: "send the table first; rows are counted from 0",
        labels: [
          ErrorLabel(from: [.string(key), JSONValue(integerLiteral: row), .string(column)], text: "no such cell")
        ])
    }
    if let format { value.format = ValueFormat(rawValue: format) }
    let interval = Decimal(string: value.raw).map {
      Interval($0, low: value.low.flatMap { Decimal(string: $0) }, high: value.high.flatMap { Decimal(string: $0) })
    }
    let inputs = value.evidence.map { cells.ledger.inputs(of: $0) } ?? []
    return Resolution(
      value: value, interval: value.kind == .number ? interval : nil, inputs: inputs, unit: value.unit)
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
    // A name or a period that the reader chose is no figure. A threshold is one, and a judgement: nobody measured it.
    if value.kind == .number || value.kind == .text && !UnbackedNumbers.words(inPlain: value.raw).isEmpty {
      value.level = .judged
      value.evidence = record(
        EvidenceRecord(
          id: identifier(name), form: "parameter", level: .judged, value: value.raw, unit: value.unit,
          citation: "parameter \(pointer) of the run"))
    }
    let interval = parameter.numberValue.map { Interval(exactly: $0) }
    return Resolution(value: value, interval: interval, inputs: [], unit: value.unit)
  }

  private func literal(
    _ value: JSONValue, _ unit: String?, _ format: String?, _ name: String
  ) throws(HostError) -> Resolution {
    let words = text(value)
    let isFigure = value.numberValue != nil || !UnbackedNumbers.words(inPlain: words).isEmpty
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

  func identifier(_ name: String) -> String {
    "\(plan.section).\(block).\(name)"
  }

  func record(_ record: EvidenceRecord) -> String {
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
}
