import TradeModel
import TradeStore
import Testing

@Suite struct CellFoldTests {
  /// Returns a fold over a small tree of products.
  static func fold(
    allowsPartial: Bool = false, origins: [Int64: PrintOrigin] = [:], claims: [CoverageClaim] = []
  ) -> CellFold {
    var reference = Reference()
    for (id, parent) in [("pharma", "total"), ("vaccine", "pharma"), ("medicine", "pharma"), ("mask", "total")] {
      reference.products[id] = .init(label: id, parent: parent)
    }
    reference.products["total"] = .init(label: "All goods", parent: nil)
    reference.codes = [
      .init(product: "vaccine", owner: "WCO", edition: "HS2017", code: "300220", relation: "exact"),
      .init(product: "vaccine", owner: "CN", edition: "2021", code: "30022000", relation: "exact"),
      .init(product: "medicine", owner: "WCO", edition: "HS2017", code: "300460", relation: "part-of"),
      .init(product: "medicine", owner: "WCO", edition: "HS2017", code: "300490", relation: "part-of"),
    ]
    return CellFold(
      scopes: ScopeOrder(reference), aggregates: ["WLD"], origins: origins, claims: claims, allowsPartial: allowsPartial
    )
  }

  /// Returns a row with the id; the value is in whole units.
  static func row(
    _ id: Int64, _ period: String, _ value: Int64?, product: String = "total", code: String = "",
    reporter: String = "CHN", partner: String = "PRK", flow: String = "X", unit: String = "USD", slack: Int64 = 0,
    origin: Int64 = 0, status: ObservationStatus = .reported, measure: MeasureName = .value
  ) throws -> Candidate {
    var row = Candidate()
    row.id = id
    row.span = DaySpan(try #require(Period(period)))
    row.value = value.flatMap(Amount.init(whole:))
    row.bounds = Bounds(
      low: value.flatMap { Amount(whole: $0 - slack) }, high: value.flatMap { Amount(whole: $0 + slack) })
    let parts = code.split(separator: " ").map(String.init)
    row.scope = ProductScope(
      product: product, owner: parts.isEmpty ? "" : parts[0], edition: parts.isEmpty ? "" : parts[1],
      code: parts.isEmpty ? "" : parts[2])
    row.lane = Lane(reporter: reporter, partner: partner, flow: flow)
    row.unit = unit
    row.origin = origin
    row.status = status
    row.measure = measure
    return row
  }

  static func days(_ period: String) throws -> DaySet {
    DaySet([DaySpan(try #require(Period(period)))])
  }

  private func figure(
    _ rows: [Candidate], on period: String = "2020", product: String? = nil, partial: Bool = false,
    origins: [Int64: PrintOrigin] = [:], claims: [CoverageClaim] = []
  ) throws -> CellFigure {
    let fold = Self.fold(allowsPartial: partial, origins: origins, claims: claims)
    let figure = try fold.figure(of: rows, on: try Self.days(period), product: product)
    #expect(try fold.figure(of: rows.reversed(), on: try Self.days(period), product: product) == figure)
    return figure
  }

  @Test func `a year's own figure counts rather than its months`() throws {
    var rows = [try Self.row(1, "2020", 100)]
    for month in 1...9 { rows.append(try Self.row(Int64(month + 1), "2020-0\(month)", 5)) }
    let figure = try figure(rows)
    #expect(figure.value?.description == "100")
    #expect(figure.counted == [1])
    #expect(figure.alternates.isEmpty)
    #expect(figure.flags.isEmpty)
  }

  @Test func `parts that tile the days are summed without overlap`() throws {
    let figure = try figure([
      Self.row(1, "2020-Q1", 10), Self.row(2, "2020-Q2", 20), Self.row(3, "2020-05", 7), Self.row(4, "2020-Q3", 30),
      Self.row(5, "2020-10..2020-12", 40),
    ])
    #expect(figure.value?.description == "100")
    #expect(figure.counted == [1, 2, 4, 5])
    #expect(!figure.isGap)
  }

  @Test func `a tiling is found where taking the longest row first would miss it`() throws {
    let figure = try figure(
      [
        Self.row(1, "2020-01..2020-02", 1), Self.row(2, "2020-02..2020-04", 10), Self.row(3, "2020-03..2020-04", 100),
      ], on: "2020-01..2020-04")
    #expect(figure.value?.description == "101")
    #expect(figure.counted == [1, 3])
  }

  @Test func `a partial figure is withheld and its days are told`() throws {
    let rows = [
      try Self.row(1, "2020-01..2020-06", 10), try Self.row(2, "2020-Q1", 4), try Self.row(3, "2020-Q3", 20),
      try Self.row(4, "2020-10", 3),
    ]
    let withheld = try figure(rows)
    #expect(withheld.value == nil)
    #expect(withheld.status == .notInExtract)
    #expect(withheld.flags == [CellFlag.partialPeriod])
    #expect(withheld.covers.label == "2020-01..2020-10")
    #expect(withheld.isGap)
    #expect(withheld.counted.isEmpty)
    let given = try figure(rows, partial: true)
    #expect(given.value?.description == "33")
    #expect(given.covers.label == "2020-01..2020-10")
    #expect(given.counted == [1, 3, 4])
    #expect(given.isGap)
  }

  @Test func `covered days with a hole are told as two periods`() throws {
    let figure = try figure([Self.row(1, "2020-Q1", 1), Self.row(2, "2020-07", 2)], partial: true)
    #expect(figure.covers.label == "2020-Q1,2020-07")
  }

  @Test func `days that a source claims to hold count as covered`() throws {
    let claim = CoverageClaim(reporter: "CHN", flow: "X", span: DaySpan(try #require(Period("2020"))))
    let figure = try figure([Self.row(1, "2020-01", 1), Self.row(2, "2020-02", 2)], claims: [claim])
    #expect(figure.value?.description == "3")
    #expect(figure.flags.isEmpty)
  }

  @Test func `rows that reach beyond the days do not count`() throws {
    let figure = try figure([Self.row(1, "2020", 100), Self.row(2, "2020-01", 5)], on: "2020-01")
    #expect(figure.value?.description == "5")
  }

  @Test func `coarse goods count rather than what they hold`() throws {
    let figure = try figure([
      Self.row(1, "2020", 100, product: "pharma"), Self.row(2, "2020", 60, product: "vaccine"),
      Self.row(3, "2020", 30, product: "medicine"),
    ])
    #expect(figure.value?.description == "100")
    #expect(figure.counted == [1])
  }

  @Test func `all goods hold everything`() throws {
    let figure = try figure([Self.row(1, "2020", 9, product: "total"), Self.row(2, "2020", 60, product: "mask")])
    #expect(figure.counted == [1])
  }

  @Test func `parts are summed and flagged where the whole has no row`() throws {
    let figure = try figure(
      [Self.row(2, "2020", 60, product: "vaccine"), Self.row(3, "2020", 30, product: "medicine")], product: "pharma")
    #expect(figure.value?.description == "90")
    #expect(figure.flags == [CellFlag.partsOnly])
  }

  @Test func `a code holds the codes that begin with it`() throws {
    let figure = try figure([
      Self.row(1, "2020", 9, product: "", code: "WCO HS2017 3002"),
      Self.row(2, "2020", 5, product: "", code: "WCO HS2017 300220"),
      Self.row(3, "2020", 4, product: "", code: "CN 2020 30021500"),
      Self.row(4, "2020", 1, product: "", code: "WCO HS2017 300490"),
    ])
    #expect(figure.value?.description == "10")
    #expect(figure.counted == [1, 4])
  }

  @Test func `codes of one length are summed, each once`() throws {
    let figure = try figure([
      Self.row(1, "2020", 1, product: "", code: "WCO HS2017 300210"),
      Self.row(2, "2020", 2, product: "", code: "WCO HS2017 300220"),
      Self.row(3, "2020-01", 9, product: "", code: "WCO HS2017 300220"),
      Self.row(4, "2020", 2, product: "", code: "WCO HS2022 300220", origin: 1),
    ])
    #expect(figure.value?.description == "3")
    #expect(figure.alternates.count == 1)
  }

  @Test func `codes that make up a group together are summed, and the same goods under two codes are prints`() throws {
    let parts = try figure(
      [
        Self.row(1, "2020", 6, product: "medicine", code: "WCO HS2017 300460"),
        Self.row(2, "2020", 9, product: "medicine", code: "WCO HS2017 300490"),
      ], product: "medicine")
    #expect(parts.value?.description == "15")
    #expect(parts.flags == [CellFlag.partsOnly])
    let prints = try figure(
      [
        Self.row(1, "2021", 6, product: "vaccine", code: "WCO HS2017 300220"),
        Self.row(2, "2021", 6, product: "vaccine", code: "CN 2021 30022000"),
        Self.row(3, "2021", 6, product: "vaccine"),
      ], on: "2021")
    #expect(prints.value?.description == "6")
    #expect(prints.alternates.count == 2)
  }

  @Test func `of several prints the narrowest answers, then the latest, then the first by name`() throws {
    let origins: [Int64: PrintOrigin] = [
      1: .init(name: "VOA", date: "2021-01-01"), 2: .init(name: "RFA", date: "2021-02-01"),
      3: .init(name: "KBS", date: "2021-02-01"), 4: .init(name: "AFP", date: ""),
    ]
    let narrow = try figure(
      [Self.row(1, "2020", 100, slack: 5, origin: 2), Self.row(2, "2020", 103, origin: 4)], origins: origins)
    #expect(narrow.counted == [2])
    #expect(narrow.alternates == [1])
    #expect(narrow.flags == [CellFlag.severalPrints])
    let late = try figure(
      [Self.row(1, "2020", 7, origin: 1), Self.row(2, "2020", 7, origin: 2), Self.row(3, "2020", 7, origin: 3)],
      origins: origins)
    #expect(late.counted == [3])
    #expect(late.alternates == [1, 2])
  }

  @Test func `prints that exclude each other are flagged and not summed`() throws {
    let figure = try figure([
      Self.row(1, "2020", 100, slack: 5, origin: 1), Self.row(2, "2020", 103, slack: 1), Self.row(3, "2020", 190),
    ])
    #expect(figure.value?.description == "190")
    #expect(figure.flags == [CellFlag.disagreeingPrints])
    #expect(figure.alternates == [1, 2])
  }

  @Test func `bounds are carried through sums and an open side stays open`() throws {
    var open = try Self.row(3, "2020-Q3", 30)
    let closed = [try Self.row(1, "2020-Q1", 10, slack: 2), try Self.row(2, "2020-Q2", 20, slack: 1)]
    let sum = try figure(closed, on: "2020-01..2020-06")
    #expect(sum.bounds == Bounds(low: Amount(whole: 27), high: Amount(whole: 33)))
    open.bounds.high = nil
    let openSum = try figure(closed + [open], on: "2020-01..2020-09")
    #expect(openSum.bounds == Bounds(low: Amount(whole: 57), high: nil))
  }

  @Test func `different units are never summed`() throws {
    let figure = try figure(
      [Self.row(1, "2020-01", 1), Self.row(2, "2020-02", 2, unit: "EUR")], on: "2020-01..2020-02")
    #expect(figure.value == nil)
    #expect(figure.flags == [CellFlag.mixedUnits])
  }

  @Test func `total trade and world hold the flows and partners beside them`() throws {
    let flows = try figure([
      Self.row(1, "2020", 10, flow: "T"), Self.row(2, "2020", 6), Self.row(3, "2020", 4, flow: "M"),
    ])
    #expect(flows.counted == [1])
    let partners = try figure([Self.row(1, "2020", 10), Self.row(2, "2020", 60, partner: "WLD")])
    #expect(partners.counted == [2])
    let both = try figure([
      Self.row(1, "2020", 10), Self.row(2, "2020", 60, partner: "DEU"), Self.row(3, "2020", 5, reporter: "RUS"),
    ])
    #expect(both.value?.description == "75")
  }

  @Test func `a sum is partial where one of its reporters is`() throws {
    let figure = try figure([Self.row(1, "2020", 10), Self.row(2, "2020-Q1", 5, reporter: "RUS")], partial: true)
    #expect(figure.value?.description == "15")
    #expect(figure.covers.label == "2020-Q1")
    #expect(figure.flags == [CellFlag.partialPeriod])
  }

  @Test(arguments: [
    ([ObservationStatus.zero, .zero], ObservationStatus.zero), ([.zero, .roundedZero], .roundedZero),
  ])
  func `zeros sum to zero with their own status`(statuses: [ObservationStatus], expected: ObservationStatus) throws {
    let figure = try figure(
      [Self.row(1, "2020-01", 0, status: statuses[0]), Self.row(2, "2020-02", 0, status: statuses[1])],
      on: "2020-01..2020-02")
    #expect(figure.value == .zero)
    #expect(figure.status == expected)
  }

  @Test func `a filed period without a row adds nothing and is no zero by itself`() throws {
    let alone = try figure([Self.row(1, "2020-01", nil, status: .noRow)], on: "2020-01")
    #expect(alone.value == nil)
    #expect(alone.status == .noRow)
    let sum = try figure(
      [Self.row(1, "2020-01", nil, status: .noRow), Self.row(2, "2020-02", 4)], on: "2020-01..2020-02")
    #expect(sum.value?.description == "4")
    #expect(sum.flags.isEmpty)
  }

  @Test func `a suppressed part makes the sum partial`() throws {
    let rows = [try Self.row(1, "2020-01", nil, status: .suppressed), try Self.row(2, "2020-02", 4)]
    #expect(try figure(rows, on: "2020-01..2020-02").value == nil)
    #expect(try figure([rows[0]], on: "2020-01").status == .suppressed)
  }

  @Test func `shares and changes are not summed`() throws {
    let rows = [
      try Self.row(1, "2020-01", 10, measure: .share), try Self.row(2, "2020-02", 20, measure: .share),
    ]
    let figure = try figure(rows, on: "2020-01..2020-02")
    #expect(figure.value == nil)
    #expect(figure.flags == [CellFlag.notSummable])
  }

  @Test func `a sum beyond the largest amount is an error`() throws {
    let rows = [try Self.row(1, "2020-01", 9_000_000_000_000_000), try Self.row(2, "2020-02", 9_000_000_000_000_000)]
    let error = #expect(throws: StoreError.self) { try figure(rows, on: "2020-01..2020-02") }
    #expect(error?.code == .overflow)
  }

  @Test func `goods whose rows are short make the sum of goods partial`() throws {
    let rows = [try Self.row(1, "2020", 100, product: "vaccine"), try Self.row(2, "2020-01", 7, product: "medicine")]
    for product in ["pharma", nil] {
      let withheld = try figure(rows, product: product)
      #expect(withheld.value == nil)
      #expect(withheld.flags.contains(CellFlag.partialPeriod))
      let given = try figure(rows, product: product, partial: true)
      #expect(given.value?.description == "107")
      #expect(given.covers.label == "2020-01")
    }
    let codes = [
      try Self.row(1, "2020", 100, product: "", code: "WCO HS2017 300220"),
      try Self.row(2, "2020-01", 7, product: "", code: "WCO HS2017 300490"),
    ]
    #expect(try figure(codes).flags == [CellFlag.partialPeriod])
    let claim = CoverageClaim(reporter: "CHN", flow: "X", span: DaySpan(try #require(Period("2020"))))
    #expect(try figure(codes, claims: [claim]).value?.description == "107")
  }

  @Test func `goods that each cover the days are complete, and so are goods after the whole of them`() throws {
    let parts = try figure([
      Self.row(1, "2020", 100, product: "vaccine"), Self.row(2, "2020-Q1", 7, product: "medicine"),
      Self.row(3, "2020-04..2020-12", 9, product: "medicine"),
    ])
    #expect(parts.value?.description == "116")
    #expect(parts.flags.isEmpty)
    let whole = try figure([
      Self.row(1, "2020-Q1", 100, product: "pharma"), Self.row(2, "2020-04..2020-12", 7, product: "medicine"),
    ])
    #expect(whole.value?.description == "107")
  }

  @Test func `a sum of codes under the asked one is a sum of parts`() throws {
    let rows = [
      try Self.row(1, "2020", 1, product: "", code: "WCO HS2017 300220"),
      try Self.row(2, "2020", 2, product: "", code: "WCO HS2017 300490"),
    ]
    let days = try Self.days("2020")
    #expect(try Self.fold().figure(of: rows, on: days, code: "30").flags == [CellFlag.partsOnly])
    #expect(try Self.fold().figure(of: [rows[0]], on: days, code: "30").flags == [CellFlag.partsOnly])
    #expect(try Self.fold().figure(of: [rows[0]], on: days, code: "300220").flags.isEmpty)
  }

  @Test func `a whole that its parts in time contradict says so`() throws {
    let months = [
      try Self.row(2, "2022-01", 80_000), try Self.row(3, "2022-02", 60_000), try Self.row(4, "2022-03", 43_796),
    ]
    let figure = try figure([Self.row(1, "2022-Q1", 183_000, slack: 500)] + months, on: "2022-Q1")
    #expect(figure.counted == [1])
    #expect(figure.flags == [CellFlag.partsDisagree])
    let near = try self.figure([Self.row(1, "2022-Q1", 183_500, slack: 500)] + months, on: "2022-Q1")
    #expect(near.flags.isEmpty)
    let gappy = try self.figure([Self.row(1, "2022-Q1", 1)] + months.dropLast(), on: "2022-Q1")
    #expect(gappy.flags.isEmpty)
  }

  @Test func `a figure without a highest amount says so`() throws {
    var open = try Self.row(1, "2020-Q1", 30)
    open.bounds.high = nil
    #expect(try figure([open], on: "2020-Q1").flags == [CellFlag.openBound])
    let sum = [open, try Self.row(2, "2020-Q2", 1)]
    #expect(try figure(sum, on: "2020-01..2020-06").flags == [CellFlag.openBound])
    #expect(try figure(sum).flags == [CellFlag.partialPeriod])
  }

  @Test func `no rows give no figure`() throws {
    let figure = try figure([])
    #expect(figure.value == nil)
    #expect(figure.isGap)
  }
}
