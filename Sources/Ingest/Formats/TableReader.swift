internal import Model

/// Tables of comma-, semicolon- or tab-separated values. Source: RFC 4180.
///
/// Quoted cells may hold separators, doubled quotes and line ends. A quoted cell that never ends,
/// or has text behind its closing quote, costs its first line only: reading goes on with the next.
final class TableReader: RecordReader {
  private(set) var window: StreamWindow
  private let separator: UInt8
  private let limits: IngestLimits
  /// The longest line end, which is no part of a row.
  private static let lineEndBytes = 2
  private let columns: TableColumns.Plan
  private var header: TableColumns?
  var builder: BatchBuilder
  private var line = 1
  var state = RecordReaderState()

  init(
    _ stream: any ByteStream, source: BatchSource, separator: UInt8, profile: Profile,
    options: IngestOptions
  ) {
    window = StreamWindow(stream)
    self.separator = separator
    limits = options.limits
    columns = TableColumns.Plan(
      mapping: options.mapping, profile: profile, dateOrder: options.dateOrder)
    builder = BatchBuilder(source: source, byteLimit: limits.chunkBytes)
  }

  var position: Int { line }
  /// None of a table that is given up: the error names them.
  var missingColumns: [String] { header?.complaint == nil ? header?.missing ?? [] : [] }

  func readRecord() throws(StreamError) -> Bool {
    if window.offset == 0 { try passOverStart() }
    guard try window.hold(1) else { return false }
    var split = RecordSplit(separator: separator)
    while true {
      switch split.advance(window) {
      case .ended(let end):
        try take(split.cells(window), end: end)
        return true
      case .malformed:
        try rejectLine("text after a closing quote")
        return true
      case .unfinished where window.isComplete:
        if split.isInQuotes {
          try rejectLine("a quoted cell that does not end")
        } else {
          split.finish(at: window.count)
          try take(split.cells(window), end: window.count)
        }
        return true
      case .unfinished where window.count > limits.recordBytes + Self.lineEndBytes:
        try rejectLine(split.isInQuotes ? "a quoted cell that does not end" : nil)
        return true
      case .unfinished:
        try window.readMore()
      }
    }
  }

  /// Passes over the mark of byte order, and the line in which a spreadsheet names the separator.
  private func passOverStart() throws(StreamError) {
    if try window.hold(3), window[0..<3].elementsEqual([0xEF, 0xBB, 0xBF]) { window.drop(3) }
    _ = try window.hold(7)
    let start = window[0..<min(7, window.count)]
    guard FormatDetector.statedSeparator(start) == separator else { return }
    let end = start.prefix { $0 != 0x0A }.count + 1
    window.drop(end)
    builder.byteCount += end
    line += 1
  }

  private func take(_ cells: [[UInt8]], end: Int) throws(StreamError) {
    let position = line
    let offset = window.offset
    let raw = Array(window[0..<min(end, RejectedRecord.rawByteLimit)])
    let lineEnd = window[max(0, end - Self.lineEndBytes)..<end].reversed().prefix {
      $0 == 0x0A || $0 == 0x0D
    }
    line += window[0..<end].count { $0 == 0x0A }
    window.drop(end)
    builder.byteCount += end
    if end - lineEnd.count > limits.recordBytes {
      builder.reject(
        .tooLong, detail: "longer than \(limits.recordBytes) bytes", position: position,
        byteOffset: offset, byteCount: end - lineEnd.count, raw: raw)
      return
    }
    if cells.allSatisfy(\.isEmpty) { return }
    if header == nil {
      header = columns.numbered ?? TableColumns(columns, names: cells)
      if let complaint = header?.complaint {
        // The table is given up as a whole, not in the middle of a row.
        window.drop(window.count)
        throw StreamError(kind: .noColumn, detail: complaint)
      }
      if header?.width != nil { return }
    }
    add(cells, position, offset, end, raw)
  }

