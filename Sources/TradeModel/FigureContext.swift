/// What a reader must know of a figure beside its amount.
public struct FigureContext: Hashable, Sendable {
  /// What the prints leave open.
  public var bounds: Bounds
  /// Why there is an amount, or none.
  public var status: ObservationStatus
  /// The unit of the amount; empty where there is none.
  public var unit: String
  /// The days that the figure covers, as text; empty where there are none.
  public var covers: String

  /// Creates the context of a figure.
  public init(bounds: Bounds, status: ObservationStatus, unit: String, covers: String) {
    self.bounds = bounds
    self.status = status
    self.unit = unit
    self.covers = covers
  }
}
