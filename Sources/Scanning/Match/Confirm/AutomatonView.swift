/// What the inner loop needs of one rule: plain pointers, so that it touches no reference counts.
struct AutomatonView: BitwiseCopyable {
  /// See `LazyAutomaton`; all of it changes when states are added.
  var cells: UnsafePointer<UInt16>
  var unitShift: UInt32
  var starts: UnsafePointer<UInt16>
  /// See `SymbolClasses.table`.
  var classes: UnsafePointer<UInt8>
  var exceptions: UnsafePointer<SymbolClasses.Exception>
  var exceptionCount: Int
  /// The class of the text's edge.
  var edge: UInt8
  /// See `StartCheck`.
  var startMask: UInt64
  var startShift: UInt64
  var startBits: UnsafePointer<UInt32>
  /// How the rule is matched.
  var method: RulePlan.Method
  /// The raw value of the rule's fields.
  var fields: UInt8
  /// Whether the rule has a filter.
  var hasFilter: Bool
  /// Whether all of this is known: until the rule's confirmation was asked for, only how it is
  /// matched and its fields are.
  var isReady: Bool

  /// Whether a match may start at `place` of the folded text.
  @inline(__always)
  func mayStart(at place: UnsafePointer<UInt8>) -> Bool {
    StartCheck.passes(place, mask: startMask, shift: startShift, bits: startBits)
  }

  /// The class of the code point or separator at `place`, a byte above 0x7F, and its length.
  @inline(never)
  func foreignClass(at place: UnsafePointer<UInt8>, kinds: KindCache) -> (Int, Int) {
    if place[0] == 0xFF { return (Int(edge), 1) }
    let (scalar, width) = UTF8Reading.scalar(at: place)
    for index in 0..<exceptionCount where exceptions[index].scalar == scalar {
      return (Int(exceptions[index].symbolClass), width)
    }
    return (Int(classes[128 + Int(kinds.kind(of: scalar))]), width)
  }

  /// The class of the code point or separator that ends before `place`.
  @inline(__always)
  func classBefore(_ place: UnsafePointer<UInt8>, kinds: KindCache) -> Int {
    var start = place - 1
    if start[0] < 0x80 { return Int(classes[Int(start[0])]) }
    while start[0] & 0xC0 == 0x80 { start -= 1 }
    return foreignClass(at: start, kinds: kinds).0
  }
}
