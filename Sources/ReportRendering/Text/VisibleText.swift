/// Returns text that cannot change how its neighbours are read: controls and bidirectional overrides become U+FFFD.
func visible(_ text: String) -> String {
  guard text.unicodeScalars.contains(where: { needsReplacement($0) }) else { return text }
  var result = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D, 0x2028, 0x2029: result.append(" ")
    default: result.append(needsReplacement(scalar) ? "\u{FFFD}" : scalar)
    }
  }
  return String(result)
}

private func needsReplacement(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0...0x1F, 0x7F...0x9F, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
  default: false
  }
}

/// Returns whether an address may become a link: http, https or mailto, nothing that a program would run.
func isLinkable(_ address: String) -> Bool {
  let lowered = address.lowercased()
  guard !address.unicodeScalars.contains(where: { $0.value <= 32 || needsReplacement($0) }) else { return false }
  return ["http://", "https://", "mailto:"].contains { lowered.hasPrefix($0) && lowered.count > $0.count }
}
