/// The units of India's tariff lines.
enum IndiaUnit {
  /// Our unit for each of the letters that DGCI&S prints.
  static let codes = [
    "CBM": "m3", "CRT": "carat", "CTM": "carat", "GIF": "g-fissile", "GMS": "g", "KGS": "kg", "KLR": "1000l",
    "KME": "km", "LTR": "l", "MTR": "m", "MTS": "t", "NOS": "u", "PRS": "2u", "SQM": "m2", "THD": "1000u",
    "TKW": "1000kWh", "TON": "t",
  ]
  /// The units that count single things, so that nothing is rounded.
  static let counted: Set<String> = ["u", "2u"]
}
