"""Makes the sample ads: `python3 Samples/make.py` writes the data files beside it, always the same.

Every ad is invented and neutral. Numbers are 555-01xx, addresses example.org. Nothing is taken from
any real ad; the cues that rules look for stand in short phrases, in ads that say little else.
"""

import csv
import gzip
import io
import json
import pathlib
import random
from datetime import datetime, timedelta

HERE = pathlib.Path(__file__).parent
rng = random.Random(20110206)

CITIES = {
    "Dallas, TX": "214", "Fort Worth, TX": "817", "Houston, TX": "713", "Atlanta, GA": "404",
    "Chicago, IL": "312", "Phoenix, AZ": "602", "Denver, CO": "303", "Las Vegas, NV": "702",
}
FIRST_DAY = datetime(2011, 1, 3)
DAYS = 42
DIGIT_WORDS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
FULLWIDTH = {str(d): chr(0xFF10 + d) for d in range(10)}
KEYCAP = {str(d): f"{d}\ufe0f\u20e3" for d in range(10)}


def number(area):
    """A fictional number of that area code, as ten digits."""
    return f"{area}55501{rng.randrange(100):02d}"


def plain(digits):
    a, b, c = digits[:3], digits[3:6], digits[6:]
    return rng.choice([f"{a}-{b}-{c}", f"({a}) {b}-{c}", f"{a}.{b}.{c}", f"{a} {b} {c}"])


def obscured(digits, how):
    a, b, c = digits[:3], digits[3:6], digits[6:]
    words = lambda part: " ".join(DIGIT_WORDS[int(d)] for d in part)
    if how == "words":
        return f"{words(a)} {words(b)} {words(c)}"
    if how == "mixed":
        return f"{words(a)} . {b} . {c[0]} {DIGIT_WORDS[int(c[1])]} {c[2]} {DIGIT_WORDS[int(c[3])]}"
    if how == "stars":
        return "*".join(a) + " ** " + "*".join(b) + " ** " + "*".join(c)
    if how == "fullwidth":
        return "".join(FULLWIDTH[d] for d in digits)
    if how == "keycap":
        return " ".join(KEYCAP[d] for d in digits)
    return f"{a}~{b}~{c[:2]}~{c[2:]}"


ads = []


def add(kind, title, text, place, day=None, hour=None, **more):
    day = rng.randrange(DAYS) if day is None else day
    posted = FIRST_DAY + timedelta(days=day, hours=rng.randrange(6, 23) if hour is None else hour,
                                   minutes=rng.randrange(60))
    ads.append({"title": title, "text": text, "posted": posted.strftime("%Y-%m-%dT%H:%M:%SZ"),
                "place": place, "category": kind, **more})


def city():
    return rng.choice(list(CITIES))


