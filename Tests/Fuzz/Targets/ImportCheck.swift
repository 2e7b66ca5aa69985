import Foundation
import TradeModel
import TradeStore

/// Imports bytes into a dataset and checks what importing promises.
///
/// A refusal names its place and changes nothing. An accepted file leaves a sound dataset that answers questions, and
/// its bytes change nothing a second time.
final class ImportCheck {
  private let folder: TemporaryFolder
  private let fileName: String
  private let header: [UInt8]
  private var dataset: Dataset
  private var digest: String
  private var number = 0
  private var refusals = 0

  /// Makes an empty dataset; inputs get the header in front unless they begin with an empty line.
  init(fileName: String, header: String = "") throws {
    folder = try TemporaryFolder()
    self.fileName = fileName
    self.header = Array(header.utf8)
    let template = try Dataset.create(at: folder.path + "/template.db")
    _ = try template.importReference(directory: FuzzLists.write(to: folder.path))
    digest = try template.snapshot().digest
    try template.close()
    dataset = try ImportCheck.copy(in: folder.path, number: 0)
  }

  private static func copy(in folder: String, number: Int) throws -> Dataset {
    let path = "\(folder)/\(number).db"
    try FileManager.default.copyItem(atPath: folder + "/template.db", toPath: path)
    return try Dataset.open(at: path)
  }

  /// Checks one input.
  func check(_ bytes: [UInt8]) throws {
    let file = bytes.first == UInt8(ascii: "\n") ? Array(bytes.dropFirst()) : header + bytes
    let report: ImportReport
    do {
      report = try dataset.importFile(from: ByteSource(bytes: file, name: fileName))
    } catch {
      try checkRefusal(error)
      return try checkUnchanged()
    }
    guard !report.isRefused else {
      try require(!report.diagnostics.isEmpty, "the file was refused without a reason")
      for diagnostic in report.diagnostics {
        try require(
          diagnostic.line >= 1 && !diagnostic.message.isEmpty && !diagnostic.code.isEmpty
            && diagnostic.file == fileName,
          "a diagnostic does not say where or what: \(diagnostic)")
      }
      return try checkUnchanged()
    }
    try require(report.imported > 0, "an accepted file has no row")
    try checkAccepted(file)
    try startAgain()
  }

  private func checkRefusal(_ error: StoreError) throws {
    try require(error.code.rawValue.hasPrefix("import."), "a file is to blame, but the error is \(error)")
    try require(error.message.contains(fileName), "the error does not name the file: \(error)")
  }

  private func checkUnchanged() throws {
    // Naming a state reads the lists: a change is noticed a few inputs later.
    refusals += 1
    guard refusals % 16 == 0 else { return }
    try require(try dataset.snapshot().digest == digest, "a refused file changed the dataset")
  }

  private func checkAccepted(_ file: [UInt8]) throws {
    let problems = try dataset.damage()
    try require(problems.isEmpty, "the dataset is damaged: \(problems)")
    let after = try dataset.snapshot().digest
    try require(after != digest, "an accepted file changed nothing")
    let again = try dataset.importFile(from: ByteSource(bytes: file, name: fileName))
    try require(again.wasAlreadyThere, "the same bytes were imported twice")
    try require(try dataset.snapshot().digest == after, "the same bytes changed something")
    try dataset.read { reader in
      for query in ImportCheck.questions {
        do {
          let cursor = try reader.cursor(try reader.compile(query))
          while let row = try cursor.next() { _ = try reader.sourceRows(counted: row.contributors) }
        } catch let error as StoreError where error.code == .overflow {
          // Sums of numbers as large as these are refused, and say so.
        }
      }
    }
  }

  private static let questions = ["value", "quantity", "netweight"].flatMap { measure in
    [["reporter", "partner", "hs", "period"], ["product"]].map { dimensions in
      TradeQuery(
        measures: [measure, "\(measure).low", "\(measure).status"], by: dimensions,
        where: .init(["flow": .anyOf(["X", "M", "T"]), "hs": .under("TOTAL")]), partial: true)
    }
  }

  private func startAgain() throws {
    try dataset.close()
    for ending in ["", "-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: "\(folder.path)/\(number).db\(ending)")
    }
    number += 1
    dataset = try ImportCheck.copy(in: folder.path, number: number)
  }
}
