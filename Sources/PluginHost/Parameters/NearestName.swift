/// Finds the name that a mistyped one was probably meant to be.
package enum NearestName {
  /// Returns the candidate with the fewest edits, if they are few beside the length of the name.
  package static func nearest(to name: String, among candidates: [String]) -> String? {
    let limit = max(1, name.count / 3)
    return candidates.map { ($0, distance(Array(name), Array($0))) }
      .filter { $0.1 <= limit }
      .min { ($0.1, $0.0) < ($1.1, $1.0) }?.0
  }

  /// Returns how many characters are to be changed, added, left out, or exchanged with their neighbour.
  private static func distance(_ left: [Character], _ right: [Character]) -> Int {
    var rows = [Array(0...right.count)]
    for (row, character) in left.enumerated() {
      var current = [row + 1]
      for (column, other) in right.enumerated() {
        let substitution = rows[row][column] + (character == other ? 0 : 1)
        var best = min(substitution, rows[row][column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, character == right[column - 1], other == left[row - 1] {
          best = min(best, rows[row - 1][column - 1] + 1)
        }
        current.append(best)
      }
      rows.append(current)
    }
    return rows[left.count][right.count]
  }
}
