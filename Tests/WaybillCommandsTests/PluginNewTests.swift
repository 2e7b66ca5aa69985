import Foundation
import Testing

@Suite struct PluginNewTests {
  @Test func `a new plugin runs at once, and a name or a folder that will not do is a usage error`() throws {
    let program = try Program()
    let new = ["plugin", "new", "--plugins", Program.root.appendingPathComponent("Plugins").path]
    let made = try program.run(new + ["first-try", "--lang", "sh"])
    #expect(made.code == 0, "\(made.errors)")
    #expect(made.output.split(separator: "\n").count == 4)
    #expect(made.errors.contains("waybill plugin check ./first-try"))
    _ = try program.run("data", "import", "--dataset", "trade.db", "--data", Program.data, Program.figures.path)
    let run = try program.run(
      "plugin", "run", "first-try", "--dataset", "trade.db", "--data", Program.data, "--as-of", "2022-06-10")
    #expect(run.code == 0, "\(run.errors)")
    #expect(run.output.contains("from China"))
    for wrong in [["first-try", "--lang", "sh"], ["../x"], ["x", "--lang", "cobol"]] {
      #expect(try program.run(new + wrong).code == 64, "\(wrong)")
    }
  }
}
