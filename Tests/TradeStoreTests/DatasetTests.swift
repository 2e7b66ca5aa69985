import Foundation
import GRDBSQLite
import TradeModel
import TradeStore
import Testing

@Suite struct DatasetTests {
  @Test func `the digest depends neither on the order of imports nor on the place of the file`() throws {
    let first = try TestDataset()
    try first.add([TestRow("2019", "1")], name: "a.csv")
    try first.add([TestRow("2020", "2")], name: "b.csv")
    let second = try TestDataset()
    try second.add([TestRow("2020", "2")], name: "b.csv")
    try second.add([TestRow("2019", "1")], name: "a.csv")
    #expect(try first.dataset.snapshot() == second.dataset.snapshot())
  }

  @Test func `the digest changes with the content`() throws {
    let test = try TestDataset()
    var digests = [try test.dataset.snapshot().digest]
    try test.add([TestRow("2019", "1")], name: "a.csv")
    digests.append(try test.dataset.snapshot().digest)
    let report = try test.add([TestRow("2019", "2")], name: "b.csv")
    digests.append(try test.dataset.snapshot().digest)
    try test.dataset.setRetracted(true, source: report.digest)
    #expect(try test.dataset.snapshot().digest == digests[1])
    #expect(Set(digests).count == 3)
  }

  @Test func `ids of observations do not depend on the order of imports`() throws {
    func ids(_ names: [String]) throws -> [Int64] {
      let test = try TestDataset()
      for name in names { try test.add([TestRow("2019", name == "a" ? "1" : "2", origin: name)], name: name) }
      let query = TradeQuery(
        measures: ["value"], by: ["origin"], where: .init(["flow": .equals("X")]),
        period: .init(from: try period("2019")))
      return try test.dataset.read { reader in
        let cursor = try reader.cursor(try reader.compile(query))
        var ids: [Int64] = []
        while let row = try cursor.next() { ids += row.contributors }
        return ids
      }
    }
    #expect(try ids(["a", "b"]) == ids(["b", "a"]))
  }

  @Test func `an import during a read is not seen by it and does not wait for it`() throws {
    let test = try TestDataset(rows: [TestRow("2019", "1")])
    let counts = try test.dataset.read { outer in
      try test.add([TestRow("2020", "2")], name: "later.csv")
      return try [outer.snapshot.observations, test.dataset.read { $0.snapshot.observations }]
    }
    #expect(counts == [1, 2])
  }

  @Test func `a dataset that was closed opens as it was`() throws {
    let test = try TestDataset(rows: [TestRow("2019", "1")])
    let before = try test.dataset.snapshot()
    try test.dataset.close()
    let again = try Dataset.open(at: test.dataset.path)
    #expect(try again.snapshot() == before)
  }

  @Test func `what is no dataset is refused with its reason`() throws {
    let test = try TestDataset()
    let path = test.folder + "/other.db"
    func code(_ body: () throws -> Void) -> StoreError.Code? {
      do { try body() } catch { return (error as? StoreError)?.code }
      return nil
    }
    #expect(code { _ = try Dataset.open(at: path) } == .missing)
    #expect(code { _ = try Dataset.create(at: test.dataset.path) } == .exists)
    try String(repeating: "no database ", count: 100).write(toFile: path, atomically: false, encoding: .utf8)
    #expect(code { _ = try Dataset.open(at: path) } == .notADatabase)
    try "".write(toFile: path, atomically: false, encoding: .utf8)
    #expect(code { _ = try Dataset.open(at: path) } == .foreign)
    #expect(code { _ = try ByteSource(path: test.folder) } == .unreadable)
  }

