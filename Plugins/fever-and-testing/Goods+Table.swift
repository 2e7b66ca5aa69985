import PluginKit

extension Goods {
  /// Sends every print as a row: pieces, weight and value of one print side by side.
  func writeTable(_ run: Run, key: String, title: String) throws {
    var rows: [(first: Figure, cells: [String: Figure])] = []
    var places: [[String]: Int] = [:]
    for figure in all {
      if let place = places[figure.cell] {
        rows[place].cells[figure.measure] = figure
      } else {
        places[figure.cell] = rows.count
        rows.append((figure, [figure.measure: figure]))
      }
    }
    let measures = ["quantity", "netweight", "value"].filter { name in rows.contains { $0.cells[name] != nil } }
    let columns = measures.map { name -> TableColumnMessage in
      switch name {
      case "quantity": .own(name, "Pieces", type: "decimal", unit: "u")
      case "netweight": .own(name, "Weight", type: "decimal", unit: "kg")
      default: .own(name, "Value", type: "decimal", unit: "USD")
      }
    }
    let sorted = rows.sorted {
      ($0.first.code("reporter"), $0.first.code("product"), $0.first.period, $0.first.origin)
        < ($1.first.code("reporter"), $1.first.code("product"), $1.first.period, $1.first.origin)
    }
    let hasParts = Set(rows.map { $0.first.code("product") }).count > 1
    let goods: [TableColumnMessage] = hasParts ? [.own("product", "Goods", type: "code", list: "product")] : []
    try run.table(
      key: key, title: title,
      columns: [.own("reporter", "Partner", type: "code", list: "area")] + goods + [
        .own("period", "Period", type: "period"), .own("origin", "Printed by", type: "string"),
      ] + columns,
      rows: sorted.map { row in
        [row.first.source("reporter")] + (hasParts ? [row.first.source("product")] : []) + [
          row.first.source("period"), row.first.source("origin"),
        ] + measures.map { row.cells[$0]?.source }
      },
      notes: ["An empty cell: not in that print."])
  }
}
