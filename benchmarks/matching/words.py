"""Words that the generated ads and rules are made of."""

COMMON = """the and to a of in is for you your with we our on this available call text now today new open
daily clean private appointment location downtown near airport mall parking free offer special house apartment room
rent sale car truck bike phone table chair sofa wood metal price cash only best great good service professional
licensed certified experience years work worker job hiring needed driver cleaner nanny cook farm season construction
hotel restaurant staff team join apply email send message photo picture condition used like excellent pick up delivery
weekend morning evening night monday tuesday wednesday thursday friday saturday sunday hour minutes area city state
north south east west street road avenue blocks from exit highway easy access quiet safe comfortable bedroom bath
kitchen garden yard pets allowed no smoking deposit lease month week day start immediately training provided full time
part benefits bonus weekly pay salary contact manager info details please serious questions ask reply ad post it are
be have has will can may must all any more than very also when where how who what which some many each both few other
such own same so too just over under again further once here there out off down about into through during before after
above below between against because while if or but as until at by they them their it's I'm we're don't she he her his
my me us these those was were been being do does did doing would should could ought old young big small large little
long short high low early late hot cold warm cool dry wet soft hard light dark heavy fast slow cheap dear full empty
first last next second third half whole double single black white red green blue brown grey yellow orange purple pink
leather cotton wool silk glass steel iron stone brick paper plastic rubber oak pine maple walnut cherry engine brake
tire wheel battery charger cable screen keyboard printer camera lens tripod guitar piano drum violin amplifier speaker
headphones stereo television antenna remote fridge stove oven microwave dishwasher washer dryer vacuum broom bucket
ladder hammer drill saw wrench screwdriver toolbox mower shovel rake hose seeds plants pots soil fence gate shed garage
basement attic roof window door floor carpet curtain lamp mirror shelf desk drawer cabinet wardrobe mattress pillow
blanket towel dress shirt pants jacket coat shoes boots hat gloves scarf belt watch ring necklace bag suitcase backpack
tent stove lantern kayak canoe surfboard skis snowboard helmet skates racket ball net bat glove jersey ticket seat row
section stadium concert show museum theater cinema library school college university student teacher tutor lesson class
course language english spanish french german math science history music art dance yoga gym trainer coach doctor nurse
dentist clinic pharmacy hospital insurance bank loan tax accountant lawyer notary office clerk receptionist assistant
secretary analyst engineer developer designer writer editor marketing sales customer support cashier server bartender
barista chef baker butcher waiter host carpenter plumber electrician painter roofer mason welder mechanic technician
operator supervisor foreman laborer picker packer loader forklift warehouse factory plant shift overtime hourly wage
contract temporary permanent seasonal remote interview resume reference background check license permit visa passport
travel flight ticket hotel tour visit guest family friend neighbor child baby kid parent mother father sister brother
dog cat puppy kitten bird fish horse rabbit cage leash food water vet shots adoption fee rescue shelter volunteer
donate charity church community center park river lake beach mountain forest trail bridge station bus train subway
taxi ride share carpool gas mileage miles title engine transmission automatic manual sedan coupe van pickup trailer
motorcycle scooter boat marina dock storage unit lock key alarm security camera guard janitor maintenance repair
install replace remove move haul junk dump recycle estimate quote invoice receipt warranty return exchange refund
discount coupon deal bargain auction bid offer firm negotiable obo trade swap wanted looking seeking need want find
lost found reward missing stolen report police fire emergency help advice tips guide manual book magazine newspaper
comic novel textbook dictionary map poster print frame canvas paint brush clay pottery knitting sewing crochet fabric
thread needle button zipper pattern machine craft hobby collection coin stamp card toy game puzzle console controller
cartridge disc player record vinyl tape cassette compact portable wireless bluetooth charger adapter converter""".split()

SYLLABLES = """ba be bo ca ch co da de do fa fo ga go ha ja ka ki la le lo ma mi mo na no pa ra ri ro sa shi so ta
te to va wa za zo""".split()
