import GRDB

extension Dataset {
  /// Takes a source out of all answers, or takes it in again; its rows stay in the file.
  ///
  /// - Parameter source: The name of its file, or its digest, of which the first digits are enough.
  /// - Returns: The source as it is now, and whether that is new.
  /// - Throws: `dataset.unknown_source`, or `dataset.ambiguous_source` where several go by the name.
  @discardableResult
  package func setRetracted(
    _ isRetracted: Bool, source: String
  ) throws(StoreError) -> (source: SourceInfo, hasChanged: Bool) {
    try write { database in
      var found = try Dataset.source(source, in: try SourceInfo.all(in: database))
      guard found.isRetracted != isRetracted else { return ((found, false), .rollback) }
      found.isRetracted = isRetracted
      try database.execute(
        sql: "UPDATE source SET retracted = ? WHERE digest = ?", arguments: [isRetracted, found.digest])
      return ((found, true), .commit)
    }
  }

  private static func source(_ written: String, in sources: [SourceInfo]) throws(StoreError) -> SourceInfo {
    var found = sources.filter { $0.name == written }
    if found.isEmpty {
      let digits = written.hasPrefix("sha256:") ? written : "sha256:" + written
      found = digits.count < shortestDigest ? [] : sources.filter { $0.digest.hasPrefix(digits) }
    }
    guard let first = found.first else {
      throw StoreError(
        .unknownSource, "no source has the name or digest '\(written)'",
        hint: "look at the names and digests that `waybill data sources` lists")
    }
    // One file by several mappings has one digest, and goes as a whole.
    guard found.allSatisfy({ $0.digest == first.digest }) else {
      throw StoreError(
        .ambiguousSource, "\(found.count) sources go by '\(written)'",
        hint: "write the digest: \(found.map { String($0.digest.prefix(19)) }.joined(separator: " or "))")
    }
    return first
  }

  /// The shortest beginning of a digest that is taken for one: `sha256:` and four digits.
  private static let shortestDigest = 11
}