# --- Goods, housing, services: what most of a classified site is ------------------------------
GOODS = [
    ("Oak dining table, six chairs", "Solid oak table with six chairs, {years} years old, one small scratch. ${price} or best offer. Pick up only.", 120, 400),
    ("Mountain bike, medium frame", "Good brakes, new chain last spring. ${price}. Helmet and lock go with it.", 90, 450),
    ("Washing machine", "Works well, selling because we move. ${price} cash. You bring a truck, I help to load.", 80, 250),
    ("Upright piano", "Tuned in {month}. ${price}. Ground floor, no stairs. Buyer arranges the move.", 200, 900),
    ("Baby clothes, two boxes", "Sizes 3 to 12 months, clean, smoke-free home. ${price} for both boxes.", 15, 40),
    ("Game tickets, upper level", "Two seats side by side, section 412. ${price} for the pair. Can meet at the stadium gate.", 150, 900),
    ("Winter tires 205/55 R16", "Four tires with two seasons on them, 7/32 tread. ${price} the set.", 120, 300),
    ("Laptop, 15 inch", "Two years old, new battery, charger included. ${price}, no trades.", 150, 500),
    ("Garden tools", "Spade, rake, two pairs of shears and a wheelbarrow. ${price} for all.", 20, 80),
    ("Aquarium 40 gallons", "With stand, pump and light. ${price}. The glass has no scratches.", 60, 180),
    ("Pickup truck, one owner", "118,000 miles, clean title, new brakes. ${price},000 firm. Service book is there.", 4, 14),
    ("Sewing machine", "Runs quietly, manual and twelve feet included. ${price}.", 40, 160),
]
HOUSING = [
    ("Room near the university", "Furnished room in a shared house, ${price} per month, heating included. Two housemates, one cat. Quiet after ten."),
    ("Two bedroom apartment", "Second floor, balcony, parking. ${price} a month, one month deposit. Laundry in the building."),
    ("Studio downtown", "300 sq ft, new kitchen, ${price} per month, twelve month lease. No smoking."),
    ("House for rent, fenced yard", "Three bedrooms, two baths, ${price} a month. Pets welcome with deposit."),
]
SERVICES = [
    ("Guitar lessons", "Beginners welcome, 25 years of teaching. $30 per lesson of 45 minutes, at my studio or at your place."),
    ("House cleaning", "Licensed and insured. Two cleaners, three hours, $95. References on request."),
    ("Moving help", "Two people and a truck, $70 per hour, two hours at least. We bring blankets and straps."),
    ("Tax preparation", "Certified preparer, open until seven on weekdays. Simple returns from $60."),
    ("Lawn care", "Mowing, edging and leaves. From $35. Free estimate by telephone."),
    ("Massage therapy, licensed", "Licensed therapist, license number on the wall. One hour $65, 90 minutes $90. Appointments Monday to Saturday."),
    ("Dog walking", "Daily walks in your neighborhood, $15 for 30 minutes. I send a note after each walk."),
]
MONTHS = ["March", "May", "June", "September", "October"]
for index in range(76):
    title, text, low, high = GOODS[index % len(GOODS)]
    place = city()
    text = text.format(price=rng.randrange(low, high + 1), years=rng.randrange(2, 9),
                       month=rng.choice(MONTHS))
    contact = rng.choice([f" Call {plain(number(CITIES[place]))}.",
                          f" Text {plain(number(CITIES[place]))} after six.",
                          " Reply by mail to seller{}@example.org.".format(rng.randrange(100, 999)), ""])
    add("goods", title, text + contact, place)
for index in range(48):
    title, text = HOUSING[index % len(HOUSING)]
    place = city()
    add("housing", title, text.format(price=rng.randrange(45, 180) * 10)
        + f" Viewings on weekends, {plain(number(CITIES[place]))}.", place)
for index in range(42):
    title, text = SERVICES[index % len(SERVICES)]
    place = city()
    add("services", title, text + f" Phone {plain(number(CITIES[place]))}.", place)

# --- Jobs without anything to see --------------------------------------------------------------
JOBS = [
    ("Line cook, evenings", "Busy kitchen looks for a line cook with a year of experience. $13 to $15 per hour, two days off a week. Health insurance after 90 days. Send your resume to kitchen{n}@example.org."),
    ("Receptionist, dental office", "Full time, Monday to Friday. You greet patients, answer the telephone and keep the calendar. A photo for your badge is kept on file. $14 per hour, paid vacation."),
    ("Warehouse associate", "Day shift, 7 to 3:30. You pick and pack orders. $12.50 an hour, paid weekly, overtime at time and a half."),
    ("Home health aide", "Certified aides for clients in the north of the city. Mileage is paid. Interview at our office, bring two references."),
    ("Junior accountant", "You reconcile accounts and help with the monthly close. Degree in accounting, $42,000 to $48,000 a year, 401(k)."),
    ("Farm hand, seasonal", "Apple harvest, eight weeks. $11.60 an hour, paid every Friday, written contract, employer pays transport from town."),
    ("Delivery driver", "Clean driving record, own car not needed. $12 an hour plus tips. Apply in person between 2 and 4."),
    ("Nail technician", "State license needed. Commission or hourly, you choose. Friendly salon, closed on Sundays."),
]
for index in range(64):
    title, text = JOBS[index % len(JOBS)]
    place = city()
    text = text.replace("{n}", str(rng.randrange(10, 99)))
    add("jobs", title, text + rng.choice(["", f" Questions: {plain(number(CITIES[place]))}."]), place)

