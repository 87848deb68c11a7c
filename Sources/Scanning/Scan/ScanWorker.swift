package import Model
internal import RulePacks

/// One worker's share of scanning. Keeps its memory from batch to batch; never shared.
///
/// Knows its engine by one call a batch alone, so that everything else is compiled once for all.
package final class ScanWorker {
  /// What was found, one for each document of the last batch, in its order.
  package private(set) var findings: [Finding] = []

  private let tools: ScanTools
  /// Runs the engine, which has scratch memory of its own.
  private let runEngine: (UnsafeBufferPointer<TextSlice>, inout MatchList) -> Void
  private let patternScratch = PatternScratch()
  private let extractScratch = ExtractScratch()
  private var arena: [UInt8] = []
  private var texts: [PreparedText] = []
  private var maps: [OffsetMap] = []
  private var list = MatchList()
  private var kept: [TextMatch] = []
  private var facts: [FactEvidence] = []

  /// A normalised text: where its bytes are and which map leads back.
  private struct PreparedText {
    var field: Field
    /// In `arena`, or in the batch where the text needed no change.
    var isInArena: Bool
    var range: Range<Int>
    /// Index into `maps`.
    var map: Int
  }

  init(_ tools: ScanTools, engine: some Matcher) {
    self.tools = tools
    let scratch = engine.makeScratch()
    runEngine = { engine.match($0, scratch: scratch, into: &$1) }
  }

  /// Scans all documents of `batch` into `findings`.
  package func scan(_ batch: borrowing DocumentBatch) {
    batch.bytes.withUnsafeBufferPointer { bytes in
      prepare(batch.documents, bytes)
      arena.withUnsafeBufferPointer { arena in
        match(arena: arena, batch: bytes)
        collect(batch.documents.count, arena: arena, batch: bytes)
      }
    }
  }

  /// The fingerprint of document `number` of the last batch.
  ///
  /// - Parameter batch: the batch that was scanned last.
  package func fingerprint(
    of number: Int, in batch: borrowing DocumentBatch, digest: Digest
  ) -> UInt64 {
    batch.bytes.withUnsafeBufferPointer { bytes in
      arena.withUnsafeBufferPointer { arena in
        Fingerprint.compute(
          title: normalised(2 * number, arena, bytes),
          text: normalised(2 * number + 1, arena, bytes), matches: findings[number].matches,
          book: tools.book, digest: digest)
      }
    }
  }

  /// Appends the wording of document `number` of the last batch to `result`: its normalised title
  /// and text, contacts, names, ages and prices blanked out.
  ///
  /// - Parameter batch: the batch that was scanned last.
  package func appendWording(
    of number: Int, in batch: borrowing DocumentBatch, to result: inout [UInt8]
  ) {
    batch.bytes.withUnsafeBufferPointer { bytes in
      arena.withUnsafeBufferPointer { arena in
        for text in [2 * number, 2 * number + 1] {
          Wording.append(
            normalised(text, arena, bytes), texts[text].field, map: maps[texts[text].map],
            without: findings[number].identifiers, to: &result)
        }
      }
    }
  }

  /// Normalises title and text of every document: text `2 * n` is the title of document `n`.
  private func prepare(_ documents: [Document], _ bytes: UnsafeBufferPointer<UInt8>) {
    arena.removeAll(keepingCapacity: true)
    texts.removeAll(keepingCapacity: true)
    while maps.count < documents.count * 2 { maps.append(OffsetMap()) }
    for document in documents {
      for field in Field.allCases {
        let range = document.range(of: field).range
        let start = arena.count
        let map = texts.count
        let changed = tools.normaliser.normalise(
          UnsafeBufferPointer(rebasing: bytes[range]), into: &arena, map: &maps[map])
        texts.append(
          PreparedText(
            field: field, isInArena: changed, range: changed ? start..<arena.count : range,
            map: map))
      }
    }
  }

  private func normalised(
    _ number: Int, _ arena: UnsafeBufferPointer<UInt8>, _ batch: UnsafeBufferPointer<UInt8>
  ) -> UnsafeBufferPointer<UInt8> {
    let text = texts[number]
    return UnsafeBufferPointer(rebasing: (text.isInArena ? arena : batch)[text.range])
  }

  private func match(arena: UnsafeBufferPointer<UInt8>, batch: UnsafeBufferPointer<UInt8>) {
    list.removeAll()
    withUnsafeTemporaryAllocation(of: TextSlice.self, capacity: texts.count) { slices in
      for number in texts.indices {
        let text = normalised(number, arena, batch)
        // The address of an empty text is never read.
        let start = text.baseAddress ?? UnsafePointer(bitPattern: 1)
        guard let start else { continue }
        slices.initializeElement(
          at: number,
          to: TextSlice(start: start, byteCount: text.count, field: texts[number].field))
      }
      runEngine(UnsafeBufferPointer(slices), &list)
    }
  }

  /// Sorts matches and identifiers out by document, in original offsets.
  private func collect(
    _ count: Int, arena: UnsafeBufferPointer<UInt8>, batch: UnsafeBufferPointer<UInt8>
  ) {
    if findings.count > count { findings.removeLast(findings.count - count) }
    while findings.count < count { findings.append(Finding()) }
    var nextMatch = 0
    var nextIncomplete = 0
    for number in 0..<count {
      collect(
        number, &nextMatch, &nextIncomplete, arena: arena, batch: batch, into: &findings[number])
    }
  }

  /// Sorts out what belongs to document `number`.
  private func collect(
    _ number: Int, _ nextMatch: inout Int, _ nextIncomplete: inout Int,
    arena: UnsafeBufferPointer<UInt8>, batch: UnsafeBufferPointer<UInt8>,
    into finding: inout Finding
  ) {
    finding.removeAll()
    for text in [2 * number, 2 * number + 1] {
      collectMatches(text, &nextMatch, normalised(text, arena, batch), into: &finding)
      while nextIncomplete < list.incomplete.count,
        Int(list.incomplete[nextIncomplete].text) == text
      {
        let incomplete = list.incomplete[nextIncomplete].rule
        if !finding.incomplete.contains(where: { $0.rule == incomplete.rule }) {
          finding.incomplete.append(incomplete)
        }
        nextIncomplete += 1
      }
    }
    extract(number, arena: arena, batch: batch, into: &finding)
    finding.matches.sort()
    finding.matches.removeRepeats()
    if finding.incomplete.count > 1 { finding.incomplete.sort { $0.rule < $1.rule } }
  }

  private func collectMatches(
    _ text: Int, _ next: inout Int, _ bytes: UnsafeBufferPointer<UInt8>, into finding: inout Finding
  ) {
    let first = next
    while next < list.matches.count, Int(list.matches[next].text) == text { next += 1 }
    guard next > first else { return }
    kept.removeAll(keepingCapacity: true)
    kept.append(contentsOf: list.matches[first..<next])
    tools.allowLists.filter(&kept, from: 0, text: bytes, scratch: patternScratch)
    let map = texts[text].map
    for match in kept {
      finding.matches.append(
        Match(
          rule: match.rule, field: texts[text].field, span: maps[map].original(of: match.span)))
    }
  }

  private func extract(
    _ number: Int, arena: UnsafeBufferPointer<UInt8>, batch: UnsafeBufferPointer<UInt8>,
    into finding: inout Finding
  ) {
    func text(_ text: Int) -> ExtractionText? {
      let bytes = normalised(text, arena, batch)
      guard let start = bytes.baseAddress ?? UnsafePointer(bitPattern: 1) else { return nil }
      return ExtractionText(start: start, byteCount: bytes.count, map: maps[texts[text].map])
    }
    guard let title = text(2 * number), let body = text(2 * number + 1) else { return }
    facts.removeAll(keepingCapacity: true)
    tools.extractor.extract(
      title: title, text: body, scratch: extractScratch, into: &finding.identifiers,
      facts: &facts)
    for fact in facts {
      for rule in tools.identifierRules
      where rule.fact == fact.fact && rule.fields.contains(fact.field) {
        finding.matches.append(
          Match(rule: rule.rule, field: fact.field, span: fact.span))
      }
    }
  }
}

extension [Match] {
  /// Drops matches equal to the one before: two in the normalised text may come from one original
  /// character.
  fileprivate mutating func removeRepeats() {
    guard count > 1 else { return }
    var last = 0
    for next in 1..<count where self[next] != self[last] {
      last += 1
      self[last] = self[next]
    }
    removeLast(count - last - 1)
  }
}
