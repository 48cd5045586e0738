"""Surface forms of states and places: names, adjectives, demonyms in each language."""

import json
import re
from collections import defaultdict

import east
import german
import polish
import romance
import slavic
from holders import rows
from names import fold

SLAVIC = {"ru", "uk"}
# Languages of which no form is kept that differs from another by its diacritics only.
FOLDED = {"it", "pl", "pt"}

# French nouns and adjectives whose feminine is not made by the rule are listed as masculine=feminine[=plural].
COMMON_WORDS = {"polish", "turkey", "china", "jersey", "chad", "jordan", "danish", "swiss", "male", "us", "kiwi", "grenade", "pole", "poles",
                "finn", "finns", "dane", "danes", "turk", "turks", "papou", "papal", "lao", "papaux", "papale", "maurice"}


def plain(form):
    return form.replace("’", "'").strip()


def french(masculine):
    """Masculine and feminine, singular and plural."""
    parts = masculine.split("=")
    m = parts[0]
    if len(parts) > 1:
        f = parts[1]
    elif m.endswith("e"):
        f = m
    elif m.endswith(("ien", "yen", "éen", "ïen", "on")):
        f = m + "ne"
    else:
        f = m + "e"
    plural = parts[2] if len(parts) > 2 else (m if m[-1] in "sx" else m + "s")
    return list(dict.fromkeys([m, plural, f, f + "s"]))


def spanish(masculine):
    """Masculine and feminine, singular and plural; masculine=feminine where the rule does not hold."""
    m, _, told = masculine.partition("=")
    stressed = re.search(r"[áéíóú](?=[ns]$)", m)
    stem = m if not stressed else m[:stressed.start()] + "aeiou"["áéíóú".index(stressed.group())] + m[-1]
    if told:
        f = told
    elif m.endswith("o"):
        f = m[:-1] + "a"
    elif stressed or m.endswith(("ol", "or")):
        f = stem + "a"
    else:
        f = m
    forms = [m, f]
    for single in (stem, f):
        forms.append(single + ("s" if single[-1] in "aeo" else "es"))
        if single[-1] in "íú":
            forms.append(single + "s")
    return {form: "single" if form in (m, f) else "collective" for form in forms}


def add_spanish(states, here):
    """Adjectives, which with an article are also nouns for those who act for the state."""
    for r in rows(f"{here}/demonyms_es.tsv"):
        for masculine in r["es_masculine"].split("|"):
            for form, note in spanish(masculine).items():
                states.add(r["code"], "es", form, "adjective", note, r["source"])


def spanish_places(here):
    """Spanish forms of a place, apart by bars."""
    return {(r["code"], r["place"]): r["es"] for r in rows(f"{here}/places_es.tsv")}


def capital(form):
    return re.sub(r"(^|(?<=-))(\w)", lambda x: x.group(2).upper(), form)


class States:
    def __init__(self):
        self.out = {}

    def add(self, code, lang, form, role, note, source):
        form = plain(form)
        key = (code, lang, form)
        if form and key not in self.out:
            self.out[key] = (role, note, source)


def build(knowledge, here, languages):
    """Rows (code, lang, form, role, note, source)."""
    states = States()
    overrides = [r for r in rows(f"{here}/overrides_states.tsv") if r["lang"] in languages]
    dropped = {(r["code"], r["lang"], plain(r["form"])) for r in overrides if r["role"] == "drop"}
    for r in overrides:
        if r["role"] != "drop":
            states.add(r["code"], r["lang"], r["form"], r["role"], r["note"], r["source"])
    inflected = set()
    for r in rows(f"{here}/slavic_states.tsv"):
        inflected.add(r["code"])
        for lang in SLAVIC & set(languages):
            add_inflected(states, r, lang)
    for r in rows(f"{here}/slavic_demonyms.tsv"):
        for lang in SLAVIC & set(languages):
            for form in (f for word in r[lang].split("|") for f in slavic.person(lang, word)):
                states.add(r["code"], lang, form, "demonym", "", "own")
    with open(f"{knowledge}/states.jsonl", encoding="utf-8") as lines:
        entries = [json.loads(line) for line in lines]
    for entry in entries:
        for lang in languages:
            if lang in SLAVIC and entry["iso3"] in inflected:
                continue
            for name in entry["names"].get(lang, []):
                if (entry["iso3"], lang, plain(name)) not in dropped:
                    states.add(entry["iso3"], lang, name, "name", "", "cldr")
    for r in rows(f"{here}/demonyms.tsv"):
        add_demonyms(states, r, languages)
    if "es" in languages:
        add_spanish(states, here)
    if "de" in languages:
        german.add_states(states, here, [(e["iso3"], name) for e in entries for name in e["names"].get("de", [])])
    for lang in romance.LANGUAGES:
        if lang in languages:
            romance.add_states(states, here, lang)
    if "pl" in languages:
        polish.add_states(states, here)
    east.add_states(states, here, languages)
    for entry in entries:
        print_name(states.out, entry)
    return mark(once(states.out))


def once(out):
    """One form of those that a FOLDED language writes alike but for diacritics and case."""
    kept, seen = {}, set()
    for (code, lang, form), row in out.items():
        noun = "name" if row[0] in {"name", "other"} else row[0]
        if lang not in FOLDED or (key := (code, lang, fold(form), noun)) not in seen:
            kept[code, lang, form] = row
            seen |= {key} if lang in FOLDED else set()
    return kept


