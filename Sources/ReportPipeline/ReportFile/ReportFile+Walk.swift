extension ReportFile {
  /// The sections that plugins make, in the order of the outline.
  var plugins: [PluginEntry] { sections.flatMap(\.plugins) }

  /// The report's own paragraphs, in the order of the outline.
  var texts: [Text] { sections.flatMap(\.texts) }

  /// The findings without which a paragraph does not stand.
  var needs: [Text] { sections.flatMap(\.needs) }
}

extension ReportFile.Entry {
  fileprivate var plugins: [ReportFile.PluginEntry] {
    switch self {
    case .text: []
    case .plugin(let plugin): [plugin]
    case .group(_, _, let sections): sections.flatMap(\.plugins)
    }
  }

  fileprivate var texts: [ReportFile.Text] {
    switch self {
    case .text(_, _, let paragraphs, _): paragraphs
    case .plugin: []
    case .group(_, _, let sections): sections.flatMap(\.texts)
    }
  }
  fileprivate var needs: [ReportFile.Text] {
    switch self {
    case .text(_, _, _, let needs): needs
    case .plugin: []
    case .group(_, _, let sections): sections.flatMap(\.needs)
    }
  }
}
