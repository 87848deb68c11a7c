/// The top-level domains that host names in ads end in.
///
/// Source: IANA root zone, all two-letter country codes and the generic names in wide use.
enum TopLevelDomains {
  /// How sure a name is in running text, where "end.Next sentence" looks like a host.
  enum Kind: Sendable {
    /// Not a word: a bare domain may end in it.
    case plain
    /// A common word too: only a host with more to tell it (a scheme, `www`, a path, an `@`) ends
    /// in it.
    case word
  }

  /// Known domains with their kind.
  static let table: WordTable<Kind> = {
    let generic = """
      com net org info biz edu gov mil int mobi app dev xyz xxx porn adult sex tel club online site \
      website shop store tech cloud email agency live dating singles chat cam vip top icu fun \
      escort massage ltd llc inc pro aero coop museum travel asia cat jobs link click page blog \
      bio ly wtf
      """
    let countries = """
      ac ad ae af ag ai al ao aq ar au aw ax az ba bb bd bf bg bh bi bj bm bn bo br bs bt bw by bz \
      ca cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm dz ec ee eg er es et eu \
      fi fj fk fm fo fr ga gb gd ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hn hr ht hu \
      id ie il im io iq ir je jm jo jp ke kg kh ki km kn kp kr kw ky kz la lb lc li lk lr ls lt lu \
      lv ly ma mc md mg mh mk ml mm mn mo mp mq mr ms mt mu mv mw mx mz na nc ne nf ng ni nl np nr \
      nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro rs ru rw sa sb sc sd se sg sh si \
      sk sl sm sn sr ss st su sv sx sy sz tc td tf tg th tj tk tl tm tn tr tt tv tw tz ua ug uk uy \
      uz va vc ve vg vi vn vu wf ws ye yt za zm zw
      """
    let words = """
      am as at be do gy hm in is it me my no so to us pro vip top fun live link click page blog \
      sex jobs travel cat cam chat club app pm ma pa la id re md ms mr st ne al ac mo bio porn \
      adult escort massage dating singles email store shop site online website agency cloud tech \
      de es se py sh pl rs cc ps mk ai so ml pt
      """
    return WordTable(
      (generic + " " + countries).listedWords.map { ($0, Kind.plain) }
        + words.listedWords.map { ($0, Kind.word) })
  }()

  /// The kind of the domain that the letters of `token` are; nil if none.
  static func kind(of token: Token, in bytes: UnsafePointer<UInt8>) -> Kind? {
    table.value(of: token, in: bytes)
  }
}
