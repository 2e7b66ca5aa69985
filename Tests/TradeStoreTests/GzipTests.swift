import FoundationEssentials
import TradeModel
import TradeStore
import Testing

@Suite struct GzipTests {
  /// Two rows of India's table, packed.
  private let packed = bytes(
    """
    H4sIAAAAAAACA8sottBJzi/NKymq1EnLLE5OzImvTE0s0ilLzClNjS8tTonPzdMpLE3MK8ksqdQpzcss4TI2MDCxNLC01PH2\
    D3J1VHAJUAgK0DEyMDTXNbTQMdCzMNMxNTAyMDDQ8XYPRih2dw3ydfSLRFJoaKIDVgIA6KX3HoMAAAA=
    """)
  /// Another row, packed.
  private let another = bytes(
    """
    H4sIAAAAAAACAzM2MDCxNLC01HF3DfJ19IvUMTIwtNA1tNQx0DMy0NHxdg/mAgD846dIIwAAAA==
    """)

  private static func bytes(_ base64: String) -> [UInt8] {
    Data(base64Encoded: base64).map(Array.init) ?? []
  }

  private func run(_ bytes: [UInt8], name: String = "india.csv.gz") throws -> (TestDataset, ImportReport) {
    let test = try TestDataset()
    return (test, try test.dataset.importFile(from: ByteSource(bytes: bytes, name: name)))
  }

  @Test(arguments: ["india.csv.gz", "india.csv"])
  func `a packed file is known by its bytes, whatever its name`(name: String) throws {
    let (test, report) = try run(packed, name: name)
    #expect(report.imported == 2)
    #expect(try test.dataset.sources().map(\.digest) == [report.digest])
    let query = TradeQuery(
      measures: ["value"], by: ["partner"], where: .init(["flow": .equals("X"), "hs": .under("30")]))
    #expect(try test.answer(query).rows == ["DEU | 140000", "PRK | 860000"])
  }

  @Test func `members one after the other are one file`() throws {
    #expect(try run(packed + another).1.imported == 3)
  }

  @Test func `a file that breaks off anywhere is refused`() throws {
    for count in 3..<packed.count {
      let error = #expect(throws: StoreError.self) { try run(Array(packed.prefix(count))) }
      #expect(error?.code == .truncated)
    }
  }

  @Test func `a wrong checksum is refused`() throws {
    var damaged = packed
    damaged[packed.count - 6] ^= 1
    let error = #expect(throws: StoreError.self) { try run(damaged) }
    #expect(error?.code == .malformed)
  }

  @Test func `what is no gzip after the end is refused`() throws {
    let error = #expect(throws: StoreError.self) { try run(packed + Array("junk".utf8)) }
    #expect(error?.code == .malformed)
  }
}
