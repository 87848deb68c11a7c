/// Words around the names of accounts.
struct AccountWords: Sendable {
  /// What a word does there.
  enum Role: Sendable {
    /// May stand between a platform and a name: "me", "at".
    case joiner
    /// Says that a name follows: "id", "username", "is".
    case announcer
    /// Joins two platforms: "and".
    case and
    /// An ordinary word: no name.
    case ordinary
  }

  private let table: WordTable<Role>

  init() {
    func words(_ text: String, _ role: Role) -> [(word: String, value: Role)] {
      text.split { $0 == " " || $0 == "\n" }.map { (String($0), role) }
    }
    table = WordTable(
      words(Self.ordinary, .ordinary)
        + words(
          "me at on my add a the us our it's its it under here too both de mi en por", .joiner)
        + words(
          "id name user username handle is acct account account's usuario es named called",
          .announcer)
        + words("and y or", .and))
  }

  /// What the letters of `token` do; nil for words that may be names.
  func role(of token: Token, in bytes: UnsafePointer<UInt8>) -> Role? {
    table.value(of: token, in: bytes)
  }

  private static let ordinary = """
    about above account active ad ads after again all already also always am an any anytime app apps
    are area as ask available away back be because been before best better between big blog business
    but button by call calls can cash chat check click code come coming contact content could daily
    day days decision direct dm dms do does don't done down each else etc even ever every exclusive
    fast feed feeds feel few find first follow followers follows for free fresh friend friends from
    full fun get getting girls give go going good got great group groups had has have he hello her
    here hey hi him his home hot hour hours how i if im in info inquire into is it just know lady last
    later leave let like link links list live location look looking love make many market marketing
    may media meet message messages messenger met model models money month more most much must my name
    need needs never new news nice no not now number of off offer official on once one online only
    open or other our out over own page pages party photos pic pics pictures please post posts premium
    pro profile profiles promo ready real really reels request room sales same see send serious service
    services set she show shows sign site so social some soon special start stay stop stories story
    such sure take talk team text texting than thank thanks that the their them then there these they
    this time to today tonight too try two under until up update updates us use user users using verify
    very via video videos view vip visit wait want was we web website week welcome well were what when
    where which while who whole why will with work working would yes yet you your yours only fans chat
    whatsapp snapchat snap instagram insta ig twitter facebook fb telegram kik wechat viber skype
    discord tiktok onlyfans google youtube linkedin pinterest tumblr linked adwords etsy yelp reddit
    integration api campaigns campaign management manager presence content strategy platform platforms
    experience skills required channels channel communities community advertising bootstrap sdk login
    connect javascript oauth soy busco para con los las una uno más mas muy bien judgment judgement
    shot picture photo selfie tools fit peas famous filter filters interview interviews meeting
    meetings session sessions lesson lessons class classes creator creators influencer influencers
    fasteners fastener buttons closures circuits pay payment payments
    bot job jobs seller sellers support chats friendly preferred
    """
}
