/// Restores the leading zeros that codes lose in programs which take them for numbers, and counts them.
struct RestoredZeros {
  private var count = 0

  /// Creates a count of none.
  init() {}

  /// Returns the code; where it is one digit short of the width, with the zero that it lost.
  mutating func restored(_ code: String, to width: Int) -> String {
    guard code.utf8.count == width - 1, code.utf8.allSatisfy({ (48...57).contains($0) }) else { return code }
    count += 1
    return "0" + code
  }

  /// What to say of it in the import's report: nothing where no zero was lost.
  var notes: [String] {
    count == 0 ? [] : ["the leading zero of \(count) codes was restored"]
  }
}
