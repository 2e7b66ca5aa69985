/// The places of rows in the order of a number of each, of equal ones the earlier row first.
///
/// Sorted by eleven bits at a time from the lowest on, which takes a third of the time of comparing.
struct SortedRows {
  /// The places.
  private(set) var order: [Int32]

  private static let digitBits: UInt64 = 11
  private static let digits = 1 << Int(digitBits)

  /// Sorts rows by their keys.
  init(keys: [UInt64]) {
    order = (0..<Int32(keys.count)).map { $0 }
    var other = order
    // Digits that all keys share need no pass.
    let differing = keys.reduce(0) { $0 | ($1 ^ keys[0]) }
    for shift in stride(from: UInt64(0), to: 64, by: Int(SortedRows.digitBits)) {
      let mask = UInt64(SortedRows.digits - 1)
      guard differing >> shift & mask != 0 else { continue }
      var starts = [Int](repeating: 0, count: SortedRows.digits + 1)
      for key in keys { starts[Int(key >> shift & mask) + 1] += 1 }
      for digit in 1...SortedRows.digits { starts[digit] += starts[digit - 1] }
      for row in order {
        let digit = Int(keys[Int(row)] >> shift & mask)
        other[starts[digit]] = row
        starts[digit] += 1
      }
      swap(&order, &other)
    }
  }
}
