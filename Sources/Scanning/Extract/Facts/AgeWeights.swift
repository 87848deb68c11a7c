internal import Model

/// Points that what stands round a number adds for an age that is stated and for one that is asked of
/// others, sixteen to a unit of the logarithm of the odds against neither.
///
/// Fitted to marked numbers; see `AgeWeightsTests`.
enum AgeWeights {
  /// Points for both kinds of ages.
  struct Points: Sendable {
    var stated: Int32
    var asked: Int32

    mutating func add(_ other: Points) {
      stated += other.stated
      asked += other.asked
    }
  }

  /// For each place of `AgeEvidence` the points of the 64 roles and the 64 signs, then those of how the
  /// number is written.
  static let table: FixedBuffer<Points> = {
    var points = [Points](
      repeating: Points(stated: 0, asked: 0), count: AgeEvidence.placeCount * 128 + 64)
    for (rows, names, offset) in [(roles, roleNames, 0), (signs, signNames, 64)] {
      for row in rows.parts(between: "\n") {
        let (bit, numbers) = read(row, names)
        for place in 0..<AgeEvidence.placeCount {
          points[place * 128 + offset + bit] = Points(
            stated: numbers[place], asked: numbers[AgeEvidence.placeCount + place])
        }
      }
    }
    for row in own.parts(between: "\n") {
      let (bit, numbers) = read(row, ownNames)
      points[AgeEvidence.placeCount * 128 + bit] = Points(stated: numbers[0], asked: numbers[1])
    }
    return FixedBuffer(points)
  }()

  /// The number of the name that a row starts with, and its points.
  private static func read(_ row: String, _ names: [String]) -> (bit: Int, points: [Int32]) {
    let parts = row.parts(between: " ")
    guard let name = parts.first, let bit = names.firstIndex(of: name) else {
      preconditionFailure("no weight is named so")
    }
    return (bit, parts.dropFirst().compactMap { Int32($0) })
  }

  /// The bits of `FactWord.Roles`, in order.
  static let roleNames = """
    yearsOld year old age turned adverb person persons client relation thing under over upward
    only must negation experience several currency pounds codeWord priceCue half hour minute
    duration quick visit night full per period filler feet inch centimetre metre poundWeight
    kilogram month weekday until nearDay weekend otherUnit thisNext numbered ordinal selfBe
    heightCue weightCue load million possessive article and to from schedule compound pronoun
    be clauseEnd
    """.listedWords

  /// The bits of `AgeSigns`, in order.
  static let signNames = """
    edge stop comma dash hyphen slash colon opening closing ornament money plus quote
    otherSymbol years fewer more height spelled glued speaker reader person noun persons
    relative trait looseTrait name place body wish hiring sex action at for of in titled
    capitals unlisted plural doing kin
    """.listedWords

  /// How the number is written and what it is, in the order of the bits of `AgeEvidence.Surroundings.own`.
  static let ownNames = """
    any bare unit wholeUnit sexed range rangeOfYears atLeast atMost title to22 to35 to49 to64
    older tens fives glued
    """.listedWords
}