  private func add(_ cells: [[UInt8]], _ position: Int, _ offset: Int, _ count: Int, _ raw: [UInt8])
  {
    guard let header else { return }
    func reject(_ reason: RejectedRecord.Reason, _ detail: String) {
      builder.reject(
        reason, detail: detail, position: position, byteOffset: offset, byteCount: count, raw: raw)
    }
    if let width = header.width, cells.count > width {
      reject(.tooManyCells, "\(cells.count) cells where the header has \(width)")
    } else if let parts = header.parts(of: cells) {
      builder.add(parts, position: position)
    } else {
      reject(.noText, "no column of text; name it with --map text=COLUMN")
    }
  }

  /// Rejects the line at the start of the window, and only that.
  ///
  /// - Parameter detail: nil where the line is merely too long.
  private func rejectLine(_ detail: String?) throws(StreamError) {
    let offset = window.offset
    let kept = Array(window.bytes.prefix(RejectedRecord.rawByteLimit))
    var byteCount = 0
    var isEnded = false
    while !isEnded {
      if let end = window.firstIndex(of: 0x0A, from: 0) {
        byteCount += end
        window.drop(end + 1)
        isEnded = true
      } else {
        byteCount += window.count
        window.drop(window.count)
        if window.isComplete { break }
        try window.readMore()
      }
    }
    let isLong = detail == nil || byteCount > limits.recordBytes
    builder.reject(
      isLong ? .tooLong : .invalidCSV,
      detail: isLong ? "longer than \(limits.recordBytes) bytes" : detail ?? "", position: line,
      byteOffset: offset, byteCount: byteCount, raw: kept)
    builder.byteCount += byteCount + 1
    line += 1
  }
}

/// Finds the end of one record and its cells, a piece of the window at a time.
struct RecordSplit {
  /// How far `advance` came.
  enum Outcome {
    /// The record ends before this index, which is behind its line end.
    case ended(Int)
    /// Text stands behind a closing quote.
    case malformed
    /// The window ends first.
    case unfinished
  }

  private enum State { case cellStart, plain, quoted, quoteInQuoted }

  let separator: UInt8
  private var state = State.cellStart
  private var index = 0
  private var cellStart = 0
  private var ranges: [(range: Range<Int>, isQuoted: Bool)] = []

  init(separator: UInt8) { self.separator = separator }

  /// Whether a quoted cell is open.
  var isInQuotes: Bool { state == .quoted }

  /// Reads on to the end of the record or of the window.
  mutating func advance(_ window: borrowing StreamWindow) -> Outcome {
    let bytes = window.bytes
    return bytes.withUnsafeBufferPointer { bytes in
      while index < bytes.count {
        let byte = bytes[index]
        switch state {
        case .cellStart where byte == 0x22:
          state = .quoted
        case .quoted:
          if byte == 0x22 { state = .quoteInQuoted }
        case .quoteInQuoted where byte == 0x22:
          state = .quoted
        case .cellStart, .plain, .quoteInQuoted:
          if byte == separator || byte == 0x0A {
            endCell(index)
            if byte == 0x0A { return .ended(index + 1) }
          } else if state == .quoteInQuoted && byte != 0x0D {
            return .malformed
          } else if state == .cellStart {
            state = .plain
          }
        }
        index += 1
      }
      return .unfinished
    }
  }

  /// Ends the record where the input ends.
  mutating func finish(at end: Int) { endCell(end) }

  private mutating func endCell(_ end: Int) {
    ranges.append((cellStart..<end, state == .quoteInQuoted))
    cellStart = end + 1
    state = .cellStart
  }

  /// The cells without their quotes.
  func cells(_ window: borrowing StreamWindow) -> [[UInt8]] {
    return ranges.enumerated().map { number, cell in
      var bytes = window[cell.range]
      if number == ranges.count - 1, bytes.last == 0x0D { bytes = bytes.dropLast() }
      let isQuoted = cell.isQuoted
      guard isQuoted else { return Array(bytes) }
      var cell: [UInt8] = []
      var isSecond = false
      for byte in bytes.dropFirst().dropLast() {
        if byte == 0x22 && !isSecond {
          isSecond = true
          continue
        }
        isSecond = false
        cell.append(byte)
      }
      return cell
    }
  }
}
