import Foundation
import ReportModel
import ReportPipeline
import Testing

@Suite struct MappingFileTests {
  private static let sound = """
    mapping: 1
    delimiter: semicolon
    source:
      name: Office
      address: https://office.example
    columns:
      partner: land
      period: jahr
      code: ware
      value: wert
    constants:
      reporter: DEU
      flow: X
    period:
      form: year
    codes:
      owner: WCO
      edition: HS2022
    values:
      currency: EUR

    """

  /// Returns what is wrong with the sound mapping after the change.
  private func faults(_ text: String, _ replacement: String) throws -> [Diagnostic] {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("waybill-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("m.yaml")
    try #require(Self.sound.contains(text))
    try Self.sound.replacingOccurrences(of: text, with: replacement).write(to: file, atomically: false, encoding: .utf8)
    do {
      _ = try ImportMapping(file: file.path)
      return []
    } catch {
      return error.diagnostics
    }
  }

  @Test func `a sound mapping has no faults`() throws {
    #expect(try faults("semicolon", "bar").isEmpty)
  }

  @Test(arguments: [
    ("  partner: land", "  partnr: land", "there is no key 'partnr' here", "m.yaml:7:3", "did you mean 'partner'?"),
    (
      "  flow: X", "  flow: X\n  partner: PRK", "'partner' is a column and a constant", "m.yaml:14:12",
      "remove one of them"
    ),
    ("semicolon", "semicolom", "'delimiter' cannot be 'semicolom'", "m.yaml:2:12", "try 'semicolon'"),
    ("reporter: DEU", "reporter: ''", "'reporter' is not filled in", "m.yaml:12:13", "fill it in, or remove the key"),
    ("form: year", "form: yyyymn", "'form' cannot be 'yyyymn'", "m.yaml:15:9", "try 'yyyymm'"),
    (
      "mapping: 1", "mapping: 2", "this program reads mappings of version 1", "m.yaml:1:10",
      "begin the file with 'mapping: 1'"
    ),
    (
      "values:", "numbers: {decimal: ',', thousands: ','}\nvalues:",
      "one sign cannot stand before decimals and between thousands", "m.yaml:19:10",
      "write 'thousands: none', or another sign"
    ),
    (
      "  value: wert", "  quantity: menge", "nothing says the unit of the quantity", "m.yaml:1:1",
      "add unit to 'columns:' or 'constants:'"
    ),
  ])
  func `a fault names its place and the way out`(
    text: String, replacement: String, message: String, place: String, hint: String
  ) throws {
    let fault = try #require(try faults(text, replacement).first { $0.message == message })
    #expect(fault.place?.hasSuffix(place) == true, "\(fault.place ?? "")")
    #expect(fault.hint == hint)
  }
}
