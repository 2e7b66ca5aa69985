/// What one row of an office's file comes to: observations, or why there are none.
struct StatisticsRow {
  /// Something that makes the row unusable.
  struct Fault: Hashable {
    /// The name of the column, where one is to blame.
    var column: String?
    /// The kind of the fault.
    var code: String
    /// What is wrong; rows with the same words are listed once.
    var message: String
    /// What to try.
    var hint: String?
  }

  /// The line on which the row starts, counted from 1.
  var line = 0
  /// One observation for each measure, seven at most.
  var records: [ObservationRecord] = []
  /// The same with the numbers of the packer, where the reader has one; then `records` is empty.
  var packed: [PackedObservation] = []
  /// Why the row is no part of the dataset although nothing is wrong with it.
  var leftOut: LeftOutReason?
  /// What makes the row unusable.
  var faults: [Fault] = []

  /// Empties the row for the next line.
  mutating func reset(line: Int) {
    self.line = line
    records.removeAll(keepingCapacity: true)
    packed.removeAll(keepingCapacity: true)
    faults.removeAll(keepingCapacity: true)
    leftOut = nil
  }

  /// Adds a fault.
  mutating func fault(_ column: String?, _ code: String, _ message: String, _ hint: String?) {
    faults.append(Fault(column: column, code: code, message: message, hint: hint))
  }

  /// Returns the number that the text of a column is; what is none, or leaves the range when it is scaled, is a fault.
  mutating func number(_ text: String, _ column: String, timesTenTo power: Int = 0) -> PrintedDecimal? {
    if let number = PrintedDecimal(text), number.amount(timesTenTo: power) != nil { return number }
    fault(
      column, "import.bad_number", "'\(text)' is no plain decimal number within the range",
      "write it without thousands separators or exponent")
    return nil
  }
}

extension StatisticsRow {
  /// Returns the number that a text with commas between each three digits is; what is none is a fault.
  mutating func grouped(_ text: String, _ column: String) -> PrintedDecimal? {
    guard text.utf8.contains(UInt8(ascii: ",")) else { return number(text, column) }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let groups = parts[0].split(separator: ",", omittingEmptySubsequences: false)
    let isGrouped =
      (1...3).contains(groups[0].utf8.count { $0 != UInt8(ascii: "-") })
      && groups.dropFirst().allSatisfy { $0.utf8.count == 3 }
      && !parts.dropFirst().joined().utf8.contains(UInt8(ascii: ","))
    guard isGrouped else {
      fault(
        column, "import.bad_number", "'\(text)' has its commas at other places than between each three digits",
        "write it without commas")
      return nil
    }
    return number(text.filter { $0 != "," }, column)
  }
}

/// Why a sound row of a file is left out; the text follows a number of rows.
package struct LeftOutReason: RawRepresentable, Hashable, Sendable {
  /// The words for readers.
  package let rawValue: String

  /// Creates a reason from its words.
  package init(rawValue: String) {
    self.rawValue = rawValue
  }

  /// Re-exports, re-imports and processing trade, which the flows X and M hold already.
  static let partOfFlow = LeftOutReason(rawValue: "of flows that are a part of exports or imports")
  /// Rows by second partner, which the row of all second partners holds already.
  static let secondPartner = LeftOutReason(rawValue: "by second partner, a part of the row without one")
  /// Rows by customs procedure or mode of supply.
  static let customsProcedure = LeftOutReason(rawValue: "by customs procedure, a part of the row of all procedures")
  /// Rows by mode of transport.
  static let transport = LeftOutReason(rawValue: "by mode of transport, a part of the row of all modes")
  /// Services, which have no customs records.
  static let services = LeftOutReason(rawValue: "of trade in services")
  /// Codes of one digit, or with letters, that stand for several others.
  static let codeGroup = LeftOutReason(rawValue: "of groups of codes with a name of their own")
  /// Rows whose words the mapping of the file leaves out.
  static let mapping = LeftOutReason(rawValue: "by the mapping")
  /// Rows of which the file has another one, the same in every figure.
  static let duplicate = LeftOutReason(rawValue: "that stand in the file twice")
  /// Rows without any figure.
  static let noFigure = LeftOutReason(rawValue: "without a value, quantity or weight")
}
