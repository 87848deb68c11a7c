/// Nearly equal texts laid over each other: what they share, and what stands in the places that
/// vary.
package struct SlotAlignment: Sendable, Equatable {
  /// A piece of the common text.
  package enum Part: Sendable, Equatable {
    /// Words that all texts have.
    case fixed(String)
    /// What stands between them: distinct fillings in the order of the texts; may be empty.
    case slot([String])
  }

  /// In the order of the text; fixed parts and slots take turns.
  package private(set) var parts: [Part] = []

  /// So many words of each text are compared: the cost grows with their square.
  private static let comparedWords = 600

  /// - Parameter texts: at least one; differences in white space do not matter.
  package init(_ texts: [String]) {
    let words = texts.map {
      $0.split(whereSeparator: \.isWhitespace).prefix(Self.comparedWords).map(String.init)
    }
    guard var common = words.first else { return }
    for other in words.dropFirst() { common = Self.commonWords(common, other) }
    let gaps = words.map { Self.gaps($0, between: common) }
    var fixed: [String] = []
    for place in 0...common.count {
      var fillings: [String] = []
      for gap in gaps where !fillings.contains(gap[place]) { fillings.append(gap[place]) }
      if fillings != [""] {
        if !fixed.isEmpty { parts.append(.fixed(fixed.joined(separator: " "))) }
        fixed = []
        parts.append(.slot(fillings))
      }
      if place < common.count { fixed.append(common[place]) }
    }
    if !fixed.isEmpty { parts.append(.fixed(fixed.joined(separator: " "))) }
  }

  /// The longest sequence of words that both have in this order.
  private static func commonWords(_ left: [String], _ right: [String]) -> [String] {
    let width = right.count + 1
    var lengths = [UInt16](repeating: 0, count: (left.count + 1) * width)
    for row in left.indices.reversed() {
      for column in right.indices.reversed() {
        lengths[row * width + column] =
          left[row] == right[column]
          ? lengths[(row + 1) * width + column + 1] + 1
          : max(lengths[(row + 1) * width + column], lengths[row * width + column + 1])
      }
    }
    var common: [String] = []
    var (row, column) = (0, 0)
    while row < left.count, column < right.count {
      if left[row] == right[column] {
        common.append(left[row])
        row += 1
        column += 1
      } else if lengths[(row + 1) * width + column] >= lengths[row * width + column + 1] {
        row += 1
      } else {
        column += 1
      }
    }
    return common
  }

  /// What stands before, between and behind the words of `common`, which `words` has in that order.
  private static func gaps(_ words: [String], between common: [String]) -> [String] {
    var gaps: [String] = []
    var start = 0
    for word in common {
      let end = words[start...].firstIndex(of: word) ?? words.endIndex
      gaps.append(words[start..<end].joined(separator: " "))
      start = min(end + 1, words.endIndex)
    }
    gaps.append(words[start...].joined(separator: " "))
    return gaps
  }
}

extension SlotAlignment: CustomStringConvertible {
  /// So many fillings of a slot are shown.
  private static let shownFillings = 5

  /// `Sweet ⟨Anna | Bella⟩ is in ⟨Dallas | Reno | and 3 more⟩.`; `–` where a slot may be empty.
  package var description: String {
    parts.map { part in
      switch part {
      case .fixed(let text): return text
      case .slot(let fillings):
        var shown = fillings.prefix(Self.shownFillings).map { $0.isEmpty ? "–" : $0 }
        if fillings.count > shown.count { shown.append("and \(fillings.count - shown.count) more") }
        return "⟨" + shown.joined(separator: " | ") + "⟩"
      }
    }.joined(separator: " ")
  }
}
