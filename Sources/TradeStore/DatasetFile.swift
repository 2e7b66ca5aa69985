import GRDB
import GRDBSQLite

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The file of a dataset, and how SQLite may open it.
struct DatasetFile: Sendable {
  /// The path as it was named.
  let path: String
  /// Whether the file and its folder can only be read, so that no journal may be made beside it.
  let isReadOnly: Bool

  /// Looks at the file, which need not exist.
  init(_ path: String) {
    self.path = path
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    let canWrite = { (path: String) in unsafe access(path, W_OK) == 0 || errno == ENOENT }
    // A journal that is not empty has to be read, so the file is opened as any other.
    let journal = (try? ByteSource(path: path + "-wal"))?.size ?? 0
    let canNameMode = unsafe sqlite3_compileoption_used("USE_URI") != 0
    isReadOnly = canNameMode && journal == 0 && !(canWrite(path) && canWrite(folder))
  }

  /// Opens a connection; one that may write where the configuration and the file let it.
  func connect(_ configuration: Configuration) throws -> DatabaseQueue {
    var configuration = configuration
    guard isReadOnly else { return try DatabaseQueue(path: path, configuration: configuration) }
    configuration.readonly = true
    configuration.journalMode = .default
    // Nothing can change what cannot be written; without this SQLite asks for a journal.
    return try DatabaseQueue(path: "file:\(DatasetFile.escaped(path))?immutable=1", configuration: configuration)
  }

  /// What a database says of itself.
  struct Identity {
    var application: Int64
    var version: Int64
    var tables: Int

    /// Whether nothing was written yet: the first step writes tables and identity together.
    var isUnfinished: Bool { application == 0 && version == 0 && tables == 0 }
  }

  /// Reads the identity; nothing is written but what an interrupted program left to be recovered.
  func identity() throws -> Identity {
    do {
      return try identity(isReadOnly: true)
    } catch let error as DatabaseError where error.resultCode == .SQLITE_READONLY && !isReadOnly {
      // A journal without its index was left by a killed program: only who may write can recover it.
      return try identity(isReadOnly: false)
    }
  }

  private func identity(isReadOnly: Bool) throws -> Identity {
    var configuration = Configuration()
    configuration.readonly = isReadOnly
    let queue = try connect(configuration)
    let identity = try queue.read { database in
      Identity(
        application: try Int64.fetchOne(database, sql: "PRAGMA application_id") ?? 0,
        version: try Int64.fetchOne(database, sql: "PRAGMA user_version") ?? 0,
        tables: try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master WHERE name <> 'grdb_migrations'")
          ?? 0)
    }
    try queue.close()
    return identity
  }

  /// Refuses what is not ours, before anything is written to it.
  func check(name: String) throws(StoreError) {
    let identity: Identity
    do {
      identity = try self.identity()
    } catch {
      var problem = StoreError(error)
      problem.message = "'\(name)': \(problem.message)"
      throw problem
    }
    guard identity.application == Migrations.applicationID else {
      throw StoreError(
        .foreign, "'\(name)' is a database of another program", hint: "name a file that `waybill data` wrote")
    }
    guard identity.version <= Migrations.all.count else {
      throw StoreError(
        .newer,
        "'\(name)' has schema version \(identity.version); this program knows versions up to \(Migrations.all.count)",
        hint: "use a newer waybill, or create the dataset again from its sources")
    }
    guard identity.version == Migrations.all.count || !isReadOnly else {
      throw StoreError(
        .storage, "'\(name)' is of an older version and cannot be written", hint: "copy it to where you may write")
    }
  }

  /// Returns the path with all bytes escaped that have a meaning in a URI.
  private static func escaped(_ path: String) -> String {
    path.utf8.map { byte in
      let isPlain =
        byte == UInt8(ascii: "/") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
        || Character(Unicode.Scalar(byte)).isASCII && Character(Unicode.Scalar(byte)).isLetter
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      let digits = String(byte, radix: 16)
      return isPlain ? String(Unicode.Scalar(byte)) : "%" + (digits.count == 1 ? "0" : "") + digits
    }.joined()
  }
}
