/// A file of a statistical office, read row by row in bounded memory.
protocol StatisticsReader: AnyObject {
  /// The name of the format in the list of sources, such as `comtrade-csv`.
  var format: String { get }
  /// What the reader assumed or repaired, for the import's report; complete at the end.
  var notes: [String] { get }
  /// Says what the figures in the file show to be complete.
  var extent: any StatisticsExtent { get }

  /// Reads the next row into the place given; returns false at the end of the file.
  func next(into row: inout StatisticsRow) throws -> Bool
}

/// A reader that gives the numbers of codes itself, because its rows repeat what rows before them had.
protocol PackingReader: StatisticsReader {
  /// What gives texts their numbers; set before the first row is read.
  var packer: RecordPacker? { get set }
}

/// What a file shows to hold completely, gathered row by row.
protocol StatisticsExtent: AnyObject {
  /// Takes an observation into account.
  func add(_ row: PackedObservation)
  /// Returns what the rows, numbered by the packer, prove to be complete.
  func claims(_ reference: Reference, _ packer: RecordPacker) -> [CoverageClaim]
}
