internal import Foundation
package import PluginProtocol
internal import Spelling
internal import TradeModel

/// Checks parameters against their schema before anything runs.
package struct ParameterValidation: Sendable {
  /// What is wrong with one parameter.
  package struct Problem: Error, Hashable, Sendable {
    /// A JSON Pointer to the parameter.
    package var pointer: String
    /// What is wrong.
    package var message: String
    /// What to try.
    package var hint: String?
  }

  /// The parameters with defaults filled in.
  package private(set) var parameters: JSONValue = .object([:])
  /// What is wrong, in order of the names.
  package private(set) var problems: [Problem] = []

  /// Checks the given parameters; texts from a command line become numbers and booleans where the schema wants them.
  package init(_ given: JSONValue, schema: ParameterSchema?) {
    guard let schema else {
      if case .object(let members) = given, let name = members.keys.sorted().first {
        problems.append(Problem(pointer: "/" + name, message: "the analysis has no parameters", hint: "leave it out"))
      }
      return
    }
    parameters = value(given, schema, at: "")
  }

  private mutating func value(_ given: JSONValue, _ schema: ParameterSchema, at pointer: String) -> JSONValue {
    let value = coerced(given, to: schema.type)
    guard matches(value, schema.type) else {
      report(pointer, "'\(words(given))' is no \(schema.type ?? "value")", schema.description)
      return value
    }
    if let allowed = schema.allowed, !allowed.contains(value) {
      report(pointer, "'\(words(value))' is not allowed", "use one of: " + allowed.map(words).joined(separator: ", "))
    }
    switch value {
    case .object(let members): return object(members, schema, at: pointer)
    case .array(let items):
      if let fewest = schema.minItems, items.count < fewest { report(pointer, "needs at least \(fewest) items", nil) }
      if let most = schema.maxItems, items.count > most { report(pointer, "takes at most \(most) items", nil) }
      guard let itemSchema = schema.items?.first else { return value }
      var checked: [JSONValue] = []
      for (index, item) in items.enumerated() {
        checked.append(self.value(item, itemSchema, at: "\(pointer)/\(index)"))
      }
      return .array(checked)
    case .number(let number):
      if let minimum = schema.minimum, number < Decimal(minimum) {
        report(pointer, "is below \(Decimal(minimum))", nil)
      }
      if let maximum = schema.maximum, number > Decimal(maximum) {
        report(pointer, "is above \(Decimal(maximum))", nil)
      }
    case .string(let text): check(text, schema, at: pointer)
    case .bool, .null: break
    }
    return value
  }

  private mutating func object(
    _ members: [String: JSONValue], _ schema: ParameterSchema, at pointer: String
  ) -> JSONValue {
    let properties = schema.properties ?? [:]
    var result: [String: JSONValue] = [:]
    for name in members.keys.sorted() where properties[name] == nil {
      let nearest = nearestName(to: name, among: properties.keys.sorted())
      report(
        "\(pointer)/\(name)", "there is no parameter '\(name)'",
        nearest.map { "did you mean '\($0)'?" } ?? "known: " + properties.keys.sorted().joined(separator: ", "))
    }
    for (name, property) in properties.sorted(by: { $0.key < $1.key }) {
      if let given = members[name] {
        result[name] = value(given, property, at: "\(pointer)/\(name)")
      } else if let fallback = property.defaultValue {
        result[name] = fallback
      } else if schema.required?.contains(name) == true {
        report("\(pointer)/\(name)", "the parameter '\(name)' is needed", property.description)
      }
    }
    return .object(result)
  }

  private mutating func check(_ text: String, _ schema: ParameterSchema, at pointer: String) {
    if let fewest = schema.minLength, text.count < fewest {
      report(pointer, "is shorter than \(fewest) characters", nil)
    }
    if let most = schema.maxLength, text.count > most { report(pointer, "is longer than \(most) characters", nil) }
    switch schema.format {
    case "period" where Period(text) == nil:
      report(pointer, "'\(text)' is no period", "write 2020, 2020-Q1, 2020-04 or 2022-01..2022-04")
    case "date" where CalendarDate(text) == nil: report(pointer, "'\(text)' is no date", "write 2020-04-30")
    case "code" where !ProductCode.isCode(text): report(pointer, "'\(text)' is no code", "write digits without dots")
    default: break
    }
  }

  private mutating func report(_ pointer: String, _ message: String, _ hint: String?) {
    problems.append(Problem(pointer: pointer, message: message, hint: hint))
  }

  private func coerced(_ value: JSONValue, to type: String?) -> JSONValue {
    guard case .string(let text) = value else { return value }
    switch type {
    case "integer", "number": return Decimal(plain: text).map { .number($0) } ?? value
    case "boolean": return text == "true" ? true : text == "false" ? false : value
    case "array": return .array(text.split(separator: ",").map { .string(String($0)) })
    default: return value
    }
  }

  private func matches(_ value: JSONValue, _ type: String?) -> Bool {
    switch (type, value) {
    case (nil, _), ("string", .string), ("number", .number), ("boolean", .bool), ("array", .array), ("object", .object):
      true
    case ("integer", .number(let number)): number.isWhole
    default: false
    }
  }

  private func words(_ value: JSONValue) -> String {
    switch value {
    case .null: "null"
    case .bool(let flag): String(flag)
    case .number(let number): "\(number)"
    case .string(let text): text
    case .array(let items): "[" + items.map(words).joined(separator: ", ") + "]"
    case .object: "an object"
    }
  }
}