# --- Jobs with signs that practitioners list ---------------------------------------------------
LABOUR = [
    ("Kitchen help wanted, start today", "No experience needed, start immediately. Room above the restaurant, rent taken from your wages. Your passport will be kept by the manager until the contract ends. {contact}"),
    ("Live-in housekeeper", "Seven days a week, live with the family. You may not leave the house alone in the first months. Wages are paid at the end of the contract. {contact}"),
    ("Travel and sell magazines", "Young people wanted, travel with our crew, all expenses paid. Leave tomorrow, no experience necessary. What we pay for travel is worked off later. {contact}"),
    ("Construction crew, remote site", "Twelve hours a day, no days off until the job is done. Housing on site. Travel cost is deducted from your wages. No papers needed. {contact}"),
    ("Model and hostess jobs abroad", "Earn $5,000 a week, no experience needed, visa and flight arranged by us. Send your passport copy and photos before the interview. Messenger only. {contact}"),
    ("Nail salon helpers", "We bring you here, you pay us back from your salary. Work 80 hours a week and sleep in the shop. {contact}"),
    ("Au pair, right away", "Send a copy of your passport and your bank details today. Company name is told later. {contact}"),
    ("Ayudante de cocina", "Trabajo sin experiencia, empiece hoy. Guardamos su pasaporte hasta terminar el contrato. Los gastos de viaje se descuentan del salario. {contact}"),
]
for index in range(40):
    title, text = LABOUR[index % len(LABOUR)]
    place = city()
    digits = number(CITIES[place])
    contact = rng.choice([f"Call {plain(digits)}.", f"Text {plain(digits)}.",
                          f"Call {obscured(digits, 'words')}.", f"Write to jobs{rng.randrange(100, 999)}@example.org."])
    add("jobs", title, text.format(contact=contact), place)

# --- Company ads without and with signs --------------------------------------------------------
NAMES = ["Lia", "Mara", "Nina", "Tessa", "Ivy", "Carla", "Dana", "Elena", "Rosa", "June"]
INDEPENDENT = [
    ("Dinner company, {age}", "My name is {name}, {age}, independent. Dinner, theater, conversation. By appointment, one day ahead. {phone}"),
    ("{name}, good company for an evening", "I am {age} and enjoy museums and long talks. $200 for 2 hours. References exchanged. {phone}"),
    ("Evening out with {name}", "Independent and over 30. I choose the place, you bring good manners. {phone}"),
]
for index in range(38):
    title, text = INDEPENDENT[index % len(INDEPENDENT)]
    place = city()
    name, age = rng.choice(NAMES), rng.randrange(27, 44)
    add("companionship", title.format(name=name, age=age),
        text.format(name=name, age=age, phone=plain(number(CITIES[place]))), place)

