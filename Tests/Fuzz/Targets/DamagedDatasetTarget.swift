import Foundation
import TradeModel
import TradeStore

extension FuzzTarget {
  /// A dataset file with damage: three bytes of an input change one byte of the file.
  ///
  /// Whatever is broken, reading ends with an error of the dataset, never with a crash.
  static let damagedDataset = FuzzTarget("damaged-dataset") {
    let folder = try TemporaryFolder()
    let sound = try folder.dataset()
    return { changes in
      var file = sound
      for start in stride(from: 0, to: changes.count - 2, by: 3) {
        let place = (Int(changes[start]) << 8 | Int(changes[start + 1])) % file.count
        // The first bytes say that the file is ours; what is not ours is refused before it is read.
        if place >= 100 { file[place] ^= changes[start + 2] }
      }
      let path = folder.path + "/damaged.db"
      for ending in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + ending) }
      try Data(file).write(to: URL(fileURLWithPath: path))
      do {
        let dataset = try Dataset.open(at: path)
        _ = try dataset.damage()
        try dataset.read { reader in
          let query = TradeQuery(
            measures: ["value", "quantity"], by: ["reporter", "hs", "period"],
            where: .init(["flow": .equals("X"), "hs": .under("TOTAL")]))
          let cursor = try reader.cursor(try reader.compile(query))
          while let row = try cursor.next() { _ = try reader.sourceRows(counted: row.contributors) }
        }
      } catch is StoreError, is QueryProblem {
        // Said, not crashed: that is all that can be asked.
      }
    }
  }
}
