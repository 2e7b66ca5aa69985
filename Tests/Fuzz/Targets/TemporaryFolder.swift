import Foundation
import TradeStore

/// A folder that goes with its owner.
final class TemporaryFolder: Sendable {
  let path: String

  /// Makes a folder, in memory where the system has such a place: fuzzers make many files.
  init() throws {
    let base = FileManager.default.isWritableFile(atPath: "/dev/shm") ? "/dev/shm" : NSTemporaryDirectory()
    path = base + "/waybill-fuzz-\(UInt64.random(in: .min ... .max))"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  /// Returns the bytes of a dataset with a few rows.
  func dataset() throws -> [UInt8] {
    let dataset = try Dataset.create(at: path + "/sound.db")
    _ = try dataset.importReference(directory: FuzzLists.write(to: path))
    let rows = ["300220,12.5", "300490,7", "300490,0"].enumerated().map { line, figure in
      "2020,156,408,\(figure),\(line)\n2020,276,356,\(figure),NA\n"
    }
    let csv = "t,i,j,k,v,q\n" + rows.joined()
    _ = try dataset.importFile(from: ByteSource(bytes: Array(csv.utf8), name: "BACI_HS17_Y2020_V202401b.csv"))
    try dataset.close()
    return Array(try Data(contentsOf: URL(fileURLWithPath: path + "/sound.db")))
  }
}
