/// Words that tell whether a number near them is an age, beside those that `FactWords` has.
///
/// Each is only evidence, weighed with all else that stands round the number, so words of several
/// meanings may be among them.
enum AgeVocabulary {
  /// What the words of the vocabulary tell.
  static let table = WordTable(words)

  /// All words, each once, with what it tells.
  static let words: [(word: String, value: AgeSigns)] = {
    var words: [String: AgeSigns] = [:]
    let lists: [(list: String, sign: AgeSigns)] = [
      (firstPerson, .speaker), (secondPerson, .reader), (persons, .person), (several, .persons),
      (traits, .trait), (givenNames, .name), (wishes, .wish), (hiring, .hiring), (sexes, .sex),
      (actions, .action), (kin, .kin), (positions, .at), (purposes, .for), (parts, .of),
      (origins, .in),
    ]
    for (list, sign) in lists {
      for word in list.listedWords { words[word, default: []].formUnion(sign) }
    }
    return words.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }()

  private static let firstPerson = """
    i im ime iam me my myself mine we our us soy tengo mi yo nosotros somos nuestra nuestro
    busco eu sou tenho meu minha ich bin mein meine wir suche je suis moi mon ma nous cherche
    io sono ho cerco mio mia я Я мне Мне меня Меня мой моя мы Мы ищу Ищу ik ben jestem mam
    szukam
    """

  private static let secondPerson = """
    you your youre ur u yourself usted ustedes tu tú te ti você voce vocês du dich dir sie ihr
    vous toi tuo ты вы Вы тебя вас
    """

  /// One person, by sex, kin, trade, state of life or what unites them with the writer.
  private static let persons = """
    guy dude bro gal lady ladyfriend gentleman chap bloke lad lass girl boy man woman male
    female person single divorcee divorcée bachelor bachelorette widow widower wife husband
    spouse bride groom fiance fiancé fiancée boyfriend girlfriend bf gf hubby wifey partner
    mate buddy pal friend neighbor neighbour roommate housemate flatmate lodger tenant owner
    landlord landlady coworker colleague boss mom mommy mum mama dad daddy papa mother father
    grandma grandpa grandmother grandfather granny aunt uncle cousin sister brother niece
    nephew parent guardian newlywed retiree pensioner senior grad graduate undergrad student
    freshman sophomore junior postgrad intern trainee apprentice veteran vet soldier sailor
    marine airman officer cop firefighter paramedic emt nurse rn lpn cna doctor surgeon
    dentist hygienist pharmacist therapist masseuse masseur counselor psychologist teacher
    professor tutor coach instructor librarian lawyer attorney paralegal accountant cpa banker
    broker realtor agent analyst consultant manager supervisor assistant secretary
    receptionist clerk cashier salesman saleswoman salesperson engineer programmer developer
    coder technician mechanic electrician plumber carpenter welder machinist roofer mason
    painter drywaller landscaper gardener farmer rancher cowboy cowgirl fisherman trucker
    driver pilot stewardess steward conductor courier mover handyman builder contractor
    laborer labourer worker janitor cleaner maid housekeeper nanny babysitter sitter caregiver
    carer aide companion chef cook baker butcher barista bartender waiter waitress server host
    hostess musician singer guitarist drummer bassist pianist songwriter dj artist writer poet
    author journalist editor photographer filmmaker actor actress model dancer designer
    stylist hairdresser barber tailor seamstress florist jeweler decorator architect scientist
    researcher chemist biologist professional entrepreneur freelancer executive foodie hiker
    runner cyclist gamer nerd geek biker camper traveler traveller backpacker newcomer expat
    immigrant transplant native local homebody introvert extrovert vegetarian vegan smoker
    nonsmoker christian catholic jew jewish muslim buddhist atheist virgin redhead blonde
    blond brunette latina latino chica chico mujer hombre señora señor señorita senora
    muchacha muchacho joven chava chavo soltera soltero viuda viudo divorciada divorciado
    casada casado separada separado madre padre mamá papá mami papi abuela abuelo tía tío
    prima primo hermana hermano esposa esposo novia novio amiga amigo compañera compañero
    vecina vecino ama dama caballero estudiante maestra maestro profesora profesor enfermera
    enfermero doctora abogada abogado contadora contador secretaria cocinera cocinero mesera
    mesero camarera camarero niñera cuidadora cuidador empleada empleado costurera estilista
    peluquera peluquero pintor albañil carpintero plomero electricista mecánico mecanico
    chofer jardinero agricultor obrero obrera trabajador trabajadora jubilada jubilado
    pensionada pensionado ingeniera ingeniero arquitecta arquitecto músico musico cantante
    mulher homem moça moço rapaz garota garoto viúva viúvo solteira solteiro mãe mae pai avó
    avô irmã irmão namorada namorado professora cozinheira cozinheiro faxineira diarista
    pedreiro motorista aposentada aposentado engenheiro advogada advogado frau mann dame herr
    witwe witwer mutter vater rentner rentnerin studentin lehrer lehrerin krankenschwester
    ingenieur arzt ärztin köchin koch fahrer handwerker kollege kollegin freundin freund femme
    homme fille garçon veuve veuf mère père retraité retraitée étudiante étudiant infirmière
    infirmier professeur donna uomo ragazza ragazzo vedova vedovo signora signore studentessa
    pensionato pensionata insegnante infermiera infermiere мужчина Мужчина женщина Женщина
    девушка Девушка парень Парень вдова Вдова вдовец Вдовец мама Мама папа студент Студент
    студентка Студентка пенсионер Пенсионер пенсионерка учитель учительница инженер врач
    медсестра водитель повар няня сиделка дама Дама kobieta mężczyzna wdowa wdowiec vrouw
    weduwe
    """

