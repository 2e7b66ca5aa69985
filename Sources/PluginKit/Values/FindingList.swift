public import PluginProtocol

/// Findings that are sent together, the weightiest first.
public struct FindingList {
  private var findings: [FindingMessage] = []

  /// Creates an empty list.
  public init() {}

  /// Whether there are none.
  public var isEmpty: Bool { findings.isEmpty }

  /// Adds a finding; of equal keys the first one stays, so that a key is unique in the run.
  public mutating func add(
    _ key: String, _ text: String, _ values: [String: ValueSource], signal: String? = nil, weight: Double
  ) {
    let key = String(key.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") ? $0 : "-" })
    guard !findings.contains(where: { $0.key == key }) else { return }
    findings.append(FindingMessage(key: key, text: text, values: values, signal: signal, weight: weight))
  }

  /// The findings by weight; equal ones stay in the order in which they were added.
  var sorted: [FindingMessage] {
    findings.enumerated().sorted {
      ($0.element.weight ?? 0, -$0.offset) > ($1.element.weight ?? 0, -$1.offset)
    }.map(\.element)
  }
}

extension PluginRun {
  /// Sends the findings, the weightiest first.
  public func findings(_ list: FindingList) throws {
    for finding in list.sorted { try wire.send(.finding(finding)) }
  }
}
