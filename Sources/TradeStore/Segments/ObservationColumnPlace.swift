/// The columns of the table `observation`, in order.
enum ObservationColumnPlace: Int32, CaseIterable {
  case id, measure, flow, partner, product, reporter, startDay, endDay, goods, value, low, high, imprint, rowID, note

  /// The table as SQL declares it.
  static let declaration = """
    CREATE TABLE observation (id INTEGER, measure INTEGER, flow TEXT, partner TEXT, product TEXT, reporter TEXT,
      start_day INTEGER, end_day INTEGER, goods INTEGER, value INTEGER, low INTEGER, high INTEGER, imprint INTEGER,
      row_id TEXT, note TEXT)
    """
}
