/// Names that plugins choose: of queries, of blocks.
enum Identifier {
  /// Returns whether the text is a name: 1 to 64 letters, digits, hyphens, underscores, and dots where they are allowed.
  static func isValid(_ text: String, allowingDots: Bool = false) -> Bool {
    (1...64).contains(text.utf8.count)
      && text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
          true
        case UInt8(ascii: "."): allowingDots
        default: false
        }
      }
  }
}
