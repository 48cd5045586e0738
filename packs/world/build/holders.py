"""People and terms of office, merged from the checked table, the overrides and the two big sources."""

import csv
import re
import sys
from collections import defaultdict

import names
import spellings

CHECKED_UNTIL = "2026-06"
KEEP_FROM = "2005"
# The source of own rows that only fill a gap, so that the big sources still tell who came after.
GAP = "gap"
# Leaders of groups whom the checked table keeps under a state.
GROUPS = {"Hezbollah": "NSA:Hezbollah", "Congo River Alliance": "NSA:AFC", "Libyan National Army": "NSA:LNA", "Syrian Democratic Forces": "NSA:SDF"}
# Offices outside the core are kept from later on, so that the pack stays small.
LATER = {"finance-minister", "trade-minister", "development-minister", "europe-minister", "deputy-head-of-government", "deputy-foreign-minister",
         "deputy-defence-minister", "interior-minister", "governor-general", "vice-president"}
KEEP_LATER_FROM = "2011"
# Territories whose offices are not those of a state in the record.
DEPENDENT = set("ABW AIA ASM ATF BLM BMU CCK COK CUW CXR CYM FLK FRO GGY GIB GUM IMN IOT JEY MAF MNP MSR NCL NFK NIU PCN PRI PYF SHN SJM SPM "
                "SXM TCA TKL VGB VIR WLF HKG MAC".split())
ORGANISATIONS = {"UN", "NATO", "EU", "OSCE", "AU", "ECOWAS", "IAEA", "ICRC", "CSTO", "ASEAN", "SCO", "LAS", "OIC", "GCC"}
# A holder last seen so many years before the next known one began was followed by that one.
MOST_YEARS_BETWEEN = 4
# States whose names are short, many, and romanised by one rule: what sounds alike is another name there.
ONE_SPELLING = {"CHN", "TWN", "KOR", "PRK", "VNM", "SGP", "JPN", "MMR", "KHM", "LAO"}
ACTOR = re.compile(r"^[A-Z][A-Z0-9]{1,9}$|^NSA:.+$")
VICE_WORDS = re.compile(r"(?i)\bvice president|\bdeputy prime|\bfirst deputy|\bgovernor|charg[eé]|\bprefect|\badministrator|crown prince|commissioner|co-prince|\brepresented")


