// TradeModelTests
