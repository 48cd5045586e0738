"""Spellings of Russian and Ukrainian names that a language makes by rule: the Polish one, and what Italian makes of Sergei."""

import re

RUSSIAN = dict(zip("абвгджзийклмнопрстуфхцчшщъыьэ", ["a", "b", "w", "g", "d", "ż", "z", "i", "j", "k", "ł", "m", "n", "o", "p", "r", "s", "t", "u",
                                                   "f", "ch", "c", "cz", "sz", "szcz", "", "y", "", "e"]))
UKRAINIAN = RUSSIAN | {"г": "h", "ґ": "g", "и": "y", "і": "i", "е": "e", "'": "", "ʼ": ""}
# Vowels that soften: as they sound, and what stands before them in the spelling.
IOTED = {"е": "e", "ё": "o", "ю": "u", "я": "a", "є": "e", "ї": "i"}
VOWELS = "аеёиіоуыэюяєїйьъ'ʼ"


def polish(name, ukrainian):
    """A name of Cyrillic letters as Polish newspapers write it: Sergei Lavrov is Siergiej Ławrow."""
    return " ".join("-".join(map(lambda w: word(w, ukrainian), part.split("-"))) for part in name.split())


def word(text, ukrainian):
    table = UKRAINIAN if ukrainian else RUSSIAN
    low = re.sub("(ск|ьк|ц)(ий)$", r"\1" + ("и" if not ukrainian else "і"), text.lower().replace("ьк", "к"))
    low = re.sub("ний$", "ни" if ukrainian else "ны", re.sub("ый$", "ы", low))
    out = []
    for at, letter in enumerate(low):
        before, after = low[at - 1 : at], low[at + 1 : at + 2]
        if letter in IOTED and not (ukrainian and letter == "е"):
            soft = "j" if not before or before in VOWELS else "" if before in "лжшчщц" else "i"
            out.append(soft + IOTED[letter])
        elif letter == "и" and not ukrainian and before and before in "жшц":
            out.append("y")
        elif letter == "л" and after and after in "еёиюяьєі" and not (ukrainian and after in "еи"):
            out.append("l")
        elif letter in table:
            out.append(table[letter])
        else:
            return None if not out else "".join(out)
    return "".join(out).capitalize()


def added(person):
    """Further aliases of a person."""
    actors = {t["actor"] for t in person["terms"]}
    native = next((a for a in person["aliases"] if re.fullmatch("[А-Яа-яЁёІіЇїЄєҐґ'ʼ -]+", a)), None)
    if native and actors & {"RUS", "UKR"}:
        yield polish(native, "RUS" not in actors)
    given, _, family = person["name"].partition(" ")
    if given in {"Sergei", "Sergey"} and "RUS" in actors:
        yield f"Serghei {family}"
