package import TradeModel

/// One observation as the fold of a cell sees it.
package struct Candidate: Hashable, Sendable {
  /// The observation's number in the dataset.
  package var id: Int64 = 0
  /// Whose trade it is, with whom, and in which direction.
  package var lane = Lane()
  /// Which goods.
  package var scope = ProductScope()
  /// Which days.
  package var span = DaySpan(start: 0, end: 1)
  /// What is measured.
  package var measure = MeasureName.value
  /// The amount, where there is one.
  package var value: Amount?
  /// What the print leaves open.
  package var bounds = Bounds(low: nil, high: nil)
  /// The code of the unit.
  package var unit = "USD"
  /// Why there is an amount, or none.
  package var status = ObservationStatus.reported
  /// Who printed it, by number.
  package var origin: Int64 = 0

  /// Creates a candidate, to be filled in.
  package init() {}

  /// Whether the row says how much there was: an amount, bounds, or nothing recorded in a filed period.
  var isFigure: Bool {
    value != nil || bounds.low != nil || bounds.high != nil || status == .noRow
  }
}

/// Whose trade, with whom, and in which direction.
package struct Lane: Hashable, Sendable, Comparable {
  /// The reporter's code.
  package var reporter = ""
  /// The partner's code.
  package var partner = ""
  /// The flow's code.
  package var flow = "X"

  /// Creates a lane.
  package init(reporter: String = "", partner: String = "", flow: String = "X") {
    self.reporter = reporter
    self.partner = partner
    self.flow = flow
  }

  /// Orders by reporter, partner and flow.
  package static func < (left: Lane, right: Lane) -> Bool {
    (left.reporter, left.partner, left.flow) < (right.reporter, right.partner, right.flow)
  }
}

/// Who printed a figure, and when, as far as it decides which of several prints answers.
package struct PrintOrigin: Hashable, Sendable {
  /// The name, such as `GACC via Reuters`.
  package var name: String
  /// The ISO date of the print; empty where it is not known.
  package var date: String

  /// Creates an origin.
  package init(name: String, date: String) {
    self.name = name
    self.date = date
  }
}

/// The claim of a source to hold everything of a reporter, a flow and a time, so that an absent row says something.
package struct CoverageClaim: Hashable, Sendable {
  /// The reporter's code.
  package var reporter: String
  /// The flow's code.
  package var flow: String
  /// The product group; empty for all goods and their parts.
  package var product: String
  /// The days.
  package var span: DaySpan

  /// Creates a claim.
  package init(reporter: String, flow: String, product: String = "", span: DaySpan) {
    self.reporter = reporter
    self.flow = flow
    self.product = product
    self.span = span
  }
}