def rows(path):
    with open(path, encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


class Titles:
    """The table that sorts titles of the sources into offices."""

    def __init__(self, path):
        self.rules = []
        for row in rows(path):
            states = set(filter(None, row["state"].split(",")))
            self.rules.append((states, re.compile(row["pattern"]), row["office"]))

    def office(self, state, title):
        for states, pattern, office in self.rules:
            if (not states or state in states) and pattern.search(title):
                return None if office == "-" else office
        return None


class People:
    """Everyone found so far, by state, so that each source adds to the people of those before it."""

    def __init__(self):
        self.people = []
        self.by_state = defaultdict(list)
        self.by_name = defaultdict(list)
        self.by_wikidata = {}

    def find(self, name, actor, wikidata=""):
        if wikidata and wikidata in self.by_wikidata:
            return self.by_wikidata[wikidata]
        for person in self.by_state[actor]:
            if any(names.same_person(name, known, actor not in ONE_SPELLING) for known in person["latin"]):
                return person
        for person in self.by_name[tuple(names.tokens(name))]:
            if actor in ORGANISATIONS or person["actors"] & ORGANISATIONS:
                return person
        return None

    def add(self, name, actor, aliases, source, wikidata=""):
        person = self.find(name, actor, wikidata)
        if person is None:
            person = {"name": name, "aliases": [], "latin": [], "actors": set(), "source": source, "terms": []}
            self.people.append(person)
        if person not in self.by_state[actor]:
            self.by_state[actor].append(person)
        person["actors"].add(actor)
        if wikidata:
            self.by_wikidata.setdefault(wikidata, person)
        for alias in [name, *aliases]:
            self.alias(person, alias)
        return person

    def merge_by_alias(self):
        """Two people of one state, one of whom bears the other's full name as an alias, are one."""
        for known in self.by_state.values():
            for person in list(known):
                whole = [tuple(names.tokens(a)) for a in person["aliases"] if len(names.tokens(a)) > 1]
                for other in [p for p in known if p is not person and tuple(names.tokens(p["name"])) in whole]:
                    if other in self.people and person in self.people and overlaps(person, other):
                        person["terms"] += other["terms"]
                        for alias in [other["name"], *other["aliases"]]:
                            self.alias(person, alias)
                        self.people.remove(other)

    def alias(self, person, alias):
        alias = alias.strip()
        if not alias or "|" in alias:
            return
        if alias != person["name"] and alias not in person["aliases"]:
            person["aliases"].append(alias)
        if names.fold(alias).isascii() and alias not in person["latin"]:
            person["latin"].append(alias)
            if len(names.tokens(alias)) > 1:
                self.by_name[tuple(names.tokens(alias))].append(person)


def term(actor, office, title, start, end, basis, until, source):
    return {"actor": actor, "office": office, "title": title, "from": start, "to": end, "basis": basis,
            "known_until": "" if end else until, "source": source}


def add_checked(people, path, corrected):
    """The checked table: every row but those that an override gives to another actor; it wins over what follows."""
    for row in rows(path):
        other = corrected.get((row["person"], row["office"], row["from"][:7]))
        if other and other != row["state"]:
            continue
        if not ACTOR.match(row["state"]) or row["office"] in {"", "office"} or foreign_monarch(row):
            continue
        row["state"] = next((group for words, group in GROUPS.items() if row["title"].endswith(words)), row["state"])
        aliases = [row["native_name"], *row["aliases"].split("|")]
        source = row["source"] if row["basis"] == "checked" and row["source"] else row["basis"]
        person = people.add(row["person"], row["state"], aliases, "checked")
        office = row["office"]
        if office == "ambassador" and re.search(r"(?i)permanent representative to the united nations", row["title"]):
            office = "un-ambassador"
        basis = "stated" if row["to"] else "known-until"
        person["terms"].append(term(row["state"], office, row["title"], row["from"], row["to"], basis, CHECKED_UNTIL, source))


def add_overrides(people, path):
    """Our own additions: people and terms that the sources lack, and further spellings."""
    for row in rows(path):
        person = people.add(row["person"], row["actor"], row["aliases"].split("|"), "own")
        if row["office"] and not checked_otherwise(people, person, row) and not any(t["actor"] == row["actor"] and t["office"] == row["office"] and overlap(t, row)
                                     for t in person["terms"]):
            basis = row["basis"] or ("stated" if row["to"] else "known-until")
            person["terms"].append(term(row["actor"], row["office"], row["title"], row["from"], row["to"], basis,
                                        row["known_until"] or CHECKED_UNTIL, row["source"]))


def glue_arabic(people):
    """Arabic names with "servant of" are written as one word too."""
    for person in people.people:
        for alias in list(person["aliases"]):
            if "عبد ال" in alias:
                people.alias(person, alias.replace("عبد ال", "عبدال"))


def add_east(people, path):
    """Turkish, Arabic and Chinese spellings of people whom the tables before have."""
    for row in rows(path):
        known = people.find(row["person"], row["actor"])
        if known is None:
            known = next(iter(people.by_name[tuple(names.tokens(row["person"]))]), None)
        if known is None:
            print(f"people_east.tsv: nobody is called {row['person']} in {row['actor']}", file=sys.stderr)
            continue
        for cell in (row["tr"], row["ar"], row["zh"]):
            for alias in filter(None, (cell or "").split("|")):
                people.alias(known, alias)


def checked_otherwise(people, person, row):
    """Whether the checked table gives this person this office under another of its codes at the same time."""
    alike = {"presidential-adviser", "security-adviser", "special-envoy", "chief-of-staff", "spokesperson-government"}
    return row["office"] in alike and any(t["actor"] == row["actor"] and t["office"] in alike and t["title"] == row["title"]
                                          for t in person["terms"])


def overlaps(person, other):
    """Whether two people began a term on one day."""
    return bool({t["from"] for t in person["terms"]} & {t["from"] for t in other["terms"]})


def overlap(a, b):
    return a["from"] < (b["to"] or "9999") and b["from"] < (a["to"] or "9999")


def basis_of(text):
    if text == "stated":
        return "stated"
    if text.startswith("UNCERTAIN"):
        return "uncertain"
    if text.startswith("successor"):
        return "successor-start"
    return "gone-by" if text.startswith("gone") else "open"


def factbook_office(row):
    title = row["title"] or row["person"]
    if not row["office"].startswith("Head of"):
        return None
    if re.search(r"(?i)governor general", title):
        return "governor-general"
    if re.search(r"(?i)\bvice president", title):
        return "vice-president"
    if re.search(r"(?i)\bdeputy prime|first deputy", title):
        return "deputy-head-of-government"
    if re.search(r"(?i)crown prince", title) and row["office"] == "Head of state":
        return "crown-prince"
    if VICE_WORDS.search(title):
        return None
    return "head-of-state" if row["office"] == "Head of state" else "head-of-government"


def foreign_monarch(row):
    """Monarchs of the Commonwealth realms are kept for their own state only."""
    return bool(re.search(r"(?i)elizabeth ii|charles iii", row["person"])) and row["state"] != "GBR"


def candidates(path, titles):
    for row in rows(path):
        factbook = "factbook" in row["source"]
        if (row["to"] and row["to"] < KEEP_FROM) or not re.match(r"^[A-Z]{2,3}$", row["state"]) or row["state"] in DEPENDENT | {"INT"}:
            continue
        if not row["from"] or foreign_monarch(row):
            continue
        office = factbook_office(row) if factbook else titles.office(row["state"], row["office"])
        if office in LATER and row["to"] and row["to"] < KEEP_LATER_FROM:
            continue
        if office and re.search(r"\w\w", row["person"]):
            yield office, factbook, row


def add_sources(people, path, titles, single):
    """Terms of the two big sources, where the checked table is silent."""
    covered = defaultdict(lambda: "9999")
    for person in people.people:
        for t in person["terms"]:
            key = (t["actor"], t["office"])
            if t["source"] != GAP:
                covered[key] = min(covered[key], t["from"])
    found = sorted(candidates(path, titles), key=lambda c: (c[1], c[2]["state"], c[0], c[2]["from"], c[2]["person"]))
    for office, factbook, row in found:
        key = (row["state"], office)
        if office in single and (row["to"] or "9999") > covered[key] and row["from"] >= "1900":
            if covered[key] != "9999" and not row["to"] and row["from"] < covered[key] and row["snapshot"] <= covered[key]:
                near = int(covered[key][:4]) - int(row["snapshot"][:4]) <= MOST_YEARS_BETWEEN
                row = {**row, "to": covered[key], "to_basis": "successor start" if near else "UNCERTAIN"}
            elif covered[key] != "9999" and (not row["to"] or row["to"][:7] > covered[key][:7]):
                continue
        name = names.person(row["person"])
        if not name:
            continue
        name = names.recase(name) if factbook else name
        source = "factbook" if factbook else "wikidata"
        add_term(people, name, office, row, source)


def same_post(person, actor, office, row):
    for t in person["terms"]:
        if t["actor"] == actor and t["office"] == office and overlap(t, row):
            return t
    return None


def predecessor_by_office(people, name, office, row):
    """Someone of the same family name in the same office at the same time is the same person."""
    last = names.tokens(name)[-1:]
    for person in people.by_state[row["state"]]:
        if any(names.tokens(known)[-1:] == last for known in person["latin"]) and same_post(person, row["state"], office, row):
            return person
    return None


TITLE = re.compile(r"^(?:(?:Acting|Caretaker|Interim|Transitional|Transition|First|Second|Executive|Vice|Deputy|Prime|Minister|President|Premier|Chancellor|King|Queen|Amir|Emir|"
                   r"Sultan|Pope|Governor|General|Chairman|Chairperson|Crown|Prince|of|the|Federal|Republic|Council|Supreme|Leader|Grand|Duke|Regent|Head|State|Government)\s+)+")


def factbook_title(text):
    """The title before the name, in the Factbook's wording."""
    match = TITLE.match(text)
    return match.group(0).strip() if match else ""


def add_term(people, name, office, row, source):
    person = predecessor_by_office(people, name, office, row)
    if person is None:
        person = people.add(name, row["state"], [], source if not row["person_id"] else f"wikidata {row['person_id']}", row["person_id"])
    else:
        people.alias(person, name)
    old = same_post(person, row["state"], office, row)
    title = factbook_title(row["title"]) if source == "factbook" else row["office"]
    new = term(row["state"], office, title, row["from"], row["to"], basis_of(row["to_basis"]), row["snapshot"], source)
    if old is None:
        person["terms"].append(new)
    elif old["source"] in {"wikidata", "factbook"} and not old["to"] and new["known_until"] + new["to"] > old["known_until"]:
        new["from"] = min(old["from"], new["from"])
        new["title"] = old["title"] or new["title"]
        person["terms"][person["terms"].index(old)] = new


def close_by_successor(people, single):
    """An open term of an office with one holder ends where the next holder's begins."""
    posts = defaultdict(list)
    for person in people.people:
        for t in person["terms"]:
            if t["office"] in single:
                posts[t["actor"], t["office"]].append((t["from"], id(person), t))
    for terms in posts.values():
        for start, who, t in terms:
            if t["to"] or t["source"] not in {"wikidata", "factbook"}:
                continue
            later = [s for s, other, u in terms if other != who and s[:7] > start[:7] and len(s) >= 4]
            if later and t["actor"] not in {"BIH", "SMR", "AND"}:
                t.update({"to": min(later), "basis": "successor-start", "known_until": ""})


def build(knowledge, here, single):
    people = People()
    own = rows(f"{here}/overrides_people.tsv")
    corrected = {(r["person"], r["office"], r["from"][:7]): r["actor"] for r in own if r["office"]}
    add_checked(people, f"{knowledge}/holders_checked.tsv", corrected)
    add_overrides(people, f"{here}/overrides_people.tsv")
    add_sources(people, f"{knowledge}/officeholders.tsv", Titles(f"{here}/office_titles.tsv"), single)
    add_east(people, f"{here}/people_east.tsv")
    glue_arabic(people)
    people.merge_by_alias()
    close_by_successor(people, single)
    for person in people.people:
        for alias in spellings.added(person):
            people.alias(person, alias)
    return people.people
