"""Turkish, Arabic and Chinese forms of states and places, from states_east.tsv and places_east.tsv."""

from holders import rows

LANGUAGES = ("tr", "ar", "zh")
# Latin names of places say nothing in these.
OWN_SCRIPT = {"ar", "zh"}


def listed(cell):
    return [form for form in (cell or "").split("|") if form]


def feminine(masculine):
    """Arabic: each word of the adjective gets the ending."""
    return " ".join(word + "ة" for word in masculine.split(" "))


def add_states(states, here, languages):
    for r in rows(f"{here}/states_east.tsv"):
        for lang in set(LANGUAGES) & set(languages):
            for form, role, note in forms(r, lang):
                states.add(r["code"], lang, form, role, note, r["source"])


def forms(r, lang):
    """Forms of a state in a language: (form, role, note)."""
    for name in listed(r[lang]):
        yield name, "name", ""
    if lang == "tr":
        for form in listed(r["tr_adjective"]):
            yield form, "adjective", "proper"
    if lang == "ar":
        for form in listed(r["ar_adjective"]):
            yield form, "adjective", ""
            yield feminine(form), "adjective", ""
        for form in listed(r["ar_plural"]):
            yield form, "demonym", "plural"
    if lang == "zh":
        for form in listed(r["zh_side"]):
            yield form, "other", ""
        for form in listed(r["zh_letter"]):
            yield form, "adjective", ""


def places(here):
    """Forms of a place by language: {(code, place): {lang: [form]}}."""
    return {(r["code"], r["place"]): {lang: listed(r[lang]) for lang in LANGUAGES} for r in rows(f"{here}/places_east.tsv")}


def is_short_word(form):
    """A name of so few letters that it would be taken for an abbreviation."""
    return len(form) <= 3 and any(c.islower() for c in form)
