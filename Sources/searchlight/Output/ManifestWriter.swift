import Foundation
import Ingest
import Model
import RulePacks
import Scanning
import Scoring

/// An option as it stands in the manifest.
enum ManifestValue: Sendable {
  case text(String)
  case optionalText(String?)
  case texts([String])
  case number(Int)
  case optionalNumber(Int?)
  case flag(Bool)
}

/// Writes `queue.manifest.json`: what was run on what, with which rules, and what was counted.
struct ManifestWriter: ~Copyable {
  private(set) var json = JSONBuffer()

  mutating func write(
    _ plan: RunPlan, result: RunResult, started: Date, seconds: Double
  ) {
    json.raw("{\"schema\":1,\n\"tool\":{\"name\":\"searchlight\",\"version\":")
    json.string(Searchlight.version)
    json.raw(",\"command\":")
    json.string(plan.command)
    json.raw(",\"pcre2\":")
    json.string(CompiledPattern.libraryVersion)
    json.raw("},\n\"rules\":")
    write(plan.library)
    json.raw(",\n\"inputs\":")
    list(result.inputs) { json, input in
      json.raw("{\"path\":")
      json.string(input.path)
      json.raw(",\"bytes\":")
      json.integer(input.byteCount)
      json.raw(",\"sha256\":")
      json.stringOrNull(input.sha256)
      json.raw(",\"format\":")
      json.string(input.formats.map(\.rawValue).joined(separator: ","))
      json.raw(",\"compression\":")
      json.stringOrNull(
        input.compressions.isEmpty ? nil : input.compressions.joined(separator: ","))
      if !input.passedOver.isEmpty {
        json.raw(",\"passedOver\":{")
        Self.write(input.passedOver, to: &json)
        json.raw("}")
      }
      json.raw("}")
    }
    json.raw(",\n\"counts\":")
    write(result.counts, result.links)
    json.raw(",\n\"links\":")
    write(result.links)
    json.raw(",\n\"options\":")
    write(plan.recorded)
    json.raw(",\n\"times\":{\"started\":")
    json.string(Self.text(started))
    json.raw(",\"finished\":")
    json.string(Self.text(started.addingTimeInterval(seconds)))
    json.raw(",\"seconds\":")
    json.raw(utf8: String(format: "%.3f", seconds))
    json.raw("}}\n")
  }

  private mutating func write(_ library: RuleLibrary) {
    json.raw("{\"packs\":")
    list(Array(zip(library.book.packs, library.packFiles))) { json, entry in
      json.raw("{\"name\":")
      json.string(entry.0.name)
      json.raw(",\"version\":")
      json.string(entry.0.version)
      Self.write(entry.1, to: &json)
      json.raw(",\"rules\":")
      json.integer(entry.0.rules.count)
      json.raw("}")
    }
    json.raw(",\n\"scoring\":")
    if let file = library.scoringFile {
      json.raw("{\"version\":")
      json.string(library.scoring.version ?? "")
      Self.write(file, to: &json)
      json.raw("}")
    } else {
      json.raw("null")
    }
    json.raw(",\"overlays\":")
    list(library.overlays) { json, entry in
      json.raw("{\"name\":")
      json.string(entry.overlay.name)
      Self.write(entry.file, to: &json)
      json.raw("}")
    }
    json.raw(",\n\"rules\":")
    list(library.book.rules) { json, rule in
      json.raw("{\"id\":")
      json.string(rule.id)
      json.raw(",\"version\":")
      json.integer(rule.version)
      json.raw(",\"hash\":")
      json.string(rule.contentHash)
      json.raw("}")
    }
    json.raw("}")
  }

  /// Members of an object of numbers, by name.
  private static func write(_ numbers: [String: Int], to json: inout JSONBuffer) {
    for (index, entry) in numbers.sorted(by: { $0.key < $1.key }).enumerated() {
      if index > 0 { json.raw(",") }
      json.string(entry.key)
      json.raw(":")
      json.integer(entry.value)
    }
  }

  private static func write(_ file: RuleLibrary.LoadedFile, to json: inout JSONBuffer) {
    json.raw(",\"file\":")
    json.string(file.path)
    json.raw(",\"sha256\":")
    json.string(file.sha256)
  }

  private mutating func write(_ counts: RunCounts, _ links: LinkReport) {
    let numbers: [(StaticString, Int)] = [
      ("{\"read\":", counts.read), (",\"scanned\":", counts.scanned),
      (",\"rejected\":", counts.rejected), (",\"incomplete\":", counts.incomplete),
      (",\"undated\":", counts.undated), (",\"repaired\":", counts.repaired),
      (",\"withoutText\":", counts.withoutText),
      (",\"folded\":", links.folded), (",\"later\":", counts.later),
      (",\"undatedLeftOut\":", counts.undatedLeftOut), (",\"suppressed\":", links.suppressed),
      (",\"unmatchedSuppressions\":", links.unmatched),
      (",\"withIndicators\":", counts.withIndicators), (",\"queued\":", links.queued),
    ]
    for (key, value) in numbers {
      json.raw(key)
      json.integer(value)
    }
    json.raw(",\"rejectedByReason\":{")
    Self.write(counts.rejectedByReason, to: &json)
    json.raw("},\"bands\":{")
    for (number, band) in Band.allCases.reversed().enumerated() {
      if number > 0 { json.raw(",") }
      json.string(band.name)
      json.raw(":")
      json.integer(links.bands[Int(band.rawValue)])
    }
    json.raw("}}")
  }

  private mutating func write(_ links: LinkReport) {
    let numbers: [(StaticString, Int)] = [
      ("{\"ads\":", links.ads), (",\"texts\":", links.texts),
      (",\"clusters\":", links.clusters), (",\"linkedClusters\":", links.linkedClusters),
      (",\"templates\":", links.templates), (",\"undated\":", links.undated),
      (",\"unplaced\":", links.unplaced), (",\"cuts\":", links.cuts),
    ]
    for (key, value) in numbers {
      json.raw(key)
      json.integer(value)
    }
    json.raw(",\"hubs\":")
    list(links.hubs) { json, hub in
      json.raw("{\"kind\":")
      json.string(hub.kind)
      json.raw(",\"token\":")
      json.string(hub.token)
      json.raw(",\"texts\":")
      json.integer(hub.texts)
      json.raw(",\"groups\":")
      json.integer(hub.groups)
      json.raw("}")
    }
    json.raw("}")
  }

  private mutating func write(_ options: [(String, ManifestValue)]) {
    json.raw("{")
    for (number, option) in options.enumerated() {
      if number > 0 { json.raw(",") }
      json.string(option.0)
      json.raw(":")
      switch option.1 {
      case .text(let text): json.string(text)
      case .optionalText(let text): json.stringOrNull(text)
      case .texts(let texts): list(texts) { json, text in json.string(text) }
      case .number(let value): json.integer(value)
      case .optionalNumber(let value):
        if let value { json.integer(value) } else { json.raw("null") }
      case .flag(let value): json.raw(value ? "true" : "false")
      }
    }
    json.raw("}")
  }

  private mutating func list<Item>(
    _ items: [Item], _ write: (inout JSONBuffer, Item) -> Void
  ) {
    json.raw("[")
    for (number, item) in items.enumerated() {
      if number > 0 { json.raw(",") }
      write(&json, item)
    }
    json.raw("]")
  }

  private static func text(_ date: Date) -> String {
    Instant(milliseconds: Int64((date.timeIntervalSince1970 * 1000).rounded())).description
  }
}
