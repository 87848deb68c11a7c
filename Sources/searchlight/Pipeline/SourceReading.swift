import Ingest
import Model

/// What the documents of one source tell of how well it was read.
struct SourceReading: Sendable {
  /// Documents without a text that are looked at for other fields.
  private static let sampleLimit = 16

  /// The file they come from.
  var source: BatchSource
  /// Whether one of them has a text.
  private(set) var hasText = false
  /// Names of fields that may hold the text, of the first documents that have none.
  private(set) var fields: Set<String> = []
  private var sampleCount = 0
  /// Documents with bytes that were not UTF-8 and were replaced.
  private(set) var repaired = 0

  init(source: BatchSource) { self.source = source }

  /// Looks at one document.
  mutating func add(_ document: Document, in batch: DocumentBatch) {
    if document.repaired { repaired += 1 }
    if document.text.byteCount > 0 { hasText = true }
    guard !hasText, sampleCount < Self.sampleLimit, let extra = document.extra else { return }
    sampleCount += 1
    fields.formUnion(ExtraField.texts(in: batch.bytes[extra.range]))
  }

  /// Adds what later documents of the same source tell.
  mutating func add(_ later: SourceReading) {
    hasText = hasText || later.hasText
    fields.formUnion(later.fields)
    repaired += later.repaired
  }
}

/// What people should know of how their files were read, file by file.
///
/// Takes in readings in input order, so that no more than one file is kept.
struct ReadingNotes: Sendable {
  /// So many files are named, and so many fields.
  private static let fileLimit = 10
  private static let fieldLimit = 20

  private var current: SourceReading?
  private var withoutText: [String] = []
  private var withoutTextCount = 0
  private var repaired: [String] = []
  private var repairedCount = 0

  /// Takes in what the next batch tells.
  mutating func add(_ readings: [SourceReading]) {
    for reading in readings { add(reading) }
  }

  /// Takes in what the next batch tells of one source.
  mutating func add(_ reading: SourceReading) {
    if current?.source == reading.source {
      current?.add(reading)
    } else {
      endSource()
      current = reading
    }
  }

  /// Ends the last file and says everything. That texts may have been missed nobody may silence: a
  /// scan that degraded must not look like one that found nothing.
  mutating func say(quiet: Bool) {
    let (warnings, notes) = finish()
    for warning in warnings { Messages.note(warning) }
    for note in notes { Messages.note(note, quiet: quiet) }
  }

  private mutating func finish() -> (warnings: [String], notes: [String]) {
    endSource()
    var (warnings, notes) = (withoutText, repaired)
    if withoutTextCount > withoutText.count {
      let more = withoutTextCount - withoutText.count
      warnings.append("warning: \(more) more files of whose records only titles were scanned")
    }
    if repairedCount > repaired.count {
      let more = repairedCount - repaired.count
      notes.append("warning: \(more) more files with bytes that are not UTF-8")
    }
    return (warnings, notes)
  }

  private mutating func endSource() {
    guard let reading = current.take() else { return }
    let place = Source(path: reading.source.path, member: reading.source.member)
    if !reading.hasText, !reading.fields.isEmpty {
      withoutTextCount += 1
      if withoutText.count < Self.fileLimit {
        let names = reading.fields.sorted()
        let more = names.count > Self.fieldLimit ? ", ..." : ""
        withoutText.append(
          "\(place): warning: no record has a text, only titles were scanned; if one of these fields "
            + "holds it, name it with --map text=FIELD: "
            + names.prefix(Self.fieldLimit).joined(separator: ", ") + more)
      }
    }
    if reading.repaired > 0 {
      repairedCount += 1
      if repaired.count < Self.fileLimit {
        repaired.append(
          "\(place): warning: \(reading.repaired) records held bytes that are not UTF-8, which were "
            + "replaced; convert the file to UTF-8 to keep its letters")
      }
    }
  }
}
