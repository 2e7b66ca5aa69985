import PluginKit

/// What kind of data this is: the importer's own, or the mirror of its partners'.
struct MirrorNote {
  let run: Run

  func write(hasExports: Bool) throws {
    let values: [String: ValueSource] = ["importer": .parameter("/importer"), "period": .parameter("/period")]
    let own = try run.query(
      TradeQuery(
        measures: ["rows"], by: ["reporter", "flow"],
        where: QueryConditions([
          "reporter": .equals(run.parameters.importer), "flow": .anyOf(["M", "X"]), "method": .equals("reported"),
        ]), period: QueryPeriod(from: run.parameters.period))
    ).rows()
    if own.isEmpty {
      try run.prose(
        "The dataset holds no record of {period} that {importer} filed itself. All figures are mirror data:"
          + " what partners recorded as their exports stands for the imports of {importer}.",
        values: values, key: "mirror")
    } else {
      try run.prose(
        "{importer} has records of its own in the dataset for {period}. The figures here are mirror data all the same:"
          + " what partners recorded as their exports.", values: values, key: "mirror")
    }
    guard !hasExports else { return }
    try run.prose("No partner's exports of all goods to {importer} are in the dataset for {period}.", values: values)
    try run.diagnostic(
      .warning, code: "data.missing", message: "no exports of all goods to the importer in the period",
      help: "choose another period or importer, or import figures on all goods")
  }
}
