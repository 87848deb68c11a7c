/// Words that tell whether a word behind a cue is a name.
enum NameWords {
  /// Words that follow a cue and are no names, beside those that play a part in `FactWords`.
  static let common: Set<WordKey> = keys(
    """
    details detail more info information manager quote our directions appointment availability
    about references help services service the hr anytime me him us you back asap first ahead
    latina asian brazilian colombian russian japanese chinese korean thai german french italian
    spanish mexican african american european cuban puerto dominican venezuelan polish greek
    turkish indian persian arabic black white mixed ebony caucasian hispanic natural independent
    ready waiting free open discreet clean safe real fun sexy hot sweet very so not always
    available looking here new back nueva nuevo colombiana mexicana great good nice what how if
    because where who why when sure sorry interested able happy glad proud located based your my
    mine number numbers directly email mail or text call please whatsapp telegram viber signal
    kik skype facebook instagram snapchat tonight monday tuesday wednesday thursday friday
    saturday sunday english wells done serious busy single married bilingual experienced licensed
    certified professional student tall short petite slim curvy busty pretty beautiful gorgeous
    open-minded easy down still going all on off in out at the a an one no yes just only really
    dont do it that is are was be been has have had will can could would should lady miss mr mrs
    ms dr sir madam master mistress escort provider masseuse therapist driver nurse agent office
    reception front desk support sales team staff hotel room center customer visit see book
    honest hardworking hard punctual reliable responsible friendly loving kind caring motivated
    urgent big as per anyone someone everyone everybody nobody all seller owner buyer landlord
    agency company management properties property realty realtors rentals rental homes services
    movers cleaners cleaning plumbing roofing group team llc inc ltd co corp admissions human
    resources department dept maintenance leasing info online web website form cash only serious
    inquiries enquiries stop start unit number god jesus santa christmas easter black friday
    address resume photo photos private retired feel spacious huge raining muslim venezolana
    venezolanas colombianas mexicanas dominicana dominicanas financing occupied operator operated operators disponible verfügbar mexicano mexicana hondureña salvadoreña peruana ecuatoriana chilena
    argentina señora señorita señor don doña chica muchacha mujer hombre diarista cuidadora babá
    brasileira brasileiro portuguesa filipina filipino pinay indian british irish scottish canadian
    sgt capt lt col rev
    australian maybe hiring open closed under over with from by about via through
    """)

