internal import Model
internal import RulePacks

/// Every example of every rule, as documents: plain, in upper case, and behind an emoji.
struct ExampleTexts {
  /// What an example is there for.
  enum Purpose {
    /// Exactly the marked spans must match.
    case example
    /// Nothing may match.
    case counterexample
    /// Something should match one day.
    case knownMiss
  }

  /// One text.
  struct Entry {
    var rule: RuleIndex
    var purpose: Purpose
    /// As it stands in the rule file.
    var original: String
    /// ` in upper case`, ` behind an emoji`, or empty.
    var variant: String
    var field: Field
    var text: String
    var marked: [ByteSpan]
  }

  private(set) var entries: [Entry] = []
  private(set) var batch = DocumentBatch()

  private static let variants: [(name: String, change: @Sendable (String) -> String)] = [
    ("", { $0 }), (" in upper case", { $0.uppercased() }), (" behind an emoji", { "😀 " + $0 }),
  ]

  init(_ book: RuleBook) {
    batch.sources = [BatchSource(path: "examples")]
    for (number, rule) in book.rules.enumerated() {
      let index = RuleIndex(UInt16(number))
      for example in rule.examples { add(example, .example, index, rule) }
      for text in rule.counterexamples { add(text, .counterexample, index, rule) }
      for text in rule.knownMisses { add(text, .knownMiss, index, rule) }
    }
  }

  private mutating func add(_ text: String, _ purpose: Purpose, _ index: RuleIndex, _ rule: Rule) {
    let field: Field = rule.fields.contains(.text) ? .text : .title
    for variant in Self.variants {
      // Loading has reported marks that do not pair up.
      guard let marked = MarkedText(variant.change(text)) else { continue }
      entries.append(
        Entry(
          rule: index, purpose: purpose, original: text, variant: variant.name, field: field,
          text: marked.text, marked: marked.spans))
      let start = batch.bytes.count
      batch.bytes += marked.text.utf8
      let empty = ByteRange(start, start)
      let range = ByteRange(start, batch.bytes.count)
      batch.documents.append(
        Document(
          id: empty, title: field == .title ? range : empty,
          text: field == .text ? range : empty, sourceIndex: 0, position: entries.count))
      if purpose == .knownMiss { break }
    }
  }
}
