import Foundation
import PluginHost
import ReportModel
import Testing

@Suite struct StatedFigureTests {
  private func decimal(_ text: String) throws -> Decimal { try #require(Decimal(string: text)) }

  /// Figures as they are computed, with enough digits that one percent can be told.
  static let figures: [(String, ValueFormat)] = [
    ("0.354549023", .percent), ("0.0123456", .percent), ("0.000987654", .percent), ("0.86", .percent),
    ("-0.590163934", .change), ("0.820484435", .change), ("12.5", .change), ("491100000", .auto), ("2198", .auto),
    ("-340000", .auto), ("0.0375", .auto), ("3.14159265", .auto), ("16400000.5", .full),
  ]

  @Test(arguments: figures)
  func `a figure that is off by one percent is caught`(figure: (computed: String, format: ValueFormat)) throws {
    let computed = try decimal(figure.computed)
    #expect(StatedFigure.agrees(computed, with: computed, format: figure.format))
    for factor in ["1.01", "0.99", "1.001", "0.999", "-1", "100", "0.01"] {
      #expect(
        !StatedFigure.agrees(computed * (try decimal(factor)), with: computed, format: figure.format),
        "\(figure.computed) times \(factor)")
    }
  }

  @Test(arguments: [
    ("0.3545490231", "0.354549023", ValueFormat.percent), ("0.3545490231", "0.3545", .percent),
    ("0.3333333333333333333333333333333333", "0.333333333", .percent), ("-0.590163934426", "-0.5902", .change),
    ("0.3", "0.30000000000000004", .auto), ("491100000", "491100000", .auto), ("491100000.4", "491100000", .auto),
    ("1234567.8", "1234568", .auto), ("0.6666666666666666", "0.6667", .auto), ("0", "0", .percent), ("0", "0", .auto),
  ])
  func `a figure rounded to the digits that are shown is accepted`(
    computed: String, stated: String, format: ValueFormat
  ) throws {
    #expect(StatedFigure.agrees(try decimal(stated), with: try decimal(computed), format: format))
  }

  @Test(arguments: [
    ("0.354549", "0.36", ValueFormat.percent), ("0.354549", "0.35", .percent), ("2789020000", "2800000000", .auto),
    ("0.5", "0.501", .percent), ("0", "1", .auto), ("0", "0.01", .percent), ("10.4", "10", .auto),
  ])
  func `a figure rounded more than is shown is refused`(computed: String, stated: String, format: ValueFormat) throws {
    #expect(!StatedFigure.agrees(try decimal(stated), with: try decimal(computed), format: format))
  }

  @Test func `what is no number agrees with nothing`() {
    #expect(!StatedFigure.agrees(.nan, with: 1, format: .auto))
    #expect(!StatedFigure.agrees(1, with: .nan, format: .auto))
  }
}
