internal import Foundation
internal import PluginHost
internal import PluginProtocol
internal import ReportModel

/// Looks at what a report needs from the machine, and says what is missing and what that disables.
public struct Doctor: Sendable {
  /// One thing that was looked at.
  public struct Finding: Codable, Hashable, Sendable {
    /// What was looked at.
    public var subject: String
    /// Whether it is as it should be.
    public var isFine: Bool
    /// What was found.
    public var detail: String
    /// What to do about it.
    public var hint: String?
  }

  private let request: BuildRequest

  /// Creates a doctor for a request.
  public init(_ request: BuildRequest) {
    self.request = request
  }

  /// Returns what was found, in a fixed order.
  public func findings() -> [Finding] {
    let listing = PluginListing(request)
    var findings = [dataFolder, interpreter("python3"), interpreter("sh")]
    findings += listing.plugins.map { plugin in
      Finding(
        subject: "plugin \(plugin.name)", isFine: plugin.problem == nil,
        detail: plugin.problem ?? "\(plugin.id) \(plugin.version)",
        hint: plugin.problem == nil ? nil : "its sections will be missing from reports")
    }
    if listing.plugins.isEmpty {
      findings.append(
        Finding(
          subject: "plugins", isFine: false, detail: "none found", hint: "name their folder with --plugins"))
    }
    findings += listing.diagnostics.map {
      Finding(subject: "plugins", isFine: false, detail: $0.message, hint: $0.hint)
    }
    findings.append(typst(listing))
    return findings
  }

  private var dataFolder: Finding {
    guard let folder = request.dataDirectory else {
      return Finding(
        subject: "code lists", isFine: false, detail: "no Data folder found", hint: "name it with --data")
    }
    return Finding(subject: "code lists", isFine: true, detail: folder)
  }

  private func interpreter(_ name: String) -> Finding {
    do throws(HostError) {
      return Finding(subject: name, isFine: true, detail: try CommandResolver(request).program(name))
    } catch {
      return Finding(
        subject: name, isFine: false, detail: "not found", hint: "install it; plugins that need it are left out")
    }
  }

  /// The PDF needs a module of Python's; whether it is there is asked of the interpreter that would run the renderer.
  private func typst(_ listing: PluginListing) -> Finding {
    let subject = "PDF output"
    let hint = "run Scripts/report once, or: python3 -m pip install typst==0.15.2"
    guard listing.plugins.contains(where: { $0.renders.contains("report/pdf") }) else {
      return Finding(
        subject: subject, isFine: false, detail: "no plugin makes a PDF", hint: "name its folder with --plugins")
    }
    guard let python = try? CommandResolver(request).program("python3") else {
      return Finding(subject: subject, isFine: false, detail: "python3 is missing", hint: "install python3")
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: python)
    process.arguments = ["-c", "import typst"]
    process.standardError = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    guard (try? process.run()) != nil else {
      return Finding(subject: subject, isFine: false, detail: "\(python) does not start", hint: "install python3")
    }
    process.waitUntilExit()
    return process.terminationStatus == 0
      ? Finding(subject: subject, isFine: true, detail: "typst is there, for \(python)")
      : Finding(subject: subject, isFine: false, detail: "\(python) has no module typst", hint: hint)
  }
}
