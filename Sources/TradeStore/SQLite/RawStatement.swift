import GRDB
import GRDBSQLite

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A prepared statement on a GRDB connection, for the paths where rows come by the million.
///
/// It must not outlive the transaction closure that gave the connection.
@safe
final class RawStatement {
  // The handle is made in `init`, finalized in `deinit`, and never leaves this class.
  private let handle: OpaquePointer
  private let connection: OpaquePointer

  /// Prepares the statement.
  convenience init(_ sql: String, on database: Database) throws(StoreError) {
    guard let connection = unsafe database.sqliteConnection else {
      throw StoreError(.failed, "the connection to the dataset is closed")
    }
    try unsafe self.init(sql, connection: connection)
  }

  /// Prepares the statement on a connection that outlives it.
  init(_ sql: String, connection: OpaquePointer) throws(StoreError) {
    var handle: OpaquePointer?
    let result = unsafe sqlite3_prepare_v3(connection, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &handle, nil)
    guard result == SQLITE_OK, let handle = unsafe handle else {
      throw unsafe StoreError(resultCode: result, message: String(cString: sqlite3_errmsg(connection)))
    }
    unsafe self.handle = handle
    unsafe self.connection = connection
  }

  deinit {
    unsafe sqlite3_finalize(handle)
  }

  /// Binds a whole number, or NULL.
  func bind(_ value: Int64?, at index: Int32) {
    if let value {
      unsafe sqlite3_bind_int64(handle, index, value)
    } else {
      unsafe sqlite3_bind_null(handle, index)
    }
  }

  /// Binds a copy of the text, or NULL.
  func bind(_ text: String?, at index: Int32) {
    guard let text else {
      unsafe sqlite3_bind_null(handle, index)
      return
    }
    var copy = text
    copy.withUTF8 { bytes in
      // SQLITE_TRANSIENT: SQLite copies the bytes before the call returns.
      let transient = unsafe unsafeBitCast(-1, to: sqlite3_destructor_type.self)
      unsafe bytes.withMemoryRebound(to: CChar.self) { characters in
        // An empty string may have no address, which SQLite would read as NULL.
        if let address = characters.baseAddress {
          _ = unsafe sqlite3_bind_text(handle, index, address, Int32(characters.count), transient)
        } else {
          _ = unsafe sqlite3_bind_text(handle, index, "", 0, transient)
        }
      }
    }
  }

  /// Binds a copy of the bytes.
  func bind(_ bytes: [UInt8], at index: Int32) {
    unsafe bytes.withUnsafeBytes { buffer in
      // SQLITE_TRANSIENT, as above.
      let transient = unsafe unsafeBitCast(-1, to: sqlite3_destructor_type.self)
      _ = unsafe sqlite3_bind_blob(handle, index, buffer.baseAddress, Int32(buffer.count), transient)
    }
  }

  /// Makes the statement ready for another run; bound values stay.
  func reset() {
    unsafe sqlite3_reset(handle)
  }

  /// Advances to the next row; returns false at the end.
  func step() throws(StoreError) -> Bool {
    let result = unsafe sqlite3_step(handle)
    switch result {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    default: throw unsafe StoreError(resultCode: result, message: String(cString: sqlite3_errmsg(connection)))
    }
  }

  /// Runs the statement once and makes it ready for the next run; bound values stay.
  func run() throws(StoreError) {
    defer { unsafe sqlite3_reset(handle) }
    while try step() {}
  }

  /// Returns the whole number in the column; 0 for NULL.
  func integer(_ column: Int32) -> Int64 {
    unsafe sqlite3_column_int64(handle, column)
  }

  /// Returns the whole number in the column, or nil for NULL.
  func optionalInteger(_ column: Int32) -> Int64? {
    unsafe sqlite3_column_type(handle, column) == SQLITE_NULL ? nil : sqlite3_column_int64(handle, column)
  }

  /// Returns the text in the column; empty for NULL.
  func text(_ column: Int32) -> String {
    guard let bytes = unsafe sqlite3_column_text(handle, column) else { return "" }
    return unsafe String(cString: bytes)
  }

  /// Returns the bytes in the column, which hold until the next step.
  func bytes(_ column: Int32) -> UnsafeRawBufferPointer {
    let start = unsafe sqlite3_column_blob(handle, column)
    return unsafe UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column)))
  }

  /// Replaces the text by that of the column where they differ; returns whether they did.
  ///
  /// Most rows repeat the text of the row before, and then nothing is allocated.
  func update(_ text: inout String, from column: Int32) -> Bool {
    // As bytes: SQLite would copy a text to put a NUL behind it.
    guard let bytes = unsafe sqlite3_column_blob(handle, column) else {
      if text.isEmpty { return false }
      text = ""
      return true
    }
    let count = Int(unsafe sqlite3_column_bytes(handle, column))
    let fresh = unsafe UnsafeRawBufferPointer(start: bytes, count: count)
    let isSame = unsafe text.utf8.withContiguousStorageIfAvailable { known in
      guard known.count == count else { return false }
      guard let address = known.baseAddress else { return true }
      return unsafe memcmp(address, bytes, count) == 0
    }
    if isSame == true { return false }
    text = unsafe String(decoding: fresh, as: UTF8.self)
    return true
  }
}
