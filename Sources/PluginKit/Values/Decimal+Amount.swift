public import FoundationEssentials
public import TradeModel

extension Decimal {
  /// Creates the decimal number that equals the amount.
  public init(_ amount: Amount) {
    self = Decimal(amount.thousandths) / 1000
  }
}
