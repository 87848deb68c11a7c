internal import CPCRE2
internal import Model

/// Why PCRE2 refused a pattern.
package struct PatternError: Error, Equatable, Sendable, CustomStringConvertible {
  /// Byte offset in the pattern at which PCRE2 stopped.
  package let offset: Int
  /// PCRE2's own words.
  package let reason: String

  /// `byte 7: missing closing parenthesis`.
  package var description: String { "byte \(offset): \(reason)" }
}

/// What one attempt to match may cost. Each holds for one start position of one rule.
package enum MatchLimits {
  /// Calls of PCRE2's internal match function (pcre2api(3), pcre2_set_match_limit).
  package static let calls: UInt32 = 200_000
  /// Nested backtracking points, in the interpreter only.
  package static let depth: UInt32 = 20_000
  /// Heap in KiB, in the interpreter only.
  package static let heapKiB: UInt32 = 16_384
  /// The stack of compiled patterns, in bytes.
  package static let stackBytes = 512 * 1024
}

/// A compiled PCRE2 pattern, translated to machine code where the library can.
///
/// Safe to match against from many threads at once, provided each brings its own `PatternScratch`.
/// Source: pcre2api(3), "Multithreading".
// @unchecked Sendable: pcre2_code is never written after init returns.
package final class CompiledPattern: @unchecked Sendable {
  let code: OpaquePointer

  /// Compiles `pattern` as rules are compiled: UTF, UCP and caseless on, line feed as the only
  /// newline, `\C` refused.
  ///
  /// - Parameters:
  ///   - justInTime: false leaves the pattern to PCRE2's interpreter.
  ///   - anchored: whether a match must start where the search does.
  package init(
    _ pattern: String, justInTime: Bool = true, anchored: Bool = false
  ) throws(PatternError) {
    var error: Int32 = 0
    var offset = 0
    let context = pcre2_compile_context_create_8(nil)
    defer { pcre2_compile_context_free_8(context) }
    pcre2_set_newline_8(context, UInt32(PCRE2_NEWLINE_LF))
    var pattern = pattern
    let compiled = pattern.withUTF8 { bytes in
      pcre2_compile_8(
        bytes.baseAddress, bytes.count,
        PCRE2_UTF | PCRE2_UCP | PCRE2_CASELESS | UInt32(PCRE2_NEVER_BACKSLASH_C)
          | (anchored ? PCRE2_ANCHORED : 0), &error, &offset, context)
    }
    guard let compiled else {
      throw PatternError(offset: offset, reason: Self.message(of: error))
    }
    code = compiled
    // Where there is no compiler for this processor, pcre2_match interprets: slower, same result.
    if justInTime { _ = pcre2_jit_compile_8(code, UInt32(PCRE2_JIT_COMPLETE)) }
  }

  deinit { pcre2_code_free_8(code) }

  /// PCRE2's version, such as `10.42 2022-12-11`.
  package static var libraryVersion: String {
    var buffer = [UInt8](repeating: 0, count: 64)
    let length = pcre2_config_8(UInt32(PCRE2_CONFIG_VERSION), &buffer)
    return String(decoding: buffer.prefix(max(0, Int(length) - 1)), as: UTF8.self)
  }

  private static func message(of error: Int32) -> String {
    var buffer = [UInt8](repeating: 0, count: 256)
    let length = pcre2_get_error_message_8(error, &buffer, buffer.count)
    return String(decoding: buffer.prefix(max(0, Int(length))), as: UTF8.self)
  }

  /// Whether the pattern can match without any text.
  var matchesEmptyText: Bool {
    var result: UInt32 = 0
    let status = pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_MATCHEMPTY), &result)
    return status == 0 && result == 1
  }

  /// The leftmost non-empty match in `text` that starts at `offset` or later.
  ///
  /// - Precondition: `text` is valid UTF-8 and `offset` lies on a scalar boundary.
  func firstMatch(
    in text: UnsafeBufferPointer<UInt8>, from offset: Int, scratch: PatternScratch
  ) -> Attempt {
    let status = pcre2_match_8(
      code, text.baseAddress, text.count, offset,
      PCRE2_NO_UTF_CHECK | UInt32(PCRE2_NOTEMPTY), scratch.matchData, scratch.matchContext)
    if status == PCRE2_ERROR_NOMATCH { return .none }
    if status < 0 { return .stopped(Self.cause(of: status)) }
    let offsets = pcre2_get_ovector_pointer_8(scratch.matchData)
    guard let offsets else { return .stopped(.matcherError) }
    return .match(start: offsets[0], end: offsets[1])
  }

  private static func cause(of status: Int32) -> IncompleteRule.Cause {
    switch status {
    case PCRE2_ERROR_MATCHLIMIT: .matchLimit
    case PCRE2_ERROR_DEPTHLIMIT: .depthLimit
    case PCRE2_ERROR_HEAPLIMIT: .heapLimit
    case PCRE2_ERROR_JIT_STACKLIMIT: .stackLimit
    default: .matcherError
    }
  }
}

/// How one search ended.
enum Attempt {
  case match(start: Int, end: Int)
  case none
  case stopped(IncompleteRule.Cause)
}

/// The memory PCRE2 needs for one thread. Never shared between threads.
package final class PatternScratch {
  let matchData: OpaquePointer
  let matchContext: OpaquePointer
  private let stack: OpaquePointer?

  /// Allocates for any pattern: only whole matches are asked for, never groups.
  package init() {
    guard let data = pcre2_match_data_create_8(1, nil),
      let context = pcre2_match_context_create_8(nil)
    else { preconditionFailure("out of memory") }
    matchData = data
    matchContext = context
    stack = pcre2_jit_stack_create_8(32 * 1024, MatchLimits.stackBytes, nil)
    pcre2_jit_stack_assign_8(context, nil, stack.map(UnsafeMutableRawPointer.init))
    pcre2_set_match_limit_8(context, MatchLimits.calls)
    pcre2_set_depth_limit_8(context, MatchLimits.depth)
    pcre2_set_heap_limit_8(context, MatchLimits.heapKiB)
  }

  deinit {
    pcre2_match_data_free_8(matchData)
    pcre2_match_context_free_8(matchContext)
    pcre2_jit_stack_free_8(stack)
  }
}
