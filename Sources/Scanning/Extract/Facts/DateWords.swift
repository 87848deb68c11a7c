/// The words that dates are written with, in the languages that ads here are mostly in.
///
/// Months, full names of weekdays and a few more play a part for ages and prices as well; `FactWords`
/// takes them from here.
enum DateWords {
  /// What a word does in a date.
  struct Parts: OptionSet, Sendable {
    let rawValue: UInt16

    /// "from", "desde": a date behind it starts something.
    static let from = Parts(rawValue: 1)
    /// "de", "du": leads a range of dates, or stands within a date.
    static let of = Parts(rawValue: 2)
    /// "until", "bis".
    static let until = Parts(rawValue: 4)
    /// Stands between the two ends of a range: "to", "al".
    static let to = Parts(rawValue: 8)
    /// A day by itself, counted from today: "tomorrow", "tonight".
    static let near = Parts(rawValue: 16)
    /// "this", "next", "nächste".
    static let thisNext = Parts(rawValue: 32)
    /// What "this" and "next" make a date of: "week", "weekend".
    static let span = Parts(rawValue: 64)
    /// A short name of a day, which counts as one in "Mo-Fr" only.
    static let shortDay = Parts(rawValue: 128)
    /// A day's name that is a usual word too: Portuguese "segunda".
    static let looseDay = Parts(rawValue: 256)
    static let article = Parts(rawValue: 512)
    /// A date behind it is the name of a street: "calle 5 de Mayo".
    static let street = Parts(rawValue: 1024)
    /// Behind a day's number: "1er", "1º".
    static let ordinal = Parts(rawValue: 2048)
    /// "que viene", "prochaine" behind a week.
    static let coming = Parts(rawValue: 4096)
    /// Before a short date: "by 6/30".
    static let due = Parts(rawValue: 16384)
    /// "between": the range behind it has "and" in its middle.
    static let between = Parts(rawValue: 8192)
  }

  /// The names of the months, January first, in lower case; Russian ones as dates have them.
  static let months: [String] = [
    "january jan enero janeiro janvier januar jänner gennaio января",
    "february feb febrero fevereiro février fevrier februar febbraio февраля",
    "march mar marzo março mars märz марта",
    "april apr abril avril aprile апреля",
    "may mayo maio mai maggio мая",
    "june jun junio junho juin juni giugno июня",
    "july jul julio julho juillet juli luglio июля",
    "august aug agosto août aout августа",
    "september sep sept septiembre setembro septembre settembre сентября",
    "october oct octubre outubro octobre oktober ottobre октября",
    "november nov noviembre novembro novembre ноября",
    "december dec diciembre dezembro décembre decembre dezember dicembre декабря",
  ]

  /// The names of the weekdays that are no other words, in lower case; English and Spanish first.
  static let weekdays: [String] = [
    """
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs
    fri sat sun
    """,
    "lunes martes miércoles miercoles jueves viernes sábado sabado domingo",
    "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag",
    """
    lunedì lunedi martedì martedi mercoledì mercoledi giovedì giovedi venerdì venerdi domenica
    sabato
    """,
    """
    понедельник понедельника вторник вторника среду среды четверг четверга пятницу пятницы пятница
    субботу субботы суббота воскресенье воскресенья
    """,
    "miyerkules huwebes biyernes linggo",
  ]

  /// "until" in English and Spanish, which other readers ask for too.
  static let until = "until till til thru through untill hasta"

  /// "from" in English and Spanish.
  static let from = "from desde between entre"

  /// "this" and "next" in English and Spanish.
  static let next = "this next coming este esta próximo proximo próxima proxima"

  /// All words with their parts, in lower case, but for capitals that are not folded.
  static let all: [(word: String, parts: Parts)] = {
    var words: [String: Parts] = [:]
    for (list, parts) in listed {
      for word in list.listedWords { words[word, default: []].formUnion(parts) }
    }
    return words.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }()

  private static let listed: [(list: String, parts: Parts)] = [
    (from, .from),
    ("ab vom dal dalla partir с со С", .from),
    ("between entre zwischen tra fra между", [.from, .between]),
    ("de del du des da do dos di von", .of),
    (until, [.until, .to]),
    ("até ate bis jusqu fino до До hanggang", [.until, .to]),
    ("to a al au à bis alla по", .to),
    (
      """
      tonight tomorrow tonite tmrw tmw tomoro tomorow mañana manana amanhã demain domani stasera
      morgen завтра Завтра
      """, .near
    ),
    (next, .thisNext),
    ("neste nesta ce cette diese dieses nächste nächsten kommende kommenden", .thisNext),
    ("questo questa prossimo prossima heute эту эти этой следующей сегодня Сегодня", .thisNext),
    ("week weekend wknd weekends month semana mes mês finde woche wochenende", .span),
    ("semaine settimana mese неделю неделе выходные evening noche soir abend вечером", .span),
    ("mo di mi do fr sa so lun mar mer jeu ven sam dim gio sab dom", .shortDay),
    ("mie mié jue vie seg ter qua qui sex пн вт ср чт пт сб вс Пн Вт Ср Чт Пт Сб Вс", .shortDay),
    ("segunda terça terca quarta quinta sexta", .looseDay),
    ("the el la le les los il lo der den dem am o os ang", .article),
    (
      """
      calle avenida av ave colonia col plaza rua via rue corso piazza улица улице boulevard
      avenue praça largo barrio bairro straße strasse platz place escola escuela colegio école
      """, .street
    ),
    ("er o", .ordinal),
    ("by on before after starts start starting ends due since deadline vence", .due),
    ("viene prochaine prossima próxima proxima entrante", .coming),
  ]

  /// What stands behind a span of days to make a date of it: "semana que viene".
  static let comingSpans: [(span: String, coming: String)] = [
    ("semana", "que viene"), ("semaine", "prochaine"), ("settimana", "prossima"),
    ("semana", "próxima"), ("semana", "entrante"),
  ]

  /// The same, to look words up in.
  static let table = WordTable(all.map { ($0.word, $0.parts) })
}
