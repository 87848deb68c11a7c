/// The kinds of code points, asked of PCRE2 once for each code point a worker meets.
///
/// One worker's memory; never shared.
final class KindCache {
  /// Set where the kind is known; the other bits are the kind.
  static let knownFlag: UInt8 = 0x80

  /// By code point, for all of Unicode.
  let table: UnsafeMutablePointer<UInt8>
  private let questions: [CompiledPattern]
  private let scratch = PatternScratch()

  init(_ questions: [CompiledPattern]) {
    self.questions = questions
    table = .allocate(capacity: 0x11_0000)
    table.initialize(repeating: 0, count: 0x11_0000)
  }

  deinit { table.deallocate() }

  /// The kind of a code point outside ASCII.
  @inline(__always)
  func kind(of scalar: UInt32) -> UInt8 {
    let known = table[Int(scalar)]
    return known & Self.knownFlag != 0 ? known & ~Self.knownFlag : ask(scalar)
  }

  @inline(never)
  private func ask(_ scalar: UInt32) -> UInt8 {
    let kind = KindRegistry.kind(of: scalar, questions, scratch)
    table[Int(scalar)] = kind | Self.knownFlag
    return kind
  }
}
