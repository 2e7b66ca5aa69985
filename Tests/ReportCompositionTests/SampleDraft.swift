import ReportModel

/// A whole report with everything that a report can hold, as plugins would send it.
enum SampleDraft {
  static let draft = ReportDraft(
    title: "North Korea\u{2019}s imports of COVID-19 medical supplies",
    subtitle: "What partners\u{2019} customs records say, and what they leave open",
    authors: ["M. Example", "J. Sample"], asOf: "2022-06-10",
    scope: [
      ScopeEntry(name: "Importer", value: "North Korea (mirror data: what partners report as exports)"),
      ScopeEntry(name: "Period", value: "2019 to April 2022"),
    ],
    snapshot: "sha256:9f2c51ab77e04d1c93aa02e3b1f4d6687be51f04c7a7de3a2cf0b7b2e0d95a11",
    sections: [summary, pharma, protective, failed, closing], ledger: ledger,
    units: [
      UnitLabel(code: "USD", singular: "USD", plural: "USD", isPrefix: true),
      UnitLabel(code: "u", singular: "piece", plural: "pieces"),
      UnitLabel(code: "2u", singular: "pair", plural: "pairs"),
    ],
    plugins: [
      PluginRecord(
        section: "pharma", id: "waybill.pharma-breakdown", version: "1.0.0", digest: "sha256:0c1d22aa55ff",
        status: "ok",
        queries: 3, rowsRead: 412),
      PluginRecord(
        section: "oxygen", id: "org.example.respiratory", version: "0.2.0", digest: "sha256:77ee10bb4321",
        status: "crashed", queries: 1, rowsRead: 12),
    ], generator: "waybill 1.0.0")

  static func usd(
    _ raw: String, _ low: String? = nil, _ high: String? = nil, _ evidence: String? = nil,
    level: EvidenceLevel = .verified, status: String? = nil, covers: String? = nil
  ) -> VerifiedValue {
    VerifiedValue(
      kind: .number, raw: raw, unit: "USD", low: low ?? raw, high: high ?? raw, level: level, evidence: evidence,
      status: status, covers: covers)
  }

  static func missing(_ status: String) -> VerifiedValue {
    VerifiedValue(kind: .number, raw: "", unit: "USD", level: .verified, status: status)
  }

  static func code(_ raw: String, _ label: String) -> VerifiedValue {
    VerifiedValue(kind: .code, raw: raw, label: label, level: .verified)
  }

  static func period(_ raw: String) -> VerifiedValue { VerifiedValue(kind: .period, raw: raw, level: .verified) }

  static func change(_ raw: String, _ low: String, _ high: String, _ evidence: String) -> VerifiedValue {
    VerifiedValue(
      kind: .number, raw: raw, format: .change, low: low, high: high, level: .verified, evidence: evidence)
  }

  private static let total = usd("491100000", "491050000", "491150000", "summary.prose.total")

  private static let summary = SectionDraft(
    id: "summary", title: "", status: .complete,
    blocks: [
      .prose(
        ProseDraft(
          key: "lead",
          text: TextDraft(
            template: """
              Imports from China came to {total} in {year} ({change}), while pharmaceuticals fell less: @pharma.suppliers and \
              @pharma.trend have the detail. *Absent is not zero*: where a partner has not filed, the report says so.[^mirror]

              The count of fever cases is {cases}, taken from the press; whether stocks sufficed is {stock}.
              """,
            values: [
              "total": total, "year": period("2020"),
              "change": change("-0.809", "-0.8094", "-0.8087", "summary.prose.change"),
              "cases": VerifiedValue(
                kind: .number, raw: "4304360", low: "4304360", high: "4304360", level: .cited,
                evidence: "summary.prose.cases"),
              "stock": VerifiedValue(
                kind: .text, raw: "unknown", level: .judged, evidence: "summary.prose.stock"),
            ]))),
      .footnote(
        FootnoteDraft(
          key: "mirror",
          text: TextDraft(
            template:
              "Mirror data: partners\u{2019} exports stand for the imports of a country that publishes none. See [UN Comtrade](https://comtradeplus.un.org)."
          ))),
    ])