# Three organisations: one contact, several names and cities within days, a template with slots.
ROUTES = [
    (["Houston, TX", "Dallas, TX", "Fort Worth, TX", "Dallas, TX", "Phoenix, AZ"], "713", 24),
    (["Chicago, IL", "Denver, CO", "Dallas, TX", "Las Vegas, NV"], "312", 29),
    (["Atlanta, GA", "Houston, TX", "Dallas, TX"], "404", 31),
]
HOWS = ["words", "mixed", "stars", "fullwidth", "keycap", "tilde"]
for group, (route, area, start) in enumerate(ROUTES):
    digits = number(area)
    for stop, place in enumerate(route):
        for copy in range(3):
            name = NAMES[(group * 3 + stop + copy) % len(NAMES)]
            age = 19 + (stop + copy) % 4
            text = [
                f"New in town, only here until Sunday! Sweet young {name}, {age}. 100% real and safe. "
                f"80 hh 120 hr. Ask for {name}, call {obscured(digits, HOWS[(stop + copy) % 6])}. In-call only.",
                f"We have new faces every week. {name} ({age}) is waiting. Serious callers only. "
                f"60 15min 100 hh 160 hr. Text {obscured(digits, HOWS[(stop + copy + 2) % 6])}. Available 24/7.",
                f"Just arrived: {name}, {age}, fresh and young, real and reliable. "
                f"Roses 100 hh 150 hr. {obscured(digits, HOWS[(stop + copy + 4) % 6])} — limited time.",
            ][group]
            add("companionship", f"{name} just arrived - {age}", text, place,
                day=min(DAYS - 1, start + 2 * stop + copy // 2))

STOREFRONT = [
    "Grand opening! New staff every week, table shower, open until midnight. $60 for an hour. {phone}",
    "Asian spa under new management, new young staff. Back door entrance, cash only. {phone}",
]
for index in range(10):
    place = city()
    add("massage", "Relaxing spa", STOREFRONT[index % 2].format(phone=plain(number(CITIES[place]))), place)
add("companionship", "Call me", "just turned 18, call me tonight. 2 1 4 five five five 0 1 nine 9", "Dallas, TX", day=33)
add("companionship", "Crown", "She wears his crown on her neck, property of the king. Ask for Dee.", "Las Vegas, NV", day=34)

# --- Other languages ---------------------------------------------------------------------------
OTHER = [
    ("Se vende sofá", "Sofá de tres plazas, buen estado, 150 dólares. Llame al {phone}.", "goods"),
    ("Clases de inglés", "Profesora con veinte años de experiencia. Grupos pequeños, primera clase gratis. {phone}", "services"),
    ("Продаю велосипед", "Хорошее состояние, новые шины, замок в подарок. Цена 120. Звоните: {phone}", "goods"),
    ("二手书桌", "书桌一张，九成新，价格面议。电话 {phone}", "goods"),
    ("Aluga-se quarto", "Quarto mobilado perto do metro, 400 por mês, despesas incluídas. {phone}", "housing"),
    ("Cours de cuisine", "Petits groupes, le samedi matin, 35 $ la séance. {phone}", "services"),
    ("Cần người phụ bếp", "Nhà hàng cần người phụ bếp buổi tối, lương trả hàng tuần. {phone}", "jobs"),
]
for index in range(21):
    title, text, kind = OTHER[index % len(OTHER)]
    place = city()
    add(kind, title, text.format(phone=plain(number(CITIES[place]))), place)

# --- Posted again, word for word ---------------------------------------------------------------
for ad in rng.sample(ads, 400 - len(ads)):
    posted = datetime.strptime(ad["posted"], "%Y-%m-%dT%H:%M:%SZ") + timedelta(days=rng.randrange(1, 5))
    ads.append({**ad, "posted": posted.strftime("%Y-%m-%dT%H:%M:%SZ")})

ads.sort(key=lambda ad: (ad["posted"], ad["title"], ad["text"]))
for index, ad in enumerate(ads, 1):
    ad["id"] = f"ad-{index:03d}"
    ad["url"] = f"https://ads.example.org/{ad['category']}/{index}"
    # Real dumps have holes: some ads have no date, some no place.
    if index % 37 == 0:
        ad["posted"] = None
    if index % 41 == 0:
        ad["place"] = None
KEYS = ["id", "url", "posted", "place", "category", "title", "text"]
rows = [{key: ad[key] for key in KEYS} for ad in ads]
with open(HERE / "ads.jsonl", "w", encoding="utf-8") as file:
    for row in rows:
        file.write(json.dumps(row, ensure_ascii=False) + "\n")

# --- The same kind of text in other clothes ----------------------------------------------------
few = [rows[index] for index in range(3, 400, 33)]
with open(HERE / "ads.csv", "w", encoding="utf-8", newline="") as file:
    writer = csv.writer(file)
    writer.writerow(["id", "date", "city", "subject", "body"])
    for row in few:
        writer.writerow([row["id"], row["posted"] or "", row["place"] or "", row["title"],
                         row["text"].replace(". ", ".\n", 1)])


def page(row):
    return (f"<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
            f"<title>{row['title']}</title></head>\n<body><h1>{row['title']}</h1>\n"
            f"<p class=\"place\">{row['place'] or ''}</p>\n<p>{row['text']}</p>\n"
            f"<p><a href=\"mailto:ad{row['id'][3:]}@example.org\">Reply</a></p></body></html>\n")


(HERE / "pages").mkdir(exist_ok=True)
for row in few[:3]:
    (HERE / "pages" / f"{row['id']}.html").write_text(page(row), encoding="utf-8")


def record(kind, headers, body):
    lines = [f"WARC/1.1", f"WARC-Type: {kind}", *headers, f"Content-Length: {len(body)}", "", ""]
    return "\r\n".join(lines).encode() + body + b"\r\n\r\n"


with open(HERE / "ads.warc.gz", "wb") as file:
    def member(data):
        buffer = io.BytesIO()
        with gzip.GzipFile(fileobj=buffer, mode="wb", mtime=0) as out:
            out.write(data)
        file.write(buffer.getvalue())

    member(record("warcinfo", ["WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000000>",
                               "WARC-Date: 2011-02-14T00:00:00Z", "Content-Type: application/warc-fields"],
                  b"software: Samples/make.py\r\n"))
    for index, row in enumerate(few[3:7], 1):
        html = page(row).encode()
        http = (b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
                b"Content-Length: %d\r\n\r\n" % len(html)) + html
        member(record("response", [
            f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{index:012d}>",
            f"WARC-Date: 2011-02-14T00:00:{index:02d}Z", f"WARC-Target-URI: {row['url']}",
            "Content-Type: application/http; msgtype=response"], http))
print(f"{len(rows)} ads")
