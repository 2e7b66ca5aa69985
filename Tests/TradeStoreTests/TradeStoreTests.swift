// TradeStoreTests
