"""German surface forms: names and their genitives, adjectives and inhabitants in all endings, places.

The tables de_states.tsv and de_places.tsv hold what cannot be made by rule:

adjectives  stems apart by |; one that ends in ~ has no endings
people      the man, apart by |; =form is the woman where the rule doesn't make her; one that ends in ! is inflected
            like an adjective (Deutscher)
"""

from holders import rows

ENDINGS = ("", "e", "en", "em", "er", "es")


def genitive(name):
    """The genitive of a proper name; none where the name takes no ending."""
    plain = " " not in name and not name.endswith(("s", "x", "z", "ß", ".", "en Emirate")) and not name.isupper()
    return name + "s" if plain else None


def adjectives(stems):
    for stem in filter(None, stems.split("|")):
        if stem.endswith("~"):
            yield stem[:-1]
        else:
            yield from (stem + ending for ending in ENDINGS)


def woman(man):
    return (man[:-1] if man.endswith("e") else man) + "in"


def people(cell):
    """Pairs of a form and whether it is a plural."""
    for entry in filter(None, cell.split("|")):
        if entry.endswith("!"):
            stem = entry[:-2]
            yield from ((stem + ending, ending in ("e", "en")) for ending in ("er", "e", "en", "em"))
            continue
        man, _, other = entry.partition("=")
        if man.endswith("i") or man.endswith("o"):
            plural = [man + "s"]
            singular = [man]
        elif man.endswith("er"):
            plural, singular = [man + "n"], [man, man + "s"]
        else:
            plural, singular = [man + ("n" if man.endswith(("e", "r")) else "en")], [man]
        her = other or (None if man.endswith("i") else woman(man))
        singular += [her] if her else []
        plural += [her + "nen"] if her and her.endswith("in") else []
        yield from ((form, False) for form in singular)
        yield from ((form, True) for form in plural)


def add_states(states, here, names):
    """Adds what German calls each state; `names` are pairs of a code and a name from elsewhere."""
    table = list(rows(f"{here}/de_states.tsv"))
    own = [(r["code"], name) for r in table for name in filter(None, r["names"].split("|"))]
    for code, name in own:
        states.add(code, "de", name, "name", "case" if name.isupper() else "", "own")
    for r in table:
        for form in adjectives(r["adjectives"]):
            states.add(r["code"], "de", form, "adjective", "", r["source"])
    for code, name in [*names, *own]:
        form = genitive(name)
        if form:
            states.add(code, "de", form, "adjective", "", "own")
    for r in table:
        for form, plural in people(r["people"]):
            states.add(r["code"], "de", form, "demonym", "plural" if plural else "", r["source"])


def places(here):
    """The German forms of places: (code, place) to forms."""
    return {(r["code"], r["place"]): r["forms"].split("|") for r in rows(f"{here}/de_places.tsv")}


def with_genitives(forms):
    return [*forms, *filter(None, map(genitive, forms))]
