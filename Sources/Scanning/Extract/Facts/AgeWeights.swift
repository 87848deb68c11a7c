internal import Model

/// Points that what stands round a number adds for an age that is stated and for one that is asked of
/// others, sixteen to a unit of the logarithm of the odds against neither.
///
/// Fitted by logistic regression (three classes, weights kept small by their squares) to every number
/// of the marked pages under `Tests/ScanningTests/Extract/Cases` that `AgeReader.expression` leaves, and
/// to those of ordinary job ads. What a page of its own showed of numbers that no phrase tells of stands
/// at its head.
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
      for row in rows.split(separator: "\n") {
        let (bit, numbers) = read(row, names)
        for place in 0..<AgeEvidence.placeCount {
          points[place * 128 + offset + bit] = Points(
            stated: numbers[place], asked: numbers[AgeEvidence.placeCount + place])
        }
      }
    }
    for row in own.split(separator: "\n") {
      let (bit, numbers) = read(row, ownNames)
      points[AgeEvidence.placeCount * 128 + bit] = Points(stated: numbers[0], asked: numbers[1])
    }
    return FixedBuffer(points)
  }()

  /// The number of the name that a row starts with, and its points.
  private static func read(_ row: Substring, _ names: [String]) -> (bit: Int, points: [Int32]) {
    let parts = row.split(separator: " ")
    guard let name = parts.first, let bit = names.firstIndex(of: String(name)) else {
      preconditionFailure("no weight is named so")
    }
    return (bit, parts.dropFirst().compactMap { Int32($0) })
  }

  /// The bits of `FactWord.Roles`, in order.
  private static let roleNames = """
    yearsOld year old age turned adverb person persons client relation thing under over upward
    only must negation experience several currency pounds codeWord priceCue half hour minute
    duration quick visit night full per period filler feet inch centimetre metre poundWeight
    kilogram month weekday until nearDay weekend otherUnit thisNext numbered ordinal selfBe
    heightCue weightCue load million possessive article and to from schedule compound pronoun
    be clauseEnd
    """.listedWords

  /// The bits of `AgeSigns`, in order.
  private static let signNames = """
    edge stop comma dash hyphen slash colon opening closing ornament money plus quote
    otherSymbol years fewer more height spelled taken glued speaker reader person noun persons
    relative trait looseTrait name place body wish hiring sex action at for of in titled
    capitals unlisted plural doing kin
    """.listedWords

  /// How the number is written and what it is, in the order of the bits of `AgeEvidence.Surroundings.own`.
  private static let ownNames = """
    any bare unit wholeUnit sexed range rangeOfYears atLeast atMost title to22 to35 to49 to64
    older tens fives glued
    """.listedWords

  /// Stated: the four places before the number, nearest first, and the four behind it; then asked.
  private static let roles = """
    yearsOld        0    0    0   -1    0    0    5    0     0    0    0   -1    0    0    1    0
    year            0   17    4  -18    0    0   -9    9     0    8    2   -5    0    0   -4   -1
    old            10   17    9   14    0    0    0   17     5    8    2    2    0    0    0   10
    age             6   58   14   21    0    0  -11    5     5   38   12   10    0    0   -6    3
    turned         35   35   19   17    0    6  -10   19    17   17    4    6    0    3   -5    9
    adverb         12   17    8  -12   23  -15   21    6     9   14   -1    4   24   -6    8    3
    person         36   18   16   16   16   12    0   -9    18    7   13    8   14   12   -4   -6
    persons        -1   10    5    2   -1   -1   10    4     0    3  -12    1   -8   -5    6   -3
    client         10   -2  -20   -6   10  -16   -1   -7    19   13    1   15    8   -7    2   -4
    relation       -4   -4  -23  -26  -18   -4   17   22     2    2   -9  -20   -9   -2    7   11
    thing         -14  -72  -61  -21  -22  -13   -4  -11    -5  -34  -24  -21  -19  -15   -4   -2
    under           0    0    0  -17    0    0    0   11     0    0    0  -10    0    0    0    9
    over            0   -2    9   -5    0    0    0    8     0   -1    5    2    0    0    0    3
    upward         -3   -3    8  -10   -5   -5    0    1    -2   -2    4   -9   -2   -2    0    3
    only           -5   -3  -11  -12  -11   -9    8    4     2    5   11   -3   11   13   11    6
    must            0  -21  -41   -5    0  -15  -11    3     0  -12   -4    3    0   -6  -15    2
    negation      -13  -13    6   13    5    3   -1    7    14   14   24   20   12    7   10    5
    experience      0   -5  -23   -8    0    0   -5   -6     0   -3  -18   -2    0    0   -3   -3
    several        14   21    0    7   13    2   11   25     4    0  -30   -1    3   -5    9    7
    currency        0    1    0   -1    0    0    0  -11     0    0    0    0    0    0    0   -7
    pounds          0    0    0    0    0    0    0   -7     0    0    0    0    0    0    0   -1
    codeWord        0    8   13   14    0    0    0    4     0    4    6    7    0    0    0    2
    priceCue       -6  -23  -10  -12   -4   -9  -12  -27    -4  -17  -17  -14   -2   -7  -12   -6
    half            0    0   -3   -2    0   -2   -3   -5     0    0   -1   -1    0   -1   -1   -5
    hour            0  -11    0   -5    0  -16  -27    5     1   -5    0   -3    0  -12  -15    8
    minute          0   -4  -24   -5    0  -17   -8  -11     0   -2  -13   -7    0   -9   -8  -11
    duration       -2   -6    0    0    0   -3    0    1    -1   -3    0    0    0   -1    0   -2
    visit           0   -1    0    0    0    0    0   -1     0    0    0    0    0    0    0    1
    night           0    0  -13    1    0    4  -13   19     0    0   -7    2    0    5   -7    9
    full            0   10    5  -12    0  -20    3   -7     0    5  -13  -16    0  -17    1   -4
    per             0    0    0   -4  -13  -13    6    5     0    0    0   -1   -3   -2    6    8
    period         -4    7    2   -8    0    3   -6   -5    -3    3    0   -5    0    7   -8    4
    filler         -4    3   -3   13  -10  -20  -19   -7     2    2   -7   -4   -2  -12   -8    2
    feet            0    0  -10  -13    0    0    1   15     0    0   -7  -10    0    0    0    5
    inch            0   -6    5    1    4   -2   -2    8     0   -3    2   -2   -3   -7    0    3
    centimetre      0    0    0    2    0    0    3    2     0    0    0    4    0    0    2    0
    metre          -4   -1   10    9    0   10    6    8   -17  -18   -9   13    0    5    2    8
    poundWeight    -1   16    0   22    0    0    0    5    -1    8    0   11    0    0    0    3
    kilogram        0    0    0    0    0    0    0   17     0    0    0    0    0    0    0    9
    month           0   -2    0   -1    0    0    3   -3     0   -1    0   -1    0    0    1   -1
    weekday       -20  -14   20   -1    0  -13   -1   15   -10   -7   10   -2    0  -15    1   15
    until          -6   -6    7    0    0    0   -1   10    -3   -3    3    0    0    0   -1    4
    nearDay         0    0   10    6   -2   -2   -1    3     0    0    5    3   -1   -1   -3    1
    weekend         0    0    0    0    0    0    0   28     0    0    0    0    0    0    0   14
    otherUnit      31   -8   -3   -2    0   -4  -24    1     6  -19  -12   -1    0    1  -11    4
    thisNext        0    0   15   12   -8   -8   -3    4     0    0    7   -1   -4   -4   -4    3
    numbered      -36  -28  -37   -9   -7  -22  -14   10   -14  -10  -23   -8   -9  -17   -4    0
    ordinal         0    0    0   -1    0    0  -26   -2     0    0    0   -1    0    0  -10   -3
    selfBe         23   23   14   10   -3   -3    3    0    10   10    7    5   -2   -2    1    0
    heightCue       0    8   -5    4    3   13  -14   12     0    4   -2    3    1   11   -6    6
    weightCue       0    0    0    0    0    0    0    1     0    0    0    0    0    0    0    0
    load           -7   -7    0    0    0    0    0    6    -8   -8    0    0    0    0    0    4
    possessive     10    9  -10    3    0    6   13    8     7    7  -14  -16    0    3    7    4
    article        -1   -2  -14    9  -13  -11  -23    2    -2   -2  -21   -4  -17  -22  -22    5
    and            -5   -4    9   18   22   19    3   -5    -5   -4    2    7   16   18    4    5
    to             -8   -8   -8   10    4  -13   21    4    -6   -7    0   12   11   -2   11   -2
    from           20   20   -1  -10    8   11   -2   12    11   11    8   -4    3    4   -1    9
    schedule      -25  -25    2  -10   10   13    9   10   -18  -18   -6   -9    3    6    2   11
    pronoun         4   21   29   28   -2   13   18   11     2   10   12    3   -1    4    9    6
    be             12    7   -1   -5   -4    9    8    6     9    5   -1   -6   -8   -2    3   -9
    clauseEnd     -11    9   -5  -10  -14   18   -3   14   -11   -2    5   -4  -19    9  -16   -2
    """

  private static let signs = """
    edge           27   11    5    0    9    9   -7    0     2    9   -2    0    6   11   -8    0
    stop           16    0    0    0   -1    0    0    0    12    0    0    0    7    0    0    0
    comma          24    0    0   -2   22    0    0   -8    -2    0    0    1   25    0    0   -7
    dash           32    0    0   15    6    0    0   -9    12    0    0    7    3    0    0    1
    hyphen        -30    0    0   20    0    0    0    4   -22    0    0    4    0    0    0   -7
    slash          14    0    0   16    2    0    0   -5     7    0    0   10  -14    0    0    6
    colon          19    0    0   -5   -4    0    0   -4    26    0    0   11   -2    0    0   -5
    opening         4    0    0    9   -8    0    0    6    -1    0    0    3   -4    0    0    2
    closing         1    0    0    4   17    0    0   21     0    0    0   -1    4    0    0   11
    ornament       14    0    0   14   14    0    0   15     5    0    0    6    5    0    0    7
    money           0    0    0  -14    0    0    0   -7     0    0    0   -7    0    0    0   10
    plus           -5    0    0    6   12    0    0    9    -2    0    0    0    6    0    0    5
    quote           6    0    0    8    8    0    0    9     3    0    0   -6    5    0    0    3
    otherSymbol    15    0    0    1    8    0    0   -4     7    0    0   -1    4    0    0    1
    years          -4  -24  -23  -12  -22   -3  -24   -5   -17  -27  -26   -3  -16   -1  -26   -5
    fewer           7  -26   -8  -16   -2    3   -7    1    -1  -20  -11   -9   -8    8    4    1
    more            4  -29  -15  -13  -13  -22  -23   -8    -1  -18  -10  -13   -7  -18  -13   -3
    height          0  -10   -7   -1    8   27   17    0     0   -5   -5   -6    3    9   12   -2
    spelled        -9  -11   17    8   -3   -5   -6    1     0   -1   -1    6    1   12    2    2
    taken           0    3   36    7    1   17    3   10     0   -1   18    5   -1    8    2    2
    glued          10   -8  -12    8    0    0   -3   -2     5  -12   -8    8    0    0   -5   -4
    speaker        11   29   18   10  -13    3   -3   -7    -6    1   -5   -7  -16   -4   -3    1
    reader          7    7   10   13    0   14   10   -4    14   18   18    9    0    3    4    0
    person          0   24   11   -9    9   -1   14    5    12   24   10   -1    4    0    4    6
    noun          -18   11   28    5   15    1   -7   -9    -8   13   35    4   14    4   -2   -2
    persons         5   33   25    9   -8    3    6    5     5   23   25    2  -11   -3    2    0
    relative        0  -16  -25  -22    0    0    0   -3     0   -8  -12  -11    0    0    0   -1
    trait          -7   -3    6    1    3    8   14    6   -11    2   -1  -10   -2    1    9    2
    looseTrait     30  -16   -1   14    7   -3    3   -4    15  -20   -2   14    1   -9   -3  -11
    name            3   51   12   18   -8    3    9   23   -14    9    5   12    2    6    5   15
    place         -17    5   -1   -3   15   20   -4    9   -16   -5   11   -5    7    8  -12    5
    body            8   17    3   11    3   20   21   10     4    8   -1    7    1    9   14    6
    wish            7    3  -21  -19   20    9    7   20    13   23   12   21   33   13    5    8
    hiring         -7  -14    8   11  -12   -7   -7   18     8   -4   21   30   -7   -5    1   17
    sex            -3   29   11   21    7   25   16  -22    -8   20    3   21   14   22    9   -8
    action        -10    1  -19   -4   14   26    9    1   -10   -7    2    0    6   14   13    1
    at             -1   -1  -11   -4  -20   -8    8    1     1    1   -7    6  -12   -6    1   -9
    for           -12  -12   -3  -19    5    9   11    1   -11  -11   -6   -8    9   19   15    0
    of             -3   -3   -7    5  -21  -21    8   -9    -6   -6    0  -15  -11  -11    4   -6
    in             11   11   16    5  -12    2    7   -3    -3   -3   13    0    3   12   -5    4
    titled        -26   25   -9   -1  -26    3   -8   17    -6   15  -17   11  -13    3   -6   14
    capitals       -2    1   -2    6   -6   -1    5   -3   -11  -12   -1    7   -1    0    4    2
    unlisted        3   -8  -21  -10  -10   -5  -14   -1     4  -10   -5    4   -6   -2    0   11
    plural        -20   -9   -3  -15   -7    0  -16    6   -19   -1   -1  -18  -14   -4   -6    3
    doing         -18  -12    2    2    9   -6    6    5   -11   -7   20   -6    4   -1    5    4
    kin             2  -19  -26    8    1   19    5   14   -12  -22  -15    5    0   10    1    7
    """

  private static let own = """
    any           -27  -37
    bare           -6  -75
    unit           15  -44
    wholeUnit      36  -28
    sexed           3  -29
    range         -12   32
    rangeOfYears   37   67
    atLeast       -54   40
    atMost        -46   -1
    title          17    4
    to22           -8  -10
    to35            3    9
    to49            0   -2
    to64           -6   -9
    older         -16  -26
    tens          -28  -17
    fives         -19    2
    glued          15   -2
    """
}
