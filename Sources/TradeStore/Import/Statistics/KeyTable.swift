/// Small numbers by the bytes of short fields, for look-ups in every row.
struct KeyTable {
  private var keys: [UInt64]
  private var values: [Int32]
  private var count = 0

  /// How many entries are kept; a file with more of them does not repeat itself.
  private static let limit = 1 << 18

  /// Creates an empty table.
  init() {
    keys = Array(repeating: 0, count: 64)
    values = Array(repeating: -1, count: 64)
  }

  /// Returns the number of a key, which must not be 0; nil where it has none.
  subscript(_ key: UInt64) -> Int32? {
    guard key != 0 else { return nil }
    var place = self.place(of: key)
    while true {
      let found = keys[place]
      if found == key { return values[place] }
      if found == 0 { return nil }
      place = (place + 1) & (keys.count - 1)
    }
  }

  /// Gives a number to a key; the key of an empty or a long field has none.
  mutating func insert(_ key: UInt64, _ value: Int32) {
    guard key != 0, key != .max, count < KeyTable.limit, self[key] == nil else { return }
    if 2 * count >= keys.count { grow() }
    put(key, value)
    count += 1
  }

  private mutating func put(_ key: UInt64, _ value: Int32) {
    var place = self.place(of: key)
    while keys[place] != 0 { place = (place + 1) & (keys.count - 1) }
    keys[place] = key
    values[place] = value
  }

  private mutating func grow() {
    let (oldKeys, oldValues) = (keys, values)
    keys = Array(repeating: 0, count: 2 * oldKeys.count)
    values = Array(repeating: -1, count: 2 * oldKeys.count)
    for (key, value) in zip(oldKeys, oldValues) where key != 0 { put(key, value) }
  }

  private func place(of key: UInt64) -> Int {
    Int((key &* 0x9E37_79B9_7F4A_7C15) >> 32) & (keys.count - 1)
  }
}
