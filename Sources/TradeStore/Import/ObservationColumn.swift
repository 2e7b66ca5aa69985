/// The columns of an observation file, in the order in which we write them; a file may have them in any order.
package enum ObservationColumn: String, CaseIterable, Sendable {
  case id, reporter, partner, flow
  case firstDay = "first_day"
  case lastDay = "last_day"
  case product, owner, edition, code
  case codeBasis = "code_basis"
  case measure, value, low, high, unit, precision, status, basis, method, origin
  case originAddress = "origin_address"
  case originDate = "origin_date"
  case note

  /// The place of the column in `allCases`.
  var index: Int { ObservationColumn.inOrder.firstIndex(of: self) ?? 0 }

  private static let inOrder = allCases
}
