/// Compressed data, member after member.
///
/// Everything up to a cut or fault comes out before the error does; libarchive's filters would keep
/// back their last 64 KB.
final class DecodedStream: ByteStream {
  private let base: any ByteStream
  private let coding: Coding
  private let decoder: Decoder
  private var block = [UInt8](repeating: 0, count: 1 << 17)
  private var start = 0
  private var end = 0
  private var isInMember = false
  private var expansion: ExpansionGuard
  private var failure: StreamError?

  /// - Parameter base: stands at the start of the first member.
  init(_ base: any ByteStream, _ coding: Coding, expansion: ExpansionGuard) {
    self.base = base
    self.coding = coding
    decoder = Decoder(coding)
    self.expansion = expansion
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(StreamError) -> Int {
    if let failure { throw failure }
    var written = 0
    do throws(StreamError) {
      while written == 0 {
        if start == end, try !fill() { return 0 }
        // Some writers pad the end of a file with zeros.
        if !isInMember {
          while start < end, block[start] == 0 { start += 1 }
          if start == end { continue }
          decoder.reset()
          isInMember = true
        }
        written = try decode(into: buffer)
      }
    } catch {
      failure = error
      throw error
    }
    return written
  }

  /// Reads the next block of compressed data; false at a proper end.
  private func fill() throws(StreamError) -> Bool {
    start = 0
    end = 0
    end = try block.withReading { (target) throws(StreamError) in try base.read(into: target) }
    if end == 0 && isInMember {
      throw StreamError(kind: .damaged, detail: "\(coding.rawValue) data ends early")
    }
    return end > 0
  }

  private func decode(into buffer: UnsafeMutableRawBufferPointer) throws(StreamError) -> Int {
    let step = decoder.decode(block[start..<end], into: buffer)
    start += step.consumed
    var fault: StreamError?
    do throws(StreamError) { try expansion.add(step.written) } catch { fault = error }
    switch step.status {
    case .more: break
    case .ended: isInMember = false
    case .damaged:
      fault = StreamError(kind: .damaged, detail: "\(coding.rawValue) data is damaged")
    case .tooLarge:
      fault = StreamError(
        kind: .expanded, detail: "\(coding.rawValue) data needs too much memory to decode")
    }
    if let fault {
      failure = fault
      if step.written == 0 { throw fault }
    }
    return step.written
  }
}
