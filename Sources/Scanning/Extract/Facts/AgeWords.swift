/// Words beside which a bare number may be an age.
enum AgeWords {
  /// What ads say of the persons they offer, and personals of those who write.
  static let appeals = """
    sexy petite cute gorgeous slim curvy busty confident exotic fabulous flirty stunning divorced
    sweet young friendly upscale classy separated employed educated sensual slender athletic lovely adorable
    seductive naughty playful bubbly sassy elegant visiting incall outcall incalls outcalls unrushed
    loving affectionate passionate charming nonsmoker shy latin ebony caucasian hispanic brazilian
    colombian cuban dominican romanian bulgarian polish persian ts gfe joven linda guapa bonita sexi
    morena rubia trigueña pelirroja nueva latino
    """

  /// The same, said of things as well.
  static let looseAppeals = """
    new real available hot ready white black mixed fun native fit tall quiet single independent
    thick beautiful pretty european italian thai chinese japanese korean indian russian mature
    asian honest discreet back
    """

  /// Given names that ads and profiles often use; none that is a city's, a month's or a common word's.
  static let givenNames = """
    abby abigail adriana alejandra alexa alexandra alexia alexis alice alicia alina alisha alison
    alissa allison alyssa amanda amber amelia amy ana anastasia andrea angela angelica angelina
    angie anita ann anna anne annie antonia aria ariana arianna ariel ashley ashlyn aubrey audrey
    aurora ava avery barbara bea beatrice becky bella bethany betty bianca bonnie brandi brandy bree
    brenda briana brianna bridget britney brittany brooke camila camille candice carina carla carly
    carmen carol carolina caroline carrie casey cassandra cassidy cassie catalina catherine cathy
    cecilia celeste celia chantal charlotte cherise chloe christina christine ciara cindy claire
    clara claudia cora corinne courtney crystal cynthia daisy dana daniela danielle daphne dasha
    dawn debbie deborah dee delilah denise destiny diana diane dominique donna dora dorothy elaine
    elena elise eliza elizabeth ella elle ellen elsa emily emma erica erika erin esmeralda estella
    estelle esther eva eve evelyn faith fatima felicia fernanda fiona francesca gabby gabriela
    gabriella gabrielle gemma gia gina ginger giselle gloria grace greta gwen gwendolyn hadley
    hailey haley hannah harper hazel heather heidi helen holly ida ilona ines ingrid irene
    irina iris isabel isabella isabelle ivana ivette ivy jackie jacqueline jada jade jamie jane
    janelle janet janice jasmin jasmine jayden jayla jaylene jenna jennifer jenny jess jessica
    jessie jill joanna jocelyn jodie jolene josephine josie joyce juanita judith judy julia juliana
    julie juliet kacey kaitlyn karen karina karla kasey katarina kate katherine kathleen kathryn
    kathy katia katie katrina katya kayla kaylee kaylin keira keisha kelli kelly kelsey kendall
    kendra kiki kim kimberly kira kirsten kitty krista kristen kristi kristin kristina krystal kylie
    lacey lacie lacy lana lara larisa latoya laura lauren layla lea leah leela leila lena leslie
    leticia lexi lexie lexy lila lili liliana lillian lily lina linda lindsay lindsey lisa lola
    lolita loren lorena lori lorraine louise lucia lucinda lucy luisa lulu luna lupe luz lydia lynn
    mabel mackenzie maddie madelyn madison magda maggie maia makayla malia mandy marcela marcia
    margaret margarita maria mariah mariana maribel marie marina marisa marisol marissa marlene
    marley martha mary maureen maya mckenna megan mei melanie melinda melissa melody mia michelle
    mila miley mimi mina mindy miranda mireya miriam misty molly mona monica monika monique morgan
    nadia nadine nadya nancy naomi natalia natalie natasha naya nayeli nia nicki nicky nicole nika
    nikita nikki nina noelle nora odalys olga olivia ophelia paige paloma pamela patricia patty
    paula pauline peggy penelope penny petra peyton phoebe pilar polly presley priscilla rachel
    raquel raven reagan rebecca regina renata renee rhonda riley rita roberta robin robyn rochelle
    rocio rosa rosalie rosario rosie roxana roxanne roxy ruby ruth sabrina sadie sage sally samantha
    samara sandra sandy sara sarah sasha savanna scarlett selena serena shakira shannon sharon
    shawna shayla sheena sheila shelby shelly sherry siena simona simone sky skye skylar sofia sonia
    sonya sophia sophie stacey stacy stefania stella stephanie stormy susan susana susanna susie
    suzanne svetlana sylvia sylvie tabitha talia tamara tamika tammy tania tanya tara tasha tatiana
    taylor teresa tess tessa tiana tiffani tiffany tina toni tonya tori tracy tricia trina trinity
    trish trixie tyra ursula valentina valeria valerie vanessa velvet vera veronica vicky victoria
    violet vivi vivian vivienne wanda wendy whitney willow xena ximena xiomara yadira yara yasmin
    yesenia yesica yolanda yvette yvonne zara zoe zoey zoya
    antonella daiana fabiola graciela jesica jimena julieta larissa leidy luciana mariela marisela
    micaela noelia paola priscila rafaela romina silvana vanesa vanina viviana yamila yanina yuliana
    """

  /// What those call themselves who seek work, rooms or company. Things and wages stand by such words
  /// as well, so an age must be set off from them.
  static let statuses = """
    accountant actor actress assistant babysitter backpacker bachelor baker barber barista barman
    bartender bookkeeper builder butcher caregiver caretaker carer carpenter cashier chef cleaner
    clerk cook couple dad decorator dentist designer developer doctor driver electrician engineer
    expat factory father farmer farmhand firefighter fisherman fitter florist freelancer gardener
    grad graduate grandma grandmother groom guard guitarist hairdresser hand handyman homemaker
    hostess housewife housekeeper housekeeping housemate immigrant intern janitor joiner labourer
    laborer landscaper lawyer librarian lodger machinist maid mason mechanic midwife mom mother mum
    musician nanny newcomer nurse operator pair paralegal paramedic parent pensioner photographer
    plasterer plumber postgrad professional programmer receptionist retiree roofer roommate sailor
    salesman saleswoman seamstress secretary server sitter soldier steward stewardess stylist tailor
    teacher technician temp tenant therapist trainee translator traveler traveller trucker tutor
    undergrad veteran waiter waitress warehouseman welder widow widower worker writer albañil
    camarera camarero cocinera cocinero conductor empleada enfermera enfermero estudiante jardinero
    mecánico mecanico niñera cuidadora cuidador badante rentner secretaria vendedora viuda viudo soltera soltero cozinheira cozinheiro
    diarista motorista babá estudante
    """

  /// What is said of bodies beside heights and weights.
  static let bodies = """
    hair haired eyes eyed blonde blond brunette redhead petite slim slender athletic curvy busty
    """
}
