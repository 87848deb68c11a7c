import Foundation
import Ingest
import Model
import Scoring

/// Reads reviewers' labels: a table or JSON lines with `id`, `label` and, if there are several
/// reviewers, `reviewer`.
enum LabelFile {
  /// Sums of far larger ones are no numbers any more.
  private static let highestGrade = 1_000_000.0

  /// All labels of the file at `path`; a record without an id or a number as label is an error.
  static func read(_ path: String) throws -> LabelSet {
    var options = IngestOptions()
    options.mapping = try FieldMapping("id=id,text=label,title=reviewer")
    let reader = try InputReader([path], options: options) { _ in }
    let parser = DocumentParser()
    var labels = LabelSet()
    while let chunk = reader.next() {
      let batch = chunk.parse(with: parser)
      if let reject = batch.rejects.first {
        throw fault(
          at: reject.source, reject.reason == .noText ? "no label" : reject.reason.rawValue)
      }
      for document in batch.documents {
        let source = batch.source(of: document)
        let id = batch.string(document.id)
        let text = trimmed(batch.string(document.text))
        if id == batch.sources[document.sourceIndex].defaultID(position: document.position) {
          throw fault(at: source, "no id")
        }
        if text.isEmpty { throw fault(at: source, "no label") }
        guard let value = Double(text), (0...highestGrade).contains(value) else {
          throw RunFailure.badLabels(
            place: "\(source)", reason: "the label is not a number from 0 to \(Int(highestGrade))")
        }
        let reviewer = trimmed(batch.string(document.title))
        labels.add(id: id, value: value, reviewer: reviewer.isEmpty ? nil : reviewer)
      }
    }
    guard !labels.labels.isEmpty else {
      throw RunFailure.badLabels(place: path, reason: "there is no label in it")
    }
    return labels
  }

  private static func fault(at source: Source, _ reason: String) -> RunFailure {
    .badLabels(
      place: "\(source)",
      reason: reason + "; a label file has the columns id, label and perhaps reviewer")
  }

  private static func trimmed(_ text: String) -> String {
    text.trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
