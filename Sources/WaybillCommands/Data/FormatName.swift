internal import ArgumentParser
internal import ReportPipeline

/// The name of a format that can be imported.
struct FormatName: ExpressibleByArgument {
  let name: String

  init?(argument: String) {
    guard FormatName.allValueStrings.contains(argument) else { return nil }
    name = argument
  }

  static var allValueStrings: [String] { DatasetService.formats.map(\.name) }

  /// The formats with what they are, a line each.
  static var list: String {
    let width = (allValueStrings.map(\.count).max() ?? 0) + 2
    return DatasetService.formats.map { format in
      "  " + format.name + String(repeating: " ", count: width - format.name.count) + format.title
    }.joined(separator: "\n")
  }
}