  /// Those whose age is told as a relative's behind "my" and the like.
  private static let kin = """
    mom mommy mum mama mother dad daddy papa father grandma grandpa grandmother grandfather
    granny aunt uncle cousin sister brother niece nephew son daughter kid boss neighbor
    neighbour boy girl nephews madre padre mamá papá mami papi abuela abuelo tía tío prima
    primo hermana hermano hija hijo mãe mae pai avó avô irmã irmão filho filha mutter vater
    sohn tochter schwester bruder mère père fils fille мама Мама папа сын сыну дочь дочери
    """

  /// Several persons, and those who are asked to answer.
  private static let several = """
    guys men women ladies gals girls gentlemen males females folks people persons adults
    singles couples couple pair seniors retirees students grads professionals members players
    anyone anybody someone somebody everyone applicants candidates volunteers participants
    donors roommates housemates tenants friends pals buddies mates cousins sisters brothers
    twins hombres mujeres damas caballeros señoras señores señoritas muchachas muchachos
    chicas chicos jóvenes jovenes adultos adultas personas alguien solteras solteros parejas
    pareja amigas amigos inquilinos homens mulheres moças rapazes pessoas alguém alguem casal
    leute frauen männer damen herren jemand jemanden paar mitbewohner mitbewohnerin hommes
    femmes personne coppia persone donne uomini женщин женщину женщиной девушку девушкой
    девушек мужчину мужчиной мужчин мужчины женщины женщина пару swf swm sbf sbm shf shm saf
    sam dwf dwm dbf dbm dhf dhm sjf sjm jf jm wf wm bf bm hf hm sf sm df dm
    """

