/// A service on which accounts have names.
enum Platform: String, Sendable {
  case instagram, snapchat, twitter, telegram, kik, wechat, line, viber, signal, onlyfans, facebook,
    tiktok, skype, discord
}

/// How platforms are named in ads.
struct PlatformNames: Sendable {
  /// How far a name alone tells that an account follows.
  enum Strength: Sendable {
    /// Hardly used for anything else: "kik", "insta", "ig".
    case sure
    /// Talked about in other ways too: "facebook", "instagram".
    case common
    /// A usual word or abbreviation: only in capitals or with "id", and behind a colon or `@`.
    case weak
  }

  /// A platform named by one token or two.
  struct Name: Sendable {
    var platform: Platform
    var strength: Strength
  }

  private static let singles: [(word: String, value: Name)] =
    (names(
      [
        ("ig insta instgram instagrm instagran instagr", .instagram),
        ("snap sc snapchat snapp snapcht", .snapchat), ("kik kikme", .kik), ("tiktok", .tiktok),
        ("onlyfans onlyfan onlyf oniyfans", .onlyfans),
        ("wechat weixin 微信 微信号 微信號 加微信 加我微信 我的微信 威信 薇信 加v 加vx", .wechat),
        ("tg telegram telegrama telegrm telgram telegam teleg teiegram", .telegram),
        ("skype скайп", .skype), ("lineid ไอดีไลน์ ไลน์ไอดี แอดไลน์", .line),
        ("телеграм телеграмм телега телегу тг", .telegram), ("инстаграм инста", .instagram),
      ], .sure)
      + names(
        [
          ("instagram", .instagram), ("twitter twtr", .twitter), ("facebook fb", .facebook),
          ("discord", .discord), ("viber", .viber),
        ], .common)
      + names(
        [
          ("line", .line), ("signal", .signal), ("x", .twitter), ("of", .onlyfans),
          ("wx vx", .wechat),
          ("tt", .tiktok), ("tele", .telegram),
        ], .weak))

  private static let messenger = WordKey(lowercased: Array("messenger".utf8))

  private static let doubles: [(word: String, value: (second: WordKey, name: Name))] = [
    ("tik", ("tok", Name(platform: .tiktok, strength: .sure))),
    ("only", ("fans", Name(platform: .onlyfans, strength: .sure))),
    ("we", ("chat", Name(platform: .wechat, strength: .common))),
    ("snap", ("chat", Name(platform: .snapchat, strength: .sure))),
    ("insta", ("gram", Name(platform: .instagram, strength: .sure))),
    ("line", ("id", Name(platform: .line, strength: .sure))),
    ("wechat", ("id", Name(platform: .wechat, strength: .sure))),
    ("face", ("book", Name(platform: .facebook, strength: .common))),
    ("fb", (messenger, Name(platform: .facebook, strength: .common))),
    ("facebook", (messenger, Name(platform: .facebook, strength: .common))),
  ]

  /// Words of which two name a platform before an `@`: "my gram is @name", "tweet me @name".
  private static let addressed: [(word: String, value: (second: WordKey, name: Name))] = [
    ("my", ("gram", Name(platform: .instagram, strength: .weak))),
    ("tweet", ("me", Name(platform: .twitter, strength: .weak))),
  ]

  /// Names with a sign or digit for a letter, and "i.g.".
  private static let disguises: [(word: String, value: Name)] =
    names(
      [
        ("k1k k!k", .kik), ("sn@p sn@pchat snapch@t", .snapchat), ("inst@ inst@gram", .instagram),
        ("telegr@m t3legram", .telegram), ("tikt0k", .tiktok), ("onlyf@ns", .onlyfans),
      ], .sure) + names([("i.g. i.g", .instagram), ("f@cebook", .facebook)], .common)

  /// What stands behind the digit that disguises a first letter: "1nsta".
  private static let rests: [(word: String, value: (digit: UInt64, name: Name))] = [
    ("nsta", (1, Name(platform: .instagram, strength: .sure))),
    ("nstagram", (1, Name(platform: .instagram, strength: .sure))),
    ("nlyfans", (0, Name(platform: .onlyfans, strength: .sure))),
  ]

  /// The words and signs that a platform's name starts with.
  static let startingWords =
    singles.map(\.word) + doubles.map(\.word) + rests.map(\.word) + ["\u{1F47B}", "\u{1F4F8}"]
    + disguisedFollowers.keys

  /// The letters that disguised names start with, with what must stand behind them.
  static let disguisedFollowers = Dictionary(
    disguises.map { split($0.word) }, uniquingKeysWith: +)

  private static func split(_ word: String) -> (String, [String]) {
    let start = word.prefix { $0.isLetter }
    return (String(start), [String(word.dropFirst(start.count))])
  }

  private let single = WordTable(Self.singles)
  private let pairs = WordTable(Self.doubles + Self.addressed)
  private let disguised = WordTable(Self.disguises)
  private let rests = WordTable(Self.rests)
  private let disguisedStarts = WordTable(disguisedFollowers.keys.map { ($0, true) })

  private static func names(
    _ list: [(String, Platform)], _ strength: Strength
  ) -> [(word: String, value: Name)] {
    list.flatMap { words, platform in
      words.listedWords.map { ($0, Name(platform: platform, strength: strength)) }
    }
  }

