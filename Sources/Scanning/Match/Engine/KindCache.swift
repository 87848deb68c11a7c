/// The kinds of code points, asked of PCRE2 once for each code point a worker meets.
///
/// One worker's memory; never shared.
final class KindCache {
  /// Set where the rest is known.
  static let knownFlag: UInt8 = 0x80
  /// Set for the code points that are marks of rules.
  static let markFlag: UInt8 = 0x40
  /// The bits of the kind.
  static let kindMask: UInt8 = (1 << UInt8(KindRegistry.limit)) - 1

  /// By code point, for all of Unicode.
  let table: UnsafeMutablePointer<UInt8>
  private let questions: [CompiledPattern]
  private let marks: MarkTable
  private let scratch = PatternScratch()

  init(_ questions: [CompiledPattern], marks: MarkTable) {
    self.questions = questions
    self.marks = marks
    table = .allocate(capacity: 0x11_0000)
    table.initialize(repeating: 0, count: 0x11_0000)
  }

  deinit { table.deallocate() }

  /// The kind of a code point outside ASCII, with `markFlag` if it is a mark.
  @inline(__always)
  func flaggedKind(of scalar: UInt32) -> UInt8 {
    let known = table[Int(scalar)]
    return known != 0 ? known & ~Self.knownFlag : ask(scalar)
  }

  /// The kind of a code point outside ASCII.
  @inline(__always)
  func kind(of scalar: UInt32) -> UInt8 { flaggedKind(of: scalar) & Self.kindMask }

  @inline(never)
  private func ask(_ scalar: UInt32) -> UInt8 {
    var kind = KindRegistry.kind(of: scalar, questions, scratch)
    if marks.index(of: scalar) != nil { kind |= Self.markFlag }
    table[Int(scalar)] = kind | Self.knownFlag
    return kind
  }
}
