internal import PluginProtocol
internal import Spelling

/// The part of JSON Schema that parameters may use.
enum SchemaKeywords {
  private static let known = [
    "type", "title", "description", "default", "enum", "minimum", "maximum", "minLength", "maxLength", "items",
    "minItems", "maxItems", "properties", "required", "format", "x-unit",
  ]
  private static let formats = ["date", "period", "area", "product", "code"]
  private static let types = ["string", "integer", "number", "boolean", "array", "object"]

  /// Checks the words of a schema and of the schemas in it.
  ///
  /// - Throws: A failure that names the first word that is not known.
  static func check(_ schema: JSONValue, at place: String) throws(CaseFailure) {
    guard case .object(let members) = schema else { throw CaseFailure("\(place) is no object") }
    for (name, value) in members.sorted(by: { $0.key < $1.key }) {
      try require(name, in: known, "\(place) has the keyword '\(name)', which the protocol does not know")
      switch (name, value) {
      case ("type", .string(let type)): try require(type, in: types, "\(place) has the type '\(type)'")
      case ("format", .string(let format)): try require(format, in: formats, "\(place) has the format '\(format)'")
      case ("items", _): try check(value, at: place + "/items")
      case ("properties", .object(let properties)):
        for (property, schema) in properties.sorted(by: { $0.key < $1.key }) {
          try check(schema, at: place + "/" + property)
        }
      default: continue
      }
    }
  }

  private static func require(_ name: String, in names: [String], _ reason: String) throws(CaseFailure) {
    guard !names.contains(name) else { return }
    throw CaseFailure(
      reason,
      hint: nearestName(to: name, among: names).map { "did you mean '\($0)'?" }
        ?? "use one of: " + names.joined(separator: ", "))
  }
}
