internal import Model

/// One file that is being read, with the archives inside it that are open.
final class OpenInput {
  let file: FileStream
  private let path: String
  private let systemPath: [CChar]
  private let input: String
  private let isBelowFolder: Bool
  private let options: IngestOptions
  private let note: @Sendable (InputNote) -> Void

  /// A container that is open, and the file inside it that is being read.
  private struct Container {
    let archive: Archive
    /// Names of the files that lead to it, from the outermost archive inwards.
    let path: String?
    /// How many layers of packing stand around its files.
    let depth: Int
    /// Whether only its WARC files hold documents.
    let isCrawl: Bool
  }

  private var start: PeekableStream?
  private var containers: [Container] = []
  private var reader: (any ChunkReader)?
  private var source: BatchSource
  private var formats: Set<InputFormat> = []
  private var compressions: [String] = []
  private var passedOver: [String: Int] = [:]
  /// What was said of the inputs so far.
  private(set) var noted: Set<String>

  init(
    _ stream: FileStream, file: FileWalk.File, options: IngestOptions, noted: Set<String>,
    note: @escaping @Sendable (InputNote) -> Void
  ) {
    self.file = stream
    path = file.path
    systemPath = file.systemPath
    input = file.input
    isBelowFolder = file.isBelowFolder
    self.noted = noted
    self.options = options
    self.note = note
    start = PeekableStream(stream)
    source = BatchSource(path: file.path)
  }

  /// The next piece; nil at the end of the file.
  func next() -> InputChunk? {
    while true {
      do throws(StreamError) {
        if let start {
          self.start = nil
          try open(start, member: nil, depth: 0)
        } else if let reader {
          if let chunk = try reader.next() { return chunk }
          endReader()
        } else if !containers.isEmpty {
          try openNextMember()
        } else {
          return nil
        }
      } catch {
        endReader()
        // A fault of an outer archive ends everything inside it.
        if let failed = containers.firstIndex(where: { $0.archive.failure != nil }) {
          containers.removeSubrange(failed...)
        }
        return .reject(error, source: source, byteCount: file.byteCount)
      }
    }
  }

  /// What was read, and a reject if the rest of the file could not be.
  func finish() -> (InputSummary, InputChunk?) {
    var summary = InputSummary(
      path: path, byteCount: 0, sha256: nil,
      formats: InputFormat.allCases.filter(formats.contains), compressions: compressions,
      passedOver: passedOver)
    var reject: InputChunk?
    do throws(StreamError) {
      summary.sha256 = try file.finish()
    } catch {
      reject = .reject(error, source: BatchSource(path: path), byteCount: file.byteCount)
    }
    summary.byteCount = file.byteCount
    return (summary, reject)
  }

  private func endReader() {
    guard let reader else { return }
    passedOver.merge(reader.passedOver, uniquingKeysWith: +)
    for name in reader.missingColumns { warn("no column '\(name)', which --map names") }
    self.reader = nil
  }

  private func openNextMember() throws(StreamError) {
    let container = containers[containers.count - 1]
    source = BatchSource(path: path, member: container.path)
    guard let entry = try container.archive.nextEntry() else {
      containers.removeLast()
      return
    }
    guard entry.isFile, !container.isCrawl || CrawlPackage.holdsAnswers(entry.name) else { return }
    source.member = [container.path, entry.name].compactMap { $0 }.joined(separator: "/")
    if entry.isEncrypted {
      throw StreamError(kind: .unreadable, detail: "encrypted; decrypt it first")
    }
    try open(
      PeekableStream(container.archive), member: source.member, depth: container.depth)
  }

  /// Finds out what `stream` holds and makes a reader or container of it.
  private func open(_ stream: PeekableStream, member: String?, depth: Int) throws(StreamError) {
    source = BatchSource(path: path, member: member)
    let start = try stream.peek(FormatDetector.byteCount, orLine: options.takesSource)
    let packing = Packing.detect(start)
    if packing == .zip, let detail = KnownFile.detail(start) {
      throw StreamError(kind: .notText, detail: detail)
    }
    guard let packing else {
      if WideStream.begins(start) {
        let isBigEndian = start.first == 0xFE
        try read(PeekableStream(WideStream(stream, isBigEndian: isBigEndian)), member: member)
      } else {
        try read(stream, member: member)
      }
      return
    }
    guard depth < options.limits.packingDepth else {
      throw StreamError(
        kind: .expanded,
        detail: "more than \(options.limits.packingDepth) archives inside each other")
    }
    if !compressions.contains(packing.name) { compressions.append(packing.name) }
    switch packing {
    case .compressed(let coding):
      let decoded = DecodedStream(
        stream, coding, expansion: ExpansionGuard(file, limits: options.limits))
      try open(PeekableStream(decoded), member: member, depth: depth + 1)
    case .zip, .tar:
      let archive = try Archive(stream, file: file, limits: options.limits)
      let isFile = packing == .zip && depth == 0 && path != "-"
      let isCrawl = isFile && CrawlPackage.isAt(systemPath)
      if isCrawl { say(InputNote(text: "\(input): a crawl's package, its WARC files are read")) }
      containers.append(
        Container(archive: archive, path: member, depth: depth + 1, isCrawl: isCrawl))
    }
  }

