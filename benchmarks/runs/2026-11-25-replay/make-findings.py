"""Writes N invented findings over DAYS days in 20 places: make-findings.py N DAYS FILE"""
import json, random, sys, datetime
n, days, path = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
r = random.Random(1)
base = datetime.datetime(2011, 1, 1)
words = "call visit new place clean house work garden bike room rent sale day week hour fresh kind quiet open late green blue river hill stone door table chair lamp glass paper pencil".split()
with open(path, "w") as f:
    for i in range(n):
        t = base + datetime.timedelta(seconds=r.randrange(days * 86400))
        contact = r.randrange(max(10, n // 4))
        text = " ".join(r.choice(words) for _ in range(24)) + f" {r.randrange(max(10, n // 3))}"
        if i % 3 == 0: text = "a room in a quiet house with garden and bike, open late, come and visit this week, number %d" % r.randrange(n)
        text += f" {contact // 10000} call {200 + contact % 700}555{contact % 10000:04}"
        f.write(json.dumps({"schema": 1, "id": f"a{i}", "source": {"path": "x", "line": i + 1}, "url": None,
            "posted": t.strftime("%Y-%m-%dT%H:%M:%SZ"), "place": f"City {r.randrange(20)}, TX", "title": "", "text": text, "textSHA256": "",
            "indicators": [{"rule": "age.youth.just-turned", "version": 1, "family": "age.youth", "evidence": [{"field": "text", "start": 0, "end": 4, "quote": text[:4]}]}] if i % 5 == 0 else [],
            "identifiers": [{"kind": "phone", "value": f"+1{200 + contact % 700}555{contact % 10000:04}", "obscured": False, "field": "text", "start": 0, "end": 4, "quote": text[:4]},
                            {"kind": "email", "value": f"u{contact}@example.org", "obscured": False, "field": "text", "start": 0, "end": 4, "quote": text[:4]}],
            "incomplete": []}, separators=(",", ":")) + "\n")
