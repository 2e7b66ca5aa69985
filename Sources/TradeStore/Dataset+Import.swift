import GRDB

extension Dataset {
  /// Imports a file in our own observation format, whole or not at all.
  ///
  /// A file whose bytes were imported before changes nothing, whatever its name. Rows that cannot be used are listed in
  /// the report; unless the options skip them, one of them refuses the file. Throws where the file cannot be read as
  /// CSV, and where the dataset cannot be written.
  package func importObservations(
    from source: ByteSource, options: ImportOptions = ImportOptions()
  ) throws(StoreError) -> ImportReport {
    try write { database in
      var report = try ObservationImport(source, options: options).run(in: database)
      try SourceRegister.mark(&report, in: database)
      return (report, report.isRefused || report.wasAlreadyThere ? .rollback : .commit)
    }
  }

  /// Imports the file at the path in our own observation format, whole or not at all.
  package func importObservations(
    at path: String, options: ImportOptions = ImportOptions()
  ) throws(StoreError) -> ImportReport {
    try importObservations(from: try ByteSource(path: path), options: options)
  }

  /// Imports a file in any format that we know, whole or not at all.
  ///
  /// The format is recognised by the first bytes, unless the options name it. Throws where the file is no data, or in no format that we know.
  package func importFile(at path: String, options: ImportOptions = ImportOptions()) throws(StoreError) -> ImportReport
  {
    try importFile(from: try ByteSource(path: path), options: options)
  }

  /// Imports a file in any format that we know, whole or not at all.
  package func importFile(
    from source: ByteSource, options: ImportOptions = ImportOptions()
  ) throws(StoreError) -> ImportReport {
    let run = try importer(of: source, options: options)
    source.rewind()
    return try write { database in
      var report = try run(database)
      try SourceRegister.mark(&report, mapping: options.mapping?.digest ?? "", in: database)
      return (report, report.isRefused || report.wasAlreadyThere ? .rollback : .commit)
    }
  }

  /// Imports the correlation and conversion tables of two HS editions, as UNSD publishes them in xlsx or CSV, whole or not at all.
  ///
  /// The same bytes twice change nothing. Throws where the file is none of these, and where it is damaged.
  package func importCorrelations(from source: ByteSource) throws(StoreError) -> ImportReport {
    try write { database in
      let report = try CorrelationImport(source).run(in: database)
      return (report, report.isRefused || report.wasAlreadyThere ? .rollback : .commit)
    }
  }

  /// Chooses what reads the file: the mapping where there is one, else its format.
  private func importer(
    of source: ByteSource, options: ImportOptions
  ) throws(StoreError) -> (Database) throws -> ImportReport {
    guard let mapping = options.mapping else {
      let format = try FileFormat(of: source, named: options.format)
      return { try format.run(source, options: options, in: $0) }
    }
    try ForeignFile.refuse(source)
    var options = options
    options.claims = mapping.claims
    let settled = options
    return { database in
      try StatisticsImport(source, options: settled) { try MappedTable($0, $1, mapping) }.run(in: database)
    }
  }

  /// Replaces the reference lists by those of a folder such as `Data`; returns whether anything changed.
  package func importReference(directory: String) throws(StoreError) -> Bool {
    try write { database in
      (try ReferenceImport(directory: directory).run(in: database), .commit)
    }
  }
}
