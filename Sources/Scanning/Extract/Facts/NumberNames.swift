/// The words for ages and round amounts in languages beside English and Spanish.
///
/// Numbers of one word ("achtundzwanzig", "스물여섯") and round ones ("trente", "двадцать"), behind which
/// a word for 1 to 9 may stand: "trente-six", "trinta e quatro", "douăzeci și cinci".
enum NumberNames {
  /// In lower case, each with its number: 18 and more.
  static let words: [(word: String, value: Int)] =
    tens.flatMap { value, list in list.listedWords.map { ($0, value) } } + german + italian + korean

  /// Words for 1 to 9 behind a round number.
  static let ones = WordTable<Int>(
    [
      "um uma un une unu una uno один одна jeden",
      "deux dois duas doi două doua два две dwa due zwei",
      "trois três tres trei три trzy tre drei", "quatre quatro patru четыре cztery quattro vier",
      "cinq cinco cinci пять pięć cinque", "six seis șase şase sase шесть sześć sei",
      "sept sete șapte şapte sapte семь siedem sette", "huit oito opt восемь osiem otto",
      "neuf nove nouă noua девять dziewięć",
    ].enumerated().flatMap { index, list in list.listedWords.map { ($0, index + 1) } })

  private static let tens: [(value: Int, list: String)] = [
    (18, "dezoito optsprezece восемнадцать achtzehn diciotto osiemnaście 열여덟"),
    (19, "dezenove dezanove nouăsprezece девятнадцать neunzehn diciannove dziewiętnaście 열아홉"),
    (20, "vinte vingt douăzeci douazeci двадцать dwadzieścia 스무"),
    (30, "trinta trente treizeci тридцать trzydzieści"),
    (40, "quarenta quarante patruzeci сорок czterdzieści"),
    (50, "cinquenta cinquante cincizeci пятьдесят pięćdziesiąt"),
    (60, "sessenta soixante șaizeci şaizeci шестьдесят sześćdziesiąt"),
  ]

  private static let german: [(word: String, value: Int)] = {
    let ones = [
      "", "einund", "zweiund", "dreiund", "vierund", "fünfund", "sechsund", "siebenund", "achtund",
      "neunund",
    ]
    let tens = ["zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig"]
    return combined(tens, ones) { $1 + $0 } + combined(["dreissig"], ones, from: 30) { $1 + $0 }
  }()

  private static let italian: [(word: String, value: Int)] = {
    let ones = ["", "uno", "due", "tré", "quattro", "cinque", "sei", "sette", "otto", "nove"]
    let tens = ["venti", "trenta", "quaranta", "cinquanta", "sessanta"]
    // "ventuno", "ventotto": the vowel before another goes.
    return combined(tens, ones) { ten, one in
      one.hasPrefix("u") || one.hasPrefix("o") ? ten.dropLast() + one : ten + one
    }
  }()

  private static let korean: [(word: String, value: Int)] = {
    let tens = ["스물", "서른", "마흔", "쉰", "예순"]
    return combined(tens, ["", "하나", "둘", "셋", "넷", "다섯", "여섯", "일곱", "여덟", "아홉"]) { $0 + $1 }
      + combined(tens, ["", "한", "두", "세", "네"]) { $0 + $1 }
  }()

  /// Each of `tens`, the first of which is `first`, with each of `ones`, the first of which is none.
  private static func combined(
    _ tens: [String], _ ones: [String], from first: Int = 20, _ join: (String, String) -> String
  ) -> [(word: String, value: Int)] {
    tens.enumerated().flatMap { place, ten in
      ones.enumerated().map { (join(ten, $1), first + 10 * place + $0) }
    }
  }
}
