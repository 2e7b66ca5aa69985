import TradeModel
import TradeStore

/// Makes a failing case smaller, as long as it fails: files, rows, and parts of the query are left out.
struct CaseShrinker {
  private var files: [PropertyCase.File]
  private var query: TradeQuery

  init(files: [PropertyCase.File], query: TradeQuery) {
    self.files = files
    self.query = query
  }

  /// Returns the smallest failing case that was found, and how it fails.
  func smallest() throws -> (example: PropertyCase, difference: String?) {
    var best = self
    var isSmaller = true
    while isSmaller {
      isSmaller = false
      for candidate in best.smaller() where try candidate.fails() != nil {
        best = candidate
        isSmaller = true
        break
      }
    }
    return (PropertyCase(files: best.files, query: best.query), try best.fails())
  }

  private func fails() throws -> String? {
    try ImportedCase(files, into: TestDataset()).difference(query)
  }

  private func smaller() -> [CaseShrinker] {
    var cases: [CaseShrinker] = []
    func add(_ change: (inout CaseShrinker) -> Void) {
      var copy = self
      change(&copy)
      cases.append(copy)
    }
    for file in files.indices {
      if files.count > 1 { add { $0.files.remove(at: file) } }
      for row in files[file].rows.indices where files[file].rows.count > 1 {
        add { $0.files[file].rows.remove(at: row) }
      }
      if files[file].isRetracted { add { $0.files[file].isRetracted = false } }
      if files[file].claims == .wholePeriods { add { $0.files[file].claims = .printedCells } }
    }
    for place in query.measures.indices where query.measures.count > 1 {
      add {
        $0.query.order = []; $0.query.measures.remove(at: place)
      }
    }
    for place in query.by.indices {
      add {
        $0.query.order = []; $0.query.by.remove(at: place)
      }
    }
    for key in query.conditions.all.keys { add { $0.query.conditions.all[key] = nil } }
    for place in query.conditions.any.indices { add { $0.query.conditions.any.remove(at: place) } }
    if !query.order.isEmpty { add { $0.query.order = [] } }
    if query.limit != nil { add { $0.query.limit = nil } }
    if query.fill != nil { add { $0.query.fill = nil } }
    if query.partial { add { $0.query.partial = false } }
    if query.period?.months != nil { add { $0.query.period?.months = nil } }
    if query.period?.grain != nil { add { $0.query.period?.grain = nil } }
    if query.period != nil { add { $0.query.period = nil } }
    return cases
  }
}
