/// How a file prints numbers.
package struct NumberForm: Hashable, Sendable {
  /// What stands before the decimals.
  package var decimal: Character
  /// What stands between groups of digits, where a blank is a no-break one too; nil where nothing does.
  package var thousands: Character?
  /// Texts that stand for no figure, beside the empty one.
  package var missing: Set<String>

  /// Creates a form.
  package init(decimal: Character = ".", thousands: Character? = nil, missing: Set<String> = []) {
    self.decimal = decimal
    self.thousands = thousands
    self.missing = missing
  }

  /// Returns the number with a point before its decimals and nothing between its digits; nil for another form.
  ///
  /// Groups have three digits before the decimals, and two or three elsewhere, as in India: a decimal mark that was
  /// taken for a thousands separator does not make a number a thousand times as large.
  package func plain(_ text: String) -> String? {
    let parts = text.split(separator: decimal, omittingEmptySubsequences: false)
    guard parts.count <= 2, let whole = joined(parts[0]) else { return nil }
    let number = parts.count == 2 ? whole + "." + parts[1] : whole
    return number.count { $0 == "." } == parts.count - 1 ? number : nil
  }

  private func joined(_ whole: Substring) -> String? {
    guard let thousands else { return String(whole) }
    let isSeparator = { (sign: Character) in
      sign == thousands || (thousands == " " && (sign == "\u{A0}" || sign == "\u{202F}"))
    }
    let groups = whole.split(omittingEmptySubsequences: false, whereSeparator: isSeparator)
    guard groups.count > 1 else { return String(whole) }
    guard groups.last?.count == 3, (1...3).contains(groups[0].drop { $0 == "-" }.count),
      groups.dropFirst().allSatisfy({ (2...3).contains($0.count) })
    else { return nil }
    return groups.joined()
  }
}
