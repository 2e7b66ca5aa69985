extension DatasetReader {
  /// Returns what a code has in common with the codes of other editions, sorted; nil stands for every edition.
  package func correlations(of code: String, from: String?, to: String?) throws(StoreError) -> [CorrelationLink] {
    do { return try CorrelationQuery(database).links(of: code, from: from, to: to) } catch { throw StoreError(error) }
  }

  /// Returns the pairs of editions between which a table was imported, in both directions, sorted.
  package func correlatedEditions() throws(StoreError) -> [(from: String, to: String)] {
    do { return try CorrelationQuery(database).editions() } catch { throw StoreError(error) }
  }
}