  /// What somebody is like, looks like or lives as.
  private static let traits = """
    single divorced widowed separated married engaged available unattached retired employed
    unemployed working educated tall short petite slim slender thin skinny fit athletic toned
    muscular stocky husky chubby plump curvy bbw average medium build handsome pretty cute
    attractive beautiful gorgeous lovely masc masculine feminine fem femme butch gay lesbian
    bi bisexual straight trans queer shy quiet outgoing bubbly funny silly witty smart
    intelligent honest kind caring loving sweet gentle loyal faithful sincere romantic
    passionate affectionate easygoing laidback chill mellow fun adventurous spontaneous active
    sporty outdoorsy healthy sober solvent stable independent responsible reliable hardworking
    punctual tidy clean neat respectful polite mature young youthful younger older elderly old
    bored lonely tired happy cheerful positive optimistic ambitious creative artistic musical
    spiritual religious christian catholic vegan vegetarian childless childfree kinky curious
    discreet white black brown latin hispanic asian african american mexican cuban puerto
    rican dominican colombian italian irish german polish russian korean japanese chinese
    indian filipina thai english french european mixed biracial brunette redhead blonde blond
    tattooed bald bearded experienced motivated energetic strong proud seria serio seriosa
    tranquila tranquilo cariñosa cariñoso honesta honesto trabajadora trabajador responsable
    sencilla sencillo alegre simpática simpatica simpático simpatico romántico romantico
    romántica detallista sincera sincero educada educado limpia limpio delgada delgado gordita
    gordito alta alto bajita guapa guapo bonita bonito morena moreno rubia rubio blanca blanco
    trigueña trigueño madura maduro sana sano creyente cristiana cristiano católica catolica
    católico latina latino mexicana mexicano cubana cubano dominicana dominicano colombiana
    colombiano venezolana venezolano hondureña hondureño salvadoreña salvadoreño guatemalteca
    guatemalteco peruana peruano ecuatoriana ecuatoriano puertorriqueña brasileira brasileiro
    brasileña séria sério carinhosa carinhoso evangélica evangélico ledig geschieden verwitwet
    schlank sportlich ehrlich treu nett humorvoll ruhig jung célibataire divorcé divorcée
    sérieuse sérieux libre nubile celibe divorziato divorziata разведён разведена холост
    свободна стройная серьёзный добрый
    """

  /// Given names that `AgeWords.givenNames` has not, and short forms of them.
  private static let givenNames = """
    aaron adam adrian al alan albert alberto alejandro alex alexander alfonso alfred alfredo
    allen alvaro andre andres andrew andy angel anthony antonio armando arnold arthur arturo
    barry ben benjamin benny bernard bernie bert bill billy bob bobby brad bradley brandon
    brent brett brian bruce bryan bryce caleb calvin cameron carl carlos cesar charles charlie
    chris christian christopher chuck clarence claude clay cliff clint clyde cody cole colin
    connor corey craig curt curtis dale damian dan daniel danny darren darrell darryl dave
    david dean dennis derek dexter diego dirk dmitri dom don donald doug douglas drew duane
    dustin dwayne dwight dylan earl ed eddie edgar edmund eduardo edward edwin eli elias
    elliot emil emilio enrique eric erik ernest ernesto esteban ethan eugene evan felix
    fernando floyd francis francisco frank franklin fred freddie frederick gabriel garrett
    gary gavin gene george gerald gerard gerardo gilbert glen glenn gordon grant greg gregory
    guillermo gus hank hans harold harry harvey hector henry herb herbert herman horace howard
    hugh hugo ian igor isaac ivan jack jacob jaime jake james jan jared jason javier jay jed
    jeff jeffrey jeremy jerome jerry jesse jesus jim jimmy joe joel joey john johnny jon jonah
    jonas jonathan jordan jorge jose josé josef joseph josh joshua juan julian julio justin
    karl keith ken kenneth kenny kent kevin kirk klaus kurt kyle lance larry lars lee len leo
    leon leonard leroy les lester levi lewis liam lloyd logan lonnie lou louie louis lucas
    luis luke luther lyle manny manuel marc marco marcos marcus mario mark marshall martin
    marty marvin mason mateo matt matthew maurice max melvin micah michael miguel mike miles
    milton mitch mitchell nate nathan neal ned neil nelson nicholas nick nigel noah norm
    norman oleg oliver omar orlando oscar otis otto owen pablo pat patrick paul pedro pete
    peter phil philip phillip preston quentin rafael rafa ralph ramon randy raul raúl ray
    raymond reggie reuben rey ricardo rich richard rick ricky rob robert roberto rod rodney
    roger roland ron ronald ronnie ross roy ruben russ russell ryan salvador sam samuel
    santiago scott sean sebastian sergei sergio seth shane shaun shawn sid simon spencer stan
    stanley stefan stephen steve steven stewart stuart ted terry theo theodore thomas tim
    timothy toby todd tom tommy tony travis trent trevor troy tyler vern vernon vic victor
    vince vincent virgil wade wally walt walter warren wayne wendell wes wesley wilbur will
    willard william willie zach zachary ines mei anya yumi momo suki coco mimi linh thu bao
    hana yuki sakura may june agnes alma annika astrid beth birgit bridget carly consuelo
    delia dolores edith edna elsie erna estela ethel flora frances frida gertrude gisela
    gladys greta guadalupe hilda hope imelda ingeborg irma jean joan joanne joy karin kate
    kathe lois lorna lupita magdalena maite marge margie mariela marta mercedes mildred
    minerva myrna nadja noemi norma olena opal pam pearl petra phyllis ramona rena rosalinda
    roxie sigrid silvia sue sylvia thelma trudy tessa ulla vera verna viola virginia wilma
    xochitl yoli yolanda zelda zofia анна Анна ольга Ольга елена Елена мария Мария ирина Ирина
    наталья Наталья олег Олег иван Иван сергей Сергей андрей Андрей
    """

