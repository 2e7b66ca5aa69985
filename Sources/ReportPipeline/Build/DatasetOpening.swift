internal import Foundation
internal import ReportModel
internal import TradeStore

/// Finds or makes the dataset of a build.
struct DatasetOpening {
  let request: BuildRequest
  /// Where files that the report names are imported into; nil for beside the outputs.
  var temporaryPath: String?
  /// How a command ends that got no dataset.
  private(set) var ending = BuildResult.Ending.failed
  private(set) var diagnostics: [Diagnostic] = []

  init(request: BuildRequest, temporaryPath: String? = nil) {
    self.request = request
    self.temporaryPath = temporaryPath
  }

  /// Returns the dataset, or nil where the errors leave none.
  mutating func open(_ file: ReportFile) -> Dataset? {
    do throws(StoreError) {
      if let path = request.dataset { return try Dataset.open(at: path) }
      if let own = file.dataset { return named(own) }
      guard !file.imports.isEmpty else {
        ending = .usage
        diagnostics.append(
          Diagnostic(
            severity: .error, code: "report.no_dataset",
            message: "the report names neither a dataset nor files to import",
            hint: "write 'dataset:' or 'import:' into the report file, or give --dataset"))
        return nil
      }
      return try imported(file)
    } catch {
      diagnostics.append(
        Diagnostic(severity: .error, code: error.code.rawValue, message: error.message, hint: error.hint))
      return nil
    }
  }

  /// Opens the dataset that the report file names.
  private mutating func named(_ text: ReportFile.Text) -> Dataset? {
    do throws(StoreError) {
      return try Dataset.open(at: resolved(text.text))
    } catch {
      refuse(error, at: text)
      return nil
    }
  }

  /// Points at the place of the report file that names a file which cannot be used.
  private mutating func refuse(_ error: StoreError, at text: ReportFile.Text) {
    if error.code == .missing || error.code == .unreadable { ending = .usage }
    diagnostics.append(.usage(error.code.rawValue, error.message, at: text.place, hint: error.hint))
  }

  /// Keeps a dataset beside the outputs and imports into it what is not there yet.
  private mutating func imported(_ file: ReportFile) throws(StoreError) -> Dataset? {
    let files = FileManager.default
    let kept = request.outputDirectory + "/" + request.outputStem + ".dataset.db"
    let path = files.fileExists(atPath: kept) ? kept : temporaryPath ?? kept
    guard request.dataDirectory != nil || files.fileExists(atPath: path) else {
      throw StoreError(
        .badReference, "a new dataset needs the code lists of a Data folder, and none was found",
        hint: "name it with --data")
    }
    try? files.createDirectory(atPath: FileName.folder(of: path), withIntermediateDirectories: true)
    let dataset = try Dataset.openOrCreate(at: path)
    if let data = request.dataDirectory { _ = try dataset.importReference(directory: data) }
    var wanted: Set<String> = []
    for text in file.imports {
      do throws(StoreError) {
        let report = try dataset.importFile(at: resolved(text.text))
        wanted.insert(report.digest)
        diagnostics += ImportRemarks(report, path: text.text).diagnostics(severity: .error)
      } catch {
        refuse(error, at: text)
      }
    }
    guard !diagnostics.contains(where: { $0.severity == .error }) else { return nil }
    // The dataset holds what the report names and nothing that an earlier version of it named.
    for source in try dataset.sources() where source.isRetracted == wanted.contains(source.digest) {
      try dataset.setRetracted(!wanted.contains(source.digest), source: source.digest)
    }
    return dataset
  }

  private func resolved(_ path: String) -> String {
    path.hasPrefix("/") ? path : FileName.folder(of: request.report) + "/" + path
  }
}

/// Parts of file paths.
enum FileName {
  /// Returns the folder of a file; `.` where the path names none.
  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// Returns the file's name without its folder and its ending.
  static func stem(of path: String) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name }
    return String(name[..<dot])
  }
}
