"""Event reports and replays from outside: the built commands on samples and generated counts."""

import csv
import json
import re
import shutil
import time

import pytest

from scanning import validator


@pytest.fixture(scope="module")
def findings(searchlight, samples, tmp_path_factory):
    """The findings of the sample ads."""
    folder = tmp_path_factory.mktemp("findings")
    searchlight("scan", samples / "ads.jsonl", "-o", folder / "queue.jsonl",
                "--findings", folder / "findings.jsonl")
    return folder / "findings.jsonl"


@pytest.fixture(scope="module")
def report(searchlight, samples, findings, tmp_path_factory):
    """The event report of the sample ads: the name of its files, and what was printed."""
    name = tmp_path_factory.mktemp("report") / "report"
    done = searchlight("events", findings, "--events", samples / "events/sample.yml", "-o", name)
    return name, done.stdout.decode()


def test_samples_are_told_plainly(report):
    first = report[1].splitlines()[0]
    assert first.startswith(
        "No evidence either way that ads changed in Dallas–Fort Worth during Super Bowl XLV")
    assert "Held against 6 other places" in first


def test_tables_are_tidy_and_agree(report, json_lines):
    with open(f"{report[0]}.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0])[:10] == ["date", "place", "metric", "value", "baseline", "low", "high",
                                  "p_placebo", "q", "coverage"]
    lines = json_lines(f"{report[0]}.jsonl")
    assert len(rows) == len(lines) > 100
    for row, line in zip(rows, lines):
        for key in row:
            if isinstance(line[key], str):
                assert row[key] == line[key]
            else:
                assert row[key] == ("" if line[key] is None else row[key])
                assert line[key] is None or float(row[key]) == pytest.approx(line[key])
    event = [row for row in rows if row["phase"] == "event" and row["metric"] == "ads"
             and row["place"] == "dallas-fort-worth"]
    assert [row["date"] for row in event] == [f"2011-{day}" for day in (
        "01-31", "02-01", "02-02", "02-03", "02-04", "02-05", "02-06")]


def test_reports_hold_to_their_schemas(report, searchlight, samples, json_lines, tmp_path):
    searchlight("events", samples / "events/sunday-2011.csv", "--events",
                samples / "events/sunday-2011.yml", "-o", tmp_path / "sunday")
    for name in (report[0], tmp_path / "sunday"):
        for ending, schema in (("answers.jsonl", "event-answers"), ("jsonl", "event-rows")):
            lines = json_lines(f"{name}.{ending}")
            assert lines
            for line in lines:
                validator(schema).validate(line)


