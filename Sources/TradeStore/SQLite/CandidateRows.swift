import GRDB
import TradeModel

/// The candidates of a query, one after the other, with the values of the dimensions that make their series.
struct CandidateRows {
  /// The columns that make a candidate; those of dimensions that it does not hold come after them.
  static let columns = [
    "o.id", "o.measure", "o.start_day", "o.end_day", "o.value", "o.low", "o.high", "o.imprint", "o.goods", "o.reporter",
    "o.partner", "o.flow", "o.product",
  ]

  /// The values of a row that can differ between series.
  private struct Fields: OptionSet {
    let rawValue: Int
    static let unit = Fields(rawValue: 1)
    static let reporter = Fields(rawValue: 2)
    static let partner = Fields(rawValue: 4)
    static let flow = Fields(rawValue: 8)
    static let product = Fields(rawValue: 16)
    static let owner = Fields(rawValue: 32)
    static let edition = Fields(rawValue: 64)
    static let code = Fields(rawValue: 128)
    static let own = Fields(rawValue: 256)
  }

  private let statement: RawStatement
  private let dimensions: [Dimension]
  private let seriesFields: Fields
  private let imprints: [Int64: Imprint]
  private let goods: [Int64: ProductScope]
  private var imprint: Int64 = 0
  private var goodsCode: Int64 = 0
  /// The values of the dimensions that a candidate does not hold.
  private var own: [String]
  private var isFirst = true
  /// Whether the present row begins a new series.
  private(set) var beginsGroup = false
  /// The present row.
  private(set) var candidate = Candidate()

  /// Starts the statement of a query whose series are made by the dimensions.
  init(
    _ sql: String, arguments: [SQLArgument], dimensions: [Dimension], reader: DatasetReader
  ) throws(StoreError) {
    statement = try reader.statement(sql)
    imprints = reader.imprints
    goods = reader.goods
    statement.bind(arguments)
    self.dimensions = dimensions
    seriesFields = dimensions.reduce(into: []) { $0.insert(CandidateRows.field($1)) }
    own = Array(repeating: "", count: dimensions.count { CandidateRows.field($0) == .own })
  }

  /// Returns the columns that a query selects whose series are made by the dimensions.
  static func columns(_ dimensions: [Dimension]) -> [String] {
    columns + dimensions.filter { field($0) == .own }.map(\.expression)
  }

  /// Advances to the next row; returns false at the end.
  mutating func next() throws(StoreError) -> Bool {
    guard try statement.step() else { return false }
    let changed = read()
    beginsGroup = isFirst || !changed.isDisjoint(with: seriesFields)
    isFirst = false
    return true
  }

  /// Returns the values of the series' dimensions in the present row.
  func series() -> [String] {
    var ownValues = own[...]
    return dimensions.map { dimension in
      switch CandidateRows.field(dimension) {
      case .unit: candidate.unit
      case .reporter: candidate.lane.reporter
      case .partner: candidate.lane.partner
      case .flow: candidate.lane.flow
      case .product: candidate.scope.product
      case .owner: candidate.scope.owner
      case .edition: candidate.scope.edition
      case .code: candidate.scope.code
      default: ownValues.removeFirst()
      }
    }
  }

  private static func field(_ dimension: Dimension) -> Fields {
    switch dimension {
    case .unit: .unit
    case .reporter: .reporter
    case .partner: .partner
    case .flow: .flow
    case .product: .product
    case .owner: .owner
    case .edition: .edition
    case .hs(nil): .code
    case .hs, .origin, .source, .method, .basis, .status, .period: .own
    }
  }

  /// Reads the present row into the candidate; returns which texts differ from those of the row before.
  private mutating func read() -> Fields {
    candidate.id = statement.integer(0)
    candidate.measure = MeasureName(rawValue: Int(statement.integer(1))) ?? .value
    candidate.span = DaySpan(
      start: Int32(truncatingIfNeeded: statement.integer(2)), end: Int32(truncatingIfNeeded: statement.integer(3)))
    candidate.value = statement.optionalInteger(4).map(Amount.init(thousandths:))
    candidate.bounds = Bounds(
      low: statement.optionalInteger(5).map(Amount.init(thousandths:)),
      high: statement.optionalInteger(6).map(Amount.init(thousandths:)))
    var changed: Fields = []
    let imprint = statement.integer(7)
    if imprint != self.imprint { changed.formUnion(take(imprint: imprint)) }
    let code = statement.integer(8)
    if code != goodsCode { changed.formUnion(take(goods: code)) }
    if statement.update(&candidate.lane.reporter, from: 9) { changed.insert(.reporter) }
    if statement.update(&candidate.lane.partner, from: 10) { changed.insert(.partner) }
    if statement.update(&candidate.lane.flow, from: 11) { changed.insert(.flow) }
    if statement.update(&candidate.scope.product, from: 12) { changed.insert(.product) }
    for index in own.indices where statement.update(&own[index], from: Int32(CandidateRows.columns.count + index)) {
      changed.insert(.own)
    }
    return changed
  }

  private mutating func take(imprint number: Int64) -> Fields {
    imprint = number
    guard let known = imprints[number] else { return [] }
    candidate.status = known.status
    candidate.origin = known.origin
    if candidate.unit == known.unit { return [] }
    candidate.unit = known.unit
    return .unit
  }

  private mutating func take(goods number: Int64) -> Fields {
    goodsCode = number
    guard let known = goods[number] else { return [] }
    let before = candidate.scope
    candidate.scope = known
    candidate.scope.product = before.product
    var changed: Fields = []
    if before.owner != known.owner { changed.insert(.owner) }
    if before.edition != known.edition { changed.insert(.edition) }
    if before.code != known.code { changed.insert(.code) }
    return changed
  }
}

extension RawStatement {
  /// Binds the values in order, from the first place on.
  func bind(_ arguments: [SQLArgument]) {
    for (index, argument) in arguments.enumerated() {
      switch argument {
      case .text(let text): bind(text, at: Int32(index + 1))
      case .integer(let number): bind(number, at: Int32(index + 1))
      }
    }
  }
}
