print("pharma-breakdown")