  private func read(_ stream: PeekableStream, member: String?) throws(StreamError) {
    let start = try stream.peek(FormatDetector.byteCount, orLine: options.takesSource)
    if start.isEmpty { return }
    let detected = FormatDetector.format(
      start, name: plainName(member ?? path), mapping: options.mapping)
    guard let format = options.format ?? detected else {
      throw StreamError(
        kind: .notText,
        detail: KnownFile.detail(start)
          ?? "neither text nor a known format; name one with --format")
    }
    formats.insert(format)
    // Below folders and in archives a text is mostly a page's; who names the format means a dump.
    let wholeFile = options.format != .text && (isBelowFolder || member != nil)
    var words = format.name
    switch format {
    case .jsonl: words = try readJSON(stream, start: start)
    case .csv, .tsv:
      let separator =
        format == .tsv ? 0x09 : FormatDetector.separator(start, mapping: options.mapping)
      if separator == 0x3B { words += " with semicolons" }
      let profile = options.profile ?? .generic
      words += placeWords(profile, Set(FormatDetector.header(start, separator: separator)))
      reader = TableReader(
        stream, source: source, separator: separator, profile: profile, options: options)
    case .text:
      words += wholeFile ? ", one document a file" : ", one document a line"
      reader = TextReader(
        stream, source: source, wholeFile: wholeFile, limits: options.limits)
    case .html: reader = PageReader(stream, source: source, limits: options.limits)
    case .feed: reader = FeedReader(stream, source: source, options: options)
    case .warc: reader = WARCReader(stream, source: source, options: options)
    }
    if !compressions.isEmpty { words += " in \(compressions.joined(separator: ", "))" }
    // A folder or archive of ten thousand pages is worth a few lines, not ten thousand.
    say(InputNote(text: "\(input): \(words)"))
  }

  /// Makes a reader of JSON that begins with `start`; returns what it is, in words.
  private func readJSON(
    _ stream: PeekableStream, start: ArraySlice<UInt8>
  ) throws(StreamError) -> String {
    var lines = stream
    var words = InputFormat.jsonl.name
    let wrappers = options.records.map {
      WrapperStream(stream, path: $0, depthLimit: options.limits.jsonDepth)
    }
    if let wrappers, let path = options.records {
      lines = PeekableStream(wrappers)
      source.counting = .records
      words = "JSON, records in '\(path.text)'"
    } else if !options.takesSource, let layout = ArrayStream.layout(start) {
      lines = PeekableStream(ArrayStream(stream, layout: layout))
      source.counting = .records
      words = layout == .array ? "a JSON array" : "JSON objects of several lines"
    }
    // The first record, however long it is.
    let first = try lines.peek(options.limits.recordBytes, orLine: true)
    let records = FormatDetector.fields(first, most: options.mapping.isEmpty ? 1 : 16)
    let fields = records.first ?? []
    let profile = options.profile ?? Profile.detect(keys: fields)
    let hint = wrappers == nil ? wrapperHint(first) : nil
    if !records.isEmpty, hint == nil {
      for name in options.mapping.names(notIn: records) {
        warn("no field '\(name)', which --map names, in the first records")
      }
    }
    reader = JSONLinesReader(
      lines, wrappers: wrappers, source: source, profile: profile, hint: hint, options: options)
    return words + ", \(profile.rawValue) fields" + placeWords(profile, fields)
  }

  /// What may help if the first record, with which `start` begins, wraps the others in a list.
  private func wrapperHint(_ start: ArraySlice<UInt8>) -> String? {
    guard let path = WrapperGuess(mapping: options.mapping).path(start) else { return nil }
    warn("the records seem to be in a list; read them with --records \(path)")
    return "the records seem to be in a list: --records \(path)"
  }

  private func warn(_ text: String) {
    say(InputNote(text: "\(input): warning: \(text)", isWarning: true))
  }

  private func say(_ line: InputNote) {
    if noted.insert(line.text).inserted { note(line) }
  }

  /// Which fields are put together to the place of a record that has `fields`.
  private func placeWords(_ profile: Profile, _ fields: Set<String>) -> String {
    guard options.mapping.fields[.place] == nil, let names = profile.joinedPlace(of: fields) else {
      return ""
    }
    return ", place from \(names.joined(separator: " and "))"
  }

  /// A file's name without the endings of compressions.
  private func plainName(_ path: String) -> String {
    var parts = path.split(separator: "/").last.map { $0.split(separator: ".") } ?? []
    while parts.count > 1, let last = parts.last,
      ["gz", "bz2", "xz", "zst", "zip", "tar", "tgz"].contains(last.lowercased())
    { parts.removeLast() }
    return parts.joined(separator: ".")
  }
}
