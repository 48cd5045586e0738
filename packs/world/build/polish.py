"""Case forms of Polish names, adjectives and inhabitants, from their nominatives.

A phrase declines word by word. Marks after a word, behind a colon: `0` does not change, `a` is an adjective, `f` a feminine
that ends in a consonant; any other is its genitive (`Niemcy:Niemiec`, `Iran:Iranu`), without which a masculine has -a. Words
after `~` stay as they are. Forms that differ by their diacritics only are one form to the matcher; the first is kept.
"""

import re

from holders import rows
from names import fold

SOFTENED = {"t": "ci", "d": "dzi", "r": "rz", "ł": "l", "k": "c", "g": "dz", "s": "si", "z": "zi"}
HARD = "kg"
# Stems whose locative has -u though they could be softened.
KEPT = {"Dom"}


def soften(stem):
    """A stem before the -e of the locative, or nothing where that is -u."""
    if stem.endswith(("cz", "sz", "rz", "dz", "ch")) or stem[-1] in "lcjżńśźć":
        return ""
    if stem.endswith("st"):
        return stem[:-2] + "ści"
    return stem[:-1] + SOFTENED.get(stem[-1], stem[-1] + "i")


def feminine(w):
    s, last = w[:-1], w[-2]
    if last in "ij" or last in "eu":
        one = s + "i"
        return [w, one, one, s + "ę", s + "ą", one]
    if last == "l":
        return [w, s + "i", s + "i", s + "ę", s + "ą", s + "i"]
    if s.endswith(("cz", "sz", "rz")) or last in "cż":
        return [w, s + "y", s + "y", s + "ę", s + "ą", s + "y"]
    soft = s[:-2] + "sze" if s.endswith("ch") else soften(s) + "e"
    soft = s[:-1] + {"k": "ce", "g": "dze"}[last] if last in HARD else soft
    return [w, s + ("i" if last in HARD else "y"), soft, s + "ę", s + "ą", soft]


def masculine(w, genitive):
    s = genitive[:-1]
    hard = soften(s) if not s.endswith("i") and s[-1] not in HARD and s not in KEPT else ""
    return [w, genitive, s + "owi", w, s + ("iem" if s[-1] in HARD else "em"), hard + "e" if hard else s + "u"]


def neuter(w):
    s = w[:-1]
    hard = soften(s) if s[-1] not in HARD else ""
    return [w, s + "a", s + "u", w, s + ("iem" if s[-1] in HARD else "em"), hard + "e" if hard else s + "u"]


def plural(w, genitive):
    s = w[:-1]
    return [w, genitive, s + "om", w, s + "ami", s + "ach"]


def moving_adjective(w):
    s = w[:-1]
    if w.endswith("a"):
        i = "i" if s[-1] in HARD else ""
        return [w, s + i + "ej", s + i + "ej", s + "ą", s + "ą", s + i + "ej"]
    if w.endswith("e"):
        s = s[:-1] if s.endswith(("ki", "gi")) else s
        v = "i" if s[-1] in HARD else "y"
        return [w, s + v + "ch", s + v + "m", w, s + v + "mi", s + v + "ch"]
    v = w[-1]
    s = w if v == "i" else s
    return [w, s + "ego", s + "emu", w, w + "m", w + "m"]


def word(text):
    w, _, mark = text.partition(":")
    if mark == "0" or w.isupper() or not mark and w[-1] in "eiuyé":
        return [w]
    if mark == "a":
        return moving_adjective(w)
    if mark == "f":
        s = w[:-1] + {"ś": "s", "ć": "c", "ź": "z", "ń": "n", "w": "w"}.get(w[-1], w[-1])
        return [w, s + "i", s + "i", w, s + "ią", s + "i"]
    if w.endswith("a"):
        return feminine(w)
    if w.endswith("o"):
        return neuter(w)
    if w[-1] in "yie":
        return plural(w, mark)
    return masculine(w, mark or w + "a")


def kept(forms):
    """Each form once, however it is written."""
    found = {}
    for form in forms:
        found.setdefault(fold(form), form)
    return list(found.values())


def forms(phrase):
    """All case forms of a phrase, the nominative first."""
    moving, _, fixed = phrase.partition("~")
    words = [word(w) for w in moving.split()]
    tail = (" " + fixed.strip()) if fixed else ""
    cases = max(len(w) for w in words)
    return kept(" ".join(w[min(case, len(w) - 1)] for w in words) + tail for case in range(cases))


def adjective(lemma):
    """All forms of an adjective in -ski or -cki; one with a + has the first half of a compound too (polsko-czeski)."""
    lemma, compound = lemma.rstrip("+"), lemma.endswith("+")
    stem = lemma[:-1]
    men = [stem[:-1] + "cy"] if lemma.endswith("ki") else []
    endings = ["i", "iego", "iemu", "im", "a", "iej", "ie", "ich", "imi"] + ["o"] * compound
    return kept([*(stem + e for e in endings), *men])


def people(entry):
    """Pairs of a form of one of a people and whether it is a plural: nominative, genitive, dative, instrumental; locative.

    `Francuz=Francuzi` gives the plural; -anin, -ec, -k and -g are made by rule.
    """
    man, _, many = entry.partition("=")
    if man.endswith("anin"):
        stem = plural_stem = man[:-2]
        one, many, of_many = man + "a", stem + "ie", stem
        single, plural_stem = man, stem
    else:
        single = man
        if man.endswith("iec"):
            single = re.sub("n$", "ń", man[:-3]) + "c"
        elif man.endswith("ek"):
            single = man[:-2] + "k"
        elif man.endswith("ier"):
            single = man[:-3] + "r"
        elif man.endswith("nder"):
            single = man[:-2] + "r"
        one, plural_stem = single + "a", single
        many = many or (single[:-1] + "cy" if single.endswith("k") else single + "y")
        of_many = single + "ów"
    ins = one[:-1] + ("iem" if one[-2] in HARD else "em")
    for form in kept([man, one, one[:-1] + "owi", ins]):
        yield form, False
    for form in kept(filter(None, [many, of_many, plural_stem + "om", plural_stem + "ami", plural_stem + "ach"])):
        yield form, True


def add_states(states, here):
    for r in rows(f"{here}/polish_states.tsv"):
        for name in filter(None, r["names"].split("|")):
            for form in forms(name):
                states.add(r["code"], "pl", form, "name", "", "own")
        for lemma in filter(None, r["adjectives"].split("|")):
            for form in adjective(lemma):
                states.add(r["code"], "pl", form, "adjective", "", "own")
        for entry in filter(None, r["people"].split("|")):
            for form, many in people(entry):
                states.add(r["code"], "pl", form, "demonym", "plural" if many else "", "own")


def places(here):
    """Case forms of places by (code, place)."""
    table = rows(f"{here}/polish_places.tsv")
    return {(r["code"], r["place"]): kept(f for name in r["pl"].split("|") for f in forms(name)) for r in table}
