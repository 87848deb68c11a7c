/// The words that stated facts hang on, mostly English and Spanish.
enum FactWords {
  /// All words, each once, with all its roles.
  static let all: [(word: String, value: FactWord)] = {
    var words: [String: FactWord] = [:]
    func add(_ list: String, _ roles: FactWord.Roles, _ value: Int = 0) {
      for word in list.listedWords {
        words[word, default: .none].roles.formUnion(roles)
        if value != 0 { words[word, default: .none].value = Int16(value) }
      }
    }
    addAges(add)
    addLimits(add)
    addPrices(add)
    addDurations(add)
    addMeasures(add)
    addDates(add)
    addGrammar(add)
    addCompounds(add)
    // "trees", "sets": most things are named in both numbers.
    for (word, value) in words where value.roles.contains(.thing) && !word.hasSuffix("s") {
      add(word + "s", .thing)
    }
    for word in NameExtractor.startingWords {
      words[word, default: .none].starts.insert(.name)
    }
    for word in PlaceExtractor.startingWords {
      words[word, default: .none].starts.insert(.place)
    }
    for word in DateExtractor.startingWords {
      words[word, default: .none].starts.insert(.date)
    }
    for word in ["e", "m", "p", "q", "r", "obo", "ono", "rs", "rm", "sar", "cop"] {
      words[word, default: .none].starts.insert(.mark)
    }
    let marks: [(list: String, starts: FactWord.Starts)] = [
      (AgeWords.appeals, .appeal), (AgeWords.looseAppeals, [.appeal, .looseAppeal]),
      (AgeWords.givenNames, .givenName), (AgeWords.bodies, .body), (AgeWords.statuses, .status),
    ]
    for (list, starts) in marks {
      for word in list.listedWords { words[word, default: .none].starts.formUnion(starts) }
    }
    return words.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }()

  private typealias Adder = (String, FactWord.Roles, Int) -> Void

