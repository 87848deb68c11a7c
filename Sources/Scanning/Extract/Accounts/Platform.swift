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
        ("onlyfans onlyfan onlyf", .onlyfans), ("wechat weixin 微信 威信", .wechat),
        ("tg telegram telegrama telegrm teleg", .telegram), ("skype", .skype), ("lineid", .line),
      ], .sure)
      + names(
        [
          ("instagram", .instagram), ("twitter twtr", .twitter), ("facebook fb", .facebook),
          ("discord", .discord), ("viber", .viber),
        ], .common)
      + names(
        [
          ("line", .line), ("signal", .signal), ("x", .twitter), ("of", .onlyfans), ("wx", .wechat),
          ("tt", .tiktok), ("tele", .telegram),
        ], .weak))

  private static let doubles: [(word: String, value: (second: WordKey, name: Name))] = [
    ("tik", ("tok", Name(platform: .tiktok, strength: .sure))),
    ("only", ("fans", Name(platform: .onlyfans, strength: .sure))),
    ("we", ("chat", Name(platform: .wechat, strength: .common))),
    ("snap", ("chat", Name(platform: .snapchat, strength: .sure))),
    ("insta", ("gram", Name(platform: .instagram, strength: .sure))),
    ("line", ("id", Name(platform: .line, strength: .sure))),
    ("wechat", ("id", Name(platform: .wechat, strength: .sure))),
    ("face", ("book", Name(platform: .facebook, strength: .common))),
  ]

  /// The words and signs that a platform's name starts with.
  static let startingWords =
    singles.map(\.word) + doubles.map(\.word) + ["\u{1F47B}", "\u{1F4F8}", disguised]

  /// What "k1k" starts with, and what must stand behind it.
  static let disguised = "k"
  static let behindDisguised = "1k"

  private let single = WordTable(Self.singles)
  private let pairs = WordTable(Self.doubles)

  private static func names(
    _ list: [(String, Platform)], _ strength: Strength
  ) -> [(word: String, value: Name)] {
    list.flatMap { words, platform in
      words.split(separator: " ").map {
        (String($0), Name(platform: platform, strength: strength))
      }
    }
  }

  /// The platform named at token `index`, with the name's last token.
  func name(at index: Int, _ field: FieldTokens) -> (name: Name, last: Int)? {
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
      // "k1k"
      if token.isWord("k"), field.isGlued(index + 1), field.isGlued(index + 2),
        field.tokens[index + 1].kind == .digits, field.tokens[index + 1].byteCount == 1,
        field.tokens[index + 1].key == 1, field.isWord(index + 2, "k"), !field.isGlued(index)
      {
        return (Name(platform: .kik, strength: .sure), index + 2)
      }
      if let pair = pairs.value(of: token, in: field.bytes), field.isWord(index + 1, pair.second),
        !isGluedToDigits(index, field)
      {
        return (pair.name, index + 1)
      }
      guard let name = single.value(of: token, in: field.bytes), !isGluedToDigits(index, field)
      else { return nil }
      if name.strength == .weak, !isAllCapitals(token, field.bytes), !field.isSymbol(index + 1, "@")
      {
        // "signal: name" is written small as well; "line:" is not, as in "subject line:".
        guard name.platform == .signal || name.platform == .telegram else { return nil }
      }
      return (name, index)
    default: return nil
    }
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
