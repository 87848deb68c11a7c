/// Characters that people write in place of ASCII letters and digits, beyond what NFKC maps.
///
/// Sources: Unicode confusables (UTS #39) for the letters; the Unicode code charts for the
/// enclosed and small-capital forms. Only pairs that look alike at reading size are listed.
enum LookAlikes {
  /// Forms that stand for an ASCII letter or digit in any context: small capitals, negative
  /// circled and squared letters, dingbat digits, dotless and script letters.
  static let always: [UInt32: String] = {
    var table: [UInt32: String] = [
      0x0131: "i", 0x0237: "j", 0x0251: "a", 0x0261: "g", 0x026A: "I", 0x0262: "G",
      0x0274: "N", 0x0280: "R", 0x028F: "Y", 0x0299: "B", 0x029C: "H", 0x029F: "L",
      0x1D00: "A", 0x1D04: "C", 0x1D05: "D", 0x1D07: "E", 0x1D0A: "J", 0x1D0B: "K",
      0x1D0D: "M", 0x1D0F: "O", 0x1D18: "P", 0x1D1B: "T", 0x1D1C: "U", 0x1D20: "V",
      0x1D21: "W", 0x1D22: "Z", 0xA730: "F", 0xA731: "S",
      0x24FF: "0", 0x1F10B: "0", 0x1F10C: "0", 0x1F51F: "10",
    ]
    // Negative circled, double circled and dingbat digits, each block in order from one.
    for (first, count) in [(0x2776, 10), (0x2780, 10), (0x278A, 10), (0x24F5, 10)] {
      for value in 1...count { table[UInt32(first + value - 1)] = String(value) }
    }
    for value in 11...20 { table[UInt32(0x24EB + value - 11)] = String(value) }
    for letter in 0..<26 {
      let name = String(UnicodeScalar(UInt8(0x41 + letter)))
      table[UInt32(0x1F150 + letter)] = name
      table[UInt32(0x1F170 + letter)] = name
    }
    return table
  }()

  /// Punctuation that rules write in ASCII. Spacing accents are used as apostrophes.
  static let punctuation: [UInt32: String] = {
    var table: [UInt32: String] = [:]
    for scalar: UInt32 in [0x2018, 0x2019, 0x201A, 0x201B, 0x2032, 0x00B4, 0x02BC, 0x02BB, 0xFF07] {
      table[scalar] = "'"
    }
    for scalar: UInt32 in [0x201C, 0x201D, 0x201E, 0x201F, 0x2033, 0x00AB, 0x00BB, 0xFF02] {
      table[scalar] = "\""
    }
    for scalar: UInt32 in [
      0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2212, 0xFE58, 0xFE63, 0xFF0D,
    ] { table[scalar] = "-" }
    table[0x2044] = "/"
    table[0x2215] = "/"
    return table
  }()

  /// Characters whose NFKC form would change how words are read: ordinal marks would join a number
  /// as the letter o, and the trade mark sign would join a word as "tm".
  static let untouched: Set<UInt32> = [0x00AA, 0x00BA, 0x2120, 0x2122]

  /// Letters of other scripts that look like an ASCII letter, by scalar.
  static let foreign: [UInt32: (letter: UInt8, alike: Likeness)] = {
    var table: [UInt32: (letter: UInt8, alike: Likeness)] = [:]
    func add(_ letters: String, as ascii: String, _ alike: Likeness) {
      precondition(letters.unicodeScalars.count == ascii.utf8.count, "tables differ in length")
      for (letter, byte) in zip(letters.unicodeScalars, ascii.utf8) {
        table[letter.value] = (byte, alike)
      }
    }
    add("АВЕЅІЈКМНОРСТУХҮԌԚԜҺ", as: "ABESIJKMHOPCTYXYGQWH", .strong)
    add("аеѕіјорсухһԁԛԝүӏ", as: "aesijopcyxhdqwyl", .strong)
    add("вкмнтгпиз", as: "bkmhtrnu3", .weak)
    add("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", as: "ABEZHIKMNOPTYX", .strong)
    add("οϲϳ", as: "ocj", .strong)
    add("αεικνρτυγηχω", as: "aeikvptuynxw", .weak)
    add("օսհցզՕՍՏ", as: "ouhgqOUS", .strong)
    add("ոԼյ", as: "nLj", .weak)
    add("ᎪᏴᏟᎠᎬᎻᏀᏦᎷᏢᎡᏚᎢᏙᎳᏃ", as: "ABCDEHGKMPRSTVWZ", .strong)
    return table
  }()

  /// How far a foreign letter passes for an ASCII one.
  enum Likeness {
    /// The same shape: a word of such letters alone may be a disguise.
    case strong
    /// Alike enough inside a word that has ASCII letters too.
    case weak
  }

  /// Whether the scalar is a letter of a script that `foreign` has letters of.
  static func isForeignLetter(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x0370...0x0373, 0x0376...0x0377, 0x037B...0x037D, 0x037F, 0x0386, 0x0388...0x03FF,
      0x0400...0x0481, 0x048A...0x052F, 0x0531...0x0556, 0x0561...0x0587, 0x13A0...0x13F5,
      0x1F00...0x1FFC, 0xAB70...0xABBF:
      true
    default: false
    }
  }

  /// Whether the scalar is a Latin letter, plain, accented or styled.
  static func isLatinLetter(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x41...0x5A, 0x61...0x7A, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x02AF, 0x1D00...0x1D7F,
      0x1E00...0x1EFF, 0x24B6...0x24E9, 0xFF21...0xFF3A, 0xFF41...0xFF5A, 0x1D400...0x1D6A5:
      true
    default: false
    }
  }
}
