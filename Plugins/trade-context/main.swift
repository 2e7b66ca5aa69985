print("trade-context")
