/// Words beside a city's name that make it the name of something else: "Boston terrier", "calle Roma".
enum PlaceCompounds {
  /// Behind a name, in lower case: what is called after places.
  static let behind: Set<WordKey> = keys(
    """
    style styled terrier terriers bulldog bulldogs spaniel retriever oriole fern ferns pizza pizzas
    hotdog hotdogs broil mule mules envelope envelopes folder folders boot boots shoes satchel
    chair chairs sofa couch lamp blinds clock mirror bicycle cheesecake cheesesteak cheesesteaks
    steak steaks roll rolls toast sauce sausage sausages ham cheese beans bagel bagels bread cream
    blend brew jacket jackets jersey jerseys hoodie sweatshirt shirts tshirt sweater scarf cologne
    soap king techno blues tribute holdem drift convention street st avenue ave road rd boulevard
    blvd lane ln drive dr court ct parkway pkwy highway hwy square bridge university college times
    tribune herald chronicle gazette globe post philharmonic marathon brand jeans
    rangers kings stars cowboys steelers eagles giants jets patriots bills dolphins ravens bengals
    browns texans colts jaguars titans broncos chiefs raiders chargers commanders bears lions
    packers vikings falcons panthers saints buccaneers cardinals rams seahawks celtics nets knicks
    sixers raptors bulls cavaliers cavs pistons pacers bucks hawks hornets heat magic wizards
    nuggets timberwolves thunder blazers warriors clippers lakers suns mavericks mavs rockets
    grizzlies pelicans spurs yankees mets orioles rays guardians tigers royals twins astros
    angels athletics mariners braves marlins phillies nationals cubs reds brewers pirates rockies
    dodgers padres bruins sabres canadiens senators flyers penguins blackhawks predators oilers
    flames canucks fc cf united rovers wanderers villa celtic
    """)

  /// Before a name, perhaps with "de" between, in lower case: shirts of teams, soaps, streets.
  static let before: Set<WordKey> = keys(
    """
    camiseta camisa maglia maillot trikot savon jabón sabão sapone vinho vino vin calle avenida
    avenue colonia rua via rue corso piazza viale quai boulevard trattoria ristorante pizzeria
    marca marque marke brand brother sister mr mrs
    """)

  /// Makers of cars, in lower case: a model's name stands behind them.
  static let makers: Set<WordKey> = keys(
    """
    toyota hyundai seat chevy chevrolet dodge gmc kia chrysler mazda opel vw volkswagen skoda
    cadillac pontiac
    """)

  private static func keys(_ list: String) -> Set<WordKey> {
    Set(list.listedWords.map { WordKey(lowercased: Array($0.utf8)) })
  }
}
