/// The extent of files whose absent rows say nothing of what was reported.
final class NoExtent: StatisticsExtent {
  func add(_ row: PackedObservation) {}

  func claims(_ reference: Reference, _ packer: RecordPacker) -> [CoverageClaim] { [] }
}
