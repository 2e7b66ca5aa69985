import GRDB
import Synchronization
import TradeModel

/// One file of trade observations with their sources and reference lists.
///
/// The file is an SQLite database in WAL mode: a report that reads for minutes and an import that writes meanwhile do
/// not wait for each other, and a killed import leaves the file as it was. The price, two side files while it is open,
/// is paid by the host alone, because no plugin ever opens this file.
package final class Dataset: Sendable {
  private let writer: DatabaseQueue
  // Connections that no read uses at present. Each read has one of its own, so that reads can run side by side and
  // inside each other, which GRDB's pool does not allow.
  private let idleReaders = Mutex<[DatabaseQueue]>([])
  private let file: DatasetFile
  /// The path of the file.
  package var path: String { file.path }

  private init(writer: DatabaseQueue, file: DatasetFile) {
    self.writer = writer
    self.file = file
  }

  /// Creates an empty dataset; refused where there is a file already.
  package static func create(at path: String) throws(StoreError) -> Dataset {
    if let source = try? ByteSource(path: path) {
      throw StoreError(.exists, "'\(source.name)' exists already", hint: "open it, or choose another path")
    }
    return try connect(DatasetFile(path))
  }

  /// Opens a dataset, or creates it where there is no file, or one whose creation was interrupted.
  package static func openOrCreate(at path: String) throws(StoreError) -> Dataset {
    guard let source = try? ByteSource(path: path) else { return try connect(DatasetFile(path)) }
    let file = DatasetFile(path)
    return source.size == 0 || (try? file.identity().isUnfinished) == true ? try connect(file) : try open(at: path)
  }

  /// Opens a dataset and brings an older one to the present schema.
  ///
  /// `patience` is how many seconds a write waits for another program's write to end.
  package static func open(at path: String, patience: Double = 10) throws(StoreError) -> Dataset {
    guard let source = try? ByteSource(path: path) else {
      throw StoreError(.missing, "there is no dataset at '\(path)'", hint: "create it with `waybill data import`")
    }
    let file = DatasetFile(path)
    try file.check(name: source.name)
    return try connect(file, patience: patience)
  }

  private static func connect(_ file: DatasetFile, patience: Double = 10) throws(StoreError) -> Dataset {
    do {
      var configuration = configuration()
      configuration.journalMode = .wal
      configuration.busyMode = .timeout(patience)
      configuration.prepareDatabase { database in
        try database.execute(sql: "PRAGMA cache_size = -16384; PRAGMA trusted_schema = 0")
      }
      let writer = try file.connect(configuration)
      try writer.read(checkLists)
      if !file.isReadOnly { try Migrations.migrate(writer) }
      return Dataset(writer: writer, file: file)
    } catch {
      throw StoreError(error)
    }
  }

  private static func configuration() -> Configuration {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = true
    configuration.busyMode = .timeout(10)
    configuration.prepareDatabase { database in
      try database.execute(sql: "PRAGMA cache_size = -12288; PRAGMA trusted_schema = 0")
      try ObservationTable.register(on: database)
    }
    return configuration
  }

  /// Closes the readers before the writer: the last connection to go must be one that may put the journal into the file.
  deinit {
    try? close()
  }

  /// Closes all connections that are not in use.
  package func close() throws(StoreError) {
    do {
      for reader in idleReaders.withLock({ readers in
        defer { readers = [] }
        return readers
      }) { try reader.close() }
      try writer.close()
    } catch {
      throw StoreError(error)
    }
  }

  /// Reads one consistent state of the dataset, on one connection and in one transaction.
  ///
  /// Several reads may run at once and inside each other, each may run long, and imports go on meanwhile without being
  /// seen.
  package func read<Value>(_ body: (DatasetReader) throws -> Value) throws -> Value {
    let connection = try idleReaders.withLock { $0.popLast() } ?? openReader()
    defer { idleReaders.withLock { $0.append(connection) } }
    return try connection.read { database in
      try body(try DatasetReader(database))
    }
  }

  private func openReader() throws(StoreError) -> DatabaseQueue {
    do {
      var configuration = Dataset.configuration()
      configuration.readonly = true
      return try file.connect(configuration)
    } catch {
      throw StoreError(error)
    }
  }

  /// Writes in one transaction; the body's second value says whether it is kept.
  func write<Value>(_ body: (Database) throws -> (Value, Database.TransactionCompletion)) throws(StoreError) -> Value {
    do {
      return try writer.writeWithoutTransaction { database in
        var value: Value?
        try database.inTransaction(.immediate) {
          let (result, completion) = try body(database)
          value = result
          return completion
        }
        guard let value else { throw StoreError(.failed, "the transaction gave no result") }
        return value
      }
    } catch {
      throw StoreError(error)
    }
  }
}
