import GRDB

extension StoreError {
  /// Creates the error of an SQLite result code.
  init(resultCode: Int32, message: String) {
    switch resultCode & 0xFF {
    case 5, 6:  // SQLITE_BUSY, SQLITE_LOCKED
      self.init(.busy, "another process writes to the dataset", hint: "wait until it is done, then try again")
    case 8, 10, 13, 14:  // SQLITE_READONLY, SQLITE_IOERR, SQLITE_FULL, SQLITE_CANTOPEN
      self.init(.storage, "the dataset file cannot be written: \(message)", hint: "check free space and permissions")
    case 11:  // SQLITE_CORRUPT
      self.init(.corrupt, "the dataset file is damaged: \(message)", hint: "create the dataset again from its sources")
    case 26:  // SQLITE_NOTADB
      self.init(.notADatabase, "the file is not an SQLite database", hint: "name a file that `waybill data` wrote")
    default:
      self.init(.failed, "the dataset engine refused a statement: \(message)")
    }
  }

  /// Creates the error that stands for any error thrown inside a transaction.
  init(_ error: any Error) {
    switch error {
    case let error as StoreError: self = error
    case let error as DatabaseError:
      self.init(resultCode: error.resultCode.rawValue, message: error.message ?? "code \(error.resultCode.rawValue)")
    default: self.init(.failed, "\(error)")
    }
  }
}
