import Foundation
import PluginProtocol
import PluginTransport

extension FuzzTarget {
  /// The cutting of a stream into lines: the first byte says how long pieces are, the second how long lines may be.
  static let lines = FuzzTarget("lines") {
    { bytes in
      guard bytes.count > 2 else { return }
      let limit = Int(bytes[1])
      let stream = Array(bytes.dropFirst(2))
      var splitter = LineSplitter(limit: limit)
      var found: [[UInt8]] = []
      var isBroken = false
      for start in stride(from: 0, to: stream.count, by: Int(bytes[0]) + 1) {
        splitter.append(stream[start..<min(start + Int(bytes[0]) + 1, stream.count)])
        do throws(WireProblem) {
          while let line = try splitter.nextLine() { found.append(line) }
        } catch {
          try require(error.code == "limit.line_bytes", "another error than that of the length: \(error)")
          isBroken = true
          break
        }
      }
      try require(splitter.examined <= stream.count, "bytes were looked at more than once")
      let expected = wholeLines(stream)
      try require(found == Array(expected.prefix(found.count)), "the lines are others than those of the stream")
      let isTooLong = expected.contains { $0.count > limit } || rest(stream).count > limit + 1
      try require(isBroken ? rest(stream).count > limit || isTooLong : found == expected, "lines are lost")
      if !isBroken { try require(splitter.remainder() == rest(stream), "the rest is another one") }
    }
  }

  /// Lines of plugins: what the strict scan takes, other readers of JSON must take too, and messages come back.
  static let messages = FuzzTarget("messages") {
    let codec = MessageCodec()
    return { line in
      do throws(WireProblem) {
        try StrictJSON.check(line, depth: codec.depth)
      } catch {
        try require(isRefusal(error), "a refusal without a reason: \(error)")
        return
      }
      try require(
        (try? JSONSerialization.jsonObject(with: Data(line))) is [String: Any],
        "the strict scan takes what is no JSON object")
      let fromPlugin = try decoded { () throws(WireProblem) in try codec.pluginMessage(line) }
      if let message = fromPlugin, !message.isUnknown {
        let written = try codec.line(for: message)
        let again = try codec.line(for: try codec.pluginMessage(written.dropLast()))
        try require(again == written, "a message of a plugin does not come back as it was written")
      }
      let fromHost = try decoded { () throws(WireProblem) in try codec.hostMessage(line) }
      if let message = fromHost, !message.isUnknown {
        let written = try codec.line(for: message)
        let again = try codec.line(for: try codec.hostMessage(written.dropLast()))
        try require(again == written, "a message of the host does not come back as it was written")
      }
    }
  }

  /// The fast reading of rows: it never goes beyond its line, and agrees with the slow one wherever that takes the line.
  static let batches = FuzzTarget("batches") {
    let codec = MessageCodec()
    return { line in
      guard var scanner = BatchScanner(line) else { return }
      var rows: [[String?]] = []
      while let row = scanner.nextRow() {
        rows.append(row)
        try require(rows.count <= line.count, "there are more rows than bytes")
      }
      // Only lines as the host writes them must be understood; others must merely do no harm.
      guard let written = try decoded({ () throws(WireProblem) in try codec.hostMessage(line) }),
        case .batch(let batch) = written, let plain = try? codec.line(for: written), Array(plain.dropLast()) == line
      else { return }
      try require(scanner.id == batch.id && scanner.sequence == batch.seq, "the head is read differently")
      try require(rows.count == batch.rows.count, "\(rows.count) rows instead of \(batch.rows.count)")
    }
  }

  private static func isRefusal(_ problem: WireProblem) -> Bool {
    (problem.code.hasPrefix("protocol.") || problem.code.hasPrefix("limit.")) && !problem.message.isEmpty
  }

  private static func decoded<Message>(_ read: () throws(WireProblem) -> Message) throws(FuzzFinding) -> Message? {
    do throws(WireProblem) {
      return try read()
    } catch {
      try require(isRefusal(error), "a refusal without a reason: \(error)")
      return nil
    }
  }

  private static func wholeLines(_ stream: [UInt8]) -> [[UInt8]] {
    stream.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).dropLast().map { line in
      Array(line.last == UInt8(ascii: "\r") ? line.dropLast() : line)
    }
  }

  private static func rest(_ stream: [UInt8]) -> [UInt8] {
    stream.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).last.map(Array.init) ?? []
  }
}

extension PluginMessage {
  /// Whether the type is one that nobody here can write.
  fileprivate var isUnknown: Bool { if case .unknown = self { true } else { false } }
}

extension HostMessage {
  /// Whether the type is one that nobody here can write.
  fileprivate var isUnknown: Bool { if case .unknown = self { true } else { false } }
}
