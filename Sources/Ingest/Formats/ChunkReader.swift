internal import Model

/// Cuts one stream into pieces. Used by one thread.
protocol ChunkReader: AnyObject {
  /// The next piece; nil at the end. After an error there is no more, but what came before is
  /// good.
  func next() throws(StreamError) -> InputChunk?
  /// Records so far that hold no documents by what the input says itself, by what they are.
  var passedOver: [String: Int] { get }
  /// Columns that the mapping names and that the header read so far lacks.
  var missingColumns: [String] { get }
}

extension ChunkReader {
  var passedOver: [String: Int] { [:] }
  var missingColumns: [String] { [] }
}

/// Cuts a stream into records that have no fixed length, through a window.
protocol RecordReader: ChunkReader {
  /// The stream.
  var window: StreamWindow { get }
  /// Collects the records of the next piece.
  var builder: BatchBuilder { get set }
  /// Where reading stands.
  var state: RecordReaderState { get set }
  /// The number that a cut record is reported by.
  var position: Int { get }
  /// Reads one record; false at the end.
  func readRecord() throws(StreamError) -> Bool
  /// Makes ready to read on behind a fault, which is told of as a reject; false where that cannot be.
  func goOn(after error: StreamError) throws(StreamError) -> Bool
}

/// Where a `RecordReader` stands.
struct RecordReaderState {
  fileprivate var isAtEnd = false
  /// An error that waits until what came before it has been handed out.
  fileprivate var failure: StreamError?
}

extension RecordReader {
  func goOn(after error: StreamError) throws(StreamError) -> Bool { false }

  func next() throws(StreamError) -> InputChunk? {
    while !state.isAtEnd && !builder.isFull {
      do throws(StreamError) {
        if try !readRecord() { state.isAtEnd = true }
      } catch {
        do throws(StreamError) {
          if try !goOn(after: error) { fail(error) }
        } catch {
          fail(error)
        }
      }
    }
    if let chunk = builder.take() { return chunk }
    if let failure = state.failure {
      state.failure = nil
      throw failure
    }
    return nil
  }

  /// Ends reading with an error.
  private func fail(_ error: StreamError) {
    state.isAtEnd = true
    state.failure = error
    guard window.count > 0 else { return }
    state.failure?.cutRecord = .init(
      position: position, byteOffset: window.offset, bytes: Array(window.bytes))
  }
}

/// Lines of a stream, with a limit on their length.
final class LineReader {
  /// One line without its line feed.
  struct Line {
    var bytes: [UInt8]
    /// 1-based.
    var number: Int
    /// Offset of its first byte in the stream.
    var offset: Int
    /// Its length; more than `bytes` holds if it was too long.
    var byteCount: Int
    /// Whether a line feed ended it.
    var isEnded: Bool
  }

  private let stream: any ByteStream
  private let limit: Int
  private var block = [UInt8](repeating: 0, count: 1 << 16)
  private var start = 0
  private var end = 0
  private var number = 0
  private var offset = 0

  init(_ stream: any ByteStream, limit: Int) {
    self.stream = stream
    self.limit = limit
  }

  /// The next line; nil at the end. What is beyond the limit is skipped.
  func next() throws(StreamError) -> Line? {
    var line = Line(
      bytes: [], number: number + 1, offset: offset, byteCount: 0, isEnded: false)
    while true {
      if start == end {
        start = 0
        do throws(StreamError) {
          end = try block.withReading { (target) throws(StreamError) in
            try stream.read(into: target)
          }
        } catch {
          end = 0
          var cut = error
          if line.byteCount > 0 {
            cut.cutRecord = .init(position: line.number, byteOffset: line.offset, bytes: line.bytes)
          }
          throw cut
        }
        if end == 0 { break }
      }
      let stop = block[start..<end].firstIndex(of: 0x0A) ?? end
      if line.bytes.count < limit {
        line.bytes += block[start..<min(stop, start + limit - line.bytes.count)]
      }
      line.byteCount += stop - start
      offset += stop - start
      start = stop
      if stop < end {
        start += 1
        offset += 1
        line.isEnded = true
        break
      }
    }
    guard line.isEnded || line.byteCount > 0 else { return nil }
    number += 1
    return line
  }

  /// All that is left, of which no more is kept than the limit and one line, and its length.
  func rest() throws(StreamError) -> (bytes: [UInt8], byteCount: Int) {
    var bytes: [UInt8] = []
    var byteCount = 0
    while true {
      let line: Line?
      do throws(StreamError) { line = try next() } catch {
        var cut = error
        cut.cutRecord = .init(
          position: 1, byteOffset: 0, bytes: bytes + (error.cutRecord?.bytes ?? []))
        throw cut
      }
      guard let line else { return (bytes, byteCount) }
      byteCount = line.offset + line.byteCount + (line.isEnded ? 1 : 0)
      if bytes.count <= limit {
        bytes += line.bytes
        if line.isEnded { bytes.append(0x0A) }
      }
    }
  }
}
