import FoundationEssentials

/// Returns compact JSON with sorted keys.
func json(_ value: some Encodable) throws -> String {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  return String(decoding: try encoder.encode(value), as: UTF8.self)
}

/// Returns the value that the JSON stands for.
func value<Value: Decodable>(_ json: String, as type: Value.Type) throws -> Value {
  try JSONDecoder().decode(type, from: Data(json.utf8))
}
