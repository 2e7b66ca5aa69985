internal import Foundation
public import ReportModel
internal import TradeStore

extension DatasetService {
  /// What came of an export.
  public struct Export: Codable, Hashable, Sendable {
    /// How many observations were written.
    public var rows: Int
    /// What the file does not hold as the dataset does.
    public var diagnostics: [Diagnostic]

    init(_ report: ExportReport) {
      rows = report.rows
      diagnostics = []
      if report.claims > 0 {
        add(
          "export.claims", "\(report.claims) claims to hold all trade of a period are not in the file",
          "import the sources themselves where an absent row has to mean no trade")
      }
      if report.events > 0 {
        add("export.events", "\(report.events) events are not in the file", "keep the files of events")
      }
      if report.renamedIDs > 0 {
        add(
          "export.ids", "\(report.renamedIDs) ids stand in more than one file and got the digest of theirs behind an @",
          nil)
      }
    }

    private mutating func add(_ code: String, _ message: String, _ hint: String?) {
      diagnostics.append(Diagnostic(severity: .warning, code: code, message: message, hint: hint))
    }
  }

  /// Hands over all observations that are not retracted as our observation CSV, in pieces.
  ///
  /// - Parameter write: Returns whether it could write the piece.
  public func export(_ write: ([UInt8]) -> Bool) throws(DatasetFailure) -> Export {
    do {
      return Export(
        try dataset.export { piece in
          guard write(piece) else { throw cannotWrite("standard output") }
        })
    } catch let failure as DatasetFailure {
      throw failure
    } catch {
      throw DatasetFailure(error)
    }
  }

  /// Writes all observations that are not retracted as our observation CSV; the file is replaced when it is whole.
  public func export(toFile path: String) throws(DatasetFailure) -> Export {
    let unfinished = path + ".unfinished"
    guard FileManager.default.createFile(atPath: unfinished, contents: nil),
      let file = FileHandle(forWritingAtPath: unfinished)
    else { throw cannotWrite("'\(path)'") }
    defer { try? FileManager.default.removeItem(atPath: unfinished) }
    do {
      let report = try dataset.export { try file.write(contentsOf: $0) }
      try file.synchronize()
      try file.close()
      guard unsafe rename(unfinished, path) == 0 else { throw cannotWrite("'\(path)'") }
      return Export(report)
    } catch let error as StoreError {
      throw DatasetFailure(error)
    } catch {
      throw cannotWrite("'\(path)'")
    }
  }

  private func cannotWrite(_ what: String) -> DatasetFailure {
    DatasetFailure(
      Diagnostic(
        severity: .error, code: "export.storage", message: "\(what) cannot be written",
        hint: "look at the folder, its permissions and the space on the disk"))
  }
}
