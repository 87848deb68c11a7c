internal import Synchronization

/// What patterns ask of code points outside ASCII: `\w`, `\d`, `\s`, and as many other properties
/// as fit.
///
/// The kind of a code point is the list of answers, one bit a question. PCRE2 itself is asked, code
/// point by code point, so its version of Unicode decides.
///
/// Questions are added while rules are parsed; sets made before take no notice of them. Shared
/// between the threads that plan rules.
final class KindRegistry: Sendable {
  /// Kinds have this many bits.
  static let limit = 6
  /// Bit of `\w`.
  static let word = 0
  /// Bit of `\d`.
  static let digit = 1
  /// Bit of `\s`.
  static let space = 2

  private struct State {
    var questions: [CompiledPattern] = []
    var sets: [String: SymbolSet] = [:]
    var kinds: [UInt32: UInt8] = [:]
    let scratch = PatternScratch()
  }

  private let state: Mutex<State>

  init() {
    state = Mutex(State())
    for text in ["\\w", "\\d", "\\s"] { _ = set(of: text) }
  }

  /// The questions, as patterns that match one code point.
  var questions: [CompiledPattern] { state.withLock { $0.questions } }

  /// All code points that `text`, a PCRE2 pattern for one code point, matches; nil where the kinds
  /// have no bit left for it or PCRE2 refuses it.
  func set(of text: String) -> SymbolSet? {
    state.withLock { state in
      if let known = state.sets[text] { return known }
      guard state.questions.count < Self.limit, let question = Self.compile(text) else {
        return nil
      }
      let bit = state.questions.count
      var result = SymbolSet()
      for byte in UInt8(0)..<0x80
      where Self.matches(question, UInt32(byte), state.scratch) {
        result.ascii |= 1 << UInt128(byte)
      }
      for kind in UInt8(0)..<(1 << UInt8(Self.limit)) where kind >> bit & 1 == 1 {
        result.kinds |= 1 << UInt128(kind)
      }
      state.questions.append(question)
      state.sets[text] = result
      state.kinds.removeAll()
      return result
    }
  }

  /// The kind of a code point outside ASCII.
  func kind(of scalar: UInt32) -> UInt8 {
    state.withLock { state in
      if let known = state.kinds[scalar] { return known }
      let kind = Self.kind(of: scalar, state.questions, state.scratch)
      state.kinds[scalar] = kind
      return kind
    }
  }

  /// Whether a code point can be of the kind: by PCRE2's definitions all digits are word
  /// characters, and no white space is.
  static func isPossible(_ kind: UInt8) -> Bool {
    let isWord = kind >> word & 1 == 1
    return isWord ? kind >> space & 1 == 0 : kind >> digit & 1 == 0
  }

  /// The answers to `questions` for one code point.
  static func kind(
    of scalar: UInt32, _ questions: [CompiledPattern], _ scratch: PatternScratch
  ) -> UInt8 {
    var kind: UInt8 = 0
    for (bit, question) in questions.enumerated() where matches(question, scalar, scratch) {
      kind |= 1 << bit
    }
    return kind
  }

  private static func compile(_ text: String) -> CompiledPattern? {
    do throws(PatternError) { return try CompiledPattern(text) } catch { return nil }
  }

  private static func matches(
    _ question: CompiledPattern, _ scalar: UInt32, _ scratch: PatternScratch
  ) -> Bool {
    guard let unicodeScalar = UnicodeScalar(scalar) else { return false }
    return Array(String(unicodeScalar).utf8).withUnsafeBufferPointer { bytes in
      if case .match = question.firstMatch(in: bytes, from: 0, scratch: scratch) { return true }
      return false
    }
  }
}
