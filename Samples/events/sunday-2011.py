"""Makes sunday-2011.csv: an invented daily series with a declared rise on one Sunday.

Thirteen cities over eleven weeks, with weekday patterns, common ups and downs and counts more
spread than Poisson's; nothing is taken from any real data. On 6 February 2011 Dallas has exactly
2.36 times the mean of the eight usual Sundays before the week of the game.
"""

import datetime
import math
import pathlib
import random

FIRST = datetime.date(2010, 12, 5)
DAYS = 77
SUNDAY = datetime.date(2011, 2, 6)
CITIES = ["Dallas", "Houston", "Atlanta", "Phoenix", "Denver", "Chicago", "Las Vegas", "Seattle",
          "Portland", "San Diego", "Boston", "Charlotte", "Cleveland"]

dice = random.Random(2011)
common = [math.exp(dice.gauss(0, 0.06)) for _ in range(DAYS)]
rows = []
for city in CITIES:
    size = 120 if city == "Dallas" else dice.uniform(50, 220)
    weekdays = [math.exp(dice.gauss(0, 0.12)) for _ in range(7)]
    counts = {}
    for day in range(DAYS):
        date = FIRST + datetime.timedelta(day)
        mean = size * weekdays[date.weekday()] * common[day]
        mean *= dice.gammavariate(100, 0.01)
        counts[date] = max(0, round(dice.gauss(mean, math.sqrt(mean))))
    if city == "Dallas":
        usual = [SUNDAY - datetime.timedelta(7 * week) for week in range(1, 9)]
        total = sum(counts[date] for date in usual)
        # A mean that makes 2.36 times itself a whole number: the eight Sundays get 1,000 ads.
        counts[usual[0]] += 1000 - total
        counts[SUNDAY] = 295
    rows += [(city, date, count) for date, count in counts.items()]

with open(pathlib.Path(__file__).with_suffix(".csv"), "w", encoding="utf-8") as file:
    file.write("place,date,count\n")
    for city, date, count in rows:
        file.write(f"{city},{date},{count}\n")
