import Generated
import Model
import RulePacks
import Testing

@testable import Scanning

@Suite struct CopiesTests {
  private static let titles = ["", "Room", "Room to let", "Zimmer für 2", "no\nnews"]
  private static let texts = [
    "", "quiet room near the park, call 214-555-0142", "quiet room near the park",
    "new in town, 24 years old, 80 half 120 hour", "Ｎｅｗ ｉｎ ｔｏｗｎ, two one four 5 5 5 0 1 9 9",
    "café and a room, ask for Ann", "news and a room", "a room and news, no news and a room",
  ]

  /// A batch of `count` documents whose titles and texts `next` chooses.
  private func batch(_ count: Int, _ next: (Int) -> Int) -> DocumentBatch {
    var batch = DocumentBatch()
    batch.sources = [BatchSource(path: "ads")]
    func append(_ text: String) -> ByteRange {
      let start = batch.bytes.count
      batch.bytes += text.utf8
      return ByteRange(start, batch.bytes.count)
    }
    for number in 0..<count {
      batch.documents.append(
        Document(
          id: append("\(number)"), title: append(Self.titles[next(Self.titles.count)]),
          text: append(Self.texts[next(Self.texts.count)]), sourceIndex: 0, position: number + 1))
    }
    return batch
  }

  @Test func `copies are found what their texts are found when they are read`() throws {
    let book = MatcherComparison.book(["room", "ne(w|ws)\\b", "^quiet", "town$", "caf\\w+"])
    let scanner = try Scanner(book, engine: ReferenceMatcher(book))
    let known = KnownTexts()
    let workers = [scanner.makeWorker(knowing: known), scanner.makeWorker(knowing: known)]
    let reader = scanner.makeWorker()
    var generator = SeededGenerator(seed: 11)
    var copyCount = 0
    var seen: Set<[String]> = []
    var expectedCount = 0
    for round in 0..<20 {
      let batch = batch(1 + round) { Int.random(in: 0..<$0, using: &generator) }
      let worker = workers[round % 2]
      worker.scan(batch)
      reader.scan(batch)
      #expect(worker.findings == reader.findings)
      for (number, document) in batch.documents.enumerated() {
        let pair = [batch.string(document.title), batch.string(document.text)]
        if !seen.insert(pair).inserted { expectedCount += 1 }
        #expect(
          worker.fingerprint(of: number, in: batch) == reader.fingerprint(of: number, in: batch))
        #expect(
          worker.textDigest(of: number, in: batch) == reader.textDigest(of: number, in: batch))
        var (wording, expected) = ([UInt8](), [UInt8]())
        #expect(reader.appendWording(of: number, in: batch, to: &expected))
        if worker.appendWording(of: number, in: batch, to: &wording) {
          #expect(wording == expected)
        } else {
          copyCount += 1
        }
      }
      worker.remember(batch)
    }
    #expect(copyCount == expectedCount && copyCount > 100)
  }

  @Test func `a text with another title is read, and so is one that a limit stopped`() throws {
    let known = KnownTexts()
    let finder = CopyFinder(known)
    func standings(_ batch: DocumentBatch, _ findings: [Finding]? = nil) -> [String] {
      batch.bytes.withUnsafeBufferPointer { bytes in
        finder.look(at: batch.documents, bytes)
        if let findings {
          let fingerprints = [UInt64?](repeating: nil, count: findings.count)
          finder.remember(batch.documents, bytes, findings, fingerprints)
        }
      }
      return finder.standings.map {
        switch $0 {
        case .new: "new"
        case .copy(let first): "copy of \(first)"
        case .known: "known"
        }
      }
    }
    // Titles and texts in turn: 1/1, 2/1, 1/1, 1/2.
    var choices = [1, 1, 2, 1, 1, 1, 1, 2].makeIterator()
    let batch = batch(4) { _ in choices.next()! }
    var stopped = Finding()
    stopped.incomplete = [IncompleteRule(rule: RuleIndex(0), cause: .matchLimit)]
    let findings = [Finding(), stopped, Finding(), Finding()]
    #expect(standings(batch, findings) == ["new", "new", "copy of 0", "new"])
    #expect(standings(batch) == ["known", "new", "known", "known"])
  }

  @Test func `memory is bounded, and what is asked for is kept longest`() {
    let known = KnownTexts()
    func key(_ number: UInt64) -> KnownTexts.Key {
      KnownTexts.Key(
        text: SHA256(words: SIMD4(number &* 0x9E37_79B9_7F4A_7C15, number, 0, 0)), title: 0)
    }
    func isKnown(_ number: UInt64) -> Bool {
      [UInt8]().withUnsafeBufferPointer { known.entry(for: key(number), title: $0) != nil }
    }
    func add(_ number: UInt64, identifiers: Int = 0) {
      var finding = Finding()
      for _ in 0..<identifiers {
        finding.identifiers.append(
          Identifier(field: .text, span: ByteSpan(0, 1000), value: .url("example.org")))
      }
      known.add(
        KnownTexts.Entry(key: key(number), title: [], finding: finding, fingerprint: nil))
    }
    for number in 1...200_000 as ClosedRange<UInt64> {
      add(number)
      if number % 1000 == 0 { #expect(isKnown(7)) }
    }
    #expect(isKnown(200_000))
    #expect(!isKnown(8))
    #expect((1...200_000).count { isKnown($0) } <= 65_536)
    for number in 300_001...310_000 as ClosedRange<UInt64> { add(number, identifiers: 10) }
    // Each takes over ten kilobytes of the 32 MiB.
    #expect((300_001...310_000).count { isKnown($0) } <= 3277)
    add(400_000, identifiers: 1000)
    #expect(!isKnown(400_000))
  }
}
