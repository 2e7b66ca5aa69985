internal import PluginHost
internal import PluginProtocol

/// The order in which sections run where their plugins say `after`.
struct RunOrder {
  /// The sections that a section waits for.
  private let predecessors: [String: Set<String>]
  private let waits: [String: Set<String>]

  /// Reads `after` of the plugins; plugins that make no section of the report are not waited for.
  init(_ tasks: [String: BuildPlan.Task]) {
    let ids = tasks.mapValues { $0.plugin.manifest.hello.id }
    predecessors = tasks.mapValues { task in
      let after = Set(task.plugin.manifest.hello.after ?? [])
      return Set(ids.filter { after.contains($0.value) }.keys)
    }
    waits = Dictionary(
      tasks.values.map { ($0.plugin.manifest.hello.id, Set($0.plugin.manifest.hello.after ?? [])) }
    ) { first, _ in first }
  }

  /// Whether everything that the section waits for is finished.
  func isReady(_ section: String, finished: some Collection<String>) -> Bool {
    (predecessors[section] ?? []).isSubset(of: finished)
  }

  /// Returns plugins that wait for each other in a circle, the first of them at both ends; nil where there are none.
  var cycle: [String]? {
    var settled: Set<String> = []
    for id in waits.keys.sorted() {
      var path: [String] = []
      if let cycle = cycle(from: id, path: &path, settled: &settled) { return cycle }
    }
    return nil
  }

  private func cycle(from id: String, path: inout [String], settled: inout Set<String>) -> [String]? {
    if let start = path.firstIndex(of: id) { return Array(path[start...]) + [id] }
    guard !settled.contains(id) else { return nil }
    path.append(id)
    for next in (waits[id] ?? []).sorted() where waits[next] != nil {
      if let cycle = cycle(from: next, path: &path, settled: &settled) { return cycle }
    }
    path.removeLast()
    settled.insert(id)
    return nil
  }
}
