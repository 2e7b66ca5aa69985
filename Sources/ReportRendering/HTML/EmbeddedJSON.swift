import ReportModel

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// JSON inside a page's script element, where no text may end the element or hide what follows.
enum EmbeddedJSON {
  /// Returns the ledger as JSON on one line.
  static func text(of ledger: Ledger) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // A ledger holds texts, whole numbers and truth values only, and those can always be written.
    guard let data = try? encoder.encode(ledger) else { return "{\"queries\":[],\"sources\":[],\"values\":[]}" }
    return escaped(String(decoding: data, as: UTF8.self))
  }

  /// Returns JSON that says the same without `<`, line separators and characters that reorder text.
  static func escaped(_ json: String) -> String {
    var result = ""
    result.reserveCapacity(json.utf8.count)
    for scalar in json.unicodeScalars {
      switch scalar.value {
      case 0x3C: result += "\\u003c"
      case 0x2028: result += "\\u2028"
      case 0x2029: result += "\\u2029"
      case 0x7F...0x9F, 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF: result += "\\ufffd"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
