/// A set of small whole numbers.
struct NumberSet {
  private var isIn: [Bool] = []
  /// How many numbers are in the set.
  private(set) var count = 0

  /// The largest number, which no list of a dataset reaches.
  private static let limit: Int64 = 1 << 26

  /// Creates a set; numbers that no list has are left out.
  init(_ numbers: [Int64] = []) {
    for number in numbers where number >= 0 && number < NumberSet.limit { insert(Int32(number)) }
  }

  /// Adds a number, which must not be negative.
  mutating func insert(_ number: Int32) {
    let place = Int(number)
    if place >= isIn.count { isIn += Array(repeating: false, count: max(place + 1, 2 * isIn.count) - isIn.count) }
    guard !isIn[place] else { return }
    isIn[place] = true
    count += 1
  }

  /// Returns whether the number is in the set.
  func contains(_ number: Int64) -> Bool {
    number >= 0 && number < isIn.count && isIn[Int(number)]
  }

  /// The numbers, in order.
  var numbers: [Int32] { isIn.indices.filter { isIn[$0] }.map(Int32.init) }

  /// Returns the numbers of both sets.
  func intersection(_ other: NumberSet) -> NumberSet {
    NumberSet(numbers.map(Int64.init).filter(other.contains))
  }
}
