package import TradeModel

extension Dataset {
  /// Names the present state.
  package func snapshot() throws(StoreError) -> SnapshotInfo {
    try reading { $0.snapshot }
  }

  /// Returns the imported files, sorted by name.
  package func sources() throws(StoreError) -> [SourceInfo] {
    try reading { try $0.sources() }
  }

  /// Returns who reported what when.
  package func coverage() throws(StoreError) -> [CoverageInfo] {
    try reading { try $0.coverage() }
  }

  /// Returns what the dataset can be asked for.
  package func describe() throws(StoreError) -> DatasetDescription {
    try reading { try $0.describe() }
  }

  /// Returns the labels of the codes in a list: `area`, `product`, `unit`, `flow`, `status` or `hs`.
  package func lookup(list: String, codes: [String]) throws(StoreError) -> [String: String] {
    try reading { $0.lookup(list: list, codes: codes) }
  }

  private func reading<Value>(_ body: (DatasetReader) throws -> Value) throws(StoreError) -> Value {
    do { return try read(body) } catch { throw StoreError(error) }
  }
}
