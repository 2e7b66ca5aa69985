/// Whole numbers in as few bytes each as the largest needs, counted from the smallest.
///
/// Written: a byte with the width (0 to 8) and, at 16, whether the numbers are thousands; the smallest number; the
/// numbers one after the other, low byte first. So each can be read by itself, and equal numbers take no room.
@safe
struct NumberColumn {
  private let base: Int64
  private let scale: Int64
  private let width: Int
  private let mask: UInt64
  // Inside the bytes of the segment, which `SegmentReader` has checked to hold all numbers and 8 bytes more.
  private let start: UnsafeRawPointer

  private static let scaledBit: UInt8 = 0x10

  /// Reads the head of a column of so many numbers.
  init(_ reader: inout SegmentReader, count: Int) throws(StoreError) {
    let tag = try reader.byte()
    base = try reader.signed()
    width = Int(tag & 0xF)
    guard width <= 8 else { throw reader.damage() }
    scale = tag & NumberColumn.scaledBit == 0 ? 1 : 1000
    mask = width == 8 ? .max : 1 << UInt64(8 * width) - 1
    unsafe start = try reader.skip(count * width)
  }

  /// The number at the place, which must be below the count.
  subscript(_ index: Int) -> Int64 {
    let bits = unsafe UInt64(littleEndian: (start + index &* width).loadUnaligned(as: UInt64.self)) & mask
    return base &+ Int64(bitPattern: bits) &* scale
  }

  /// Whether all numbers are the same.
  var isConstant: Bool { width == 0 }

  /// Appends a column of the numbers; thousands are looked for where they are to be expected.
  static func append(_ numbers: [Int64], to bytes: inout [UInt8], thousands: Bool = false) {
    var low = numbers.first ?? 0
    var high = low
    for number in numbers {
      low = min(low, number)
      high = max(high, number)
    }
    let isScaled = thousands && low != high && numbers.allSatisfy { $0 % 1000 == 0 }
    let range = UInt64(bitPattern: high &- low) / (isScaled ? 1000 : 1)
    let width = (64 - range.leadingZeroBitCount + 7) / 8
    bytes.append(UInt8(width) | (isScaled ? scaledBit : 0))
    bytes.append(signed: low)
    guard width > 0 else { return }
    let size = numbers.count * width
    // Each number is stored with 8 bytes, of which the next one overwrites those that it does not need.
    bytes += unsafe [UInt8](unsafeUninitializedCapacity: size + 8) { buffer, count in
      let start = unsafe UnsafeMutableRawPointer(buffer.baseAddress.unsafelyUnwrapped)
      for (index, number) in numbers.enumerated() {
        let distance = UInt64(bitPattern: number &- low)
        let bits = isScaled ? distance / 1000 : distance
        unsafe (start + index * width).storeBytes(of: bits.littleEndian, as: UInt64.self)
      }
      count = size
    }
  }
}

extension [UInt8] {
  /// Appends a number of any size, seven bits in a byte.
  mutating func append(unsigned number: UInt64) {
    var rest = number
    while rest >= 0x80 {
      append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    append(UInt8(truncatingIfNeeded: rest))
  }

  /// Appends a number with its sign in the lowest bit.
  mutating func append(signed number: Int64) {
    append(unsigned: UInt64(bitPattern: number << 1 ^ number >> 63))
  }
}
