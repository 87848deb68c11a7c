/// Compressed data, member after member.
///
/// Everything up to a cut or fault comes out before the error does; libarchive's filters would keep
/// back their last 64 KB. Behind a damaged member of gzip the next ones can still be read.
final class DecodedStream: ByteStream {
  private let base: any ByteStream
  private let coding: Coding
  private let decoder: Decoder
  private var block = [UInt8](repeating: 0, count: 1 << 17)
  private var start = 0
  private var end = 0
  private var isInMember = false
  /// Where in the block the member begins; -1 where that is in an earlier one.
  private var memberStart = 0
  private var expansion: ExpansionGuard
  private var failure: StreamError?
  /// Whether the failure is of the data, and more may stand behind it.
  private var isDamaged = false

  /// What a member of gzip begins with. Source: RFC 1952, section 2.3.
  private static let memberMark: [UInt8] = [0x1F, 0x8B, 0x08]
  /// So many bytes of a member tell what its data begins with: its header and the code lengths of a
  /// first block take a few hundred.
  private static let trialByteCount = 1024
  /// So many places are tried that only look like members, which others may have put there.
  private static let trialLimit = 1 << 14
  private var trialCount = 0

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
          beginMember()
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
    let got = try block.withReading { (target) throws(StreamError) in try base.read(into: target) }
    if got == 0 && isInMember {
      isDamaged = true
      throw StreamError(kind: .damaged, detail: "\(coding.rawValue) data ends early")
    }
    (start, end, memberStart) = (0, got, -1)
    return got > 0
  }

  private func beginMember() {
    decoder.reset()
    isInMember = true
    memberStart = start
  }

  func goOn(at mark: [UInt8]) throws(StreamError) -> Int? {
    guard coding == .gzip, isDamaged else { return nil }
    // A decoder may read on into the next members before it sees the fault.
    start = memberStart + 1
    var skipped = 0
    func skip(_ count: Int) {
      start += count
      skipped += count
    }
    while trialCount < Self.trialLimit {
      try hold(Self.trialByteCount)
      guard let place = block[start..<end].firstIndex(ofMark: Self.memberMark) else {
        let isAtEnd = end - start < Self.trialByteCount
        if isAtEnd { return nil }
        // A mark may be cut by the end of what is held.
        skip(end - start - Self.memberMark.count + 1)
        continue
      }
      skip(place - start)
      try hold(Self.trialByteCount)
      trialCount += 1
      if begins(mark) {
        beginMember()
        isDamaged = false
        failure = nil
        return skipped
      }
      skip(1)
    }
    return nil
  }

  /// Whether the data of the member at `start` begins with `mark`.
  private func begins(_ mark: [UInt8]) -> Bool {
    decoder.reset()
    var first = [UInt8](repeating: 0, count: mark.count)
    let sample = block[start..<min(end, start + Self.trialByteCount)]
    let written = first.withUnsafeMutableBytes { decoder.decode(sample, into: $0).written }
    return written == mark.count && first == mark
  }

  /// Reads until `count` bytes of compressed data are held, or all there are.
  private func hold(_ count: Int) throws(StreamError) {
    if end - start >= count { return }
    block.replaceSubrange(0..<end - start, with: Array(block[start..<end]))
    end -= start
    start = 0
    while end < count {
      let filled = end
      let got = try block.withReading { (target) throws(StreamError) in
        try base.read(into: UnsafeMutableRawBufferPointer(rebasing: target[filled...]))
      }
      if got == 0 { return }
      end += got
    }
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
      isDamaged = true
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
