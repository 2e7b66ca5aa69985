internal import Foundation
package import PluginProtocol
package import TradeModel
internal import PluginTransport

/// Puts a run's parameters into the queries that a plugin declares as inputs.
package enum InputSubstitution {
  /// Returns the declared query with every `{"param":"/name"}` replaced.
  ///
  /// - Throws: `plugin.bad_manifest` where a parameter does not exist or the result is no query.
  package static func query(
    _ declared: JSONValue, named name: String, parameters: JSONValue
  ) throws(HostError) -> TradeQuery {
    let filled = try replaced(declared, parameters, input: name)
    do {
      return try JSONDecoder().decode(TradeQuery.self, from: JSONEncoder().encode(filled))
    } catch {
      throw HostError(
        code: "plugin.bad_manifest", message: "the input '\(name)' is no query: \(WireProblem.words(for: error))",
        hint: "see Plugins/protocol/v1/protocol.md for the form of a query")
    }
  }

  private static func replaced(
    _ value: JSONValue, _ parameters: JSONValue, input: String
  ) throws(HostError) -> JSONValue {
    switch value {
    case .object(let members):
      if members.count == 1, let pointer = members["param"]?.stringValue {
        guard let parameter = parameters.value(at: pointer) else {
          throw HostError(
            code: "plugin.bad_manifest",
            message: "the input '\(input)' asks for the parameter '\(pointer)', which is not set",
            hint: "give the parameter a default in plugin.json")
        }
        return parameter
      }
      var result: [String: JSONValue] = [:]
      for (key, member) in members { result[key] = try replaced(member, parameters, input: input) }
      return .object(result)
    case .array(let items):
      var result: [JSONValue] = []
      for item in items { result.append(try replaced(item, parameters, input: input)) }
      return .array(result)
    default: return value
    }
  }
}
