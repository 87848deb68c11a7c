internal import Model

/// Reads files, folders and streams, one after the other, through compression and containers.
///
/// Used by one thread at a time. What cannot be read becomes a reject; only an input that is not
/// there at all stops the run, before it starts.
package final class InputReader {
  /// What was read so far, one for each file.
  package private(set) var summaries: [InputSummary] = []
  /// Bytes of all inputs together; nil where one is a stream.
  package let totalByteCount: Int?
  /// What each input file is known by: path, size, time of its last change; nil where one is a
  /// stream.
  package let identities: [String]?
  /// What of the inputs is not read, for people; `note` is told of it as well.
  package let warnings: [String]
  /// Bytes of finished files.
  private var finishedByteCount = 0

  private let options: IngestOptions
  private let note: @Sendable (InputNote) -> Void
  private var files: ArraySlice<FileWalk.File>
  private var current: OpenInput?
  /// A piece that was looked at, and is yet to be handed out.
  private var seen: InputChunk?
  /// What was said of the inputs so far.
  private var noted: Set<String> = []

  /// - Parameters:
  ///   - inputs: files, folders, or `-` for standard input.
  ///   - note: told what each file is.
  package init(
    _ inputs: [String], options: IngestOptions, note: @escaping @Sendable (InputNote) -> Void
  ) throws(IngestError) {
    let found = try FileWalk.files(inputs)
    files = found.files[...]
    self.options = options
    self.note = note
    identities = FileWalk.identities(found.files)
    totalByteCount = FileWalk.byteCount(found.files)
    warnings =
      found.links.map { "\($0): warning: a link to a folder, not followed" }
      + found.repeats.map {
        "\($0): warning: among the inputs already, under this name or another; read once"
      }
      + found.temporaries.map {
        "\($0): warning: a part of an output, left by a run that was killed or is still going on; "
          + "not read"
      }
    for warning in warnings { note(InputNote(text: warning)) }
  }

  /// The files that `inputs` name, those in folders one by one.
  package static func paths(_ inputs: [String]) throws(IngestError) -> [String] {
    try FileWalk.files(inputs).files.map(\.path)
  }

  /// Bytes read so far, as they lie on disk.
  package var byteCount: Int { finishedByteCount + (current?.file.byteCount ?? 0) }

  /// The next piece, which `next` will hand out; nil at the end of the last input.
  package func look() -> InputChunk? {
    if seen == nil { seen = next() }
    return seen
  }

  /// The next piece; nil at the end of the last input.
  package func next() -> InputChunk? {
    if let seen = seen.take() { return seen }
    while true {
      if let current {
        if let chunk = current.next() { return chunk }
        let (summary, reject) = current.finish()
        summaries.append(summary)
        finishedByteCount += summary.byteCount
        noted = current.noted
        self.current = nil
        if let reject { return reject }
      }
      guard let file = files.popFirst() else { return nil }
      do throws(StreamError) {
        if let problem = file.problem { throw StreamError(kind: .unreadable, detail: problem) }
        current = OpenInput(
          try FileStream(file.path == "-" ? nil : file.systemPath), file: file, options: options,
          noted: noted, note: note)
      } catch {
        summaries.append(
          InputSummary(
            path: file.path, byteCount: 0, sha256: nil, formats: [], compressions: []))
        return .reject(error, source: BatchSource(path: file.path), byteCount: 0)
      }
    }
  }
}

extension InputChunk {
  /// A piece that holds one reject: for a file or archive that cannot be read on.
  static func reject(_ error: StreamError, source: BatchSource, byteCount: Int) -> InputChunk {
    let reason: RejectedRecord.Reason =
      switch error.kind {
      case .unreadable: .unreadable
      case .damaged: .damagedArchive
      case .expanded: .expansionLimit
      case .notText: .notText
      case .noColumn: .noColumn
      }
    let place =
      error.cutRecord.map { source.source(position: $0.position) }
      ?? Source(path: source.path, member: source.member)
    var batch = DocumentBatch()
    batch.sources = [source]
    batch.rejects = [
      RejectedRecord(
        source: place, byteOffset: error.cutRecord?.byteOffset ?? byteCount,
        byteCount: error.cutRecord?.bytes.count ?? 0, reason: reason, detail: error.detail,
        raw: error.cutRecord?.bytes ?? [])
    ]
    batch.lines = [.reject]
    return InputChunk(content: .documents(batch), byteCount: 0)
  }
}
