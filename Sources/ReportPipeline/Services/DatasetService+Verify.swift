internal import TradeModel
internal import TradeStore

extension DatasetService {
  /// What a verification found.
  public struct Verification: Codable, Hashable, Sendable {
    /// What came of one kind of check.
    public struct Check: Codable, Hashable, Sendable {
      /// What was held against what, such as `prints`.
      public var kind: String
      /// How many times it was.
      public var checked: Int
      /// How many times the figures could not both be right.
      public var found: Int
    }

    /// A figure, or a sum of some.
    public struct Side: Codable, Hashable, Sendable {
      /// What it is, in words.
      public var name: String
      /// The lowest amount that it can be, as decimal text.
      public var low: String
      /// The highest amount that it can be; nil where it is open.
      public var high: String?
      /// How many rows it is made of.
      public var rowCount: Int
      /// The first of these rows, as file and line.
      public var rows: [String]

      init(_ side: VerifyFinding.Side) {
        name = side.name
        low = side.bounds.low?.description ?? "0"
        high = side.bounds.high?.description
        rowCount = side.rowCount
        rows = side.rows.map { "\($0.file):\($0.line)" }
      }
    }

    /// Two figures that cannot both be right.
    public struct Finding: Codable, Hashable, Sendable {
      /// What was held against what.
      public var kind: String
      /// Who traded what with whom and when, in words.
      public var subject: String
      /// The unit of both figures.
      public var unit: String
      /// The figure.
      public var figure: Side
      /// What it was held against.
      public var against: Side
    }

    /// How many observations were looked at.
    public var rows: Int
    /// One count for each kind of check.
    public var checks: [Check]
    /// The first findings of each kind.
    public var findings: [Finding]

    /// Whether nothing was found.
    public var isSound: Bool { checks.allSatisfy { $0.found == 0 } }
  }

  /// Holds the figures of the dataset against each other: parts against wholes, months against years, unit values
  /// against the median of their series, prints of one figure against each other.
  ///
  /// - Parameters:
  ///   - reporter: Only this reporter.
  ///   - product: Only this product group and its codes.
  ///   - unitValueFactor: How many times the median a unit value may be, and how many times smaller.
  ///   - limit: How many findings of one kind are returned; all are counted.
  public func verify(
    reporter: String? = nil, product: String? = nil, unitValueFactor: Double = 10, limit: Int = 20
  ) throws(DatasetFailure) -> Verification {
    let options = VerifyOptions(
      reporter: reporter, product: product, unitValueFactor: unitValueFactor, limit: limit)
    let report = try failing { () throws(StoreError) in try dataset.verify(options) }
    return Verification(
      rows: report.rows,
      checks: report.counts.map {
        Verification.Check(kind: $0.kind.rawValue, checked: $0.checked, found: $0.found)
      },
      findings: report.findings.map {
        Verification.Finding(
          kind: $0.kind.rawValue, subject: $0.subject, unit: $0.unit, figure: Verification.Side($0.figure),
          against: Verification.Side($0.against))
      })
  }
}
