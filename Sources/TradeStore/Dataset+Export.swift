extension Dataset {
  /// Hands over all observations that are not retracted as our observation CSV, in pieces, in a stable order.
  ///
  /// - Parameter write: Called with one piece after the other; what it throws ends the export.
  /// - Throws: `StoreError` where the dataset cannot be read, or what `write` throws.
  package func export(_ write: ([UInt8]) throws -> Void) throws -> ExportReport {
    try read { reader in
      var export = try ObservationExport(reader)
      return try export.run(write)
    }
  }
}
