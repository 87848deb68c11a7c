/// The marks of all rules: code points outside ASCII that lead to a rule by themselves.
///
/// Immutable, shared between workers.
struct MarkTable: Sendable {
  /// In ascending order, each once.
  let scalars: [UInt32]
  /// For each of `scalars`, its entries, by rule; nothing is left to compare.
  let entries: [[KeyEntry]]

  /// - Parameter marks: of each rule, by its index; empty for rules without.
  init(_ marks: [[Mark]]) {
    var byScalar: [UInt32: [KeyEntry]] = [:]
    for (rule, marks) in marks.enumerated() {
      for mark in Set(marks).sorted(by: {
        ($0.scalar, $0.low, $0.high) < ($1.scalar, $1.low, $1.high)
      }) {
        byScalar[mark.scalar, default: []].append(
          KeyEntry(
            rule: UInt16(rule), meaning: .start, checkOffset: 0, low: Int16(clamping: mark.low),
            high: Int16(clamping: mark.high), checkMask: 0, checkValue: 0))
      }
    }
    let sorted = byScalar.keys.sorted()
    scalars = sorted
    entries = sorted.map { byScalar[$0] ?? [] }
  }

  /// The place of the code point in `scalars`; nil if it is no mark.
  func index(of scalar: UInt32) -> Int? {
    var (low, high) = (0, scalars.count)
    while low < high {
      let middle = (low + high) / 2
      if scalars[middle] < scalar { low = middle + 1 } else { high = middle }
    }
    return low < scalars.count && scalars[low] == scalar ? low : nil
  }
}
