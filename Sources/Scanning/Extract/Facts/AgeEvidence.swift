internal import Model

/// Weighs what stands round a number that no phrase tells of: whether it is the age of somebody who is
/// offered or writes, or one that is asked of others.
///
/// Each token near the number adds points by its signs, its roles and its place; see `AgeWeights`.
struct AgeEvidence {
  let field: FactField
  let signs: AgeSignReader

  init(field: FactField) {
    self.field = field
    signs = AgeSignReader(field: field)
  }

  /// What stands at the places round a number, and how it is written itself.
  struct Surroundings {
    var roles: InlineArray<8, FactWord.Roles> = .init(repeating: [])
    var signs: InlineArray<8, AgeSigns> = .init(repeating: [])
    /// Numbers of `AgeWeights.ownNames`, as bits.
    var own: UInt32 = 0
  }

  /// On each side: the neighbour, the next two words or numbers past symbols, all others of the
  /// sentence that are near.
  static let placeCount = 8
  /// The most tokens of a sentence that are read behind its next two words.
  private static let reach = 10
  /// The most symbols between two words.
  private static let symbolLimit = 4

  /// What stands round `expression`, in the sentence and line that it is in.
  func surroundings(_ expression: AgeExpression) -> Surroundings {
    var result = Surroundings()
    read(from: expression.first - 1, step: -1, place: 0, into: &result)
    read(from: expression.last + 1, step: 1, place: 4, into: &result)
    result.own = own(expression)
    return result
  }

  /// Reads the side that token `start` is the neighbour of.
  private func read(from start: Int, step: Int, place: Int, into result: inout Surroundings) {
    var at = start
    guard !isEnd(at, step) else {
      result.signs[place] = .edge
      return
    }
    result.signs[place] = signs.signs(at)
    result.roles[place] = field.roles(at)
    for next in place + 1...place + 2 {
      guard let word = content(from: at, step) else {
        result.signs[next] = .edge
        return
      }
      result.signs[next] = signs.signs(word)
      result.roles[next] = field.roles(word)
      at = word + step
    }
    for _ in 0..<Self.reach {
      guard !isEnd(at, step) else { return }
      let own = signs.signs(at)
      if own.contains(.stop) { return }
      result.signs[place + 3].formUnion(own)
      result.roles[place + 3].formUnion(field.roles(at))
      at += step
    }
  }

  /// Whether the line ends before token `index`, which is reached by `step`.
  private func isEnd(_ index: Int, _ step: Int) -> Bool {
    step > 0 ? field.startsLine(index) : index < 0 || field.startsLine(index + 1)
  }

  /// The first word or number from token `start` on, past a few symbols that end no sentence.
  private func content(from start: Int, _ step: Int) -> Int? {
    var at = start
    for _ in 0...Self.symbolLimit {
      guard !isEnd(at, step), !field.source.tokens[at].isStop else { return nil }
      if field.isLetters(at) || field.isDigits(at) { return at }
      at += step
    }
    return nil
  }

  private func own(_ expression: AgeExpression) -> UInt32 {
    var own: UInt32 = 1 | 1 << UInt32(1 + expression.form.rawValue)
    if field.source.field == .title { own |= 1 << 9 }
    let band =
      switch expression.years {
      case ...22: 0
      case ...35: 1
      case ...49: 2
      case ...64: 3
      default: 4
      }
    own |= 1 << UInt32(10 + band)
    if expression.years % 10 == 0 {
      own |= 1 << 15
    } else if expression.years % 5 == 0 {
      own |= 1 << 16
    }
    if field.isGlued(expression.first) { own |= 1 << 17 }
    return own
  }

  /// The points for an age that is stated and for one that is asked of others.
  func points(_ expression: AgeExpression) -> AgeWeights.Points { points(surroundings(expression)) }

  /// The points of what stands round a number.
  func points(_ around: Surroundings) -> AgeWeights.Points {
    let weights = AgeWeights.table.start
    var sum = AgeWeights.Points(stated: 0, asked: 0)
    func add(_ bits: UInt64, _ base: Int) {
      var bits = bits
      while bits != 0 {
        // In bounds: there are as many weights as places and signs.
        sum.add(weights[base + bits.trailingZeroBitCount])
        bits &= bits - 1
      }
    }
    for place in 0..<Self.placeCount {
      add(around.roles[place].rawValue, place * 128)
      add(around.signs[place].rawValue, place * 128 + 64)
    }
    add(UInt64(around.own), Self.placeCount * 128)
    return sum
  }
}

extension Token {
  /// Whether it ends a sentence.
  fileprivate var isStop: Bool {
    kind == .symbol && (key == 0x2E || key == 0x21 || key == 0x3F || key == 0x3B)
  }
}
