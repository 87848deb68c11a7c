"""Writes N invented findings over a year in 373 places: make-findings.py N FILE"""
import json, random, sys
n, path = int(sys.argv[1]), sys.argv[2]
r = random.Random(1)
places = [f"City {i}, TX" for i in range(372)] + ["Dallas, TX"]
weights = [1 / (i + 3) for i in range(373)]; weights[-1] = 0.05
import datetime
base = datetime.datetime(2010, 9, 1)
chosen = r.choices(places, weights, k=n)
words = "call visit new place clean house work garden bike room rent sale day week hour fresh kind quiet open late".split()
with open(path, "w") as f:
    for i in range(n):
        t = base + datetime.timedelta(seconds=r.randrange(365 * 86400))
        contact = r.randrange(max(10, n // 4))
        text = " ".join(r.choice(words) for _ in range(18)) + f" {r.randrange(max(10, n // 3))}"
        f.write(json.dumps({"schema": 1, "id": f"a{i}", "source": {"path": "x", "line": i + 1}, "url": None,
            "posted": t.strftime("%Y-%m-%dT%H:%M:%SZ"), "place": chosen[i], "title": "", "text": text, "textSHA256": "",
            "indicators": [{"rule": "age.youth.just-turned", "version": 1, "family": "age.youth", "evidence": [{"field": "text", "start": 0, "end": 4, "quote": text[:4]}]}] if i % 5 == 0 else [],
            "identifiers": [{"kind": "phone", "value": f"+1{200 + contact % 700}555{contact % 10000:04}", "obscured": False, "field": "text", "start": 0, "end": 4, "quote": text[:4]},
                            {"kind": "email", "value": f"u{contact}@example.org", "obscured": False, "field": "text", "start": 0, "end": 4, "quote": text[:4]}],
            "incomplete": []}, separators=(",", ":")) + "\n")
