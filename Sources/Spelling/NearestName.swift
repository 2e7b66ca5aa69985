/// Returns the known name that is closest to the written one, or nil where none is close.
package func nearestName(to written: String, among known: some Sequence<String>) -> String? {
  let written = written.lowercased()
  let limit = max(1, written.unicodeScalars.count / 3)
  var best: (distance: Int, name: String)?
  for name in known {
    let distance = editDistance(written, name.lowercased(), limit: best?.distance ?? limit + 1)
    guard distance <= limit else { continue }
    if let best, (best.distance, best.name) <= (distance, name) { continue }
    best = (distance, name)
  }
  return best?.name
}

/// Returns how many letters must be put in, left out, changed or swapped; stops counting above the limit.
private func editDistance(_ left: String, _ right: String, limit: Int) -> Int {
  let left = Array(left.unicodeScalars)
  let right = Array(right.unicodeScalars)
  if abs(left.count - right.count) > limit { return limit + 1 }
  var beforeLast: [Int] = []
  var last = Array(0...right.count)
  for row in 0..<left.count {
    var current = [row + 1]
    current.reserveCapacity(right.count + 1)
    for column in 0..<right.count {
      let change = last[column] + (left[row] == right[column] ? 0 : 1)
      var best = min(change, last[column + 1] + 1, current[column] + 1)
      if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
        best = min(best, beforeLast[column - 1] + 1)
      }
      current.append(best)
    }
    beforeLast = last
    last = current
  }
  return last[right.count]
}

/// Returns `try 'value'` where a known name is close, else the hint for want of one.
package func suggestion(_ written: String, among known: some Sequence<String>, otherwise: String? = nil) -> String? {
  nearestName(to: written, among: known).map { "try '\($0)'" } ?? otherwise
}
