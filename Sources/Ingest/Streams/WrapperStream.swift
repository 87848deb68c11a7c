internal import Model

/// JSON objects that hold their records in a list somewhere inside, read as JSON lines: each item of
/// the list becomes a line, at the same offset. One object, several behind each other or a list of
/// them; nothing is held but the state.
///
/// What stands round the items becomes spaces; commas between them, and the end of a list, become
/// line feeds. So records are numbered through all wrappers of a file. A wrapper without a list, or
/// without its end, becomes an empty line, and `faults` says why.
///
/// A line end inside a string, which JSON forbids, ends the item, as in `ArrayStream`. Where the
/// first wrapper stands on one line, a line that begins with a brace begins a wrapper, so that a
/// broken one costs no other.
final class WrapperStream: ByteStream {
  /// Why a line is empty.
  struct Fault {
    /// 1-based number of the line.
    var line: Int
    /// Where the wrapper begins.
    var byteOffset: Int
    /// Its length, as far as it was seen.
    var byteCount: Int
    var reason: RejectedRecord.Reason
    var detail: String
    /// Its first bytes.
    var raw: [UInt8]
  }

  private enum State {
    /// Between wrappers.
    case outside
    /// In something that is no wrapper, up to the end of its line.
    case stray
    case wrapper
    /// In the list of records.
    case list
  }

  /// The wrapper that is open.
  private struct Wrapper {
    var offset = 0
    /// Its first bytes, up to its list.
    var raw: [UInt8] = []
    /// Whether an item has told already that it is broken.
    var isBroken = false
    var hasLineEnd = false
  }

  private let base: any ByteStream
  private let path: RecordPath
  private var finder: ListFinder
  private var state = State.outside
  private var wrapper = Wrapper()
  /// Lists of wrappers that are open.
  private var openLists = 0
  /// Brackets that are open in the item.
  private var depth = 0
  private var isInString = false
  private var isEscaped = false
  /// Whether the line has a part of a record.
  private var hasItem = false
  private var line = 1
  private var offset = 0
  private var isAtLineStart = false
  /// Whether the first wrapper stood on one line; nil before its end.
  private var isByLine: Bool?
  private var isAtEnd = false
  /// Line feeds that are still to be handed out behind the last byte.
  private var owed = 0
  private var waiting: [Fault] = []

  /// - Parameters:
  ///   - path: leads from each wrapper to its list.
  ///   - depthLimit: how deep lists on the path may nest.
  init(_ base: any ByteStream, path: RecordPath, depthLimit: Int) {
    self.base = base
    self.path = path
    finder = ListFinder(path, depthLimit: depthLimit)
  }

