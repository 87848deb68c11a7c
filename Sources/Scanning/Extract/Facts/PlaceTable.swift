/// The larger cities of the world, with all US states: public facts, as data.
///
/// One line a state or country: its code or name, then its cities. `*` marks a name that is also a
/// usual word or a first name; `=` gives the standard spelling of another. Of equal names the first
/// is meant where no state stands beside it.
enum PlaceTable {
  /// All places; cities before states.
  static let places: [Place] = {
    var list: [Place] = []
    for line in unitedStates.parts(between: "\n") + world.parts(between: "\n") {
      let parts = line.parts(between: ":")
      for item in parts[1].parts(between: "|") { list.append(place(item, in: parts[0])) }
    }
    return list + states
  }()

  /// The US states, as places of their own.
  private static let states: [Place] = stateNames.parts(between: "\n").map { line in
    let parts = line.parts(between: ":")
    let isAmbiguous = parts[1].utf8.last == UInt8(ascii: "*")
    let names = (isAmbiguous ? String(parts[1].dropLast()) : parts[1]).parts(between: "=")
    return Place(
      name: LowerCase.bytes(names[0]), city: names[names.count - 1],
      region: parts[0], isState: true, isAmbiguous: isAmbiguous)
  }

  /// States by name and countries, as they stand behind a city.
  static let regions: [Place] =
    states
    // By itself the name means the city of the other coast or a person.
    + [
      Place(
        name: Array("washington".utf8), city: "Washington", region: "WA", isState: true,
        isAmbiguous: true)
    ]
    + world.parts(between: "\n").map { line in
      let name = line.parts(between: ":")[0]
      return Place(
        name: LowerCase.bytes(name), city: name, region: name, isState: true,
        isAmbiguous: false)
    }

  /// The regions by the first words of their names, in their order.
  static let regionsByFirstWord = WordTable(
    Dictionary(grouping: regions, by: \.firstWord).map { ($0.key, $0.value) })

  /// Two-letter codes of states and provinces.
  static let codes: Set<String> = Set(
    (unitedStates.parts(between: "\n") + world.parts(between: "\n")).map {
      $0.parts(between: ":")[0]
    }.filter { $0.utf8.count == 2 })

  private static let codeBits: FixedBuffer<UInt64> = {
    var bits = [UInt64](repeating: 0, count: 16)
    for code in codes {
      let letters = Array(code.utf8)
      let number = Int(letters[0] & 31) << 5 | Int(letters[1] & 31)
      bits[number >> 6] |= 1 << UInt64(number & 63)
    }
    return FixedBuffer(bits)
  }()

  /// Whether two bytes may be one of `codes`; false for most others.
  static func mayBeCode(_ first: UInt8, _ second: UInt8) -> Bool {
    codeBits.hasBit(Int(first & 31) << 5 | Int(second & 31))
  }

  /// Codes that are English or Spanish words in lower case.
  static let codesThatAreWords: Set<String> = [
    "IN", "OR", "ME", "OK", "HI", "OH", "PA", "MA", "DE", "LA", "ID", "AL", "AS", "MI", "ON", "CO",
    "MO", "MS", "MD", "VA", "UK",
  ]

  private static func place(_ item: String, in region: String) -> Place {
    var text = item
    let isAmbiguous = text.utf8.last == UInt8(ascii: "*")
    if isAmbiguous { text.removeLast() }
    let parts = text.parts(between: "=")
    return Place(
      name: LowerCase.bytes(parts[0]), city: parts[parts.count - 1], region: region,
      isState: false, isAmbiguous: isAmbiguous)
  }