  private static let columns = [
    TableColumn(name: "partner", label: "Partner", type: "code"),
    TableColumn(name: "v2019", label: "2019", type: "decimal", unit: "USD"),
    TableColumn(name: "v2020", label: "2020", type: "decimal", unit: "USD"),
    TableColumn(name: "v2021", label: "2021", type: "decimal", unit: "USD"),
    TableColumn(name: "change", label: "Change 2019\u{2013}20", type: "float", format: .change),
  ]

  private static let pharma = SectionDraft(
    id: "pharma", title: "", status: .complete, plugin: "waybill.pharma-breakdown",
    blocks: [
      .heading(HeadingDraft(level: 2, text: TextDraft(template: "Pharmaceuticals by supplier"))),
      .prose(
        ProseDraft(
          text: TextDraft(
            template:
              "Four partners reported pharmaceuticals (HS chapter `30`) above {t} in 2019. @suppliers lists them.",
            values: ["t": VerifiedValue(kind: .number, raw: "500000", unit: "USD", level: .verified)]))),
      .finding(
        FindingDraft(
          key: "china",
          text: TextDraft(
            template: "Pharmaceuticals from {who} went from {a} to {b} ({c}), less than all goods did.",
            values: [
              "who": code("CHN", "China"), "a": usd("24700000", "24650000", "24750000", "pharma.china.a"),
              "b": usd("16400000", "16350000", "16450000", "pharma.china.b"),
              "c": change("-0.336", "-0.3395", "-0.3326", "pharma.china.c"),
            ]), signal: "down", weight: 0.9)),
      .finding(
        FindingDraft(
          key: "russia",
          text: TextDraft(
            template: "{who} reported {b}, the first months of the year only.",
            values: [
              "who": code("RUS", "Russia"),
              "b": usd("3802073", nil, nil, "pharma.russia.b", covers: "2020-01..2020-10"),
            ]), signal: "up")),
      .finding(
        FindingDraft(
          key: "india",
          text: TextDraft(
            template:
              "India\u{2019}s vaccines came to {v}, not to {w} as a newspaper has it; for 2021 the figure is {x}.",
            values: [
              "v": usd("920000", "905000", "935000", "pharma.india.v"),
              "w": usd("491808", nil, nil, "pharma.india.w", level: .mismatch), "x": missing("unreported"),
            ]))),
      .heading(HeadingDraft(level: 3, text: TextDraft(template: "The figures"))),
      .table(
        TableDraft(
          key: "suppliers",
          title: TextDraft(template: "Pharmaceuticals (HS 30) by partner, *partners\u{2019} exports*"),
          columns: columns,
          rows: [
            [
              code("CHN", "China"), usd("24700000", "24650000", "24750000"), usd("16400000", "16350000", "16450000"),
              usd("40100000", "40050000", "40150000"), change("-0.336", "-0.3395", "-0.3326", "pharma.china.c"),
            ],
            [
              code("RUS", "Russia"), usd("2437000"),
              usd("3802073", nil, nil, "pharma.russia.b", covers: "2020-01..2020-10"), usd("1921455"),
              change("0.56", "0.56", "0.56", "pharma.russia.c"),
            ],
            [
              code("IND", "India"), usd("2410000", "2405000", "2415000"), usd("1440000", "1435000", "1445000"),
              missing("no-row"), change("-0.402", "-0.406", "-0.399", "pharma.india.c"),
            ],
            [
              code("DEU", "Germany"), usd("1210332"), missing("unreported"), missing("unreported"),
              missing("unreported"),
            ],
            [
              code("THA", "Thailand"), usd("0", nil, nil, nil, status: "zero"),
              usd("0", "0", "5000", nil, status: "rounded-zero"), usd("8121"), missing("suppressed"),
            ],
            [
              code("CHE", "Switzerland"), usd("672004"), usd("70211"), usd("530000", nil, nil, nil, level: .cited),
              change("-0.895", "-0.895", "-0.895", "pharma.china.c"),
            ],
          ], totalRows: 31, notes: ["Re-exports included."])),
      .chart(
        ChartDraft(
          key: "bars", title: TextDraft(template: "Pharmaceuticals in 2020, by partner"), mark: "bar",
          data: "suppliers",
          x: "partner", y: "v2020")),
      .table(
        TableDraft(
          key: "months", title: TextDraft(template: "Monthly imports of pharmaceuticals"),
          columns: [
            TableColumn(name: "period", label: "Month", type: "period"),
            TableColumn(name: "who", label: "Partner", type: "code"),
            TableColumn(name: "value", label: "Value", type: "decimal", unit: "USD"),
          ],
          rows: months, totalRows: months.count)),
      .chart(
        ChartDraft(
          key: "trend", title: TextDraft(template: "Two suppliers, month by month"), mark: "line", data: "months",
          x: "period", y: "value", series: "who",
          alt:
            "Imports from China rise from 0.9 to 3.1 million dollars in October 2020 and then stop; Russia\u{2019}s stay below one million."
        )),
      .notice(
        Notice(
          severity: .warning, code: "data.gap", message: "Germany reported nothing for 2020 and 2021",
          hint: "read its cells as unknown, not as zero")),
    ])

