internal import TradeStore

/// A draft of a mapping as YAML, with comments that tell what to fill in.
struct MappingDraft {
  private let sample: TableSample
  private let guess: MappingGuess

  init(_ sample: TableSample) {
    self.sample = sample
    guess = MappingGuess(sample)
  }

  /// The text; what cannot be known from the file is empty, and is refused until it is filled in.
  var text: String {
    """
    # How to read \(quoted(sample.file)): look at every line, and fill in what is ''.
    # Then: waybill data import --dataset D FILE --mapping THIS_FILE
    mapping: 1
    delimiter: \(sample.delimiter.name)
    source:
      name: ''  # fill in: the authority that published the file
      address: ''  # fill in: where it can be read
      date: ''  # the day of its state, such as 2022-06-10; may stay empty
    claims: printed-cells  # whole-periods where an absent row means no trade
    compiled: no  # yes where the figures are not the reporter's own
    columns:  # the columns of the file: \(sample.names.map(quoted).joined(separator: ", "))
    \(columns)
    constants:  # what all rows have in common and no column says
    \(constants)
    numbers:
      decimal: \(quoted(String(guess.numbers.decimal)))
      thousands: \(guess.numbers.thousands.map { quoted(String($0)) } ?? "none")
      missing: [\(guess.numbers.missing.sorted().map(quoted).joined(separator: ", "))]  # texts for no figure
    period:
      form: \(guess.periods?.rawValue ?? "year")  # \(PeriodForm.allCases.map(\.rawValue).joined(separator: ", "))
    codes:
      owner: ''  # fill in: WCO for the Harmonized System, or the country of national lines, such as US
      edition: ''  # fill in: HS2022 or another edition; by-year for national lines
    \(length)
    # areas: us-census  # the scheme of Data/reference/area-codes.csv, where areas are numbers
    values:
      currency: ''  # fill in: a unit of Data/reference/units.csv, such as USD
      times: 1  # 1000 or 1000000 where values are in thousands or millions
      basis: ''  # FOB or CIF, where the source says it
    \(guess.columns[.weight] == nil ? "" : "weights:\n  unit: kg  # or t\n")\
    # What texts of a column stand for; leave-out drops the rows. Rows of all partners are WLD.
    # words:
    #   partner: {'TOTAL FOR ALL COUNTRIES': WLD, 'ASIA': leave-out}

    """
  }

  private var columns: String {
    TableMapping.Field.allCases.map { field in
      guard let name = guess.columns[field] else { return "  # \(field.name): " }
      return "  \(field.name): \(quoted(name))\(examples(of: name))"
    }.joined(separator: "\n")
  }

  /// A comment with the first texts of the column.
  private func examples(of name: String) -> String {
    var seen: [String] = []
    for text in sample.texts(name) where !text.isEmpty && !seen.contains(text) && seen.count < 3 { seen.append(text) }
    return seen.isEmpty ? "" : "  # such as " + seen.map { quoted(String($0.prefix(40))) }.joined(separator: ", ")
  }

  private var constants: String {
    let hints: [(TableMapping.Field, String)] = [
      (.reporter, "a code of Data/reference/areas.csv, such as USA"), (.partner, "such as PRK; WLD for all partners"),
      (.flow, "X for exports, M for imports"), (.period, "in the form below"), (.code, "the code of all rows"),
    ]
    var lines = hints.filter { guess.columns[$0.0] == nil }.map { "  \($0.name): ''  # fill in: \($1)" }
    if guess.columns[.quantity] != nil, guess.columns[.unit] == nil {
      lines.append("  unit: ''  # fill in: the unit of the quantity, of Data/reference/units.csv")
    }
    return lines.isEmpty ? "  {}" : lines.joined(separator: "\n")
  }

  private var length: String {
    guess.codeLength.map { "  length: \($0)  # digits of every code; a lost leading zero is restored" }
      ?? "  # length: 6  # digits of every code, where all have as many; a lost leading zero is restored"
  }

  /// Returns the text as YAML in quotes, on one line.
  private func quoted(_ text: String) -> String {
    // Line ends of Unicode count too: a comment must not end inside a name.
    let isControl = { (scalar: Unicode.Scalar) in
      [.control, .lineSeparator, .paragraphSeparator].contains(scalar.properties.generalCategory)
    }
    guard text.unicodeScalars.contains(where: isControl) else {
      return "'" + text.replacing("'", with: "''") + "'"
    }
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": escaped += "\\" + String(scalar)
      case _ where isControl(scalar):
        let digits = String(scalar.value, radix: 16)
        escaped += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return "\"" + escaped + "\""
  }
}
