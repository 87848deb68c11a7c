import Foundation
import Testing

/// Holds the `import` lines under `Sources/` to the table of who may know whom: a stage knows the
/// model, the rules and its own C libraries, never another stage.
@Suite struct ImportRulesTests {
  private static let allowed: [String: Set<String>] = [
    "Model": [],
    "Files": [],
    "StrictYAML": ["Files", "Model", "Yams"],
    "RulePacks": ["Files", "Model", "StrictYAML", "COpenSSL"],
    "Ingest": ["Files", "Model", "CArchive", "CCodecs", "CXML", "CSimdJSON", "COpenSSL"],
    "Fetching": [
      "Model", "StrictYAML", "CArchive", "CCodecs", "CCurl", "CISAL", "COpenSSL", "CXML", "GRDB",
    ],
    "Scanning": [
      "Model", "RulePacks", "CPCRE2", "CICU", "COpenSSL", "CTextStarts", "CWindowProbe",
    ],
    "Scoring": ["Model", "RulePacks", "COpenSSL", "BitCollections", "HeapModule"],
    "Events": ["Model", "StrictYAML", "CSimdJSON", "COpenSSL"],
    "Review": ["Model", "COpenSSL", "GRDB", "FlyingFox", "FlyingSocks"],
  ]
  /// Part of every toolchain.
  private static let toolchain: Set<String> = [
    "Dispatch", "Foundation", "Glibc", "Synchronization",
  ]

  @Test func `stages import the model, the rules and their own libraries only`() throws {
    var seen: Set<String> = []
    for file in try Self.swiftFiles() {
      guard let allowed = Self.allowed[file.target] else { continue }
      seen.insert(file.target)
      for module in file.imports where !allowed.contains(module) {
        let isCommon = Self.toolchain.contains(module) && file.target != "Model"
        #expect(isCommon, "\(file.path) imports \(module)")
      }
    }
    #expect(seen.isSuperset(of: ["Model", "RulePacks", "Ingest", "Scanning", "Scoring"]))
  }

  @Test func `only the fetching command knows the network`() throws {
    let network: Set<String> = [
      "CCurl", "CISAL", "Fetching", "FoundationNetworking", "FlyingFox", "Review",
    ]
    for file in try Self.swiftFiles() where file.target == "searchlight" {
      for module in file.imports {
        #expect(!network.contains(module), "\(file.path) imports \(module)")
      }
    }
  }

  private struct SwiftFile {
    var path: String
    var target: String
    var imports: [String]
  }

  private static func swiftFiles() throws -> [SwiftFile] {
    let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Sources")
    let walk = try #require(FileManager.default.enumerator(atPath: sources.path))
    var files: [SwiftFile] = []
    for case let path as String in walk where path.hasSuffix(".swift") {
      let text = try String(
        contentsOf: sources.appendingPathComponent(path), encoding: .utf8)
      files.append(
        SwiftFile(
          path: path, target: String(path.prefix { $0 != "/" }), imports: imports(of: text)))
    }
    return files
  }

  private static func imports(of text: String) -> [String] {
    text.split(separator: "\n").compactMap { line in
      let words = line.split(separator: " ").map(String.init)
      guard let place = words.firstIndex(of: "import"), place < words.count - 1,
        words[..<place].allSatisfy({ $0.hasPrefix("@") || accessLevels.contains($0) })
      else { return nil }
      // `import struct Module.Name` names a declaration.
      let name = words[place + 1]
      let module = kinds.contains(name) && place + 2 < words.count ? words[place + 2] : name
      return String(module.prefix { $0 != "." })
    }
  }

  private static let accessLevels: Set<String> = [
    "internal", "package", "private", "fileprivate", "public",
  ]
  private static let kinds: Set<String> = [
    "struct", "class", "enum", "func", "protocol", "typealias", "var", "let", "actor",
  ]
}