  private static let months: [[VerifiedValue]] = (1...12).flatMap { month -> [[VerifiedValue]] in
    let text = "2020-" + (month < 10 ? "0" : "") + String(month)
    let china = [900, 1100, 1200, 1350, 1280, 1900, 2200, 2050, 2600, 3100, 0, 2750][month - 1] * 1000
    let russia = [120, 210, 311, 260, 340, 348, 610, 720, 638, 243, 300, 280][month - 1] * 1000
    return [
      [
        period(text), code("CHN", "China"),
        month == 11 ? missing("no-row") : usd("\(china)", "\(china - 100_000)", "\(china + 100_000)"),
      ],
      [period(text), code("RUS", "Russia"), usd("\(russia)")],
    ]
  }

  private static let protective = SectionDraft(
    id: "protective", title: "Protective equipment", status: .complete, blocks: [],
    sections: [
      SectionDraft(
        id: "masks", title: "Masks", status: .complete, plugin: "waybill.ppe",
        blocks: [
          .heading(HeadingDraft(level: 2, text: TextDraft(template: "How many"))),
          .list(
            ListDraft(items: [
              TextDraft(
                template: "Masks, at most: {m}",
                values: [
                  "m": VerifiedValue(
                    kind: .number, raw: "10680000", unit: "u", high: "10680000", level: .verified,
                    evidence: "masks.list.m")
                ]),
              TextDraft(
                template: "Gloves: {g} \u{2014} a code that *also* holds other gloves[^code]",
                values: [
                  "g": VerifiedValue(
                    kind: .number, raw: "200750", unit: "2u", low: "200750", high: "200750", level: .unsourced)
                ]),
            ])),
          .footnote(
            FootnoteDraft(
              key: "code", text: TextDraft(template: "Code 4015.12 takes the medical part of 4015.19 in 2022."))),
          .chart(
            ChartDraft(key: "pie", title: TextDraft(template: "Shares"), mark: "pie", data: "none", x: "a", y: "b")),
          .prose(
            ProseDraft(
              text: TextDraft(
                template:
                  "See {nothing}, @suplliers and [^none]; [a link](javascript:alert(1)), <script>alert(1)</script> | # `code | <b>`."
              ))),
        ]),
      SectionDraft(
        id: "goggles", title: "Goggles", status: .partial, plugin: "waybill.ppe",
        blocks: [.prose(ProseDraft(text: TextDraft(template: "One line came before the end.")))]),
    ])

  private static let failed = SectionDraft(
    id: "oxygen", title: "Respiratory care", status: .failed, plugin: "org.example.respiratory",
    blocks: [
      .notice(
        Notice(
          severity: .error, code: "plugin.crashed", message: "the plugin ended with exit code 3 before it was done",
          hint: "run it alone with: waybill plugin run org.example.respiratory"))
    ])

  private static let closing = SectionDraft(
    id: "limits", title: "What stays unknown", status: .complete,
    blocks: [
      .prose(ProseDraft(text: TextDraft(template: "Stocks and domestic output are unknown.[^1]"))),
      .footnote(FootnoteDraft(key: "1", text: TextDraft(template: "covers January to October 2020 only"))),
    ])

