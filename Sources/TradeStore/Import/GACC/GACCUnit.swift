/// The units of China's tariff lines.
enum GACCUnit {
  /// Our unit for each word that China's customs print; those that count single things have many.
  static let codes: [String: String] = {
    var codes = [
      "千克": "kg", "公斤": "kg", "克": "g", "吨": "t", "升": "l", "千升": "1000l", "立方米": "m3", "千立方米": "1000m3",
      "平方米": "m2", "米": "m", "千米": "km", "双": "2u", "对": "2u", "打": "12u", "千个": "1000u", "千支": "1000u",
      "千只": "1000u", "千块": "1000u", "千张": "1000u", "克拉": "carat", "千瓦时": "kWh", "千千瓦时": "1000kWh", "头": "head",
    ]
    for word in [
      "个", "台", "套", "件", "支", "只", "辆", "架", "艘", "座", "部", "把", "块", "片", "张", "卷", "条", "根", "枚", "株",
      "幅", "粒", "盘", "匹", "具",
    ] {
      codes[word] = "u"
    }
    return codes
  }()
}
