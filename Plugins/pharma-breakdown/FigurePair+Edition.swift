import PluginKit

extension FigurePair {
  /// The first day of the edition of the Harmonized System of 2022, in which groups changed their codes.
  static let newEdition = CalendarDate(year: 2022, month: 1, day: 1)

  /// A sentence for a comparison across two editions; empty within one.
  var editionNote: String {
    guard let day = FigurePair.newEdition, first.period.start < day, second.period.end > day else { return "" }
    return " The Harmonized System changed between the two, so they are not wholly of the same goods."
  }
}
