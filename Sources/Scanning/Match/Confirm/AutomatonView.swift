/// What the inner loop needs of one rule: plain pointers, so that it touches no reference counts.
///
/// 64 bytes, so that a view lies in one cache line. Large for a value: functions take a pointer.
struct AutomatonView: BitwiseCopyable {
  /// See `LazyAutomaton`; with `unitShift` and `starts` it changes when states are added.
  var cells: UnsafePointer<UInt16>
  var starts: UnsafePointer<UInt16>
  /// See `SymbolClasses.table`.
  var classes: UnsafePointer<UInt8>
  var exceptions: UnsafePointer<SymbolClasses.Exception>
  /// See `StartCheck`.
  var startMask: UInt64
  var startBits: UnsafePointer<UInt32>
  var exceptionCount: UInt32
  var startShift: UInt8
  var unitShift: UInt8
  /// The class of the text's edge.
  var edge: UInt8
  /// How the rule is matched.
  var method: RulePlan.Method
  /// The raw value of the rule's fields.
  var fields: UInt8
  /// Whether all of this is known: until the rule's confirmation was asked for, only how it is
  /// matched and its fields are.
  var isReady: Bool

  /// Whether a match may start at `place` of the folded text.
  @inline(__always)
  func mayStart(at place: UnsafePointer<UInt8>) -> Bool {
    StartCheck.passes(place, mask: startMask, shift: UInt64(startShift), bits: startBits)
  }

  /// The class of the code point or separator at `place`, a byte above 0x7F, and its length.
  @inline(never)
  static func foreignClass(
    _ view: UnsafePointer<AutomatonView>, at place: UnsafePointer<UInt8>, kinds: KindCache
  ) -> (Int, Int) {
    if place[0] == 0xFF { return (Int(view.pointee.edge), 1) }
    let (scalar, width) = UTF8Reading.scalar(at: place)
    let exceptions = view.pointee.exceptions
    for index in 0..<Int(view.pointee.exceptionCount) where exceptions[index].scalar == scalar {
      return (Int(exceptions[index].symbolClass), width)
    }
    return (Int(view.pointee.classes[128 + Int(kinds.kind(of: scalar))]), width)
  }

  /// The class of the code point or separator that ends before `place`.
  @inline(__always)
  static func classBefore(
    _ view: UnsafePointer<AutomatonView>, _ place: UnsafePointer<UInt8>, kinds: KindCache
  ) -> Int {
    var start = place - 1
    if start[0] < 0x80 { return Int(view.pointee.classes[Int(start[0])]) }
    while start[0] & 0xC0 == 0x80 { start -= 1 }
    return foreignClass(view, at: start, kinds: kinds).0
  }
}
