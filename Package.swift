// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "waybill",
  products: [
    .executable(name: "waybill", targets: ["waybill"]),
    .executable(name: "waybill-fetch", targets: ["waybill-fetch"]),
    .library(name: "PluginKit", targets: ["PluginKit"]),
    .library(name: "ReportPipeline", targets: ["ReportPipeline"]),
  ],
  dependencies: [
    // The dataset: connections, migrations and transactions on the system's libsqlite3.
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    // The command line: parsing, help texts and shell completions.
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    // The report file: YAML with line and column of every node.
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    // Plugins: starting, waiting for and ending processes in a session of their own; bytes go through our own pipes.
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
    // The file descriptor type that swift-subprocess takes.
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    // SHA-256 of files, queries and snapshots.
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
  ],
  targets: [
    // The system's libz: compressed files.
    .systemLibrary(name: "Zlib", providers: [.apt(["zlib1g-dev"])]),
    .target(name: "Spelling"),
    .target(name: "TradeModel"),
    .target(name: "ReportModel"),
    .target(
      name: "TradeStore",
      dependencies: [
        "Spelling", "TradeModel", "Zlib",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
        .product(name: "Crypto", package: "swift-crypto"),
      ]),
    .target(name: "PluginProtocol", dependencies: ["TradeModel", "ReportModel"]),
    .target(name: "PluginTransport", dependencies: ["PluginProtocol", "TradeModel"]),
    .target(
      name: "PluginHost",
      dependencies: [
        "Spelling", "TradeModel", "ReportModel", "PluginProtocol", "PluginTransport",
        .product(name: "Subprocess", package: "swift-subprocess"),
        .product(name: "SystemPackage", package: "swift-system"),
        .product(name: "Crypto", package: "swift-crypto"),
      ]),
    .target(name: "PluginKit", dependencies: ["PluginProtocol", "PluginTransport"]),
    .target(name: "ReportComposition", dependencies: ["Spelling", "ReportModel"]),
    .target(name: "ReportRendering", dependencies: ["ReportModel"]),
    .target(
      name: "ReportPipeline",
      dependencies: [
        "Spelling", "TradeModel", "TradeStore", "ReportModel", "PluginProtocol", "PluginTransport", "PluginHost",
        "ReportComposition", "ReportRendering",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "Yams", package: "Yams"),
      ]),
    .target(
      name: "PluginConformance",
      dependencies: [
        "Spelling", "TradeModel", "ReportModel", "PluginProtocol", "PluginTransport", "PluginHost",
        .product(name: "Crypto", package: "swift-crypto"),
      ]),
    .target(
      name: "WaybillCommands",
      dependencies: [
        "TradeModel", "ReportModel", "ReportPipeline", "PluginConformance",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .executableTarget(name: "waybill", dependencies: ["WaybillCommands"]),
    .target(name: "ComtradeDownload", dependencies: ["TradeStore"]),
    .executableTarget(
      name: "waybill-fetch",
      dependencies: [
        "ComtradeDownload", "ReportModel", "WaybillCommands",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    .executableTarget(
      name: "trade-context", dependencies: ["PluginKit"], path: "Plugins/trade-context", exclude: ["plugin.json"]),
    .executableTarget(
      name: "pharma-breakdown", dependencies: ["PluginKit"], path: "Plugins/pharma-breakdown",
      exclude: ["plugin.json"]),
    .executableTarget(
      name: "vaccine-signal", dependencies: ["PluginKit"], path: "Plugins/vaccine-signal", exclude: ["plugin.json"]),
    .executableTarget(
      name: "hygiene", dependencies: ["PluginKit"], path: "Plugins/hygiene", exclude: ["plugin.json"]),
    .executableTarget(
      name: "fever-and-testing", dependencies: ["PluginKit"], path: "Plugins/fever-and-testing",
      exclude: ["plugin.json"]),

    .testTarget(name: "SpellingTests", dependencies: ["Spelling"]),
    .testTarget(name: "TradeModelTests", dependencies: ["TradeModel"]),
    .testTarget(
      name: "TradeStoreTests",
      dependencies: ["TradeStore", "TradeModel", .product(name: "GRDBSQLite", package: "GRDB.swift")]),
    .testTarget(
      name: "PluginProtocolTests", dependencies: ["PluginProtocol", "PluginTransport", "TradeModel", "ReportModel"]),
    .testTarget(name: "PluginTransportTests", dependencies: ["PluginTransport", "PluginProtocol", "TradeModel"]),
    .testTarget(
      name: "PluginHostTests",
      dependencies: ["PluginHost", "PluginProtocol", "PluginTransport", "ReportModel", "TradeModel"]),
    .testTarget(name: "PluginKitTests", dependencies: ["PluginKit", "PluginProtocol", "PluginTransport"]),
    .testTarget(
      name: "ReportCompositionTests", dependencies: ["ReportComposition", "ReportModel"], exclude: ["Snapshots"]),
    .testTarget(
      name: "ReportRenderingTests", dependencies: ["ReportRendering", "ReportModel"], exclude: ["Snapshots"]),
    .testTarget(
      name: "PluginConformanceTests",
      dependencies: ["PluginConformance", "ReportPipeline", "PluginHost", "PluginProtocol", "PluginTransport"],
      exclude: ["Transcripts"]),
    .testTarget(name: "ReportPipelineTests", dependencies: ["ReportPipeline", "ReportModel", "TradeModel"]),
    .testTarget(name: "WaybillCommandsTests", dependencies: ["WaybillCommands", "TradeModel", "TradeStore"]),
    .testTarget(
      name: "ComtradeDownloadTests", dependencies: ["ComtradeDownload", "waybill", "waybill-fetch"],
      exclude: ["server.py"]),
  ],
  swiftLanguageModes: [.v6]
)

// Fuzzing needs a program of its own, which nothing else can link: `Scripts/fuzz` asks for it. Everywhere else the targets
// of fuzzing are part of a test, which runs what was found once.
let fuzzed: [Target.Dependency] = [
  "TradeModel", "TradeStore", "PluginProtocol", "PluginTransport", "PluginHost", "ReportModel",
]
if Context.environment["WAYBILL_FUZZ"] == "1" {
  package.targets += [
    .target(name: "FuzzTargets", dependencies: fuzzed, path: "Tests/Fuzz/Targets"),
    .executableTarget(
      name: "waybill-fuzz", dependencies: ["FuzzTargets"], path: "Tests/Fuzz/Runner",
      // libFuzzer brings a `main` of its own, beside that of the package manager.
      linkerSettings: [.unsafeFlags(["-use-ld=lld", "-Xlinker", "--allow-multiple-definition"])]),
  ]
} else {
  package.targets.append(
    .testTarget(
      name: "FuzzTests", dependencies: fuzzed, path: "Tests/Fuzz", exclude: ["Runner", "Corpus"],
      sources: ["Targets", "Replay"]))
}

for target in package.targets where target.type != .system {
  target.swiftSettings = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableUpcomingFeature("ImmutableWeakCaptures"),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
    .treatWarning("DeprecatedDeclaration", as: .warning),
  ]
}
