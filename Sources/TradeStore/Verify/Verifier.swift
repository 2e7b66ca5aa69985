import GRDB
import TradeModel

/// Holds the figures of a dataset against each other: parts against wholes, prints against prints, unit values against
/// their series.
///
/// Figures that bounds leave room for are never a finding, and a sum that may lack parts is only ever too large. The rows
/// are read once, those of one reporter and partner together: memory is bounded by the largest such pair and by the rows
/// for the World.
final class Verifier {
  /// How many rows of one reporter and partner, and for the World, are held at once.
  static let rowLimit = 2_000_000

  let reader: DatasetReader
  let options: VerifyOptions
  var codes: VerifyCodes
  var report = VerifyReport()
  var world: [WorldKey: WorldSum] = [:]
  /// The pair whose rows are held.
  var reporter = ""
  var partner = ""
  var rows: [VerifyRow] = []

  private let scope: VerifyScope?
  private var wanted: [Int32: Bool] = [:]
  private let sources: [Int64: String]
  static let flows = ["M", "T", "X"]
  private static let worldCode = "WLD"

  /// Prepares the verification of one state.
  init(_ reader: DatasetReader, options: VerifyOptions) throws {
    self.reader = reader
    self.options = options
    codes = try VerifyCodes(reader)
    scope = options.product.map { VerifyScope(product: $0, reference: reader.reference) }
    var sources: [Int64: String] = [:]
    for row in try Row.fetchAll(reader.database, sql: "SELECT id, name FROM source") { sources[row[0]] = row[1] }
    self.sources = sources
  }

  /// Reads everything once, the rows for the World first.
  func run() throws -> VerifyReport {
    try read(isWorld: true)
    try read(isWorld: false)
    finishWorld()
    report.findings.sort { $0.kind.place < $1.kind.place }
    return report
  }

  private func read(isWorld: Bool) throws {
    var sql = """
      SELECT id, flow, partner, reporter, start_day, end_day, product, goods, measure, value, low, high, imprint
      FROM observation WHERE measure IN (\(MeasureName.netweight.rawValue), \(MeasureName.quantity.rawValue), \
      \(MeasureName.value.rawValue)) AND id >> 32 NOT IN (SELECT id FROM source WHERE retracted = 1)
      """
    if options.reporter != nil { sql += " AND reporter = ?" }
    if isWorld { sql += " AND partner = '\(Verifier.worldCode)'" }
    let statement = try RawStatement(sql + " ORDER BY partner, reporter", on: reader.database)
    if let reporter = options.reporter { statement.bind(reporter, at: 1) }
    (reporter, partner) = ("", "")
    while try statement.step() {
      var (nextReporter, nextPartner) = (reporter, partner)
      let hasNewReporter = statement.update(&nextReporter, from: 3)
      if statement.update(&nextPartner, from: 2) || hasNewReporter {
        finishPair(isWorld: isWorld)
        (reporter, partner) = (nextReporter, nextPartner)
      }
      guard let row = row(statement) else { continue }
      rows.append(row)
      guard rows.count + world.count <= Verifier.rowLimit else {
        throw StoreError(
          .tooBroad, "\(reporter) and \(partner) have more rows than are verified at once",
          hint: "give --product or --reporter")
      }
    }
    finishPair(isWorld: isWorld)
  }

  /// Returns the present row; nil where it has no figure, or none that is wanted.
  private func row(_ statement: RawStatement) -> VerifyRow? {
    let value = statement.optionalInteger(9)
    guard let low = statement.optionalInteger(10) ?? value ?? (statement.optionalInteger(11) == nil ? nil : 0) else {
      return nil
    }
    let high = statement.optionalInteger(11) ?? VerifyRange.open
    let scope = codes.scope(product: statement.text(6), goods: statement.integer(7))
    guard isWanted(scope) else { return nil }
    let flow = Verifier.flows.firstIndex(of: statement.text(1)) ?? 0
    let series = VerifyRow.Series(
      flow: UInt8(flow), measure: UInt8(truncatingIfNeeded: statement.integer(8)),
      print: codes.print(ofImprint: statement.integer(12)), scope: scope)
    let (start, end) = (statement.integer(4), statement.integer(5))
    return VerifyRow(
      id: statement.integer(0), series: series,
      span: DaySpan(start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: end)),
      range: VerifyRange(low: low, high: high))
  }

  private func isWanted(_ number: Int32) -> Bool {
    guard let scope else { return true }
    if let known = wanted[number] { return known }
    let answer = scope.contains(codes.scopes[Int(number)])
    wanted[number] = answer
    return answer
  }

  private func finishPair(isWorld: Bool) {
    defer { rows.removeAll(keepingCapacity: true) }
    guard !rows.isEmpty else { return }
    rows.sort { ($0.series, $0.span, $0.id) < ($1.series, $1.span, $1.id) }
    if isWorld { return noteWorld() }
    report.rows += rows.count
    if partner != Verifier.worldCode, reader.reference.areas[partner]?.isAggregate != true { addToWorld() }
    checkPeriods()
    checkPrints()
    checkCodes()
    checkUnitValues()
  }

  // MARK: Findings

  /// Counts a check.
  func count(_ kind: VerifyFinding.Kind) {
    report.counts[kind.place].checked += 1
  }

  /// Counts a finding, and keeps it where there is room.
  func found(_ kind: VerifyFinding.Kind, make: () -> VerifyFinding) {
    report.counts[kind.place].found += 1
    if report.counts[kind.place].found <= options.limit { report.findings.append(make()) }
  }

  /// Describes one side of a finding; the first rows are named.
  func side(_ name: String, _ range: VerifyRange, ids: [Int64], count: Int? = nil) -> VerifyFinding.Side {
    let places = ids.sorted().prefix(Verifier.placeLimit).map { id in
      VerifyFinding.Place(file: sources[id >> 32] ?? "", line: Int(id >> 3 & 0x1FFF_FFFF))
    }
    return VerifyFinding.Side(
      name: name,
      bounds: Bounds(
        low: Amount(thousandths: range.low),
        high: range.high == VerifyRange.open ? nil : Amount(thousandths: range.high)),
      rowCount: count ?? ids.count, rows: places)
  }

  /// How many rows of a side are named.
  static let placeLimit = 3

  /// Says in words what the rows of a series are about.
  func subject(_ series: VerifyRow.Series, span: DaySpan, reporter: String, partner: String) -> String {
    let scope = codes.scopes[Int(series.scope)]
    let goods = [scope.product, scope.owner, scope.edition, scope.code].filter { !$0.isEmpty }.joined(separator: " ")
    let flow = Verifier.flows[Int(series.flow)]
    let measure = MeasureName(rawValue: Int(series.measure))?.name ?? ""
    return "\(reporter) \(flow) \(partner), \(goods), \(span.period?.description ?? ""): \(measure)"
  }

  /// The unit of the rows of a series.
  func unit(_ series: VerifyRow.Series) -> String { codes.prints[Int(series.print)].unit }

  /// Splits sorted rows where the key changes.
  func runs<Key: Equatable>(
    _ rows: [VerifyRow], by key: (VerifyRow) -> Key, _ body: (ArraySlice<VerifyRow>) -> Void
  ) {
    var start = 0
    for end in 1..<max(rows.count + 1, 1) where end == rows.count || key(rows[end]) != key(rows[start]) {
      body(rows[start..<end])
      start = end
    }
  }
}

extension VerifyFinding.Kind {
  /// The place among all kinds.
  var place: Int { VerifyFinding.Kind.allCases.firstIndex(of: self) ?? 0 }
}
