extension String {
  /// Whether a sentence begins after this text: nothing stands there, or the end of another sentence.
  var endsSentence: Bool {
    guard let last = last(where: { !$0.isWhitespace }) else { return true }
    return ".!?".contains(last)
  }

  /// Whether it is the code of an area, whose name keeps its capital; products have names in lower case or digits.
  var isAreaCode: Bool {
    !isEmpty && utf8.allSatisfy { (65...90).contains($0) || (48...57).contains($0) }
      && utf8.contains { (65...90).contains($0) }
  }

  /// The words with a lower-case first letter; `HS` and `X-rays` keep theirs.
  var uncapitalized: String {
    guard let second = dropFirst().first, second.isLowercase else { return self }
    return prefix(1).lowercased() + dropFirst()
  }
}
