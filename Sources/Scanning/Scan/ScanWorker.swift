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
  private let digest = Digest()
  private let copies: CopyFinder?
  private let texts: BatchTexts
  /// Where each document of the last batch stands in `texts`; nil for a copy, which is not read.
  private var slots: [Int?] = []
  /// Those that were asked for, by document of the last batch.
  private var fingerprints: [UInt64?] = []
  private var list = MatchList()
  private var kept: [TextMatch] = []
  private var facts: [FactEvidence] = []
  /// What is found in the document at hand.
  private var finding = Finding()

  /// - Parameter known: the texts that the run knows; nil to read copies as well.
  init(_ tools: ScanTools, engine: some Matcher, known: KnownTexts?) {
    self.tools = tools
    copies = known.map(CopyFinder.init)
    texts = BatchTexts(tools.normaliser)
    let scratch = engine.makeScratch()
    runEngine = { engine.match($0, scratch: scratch, into: &$1) }
  }

  /// Scans all documents of `batch` into `findings`.
  package func scan(_ batch: borrowing DocumentBatch) {
    batch.bytes.withUnsafeBufferPointer { bytes in
      prepare(batch.documents, bytes)
      texts.withBytes(bytes) { bytes in
        match(bytes)
        collect(bytes)
      }
    }
    fingerprints.removeAll(keepingCapacity: true)
    fingerprints.append(contentsOf: repeatElement(nil, count: findings.count))
  }

  /// Remembers what was found in the last batch, for copies of its texts that may come.
  ///
  /// - Parameter batch: the batch that was scanned last.
  package func remember(_ batch: borrowing DocumentBatch) {
    batch.bytes.withUnsafeBufferPointer { bytes in
      copies?.remember(batch.documents, bytes, findings, fingerprints)
    }
  }

  /// The digest of the text of document `number` of the last batch.
  ///
  /// - Parameter batch: the batch that was scanned last.
  package func textDigest(of number: Int, in batch: borrowing DocumentBatch) -> SHA256 {
    if let copies { return copies.textDigest(of: number) }
    let range = batch.documents[number].text.range
    return batch.bytes.withUnsafeBufferPointer {
      digest.digest(of: UnsafeBufferPointer(rebasing: $0[range]))
    }
  }

  /// The fingerprint of document `number` of the last batch; nil where the document is a copy and
  /// nobody asked for the first one's.
  ///
  /// - Parameter batch: the batch that was scanned last.
  package func fingerprint(of number: Int, in batch: borrowing DocumentBatch) -> UInt64? {
    if let fingerprint = fingerprints[number] { return fingerprint }
    switch copies?.standings[number] ?? .new {
    case .known(let entry): fingerprints[number] = entry.fingerprint
    case .copy(let first): fingerprints[number] = fingerprint(of: first, in: batch)
    case .new: fingerprints[number] = computedFingerprint(of: number, in: batch)
    }
    return fingerprints[number]
  }

  private func computedFingerprint(
    of number: Int, in batch: borrowing DocumentBatch
  ) -> UInt64? {
    guard let slot = slots[number] else { return nil }
    return batch.bytes.withUnsafeBufferPointer { bytes in
      texts.fingerprint(
        of: slot, findings[number].matches, bytes, book: tools.book, digest: digest)
    }
  }

  /// Appends the wording of document `number` of the last batch to `result`: its normalised title
  /// and text, contacts, names, ages and prices blanked out.
  ///
  /// - Parameter batch: the batch that was scanned last.
  /// - Returns: false, and nothing appended, where the document is a copy and was not read.
  package func appendWording(
    of number: Int, in batch: borrowing DocumentBatch, to result: inout [UInt8]
  ) -> Bool {
    guard let slot = slots[number] else { return false }
    batch.bytes.withUnsafeBufferPointer { bytes in
      texts.appendWording(
        of: slot, without: findings[number].identifiers, bytes, to: &result)
    }
    return true
  }

  /// Normalises title and text of every document that is read.
  private func prepare(_ documents: [Document], _ bytes: UnsafeBufferPointer<UInt8>) {
    texts.removeAll()
    slots.removeAll(keepingCapacity: true)
    copies?.look(at: documents, bytes)
    for (number, document) in documents.enumerated() {
      guard case .new = copies?.standings[number] ?? .new else {
        slots.append(nil)
        continue
      }
      slots.append(texts.count / 2)
      texts.append(document, bytes)
    }
  }

  private func match(_ bytes: BatchTexts.Bytes) {
    list.removeAll()
    withUnsafeTemporaryAllocation(of: TextSlice.self, capacity: texts.count) { slices in
      for number in 0..<texts.count {
        let text = bytes[number]
        // The address of an empty text is never read.
        let start = text.baseAddress ?? UnsafePointer(bitPattern: 1)
        guard let start else { continue }
        slices.initializeElement(
          at: number,
          to: TextSlice(start: start, byteCount: text.count, field: texts.field(of: number)))
      }
      runEngine(UnsafeBufferPointer(slices), &list)
    }
  }

  /// Sorts matches and identifiers out by document, in original offsets.
  private func collect(_ bytes: BatchTexts.Bytes) {
    findings.removeAll(keepingCapacity: true)
    var nextMatch = 0
    var nextIncomplete = 0
    for (number, slot) in slots.enumerated() {
      if let slot {
        collect(slot, &nextMatch, &nextIncomplete, bytes)
        findings.append(finding.exactCopy)
        continue
      }
      switch copies?.standings[number] {
      case .copy(let first): findings.append(findings[first])
      case .known(let entry): findings.append(entry.finding)
      case .new, nil: preconditionFailure("document \(number) was not read")
      }
    }
  }

  /// Sorts out what belongs to the document in `slot`, into `finding`.
  private func collect(
    _ slot: Int, _ nextMatch: inout Int, _ nextIncomplete: inout Int, _ bytes: BatchTexts.Bytes
  ) {
    finding.removeAll()
    for text in [2 * slot, 2 * slot + 1] {
      collectMatches(text, &nextMatch, bytes[text])
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
    extract(slot, bytes)
    finding.matches.sort()
    finding.matches.removeRepeats()
    if finding.incomplete.count > 1 { finding.incomplete.sort { $0.rule < $1.rule } }
  }

  private func collectMatches(
    _ text: Int, _ next: inout Int, _ bytes: UnsafeBufferPointer<UInt8>
  ) {
    let first = next
    while next < list.matches.count, Int(list.matches[next].text) == text { next += 1 }
    guard next > first else { return }
    kept.removeAll(keepingCapacity: true)
    kept.append(contentsOf: list.matches[first..<next])
    tools.allowLists.filter(&kept, from: 0, text: bytes, scratch: patternScratch)
    let field = texts.field(of: text)
    let map = texts.map(of: text)
    for match in kept {
      finding.matches.append(
        Match(rule: match.rule, field: field, span: map.original(of: match.span)))
    }
  }

  private func extract(_ slot: Int, _ bytes: BatchTexts.Bytes) {
    func text(_ number: Int) -> ExtractionText? {
      let text = bytes[number]
      guard let start = text.baseAddress ?? UnsafePointer(bitPattern: 1) else { return nil }
      return ExtractionText(start: start, byteCount: text.count, map: texts.map(of: number))
    }
    guard let title = text(2 * slot), let body = text(2 * slot + 1) else { return }
    facts.removeAll(keepingCapacity: true)
    finding.isExtractionCut = !tools.extractor.extract(
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

extension Finding {
  /// The same in memory of its own, as much as it needs.
  fileprivate var exactCopy: Finding {
    var copy = Finding()
    copy.matches = matches.withUnsafeBufferPointer { Array($0) }
    copy.identifiers = identifiers.withUnsafeBufferPointer { Array($0) }
    copy.incomplete = incomplete.withUnsafeBufferPointer { Array($0) }
    copy.isExtractionCut = isExtractionCut
    return copy
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