  private static func addAges(_ add: Adder) {
    add("岁 歲 歳 才 세 살 ปี tuổi anyos aninhos aninho anitos", .yearsOld, 0)
    add("살이에요 살입니다 살이고 살이며 살인데 살이야 세입니다 세이고", .yearsOld, 0)
    add(
      "yo yro yrold yrsold yearold yearsold yold yoa yos yrsyoung yof yom enne jährig jährige jähriger jährigen",
      .yearsOld, 0)
    add("year año ano", .year, 0)
    add("taong", .year, 2)
    add(
      """
      years yr yrs yeras yer yers yeard yeards yeas yearz yrz ys yeers yeer yesrs yeasr yaers
      """, .year, 1)
    add("años anos añito añitos ans ani anni jahre jahren jaar лет года год lat lata", .year, 2)
    add("old young olds alt jung oud gulang yung odl", .old, 0)
    add(
      """
      age aged aje agee edad idade alter âge âgé âgée Âge età leeftijd vârsta varsta возраст Возраст 年龄 年齢 年齡
      芳龄 나이 อายุ
      """, .age, 1)
    add("ages edades", .age, 2)
    add(
      """
      turned barely finally fresh freshly newly sweet legal cumplir cumplidos cumplí cumpli recien
      recién recém
      """, .turned, 0)
    add("im ime iam ima tengo tenho soy sou мне Мне", .selfBe, 0)
    add("she he ella él shes hes", .pronoun, 0)
    add(
      "only just now about almost really officially actually still also already currently solo",
      .adverb, 0)
    add("somewhere", .adverb, 0)
    add("apenas casi sólo like around nearly a an un una de", .adverb, 0)
    add(
      """
      girl woman lady female gal chick babe blonde blond brunette redhead latina beauty hottie cutie
      doll chica mujer companion escort masseuse provider entertainer dancer model student male man
      guy gentleman widow widower bachelor mami sweetheart princess goddess señorita muchacha dama
      señor caballero hombre chico trans transgender swm swf sbm sbf shm shf saf dwm dwf dhm dhf gwm
      gbm ghm mwm mwf mbf señora victim tgirl nanny housekeeper colombiana mexicana brasileña
      venezolana cubana dominicana rusa mulher garota garoto moça moço rapaz homem fille ragazza
      ragazzo femme brune loira novinha frau joven novia novio amiga amigo девушка Девушка женщина Женщина хозяйка Хозяйка хозяин Хозяин
      мужчина Мужчина парень Парень fată băiat femeie tânără tânăr babae colombian brazilian
      viúvo viúva viuvo viuva gurl jovencita senhora senhor casada casado divorciada divorciado veuf veuve
      witwe witwer studentin signora signore uomo vedova vedovo doamnă domn văduvă văduv bărbat
      вдова вдовец студентка студент дама kobieta mężczyzna vrouw
      universitaria universitario universitária universitário étudiante étudiant homme
      """, .person, 0)
    // A trade's years are often those of experience.
    add("professional engineer nurse teacher artist veteran pro technician driver", .person, 1)
    // These tell that a person is meant, and are no nouns.
    add(
      """
      sexy hot petite cute pretty beautiful gorgeous slim curvy busty mature exotic stunning
      single divorced native sweet young friendly upscale classy sensual fit
      """, .person, 2)
    add(
      """
      girls women ladies females models chicas staff masseuses students dancers performers
      professionals tenants
      escorts entertainers hostesses persons people beauties mujeres muchachas señoritas damas
      therapists actors actresses meseras meseros camareras empleadas mulheres frauen femmes
      """, .persons, 0)
    add(
      """
      son daughter kid kids child children boy boys baby babies toddler toddlers brother sister
      mother father mum dad husband wife nephew niece grandson granddaughter infant infants hijo
      hija niño niños niña niñas grandmother grandfather pupil pupils teen teens teenager
      teenagers youth youths youngsters siblings camper campers scouts
      """, .relation, 0)
    add(
      """
      company house home car building business firm startup truck dog puppy cat kitten horse roof
      furnace mattress laptop phone bike boat machine tree wine whisky whiskey scotch rum brand
      organization organisation family restaurant church school tradition system engine computer
      property apartment condo sofa couch tv fridge washer dryer refrigerator toyota honda ford
      chevy van suv camper trailer rv vehicle motorcycle pony mare gelding bull cow goat institution
      industry agency practice franchise chain shop store club league cheddar oak bottle vintage
      jacket coat dress dresses shirt shirts jeans skirt boots shoes sneakers sandals purse handbag
      necklace bracelet earrings watch pendant lamp mirror rug carpet curtain shelf shelves bookcase
      dresser cabinet wardrobe crib stroller mower drill saw ladder tires tyres wheels rims
      stove oven freezer microwave blender speaker speakers camera printer monitor keyboard tablet
      console headphones kayak canoe surfboard skis snowboard helmet tent grill heater generator
      plant plants pads seeds hay eggs lipstick perfume painting frame vase statue
      puzzle novel magazine comic comics stamp stamps coin coins toy toys pillow blanket
      hens chickens goats sheep lambs piglets heifer heifers steers filly stallion foal colt donkey
      ram ewe ewes tractor plow transmission jeep nissan subaru chevrolet bmw mercedes
      kittens puppies parrot tortoise beagle poodle terrier chihuahua labrador dachshund
      rottweiler empresa negocio tienda casa coche carro camioneta wig zapatos botas
      guitar piano table chair bed desk bicycle project software platform company's building's
      """, .thing, 0)
    add(
      """
      experience exp experienced business industry warranty service serving established combined
      contract plan guarantee guaranteed term mortgage lease licensed practice tenure history
      track running operation anniversary reunion expertise expérience experiencia
      experiência esperienza опыта стажа erfahrung prior minimum sentence
      """, .experience, 0)
  }

  private static func addLimits(_ add: Adder) {
    add("men gentlemen gents guys clients callers males hombres caballeros homens", .client, 0)
    add("applicants candidates customers adults anyone everyone those drivers members", .client, 0)
    add("gentleman gent applicant candidate adult visitors guests participants buyers", .client, 0)
    add("one man caller black african players pimps boys thugs", .client, 0)
    add("under below younger menor menores underage abaixo", .under, 0)
    add("over above older mayor mayores past maior maiores acima", .over, 0)
    add(
      "older up over above mayor mayores plus beyond más mas onwards upward upwards better pataas",
      .upward, 0)
    add(
      """
      only preferred prefer prefered welcome please pls plz solo sólo solamente unicamente
      únicamente strictly lang
      """, .only, 0)
    add("must minimum min least mínimo minimo required require requires mínima minima", .must, 0)
    add(
      "no not nobody none never don dont noone wont won ningún nadie sin sorry nunca", .negation, 0)
    add(
      "we our us both friends friend sisters duo twins couple roommate roommates team", .several, 0)
    add(
      "them all girls ladies staff models masseuses chicas nosotras amigas amiga each", .several, 0)
    add("my our his her their your mi mis su nuestra nuestro tu meu minha", .possessive, 0)
  }