  /// Given names that `AgeWords.givenNames` has not: most of them men's.
  static let given: Set<WordKey> = keys(
    """
    aaron abdul abel adam adrian ahmed al alan albert alberto alejandro alex alexander alfonso
    alfred alfredo ali allan allen alonzo amir andre andrei andres andrew andy angel angelo anil
    anthony antoine anton antonio armando arnold arthur arturo ashok austin barry ben benjamin bernard
    bert bill billy bob bobby boris brad bradley brandon brian bruce bruno bryan calvin carl carlos
    cesar chad charles charlie chris christian christopher chuck clarence claude cliff clint colin
    connor craig curtis dan daniel danny darren dave david deepak dennis derek dieter diego dirk
    dmitri don donald doug douglas duane dustin dwayne dylan earl ed eddie eduardo edward edwin eli
    elijah emeka emil emilio emmanuel enrique eric erik ernesto ernie esteban ethan eugene evan
    everton fabian felipe felix fernando floyd francisco francois frank franklin franz fred freddy
    frederick gabriel gary gavin george gerald gerard gerardo gilbert giovanni giuseppe glen glenn
    gonzalo gordon greg gregory guillermo gus gustavo hank hans harold harry harvey hassan hector
    heinz helmut henry herbert herman hernan howard hugh hugo ian ibrahim igor ivan ivor jack jackson
    jacob jake james jared jason javier jay jean jeff jeffrey jeremy jerome jerry jesse jesus jim
    jimmy joao joe joel john johnny jon jonathan jordan jorge jose joseph joshua juan julian julio
    justin jürgen karl keith ken kenneth kenny kevin kirk klaus kirsty krzysztof kurt kyle lamar larry lars
    laurent lawrence lee leo leon leonard leonardo leroy lewis lionel lloyd logan louis lucas luigi
    luis luke malcolm manuel marc marcel marco marcos marcus mario mark marlon martin marvin mathew
    matt matthew maurice mauricio max maxim melvin michael michel miguel mick mike mikhail mitch
    mohamed mohammed muhammad nate nathan neil nelson nick nicolas nigel nikolai noah noel norman
    oleg oliver omar oscar otto owen pablo patrick paul pavel pedro perry pete peter phil philip
    philippe pierre piotr rafael raj rajesh ralph ramesh ramiro ramon randall randy raul ravi ray
    raymond reggie rene ricardo richard rick ricky rob robert roberto rodney rodrigo roger roland
    rolf ron ronald ronnie ross roy ruben rudy russell ryan salvador sam samuel sanjay santiago scott
    sean sebastian sergei sergio seth shane shaun simon stan stanley stefan stephen steve steven
    stuart sunil suresh sven ted terrence terry theo thomas tim timothy tobias todd tom tomas tomasz
    tommy tony travis trevor troy tyler tyrone victor vijay vince vincent vladimir wade wallace walter
    warren wayne wendell werner wesley wilfred will william willie wolfgang xavier yusuf zach zachary
    adaeze aisha amara amina arjun anh ayesha bongani carmela chidi chioma deepika fatou fatoumata graciela imani jaya kavita
    lakshmi linh maricel meena ming nga ngozi nkechi nomsa nour olha oksana oxana piotrek pooja pradeep
    precious priya rekha rosalind sibusiso siew sipho siti sunita svitlana thandi thuy tuan wei xin
    yulia zanele zodwa
    abena achim adela adelaide agatha agnes agnieszka aidan aileen ainhoa akua aldo alessandra
    alessandro alexei alfonsina alphonse alvaro alvin amalia ambrose amelie amihan amos anahi
    anatoly andreas angus anja anke annette annika anselmo antje antonina arlene arlo armin arnaud
    arne astrid aurelio axel aylin azadeh bao barnaby bartholomew basil beatriz benedict benedikt
    benita benjie benoit bernadette bernardo bernd berta bertha beto birgit blanca bo bogdan boyd
    branko brent brett brigitte bronwyn bryce burt byron caleb camilo candelaria carlo carlton
    carmelo carole caterina cecil celine chandra chantelle chester chiara chinedu christa
    christophe cinzia claudio clayton clement clemente cleo clifford clyde conchita conrad
    consuelo corey cornelia cornelius cosmo cristian cristina cristobal curt cyril dagmar damian
    damien daria dario darius darlene darnell darryl daryl davide davina delfina delia delroy
    denis desmond detlef dewey dinah diogo dmitry dolores domenico domingo dominic dominik doreen
    doris duncan edgar edith edmund eduarda edwina efrain egon eileen ekaterina elisa elisabeth
    elke elmer eloise elsie elvira elvis emilia emiliano emmett enzo ernest errol erwin estela
    ester etienne eulalia eunice evangeline evgeny ewa ezekiel fabio fabrice fausto federica
    federico felicity felipa fenwick ferdinand fermin fidel filip filippo finn florian frances
    francesco francine francis franco francoise freda frederic frida friedrich gail garrett gaston
    geoff geoffrey georg georges georgina gerd gerda gerhard germain germán giacomo gianni gilles
    ginette gino gisela giulia gladys glenda godfrey gordana gretchen grzegorz guadalupe guido
    guillaume gunther gwyneth habib hakim hamza hanna hannelore harald harlan harriet harrison
    hattie heike heinrich helene helga henri henrietta henrik henrique herb hermann hilda hiroshi
    homer horace horst hubert humberto ignacio ilse imran inge ingeborg ingo inocencio ira irma
    irving isaac isadore isaiah ismael ismail itzel ivo jacinta jacinto jacques jaime jakob jakub
    jalen jamal jameson janusz jarek javi jeannette jeremiah jermaine jerzy joachim joanne joaquin
    joaquín jochen joelle johann johannes jolanta jonas jorg josef josefa josefina jovan juana
    judd jude juergen jurgen jörg kai kamal kamil karim karin karsten kasia katharina katrin
    kayode keiko kelvin kemal kerstin kgomotso khadija khalid kofi kojo konrad kwame lamont laszlo
    laurence laurie lazaro leandro leif leigh lenny leonel leonor leopold lester lettie liam lidia
    liliane linus lisbeth lorenzo loretta lothar lottie lourdes luana luba luc luca luciano lucien
    lucille ludmila ludwig lupita luther lutz lyle madeleine mads magnus mahmoud maite malik
    manfred manoj manuela marcelo marcin marek margarete margit margot mariam marianne mariano
    marilou marilyn marion marit marjorie markus marsha marta marten martina mateo matheus mathias
    mathilde matilda matteo matthias maud maura mauro maxine mehmet melba merlin mervyn micah
    michaela michal michele mickey mikael mildred milo milton mitchell moira moises monty mordecai
    moses mostafa muriel mustafa myra myriam myrna nadège napoleon narendra neal ned nelly nestor
    nettie neville ngoc nicholas nicola nils noe noemi noor norbert norma norris octavia octavio
    odette olaf olav olena olivier ollie omari ornella osgood oskar oswald otis paco paolo pascal
    pasquale patrice patricio patrik patrizia pauly pawel percy perla petr petronella philipp
    philippa philomena phyllis pierina pietro pius quentin quincy rachid radu rafa rahul rainer
    ralf ramona randolph rasheed rashid reba regine reinaldo reinhard remedios renato reuben
    ricarda riccardo richie rigoberto robbie rocío rodolfo roel rogelio rohan romain roman romeo
    ronaldo ronny roque rory rosalia rosanna rosemary rosita rowan rudolf rufus rune rupert sabine
    saeed salma salome sami samir sandeep sandro santino saul seamus selma senga serge sergey
    shawn sheldon shirley sibylle sidney siegfried sigrid silas silke silvia silvio simeon sondra
    sonja stanislav stefanie stephan stephane sunniva susanne sybil sylvester sören tanja tatyana
    tenille teo terrance thelma theodor theodora theodore thibault thierry thorsten tiago tilda
    timo tito tiziano tomoko torsten tova trudy truman tucker tunde ulf ulises ulrich ulrike
    umberto ute uwe vadim valentin valentino vaughn velma verna vernon vicente vicki viktor
    viktoria vilma vinny virgil vito vittorio viviane vlad volker warwick wilbur wilhelm wilma
    winifred winston wojciech xander xenia yael yasmine yevgeny ying yosef yuri yvan yves zbigniew
    zeke zelda zeynep zola zoltan zuri
    """)

  private static func keys(_ list: String) -> Set<WordKey> {
    Set(list.listedWords.map { WordKey(lowercased: Array($0.utf8)) })
  }
}
