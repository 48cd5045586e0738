"""Italian and Portuguese surface forms: names of states, adjectives in both genders and numbers, places.

The tables romance_states.tsv and romance_places.tsv hold what cannot be made by rule. An adjective is its masculine
singular, or all of masculine=feminine=masculines=feminines; one that ends in ~ does not change. Several are apart by |.
"""

from holders import rows

LANGUAGES = ("it", "pt")


def italian(masculine):
    stem = masculine[:-1]
    if masculine.endswith(("ico", "aco")):
        return [masculine, stem + "a", stem + "i", stem + "he"]
    if masculine.endswith(("co", "go")):
        return [masculine, stem + "a", stem + "hi", stem + "he"]
    if masculine.endswith("o"):
        return [masculine, stem + "a", stem + "i", stem + "e"]
    return [masculine, stem + "i"]


def portuguese(masculine):
    if masculine.endswith("o"):
        return [masculine, masculine[:-1] + "a", masculine + "s", masculine[:-1] + "as"]
    if masculine.endswith("ês"):
        stem = masculine[:-2] + "es"
        return [masculine, stem + "a", stem + "es", stem + "as"]
    if masculine.endswith("ol"):
        return [masculine, masculine + "a", masculine[:-2] + "óis", masculine + "as"]
    return [masculine, masculine + ("es" if masculine[-1] in "rz" else "s")]


def adjective(lang, entry):
    """The forms of one entry of the table."""
    if entry.endswith("~"):
        return [entry[:-1]]
    if "=" in entry:
        return list(dict.fromkeys(entry.split("=")))
    return italian(entry) if lang == "it" else portuguese(entry)


def add_states(states, here, lang):
    """Names, and adjectives, which with an article are also nouns for those who act for the state."""
    for r in rows(f"{here}/romance_states.tsv"):
        for name in filter(None, r[lang].split("|")):
            states.add(r["code"], lang, name, "name", "", "own")
        for entry in filter(None, r[f"{lang}_adjective"].split("|")):
            for form in adjective(lang, entry):
                states.add(r["code"], lang, form, "adjective", "collective", "own")


def places(here):
    """The forms of places: (code, place) to a row with a cell for each language, forms apart by bars."""
    return {(r["code"], r["place"]): r for r in rows(f"{here}/romance_places.tsv")}
