internal import PluginHost
internal import PluginProtocol
public import ReportModel

/// The installed plugins, listed without running any of them.
public struct PluginListing: Codable, Sendable {
  /// One plugin.
  public struct Entry: Codable, Hashable, Sendable {
    /// The name in report files.
    public var name: String
    /// The identifier.
    public var id: String
    /// The plugin's own version.
    public var version: String
    /// What it is called.
    public var title: String
    /// The names of its analyses.
    public var analyses: [String]
    /// What it renders.
    public var renders: [String]
    /// What it asks for beyond its run directory, in words.
    public var permissions: [String]
    /// Its folder.
    public var folder: String
    /// How it stands to the lock of its folder: `same`, `changed`, `unknown` where the lock does not name it, `unlocked`
    /// where there is no lock.
    public var trust: String
    /// Why it cannot be started; nil where it can.
    public var problem: String?
  }

  /// The plugins, sorted by name.
  public var plugins: [Entry]
  /// Folders that look like plugins and cannot be used.
  public var diagnostics: [Diagnostic]

  /// Lists the plugins that a request would find.
  public init(_ request: BuildRequest) {
    let catalogue = PluginCatalogue(searching: request.pluginDirectories)
    let resolver = CommandResolver(request)
    let trust = TrustCheck(requiresLock: false, resolver: resolver)
    plugins = catalogue.plugins.map { Entry($0, resolver: resolver, trust: trust) }
    diagnostics = catalogue.problems.map {
      Diagnostic(severity: .warning, code: $0.code, message: $0.message, hint: $0.hint)
    }
  }
}

extension PluginListing.Entry {
  fileprivate init(_ plugin: InstalledPlugin, resolver: CommandResolver, trust: TrustCheck) {
    let hello = plugin.manifest.hello
    var problem: String?
    do throws(HostError) {
      _ = try resolver.resolve(plugin)
    } catch {
      problem = error.message
    }
    var standing = "unlocked"
    do throws(HostError) {
      switch try trust.standing(of: plugin) {
      case .unlocked: break
      case .unknown: standing = "unknown"
      case .same: standing = "same"
      case .changed: standing = "changed"
      }
    } catch {
      standing = "changed"
      problem = problem ?? error.message
    }
    self.init(
      name: plugin.name, id: hello.id, version: hello.version, title: hello.title ?? "",
      analyses: (hello.analyses ?? []).map(\.name), renders: hello.renders ?? [],
      permissions: hello.permissions?.words ?? [], folder: plugin.directory, trust: standing, problem: problem)
  }
}
