internal import GRDB
internal import GRDBSQLite

/// Lets SQLite ask every few thousand steps whether a statement is still wanted; it breaks off statements that are not.
@safe final class ReadInterruption {
  /// So many steps of SQLite's machine take less than a millisecond.
  private static let steps: Int32 = 4000

  private let isOver: () -> Bool
  private let connection: OpaquePointer?

  /// Asks the connection to break off statements once `isOver` says so, until this object is gone.
  init(_ database: Database, isOver: @escaping () -> Bool) {
    self.isOver = isOver
    unsafe connection = database.sqliteConnection
    // The handler is taken away before this object, which it is given, is gone.
    unsafe sqlite3_progress_handler(
      connection, ReadInterruption.steps,
      { context in
        guard let context = unsafe context else { return 0 }
        return unsafe Unmanaged<ReadInterruption>.fromOpaque(context).takeUnretainedValue().isOver() ? 1 : 0
      }, Unmanaged.passUnretained(self).toOpaque())
  }

  deinit {
    unsafe sqlite3_progress_handler(connection, 0, nil, nil)
  }
}
