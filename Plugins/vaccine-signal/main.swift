print("vaccine-signal")