  private static func addPrices(_ add: Adder) {
    // By number; riyals are the name of several.
    for (number, list) in [
      "usd dlls dlrs dls", "euros euro eur", "gbp quid sterling", "mxn", "cad", "aud", "reais brl",
      "yen jpy 円", "inr", "baht thb ฿ บาท", "php",
      "rubles roubles rub руб рублей рубля", "zloty pln zł złotych", "lei ron",
      "aed dirhams dirham", "chf francs",
      "rmb cny yuan 元 万元 块 块钱 塊 人民币",
      "sek", "czk kč korun", "krw 원 만원", "dkk", "nok", "vnd đ đồng", "uah грн",
      "myr ringgit", "", "qar", "kwd", "sgd", "hkd", "nzd",
    ].enumerated() { add(list, .currency, number) }
    add("dollars dollar dólares dolares bucks buck", .currency, Currency.dollarWord)
    add("pesos", .currency, Currency.pesoWord)
    add("kronor kr", .currency, Currency.krona)
    add("rupees", .currency, Currency.rupee)
    add("riyal riyals", .currency, Currency.riyal)
    add("pounds", .pounds, 0)
    add("peso", .weightCue, 0)
    add(
      "roses rose kisses kiss diamonds candy candies flowers hearts rosas besos besitos", .codeWord,
      0)
    add("regalos regalitos donation donations donación donacion tribute tributes", .codeWord, 0)
    add("donation donations donación donacion tribute tributes", .priceCue, 0)
    add(
      """
      price prices rate rates special specials cost costs fee fees asking pay pays salary wage
      wages deposit rent precio precios tarifa tarifas sale salario sueldo preço valor specialz
      """, .priceCue, 0)
    add("зарплата Зарплата оклад gehalt salaire loyer lön salário", .priceCue, 0)
    for (number, list) in [
      "时薪 時薪 時給 시급 timelønn timlön stundenlohn", "日薪 일당 日給", "周薪 주급",
      "月薪 월급 月給", "年薪 연봉 年収",
    ].enumerated() { add(list, .priceCue, number + 1) }
    add("per por each every", .per, 0)
    add("day día dia daily diario diarios diaria jour день dzień dziennie denně", .period, 1)
    add("week wk weekly semana semanal semanales pw", .period, 2)
    add("woche wöchentlich semaine неделю tydzień tygodniowo týdně vecka settimana", .period, 2)
    add("month mo monthly mes mensual mensuales pcm mês monat monatlich mois", .period, 3)
    add("месяц miesiąc miesięcznie měsíčně månad månaden måned lună mese mensili", .period, 3)
    add("giorno", .period, 1)
    add("year annum annually yearly yr año pa annual anual anuales", .period, 4)
    add("million millions billion billions bn mn mio", .million, 0)
  }

  private static func addDurations(_ add: Adder) {
    add("half hlf hf media medio meia haf halbe demi", .half, 0)
    add("hour hr h hora fhr fh heure stunde ora uur час godzina godzinę 小时 小時 시간", .hour, 0)
    add("hours hrs horas hs hourz stunden heures часа часов godziny godzin", .hour, 1)
    add("hourly ph 每小时 每小時", .hour, 2)
    add(
      "min mins minute minutes minuto minutos minuti minuten mn mns minz мин минут 分钟 分鐘 분",
      .minute, 0)
    add("hh hhr hhour hfhr halfhr halfhour hhrs halfhours hfhour hlfhr", .duration, 30)
    add("полчаса 半小时 半个小时 半小時 半個小時", .duration, 30)
    add("一小时 一个小时 一小時 一個小時", .duration, 60)
    add("两小时 两个小时 兩小時 兩個小時", .duration, 120)
    add("qv qk qvs qks quickvisit quickie quicky", .duration, 15)
    add("fullhour fullhr onehour", .duration, 60)
    // A short stay: no one says how short.
    add("ss qs qq shortstay", .duration, -1)
    add("quick", .quick, 0)
    add("visit visits vst stay", .visit, 0)
    add("overnight overnights", .night, 1)
    add("night nights noche", .night, 0)
    add("full all whole toda ganze", .full, 0)
    add(
      """
      for the is of just only special session sessions in incall outcall incalls outcalls total
      roses rose donation donations each at a an to get gets are be starting starts from now
      la por una un el es de minimum rate rates price cash flat specials today massage unrushed
      plus or and my your kisses hearts visit full short stay tip tips off incal outcal gift
      """, .filler, 0)
  }

