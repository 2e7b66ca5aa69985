internal import Foundation
internal import ReportModel

/// What becomes of figures that stand bare in a text: they are refused, or printed with a mark.
enum BareFigures {
  /// Refuses a text with a bare figure, unless unbacked numbers are allowed.
  ///
  /// - Throws: `evidence.missing` with the figure.
  static func refuse(in text: String, of block: String, policy: EvidencePolicy) throws(HostError) {
    guard !policy.allowsUnsourced, let figure = UnbackedNumbers.words(in: text).first else { return }
    throw HostError(
      code: "evidence.missing", message: "the text of '\(block)' holds the bare number \(figure)",
      hint: "put a {name} in its place and say under values where it comes from; codes stand in backticks")
  }

  /// Returns the text with a named value in the place of every bare figure, so that each is printed with its mark.
  ///
  /// - Parameters:
  ///   - text: The text as the plugin wrote it.
  ///   - prefix: What the identifiers of the evidence records begin with.
  ///   - record: Writes a record that says that nothing backs the figure.
  static func marked(
    _ text: String, prefix: String, record: (EvidenceRecord) -> Void
  ) -> (template: String, values: [String: VerifiedValue]) {
    var template = text
    var values: [String: VerifiedValue] = [:]
    for figure in UnbackedNumbers.words(in: text) {
      guard let place = template.range(of: figure) else { continue }
      let name = "bare-\(values.count + 1)"
      let id = "\(prefix).\(name)"
      template.replaceSubrange(place, with: "{\(name)}")
      record(EvidenceRecord(id: id, form: "none", level: .unsourced, value: figure))
      values[name] = VerifiedValue(kind: .text, raw: figure, level: .unsourced, evidence: id)
    }
    return (template, values)
  }
}