@pytest.fixture(scope="module")
def cities(searchlight, tmp_path_factory):
    """A report of three cities over ten weeks. In the event one of them states higher ages; for
    three days of its baseline it was not collected, and for one nobody was."""
    import datetime
    folder = tmp_path_factory.mktemp("cities")
    first = datetime.date(2011, 1, 3)
    with open(folder / "ads.jsonl", "w", encoding="utf-8") as file:
        for day in range(70):
            date = first + datetime.timedelta(day)
            for city in ("Boston, MA", "Denver, CO", "Houston, TX"):
                if day == 45 or city[0] == "B" and 36 <= day < 39:
                    continue
                for number in range(6):
                    age = 24 + number + (8 if city[0] == "B" and 56 <= day < 61 else 0)
                    word = "stadium" if city[0] == "B" and 56 <= day < 61 else "garden"
                    tag = "".join(chr(97 + digit) for digit in (day // 10, day % 10, number))
                    file.write(json.dumps({
                        "id": f"{city}{day}-{number}", "posted": f"{date}T10:0{number}:00Z",
                        "place": city, "title": "new here",
                        "text": f"by the {word}, {tag}, i am {age} years old, 200 usd an hour, "
                                f"call 617-555-01{number:02}",
                    }) + "\n")
    searchlight("scan", folder / "ads.jsonl", "-o", folder / "each.jsonl", "--each",
                "--findings", folder / "f.jsonl")
    (folder / "fair.yml").write_text(
        "format: 1\nplaces: [{id: boston, name: 'Boston, MA'}]\nevents:\n"
        "  - {id: fair, name: the fair, places: [boston], start: 2011-02-28, end: 2011-03-04,\n"
        "     guard_days: 0, baseline_days: 28}\n")
    searchlight("events", folder / "f.jsonl", "--events", folder / "fair.yml",
                "-o", folder / "report")
    return folder / "report"


def rows_of(name, metric, place):
    with open(f"{name}.csv", encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file)
                if row["metric"] == metric and row["place"] == place]


def test_stated_ages_and_prices_are_in_the_table(cities):
    ours = [row for row in rows_of(cities, "age", "boston") if row["phase"] == "event"]
    assert [(row["value"], row["baseline"]) for row in ours] == [("34.5", "26.5")] * 5
    assert {row["value"] for row in rows_of(cities, "age", "controls-of-boston")} == {"26.5", ""}


def test_days_that_were_not_collected_are_told_and_are_no_zeros(cities):
    """Of findings nobody says how much was scanned: it shows in each place's own weekdays."""
    coverage = {row["date"]: (row["value"], row["coverage"]) for row in rows_of(cities, "ads", "boston")}
    assert coverage["2011-02-07"] == ("6", "1")
    for day in ("2011-02-08", "2011-02-09", "2011-02-10", "2011-02-17"):
        assert coverage[day] == ("", "0")
    rest = {row["date"]: row["coverage"] for row in rows_of(cities, "ads", "controls-of-boston")}
    assert (rest["2011-02-09"], rest["2011-02-17"]) == ("1", "0")
    assert {row["baseline"] for row in rows_of(cities, "ads", "boston")} == {"6"}
    strip = re.search(r'aria-label="coverage of Boston[^>]*>(.*?)</svg>',
                      open(f"{cities}.html", encoding="utf-8").read()).group(1)
    assert strip.count('class="cell-none"') == 5 and strip.count('class="thin"') == 0


def test_words_of_the_period_have_examples_that_the_queue_knows(cities, json_lines):
    page = open(f"{cities}.html", encoding="utf-8").read()
    word, texts, baseline, _, z, examples = re.search(
        r"<tr><td>(stadium)</td><td>(\d+)</td><td>(\d+)</td><td>(.*?)</td><td>(.*?)</td>"
        r"<td><code>(.*?)</code></td>", page).groups()
    assert (texts, baseline) == ("30", "0") and float(z) > 2.5
    assert "<td>garden</td>" not in page
    known = {item["fingerprint"]: item["text"] for item in json_lines(cities.parent / "each.jsonl")}
    assert len(examples.split()) == 3
    assert all("by the stadium" in known[example] for example in examples.split())


def test_events_of_one_file_are_all_asked_and_leave_each_other_out(searchlight, tmp_path, json_lines):
    table, _ = doubled(tmp_path, False)
    events = tmp_path / "two.yml"
    events.write_text(
        "format: 1\nplaces: [{id: city-0, name: City 0}]\nevents:\n"
        "  - {id: fair, name: the fair, places: [city-0], start: 2011-02-28, end: 2011-03-06,\n"
        "     guard_days: {before: 2, after: 0}, leave_out: [market]}\n"
        "  - {id: market, name: the market, places: [city-0], start: 2011-02-12, end: 2011-02-13,\n"
        "     guard_days: 1, leave_out: [fair]}\n")
    searchlight("events", table, "--events", events, "-o", tmp_path / "two")
    answers = {answer["event"]: answer for answer in json_lines(tmp_path / "two.answers.jsonl")}
    assert [answers[event]["verdict"] for event in ("fair", "market")] == ["rose", "no-evidence"]
    # The running sum says when the change began.
    assert answers["fair"]["estimates"]["began"] == "2011-02-28"
    with open(tmp_path / "two.csv", encoding="utf-8", newline="") as file:
        phases = {row["date"]: row["phase"] for row in csv.DictReader(file)
                  if row["event"] == "fair" and row["place"] == "city-0"}
    for day, phase in (("02-10", "baseline"), ("02-11", "left-out"), ("02-14", "left-out"),
                       ("02-15", "baseline"), ("02-25", "baseline"), ("02-26", "guard"),
                       ("02-27", "guard"), ("02-28", "event")):
        assert phases[f"2011-{day}"] == phase


def test_a_weekly_table_answers_for_weeks_and_not_for_days(searchlight, tmp_path):
    import datetime
    with open(tmp_path / "weeks.csv", "w", encoding="utf-8") as file:
        file.write("place,date,count\n")
        for place in range(12):
            for week in range(30):
                date = datetime.date(2011, 1, 3) + datetime.timedelta(7 * week)
                count = 2000 if place == 0 and week == 20 else 900 + (place * 37 + week * 53) % 61
                file.write(f"City {place},{date},{count}\n")
    for days, said in (("start: 2011-05-23, end: 2011-05-29", b"Ads rose in City 0 in the weeks of"),
                       ("start: 2011-05-28, end: 2011-05-28", b"Cannot be told whether ads changed")):
        (tmp_path / "fair.yml").write_text(
            "format: 1\nplaces: [{id: city-0, name: City 0}]\nevents:\n"
            f"  - {{id: fair, name: the fair, places: [city-0], {days}}}\n")
        done = searchlight("events", tmp_path / "weeks.csv", "--events", tmp_path / "fair.yml")
        assert done.stdout.startswith(said)


def test_tables_are_read_through_compression_and_from_standard_input(
        searchlight, samples, tmp_path):
    import gzip
    plain = (samples / "events/sunday-2011.csv").read_bytes()
    (tmp_path / "counts.csv.gz").write_bytes(gzip.compress(plain))
    events = ("--events", samples / "events/sunday-2011.yml")
    said = searchlight("events", samples / "events/sunday-2011.csv", *events).stdout
    assert said.startswith(b"Ads rose in Dallas")
    assert searchlight("events", tmp_path / "counts.csv.gz", *events).stdout == said
    assert searchlight("events", "-", *events, stdin=plain).stdout == said
    assert searchlight("events", "-", *events, stdin=gzip.compress(plain)).stdout == said
    (tmp_path / "cut.csv.gz").write_bytes(gzip.compress(plain)[:-40])
    searchlight("events", tmp_path / "cut.csv.gz", *events, expect=2)


def doubled(tmp_path, coverage):
    """Nine places over nine weeks; the host has twice the ads from the event on."""
    import datetime
    path = tmp_path / f"{coverage}.csv"
    with open(path, "w", encoding="utf-8") as file:
        file.write("place,date,count" + (",coverage\n" if coverage else "\n"))
        for place in range(9):
            for day in range(63):
                date = datetime.date(2011, 1, 3) + datetime.timedelta(day)
                times = 2 if place == 0 and day >= 56 else 1
                count = times * (50 + (place * 37 + day * 53) % 11)
                file.write(f"City {place},{date},{count}" + (f",{100 * times}\n" if coverage else "\n"))
    (tmp_path / "fair.yml").write_text(
        "format: 1\nplaces: [{id: city-0, name: City 0}]\nevents:\n"
        "  - {id: fair, name: the fair, places: [city-0], start: 2011-02-28, end: 2011-03-06,\n"
        "     guard_days: 0}\n")
    return path, tmp_path / "fair.yml"


@pytest.mark.parametrize("more, said", [
    ("City 0,2011-02-28,77\n",
     ":569: error: the same place, date and metric stand in line 58 already"),
    (",2011-02-28,77\n", ":569: error: no place"),
    ('City 0,2011-04-01,"7\nCity 1,2011-04-01,8\n', ":569: error: a quoted cell that does not end"),
])
def test_rows_that_would_change_the_answer_in_silence_are_refused(
        searchlight, tmp_path, more, said):
    """A row that stands twice doubles a day: it looked like a rise."""
    table, events = doubled(tmp_path, False)
    with open(table, "a", encoding="utf-8") as file:
        file.write(more)
    done = searchlight("events", table, "--events", events, expect=2)
    assert f"{table}{said}" in done.stderr.decode()


def test_rows_that_another_column_tells_apart_are_added_up(searchlight, tmp_path):
    """A table by site has a row for each of them."""
    table, events = doubled(tmp_path, False)
    said = searchlight("events", table, "--events", events).stdout
    head, *rows = table.read_text().splitlines()
    table.write_text("\n".join(
        [head + ",site"] + [f"{row},one" for row in rows]
        + [f"{row.rpartition(',')[0]},0,two" for row in rows]) + "\n")
    assert searchlight("events", table, "--events", events).stdout == said


@pytest.mark.parametrize("start, mark", [("", ";"), ("", "\t"), ("sep=;\n", ";"),
                                         ("\ufeffsep=;\r\n", ";")])
def test_tables_of_spreadsheets_are_read(searchlight, tmp_path, start, mark):
    table, events = doubled(tmp_path, False)
    said = searchlight("events", table, "--events", events).stdout
    table.write_text(start + table.read_text().replace(",", mark), encoding="utf-8")
    assert searchlight("events", table, "--events", events).stdout == said


def test_a_metric_that_a_spreadsheet_would_take_for_a_formula_is_refused(searchlight, tmp_path):
    table, events = doubled(tmp_path, False)
    rows = table.read_text().splitlines()
    table.write_text("\n".join([rows[0] + ",metric"] + [row + ",=1+1" for row in rows[1:]]) + "\n")
    done = searchlight("events", table, "--events", events, expect=2)
    assert f"{table}:2: error: a metric's name begins with a letter or digit".encode() in done.stderr


def test_what_is_neither_findings_nor_a_table_is_told(searchlight, samples, tmp_path):
    table, events = doubled(tmp_path, False)
    table.write_text(table.read_text().replace("place,date", "city,day"), encoding="utf-8")
    done = searchlight("events", table, "--events", events, expect=2)
    assert f"{table}: error: no line of findings in it".encode() in done.stderr
    assert b"a table of counts begins with the header place,date,count" in done.stderr


def test_an_event_that_the_data_hardly_reach_cannot_be_told(searchlight, tmp_path):
    """The data end on 6 March: six days are not nine months."""
    table, events = doubled(tmp_path, False)
    for end, told in (("2011-12-01", False), ("2011-03-11", False), ("2011-03-08", True)):
        events.write_bytes(b"\xef\xbb\xbf" + (
            "format: 1\nplaces: [{id: city-0, name: City 0}]\nevents:\n"
            f"  - {{id: fair, name: the fair, places: [city-0], start: 2011-02-28, end: {end},\n"
            "     guard_days: 0}\n").encode())
        said = searchlight("events", table, "--events", events).stdout.decode()
        assert said.startswith("Ads rose in City 0" if told else "Cannot be told whether ads changed")
        assert told or "the data do not reach from its baseline to its end" in said


def test_a_place_that_the_data_do_not_name_is_told(searchlight, findings, tmp_path):
    table, events = doubled(tmp_path, False)
    table.write_text(table.read_text().replace("City 0", "Town 0"), encoding="utf-8")
    for data in (table, findings):
        said = searchlight("events", data, "--events", events).stdout.decode()
        assert said.startswith("Cannot be told whether ads changed in City 0")
        assert "the data do not name the place; its definition must spell it as they do" in said


def test_a_table_of_counts_is_the_only_input(searchlight, tmp_path):
    table, events = doubled(tmp_path, False)
    other = tmp_path / "other.csv"
    other.write_bytes(table.read_bytes())
    done = searchlight("events", table, other, "--events", events, "-o", tmp_path / "e", expect=2)
    assert done.stderr.endswith(
        f"{table}:1: error: a table of counts must be the only input\n".encode())


def test_a_report_does_not_take_the_place_of_its_input(searchlight, tmp_path):
    table, events = doubled(tmp_path, False)
    counts = table.read_bytes()
    done = searchlight("events", table, "--events", events, "-o", tmp_path / table.stem, expect=2)
    assert f"{table}: error: named twice among inputs and outputs".encode() in done.stderr
    assert table.read_bytes() == counts and not (tmp_path / f"{table.stem}.html").exists()


def test_a_table_that_tells_its_coverage_is_held_against_it(searchlight, tmp_path):
    table, events = doubled(tmp_path, False)
    said = searchlight("events", table, "--events", events).stdout.decode()
    assert said.startswith("Ads rose in City 0")
    assert "nothing in the data says how much was collected" in said
    assert "the more so as the data end with the event" in said
    table, events = doubled(tmp_path, True)
    said = searchlight("events", table, "--events", events).stdout.decode()
    assert said.startswith("No evidence either way that ads per unit of coverage changed in City 0")


def test_no_ratio_without_controls(report, json_lines):
    for answer in json_lines(f"{report[0]}.answers.jsonl"):
        estimates = answer["estimates"]
        if estimates and estimates["kind"] == "change":
            assert estimates["controls"] >= 1 and estimates["controlRatio"] is not None
        if "times the usual" in answer["sentence"]:
            assert "other place" in answer["sentence"]


def test_the_page_needs_nothing_and_tells_its_inputs(report, findings):
    import hashlib
    page = open(f"{report[0]}.html", encoding="utf-8").read()
    assert not re.search(r"<script|<link|<img|@import|url\(|https?://", page)
    assert hashlib.sha256(findings.read_bytes()).hexdigest() in page
    for part in ("1-888-373-7888", "How the answers are found", "Placebos", "Coverage", "Calendar"):
        assert part in page


def test_public_reports_hold_no_small_counts(searchlight, samples, findings, tmp_path):
    searchlight("events", findings, "--events", samples / "events/sample.yml", "--public",
                "-o", tmp_path / "open")
    with open(tmp_path / "open.csv", encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["metric"] in ("ads", "texts", "contacts")]
    values = [float(row["value"]) for row in rows if row["value"]]
    assert values and not [value for value in values if 0 < value < 5]
    assert [row for row in rows if not row["value"]]
    page = (tmp_path / "open.html").read_text(encoding="utf-8")
    assert "counts under 5 are masked" in page
    assert not re.findall(r"<title>[0-9-]+: [1-4],", page)
    assert not re.findall(r">[1-4]</td>|about [0-4](\.[0-9])? were", page)
    for name in ("open.answers.jsonl", "open.jsonl"):
        text = (tmp_path / name).read_text(encoding="utf-8")
        assert not re.findall(r'"(observed|controlObserved|eventCount)":[1-4][,}]', text)
    shares = {float(row["coverage"]) for row in rows}
    assert shares <= {0, 0.25, 0.5, 0.75, 1}


def test_the_report_is_the_same_for_any_number_of_workers(searchlight, samples, findings, tmp_path):
    for jobs in (1, 4):
        searchlight("events", findings, "--events", samples / "events/sample.yml", "-o",
                    tmp_path / f"r{jobs}", "--jobs", jobs)
    for ending in ("csv", "jsonl", "answers.jsonl", "html"):
        assert (tmp_path / f"r1.{ending}").read_bytes() == (tmp_path / f"r4.{ending}").read_bytes()


def test_faults_of_definitions_have_their_place(searchlight, findings, tmp_path):
    path = tmp_path / "bad.yml"
    path.write_text("format: 1\nplaces: []\nevents:\n  - {id: a, nome: A}\n")
    done = searchlight("events", findings, "--events", path, expect=2)
    assert f"{path}:4:13: error: unknown field 'nome'".encode() in done.stderr
    checked = searchlight("events", "check", path, expect=1)
    assert checked.stderr == done.stderr and not checked.stdout
    missing = searchlight("events", "check", tmp_path / "missing.yml", expect=2)
    assert b"missing.yml:1:1: error: cannot be read" in missing.stderr


def test_a_large_monthly_table_is_quick_and_says_nothing_of_days(searchlight, tmp_path, capsys):
    """373 places by 10 months, with an event of a weekend."""
    with open(tmp_path / "counts.csv", "w", encoding="utf-8") as file:
        file.write("place,date,count\n")
        for place in range(373):
            for month in range(1, 11):
                file.write(f"City {place},2011-{month:02},{200 + (place * 37 + month * 53) % 97}\n")
    (tmp_path / "fair.yml").write_text(
        "format: 1\nplaces: [{id: city-7, name: City 7}]\nevents:\n"
        "  - {id: fair, name: the fair, places: [city-7], start: 2011-05-07, end: 2011-05-08}\n")
    start = time.monotonic()
    done = searchlight("events", tmp_path / "counts.csv", "--events", tmp_path / "fair.yml",
                       "-o", tmp_path / "report")
    with capsys.disabled():
        print(f"\n373 places by 10 months: {time.monotonic() - start:.2f} s")
    assert done.stdout.startswith(b"Cannot be told whether ads changed in City 7 during the fair")


def steps(folder):
    return {path.relative_to(folder): path.read_bytes()
            for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.fixture(scope="module")
def replay(searchlight, findings, tmp_path_factory):
    folder = tmp_path_factory.mktemp("replay") / "replay"
    searchlight("replay", findings, "--from", "2011-02-03", "--to", "2011-02-06", "--step", "1d",
                "-o", folder, "--top", "50")
    return folder


def test_every_step_has_the_queue_of_its_day(searchlight, findings, tmp_path):
    """A replay takes each ad in once; 'rank' takes all of them for each day, in any order."""
    import random
    lines = findings.read_text(encoding="utf-8").splitlines(keepends=True)
    # Ads that were posted twice, the second time elsewhere and days later.
    again = []
    for line in lines[::3]:
        record = json.loads(line)
        if record["posted"]:
            record.update(id=record["id"] + "-again", place="Waco, TX",
                          posted=record["posted"][:8] + "05T03:00:00Z")
            again.append(json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n")
    lines += again
    random.Random(7).shuffle(lines)
    (tmp_path / "findings.jsonl").write_text("".join(lines), encoding="utf-8")
    searchlight("replay", tmp_path / "findings.jsonl", "--from", "2011-02-02", "--to", "2011-02-07",
                "-o", tmp_path / "replay", "--top", "30")
    for day in range(2, 8):
        searchlight("rank", tmp_path / "findings.jsonl", "--as-of", f"2011-02-{day + 1:02}",
                    "--top", "30", "-o", tmp_path / "queue.jsonl")
        queue = (tmp_path / f"replay/steps/2011-02-{day:02}/queue.jsonl").read_bytes()
        assert queue == (tmp_path / "queue.jsonl").read_bytes() and queue
    assert b'"Waco, TX"' in queue


def test_nothing_of_a_step_comes_from_later_ads(searchlight, findings, replay, tmp_path):
    early = [line for line in findings.read_text(encoding="utf-8").splitlines(keepends=True)
             if (json.loads(line)["posted"] or "9") < "2011-02-05"]
    (tmp_path / "early.jsonl").write_text("".join(early), encoding="utf-8")
    searchlight("replay", tmp_path / "early.jsonl", "--from", "2011-02-03", "--to", "2011-02-04",
                "-o", tmp_path / "replay", "--top", "50")
    for day in ("2011-02-03", "2011-02-04"):
        for name in ("queue.jsonl", "alarms.jsonl", "new-in-town.jsonl", "step.json"):
            assert ((tmp_path / "replay/steps" / day / name).read_bytes()
                    == (replay / "steps" / day / name).read_bytes())


def test_replays_hold_to_their_schemas_and_count_what_they_leave_out(replay, json_lines):
    for step in sorted((replay / "steps").iterdir()):
        for name, schema in (("alarms.jsonl", "replay-alarms"), ("step.json", "replay-step"),
                             ("new-in-town.jsonl", "replay-arrivals")):
            for line in json_lines(step / name):
                validator(schema).validate(line)
    summary = json.loads((replay / "summary.json").read_text(encoding="utf-8"))
    validator("replay-summary").validate(summary)
    assert summary["undated"] == 10 and summary["rejected"] == 0
    kinds = {alarm["kind"] for alarm in summary["alarms"]}
    assert "cluster" in kinds


def test_all_files_of_a_replay_name_a_place_alike(replay, json_lines):
    """Alarms of clusters named 'Dallas, TX', those of contacts 'dallas-tx'."""
    arrivals, alarms = ([line for step in sorted((replay / "steps").iterdir())
                         for line in json_lines(step / name)]
                        for name in ("new-in-town.jsonl", "alarms.jsonl"))
    places = {line["place"] for line in arrivals + alarms}
    places |= {origin["place"] for line in arrivals for origin in line["from"]}
    assert "Dallas, TX" in places
    assert all(re.fullmatch(r"[A-Z][A-Za-z ]+, [A-Z]{2}", place) for place in places), places


def test_a_replay_of_records_that_cannot_be_read_says_so_and_exits_3(
        searchlight, findings, tmp_path, json_lines):
    lines = findings.read_text(encoding="utf-8").splitlines(keepends=True)
    (tmp_path / "broken.jsonl").write_text("".join(lines[:400]) + "{\n", encoding="utf-8")
    done = searchlight("replay", tmp_path / "broken.jsonl", "-o", tmp_path / "replay",
                       "--step", "7d", expect=3)
    assert f"1 ad that cannot be read; {tmp_path}/replay/rejects.jsonl says why" \
        in done.stderr.decode()
    summary = json.loads((tmp_path / "replay/summary.json").read_text(encoding="utf-8"))
    assert summary["rejected"] == 1
    (reject,) = json_lines(tmp_path / "replay/rejects.jsonl")
    validator("rejects").validate(reject)
    assert (reject["source"]["line"], reject["reason"]) == (401, "invalid JSON")


def test_replays_and_reports_tell_what_they_reject(
        searchlight, samples, findings, tmp_path, json_lines):
    (tmp_path / "some.jsonl").write_text(findings.read_text(encoding="utf-8") + "{\n",
                                         encoding="utf-8")
    said = f"{tmp_path}/some.jsonl:401: warning: rejected: invalid JSON"
    replay = ("replay", "--from", "2011-02-03", "--to", "2011-02-03", "-o", tmp_path / "replay")
    done = searchlight(*replay, tmp_path / "some.jsonl", "-v", expect=3)
    assert said in done.stderr.decode()
    (tmp_path / "ads.jsonl").write_text('{"text":"x","posted":"2011-02-03"}\n{"text":"a\0b"}\n')
    done = searchlight(*replay, tmp_path / "ads.jsonl", "-v", expect=3)
    assert f"{tmp_path}/ads.jsonl:2: warning: rejected: invalid JSON" in done.stderr.decode()
    (reject,) = json_lines(tmp_path / "replay/rejects.jsonl")
    assert reject["source"]["line"] == 2
    events = ("events", tmp_path / "some.jsonl", "--events", samples / "events/sample.yml")
    assert said in searchlight(*events, "-v", expect=3).stderr.decode()
    assert b"-v says what was rejected and why" in searchlight(*events, expect=3).stderr
    searchlight(*events, "-o", tmp_path / "report", expect=3)
    (reject,) = json_lines(tmp_path / "report.rejects.jsonl")
    assert reject["reason"] == "invalid JSON"


@pytest.mark.parametrize("lines, options, said", [
    (['{"text":"a\0b"}', '{'], (), "none of its 2 records could be read, the first: invalid JSON"),
    (['{"text":"x"}'], (), "no ad with a date that can be read, 1 without; --map posted=FIELD"),
    (['{"text":"x","posted":"2011-02-03"}'], ("--from", "2011-02-05"),
     "no step between --from and --to; the first ad is of 2011-02-03, the last of 2011-02-03"),
    (["[]"], (), "no records in it"),
])
def test_a_replay_of_nothing_says_why(searchlight, tmp_path, lines, options, said):
    (tmp_path / "ads.jsonl").write_text("\n".join(lines) + "\n")
    done = searchlight("replay", tmp_path / "ads.jsonl", "-o", tmp_path / "replay", *options,
                       expect=2)
    assert said in done.stderr.decode()


def test_a_replay_that_ends_early_leaves_no_older_summary(searchlight, findings, tmp_path):
    days = ("--from", "2011-02-03", "--to", "2011-02-04", "-o", tmp_path / "replay", "--top", "5")
    searchlight("replay", findings, *days)
    # A file in the place of a step's folder ends the run between its steps.
    shutil.rmtree(tmp_path / "replay/steps/2011-02-04")
    (tmp_path / "replay/steps/2011-02-04").write_text("mine")
    searchlight("replay", findings, *days, expect=2)
    assert (tmp_path / "replay/steps/2011-02-03/step.json").exists()
    assert not (tmp_path / "replay/summary.json").exists()


def test_a_folder_holds_one_replay(searchlight, findings, tmp_path):
    """Steps of an earlier run stood beside the new ones, of other ads or other days."""
    def replayed(first, last, *options):
        searchlight("replay", findings, "--from", f"2011-02-0{first}", "--to", f"2011-02-0{last}",
                    "-o", tmp_path / "replay", "--top", "5", *options)
        return sorted(path.name for path in (tmp_path / "replay/steps").iterdir())

    assert replayed(3, 5) == ["2011-02-03", "2011-02-04", "2011-02-05"]
    (tmp_path / "replay/steps/2011-02-03/notes.txt").write_text("mine")
    (tmp_path / "replay/steps/notes.txt").write_text("mine")
    assert replayed(4, 4) == ["2011-02-03", "2011-02-04", "notes.txt"]
    assert [path.name for path in (tmp_path / "replay/steps/2011-02-03").iterdir()] == ["notes.txt"]


@pytest.mark.parametrize("way", ["pipe", "standard input"])
def test_findings_are_replayed_from_a_stream_as_from_a_file(
        searchlight, findings, replay, tmp_path, way):
    import os
    import threading
    dates = ("--from", "2011-02-03", "--to", "2011-02-06", "-o", tmp_path / "replay", "--top", "50")
    if way == "pipe":
        os.mkfifo(tmp_path / "pipe")
        writer = threading.Thread(
            target=lambda: (tmp_path / "pipe").write_bytes(findings.read_bytes()))
        writer.start()
        searchlight("replay", tmp_path / "pipe", *dates)
        writer.join(timeout=60)
    else:
        searchlight("replay", "-", *dates, stdin=findings.read_bytes())
    assert steps(tmp_path / "replay") == steps(replay)


@pytest.mark.parametrize("options, code, said", [
    (("--from", "2011-02-05", "--to", "2011-02-03"), 64, b"--to must not be before --from"),
    (("--top", "-1"), 64, b"--top must be 1 or more"),
    (("--speed", "nan"), 64, b"--speed must be from 0.001 to 1000"),
    (("--from", "0001-01-01", "--step", "30m"), 2, b"steps from the first day to the last"),
])
def test_replays_that_nobody_can_want_are_refused(
        searchlight, findings, tmp_path, options, code, said):
    done = searchlight("replay", findings, "-o", tmp_path / "replay", *options, expect=code)
    assert said in done.stderr


def test_a_replay_does_not_take_the_place_of_its_input(searchlight, samples, tmp_path):
    (tmp_path / "findings.jsonl").write_bytes((samples / "ads.jsonl").read_bytes())
    done = searchlight("replay", tmp_path / "findings.jsonl", "-o", tmp_path, expect=2)
    assert b"findings.jsonl: error: named twice among inputs and outputs" in done.stderr
    assert (tmp_path / "findings.jsonl").read_bytes() == (samples / "ads.jsonl").read_bytes()


def test_a_replay_that_starts_again_in_the_middle_makes_the_same_bytes(
        searchlight, findings, replay, tmp_path):
    whole = steps(replay)
    copy = tmp_path / "replay"
    shutil.copytree(replay, copy)
    shutil.rmtree(copy / "steps/2011-02-05")
    (copy / "steps/2011-02-06/origin").unlink()
    (copy / "steps/2011-02-06/queue.jsonl").write_text("half a li")
    (copy / "summary.json").unlink()
    kept = (copy / "steps/2011-02-03/queue.jsonl").stat().st_mtime_ns
    searchlight("replay", findings, "--from", "2011-02-03", "--to", "2011-02-06", "-o", copy,
                "--top", "50", "--resume")
    assert steps(copy) == whole
    assert (copy / "steps/2011-02-03/queue.jsonl").stat().st_mtime_ns == kept


def test_ads_are_scanned_first(searchlight, samples, replay, tmp_path):
    done = searchlight("replay", samples / "ads.jsonl", "--from", "2011-02-05", "--to", "2011-02-05",
                       "-o", tmp_path / "replay", "--top", "50")
    assert done.stdout.startswith(b"2011-02-05: 12 ads, ")
    ours = (tmp_path / "replay/steps/2011-02-05/queue.jsonl").read_bytes()
    assert ours == (replay / "steps/2011-02-05/queue.jsonl").read_bytes()


@pytest.mark.parametrize("command", [
    ["events"], ["events", "report"], ["events", "check"], ["events", "statistics"], ["replay"]])
def test_help_has_an_example(searchlight, command):
    assert b"Example: " in searchlight(*command, "--help").stdout
