/// What the columns of a delimited file mean, as its user says: how to read a file that is in none of our formats.
package struct TableMapping: Hashable, Sendable {
  /// What a row says of a flow; the raw value is its place in a row of the importer.
  package enum Field: Int, Hashable, Sendable, CaseIterable {
    case reporter, partner, flow, period, month, code, value, quantity, unit, weight

    /// The name in mappings.
    package var name: String { "\(self)" }
  }

  /// A text of the mapping with its place, `file:line:column`.
  package struct Entry: Hashable, Sendable {
    /// The text as written.
    package var text: String
    /// Where it stands.
    package var place: String

    /// Creates an entry.
    package init(_ text: String, place: String) {
      self.text = text
      self.place = place
    }
  }

  /// Which word stands for rows that are not to be imported.
  package static let leaveOut = "leave-out"
  /// Which edition stands for the calendar year of the period's first day.
  package static let editionByYear = "by-year"

  /// The SHA-256 of the mapping's bytes, `sha256:` in front.
  package var digest: String
  /// What stands between fields.
  package var delimiter = Delimiter.comma
  /// Who published the file.
  package var origin = ""
  /// Where it can be read.
  package var originAddress = ""
  /// The day of its state as an ISO date, or empty.
  package var originDate = ""
  /// What it claims to hold.
  package var claims = ImportOptions.Claims.printedCells
  /// Whether its figures are not the reporter's own.
  package var isCompiled = false
  /// The names of columns in the file.
  package var columns: [Field: Entry] = [:]
  /// What every row says and no column has.
  package var constants: [Field: Entry] = [:]
  /// What texts of a column stand for, by the text: an area, a flow, a code or a unit of ours, or `leaveOut`.
  package var words: [Field: [String: Entry]] = [:]
  /// How numbers are printed.
  package var numbers = NumberForm()
  /// How periods are printed.
  package var periods = PeriodForm.year
  /// The first month of a fiscal year, from 1.
  package var firstMonth = 4
  /// The scheme of `area-codes.csv` in which areas are given; nil for our codes and the names of the lists.
  package var areaScheme: Entry?
  /// The owner of the codes, such as `WCO` or `US`.
  package var owner = Entry("", place: "")
  /// Their edition, or `editionByYear`.
  package var edition = Entry("", place: "")
  /// How many digits every code has; nil where that differs.
  package var codeLength: Int?
  /// The unit of values.
  package var currency = Entry("", place: "")
  /// The basis of values, such as `FOB`; may be empty.
  package var basis = ""
  /// Values are printed in units of ten to this power.
  package var valuePower = 0
  /// Net weights are printed in kilograms times ten to this power.
  package var weightPower = 0

  /// Creates a mapping without columns.
  package init(digest: String) {
    self.digest = digest
  }
}
