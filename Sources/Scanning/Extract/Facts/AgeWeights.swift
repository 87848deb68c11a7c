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
    year            0   17    4  -18    0    0   -8   11     0    8    2   -5    0    0   -3    0
    old            11   17    9   15    0    0    0   23     5    8    2    3    0    0    0   13
    age             6   57   14   20    0    0  -11    5     4   37   11   10    0    0   -6    3
    turned         35   35   18   17    0    6  -10   19    17   17    3    6    0    3   -5    9
    adverb         12   17    8  -13   17  -17   18    6     9   13   -1    4   24   -5    7    2
    person         36   17   17   16   17   12    1  -10    18    7   14    9   14   11   -4   -6
    persons         6    3    6    4   -1   -1   10    5     2    2  -13    2   -7   -7    6   -2
    client         11    0  -20  -12    9  -15   -1   -7    20   14    1   12    8   -7    2   -5
    relation       -4   -4  -22  -31  -17   -4   18   21     2    2   -8  -21   -9   -2    7   11
    thing         -15  -72  -60  -23  -19  -11   -4  -13    -5  -35  -23  -20  -17  -13   -2   -2
    under           0    0    0  -16    0    0    0    9     0    0    0   -9    0    0    0    8
    over            0   -2    8   -5    0    0    0    8     0   -2    4    2    0    0    0    3
    upward         -3   -3    8  -10   -5   -5    0    0    -2   -2    4   -9   -2   -2    0    3
    only           -4   -2  -10  -10  -11   -9    9    4     3    6   11    0   11   13   12    6
    must            0  -22  -38   -4    0  -16  -10    4     0  -12   -4    3    0   -7  -15    2
    negation      -13  -13    7   15    5    2   -1    7    14   14   23   19   12    7   10    5
    experience      0   -5  -25   -6    0    0   -5   -6     0   -3  -18   -1    0    0   -2   -4
    several        14   24   -3    8   12    3    9   25     5    2  -29    0    4   -6    8    7
    currency        0    1    0   -1    0    0    0  -12     0    0    0    0    0    0    0   -6
    pounds          0    0    0    0    0    0    0   -8     0    0    0    0    0    0    0   -4
    codeWord        0    9   12   14    0    0    0    3     0    5    6    7    0    0    0    1
    priceCue       -6  -23  -10  -12   -4   -8  -12  -26    -4  -17  -17  -13   -2   -6  -11   -6
    half            0    0   -3   -2    0   -2   -3   -5     0    0   -1   -1    0   -1   -1   -5
    hour           -1  -11    0   -6    0  -15  -25    5     0   -5    0   -3    0  -11  -14    8
    minute          0   -4  -25   -5    0  -17   -8  -11     0   -2  -14   -7    0   -9   -8  -11
    duration       -2   -5    0    0    0   -3    0    1    -1   -3    0    0    0   -1    0   -2
    visit           0   -1    0    0    0    0    0   -1     0   -1    0    0    0    0    0    1
    night           0    0  -13    1    0    5  -13   18     0    0   -7    2    0    5   -6    8
    full            0    9   -7  -13    0  -21    3   -7     0    4  -13  -16    0  -16    1   -4
    per             0    0    0   -4  -13  -13    6    6     0    0    0   -2   -3   -2    6    8
    period         -5    7    2   -6    0    3   -7   -5    -3    3    0   -4    0    7   -8    4
    filler         -5    3   -2   14  -12  -19  -19   -7     2    2   -7   -4   -4  -12   -8   -2
    feet            0    0  -10  -12    0    0    0    4     0    0   -7  -10    0    0    0    0
    inch            0   -5    6   -6    4    0   -2    8     0   -3    3   -3   -2   -5    1    4
    centimetre      0    0    0    2    0    0    3    2     0    0    0    4    0    0    2    0
    metre          -4   -2   10    4    0   10    6    7   -17  -18   -9   12    0    5    1    8
    poundWeight    -2   16    0   21    0    0    0    6    -1    8    0   10    0    0    0    3
    kilogram        0    0    0    0    0    0    0   17     0    0    0    0    0    0    0    9
    month           0   -2    0    1    0    0    4   -4     0   -1    0    0    0    0    1   -2
    weekday       -21  -14   20   -2    0  -12   -1   15   -11   -7   10   -2    0  -14    2   13
    until          -5   -5    7    0    0    0   -1   10    -3   -3    3    0    0    0    0    4
    nearDay         0    0   10    5   -2   -2    0    2     0    0    5    3   -1   -1   -3    1
    weekend         0    0    0    0    0    0    0   27     0    0    0    0    0    0    0   13
    otherUnit      30   -8   -3   -1    0   -4  -24    1     6  -19  -12    0    0    1  -10    4
    thisNext        0    0   14   12   -7   -7   -3    5     0    0    7   -1   -3   -3   -4    4
    numbered      -37  -29  -37  -11   -8  -21  -15    9   -25  -21  -23   -9   -9  -15   -4   -2
    ordinal         0    0    0   -1    0    0  -25   -2     0    0    0   -1    0    0   -8   -3
    selfBe         23   23   14    8   -3   -3    3    0    10   10    7    4   -2   -2    1    0
    heightCue       0    8   -5    4    3   13  -14   12     0    4   -2    3    1   12   -6    6
    weightCue       0    0    0    0    0    0    0    1     0    0    0    0    0    0    0    0
    load           -7   -7    0    0    0    0    0    6    -7   -7    0    0    0    0    0    6
    possessive     10   10  -10    2    0    6   14    9     7    7  -15  -15    0    3    7    4
    article        -2   -2  -14   10  -11  -11  -23    5    -2   -2  -21   -3  -16  -22  -22    7
    and            -7   -7   10   17   23   20    3   -6    -6   -5    2    4   16   18    4    4
    to             -8   -8  -10    6    4  -13   17    5    -6   -6   -1   11   11   -2    7   -2
    from           21   21   -1   -8    8   12   -2   12    11   11    7   -4    3    5   -1    9
    schedule      -23  -23    1   -5    9   14    9   10   -17  -17   -6   -7    3    7    3   13
    pronoun         6   21   30   23   -2   12   17   11     3   10   13    1   -1    4    9    5
    be             11    8   -1   -3   -4    9    8    7     9    5   -2   -5   -8   -2    3   -8
    clauseEnd     -10    8   -5  -12  -11   17   -3   14   -11   -2    5   -4  -17    9  -16    0
    """

  private static let signs = """
    edge           27   11    5    0    9    9   -7    0     1    8   -3    0    7   12   -7    0
    stop           15    0    0    0   -1    0    0    0    11    0    0    0    8    0    0    0
    comma          24    0    0   -4   22    0    0   -8    -2    0    0    2   25    0    0   -6
    dash           31    0    0   16    5    0    0  -10    13    0    0    8    3    0    0    1
    hyphen        -29    0    0   21    0    0    0    3   -22    0    0    3    0    0    0   -8
    slash          14    0    0   16    2    0    0   -4     7    0    0   10  -14    0    0    6
    colon          18    0    0   -4   -4    0    0   -4    25    0    0   12   -2    0    0   -4
    opening         3    0    0   10   -7    0    0    5     0    0    0    3   -3    0    0    2
    closing        -1    0    0    2   18    0    0   22     0    0    0   -2    5    0    0   11
    ornament       13    0    0   14   14    0    0   15     5    0    0    6    5    0    0    7
    money           0    0    0  -12    0    0    0   -9     0    0    0   -6    0    0    0   11
    plus           -5    0    0    8   12    0    0    8    -3    0    0    2    6    0    0    4
    quote           6    0    0   11    8    0    0    8     3    0    0   -5    5    0    0    3
    otherSymbol    15    0    0    1    8    0    0   -4     7    0    0   -2    4    0    0    1
    years          -5  -25  -23  -10  -21   -4  -24   -5   -15  -25  -27   -2  -16   -1  -26   -6
    fewer           6  -25   -7  -20   -2    4   -7    1    -1  -20  -11   -9   -8    9    1    2
    more            5  -30  -15  -13  -13  -21  -23   -9     0  -17  -10  -13   -7  -17  -13   -3
    height          0  -11   -7   -1    7   27   17    1     0   -5   -5   -7    3   10   13   -2
    spelled        -9  -11   17    6   -3   -5   -5    2    -1   -2   -1    4    1   12    2    2
    taken          -2    3   37    8    1   16    3   11    -1   -1   17    5   -1    8    3    3
    glued          10   -9  -11    9    0    0   -3   -2     5  -12   -7    9    0    0   -3   -4
    speaker        10   30   18    9  -14    3   -4   -7    -7    1   -6   -8  -16   -5   -3    1
    reader          7    7   10   13    0   14   10   -3    14   18   18    8    0    4    4    1
    person         -1   24   12   -8   10   -1   12    5    11   24   11   -1    5    0    2    6
    noun          -19   13   28    4   15    1   -8   -9    -9   13   34    4   14    4   -2   -2
    persons        10   27   25    4   -8    3    6    5     5   20   24    1  -10   -5    1    0
    relative        0  -17  -24  -27    0    0    0   -3     0   -9  -12  -14    0    0    0   -1
    trait          -8   -3    6    1    5    8   15    6   -11    1    0  -11   -1    1    9    4
    looseTrait     30  -16   -2   15    6   -3    3   -3    15  -19   -2   16    0   -9   -3  -11
    name            3   51   12   15   -8    3    9   23   -14    9    5   10    2    6    5   15
    place         -18    5   -1   -2   16   20   -3    7   -15   -4   10   -4    7    8  -11    4
    body            8   17    4   11    3   20   21    9     4    8    3    8    1    9   14    6
    wish            6    4  -21  -19   20   10    7   19    12   23   11   20   32   14    5    7
    hiring        -12  -15   10    7  -12   -6   -6   19    -7  -15   21   28   -7   -4    2   17
    sex            -2   28   11   20    7   25   16  -21    -7   20    3   20   14   22    9   -7
    action        -11    1  -18   -3   14   26   11    2   -11   -7    3    0    6   13   16    0
    at             -1   -1  -13   -3  -20   -8    7    2     1    1   -7    6  -12   -6    1   -7
    for           -13  -13   -3  -14    6   10    9    0   -11  -11   -7   -8    8   20   13   -2
    of             -3   -3   -6    7  -18  -19    7  -10    -6   -6    0  -14   -9  -10    4   -6
    in             10   10   17    5   -7   -3    8   -3    -4   -4   14    2    4    9   -4    3
    titled        -26   25  -10   -2  -26    4   -8   17    -6   15  -21   10  -14    4   -5   14
    capitals       -2    1   -1    9   -5    0    4   -4   -11  -13   -1    9   -1    1    2    2
    unlisted        3   -7  -21  -10  -10   -5  -13   -1     4  -10   -4    4   -6   -1    0   12
    plural        -20  -10   -2  -14   -7    1  -17    6   -19   -2    0  -17  -15   -4   -7    5
    doing         -19  -12   -3   -3   10   -3    6    4   -12   -8    2   -9    5    1    5    4
    kin             1  -18  -27    8    1   19    5   14   -12  -22  -15    6    0   10    1    6
    """

  private static let own = """
    any           -27  -38
    bare           -6  -73
    unit           16  -44
    wholeUnit      36  -29
    sexed           2  -29
    range         -13   32
    rangeOfYears   37   66
    atLeast       -53   39
    atMost        -46   -1
    title          16   -3
    to22           -8   -7
    to35            3   11
    to64           -6   -9
    older         -17  -32
    tens          -28  -17
    fives         -19    1
    glued          15   -2
    """
}
