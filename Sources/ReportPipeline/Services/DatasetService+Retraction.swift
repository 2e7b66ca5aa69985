internal import TradeStore

extension DatasetService {
  /// What came of a retraction.
  public struct Retraction: Codable, Hashable, Sendable {
    /// The source as it is now.
    public var source: Source
    /// Whether it was otherwise before.
    public var hasChanged: Bool
    /// The digest of the dataset's state now.
    public var snapshot: String
  }

  /// Takes a source out of all answers, or takes it in again.
  ///
  /// - Parameters:
  ///   - source: The name of its file, or the first digits of its digest.
  ///   - undoing: Whether a retraction is undone.
  /// - Throws: `DatasetFailure` where no source, or more than one, goes by that.
  public func retract(_ source: String, undoing: Bool = false) throws(DatasetFailure) -> Retraction {
    let result = try failing { () throws(StoreError) in try dataset.setRetracted(!undoing, source: source) }
    return Retraction(source: Source(result.source), hasChanged: result.hasChanged, snapshot: try snapshot())
  }
}
