import Foundation
import Testing

@Suite(.serialized) struct DataCommandTests {
  private let program: Program

  init() throws {
    program = try Program()
  }

  private func importFigures() throws -> Program.Outcome {
    try program.run("data", "import", "--dataset", "trade.db", "--data", Program.data, Program.figures.path)
  }

  private let query = [
    "data", "query", "--dataset", "trade.db", "--measures", "value", "--by", "reporter", "--where", "partner=PRK",
    "--where", "flow=X", "--where", "reporter=CHN,RUS", "--period", "2020",
  ]

  @Test func `figures are imported once, listed and asked for`() throws {
    let first = try importFigures()
    #expect(first.code == 0)
    #expect(first.output.contains("rows imported"))
    #expect(try importFigures().output.contains("already imported, nothing changed"))

    let sources = try program.run("data", "sources", "--dataset", "trade.db")
    #expect(sources.code == 0)
    #expect(sources.output.contains("press-figures.csv"))
    let coverage = try program.run("data", "coverage", "--dataset", "trade.db")
    #expect(coverage.code == 0)
    // One line for each reporter and flow, 80 wide and in plain characters in a pipe, and a legend.
    let lines = coverage.output.split(separator: "\n").map(String.init)
    #expect(lines.allSatisfy { !$0.hasSuffix(" ") && $0.count <= 80 && $0.allSatisfy(\.isASCII) }, "\(coverage.output)")
    #expect(lines.first?.hasPrefix("reporter  flow  rows  2017") == true, "\(coverage.output)")
    #expect(lines.count { $0.hasPrefix("CHN ") } >= 1)
    #expect(lines.last == "# all trade of the year   + some figures   . nothing known", "\(coverage.output)")
    let years = try program.run(
      "data", "coverage", "--dataset", "trade.db", "--grain", "year", "--reporter", "RUS", "--products")
    #expect(years.output.contains("\nRUS       X "), "\(years.output)")

    let text = try program.run(query)
    #expect(text.code == 0)
    #expect(text.output.hasPrefix("reporter         USD value\nCHN              491100000\n"), "\(text.output)")
    let json = try program.run(query + ["--format", "json"])
    #expect(json.output.contains("491100000"))
    let same =
      #"{"measures":["value"],"by":["reporter"],"where":{"partner":"PRK","flow":"X","reporter":["CHN","RUS"]},"period":{"from":"2020"}}"#
    #expect(try program.run("data", "query", "--dataset", "trade.db", "--json", "-", input: same).output == text.output)
  }

  @Test func `a file is retracted and taken in again`() throws {
    _ = try importFigures()
    let answer = try program.run(query).output
    let retracted = try program.run("data", "retract", "--dataset", "trade.db", "press-figures.csv")
    #expect(retracted.code == 0)
    #expect(retracted.output.hasPrefix("press-figures.csv: retracted, "))
    #expect(try program.run("data", "sources", "--dataset", "trade.db").output.contains("(retracted)"))
    #expect(try !program.run(query).output.contains("491100000"))
    let refused = try importFigures()
    #expect(refused.code == 1)
    #expect(refused.errors.contains("retract --undo sha256:"), "\(refused.errors)")
    let undone = try program.run("data", "retract", "--dataset", "trade.db", "--undo", "press-figures.csv")
    #expect(undone.output.contains("taken in again"))
    #expect(try program.run(query).output == answer)
    let unknown = try program.run("data", "retract", "--dataset", "trade.db", "no.csv")
    #expect(unknown.code == 1)
    #expect(unknown.errors.contains("dataset.unknown_source"))
  }

  @Test func `figures that cannot both be right are found`() throws {
    let lines = try String(contentsOf: Program.figures, encoding: .utf8).split(separator: "\n")
    let print = ",CHN,PRK,X,2019-01-01,2019-12-31,total,,,,,value,"
    let end = ",,,USD,exact,reported,,reported,Customs,https://example.org,2021-01-18,\n"
    try program.write("\(lines[0])\nT1\(print)10\(end)T2\(print)12\(end)", to: "two.csv")
    _ = try program.run("data", "import", "--dataset", "two.db", "--data", Program.data, "two.csv")
    let outcome = try program.run("data", "verify", "--dataset", "two.db")
    #expect(outcome.code == 0)
    #expect(outcome.output.contains("10 USD, two.csv:2"), "\(outcome.output)")
    #expect(outcome.output.contains("12 USD, two.csv:3"), "\(outcome.output)")
    #expect(try program.run("data", "verify", "--dataset", "two.db", "--strict").code == 3)
    let json = try program.run("data", "verify", "--dataset", "two.db", "--format", "json")
    #expect(json.output.contains("two.csv:3"))
    #expect(try program.run("data", "verify", "--dataset", "two.db", "--reporter", "ZZZ").code == 64)
    #expect(try program.run("data", "verify", "--dataset", "two.db", "--strict", "--reporter", "RUS").code == 0)
  }