  /// What asks for somebody.
  private static let wishes = """
    looking seeking seek seeks wanted wanting want wants need needs needed iso lf searching
    search hoping hope wish wishes desire desires prefer preferred prefers preferably like
    meet interested busca busco buscando buscamos buscan deseo deseamos quiero quisiera
    necesito necesita conocer procura procuro procuramos quero sucht suche suchen gesucht
    cherche cherchons recherche cerca cerco cerchiamo ищу Ищу ищет ищем познакомлюсь szukam
    szuka zoek zoekt gezocht ideal
    """

  /// What those who hire, let or invite say.
  private static let hiring = """
    hiring hire hired vacancy vacancies apply applicant position positions job jobs salary
    wage wages pay paid resume cv shift shifts required requirements must experience employer
    company staff team join forming club group league class workshop study trial event tour
    trip program programa empresa solicita solicitamos solicito contrata contrato vacante
    vacantes requisitos requiere sueldo empleo trabajo trabajar trabalhar trabalho armazém
    turno horario experiencia vaga vagas precisa precisamos salário haushaltshilfe kinderfrau
    putzhilfe aushilfe empfangskraft quartet band singers pflegekraft stelle arbeit haushalt choir emploi poste работа требуется требуются
    зарплата casting room rent
    """

  /// A sex or a short form of one.
  private static let sexes = """
    m f w h male female masc fem man woman t4m m4m m4w w4m w4w mw ff mm mf hombre mujer varon
    varón him her masculino femenino feminino männlich weiblich sie er ihn ella él
    """

  /// What only persons do.
  private static let actions = """
    works work loves love likes like lives live enjoys enjoy speaks speak studies study wants
    want needs need offers offer seeks seek has have drives drive smokes smoke drinks drink
    plays play cooks cook moved moving visiting relocating relocated starting dating missing
    seen last wears weighs vive trabaja trabajo vivo ofrece ofrezco estudia estudio tiene
    gusta gustan quiere quiero lebe lebt arbeite arbeitet wohne wohnt habite travaille живу
    живёт работаю
    """

  private static let positions = "at by on near exit under"
  private static let purposes = "for para für pour"
  private static let parts = "of de"
  private static let origins = "in from en with em aus con mit"
}
