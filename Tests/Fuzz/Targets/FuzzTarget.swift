/// Something that reads bytes from strangers, with what must hold whatever the bytes are.
package struct FuzzTarget: Sendable {
  /// The name, which is also that of its folder of inputs.
  package let name: String
  /// Returns the check of one input; what it needs for all inputs is made once.
  package let prepare: @Sendable () throws -> (([UInt8]) throws -> Void)

  init(_ name: String, prepare: @escaping @Sendable () throws -> (([UInt8]) throws -> Void)) {
    self.name = name
    self.prepare = prepare
  }

  /// All targets.
  package static let all: [FuzzTarget] = [
    // Importers, each behind a header of its format, and all of them behind the recognition of formats.
    .observations, .comtradeCSV, .comtradeLegacy, .comtradeJSON, .india, .baci, .gacc, .anyFile,
    .damagedDataset,
    // What comes over the wire.
    .lines, .messages, .batches,
    // What plugins write into texts.
    .inlines, .calculations,
  ]
}

/// What an input showed to be wrong.
package struct FuzzFinding: Error, CustomStringConvertible {
  /// What does not hold.
  package let description: String

  init(_ description: String) {
    self.description = description
  }
}

/// Throws the finding where the condition does not hold.
func require(_ condition: Bool, _ finding: @autoclosure () -> String) throws(FuzzFinding) {
  if !condition { throw FuzzFinding(finding()) }
}