  /// The platform named at token `index`, with the name's last token.
  ///
  /// - Parameter isListed: whether another platform stands before it, so that a usual word in small
  ///   letters names one too: "wechat/line".
  func name(
    at index: Int, _ field: FieldTokens, isListed: Bool = false
  ) -> (name: Name, last: Int)? {
    let token = field.tokens[index]
    switch token.kind {
    case .picture:
      // The ghost is Snapchat's sign, cameras stand for Instagram.
      if token.key == 0x1F47B { return (Name(platform: .snapchat, strength: .common), index) }
      if token.key == 0x1F4F8 || token.key == 0x1F4F7 {
        return (Name(platform: .instagram, strength: .weak), index)
      }
      return nil
    case .letters:
      if field.isGlued(index + 1), disguisedStarts.value(of: token, in: field.bytes) != nil,
        let disguised = disguisedName(at: index, field)
      {
        return disguised
      }
      if let pair = pairs.value(of: token, in: field.bytes), !isGluedToDigits(index, field) {
        // "tik-tok"
        let second = field.isSymbol(index + 1, "-") && field.isGlued(index + 1) ? 2 : 1
        if field.isWord(index + second, pair.second) { return (pair.name, index + second) }
      }
      guard let name = single.value(of: token, in: field.bytes), !isGluedToDigits(index, field)
      else { return nil }
      if name.strength == .weak, !isListed, !isAllCapitals(token, field.bytes),
        !hasSign(behind: index, name.platform, field)
      {
        // "signal: name" and "vx: name" are written small as well; "line:" is not, as in "subject line:".
        guard [.signal, .telegram, .wechat].contains(name.platform) || isOwnLine(index, field)
        else {
          return nil
        }
      }
      return (name, index)
    case .digits:
      guard token.byteCount == 1, field.isGlued(index + 1),
        !field.isGlued(index) || !isWordPart(index - 1, field),
        let rest = rests.value(of: field.tokens[index + 1], in: field.bytes),
        rest.digit == token.key
      else { return nil }
      return (rest.name, index + 1)
    case .symbol: return nil
    }
  }

  /// Whether an `@` stands behind token `index`, a colon between them or not; "one of: @name" says
  /// nothing of a platform.
  private func hasSign(behind index: Int, _ platform: Platform, _ field: FieldTokens) -> Bool {
    if field.isSymbol(index + 1, "@") { return true }
    return field.isSymbol(index + 1, ":") && field.isSymbol(index + 2, "@") && platform != .onlyfans
  }

  /// "on Line, my id is", "Line: name_22": but not "next in line, my id is".
  private func isOwnLine(_ index: Int, _ field: FieldTokens) -> Bool {
    // "Line: name_22" at the start of its phrase: "subject line: a_b" is another matter.
    let isLabel =
      index == 0 || field.tokens[index].flags.contains(.lineStart)
      || field.isSymbol(index - 1, ",") || field.isSymbol(index - 1, ".")
      || field.isSymbol(index - 1, "/") || field.isSymbol(index - 1, "|")
    if field.isWord(index, "line"), isLabel, field.isSymbol(index + 1, ":"),
      field.isSymbol(index + 3, "_"), field.isGlued(index + 3), field.isGlued(index + 4)
    {
      return true
    }
    let my = field.isSymbol(index + 1, ",") ? index + 2 : index + 1
    guard field.isWord(index, "line"), field.isWord(my, "my"), field.isWord(my + 1, "id") else {
      return false
    }
    return index == 0 || field.tokens[index].flags.contains(.lineStart)
      || field.isWord(index - 1, "on") || field.isWord(index - 1, "use")
      || field.isWord(index - 1, "have")
  }

  /// "k1k", "sn@p", "i.g.": the longest such name that starts at token `index` and goes on to nothing.
  private func disguisedName(
    at index: Int, _ field: FieldTokens
  ) -> (name: Name, last: Int)? {
    guard !field.isGlued(index) || !isWordPart(index - 1, field) else { return nil }
    var found: (name: Name, last: Int)?
    var last = index + 1
    while field.isGlued(last), last <= index + 3 {
      let range = field.range(index, last)
      if !field.isGlued(last + 1) || !isWordPart(last + 1, field),
        let name = disguised.value(field.bytes + range.lowerBound, range.count)
      {
        found = (name, last)
      }
      last += 1
    }
    return found
  }

  private func isWordPart(_ index: Int, _ field: FieldTokens) -> Bool {
    field.tokens[index].kind == .letters || field.tokens[index].kind == .digits
  }

  /// Whether digits stand right before or behind token `index`: it is a part of something else.
  private func isGluedToDigits(_ index: Int, _ field: FieldTokens) -> Bool {
    (field.isGlued(index) && field.tokens[index - 1].kind == .digits)
      || (field.isGlued(index + 1) && field.tokens[index + 1].kind == .digits)
  }

  private func isAllCapitals(_ token: Token, _ bytes: UnsafePointer<UInt8>) -> Bool {
    token.range.allSatisfy { bytes[$0] &- 0x41 < 26 }
  }
}