def print_name(out, entry):
    """Marks the common English name of a state, under which it is shown: the last of CLDR's that is no abbreviation."""
    whole = [n for n in entry["names"]["en"] if len(n) > 3 and "(" not in n]
    for name in reversed(whole):
        key = (entry["iso3"], "en", plain(name))
        if key in out:
            role, note, source = out[key]
            out[key] = (role, f"{note} print".strip(), source)
            return


def add_inflected(states, r, lang):
    """The case forms of a state's names and adjectives."""
    for name in filter(None, r[lang].split("|")):
        for form in slavic.forms(lang, name):
            states.add(r["code"], lang, form, "name", "", "own")
    for lemma in filter(None, r[f"{lang}_adjective"].split("|")):
        for form in slavic.adjective(lang, lemma):
            states.add(r["code"], lang, form, "adjective", "", "own")


def add_demonyms(states, r, languages):
    if "en" in languages:
        adjectives, demonyms = (list(filter(None, r[c].split("|"))) for c in ("en_adjective", "en_demonym"))
        for form in adjectives:
            # "the Ukrainian" is one person; "the French" are many.
            note = "last" if f"{form}s" in demonyms else "collective"
            states.add(r["code"], "en", form, "adjective", note, r["source"])
        for form in demonyms:
            plural = form not in adjectives and form.endswith(("s", "men", "women"))
            states.add(r["code"], "en", form, "demonym", "plural" if plural else "", r["source"])
    if "fr" in languages:
        for masculine in filter(None, r["fr_masculine"].split("|")):
            for form in french(masculine):
                states.add(r["code"], "fr", form, "adjective", "", r["source"])
                note = "plural" if form.endswith(("s", "x", "è")) else ""
                states.add(r["code"], "fr", capital(form), "demonym", note, r["source"])


def short(lang, form, role="name"):
    """Whether a name is so short that it counts only as it is written: Irã."""
    return lang in FOLDED and role in {"name", "other"} and len(form) <= 3 and not form.isupper()


def mark(out):
    """Adds what the matcher must know: forms shared by states, forms that need their case."""
    codes = defaultdict(set)
    for code, lang, form in out:
        codes[lang, form.casefold()].add(code)
    result = []
    for (code, lang, form), (role, note, source) in out.items():
        words = note.split()
        shared = codes[lang, form.casefold()]
        if len(shared) > 1 and not any(w.startswith("ambiguous") for w in words):
            words.append("ambiguous:" + ",".join(sorted(shared)))
        acronym = form.replace(".", "").isupper() and len(form) <= 6
        if (acronym or form.casefold() in COMMON_WORDS or short(lang, form, role)) and "case" not in words:
            words.append("case")
        if lang == "tr" and east.is_short_word(form) and "proper" not in words:
            words.append("proper")
        result.append((code, lang, form, role, " ".join(words), source))
    return sorted(result)


def places(here, languages):
    """Rows (code, lang, form, place, note, source); the place's own name is a form of every language."""
    result = {}
    spanish_forms = spanish_places(here)
    declined = {r["place"]: r for r in rows(f"{here}/slavic_places.tsv")}
    in_east = east.places(here)
    in_german = german.places(here) if "de" in languages else {}
    in_romance, in_polish = romance.places(here), polish.places(here)

    def case_forms(place, lang):
        names = declined.get(place, {}).get(lang, "").split("|")
        return [form for name in filter(None, names) for form in slavic.forms(lang, name)]

    def german_forms(r):
        # The place's own name is written too, beside a German one or that of a house in it.
        told = in_german.get((r["code"], r["place"]), [])
        return german.with_genitives([*told, *([] if r["place"] in told else [r["place"]])])

    def told(r, lang):
        if lang in SLAVIC:
            return case_forms(r["place"], lang)
        if lang == "de":
            return german_forms(r)
        if lang == "pl":
            return in_polish.get((r["code"], r["place"]), [])
        if lang in romance.LANGUAGES:
            r = in_romance.get((r["code"], r["place"]), r)
        if lang in east.LANGUAGES:
            return in_east.get((r["code"], r["place"]), {}).get(lang, [])
        written = spanish_forms.get((r["code"], r["place"]), "") if lang == "es" else r.get(lang, "")
        return list(filter(None, written.split("|")))

    for r in rows(f"{here}/overrides_places.tsv"):
        marks = r["note"].split()
        # A venue is told by its city: in:Beijing.
        city = next((m[3:].replace("_", " ") for m in marks if m.startswith("in:")), r["place"])
        note = " ".join(m for m in marks if not m.startswith("in:"))
        for lang in languages:
            forms = told(r, lang)
            if not forms and lang in east.OWN_SCRIPT:
                continue
            for form in [r["place"], *forms] if lang == "en" or not forms else forms:
                key = (r["code"], plain(city), lang, plain(form))
                proper = " proper" if lang == "tr" and east.is_short_word(form) else ""
                result.setdefault(key, (f"{note}{proper}".strip(), r["source"]))
    for r in rows(f"{here}/cities.tsv"):
        for lang in [l for l in languages if l not in east.OWN_SCRIPT]:
            forms = case_forms(r["place"], lang) if lang in SLAVIC else []
            if lang == "de":
                forms = in_german.get((r["code"], r["place"]), [])
            for form in forms or [r["place"]]:
                result.setdefault((r["code"], plain(r["place"]), lang, plain(form)), ("", r["source"]))
    for key, (note, source) in result.items():
        small = len(key[3]) <= 3 and key[3].isalpha() and key[3] != key[3].upper() and key[2] not in east.OWN_SCRIPT
        if (small or (key[:2] in in_romance and short(*key[2:]))) and "case" not in note.split():
            result[key] = (f"{note} case".strip(), source)
    return sorted((code, lang, form, place, *rest) for (code, place, lang, form), rest in result.items())
