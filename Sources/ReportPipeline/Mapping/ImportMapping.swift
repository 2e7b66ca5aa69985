internal import Foundation
public import ReportModel
internal import TradeStore

/// What says how files are read that are in none of the formats.
public struct ImportMapping: Sendable {
  let table: TableMapping

  /// Reads a mapping file.
  ///
  /// - Throws: `MappingFailure` with everything that is wrong in it, each with line and column.
  public init(file: String) throws(MappingFailure) {
    guard let data = FileManager.default.contents(atPath: file) else {
      throw MappingFailure([
        Diagnostic(
          severity: .error, code: "mapping.unreadable", message: "'\(file)' cannot be read",
          hint: "check the path and its permissions")
      ])
    }
    var reader = MappingFileReader(file: file)
    guard let mapping = reader.read(data) else { throw MappingFailure(reader.diagnostics) }
    table = mapping
  }

  /// Drafts a mapping from the header and the first rows of a file, as YAML with comments that tell what to fill in.
  ///
  /// - Throws: `DatasetFailure` where the file is no table.
  public static func draft(of file: String) throws(DatasetFailure) -> String {
    do throws(StoreError) {
      return MappingDraft(try TableSample(try ByteSource(path: file))).text
    } catch {
      throw DatasetFailure(Diagnostic(error))
    }
  }

  /// Writes a draft to a new file; one that is there already is kept.
  ///
  /// - Throws: `DatasetFailure` where it cannot be written.
  public static func write(_ draft: String, to file: String) throws(DatasetFailure) {
    do {
      try Data(draft.utf8).write(to: URL(fileURLWithPath: file), options: .withoutOverwriting)
    } catch {
      let exists = FileManager.default.fileExists(atPath: file)
      throw DatasetFailure(
        Diagnostic(
          severity: .error, code: exists ? "mapping.exists" : "mapping.unwritable",
          message: exists ? "there is a file '\(file)' already" : "'\(file)' cannot be written",
          hint: exists ? "give --out another name; what was filled in there is kept" : "check the folder"))
    }
  }
}

/// What keeps a mapping from being used.
public struct MappingFailure: Error, Sendable {
  /// What is wrong and what to try, each with its place.
  public var diagnostics: [Diagnostic]

  init(_ diagnostics: [Diagnostic]) {
    self.diagnostics = diagnostics
  }
}