  static let ledger = Ledger(
    queries: [
      QueryRecord(
        id: "pharma/q1",
        query: #"{"by":["reporter","period"],"measures":["value"],"where":{"hs":{"under":"30"},"partner":"PRK"}}"#,
        digest: "sha256:41ab",
        sql: "SELECT reporter, period, sum(value) FROM observation WHERE partner = ? GROUP BY 1, 2", rows: 7,
        sourceRows: 412,
        origins: ["UN Comtrade"], gaps: ["no report from DEU for 2020"], flags: ["estimated": 12])
    ],
    values: [
      record("summary.prose.total", "491100000", "491050000", "491150000", unit: "USD"),
      record("summary.prose.change", "-0.809", "-0.8094", "-0.8087", formula: "b / a - 1"),
      EvidenceRecord(
        id: "summary.prose.cases", form: "citation", level: .cited, value: "4304360", citation: "KCNA, 10 June 2022"),
      EvidenceRecord(
        id: "summary.prose.stock", form: "judgement", level: .judged, value: "unknown",
        citation: "No source lists stocks."),
      record("pharma.china.a", "24700000", "24650000", "24750000", unit: "USD"),
      record("pharma.china.b", "16400000", "16350000", "16450000", unit: "USD"),
      record("pharma.china.c", "-0.336", "-0.3395", "-0.3326", formula: "b / a - 1"),
      record("pharma.russia.b", "3802073", "3802073", "3802073", unit: "USD"),
      record("pharma.russia.c", "0.56", "0.56", "0.56", formula: "b / a - 1"),
      record("pharma.india.v", "920000", "905000", "935000", unit: "USD", formula: "sum(q1.value)"),
      EvidenceRecord(
        id: "pharma.india.w", form: "calculation", level: .mismatch, value: "370000", stated: "491808", unit: "USD",
        low: "355000", high: "385000", formula: "sum(q2.value)", note: "the dataset gives 370000 USD"),
      record("masks.list.m", "10680000", nil, "10680000", unit: "u"),
    ],
    sources: [
      SourceRecord(
        file: "observations.csv", fileDigest: "sha256:aa01", line: 17, id: "obs-17",
        origin: "Yonhap News Agency, citing GACC", address: "https://en.yna.co.kr/view/AEN20210118008900325",
        date: "2021-01-18", summary: "China, exports to PRK, all goods, 2020: 491.1 million USD", value: "491100000",
        low: "491050000", high: "491150000", isCounted: true),
      SourceRecord(
        file: "observations.csv", fileDigest: "sha256:aa01", line: 18, id: "obs-18", origin: "KOTRA",
        address: "KOTRA, North Korea\u{2019}s foreign trade in 2020, p. 12",
        summary: "China, imports incl. oil, 2020: 712.8 million USD", value: "712800000",
        note: "includes an estimate of crude oil", isCounted: false),
      SourceRecord(
        file: "observations.csv", fileDigest: "sha256:aa01", line: 29, origin: "UN Comtrade",
        address: "https://comtradeplus.un.org", date: "2022-05-30", summary: "Russia, exports to PRK, HS 30, Q1 2020",
        value: "641491", isCounted: true),
      SourceRecord(
        file: "observations.csv", fileDigest: "sha256:aa01", line: 30, origin: "UN Comtrade",
        address: "https://comtradeplus.un.org", date: "2022-05-30", summary: "Russia, exports to PRK, HS 30, Q2 2020",
        value: "948654", isCounted: true),
    ])

  private static func record(
    _ id: String, _ value: String, _ low: String?, _ high: String?, unit: String? = nil, formula: String? = nil
  ) -> EvidenceRecord {
    EvidenceRecord(
      id: id, form: formula == nil ? "cell" : "calculation", level: .verified, value: value, unit: unit, low: low,
      high: high, formula: formula,
      inputs: [
        EvidenceInput(
          name: formula == nil ? "value" : "a", query: "pharma/q1", column: "value", row: 0,
          at: ["reporter": "CHN", "period": "2019"], value: "24700000", unit: "USD", low: "24650000", high: "24750000",
          sources: [0, 1]),
        EvidenceInput(
          name: "b", query: "pharma/q1", column: "value", row: 1, at: ["reporter": "CHN", "period": "2020"],
          value: "16400000", unit: "USD", low: "16350000", high: "16450000", sources: [2, 3]),
      ])
  }
}
