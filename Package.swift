// swift-tools-version: 6.2
import PackageDescription

let swiftSettings: [SwiftSetting] = [
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  // Debug builds, and so the unit tests, check exclusive access; checks are a twentieth of a scan.
  .unsafeFlags(["-enforce-exclusivity=unchecked"], .when(configuration: .release)),
]

// Commands hold the Swift runtime and Foundation: to load them takes a tenth of a short run. Their
// modules must know, since they name what is to be linked. lld links them in two seconds, and without
// a warning of a function that they do not call. Debug builds are left as tests need them.
let commandSwiftSettings: [SwiftSetting] =
  swiftSettings + [.unsafeFlags(["-static-stdlib"], .when(configuration: .release))]
let commandLinkerSettings: [LinkerSetting] = [
  .unsafeFlags(["-static-stdlib", "-use-ld=lld"], .when(configuration: .release))
]

let package = Package(
  name: "searchlight",
  products: [
    .executable(name: "searchlight", targets: ["searchlight"]),
    .executable(name: "searchlight-fetch", targets: ["searchlight-fetch"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    .systemLibrary(
      name: "CPCRE2", pkgConfig: "libpcre2-8", providers: [.apt(["libpcre2-dev"])]),
    .systemLibrary(
      name: "CArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),
    .systemLibrary(
      name: "COpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(
      name: "CLibXML", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(name: "CAllocator"),
    .target(
      name: "CCodecs",
      linkerSettings: [
        .linkedLibrary("z"), .linkedLibrary("bz2"), .linkedLibrary("lzma"), .linkedLibrary("zstd"),
      ]),
    .systemLibrary(
      name: "CISAL", pkgConfig: "libisal", providers: [.apt(["libisal-dev"])]),
    .target(
      name: "CCurl",
      linkerSettings: [.linkedLibrary("curl"), .linkedLibrary("ssl"), .linkedLibrary("crypto")]),
    .target(name: "CTextStarts"),
    .target(name: "CWindowProbe"),
    .target(name: "CICU", linkerSettings: [.linkedLibrary("icuuc")]),
    .target(name: "CXML", dependencies: ["CLibXML"]),
    .target(
      name: "CSimdJSON", linkerSettings: [.linkedLibrary("simdjson")]),
    .target(name: "Model", swiftSettings: swiftSettings),
    .target(name: "Files", swiftSettings: swiftSettings),
    .target(
      name: "StrictYAML", dependencies: ["Files", "Model", "Yams"], swiftSettings: swiftSettings),
    .target(
      name: "RulePacks", dependencies: ["Files", "Model", "StrictYAML", "COpenSSL"],
      swiftSettings: swiftSettings),
    .target(
      name: "Ingest",
      dependencies: ["Files", "Model", "CArchive", "CXML", "CSimdJSON", "COpenSSL", "CCodecs"],
      swiftSettings: swiftSettings),
    .target(
      name: "Scanning",
      dependencies: [
        "Model", "RulePacks", "CPCRE2", "CICU", "COpenSSL", "CTextStarts", "CWindowProbe",
      ],
      swiftSettings: swiftSettings),
    .target(
      name: "Scoring",
      dependencies: [
        "Model", "RulePacks", .product(name: "BitCollections", package: "swift-collections"),
        .product(name: "HeapModule", package: "swift-collections"),
      ],
      swiftSettings: swiftSettings),
    .target(
      name: "Events", dependencies: ["Model", "StrictYAML"], swiftSettings: swiftSettings),
    .target(
      name: "Fetching",
      dependencies: [
        "Model", "StrictYAML", "CCurl", "CArchive", "CXML", "COpenSSL", "CCodecs", "CISAL",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: swiftSettings),
    .executableTarget(
      name: "searchlight",
      dependencies: [
        "CAllocator", "Files", "Model", "RulePacks", "Ingest", "Scanning", "Scoring", "Events",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      resources: [.copy("Resources/schemas")],
      swiftSettings: commandSwiftSettings, linkerSettings: commandLinkerSettings),
    .executableTarget(
      name: "matchbench", dependencies: ["Model", "RulePacks", "Scanning"],
      path: "benchmarks/matching/matchbench", swiftSettings: swiftSettings),
    .executableTarget(
      name: "panelbench", dependencies: ["Events", "Generated"],
      path: "benchmarks/events/panelbench", swiftSettings: swiftSettings),
    .executableTarget(
      name: "searchlight-fetch",
      dependencies: [
        "Files", "Model", "Fetching",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: commandSwiftSettings, linkerSettings: commandLinkerSettings),
    .target(
      name: "Generated", dependencies: ["Model"], path: "Tests/Generated",
      swiftSettings: swiftSettings),
    .testTarget(
      name: "SearchlightTests", dependencies: ["searchlight"], exclude: ["Golden"],
      swiftSettings: swiftSettings),
    .testTarget(name: "ModelTests", dependencies: ["Model"], swiftSettings: swiftSettings),
    .testTarget(
      name: "FilesTests", dependencies: ["Files"], swiftSettings: swiftSettings),
    .testTarget(
      name: "RulePacksTests", dependencies: ["RulePacks", "Model", "StrictYAML"],
      exclude: ["Golden"], swiftSettings: swiftSettings),
    .testTarget(
      name: "IngestTests", dependencies: ["Ingest", "Generated", "Model"],
      swiftSettings: swiftSettings),
    .testTarget(
      name: "FetchingTests", dependencies: ["Fetching", "Generated", "Model", "StrictYAML"],
      swiftSettings: swiftSettings),
    .testTarget(
      name: "ScanningTests", dependencies: ["Scanning", "Generated", "RulePacks", "Model"],
      exclude: ["Extract/Cases", "Rules/Cases"],
      swiftSettings: swiftSettings),
    .testTarget(
      name: "ScoringTests", dependencies: ["Scoring", "RulePacks", "Model"],
      swiftSettings: swiftSettings),
    .testTarget(
      name: "EventsTests", dependencies: ["Events", "Generated", "Model"],
      swiftSettings: swiftSettings),
  ],
  swiftLanguageModes: [.v6],
  cxxLanguageStandard: .cxx17
)