  @Test(.enabled(if: geteuid() != 0, "the superuser may write everywhere"))
  func `a dataset that can only be read answers, refuses an import, and gets nothing beside it`() throws {
    let test = try TestDataset(rows: [TestRow("2019", "1")])
    let path = test.dataset.path
    let before = try test.dataset.snapshot()
    try test.dataset.close()
    let files = FileManager.default
    try files.setAttributes([.posixPermissions: 0o444], ofItemAtPath: path)
    try files.setAttributes([.posixPermissions: 0o555], ofItemAtPath: test.folder)
    defer { try? files.setAttributes([.posixPermissions: 0o755], ofItemAtPath: test.folder) }
    let opened = try Dataset.open(at: path)
    #expect(try opened.snapshot() == before)
    let row = TestRow("2020", "2")
    let error = #expect(throws: StoreError.self) {
      try opened.importObservations(from: ByteSource(bytes: Array((TestRow.header + row.line).utf8), name: "b.csv"))
    }
    #expect(error?.code == .storage)
    #expect(!files.fileExists(atPath: path + "-wal") && !files.fileExists(atPath: path + "-shm"))
  }

  @Test func `an import beside another writer is refused after a while and changes nothing`() throws {
    let test = try TestDataset(rows: [TestRow("2019", "1")])
    let before = try test.dataset.snapshot()
    var other: OpaquePointer?
    try #require(unsafe sqlite3_open(test.dataset.path, &other) == SQLITE_OK)
    defer { unsafe sqlite3_close(other) }
    try #require(unsafe sqlite3_exec(other, "BEGIN IMMEDIATE", nil, nil, nil) == SQLITE_OK)
    let patient = try Dataset.open(at: test.dataset.path, patience: 0.05)
    let source = { ByteSource(bytes: Array((TestRow.header + TestRow("2020", "2").line).utf8), name: "b.csv") }
    let error = #expect(throws: StoreError.self) { try patient.importObservations(from: source()) }
    #expect(error?.code == .busy)
    #expect(try patient.snapshot() == before)
    try #require(unsafe sqlite3_exec(other, "ROLLBACK", nil, nil, nil) == SQLITE_OK)
    #expect(try patient.importObservations(from: source()).imported == 1)
  }

  @Test func `coverage says who reported what when`() throws {
    let test = try TestDataset(
      rows: [TestRow("2020-01", "1"), TestRow("2020-01", "2", product: "mask")], claims: .wholePeriods)
    let lines = try test.dataset.coverage().map { "\($0.product) \($0.period) \($0.observations) \($0.isComplete)" }
    #expect(lines == [" 2020-01 0 true", "mask 2020-01 1 false", "total 2020-01 1 false"])
  }

  @Test func `describe names measures, units, dimensions and the span`() throws {
    let test = try TestDataset(rows: [
      TestRow("2019", "1"), TestRow("2020-Q1", "2", product: "mask", measure: "quantity", unit: "u"),
    ])
    let description = try test.dataset.describe()
    #expect(description.measures.map(\.name) == ["quantity", "rows", "value"])
    #expect(description.measures.map(\.units) == [["u"], [], ["USD"]])
    #expect(description.period == Period("2019..2020-03"))
    #expect(description.observations == 2)
    #expect(description.dimensions.first { $0.name == "hs" }?.levels == ["2", "4", "6"])
  }

  @Test(arguments: [
    ("area", "PRK", "North Korea"), ("product", "mask", "Masks"), ("unit", "kg", "kilogram"), ("flow", "X", "Exports"),
    ("status", "zero", "Zero"), ("hs", "300241", "Vaccines"),
  ])
  func `lookup gives labels`(list: String, code: String, label: String) throws {
    let test = try TestDataset()
    #expect(try test.lookup(list: list, codes: [code, "nothing"]) == [code: label])
  }

  @Test func `a source row leads back to file, line and origin`() throws {
    let test = try TestDataset()
    let report = try test.add([
      TestRow("2019", "1"), TestRow("2020-04", "2.5", origin: "VOA", date: "2020-05-01", id: "P7"),
    ])
    let rows = try test.dataset.read { reader in
      let query = TradeQuery(
        measures: ["value"], where: .init(["flow": .equals("X")]), period: .init(from: try period("2020-04")))
      let cursor = try reader.cursor(try reader.compile(query))
      let row = try cursor.next()
      return try reader.sourceRows(counted: row?.contributors ?? [])
    }
    let expected = SourceRow(
      file: "test.csv", fileDigest: report.digest, line: 3, id: "P7", origin: "VOA", address: "", date: "2020-05-01",
      summary: "CHN exports PRK, total, 2020-04: value 2.5 USD", value: Amount("2.5"),
      bounds: Bounds(low: Amount("2.5"), high: Amount("2.5")), note: nil, isCounted: true)
    #expect(rows == [expected])
  }
}

/// Returns the period of a text that a test wrote.
func period(_ text: String) throws -> Period {
  try #require(Period(text))
}
