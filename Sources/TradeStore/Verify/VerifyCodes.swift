import GRDB
import TradeModel

/// Numbers for what rows have in common, so that rows are compared by numbers.
struct VerifyCodes {
  /// How a figure was printed, as far as sums go: the office alone counts, not who relayed its figure.
  struct Print: Hashable {
    var unit: String
    var basis: String
    var isCompiled: Bool
    var authority: String
  }

  /// The kinds of print, by number.
  private(set) var prints: [Print] = []
  /// The number of the same kind of print without its authority.
  private(set) var printsOfAnyone: [Int32] = []
  /// The goods, by number.
  private(set) var scopes: [ProductScope] = []
  private var printOfImprint: [Int64: Int32] = [:]
  private var scopeOfGoods: [Int64: ProductScope] = [:]
  private var scopeNumbers: [ProductScope: Int32] = [:]
  // Most rows have the goods of a product that some row before had.
  private var numberOfGoods: [String: [Int64: Int32]] = [:]

  /// Reads the lists of the dataset.
  init(_ reader: DatasetReader) throws {
    var numbers: [Print: Int32] = [:]
    var list: [Print] = []
    func number(_ print: Print) -> Int32 {
      if let known = numbers[print] { return known }
      let next = Int32(list.count)
      numbers[print] = next
      list.append(print)
      return next
    }
    let rows = try Row.fetchAll(
      reader.database,
      sql: """
        SELECT i.id, i.unit, i.basis, i.method, g.name FROM imprint i JOIN origin g ON g.id = i.origin ORDER BY i.id
        """)
    for row in rows {
      let name: String = row[4]
      let authority = name.firstRange(of: " via ").map { String(name[..<$0.lowerBound]) } ?? name
      printOfImprint[row[0]] = number(
        Print(unit: row[1], basis: row[2], isCompiled: row[3] as Int == 0, authority: authority))
    }
    let named = list
    printsOfAnyone = named.map { print in
      var common = print
      common.authority = ""
      return number(common)
    }
    prints = list
    scopeOfGoods = reader.goods
  }

  /// Returns the number of the kind of print.
  func print(ofImprint imprint: Int64) -> Int32 { printOfImprint[imprint] ?? 0 }

  /// Returns the number of the goods of a row.
  mutating func scope(product: String, goods: Int64) -> Int32 {
    if let known = numberOfGoods[product]?[goods] { return known }
    var scope = scopeOfGoods[goods] ?? ProductScope()
    scope.product = product
    let number = scopeNumbers[scope] ?? Int32(scopes.count)
    if number == scopes.count {
      scopes.append(scope)
      scopeNumbers[scope] = number
    }
    numberOfGoods[product, default: [:]][goods] = number
    return number
  }
}
