import Testing

@Suite(.serialized) struct CorrelationCommandTests {
  private let command = ["data", "correlations", "--dataset", "trade.db"]

  @Test func `a table is imported and a code is shown`() throws {
    let program = try Program()
    try program.write("HS2022,HS2017,Relationship\n300241,300220,1:1\n", to: "hs.csv")
    let first = try program.run(command + ["--data", Program.data, "hs.csv"])
    #expect(first.code == 0)
    #expect(first.output.contains("hs.csv (unsd-correlations): 1 rows imported"), "\(first.output)")
    #expect(first.output.contains("1 1:1, 0 n:1, 0 1:n, 0 n:n"), "\(first.output)")
    #expect(
      try program.run(command + ["--data", Program.data, "hs.csv"]).output.contains("already imported, nothing changed")
    )

    let shown = try program.run(command + ["--code", "3002.20", "--from", "HS2017", "--to", "HS2022"])
    #expect(shown.code == 0)
    #expect(
      shown.output == """
        edition  code    edition  code    kind  target  conversion
        HS2017   300220  HS2022   300241  1:1   mapped

        """)
    #expect(
      try program.run(command + ["--code", "300241", "--format", "json"]).output.contains(#""toCode" : "300220""#))
  }

  @Test func `what is not there is said with a way out`() throws {
    let program = try Program()
    try program.write("HS2022,HS2017\n300241,300220\n", to: "hs.csv")
    _ = try program.run(command + ["--data", Program.data, "hs.csv"])
    let table = try program.run(command + ["--code", "300220", "--to", "HS2002"])
    #expect(table.code == 1)
    #expect(table.errors.contains("use one of: HS2017 to HS2022, HS2022 to HS2017"), "\(table.errors)")
    let code = try program.run(command + ["--code", "999998"])
    #expect(code.code == 1)
    #expect(code.errors.contains("no correlation table has the code '999998'"), "\(code.errors)")
    #expect(try program.run(command + ["--code", "30022"]).code == 64)
    #expect(try program.run(command).code == 64)
    #expect(try program.run(command + ["--from", "HS2017", "hs.csv"]).code == 64)
    #expect(try program.run(command + ["missing.csv", "--data", Program.data]).code == 1)
  }
}
