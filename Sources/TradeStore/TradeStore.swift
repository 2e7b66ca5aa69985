// TradeStore