  private static let unitedStates = """
    NY:New York City=New York|New York|NYC=New York|Manhattan=New York|Brooklyn*|Queens*|Bronx|Staten Island|Buffalo*|Rochester|Yonkers|Syracuse|Albany|Long Island|Nueva York=New York|Nova York=New York|Нью-Йорк=New York
    CA:Los Angeles|San Diego|San Jose|San Francisco|Fresno|Sacramento|Long Beach|Oakland|Bakersfield|Anaheim|Santa Ana|Riverside*|Stockton|Irvine|Chula Vista|Fremont|San Bernardino|Modesto|Fontana|Oxnard|Moreno Valley|Huntington Beach|Glendale|Santa Clarita|Garden Grove|Oceanside|Rancho Cucamonga|Ontario*|Santa Rosa|Elk Grove|Corona*|Hayward|Palmdale|Salinas|Pomona|Sunnyvale|Escondido|Pasadena|Torrance|Orange County|Orange*|Fullerton|Visalia|Concord*|Thousand Oaks|Vallejo|Berkeley|Hollywood*|Inland Empire|Palm Springs|Santa Barbara|Ventura|Burbank|Los Ángeles=Los Angeles|LA=Los Angeles*
    TX:Houston|San Antonio|Dallas|Austin*|Fort Worth|Ft Worth=Fort Worth|Ft. Worth=Fort Worth|DFW=Dallas|El Paso|Arlington|Corpus Christi|Plano|Laredo|Lubbock|Garland*|Irving*|Amarillo|Grand Prairie|Brownsville|McKinney|Frisco|Killeen|McAllen|Mesquite*|Midland|Denton|Waco|Beaumont|Odessa|Round Rock|Abilene|Galveston|Tyler*|College Station
    IL:Chicago|Aurora*|Joliet|Naperville|Rockford|Elgin|Peoria
    AZ:Phoenix*|Tucson|Mesa*|Chandler*|Scottsdale|Gilbert*|Tempe|Surprise*|Flagstaff|Yuma
    PA:Philadelphia|Philly=Philadelphia|Pittsburgh|Allentown|Erie|Reading*|Scranton|Harrisburg|Filadelfia=Philadelphia
    FL:Jacksonville|Miami|Tampa|Orlando*|St. Petersburg|St Petersburg=St. Petersburg|Hialeah|Tallahassee|Fort Lauderdale|Ft Lauderdale=Fort Lauderdale|Ft. Lauderdale=Fort Lauderdale|Port St. Lucie|Cape Coral|Pembroke Pines|Gainesville|Coral Springs|Clearwater|West Palm Beach|Lakeland|Daytona Beach|Fort Myers|Naples|Sarasota|Pensacola|Boca Raton|Kissimmee|Ocala|Miami Beach|South Beach=Miami Beach
    OH:Columbus*|Cleveland|Cincinnati|Toledo|Akron|Dayton|Youngstown|Canton
    IN:Indianapolis|Fort Wayne|Evansville|South Bend|Gary*|Bloomington
    NC:Charlotte*|Raleigh|Greensboro|Durham|Winston-Salem|Winston Salem=Winston-Salem|Fayetteville|Wilmington|Asheville|High Point*
    WA:Seattle|Spokane|Tacoma|Bellevue|Everett*|Kent*|Olympia|Yakima|Renton
    CO:Denver|Colorado Springs|Aurora*|Fort Collins|Lakewood|Boulder*|Pueblo
    DC:Washington DC=Washington|Washington D.C.=Washington|Washington*
    MA:Boston|Worcester|Springfield|Cambridge|Lowell|Brockton|Quincy*
    TN:Nashville|Memphis|Knoxville|Chattanooga|Clarksville|Murfreesboro
    MI:Detroit|Grand Rapids|Warren*|Sterling Heights|Ann Arbor|Lansing|Flint*|Dearborn|Kalamazoo
    OK:Oklahoma City|OKC=Oklahoma City|Tulsa|Norman*|Broken Arrow|Lawton
    OR:Portland|Salem*|Eugene*|Gresham|Bend*|Medford
    NV:Las Vegas|Vegas=Las Vegas|Henderson|Reno|North Las Vegas|Sparks*
    KY:Louisville|Lexington|Bowling Green|Owensboro
    MD:Baltimore|Rockville|Frederick*|Silver Spring|Annapolis|Gaithersburg
    WI:Milwaukee|Madison*|Green Bay|Kenosha|Racine
    NM:Albuquerque|Las Cruces|Santa Fe|Rio Rancho
    MO:Kansas City|St. Louis|St Louis=St. Louis|Saint Louis=St. Louis|Springfield|Branson*|Joplin
    GA:Atlanta|ATL=Atlanta|Savannah*|Augusta*|Macon|Marietta
    VA:Virginia Beach|Norfolk|Chesapeake|Richmond|Newport News|Alexandria*|Hampton*|Roanoke|Fredericksburg
    NE:Omaha|Lincoln*|Grand Island
    MN:Minneapolis|St. Paul|St Paul=St. Paul|Saint Paul=St. Paul|Duluth|Rochester
    KS:Wichita|Overland Park|Topeka|Olathe
    LA:New Orleans|NOLA=New Orleans|Baton Rouge|Shreveport|Lafayette|Metairie|Lake Charles|Nueva Orleans=New Orleans
    HI:Honolulu|Waikiki=Honolulu|Hilo*
    NJ:Newark|Jersey City|Paterson|Elizabeth*|Trenton|Camden*|Atlantic City|Edison*|Hoboken
    AK:Anchorage|Fairbanks|Juneau
    AL:Birmingham*|Montgomery*|Mobile*|Huntsville|Tuscaloosa
    IA:Des Moines|Cedar Rapids|Davenport|Sioux City|Iowa City
    UT:Salt Lake City|Provo|Ogden|St. George|West Valley City
    AR:Little Rock|Fort Smith|Fayetteville|Jonesboro
    MS:Jackson*|Gulfport|Biloxi|Hattiesburg
    CT:Bridgeport|New Haven|Hartford|Stamford|Waterbury
    RI:Providence*|Warwick|Cranston
    SC:Charleston|Columbia*|Greenville|Myrtle Beach|Spartanburg
    ID:Boise|Nampa|Meridian*
    DE:Wilmington|Dover
    NH:Nashua|Portsmouth
    ME:Portland|Bangor|Augusta*
    MT:Billings*|Missoula|Bozeman|Great Falls
    ND:Fargo|Bismarck|Grand Forks|Minot|Williston
    SD:Sioux Falls|Rapid City
    VT:Burlington|Montpelier
    WV:Charleston|Morgantown|Huntington
    WY:Cheyenne*|Casper*|Laramie
    PR:San Juan|Ponce
    """

