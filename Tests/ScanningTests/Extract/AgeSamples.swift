import Foundation
import Model

@testable import Scanning

/// A number that `AgeReader` may weigh, with what it is.
struct AgeSample {
  enum Label: Int { case none, stated, asked }

  var label: Label
  /// Whether it is a limit, which states no age.
  var isLimit: Bool
  /// What adds points to it: indices into `AgeWeights.table`.
  var features: [Int]
  var points: AgeWeights.Points

  /// What it is by its points alone.
  var decided: Label {
    if !isLimit, points.stated >= max(points.asked, 0) + AgeReader.lead { return .stated }
    return points.asked >= max(isLimit ? 0 : points.stated, 0) + AgeReader.lead ? .asked : .none
  }

  /// All numbers of the marked pages. Of pages that mark no ages, and of job ads where those are beside
  /// the package, the numbers that nothing reads as ages are none.
  static func all() throws -> [AgeSample] {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Cases")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".txt") }.map { String($0.dropLast(4)) }.sorted()
    var samples: [AgeSample] = []
    for name in names {
      let page = try CaseFile(name)
      for entry in page.cases {
        let isMarked = page.measures.contains("age")
        samples += of(entry.title, entry.text, marked: isMarked ? entry.expected : nil)
      }
    }
    for text in try RealTextTests.texts() ?? [] { samples += of("", text, marked: nil) }
    return samples
  }

  /// The numbers of one document.
  ///
  /// - Parameter marked: what stands behind the arrow; nil where no age is marked.
  private static func of(_ title: String, _ text: String, marked: [String]?) -> [AgeSample] {
    var expected = marked ?? ReadText(title: title, text).forms
    return [(title, Field.title), (text, Field.text)].flatMap { text, field in
      read(text, field, marked != nil, &expected)
    }
  }

  private static func read(
    _ text: String, _ field: Field, _ isMarked: Bool, _ expected: inout [String]
  ) -> [AgeSample] {
    var samples: [AgeSample] = []
    ReadText.withNormalised(Array(text.utf8)) { text in
      let scratch = ExtractScratch()
      var (identifiers, facts): ([Identifier], [FactEvidence]) = ([], [])
      let empty = ExtractionText(start: text.start, byteCount: 0, map: OffsetMap())
      ReadText.extractor.extract(
        title: field == .title ? text : empty, text: field == .title ? empty : text,
        scratch: scratch, into: &identifiers, facts: &facts)
      let tokens = FieldTokens(
        field: field, text: text, hints: [], tokens: scratch.tokens.tokens,
        windows: scratch.windows.elements)
      guard tokens.tokens.count == scratch.facts.words.count else { return }
      var taken = tokens.tokens.map { token in
        let span = tokens.original(token.range)
        return identifiers.contains {
          $0.value.isReadBeforeAges && $0.span.start < span.end && span.start < $0.span.end
        }
      }
      taken.withUnsafeMutableBufferPointer { taken in
        guard let start = taken.baseAddress else { return }
        let reader = AgeReader(
          field: FactField(
            source: tokens, words: scratch.facts.words.elements,
            quantities: scratch.facts.quantities.elements, starters: .init(start: nil, count: 0),
            moneyWindows: .init(start: nil, count: 0), taken: start))
        samples = read(reader, isMarked, &expected)
      }
    }
    return samples
  }

  private static func read(
    _ reader: AgeReader, _ isMarked: Bool, _ expected: inout [String]
  ) -> [AgeSample] {
    var samples: [AgeSample] = []
    var index = 0
    while index < reader.field.quantities.count {
      let low = reader.field.quantities[index]
      guard let years = reader.age(low), reader.field.isFree(low.first, low.last) else {
        index += 1
        continue
      }
      let high = reader.rangeEnd(index, years)
      if let expression = reader.expression(index, years, high: high) {
        let sample = AgeSample(expression, reader, &expected)
        // What is read as an age where none is marked may be one or not.
        if isMarked || sample.label == .none { samples.append(sample) }
      }
      index = (high?.index ?? index) + 1
    }
    return samples
  }

  private init(_ expression: AgeExpression, _ reader: AgeReader, _ expected: inout [String]) {
    isLimit = expression.form == .atLeast || expression.form == .atMost
    let limit = reader.limit(expression)
    let stated = Identifier.Value.age(years: expression.years, through: expression.through)
    let asked = [(limit.minimum, limit.maximum), (limit.maximum, limit.minimum)].map {
      Identifier.Value.clientAge(minimum: $0, maximum: $1).caseForm
    }
    label = .none
    if !isLimit, let index = expected.firstIndex(of: stated.caseForm) {
      label = .stated
      expected.remove(at: index)
    } else if let index = expected.firstIndex(where: asked.contains) {
      label = .asked
      expected.remove(at: index)
    }
    let evidence = AgeEvidence(field: reader.field)
    let around = evidence.surroundings(expression)
    points = evidence.points(around)
    features = around.features
  }
}

extension AgeEvidence.Surroundings {
  /// Indices into `AgeWeights.table`.
  fileprivate var features: [Int] {
    func bits(_ bits: UInt64, _ base: Int) -> [Int] {
      (0..<64).filter { bits >> UInt64($0) & 1 == 1 }.map { base + $0 }
    }
    return (0..<AgeEvidence.placeCount).flatMap {
      bits(roles[$0].rawValue, $0 * 128) + bits(signs[$0].rawValue, $0 * 128 + 64)
    } + bits(UInt64(own), AgeEvidence.placeCount * 128)
  }
}

extension Identifier.Value {
  /// Whether what it states is claimed before ages are read.
  fileprivate var isReadBeforeAges: Bool {
    switch self {
    case .age, .clientAge, .price, .name, .place: false
    default: true
    }
  }
}
