/// Returns the name that is spelt most like the one that was written, or nil where none comes near.
func nearestName(to written: String, among names: some Sequence<String>) -> String? {
  let limit = max(1, (written.count + 1) / 3)
  var best: (name: String, distance: Int)?
  for name in names.sorted() where abs(name.count - written.count) <= limit {
    let distance = editDistance(Array(written), Array(name), limit: limit)
    if distance <= limit, distance < best?.distance ?? .max { best = (name, distance) }
  }
  return best?.name
}

/// Returns how many characters must be added, dropped or replaced, or a larger number than the limit.
private func editDistance(_ left: [Character], _ right: [Character], limit: Int) -> Int {
  guard left.count <= 128, right.count <= 128 else { return left == right ? 0 : limit + 1 }
  var previous = Array(0...right.count)
  for (row, character) in left.enumerated() {
    var current = [row + 1]
    for (column, other) in right.enumerated() {
      let replaced = previous[column] + (character == other ? 0 : 1)
      current.append(min(replaced, previous[column + 1] + 1, current[column] + 1))
    }
    previous = current
  }
  return previous[right.count]
}
