extension Dataset {
  /// Holds the figures of the dataset against each other; sources that are retracted are left out.
  ///
  /// - Throws: `query.unknown_code` where the options name no reporter or product of the lists; `query.too_broad` where
  ///   one reporter and partner have too many rows to be held at once.
  package func verify(_ options: VerifyOptions = VerifyOptions()) throws(StoreError) -> VerifyReport {
    do {
      return try read { reader in
        if let reporter = options.reporter, reader.reference.areas[reporter] == nil {
          throw StoreError(.unknownCode, "'\(reporter)' is no area", hint: "use a code of areas.csv, such as IND")
        }
        if let product = options.product, reader.reference.products[product] == nil {
          throw StoreError(.unknownCode, "'\(product)' is no product group", hint: "use an id of groups.csv")
        }
        return try Verifier(reader, options: options).run()
      }
    } catch {
      throw StoreError(error)
    }
  }
}
