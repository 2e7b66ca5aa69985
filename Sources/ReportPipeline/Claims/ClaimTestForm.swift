/// What a kind of test is told in a claims file, key by key.
struct ClaimTestForm {
  /// What stands behind a key.
  enum Field {
    /// The code of an area, or a list of them.
    case area, areas
    /// A product group, or a list of them.
    case product, products
    /// A period.
    case period
    /// A figure that the text states; its unit and bounds become a cell of the claim.
    case stated
    /// A threshold, or a band from one amount to another.
    case limit
    /// One of some words.
    case word([String])
    /// Words of any kind.
    case text
    /// A whole number of percent.
    case percent
    /// The name of another claim, or a list of them.
    case claim, claims
    /// `true` or `false`.
    case flag
  }

  /// Keys that must be there.
  let required: [String]
  /// Keys that may be there.
  let optional: [String]

  /// The forms by the word behind `is`.
  static let all: [String: ClaimTestForm] = [
    "figure": form(["product", "period", "stated"], ["base", "lines"] + figure),
    "change": form(["product", "period", "base", "operator"], ["stated"] + figure),
    "difference": form(["product", "period", "base", "stated"], ["reporters"] + figure),
    "ratio": form(["product", "period", "base", "stated"], figure),
    "share": form(["product", "period", "stated"], ["of", "parts", "reporters", "each-year"] + figure),
    "rank": form(["product", "period"], ["products"] + figure),
    "record": form(["product", "period", "years", "premise"], figure),
    "pace": form(["product", "period", "years", "premise"], figure),
    "exhaustive": form(
      ["product", "period", "base", "reporters", "at-least"], ["than-product", "than-reporter"] + figure),
    "most": form(["product", "period", "base", "operator"], ["except"] + figure),
    "none": form(["product", "period"], ["base", "code", "owner", "holds-more"] + figure),
    "some": form(["product", "period"], figure),
    "unit-value": form(["product", "period", "measure", "band"], ["stated", "of-claim"] + figure),
    "event": form(["event", "period"], []),
    "outside": form(["value", "name", "address", "stated"], ["operator", "tolerance"]),
    "all": form(["claims"], []),
  ]

  /// What stands behind each key.
  static let fields: [String: Field] = [
    "reporter": .area, "partner": .area, "reporters": .areas, "except": .areas, "than-reporter": .area,
    "product": .product, "of": .product, "than-product": .product, "products": .products, "parts": .products,
    "period": .period, "base": .period, "years": .period, "stated": .stated, "at-least": .limit, "band": .limit,
    "value": .limit, "tolerance": .percent, "premise": .claim, "of-claim": .claim, "claims": .claims,
    "each-year": .flag, "holds-more": .flag, "lines": .flag, "source": .text, "code": .text,
    "owner": .word(["WCO", "CN", "IN"]), "event": .text,
    "name": .text, "address": .text, "flow": .word(["X", "M", "T"]),
    "measure": .word(["value", "quantity", "netweight", "share"]), "method": .word(["reported", "compiled"]),
    "operator": .word(StatedAmount.Relation.allCases.map(\.rawValue) + ["falls", "rises", "nearly-none"]),
  ]

  private static let figure = ["operator", "tolerance", "reporter", "partner", "flow", "measure", "method", "source"]

  private static func form(_ required: [String], _ optional: [String]) -> ClaimTestForm {
    ClaimTestForm(required: required, optional: optional.filter { !required.contains($0) })
  }
}
