import Ingest
import Model
import RulePacks
import Scanning

/// Shows what rules find in the lines of a text file.
struct RuleTrial {
  let library: RuleLibrary

  /// Scans `file`, a text a line, and hands each line's matches on: `3 rule.id: … ⟦quote⟧ …`.
  func run(_ file: String, emit: ([UInt8]) throws -> Void) throws {
    var options = IngestOptions()
    options.format = .text
    let input = try InputReader([file], options: options) { _ in }
    let worker = try Scanner(library.book, engine: FastMatcher(library.book)).makeWorker()
    let parser = DocumentParser()
    while let chunk = input.next() {
      let batch = chunk.parse(with: parser)
      worker.scan(batch)
      var text: [UInt8] = []
      for (number, document) in batch.documents.enumerated() {
        let bytes = Array(batch.bytes[document.text.range])
        write(worker.findings[number], bytes, line: document.position, to: &text)
      }
      try emit(text)
      if let reject = batch.rejects.first {
        throw RunFailure.strict(place: "\(reject.source)", reason: reject.reason.rawValue)
      }
    }
  }

  private func write(_ finding: Finding, _ text: [UInt8], line: Int, to result: inout [UInt8]) {
    if finding.matches.isEmpty { result += "\(line) -\n".utf8 }
    var start = finding.matches.startIndex
    while start < finding.matches.endIndex {
      let rule = finding.matches[start].rule
      let end =
        finding.matches[start...].firstIndex { $0.rule != rule } ?? finding.matches.endIndex
      result += "\(line) \(library.book.id(of: rule)): ".utf8
      var copied = 0
      for match in finding.matches[start..<end] {
        result += text[copied..<Int(match.span.start)]
        result += "⟦".utf8
        result += text[match.span.range]
        result += "⟧".utf8
        copied = Int(match.span.end)
      }
      result += text[copied...]
      result += "\n".utf8
      start = end
    }
    for incomplete in finding.incomplete {
      let rule = library.book.id(of: incomplete.rule)
      result += "\(line) \(rule): incomplete, \(incomplete.cause.rawValue)\n".utf8
    }
    if finding.isExtractionCut {
      result += "\(line) \(Extractor.name): incomplete, \(Extractor.cutCause)\n".utf8
    }
  }
}