  private static let world = """
    UK:London|Birmingham*|Manchester|Leeds|Glasgow|Liverpool|Bristol|Sheffield|Edinburgh|Leicester|Cardiff|Belfast|Nottingham|Newcastle|Brighton|Southampton|Aberdeen|Luton|Bournemouth|Milton Keynes|Coventry|Wolverhampton|Plymouth|Derby*|Bradford*|Londres=London|Londra=London|Лондон=London|Лондоне=London|Edimburgo=Edinburgh
    ON:Toronto|Ottawa|Mississauga|Brampton|Hamilton*|London|Kitchener|Windsor*|Niagara Falls
    QC:Montreal|Montréal=Montreal|Quebec City|Québec=Quebec City|Laval|Gatineau
    BC:Vancouver|Surrey*|Burnaby|Richmond|Victoria*|Kelowna
    AB:Calgary|Edmonton|Red Deer
    MB:Winnipeg
    SK:Saskatoon|Regina*
    NS:Halifax
    France:Paris*|Marseille|Lyon|Toulouse|Nice*|Nantes|Strasbourg|Montpellier|Bordeaux*|Lille|Cannes|París=Paris|Parigi=Paris|Париж=Paris|Париже=Paris|Marsella=Marseille|Marsiglia=Marseille|Niza=Nice|Nizza=Nice|Burdeos=Bordeaux|Tolosa=Toulouse|Lione=Lyon|Grenoble|Rennes*
    Germany:Berlin|Hamburg|Munich|München=Munich|Monaco di Baviera=Munich|Cologne*|Köln=Cologne|Frankfurt|Stuttgart|Düsseldorf|Dortmund|Essen*|Leipzig|Bremen|Dresden|Hannover|Nuremberg|Berlín=Berlin|Berlino=Berlin|Berlim=Berlin|Берлин=Berlin|Берлине=Berlin|Hamburgo=Hamburg|Amburgo=Hamburg|Múnich=Munich|Munique=Munich|Мюнхен=Munich|Fráncfort=Frankfurt|Francoforte=Frankfurt|Nürnberg=Nuremberg|Mainz|Bonn|Mannheim|Karlsruhe|Duisburg|Bochum|Wuppertal|Bielefeld|Augsburg|Freiburg
    Spain:Madrid|Barcelona|Valencia|Seville|Sevilla=Seville|Zaragoza|Málaga=Málaga|Malaga=Málaga|Murcia|Bilbao|Alicante|Marbella|Ibiza|Palma*|Séville=Seville|Barcelone=Barcelona|Barcellona=Barcelona|Granada*|Córdoba=Córdoba*|Valladolid|Vigo|Gijón=Gijón
    Italy:Rome*|Roma=Rome|Milan*|Milano=Milan|Naples|Napoli=Naples|Turin|Torino=Turin|Palermo|Genoa|Bologna|Florence*|Firenze=Florence|Venice|Verona|Milán=Milan|Mailand=Milan|Turín=Turin|Florencia=Florence*|Florenz=Florence|Nápoles=Naples|Neapel=Naples|Venezia=Venice|Venecia=Venice|Venedig=Venice|Venise=Venice|Genova=Genoa|Génova=Genoa|Bari*|Catania|Padova|Trieste|Brescia
    Portugal:Lisbon|Lisboa=Lisbon|Porto|Faro|Braga|Lisbonne=Lisbon|Lissabon=Lisbon|Lisbona=Lisbon|Oporto=Porto|Coimbra
    Netherlands:Amsterdam|Rotterdam|The Hague|Utrecht|Eindhoven|Ámsterdam=Amsterdam|Den Haag=The Hague|La Haya=The Hague
    Belgium:Brussels|Antwerp|Ghent|Liège|Bruxelles=Brussels|Bruselas=Brussels|Brüssel=Brussels|Antwerpen=Antwerp|Amberes=Antwerp|Anvers=Antwerp|Gent=Ghent*
    Switzerland:Zurich|Zürich=Zurich|Geneva|Basel|Bern|Lausanne|Zúrich=Zurich|Zurigo=Zurich|Genève=Geneva|Ginebra=Geneva*|Genf=Geneva|Ginevra=Geneva|Basilea=Basel
    Austria:Vienna*|Wien=Vienna|Graz|Salzburg|Linz|Viena=Vienna|Vienne=Vienna*|Вена=Vienna|Вене=Vienna|Salzburgo=Salzburg|Innsbruck
    Ireland:Dublin|Cork*|Galway|Limerick|Dublín=Dublin|Dublino=Dublin
    Greece:Athens|Thessaloniki|Patras|Atenas=Athens|Athen=Athens|Atene=Athens|Athènes=Athens
    Poland:Warsaw|Krakow|Kraków=Krakow|Lodz|Wroclaw|Poznan|Gdansk|Warszawa=Warsaw|Varsovia=Warsaw|Warschau=Warsaw|Varsavia=Warsaw|Варшава=Warsaw|Варшаве=Warsaw|Cracovia=Krakow|Krakau=Krakow|Wrocław=Wroclaw|Poznań=Poznan|Gdańsk=Gdansk|Łódź=Lodz
    Romania:Bucharest|București=Bucharest|Bucuresti=Bucharest|Cluj-Napoca|Cluj=Cluj-Napoca|Timisoara|Iasi|Constanta|Bucarest=Bucharest|Bukarest=Bucharest|Timișoara=Timisoara|Iași=Iasi|Brașov=Brasov|Brasov
    Hungary:Budapest|Debrecen
    Czechia:Prague|Praha=Prague|Brno|Praga=Prague|Prag=Prague|Прага=Prague|Праге=Prague
    Bulgaria:Sofia*|Plovdiv|Varna
    Serbia:Belgrade|Novi Sad
    Croatia:Zagreb
    Ukraine:Kyiv|Kiev=Kyiv|Kharkiv|Odesa|Lviv|Dnipro|Киев=Kyiv|Киеве=Kyiv|Київ=Kyiv|Одесса=Odesa|Одессе=Odesa|Харьков=Kharkiv|Харькове=Kharkiv|Львов=Lviv
    Russia:Moscow|Saint Petersburg|Novosibirsk|Yekaterinburg|Kazan|Москва=Moscow|Москве=Moscow|Москвы=Moscow|Москву=Moscow|Moscú=Moscow|Moskau=Moscow|Moscou=Moscow|Санкт-Петербург=Saint Petersburg|Санкт-Петербурге=Saint Petersburg|Питер=Saint Petersburg|Питере=Saint Petersburg|Питера=Saint Petersburg|СПб=Saint Petersburg|Новосибирск=Novosibirsk|Новосибирске=Novosibirsk|Екатеринбург=Yekaterinburg|Екатеринбурге=Yekaterinburg|Казань=Kazan|Казани=Kazan|Самара=Samara|Самаре=Samara|Краснодар=Krasnodar|Краснодаре=Krasnodar|Сочи=Sochi|Ростов-на-Дону=Rostov-on-Don
    Turkey:Istanbul|Ankara|Izmir|Antalya|Estambul=Istanbul|Стамбул=Istanbul|Стамбуле=Istanbul|Анталья=Antalya|Анталье=Antalya
    Sweden:Stockholm|Gothenburg|Malmö=Malmö|Estocolmo=Stockholm|Göteborg=Gothenburg
    Norway:Oslo|Bergen
    Denmark:Copenhagen|Aarhus|København=Copenhagen|Kopenhagen=Copenhagen|Copenhague=Copenhagen
    Finland:Helsinki|Tampere
    Albania:Tirana
    Moldova:Chisinau
    Mexico:Mexico City|Ciudad de México=Mexico City|Ciudad de Mexico=Mexico City|CDMX=Mexico City|Guadalajara|Monterrey|Puebla|Tijuana|León=León|Ciudad Juárez=Ciudad Juárez|Ciudad Juarez=Ciudad Juárez|Juarez=Ciudad Juárez|Mérida=Mérida|Cancún=Cancún|Cancun=Cancún|Querétaro=Querétaro|Hermosillo|Acapulco|Nuevo Laredo|Reynosa|Matamoros|Puerto Vallarta|Toluca|Chihuahua*|Morelia|Veracruz|Oaxaca|Culiacán=Culiacán|Culiacan=Culiacán|Saltillo|Torreón=Torreón|Torreon=Torreón|Playa del Carmen|Los Cabos|Mazatlán=Mazatlán|Mazatlan=Mazatlán|Ensenada|Mexicali
    Colombia:Bogotá=Bogotá|Bogota=Bogotá|Medellín=Medellín|Medellin=Medellín|Cali*|Barranquilla|Cartagena|Bucaramanga|Pereira*
    Venezuela:Caracas|Maracaibo
    Peru:Lima*|Arequipa|Cusco
    Ecuador:Quito|Guayaquil
    Bolivia:La Paz|Santa Cruz de la Sierra
    Chile:Santiago de Chile=Santiago|Santiago*|Valparaíso|Valparaiso
    Argentina:Buenos Aires|Rosario*|Mendoza
    Uruguay:Montevideo
    Paraguay:Asunción=Asunción
    Brazil:São Paulo=São Paulo|Sao Paulo=São Paulo|Rio de Janeiro|Brasília=Brasília|Salvador*|Fortaleza|Belo Horizonte|Curitiba|Recife|Porto Alegre|Manaus|Campinas|Goiânia=Goiânia|Florianópolis=Florianópolis|Florianopolis=Florianópolis|Natal*|Belém=Belém
    Guatemala:Guatemala City
    Honduras:Tegucigalpa|San Pedro Sula
    El Salvador:San Salvador
    Panama:Panama City
    Cuba:Havana|La Habana=Havana
    Dominican Republic:Santo Domingo|Punta Cana
    Jamaica:Kingston*|Montego Bay
    Haiti:Port-au-Prince
    China:Beijing|Shanghai|Guangzhou|Shenzhen|Chengdu|Wuhan|Tianjin|Chongqing|Hangzhou|Nanjing|Dongguan|Macau|Pekín=Beijing|Peking=Beijing|Pékin=Beijing|Pequim=Beijing
    Hong Kong:Hong Kong
    Taiwan:Taipei|Kaohsiung
    Japan:Tokyo|Osaka|Yokohama|Nagoya|Sapporo|Fukuoka|Kyoto|Tokio=Tokyo|Tóquio=Tokyo
    South Korea:Seoul|Busan|Incheon
    Thailand:Bangkok|Pattaya|Phuket|Chiang Mai
    Vietnam:Ho Chi Minh City|Saigon=Ho Chi Minh City|Hanoi|Da Nang
    Philippines:Manila|Cebu|Cebu City|Davao|Quezon City|Makati|Angeles City|Maynila=Manila|Baguio|Iloilo|Cagayan de Oro|Zamboanga|Taguig|Pasig
    Indonesia:Jakarta|Surabaya|Bali|Bandung
    Malaysia:Kuala Lumpur|Johor Bahru|Penang
    Singapore:Singapore
    Cambodia:Phnom Penh|Siem Reap
    Myanmar:Yangon
    Laos:Vientiane
    India:Mumbai|Delhi|New Delhi|Bangalore|Bengaluru=Bangalore|Hyderabad|Chennai|Kolkata|Pune|Ahmedabad|Jaipur|Goa
    Pakistan:Karachi|Lahore|Islamabad
    Bangladesh:Dhaka
    Nepal:Kathmandu
    Sri Lanka:Colombo
    UAE:Dubai|Abu Dhabi|Sharjah|Ajman|Dubái=Dubai|Дубай=Dubai|Дубае=Dubai
    Qatar:Doha
    Saudi Arabia:Riyadh|Jeddah
    Kuwait:Kuwait City
    Bahrain:Manama
    Oman:Muscat
    Lebanon:Beirut
    Jordan:Amman
    Israel:Tel Aviv|Jerusalem|Haifa
    Egypt:Cairo|Alexandria*
    Morocco:Casablanca|Marrakech|Rabat|Tangier
    Tunisia:Tunis
    Nigeria:Lagos|Abuja|Benin City|Port Harcourt
    Ghana:Accra|Kumasi
    Kenya:Nairobi|Mombasa
    Uganda:Kampala
    Tanzania:Dar es Salaam
    Ethiopia:Addis Ababa
    South Africa:Johannesburg|Cape Town|Durban|Pretoria
    Australia:Sydney*|Melbourne|Brisbane|Perth|Adelaide*|Gold Coast|Canberra|Darwin*|Cairns
    New Zealand:Auckland|Wellington|Christchurch
    """

  private static let stateNames = """
    WV:West Virginia
    NM:New Mexico
    NH:New Hampshire
    NJ:New Jersey
    NY:New York State=New York
    NC:North Carolina
    SC:South Carolina
    ND:North Dakota
    SD:South Dakota
    RI:Rhode Island
    AL:Alabama
    AK:Alaska
    AZ:Arizona
    AR:Arkansas
    CA:California
    CO:Colorado
    CT:Connecticut
    DE:Delaware*
    FL:Florida
    GA:Georgia*
    HI:Hawaii
    ID:Idaho
    IL:Illinois
    IN:Indiana
    IA:Iowa
    KS:Kansas
    KY:Kentucky
    LA:Louisiana
    ME:Maine
    MD:Maryland
    MA:Massachusetts
    MI:Michigan
    MN:Minnesota
    MS:Mississippi
    MO:Missouri
    MT:Montana*
    NE:Nebraska
    NV:Nevada
    NY:New York
    OH:Ohio
    OK:Oklahoma
    OR:Oregon
    PA:Pennsylvania
    TN:Tennessee
    TX:Texas
    UT:Utah
    VT:Vermont
    VA:Virginia*
    WA:Washington State=Washington
    WI:Wisconsin
    WY:Wyoming
    """
}
