package import Foundation
internal import FoundationNetworking
internal import TradeStore

/// Downloads from UN Comtrade's interface, version 1, into files that can be imported.
package struct Download: Sendable {
  /// The most rows that the interface puts into one answer.
  package static let rowLimit = 250_000

  /// What a download tells while it lasts.
  package enum Event: Hashable, Sendable {
    /// An answer is there; `isNew` is false where it was there before.
    case answered(DownloadLog.Entry, done: Int, of: Int, isNew: Bool)
    /// A request is tried again after a wait.
    case waiting(Duration, because: String)
  }

  /// The server, such as `https://comtradeapi.un.org`.
  package var server: String
  /// The user's key.
  package var key: String
  /// The folder for the answers.
  package var folder: String
  /// How fast requests follow one another.
  package var pace = Pace()
  /// What the time is; it goes into the log.
  package var now: @Sendable () -> Date

  /// Creates a download.
  package init(server: String, key: String, folder: String, now: @escaping @Sendable () -> Date) {
    self.server = server
    self.key = key
    self.folder = folder
    self.now = now
  }

  /// Asks for everything in order; what is there already is not asked for again.
  ///
  /// - Returns: The answers in the order of the calls.
  /// - Throws: `DownloadFailure`; the answers until then stay, and the same call goes on from there.
  package func run(
    _ calls: [DownloadCall], onEvent: (Event) -> Void
  ) async throws(DownloadFailure) -> [DownloadLog.Entry] {
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw DownloadFailure("download.output", "\(folder) cannot be made: \(error.localizedDescription)")
    }
    var log = DownloadLog(folder: folder)
    var entries: [DownloadLog.Entry] = []
    var next = ContinuousClock.now
    for call in calls {
      let old = log.answer(to: call)
      let entry: DownloadLog.Entry
      if let old {
        entry = old
      } else {
        try await sleep(until: next)
        next = .now + pace.interval
        entry = try await answer(to: call, onEvent: onEvent)
        try log.add(entry)
      }
      entries.append(entry)
      onEvent(.answered(entry, done: entries.count, of: calls.count, isNew: old == nil))
    }
    return entries
  }

  private func answer(
    to call: DownloadCall, onEvent: (Event) -> Void
  ) async throws(DownloadFailure) -> DownloadLog.Entry {
    var attempt = 1
    while true {
      switch try await outcome(of: call) {
      case .kept(let entry): return entry
      case .passing(let reason, let asked):
        guard attempt < pace.attempts else {
          throw DownloadFailure(
            "download.unreachable", "\(server) did not answer \(attempt) times: \(reason)",
            hint: "try again later: what is there is not asked for again")
        }
        let wait = pace.wait(after: attempt, asked: asked)
        onEvent(.waiting(wait, because: reason))
        try await sleep(until: .now + wait)
        attempt += 1
      }
    }
  }

  private enum Outcome {
    case kept(DownloadLog.Entry)
    case passing(reason: String, asked: Int?)
  }

  private func outcome(of call: DownloadCall) async throws(DownloadFailure) -> Outcome {
    guard let url = URL(string: server + call.address) else {
      throw DownloadFailure("download.server", "'\(server)' is no address", hint: "give https://comtradeapi.un.org")
    }
    var request = URLRequest(url: url, cachePolicy: .reloadIgnoringLocalAndRemoteCacheData, timeoutInterval: 120)
    request.setValue(key, forHTTPHeaderField: "Ocp-Apim-Subscription-Key")
    let (file, response): (URL, URLResponse)
    do {
      (file, response) = try await URLSession.shared.download(for: request)
    } catch is CancellationError {
      throw DownloadFailure("download.cancelled", "the download was stopped")
    } catch {
      return .passing(reason: error.localizedDescription, asked: nil)
    }
    defer { try? FileManager.default.removeItem(at: file) }
    guard let http = response as? HTTPURLResponse else {
      throw DownloadFailure("download.server", "'\(server)' does not speak HTTP")
    }
    switch http.statusCode {
    case 200: return try keep(file, of: call)
    case 401, 403:
      throw DownloadFailure(
        "download.refused", "\(server) refuses the key (HTTP \(http.statusCode))",
        hint: "check COMTRADE_KEY; keys are at https://comtradedeveloper.un.org")
    case 408, 429, 500...599:
      return .passing(
        reason: "HTTP \(http.statusCode)", asked: http.value(forHTTPHeaderField: "Retry-After").flatMap { Int($0) })
    default:
      throw DownloadFailure(
        "download.refused", "\(server) refuses the request (HTTP \(http.statusCode)): \(Self.start(of: file))",
        hint: "check reporters, partners, flows, codes and periods")
    }
  }

  /// Checks an answer, and puts it in its place at once.
  private func keep(_ file: URL, of call: DownloadCall) throws(DownloadFailure) -> Outcome {
    let rows: Int
    do throws(StoreError) {
      rows = try ComtradeAnswer.rows(path: file.path)
    } catch {
      // Half an answer with the right status happens; the whole may come with the next attempt.
      if error.code == .truncated { return .passing(reason: "the answer broke off", asked: nil) }
      throw DownloadFailure("download.refused", "\(server) sent no data: \(Self.start(of: file))", hint: error.hint)
    }
    guard rows < Download.rowLimit else {
      throw DownloadFailure(
        "download.too_many", "the answer holds \(rows) rows, as many as one answer can: some may be missing",
        hint: "ask for fewer codes or partners, or name the reporters")
    }
    var entry = DownloadLog.Entry(
      address: call.address, file: nil, retrieved: now().formatted(.iso8601), rows: rows, bytes: 0)
    guard rows > 0 else { return .kept(entry) }
    let place = URL(fileURLWithPath: folder + "/" + call.file)
    let part = URL(fileURLWithPath: place.path + ".part")
    do {
      try? FileManager.default.removeItem(at: part)
      try FileManager.default.copyItem(at: file, to: part)
      entry.bytes = try FileManager.default.attributesOfItem(atPath: part.path)[.size] as? Int ?? 0
      guard unsafe rename(part.path, place.path) == 0 else { throw CocoaError(.fileWriteUnknown) }
    } catch {
      throw DownloadFailure("download.output", "\(place.path) cannot be written: \(error.localizedDescription)")
    }
    entry.file = call.file
    return .kept(entry)
  }

  private func sleep(until instant: ContinuousClock.Instant) async throws(DownloadFailure) {
    do {
      try await Task.sleep(until: instant, clock: .continuous)
    } catch {
      throw DownloadFailure("download.cancelled", "the download was stopped")
    }
  }

  private static func start(of file: URL) -> String {
    let handle = try? FileHandle(forReadingFrom: file)
    defer { try? handle?.close() }
    let bytes = (try? handle?.read(upToCount: 200)) ?? Data()
    return String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