  @Test func `an export imports with the same answers`() throws {
    _ = try importFigures()
    let file = try program.run("data", "export", "--dataset", "trade.db", "--out", "out.csv")
    #expect(file.code == 0)
    #expect(try program.run("data", "export", "--dataset", "trade.db").output == program.read("out.csv"))
    let again = try program.run("data", "import", "--dataset", "again.db", "--data", Program.data, "out.csv")
    #expect(again.code == 0, "\(again.errors)")
    let every = [
      "--measures", "value", "value.low", "value.high", "quantity", "--by", "reporter", "partner", "flow", "product",
      "origin", "method", "period",
    ]
    let answers = try ["trade.db", "again.db"].map {
      try program.run(["data", "query", "--dataset", $0] + every).output
    }
    #expect(answers[0].split(separator: "\n").count > 100)
    #expect(answers[0] == answers[1])
    let nowhere = try program.run("data", "export", "--dataset", "trade.db", "--out", "none/out.csv")
    #expect(nowhere.code == 1)
    #expect(nowhere.errors.contains("cannot be written"))
  }

  @Test func `a query that the data refuse names the place`() throws {
    _ = try importFigures()
    let outcome = try program.run("data", "query", "--dataset", "trade.db", "--measures", "value", "--by", "reporters")
    #expect(outcome.code != 0)
    #expect(outcome.errors.contains("/by/0"), "\(outcome.errors)")
    #expect(try program.run(query + ["--limit=-1"]).code < 128)
  }

  @Test func `a file with a bad row is refused whole, or without the row where that is asked for`() throws {
    let text = try String(contentsOf: Program.figures, encoding: .utf8).split(separator: "\n").prefix(3)
    try program.write(
      text.joined(separator: "\n") + "\n" + text[1].replacingOccurrences(of: "CHN", with: "ZZZ") + "\n", to: "bad.csv")
    let arguments = ["data", "import", "--dataset", "trade.db", "--data", Program.data, "bad.csv"]
    let refused = try program.run(arguments)
    #expect(refused.code == 1)
    #expect(refused.errors.contains("bad.csv:4"), "\(refused.errors)")
    let skipped = try program.run(arguments + ["--skip-bad"])
    #expect(skipped.code == 0)
    #expect(skipped.output.contains("2 rows imported, 1 skipped"), "\(skipped.output)")
  }

  @Test func `of several files the sound ones are imported, and the exit code tells of the others`() throws {
    try program.write("<html>502</html>", to: "page.csv")
    try program.write("Country,Year\nChina,2020\n", to: "other.csv")
    let arguments = ["data", "import", "--dataset", "trade.db", "--data", Program.data]
    let outcome = try program.run(arguments + ["page.csv", Program.figures.path, "other.csv"])
    #expect(outcome.code == 1)
    #expect(outcome.output.contains("page.csv: refused, nothing changed\n"), "\(outcome.output)")
    #expect(outcome.output.contains("2 of 3 files were refused and changed nothing; what the others hold is imported"))
    #expect(outcome.errors.contains("'page.csv' is a web page"), "\(outcome.errors)")
    #expect(try program.run("data", "sources", "--dataset", "trade.db").output.contains("press-figures.csv"))
  }

  @Test func `a format is named with --as, and an unknown one lists the known`() throws {
    let arguments = ["data", "import", "--dataset", "trade.db", "--data", Program.data, Program.figures.path]
    let wrong = try program.run(arguments + ["--as", "comtrade"])
    #expect(wrong.code == 64)
    #expect(
      wrong.errors.contains("- waybill-observations") && wrong.errors.contains("- comtrade-csv"), "\(wrong.errors)")
    #expect(try program.run(arguments + ["--as", "baci-csv"]).code == 1)
    #expect(try program.run(arguments + ["--as", "waybill-observations"]).code == 0)
    #expect(try program.run("data", "import", "--help").output.contains("  comtrade-json "))
  }

  @Test func `plugins are listed and tried out`() throws {
    try program.project(plugin: Program.finding)
    _ = try importFigures()
    let list = try program.run("plugin", "list")
    #expect(list.code == 0)
    #expect(list.output.contains("\ntop "))
    #expect(try program.run("plugin", "list", "--format", "json").output.contains("org.example.top"))
    let trial = try program.run("plugin", "run", "Plugins/top", "--dataset", "trade.db")
    #expect(trial.output.contains("It was USD"), "\(trial.errors)")
    #expect(trial.code == 0)
    let bad = try program.run("plugin", "run", "Plugins/top", "--dataset", "trade.db", "--param", "year=soon")
    #expect(bad.code == 64)
    #expect(bad.errors.contains("'soon' is no integer"), "\(bad.errors)")
  }

  @Test func `the doctor lists what there is`() throws {
    try program.project(plugin: Program.finding)
    let outcome = try program.run("doctor", "--data", Program.data)
    #expect(outcome.output.contains("python3"))
    #expect(outcome.output.contains("top"))
  }
}
