import TradeModel

/// One observation whose texts stand once in the lists of its import, by number.
struct PackedObservation {
  var measure: MeasureName
  var flow: Flow
  var slot: UInt8 = 0
  var shape: Segment.Shape
  var line: Int32 = 0
  var partner: Int32
  var reporter: Int32
  var product: Int32
  /// The number in `goods_code`.
  var goods: Int32
  /// The number in `imprint`.
  var imprint: Int32
  var start: Int32
  var end: Int32
  var rowID: Int32
  var note: Int32
  /// Thousandths; 0 where the shape has no value.
  var value: Int64
  /// How far the lowest amount lies below the value, or itself where there is none.
  var low: Int64
  /// How far the highest amount lies above the value, or itself where there is none.
  var high: Int64

  /// The place in the file: the line, and the slot in the three lowest bits.
  var place: Int64 { Int64(line) << 3 | Int64(slot) }

  /// Sets value and bounds.
  mutating func set(_ value: Amount?, _ bounds: Bounds) {
    shape = []
    self.value = value?.thousandths ?? 0
    if value != nil { shape.insert(.value) }
    if let lowest = bounds.low?.thousandths {
      shape.insert(.low)
      low = value == nil ? lowest : self.value &- lowest
    } else {
      low = 0
    }
    if let highest = bounds.high?.thousandths {
      shape.insert(.high)
      high = value == nil ? highest : highest &- self.value
    } else {
      high = 0
    }
  }
}
