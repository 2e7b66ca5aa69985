/// In which segments the rows of a part of a file are.
struct RowPlaces {
  private let first: Int64
  private let count: Int
  private let steps: NumberColumn
  private let segments: NumberColumn

  /// Reads a list that begins with the place; the bytes must outlive it.
  init(_ bytes: UnsafeRawBufferPointer, first: Int64) throws(StoreError) {
    var reader = unsafe SegmentReader(bytes)
    self.first = first
    count = try reader.count()
    steps = try NumberColumn(&reader, count: count)
    segments = try NumberColumn(&reader, count: count)
  }

  /// Returns the number of the segment with the row of the place.
  func segment(of place: Int64) -> Int64? {
    var current = first
    for index in 0..<count {
      current += steps[index]
      if current == place { return segments[index] }
      if current > place { return nil }
    }
    return nil
  }
}
