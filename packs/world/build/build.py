#!/usr/bin/env python3
"""Makes the generated tables of the world pack: states, places, people, terms.

    python3 packs/world/build/build.py KNOWLEDGE [LANG ...]

KNOWLEDGE is the folder with states.jsonl, officeholders.tsv and holders_checked.tsv; LANG defaults to en fr.
The same input gives the same output, byte for byte. Corrections belong into the overrides_*.tsv beside this file,
never into what it writes; organisations, groups, metonyms and offices are kept by hand.
"""

import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import holders  # noqa: E402
import names  # noqa: E402
import surfaces  # noqa: E402


def write(path, header, table):
    with open(path, "w", encoding="utf-8", newline="\n") as out:
        out.write("\t".join(header) + "\n")
        for row in table:
            cells = [str(cell).replace("\t", " ").replace("\n", " ").strip() for cell in row]
            out.write("\t".join(cells) + "\n")


def identify(people):
    """Gives each person an id: the name, with the actor's code where the name alone is taken."""
    taken = set()
    for person in sorted(people, key=lambda p: (p["source"] not in {"checked", "own"}, names.slug(p["name"]), sorted(p["actors"]))):
        base = names.slug(person["name"]) or names.slug(person["source"])
        first = person["terms"][0]["actor"] if person["terms"] else sorted(person["actors"])[0]
        options = [base, f"{base}-{first.lower().replace(':', '-')}"] + [f"{base}-{n}" for n in range(2, 99)]
        person["id"] = next(o for o in options if o not in taken)
        taken.add(person["id"])
    return sorted(people, key=lambda p: p["id"])


def term_rows(people):
    for person in people:
        for t in sorted(person["terms"], key=lambda t: (t["from"], t["actor"], t["office"], t["to"])):
            yield [person["id"], t["actor"], t["office"], t["title"], t["from"], t["to"], t["basis"], t["known_until"], t["source"]]


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    knowledge, languages = sys.argv[1], sys.argv[2:] or ["en", "fr"]
    here = os.path.dirname(os.path.abspath(__file__))
    pack = os.path.dirname(here)
    write(f"{pack}/states.tsv", ["code", "lang", "form", "role", "note", "source"], surfaces.build(knowledge, here, languages))
    write(f"{pack}/places.tsv", ["code", "lang", "form", "place", "note", "source"], surfaces.places(here, languages))
    single = {r["office"] for r in holders.rows(f"{pack}/offices.tsv") if r["single"] == "yes"}
    people = identify(holders.build(knowledge, here, single))
    write(f"{pack}/people.tsv", ["id", "name", "aliases", "source"],
          ([p["id"], p["name"], "|".join(p["aliases"]), p["source"]] for p in people))
    write(f"{pack}/terms.tsv", ["person", "actor", "office", "title", "from", "to", "basis", "known_until", "source"], term_rows(people))


if __name__ == "__main__":
    main()
