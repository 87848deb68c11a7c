/// Words beside which a bare number may be an age.
enum AgeWords {
  /// What ads say of the persons they offer, and personals of those who write.
  static let appeals = """
    sexy petite cute gorgeous slim curvy busty confident exotic stunning divorced sweet young
    friendly upscale classy separated employed educated sensual slender athletic lovely adorable
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
    alissa allison alyssa amanda amelia amy ana anastasia andrea angela angelica angelina angie
    anita ann anna anne annie antonia ariana arianna ariel ashley ashlyn audrey ava barbara bea
    beatrice becky bella bethany betty bianca bonnie brandi brandy brenda briana brianna bridget
    britney brittany brooke camila camille carina carla carmen carol carolina caroline carrie casey
    cassandra cassidy cassie catalina catherine cathy cecilia celeste celia chloe christina
    christine cindy claire clara claudia cora corinne courtney crystal cynthia daisy dana daniela
    danielle daphne dasha debbie deborah dee denise diana diane dominique donna dora dorothy elaine
    elena eliza elizabeth ella ellen elsa emily emma erica erika erin esmeralda estella esther eva
    evelyn fatima felicia fernanda fiona francesca gabby gabriela gabriella gabrielle gemma gina
    giselle gloria greta gwen hailey hannah hazel heather heidi helen holly ida ilona ines ingrid
    irene irina iris isabel isabella ivana ivy jackie jacqueline jamie jane janet janice jasmin
    jasmine jenna jennifer jenny jess jessica jessie jill joanna jocelyn jodie josephine josie joyce
    juanita judith judy julia juliana julie juliet karen karina karla katarina kate katherine
    kathleen kathryn kathy katia katie katrina katya kayla kaylee keisha kelly kelsey kendra kiki
    kim kimberly kira kirsten kitty krista kristen kristin kristina krystal kylie lacey lana lara
    larisa latoya laura lauren lea leah leila lena leslie leticia lexi lexie lila lili liliana
    lillian lily lina linda lindsay lindsey lisa lola lolita loren lorena lori louise lucia lucy
    luisa lulu luna lydia lynn mackenzie maddie maggie mandy marcia margaret margarita maria mariah
    mariana marie marina marisa marisol marissa martha mary maya megan mei melanie melinda melissa
    mia michelle mila mimi mina miranda misty mona monica monique nadia nancy naomi natalia natalie
    natasha nicole nicky nika nikita nikki nina nora olga olivia paloma pamela patricia patty paula
    pauline peggy penelope penny petra phoebe polly priscilla rachel raquel rebecca regina renata
    renee rita roberta robin rochelle rosa rosalie rosario rosie roxanne roxy sabrina sally samantha
    sandra sara sarah sasha selena serena shakira shannon sharon sheila shelby shelly sherry simone
    sofia sonia sonya sophia sophie stacey stacy stefania stella stephanie susan susana susie
    suzanne svetlana sylvia tamara tammy tania tanya tara tatiana taylor teresa tess tessa tiffany
    tina tori tracy trina trish trixie ursula valentina valeria valerie vanessa vera veronica vicky
    violet vivian wanda sandy jade candice cherise dawn delilah ginger gwendolyn ivette janelle
    jolene kasey kendall lacy lucinda luz lupe mabel magda malia marcela marlene maribel mireya
    monika nadine nayeli noelle odalys ophelia paige pilar rhonda robyn rocio roxana sage shawna
    sheena shayla siena sky skye stormy tamika tasha tonya trinity tyra velvet vivienne willow
    xiomara yadira yara yesica wendy xena ximena yasmin yesenia yolanda yvette yvonne zara zoe zoey
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
    mecánico mecanico niñera secretaria vendedora viuda viudo soltera soltero cozinheira cozinheiro
    diarista motorista babá estudante
    """

  /// What is said of bodies beside heights and weights.
  static let bodies = """
    hair haired eyes eyed blonde blond brunette redhead petite slim slender athletic curvy busty
    """
}