  private static func addMeasures(_ add: Adder) {
    add("ft feet foot pies", .feet, 0)
    add("in inch inches ins pulgadas", .inch, 0)
    add(
      "cm cms centimeters centimetres centimeter centimetre centímetros centimetros см",
      .centimetre, 0
    )
    add("m mt mts mtr meter metre meters metres metros", .metre, 0)
    add("lb lbs libras", .poundWeight, 0)
    add("kg kgs kilo kilos kilogram kilograms quilo quilos кг", .kilogram, 0)
    add("tall height stand standing mido estatura altura hight ht рост Рост groß", .heightCue, 0)
    add("weight weigh weighing wt вес Вес", .weightCue, 0)
    add(
      """
      lift lifting hold holds carry carrying capacity load loads lifts haul payload push pull
      parcels
      """, .load,
      0)
    add(
      """
      miles mile mi km kms mph mpg percent pct stars reviews photos pics pictures employees
      locations countries cities states offices clients users people members words wpm points
      degrees volts watts gb mb tb mm ml oz liters litres gallons acres sqft sq times copies pages
      items pieces units left remaining beds rooms seats spots tickets prizes hp cc rpm companies
      stores properties questions seconds sec secs weeks months wks mos am pm fans followers likes
      votes yards blocks positions openings hits steps lines others more days day week month nights
      billion million k rd tons projects subjects inch inches something somethings semanas meses
      días dias minutos horas kilómetros kilometros patients children kids guests edits prints
      """, .otherUnit, 0)
    add(
      """
      room size sizes suite apt apartment route exit chapter page unit floor level version section
      top number highway hwy bus gate terminal interstate step grade grades ste lot building bldg
      channel part episode season volume vol class series model article act form box ext bust waist
      hips hip chest cup length inseam talla next first last past win shoe iphone windows samsung galaxy ps xbox pier
      studio apto depto dpto ctc district ward track bed save off zip group phase
      """, .numbered, 0)
    add("st nd rd th", .ordinal, 0)
  }

  private static func addDates(_ add: Adder) {
    for (number, list) in DateWords.months.enumerated() { add(list, .month, number + 1) }
    for list in DateWords.weekdays { add(list, .weekday, 0) }
    add(DateWords.until, .until, 0)
    add("today tonight tomorrow hoy mañana manana tonite", .nearDay, 0)
    add("weekend wknd weekends", .weekend, 0)
    add("this next coming este esta próximo proximo", .thisNext, 0)
  }

  private static func addGrammar(_ add: Adder) {
    add("a an the un una el la", .article, 0)
    add("and y e n et und și şi и", .and, 0)
    add("to thru through a al until hasta till à до", .to, 0)
    add("between from entre desde ranging range del zwischen tra fra dai от", .from, 0)
    add("is are am be s re m es son being was were", .be, 0)
    add(
      """
      with from looking who that and for to is at in or but on new here available seeking wanting
      y con de en para que i im we my living wants needs visiting
      """, .clauseEnd, 0)
    add(
      """
      week work workweek notice shift shifts service drive away from access day days hotline
      period course training turnaround delivery emergency support towing gym fitness walk ride
      weeks before after prior locksmith flight daycare commitment program waiting lead
      """, .schedule, 0)
  }

  private static func addCompounds(_ add: Adder) {
    let tens = ["twenty", "thirty", "forty", "fifty", "sixty"]
    let digits = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
    for (ten, first) in tens.enumerated() {
      for (digit, second) in digits.enumerated() {
        add(first + second, .compound, 20 + 10 * ten + digit + 1)
      }
    }
    for (word, value) in NumberNames.words { add(word, .compound, value) }
  }
}