  /// Hands out why lines before `line` are empty, in order.
  func faults(before line: Int) -> [Fault] {
    let count = waiting.prefix { $0.line < line }.count
    defer { waiting.removeFirst(count) }
    return Array(waiting[..<count])
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(StreamError) -> Int {
    if !isAtEnd {
      let got = try base.read(into: buffer)
      var index = 0
      while index < got {
        if isInString {
          let start = index
          // Most of a file, and nothing changes.
          while index < got, !Self.isMark(buffer[index]) || isEscaped && buffer[index] != 0x0A {
            isEscaped = false
            index += 1
          }
          offset += index - start
          if index > start { isAtLineStart = false }
          if index == got { break }
        }
        buffer[index] = translated(buffer[index])
        index += 1
        offset += 1
      }
      if got > 0 { return got }
      isAtEnd = true
      end()
    }
    let count = min(owed, buffer.count)
    for index in 0..<count { buffer[index] = 0x0A }
    owed -= count
    return count
  }

  private static func isMark(_ byte: UInt8) -> Bool {
    byte == 0x22 || byte == 0x5C || byte == 0x0A
  }

  // MARK: bytes

  private func translated(_ byte: UInt8) -> UInt8 {
    switch state {
    case .outside: return outside(byte)
    case .stray: return byte == 0x0A ? endLine(.outside) : byte
    case .wrapper, .list: break
    }
    if isAtLineStart, isByLine == true, byte == 0x7B { return restart() }
    isAtLineStart = byte == 0x0A
    if isAtLineStart { wrapper.hasLineEnd = true }
    if case .list = state { return inList(byte) }
    if wrapper.raw.count < RejectedRecord.rawByteLimit, !finder.hasList { wrapper.raw.append(byte) }
    switch finder.take(byte) {
    case .inside: break
    case .list: state = .list
    case .ended: return endWrapper()
    }
    return 0x20
  }

  private func outside(_ byte: UInt8) -> UInt8 {
    switch byte {
    case 0x7B: beginWrapper()
    case 0x5B: openLists += 1
    case 0x5D: openLists = max(0, openLists - 1)
    case 0x2C, 0...0x20: break
    default:
      // A mark of byte order is nothing.
      if offset < 3, byte == 0xEF || byte == 0xBB || byte == 0xBF { break }
      state = .stray
      return byte
    }
    return 0x20
  }

  private func inList(_ byte: UInt8) -> UInt8 {
    if isInString {
      switch byte {
      case 0x22: isInString = false
      case 0x5C: isEscaped = true
      case 0x0A:
        isInString = false
        isEscaped = false
        depth = 0
        wrapper.isBroken = true
        return endLine(.list)
      default: break
      }
      return byte
    }
    switch byte {
    case 0x5D where depth == 0: return hasItem ? endLine(.wrapper) : blank(.wrapper)
    case 0x2C where depth == 0: return hasItem ? endLine(.list) : 0x20
    case 0x0A: return 0x20
    case 0...0x20: return byte
    case 0x22: isInString = true
    case 0x7B, 0x5B: depth += 1
    case 0x7D, 0x5D: depth = max(0, depth - 1)
    default: break
    }
    hasItem = true
    return byte
  }

  // MARK: lines and wrappers

  private func endLine(_ next: State) -> UInt8 {
    state = next
    hasItem = false
    line += 1
    return 0x0A
  }

  private func blank(_ next: State) -> UInt8 {
    state = next
    return 0x20
  }

  private func beginWrapper() {
    state = .wrapper
    wrapper = Wrapper(offset: offset, raw: [0x7B])
    finder.begin()
    hasItem = false
    isInString = false
    isEscaped = false
    depth = 0
    isAtLineStart = false
  }

  private func endWrapper() -> UInt8 {
    if isByLine == nil { isByLine = !wrapper.hasLineEnd }
    if finder.hasList { return blank(.outside) }
    fault(
      .noRecords, finder.hasOther ? "'\(path.text)' is no list" : "no '\(path.text)'",
      byteCount: offset + 1 - wrapper.offset)
    return endLine(.outside)
  }

  /// Begins a wrapper where another has no end.
  private func restart() -> UInt8 {
    let tells = !hasItem && !wrapper.isBroken
    if tells { fault(.invalidJSON, "no end", byteCount: offset - wrapper.offset) }
    let byte = tells || hasItem ? endLine(.outside) : 0x20
    beginWrapper()
    return byte
  }

  /// Tells of what is still open where the file ends.
  private func end() {
    if case .list = state, hasItem {
      // A record that is cut tells so itself.
      if depth > 0 || isInString { return }
      owed = 1
      line += 1
    }
    switch state {
    case .stray: return
    case .outside where openLists == 0: return
    case .outside: wrapper = Wrapper(offset: offset)
    case .wrapper, .list: break
    }
    let isBefore = if case .wrapper = state { !finder.hasList } else { false }
    fault(
      .truncated, isBefore ? "the file ends before '\(path.text)'" : "the file ends inside a list",
      byteCount: offset - wrapper.offset)
    owed += 1
  }

  private func fault(_ reason: RejectedRecord.Reason, _ detail: String, byteCount: Int) {
    waiting.append(
      Fault(
        line: line, byteOffset: wrapper.offset, byteCount: byteCount, reason: reason,
        detail: detail, raw: wrapper.raw))
  }
}
