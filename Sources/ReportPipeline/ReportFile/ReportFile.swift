internal import PluginProtocol

/// A report file: what a report is about, and its sections in order.
package struct ReportFile: Sendable {
  /// A text with its place in the file.
  package struct Text: Hashable, Sendable {
    /// The text.
    package var text: String
    /// Where it stands.
    package var place: FilePlace
  }

  /// The title.
  package var title: Text
  /// A second line below the title.
  package var subtitle: Text?
  /// Who answers for the report.
  package var authors: [String] = []
  /// The day that the report speaks of.
  package var asOf: Text
  /// The language tag.
  package var language = "en"
  /// `brief` where paged outputs leave out the table of contents and the list of evidence; nil for a full report.
  package var form: String?
  /// The dataset file, relative to the report file; nil where files are imported or the command line names one.
  package var dataset: Text?
  /// Files to import, relative to the report file.
  package var imports: [Text] = []
  /// What the report is about: fills the parameters of the same names.
  package var scope: [ScopeValue] = []
  /// The titles of sections, which may name values of the scope.
  package var sectionTitles: [Text] = []
  /// The outline.
  package var sections: [Entry]
  /// The outputs by name: `markdown`, `html`, `json`, `pdf`.
  package var outputs: [Text] = []

  /// One value of the scope.
  package struct ScopeValue: Sendable {
    /// The parameter that it fills.
    var name: String
    /// Where the name stands.
    var namePlace: FilePlace
    /// The value.
    var value: Text
  }

  /// One entry of the outline.
  package indirect enum Entry: Sendable {
    /// Paragraphs of the report's own, which stand only where plugins have made every finding that they need.
    case text(id: String, title: String, paragraphs: [Text], needs: [Text])
    /// A plugin's section.
    case plugin(PluginEntry)
    /// Sections under a common title.
    case group(id: String, title: String, sections: [Entry])
  }

  /// A plugin's section as the report file asks for it.
  package struct PluginEntry: Sendable {
    /// The section's name.
    var id: String
    /// The heading; empty to take the plugin's own.
    var title: String
    /// The plugin's name.
    var plugin: Text
    /// The analysis; nil where the plugin has one.
    var analysis: Text?
    /// The claims file that the section checks, relative to the report file.
    var claims: Text?
    /// The parameters that the file sets.
    var parameters: JSONValue
    /// Where each parameter stands.
    var parameterPlaces: [String: FilePlace]
    /// The keys of the blocks that are shown; nil to show all.
    var shown: [Text]?
    /// Where the entry begins.
    var place: FilePlace
  }
}

/// A place in a text file.
package struct FilePlace: Hashable, Sendable, CustomStringConvertible {
  /// The file as it was named.
  package var file: String
  /// The line, counted from 1; 0 where the place is no file.
  package var line: Int
  /// The column, counted from 1.
  package var column: Int

  /// Returns the place of something that stands on the command line.
  static func option(_ words: String) -> FilePlace { FilePlace(file: words, line: 0, column: 0) }

  /// The place in the form that editors know: `file:line:column`.
  package var description: String { line == 0 ? file : "\(file):\(line):\(column)" }
}
