internal import CZlib

/// Gzip data, member after member, read through zlib.
///
/// Everything up to a cut or fault comes out before the error does; libarchive's gzip filter would
/// keep back its last 64 KB.
final class GzipStream: ByteStream {
  private let base: any ByteStream
  private var inflater: Inflater
  private var block = [UInt8](repeating: 0, count: 1 << 17)
  private var start = 0
  private var end = 0
  private var encodedCount = 0
  private var isInMember = false
  private var expansion: ExpansionGuard
  private var failure: StreamError?

  /// - Parameter base: stands at the start of the first member.
  init(_ base: any ByteStream, limits: IngestLimits) {
    self.base = base
    inflater = Inflater(.gzip)
    expansion = ExpansionGuard(limits: limits)
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(StreamError) -> Int {
    if let failure { throw failure }
    var written = 0
    do throws(StreamError) {
      while written == 0 {
        if start == end {
          start = 0
          end = try block.withReading { (target) throws(StreamError) in try base.read(into: target)
          }
          encodedCount += end
          if end == 0 {
            if isInMember { throw StreamError(kind: .damaged, detail: "gzip data ends early") }
            return 0
          }
        }
        // Some writers pad the end of a file with zeros.
        if !isInMember {
          while start < end, block[start] == 0 { start += 1 }
          if start == end { continue }
          inflater.reset()
          isInMember = true
        }
        let step = inflater.inflate(block[start..<end], into: buffer)
        start += step.consumed
        written = step.written
        try expansion.add(written, encodedCount: encodedCount)
        switch step.status {
        case .more: break
        case .ended: isInMember = false
        case .damaged: throw StreamError(kind: .damaged, detail: "gzip data is damaged")
        }
      }
    } catch {
      failure = error
      if written == 0 { throw error }
    }
    return written
  }
}

/// zlib's state for one stream of deflated data.
final class Inflater {
  /// What stands around the deflated data.
  enum Wrapper: Int32 {
    case gzip = 31
    case zlib = 15
    case none = -15
  }

  /// What one call did.
  struct Step {
    enum Status { case more, ended, damaged }

    var consumed: Int
    var written: Int
    var status: Status
  }

  private var stream = z_stream()

  init(_ wrapper: Wrapper) {
    precondition(czlib_inflate_begin(&stream, wrapper.rawValue) == Z_OK, "out of memory")
  }

  deinit { inflateEnd(&stream) }

  /// Makes ready for the next stream.
  func reset() { inflateReset(&stream) }

  /// Inflates as much of `input` as fits `output`.
  func inflate(_ input: ArraySlice<UInt8>, into output: UnsafeMutableRawBufferPointer) -> Step {
    input.withUnsafeBufferPointer { source in
      // zlib does not write to its input; the C signature merely lacks const.
      stream.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
      stream.avail_in = UInt32(source.count)
      stream.next_out = output.bindMemory(to: UInt8.self).baseAddress
      stream.avail_out = UInt32(clamping: output.count)
      let room = Int(stream.avail_out)
      let result = CZlib.inflate(&stream, Z_NO_FLUSH)
      let status: Step.Status =
        switch result {
        case Z_OK, Z_BUF_ERROR: .more
        case Z_STREAM_END: .ended
        default: .damaged
        }
      return Step(
        consumed: source.count - Int(stream.avail_in), written: room - Int(stream.avail_out),
        status: status)
    }
  }
}
