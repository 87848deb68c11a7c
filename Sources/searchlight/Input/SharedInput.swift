import Ingest
import Synchronization

/// Inputs that several workers read, a piece at a time.
final class SharedInput: Sendable {
  /// Bytes of all inputs together; nil where one is a stream.
  let totalByteCount: Int?
  /// Whether one of the inputs can be read once only.
  let isStream: Bool
  /// What of the inputs is not read, for people.
  let warnings: [String]
  private let reader: Mutex<InputReader>

  /// Takes what `InputReader` takes.
  init(
    _ inputs: [String], options: IngestOptions, note: @escaping @Sendable (InputNote) -> Void
  ) throws {
    let reader = try InputReader(inputs, options: options, note: note)
    totalByteCount = reader.totalByteCount
    isStream = reader.identities == nil
    warnings = reader.warnings
    self.reader = Mutex(reader)
  }

  /// What was read so far, one for each file.
  var summaries: [InputSummary] { reader.withLock { $0.summaries } }

  /// Whether the first record is a line of findings; `next` hands it out all the same.
  var holdsFindings: Bool {
    reader.withLock { reader in
      guard let first = reader.look(), let line = FindingsParser().parse(first).first,
        case .finding = line
      else { return false }
      return true
    }
  }

  /// The next piece, and how many bytes were read with it; nil at the end of the last input.
  func next() -> (chunk: InputChunk, byteCount: Int)? {
    reader.withLock { reader in
      reader.next().map { (chunk: $0, byteCount: reader.byteCount) }
    }
  }
}
