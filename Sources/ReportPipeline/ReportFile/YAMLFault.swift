internal import ReportModel
internal import Yams

/// What keeps a text from being YAML, in one line and with its place.
struct YAMLFault {
  private let error: any Error
  private let text: String
  private let file: String

  init(_ error: any Error, text: String, file: String) {
    self.error = error
    self.text = text
    self.file = file
  }

  var diagnostic: Diagnostic {
    switch error as? YamlError {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      .usage(
        "report.malformed", "the file is no YAML: \(problem)", at: place(mark.line, mark.column),
        hint: "look at the indentation above this place")
    case .reader(let problem, let offset, _, _):
      .usage(
        "report.malformed", "the file is no YAML: \(problem)", at: place(atCharacter: offset ?? 0),
        hint: "remove the character; YAML is UTF-8 without control characters")
    case .duplicatedKeysInMapping(let keys, let context): duplicate(keys.first ?? "", context.mark)
    default: .usage("report.malformed", "the file is no YAML", at: place(1, 1), hint: "begin it with 'report: 1'")
    }
  }

  /// Points at the second of two equal keys; the parser knows the place of one of them.
  private func duplicate(_ key: String, _ mark: Mark) -> Diagnostic {
    .usage(
      "report.duplicate_key", "the key '\(key)' stands twice", at: secondPlace(of: key, near: mark),
      hint: "keep one of them")
  }

  private func secondPlace(of key: String, near mark: Mark) -> FilePlace {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let own = lines.indices.contains(mark.line - 1) ? lines[mark.line - 1] : ""
    let again = places(of: key, in: own).filter { $0 > mark.column }
    if let column = again.first { return place(mark.line, column) }
    for number in max(0, mark.line)..<max(mark.line, lines.count) {
      if places(of: key, in: lines[number]).contains(mark.column) { return place(number + 1, mark.column) }
      // A line further to the left ends the mapping.
      let indentation = lines[number].prefix { $0 == " " }.count
      if indentation < lines[number].count, indentation < mark.column - 1 { break }
    }
    return place(mark.line, mark.column)
  }

  /// Returns the columns, counted from 1, at which the line has the key with its colon.
  private func places(of key: String, in line: Substring) -> [Int] {
    var places: [Int] = []
    for form in [key, "'\(key)'", "\"\(key)\""] {
      for start in line.indices where line[start...].hasPrefix(form) {
        let rest = line[start...].dropFirst(form.count).drop { $0 == " " }
        let before = line[..<start].last
        guard rest.first == ":", before == nil || before == " " || before == "," || before == "{" else { continue }
        places.append(line[..<start].unicodeScalars.count + 1)
      }
    }
    return places.sorted()
  }

  private func place(_ line: Int, _ column: Int) -> FilePlace {
    FilePlace(file: file, line: max(1, line), column: max(1, column))
  }

  private func place(atCharacter offset: Int) -> FilePlace {
    let before = text.prefix(offset)
    let line = before.count { $0.isNewline } + 1
    let column = before.reversed().prefix { !$0.isNewline }.count + 1
    return place(line, column)
  }
}
