#!/usr/bin/env python3
"""Measures what `chancery who` knows: spellings of names, and who held an office on a day.

    python3 packs/world/build/measure_who.py CHANCERY VARIANTS.tsv HOLDERS.tsv

CHANCERY is the program. VARIANTS has a person a line, the English name first. HOLDERS has the columns state, office, person,
from, to; of its terms that begin on a known day 300 are drawn, always the same, and asked for in their middle.
"""

import csv
import datetime
import json
import random
import subprocess
import sys
import unicodedata

OFFICES = {"head-of-state", "head-of-government", "foreign-minister", "defence-minister", "chief-of-defence"}
LAST = datetime.date(2026, 5, 20)


def ask(program, questions):
    lines = "\n".join(json.dumps(q) for q in questions)
    out = subprocess.run([program, "who", "--batch"], input=lines, capture_output=True, text=True, check=True).stdout
    return [json.loads(line) for line in out.splitlines()]


def table(path):
    with open(path, encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def names(program, path):
    rows = table(path)[1:]
    english = ask(program, [{"name": row[0]} for row in rows])
    wanted = [(v, e["person"], e.get("state")) for row, e in zip(rows, english) for v in row if v]
    for label, questions in (("alone", [{"name": v} for v, _, _ in wanted]), ("with the state", [{"name": v, "state": s} for v, _, s in wanted])):
        tally(f"names {label}", [(v, p) for v, p, _ in wanted], ask(program, questions))


def fold(name):
    return "".join(c for c in unicodedata.normalize("NFD", name.lower()) if c.isalpha() and not unicodedata.combining(c))


def day(text):
    return datetime.date.fromisoformat(text + "-01-01"[len(text) - 10 :] if len(text) < 10 else text)


def middle(start, end):
    first, last = day(start), day(end) if end else LAST
    return str(first + (last - first) / 2)


def offices(program, path):
    header, *rows = table(path)
    terms = [dict(zip(header, row)) for row in rows]
    known = [t for t in terms if t["office"] in OFFICES and len(t["from"]) == 10]
    drawn = random.Random(1).sample(known, min(300, len(known)))
    asked = [{"office": t["office"], "state": t["state"], "on": middle(t["from"], t["to"])} for t in drawn]
    tally("offices", [(f"{t['state']} {t['office']}", t["person"]) for t in drawn], ask(program, asked))


def tally(label, wanted, answers):
    right = wrong = several = 0
    for (what, person), answer in zip(wanted, answers):
        if answer["person"] and person and fold(answer["person"]) == fold(person):
            right += 1
        elif answer["person"]:
            wrong += 1
            print(f"  wrong: {what}: {answer['person']}, wanted {person}")
        else:
            several += bool(answer.get("candidates"))
    print(f"{label}: {right} of {len(wanted)} right, {wrong} wrong, {several} ambiguous, {len(wanted) - right - wrong - several} unknown")


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    names(sys.argv[1], sys.argv[2])
    offices(sys.argv[1], sys.argv[3])
