/// Why the dataset refused something, and what to do then.
package struct StoreError: Error, Hashable, Sendable {
  /// The kind of an error; an open set.
  package struct Code: RawRepresentable, Hashable, Sendable {
    /// The name of the code, such as `dataset.missing`.
    package let rawValue: String

    /// Creates a code from its name.
    package init(rawValue: String) {
      self.rawValue = rawValue
    }

    /// There is no file at the path.
    package static let missing = Code(rawValue: "dataset.missing")
    /// There is a file at the path already.
    package static let exists = Code(rawValue: "dataset.exists")
    /// The file is not an SQLite database.
    package static let notADatabase = Code(rawValue: "dataset.not_a_database")
    /// The file is a database of another program.
    package static let foreign = Code(rawValue: "dataset.foreign")
    /// The file was written by a newer version of this program.
    package static let newer = Code(rawValue: "dataset.newer")
    /// Another process writes to the dataset.
    package static let busy = Code(rawValue: "dataset.busy")
    /// The disk is full, or the file cannot be written.
    package static let storage = Code(rawValue: "dataset.storage")
    /// The database file is damaged.
    package static let corrupt = Code(rawValue: "dataset.corrupt")
    /// SQLite refused a statement for another reason.
    package static let failed = Code(rawValue: "dataset.failed")
    /// A file to be imported cannot be read.
    package static let unreadable = Code(rawValue: "import.unreadable")
    /// A file to be imported is not well-formed CSV.
    package static let malformed = Code(rawValue: "import.malformed")
    /// A file to be imported is no data at all, such as an error page.
    package static let notData = Code(rawValue: "import.no_data")
    /// A file to be imported is a table in no format that we know.
    package static let unknownFormat = Code(rawValue: "import.unknown_format")
    /// The text of a file to be imported is not in the encoding that it claims.
    package static let encoding = Code(rawValue: "import.encoding")
    /// A file to be imported breaks off.
    package static let truncated = Code(rawValue: "import.truncated")
    /// A file to be imported lacks columns that its format needs.
    package static let columns = Code(rawValue: "import.columns")
    /// A flow is stated for a file that says its flows itself, or none for one that does not.
    package static let flow = Code(rawValue: "import.flow")
    /// The columns of a file to be imported do not stand under their names.
    package static let shifted = Code(rawValue: "import.shifted")
    /// A file to be imported unpacks to more than is allowed.
    package static let tooLarge = Code(rawValue: "import.too_large")
    /// A mapping does not fit the file that it is to describe, or the lists.
    package static let mapping = Code(rawValue: "import.mapping")
    /// A file of reference lists has a row that cannot be used.
    package static let badReference = Code(rawValue: "import.bad_reference")
    /// There is no such source to retract.
    package static let unknownSource = Code(rawValue: "dataset.unknown_source")
    /// A verification is limited to a reporter or product that the lists do not have.
    package static let unknownCode = Code(rawValue: "query.unknown_code")
    /// Several sources go by the name of the one to retract.
    package static let ambiguousSource = Code(rawValue: "dataset.ambiguous_source")
    /// A sum exceeds the range of an amount.
    package static let overflow = Code(rawValue: "query.overflow")
    /// The answer to a query has more rows than can be sorted.
    package static let tooBroad = Code(rawValue: "query.too_broad")
  }

  /// The kind of the error.
  package var code: Code
  /// What happened, and where.
  package var message: String
  /// What to try; begins with a verb.
  package var hint: String?

  /// Creates an error.
  package init(_ code: Code, _ message: String, hint: String? = nil) {
    self.code = code
    self.message = message
    self.hint = hint
  }
}
