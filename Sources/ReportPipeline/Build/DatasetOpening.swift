internal import Foundation
internal import ReportModel
internal import TradeStore

/// Finds or makes the dataset of a build.
struct DatasetOpening {
  let request: BuildRequest
  private(set) var diagnostics: [Diagnostic] = []

  init(request: BuildRequest) {
    self.request = request
  }

  /// Returns the dataset, or nil where the errors leave none.
  mutating func open(_ file: ReportFile) -> Dataset? {
    do throws(StoreError) {
      if let path = request.dataset { return try Dataset.open(at: path) }
      if let own = file.dataset { return try Dataset.open(at: resolved(own.text)) }
      guard !file.imports.isEmpty else {
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

  /// Keeps a dataset beside the outputs and imports into it what is not there yet.
  private mutating func imported(_ file: ReportFile) throws(StoreError) -> Dataset? {
    let path = request.outputDirectory + "/" + request.outputStem + ".dataset.db"
    let files = FileManager.default
    try? files.createDirectory(atPath: request.outputDirectory, withIntermediateDirectories: true)
    let dataset = files.fileExists(atPath: path) ? try Dataset.open(at: path) : try Dataset.create(at: path)
    if let data = request.dataDirectory { _ = try dataset.importReference(directory: data) }
    var wanted: Set<String> = []
    for text in file.imports {
      let report = try dataset.importFile(at: resolved(text.text))
      wanted.insert(report.digest)
      for problem in report.diagnostics {
        diagnostics.append(
          Diagnostic(
            severity: .error, code: problem.code, message: problem.message, hint: problem.hint,
            place: "\(text.text):\(problem.line)" + (problem.column.map { " (\($0))" } ?? "")))
      }
    }
    // The dataset holds what the report names and nothing that an earlier version of it named.
    for source in try dataset.sources() where source.isRetracted == wanted.contains(source.digest) {
      try dataset.setRetracted(!wanted.contains(source.digest), sourceWithDigest: source.digest)
    }
    return diagnostics.contains { $0.severity == .error } ? nil : dataset
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
