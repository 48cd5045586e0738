"""Case forms of Russian and Ukrainian names and adjectives, from their nominatives.

A phrase declines word by word. Marks after a word, apart by colons: `:f` is feminine, `:0` does not change, and any other
is the stem of the oblique cases (`Египет:Египт`; for a plural, its genitive: `Штаты:Штатов`); `:a` is an adjective where the ending does not tell.
Words after `~` stay as they are.
"""

RU_HUSH, UK_HUSH = "жчшщ", "жчшщ"
SOFTENED = {"г": "з", "к": "ц", "х": "с"}


def forms(lang, phrase):
    """All case forms of a phrase, the nominative first."""
    moving, _, fixed = phrase.partition("~")
    words = [(RUSSIAN if lang == "ru" else UKRAINIAN)(w) for w in moving.split()]
    tail = (" " + fixed.strip()) if fixed else ""
    width = max((len(w) for w in words), default=1)
    columns = [w * width if len(w) == 1 else w for w in words]
    found = []
    for case in range(max(len(c) for c in columns)):
        options = [""]
        for column in columns:
            cell = column[min(case, len(column) - 1)]
            options = [f"{o} {c}".strip() for o in options for c in cell.split("|")]
        found += [o + tail for o in options]
    return list(dict.fromkeys(found))


def split(word):
    """A word, its mark and, for hyphened words, the part that does not change."""
    parts = word.split(":")
    return parts[0], parts[1] if len(parts) > 1 else ""


def plural(nominative, genitive, stem, soft):
    a = "я" if soft else "а"
    return [nominative, genitive, f"{stem}{a}м", nominative, f"{stem}{a}ми", f"{stem}{a}х"]


def RUSSIAN(word):
    """Nominative, genitive, dative, accusative, instrumental, prepositional."""
    w, mark = split(word)
    if mark == "0":
        return [w]
    if w.endswith(("ские", "цкие", "ные", "вые", "шие", "ние")):
        s = w[:-1]
        return [w, s + "х", s + "м", w, s + "ми", s + "х"]
    if w.endswith(("ская", "цкая", "ная", "вая", "шая", "рная", "няя", "лая", "ная", "дняя")):
        s, soft = w[:-2], w.endswith("яя") or w[-3] in "кш"
        o = "ей" if w.endswith("яя") else "ой"
        return [w, s + o, s + o, s + ("юю" if w.endswith("яя") else "ую"), s + o, s + o]
    if w.endswith(("ский", "цкий", "ый")) or w.endswith("ой") and mark == "a":
        s, y = w[:-2], "и" if w[-2] == "и" else "ы"
        return [w, s + "ого", s + "ому", w, s + y + "м", s + "ом"]
    if w.endswith(("ское", "ное", "рное", "вое")):
        s = w[:-2]
        y = "и" if s[-1] == "к" else "ы"
        return [w, s + "ого", s + "ому", w, s + y + "м", s + "ом"]
    if w.endswith(("ы", "ские")) and mark:
        return plural(w, mark, w[:-1], False)
    if w.endswith(("и", "я", "а")) and mark and mark != "f":
        return plural(w, mark, w[:-1], w.endswith(("ья", "ии", "ли", "ри")))
    if w.endswith("ы"):
        return plural(w, w[:-1], w[:-1], False)
    if w.endswith("ия"):
        s = w[:-1]
        return [w, s + "и", s + "и", s + "ю", s + "ей", s + "и"]
    if w.endswith("я"):
        s = w[:-1]
        return [w, s + "и", s + "е", s + "ю", s + "ей", s + "е"]
    if w.endswith("а") and len(w) > 2 and w[-2] not in "уоаеи":
        s = w[:-1]
        return [w, s + ("и" if s[-1] in "гкхжчшщ" else "ы"), s + "е", s + "у", s + ("ей" if s[-1] in "жчшщц" else "ой"), s + "е"]
    if w.endswith("ь") and mark == "f":
        s = w[:-1]
        return [w, s + "и", s + "и", w, w + "ю", s + "и"]
    if w.endswith("ь"):
        s = mark or w[:-1]
        return [w, s + "я", s + "ю", w, s + "ем" + "|" + s + "ём", s + "е"]
    if w.endswith("ий"):
        s = w[:-1]
        return [w, s + "я", s + "ю", w, s + "ем", s + "и"]
    if w.endswith("й"):
        s = w[:-1]
        return [w, s + "я", s + "ю", w, s + "ем", s + "е"]
    if w.endswith(("ово", "ево", "ёво", "ино")):
        s = w[:-1]
        return [w, w + "|" + s + "а", w + "|" + s + "у", w, w + "|" + s + "ом", w + "|" + s + "е"]
    if w[-1] in "оеуэюиаё" or w.isupper():
        return [w]
    s = mark or w
    o = "ем" if s[-1] in "жчшщц" else "ом"
    return [w, s + "а", s + "у", w, s + o, s + "е"]


def UKRAINIAN(word):
    """Nominative, genitive, dative, accusative, instrumental, locative."""
    w, mark = split(word)
    if mark == "0":
        return [w]
    if w.endswith(("ські", "цькі", "ні", "ові", "ані")) and not mark:
        s = w[:-1]
        return [w, s + "их", s + "им", w, s + "ими", s + "их"]
    if w.endswith(("ська", "цька", "ка:A", "ова", "вна", "чна", "ика", "ла", "дна", "бна", "на")) and mark == "a":
        s = w[:-1]
        return [w, s + "ої", s + "ій", s + "у", s + "ою", s + "ій"]
    if w.endswith("ий"):
        s = w[:-2]
        return [w, s + "ого", s + "ому", w, s + "им", s + "ому|" + s + "ім"]
    if w.endswith(("ське", "не")) and mark == "a":
        s = w[:-1]
        return [w, s + "ого", s + "ому", w, s + "им", s + "ому"]
    if w.endswith(("и", "і")) and mark:
        return plural(w, mark, w[:-1], w.endswith(("лі", "ці")))
    if w.endswith("и"):
        return plural(w, w[:-1], w[:-1], False)
    if w.endswith(("ія", "ея", "йя")):
        s = w[:-1]
        return [w, s + "ї", s + "ї", s + "ю", s + "єю", s + "ї"]
    if w.endswith("я"):
        s = w[:-1]
        return [w, s + "і", s + "і", s + "ю", s + "ею", s + "і"]
    if w.endswith("а") and len(w) > 2 and w[-2] not in "уоаеиі":
        s = w[:-1]
        soft = s[:-1] + SOFTENED.get(s[-1], s[-1]) + "і"
        return [w, s + ("і" if s[-1] in "жчшщ" else "и"), soft, s + "у", s + ("ею" if s[-1] in "жчшщ" else "ою"), soft]
    if w.endswith("ь") and mark.startswith("f"):
        s = w[:-1]
        return [w, s + "і", s + "і", w, s + (s[-1] if s[-2:] not in ("рь",) else "") + "ю", s + "і"]
    if w.endswith("ь"):
        s = mark or w[:-1]
        return [w, s + "я", s + "ю|" + s + "еві", w, s + "ем", s + "і|" + s + "ю"]
    if w.endswith("й"):
        s = w[:-1]
        return [w, s + "я|" + s + "ю", s + "ю|" + s + "єві", w, s + "єм", s + "ї|" + s + "ю"]
    if w[-1] in "оеуєюіаїи" or w.isupper():
        return [w]
    s = mark or w
    o = "ем" if s[-1] in "жчшщ" else "ом"
    soft = "|" + s[:-1] + "зі" if s.endswith("г") else ""
    return [w, s + "а|" + s + "у", s + "у|" + s + "ові", w, s + o, s + "і|" + s + "у|" + s + "ові" + soft]


def adjective(lang, lemma):
    """All forms of an adjective in -ский or -ський, and the first half of a compound (российско-китайский)."""
    stem = lemma[:-2]
    if not lemma.endswith("ий"):
        return [lemma]
    if lang == "ru":
        endings = ("ий", "ого", "ому", "им", "ом", "ая", "ой", "ую", "ое", "ие", "их", "ими", "о")
    else:
        endings = ("ий", "ого", "ому", "им", "ім", "а", "ої", "ій", "у", "ою", "е", "і", "их", "ими", "о")
    return [stem + e for e in endings]


def person(lang, word):
    """A noun for one of a people, and for several: француз, француза, французом, французы, французов."""
    word, mark = split(word)
    if word.endswith(("а", "я")):
        return list(dict.fromkeys(f for cell in (RUSSIAN if lang == "ru" else UKRAINIAN)(word) for f in cell.split("|")))
    stem = mark or word
    if lang == "ru":
        one = ["", "а", "у", "ем" if stem[-1] in "жчшщц" else "ом", "е"]
    else:
        soft = word.endswith("ь")
        one = ["", *(("я", "ю", "ем", "еві") if soft else ("а", "у", "ом", "ові"))]
    return list(dict.fromkeys([word] + [stem + e for e in one[1:]] + people(lang, word, stem)))


def people(lang, word, stem):
    """The plural of a noun for one of a people; the genitive is left out where it is the nominative of one."""
    if word.endswith(("анин", "янин", "гарин")):
        base = word[:-2]
        nominative = "ы" if word.endswith("гарин") else "е"
        return [base + e for e in (nominative if lang == "ru" else "и", "", "ам", "ами", "ах")]
    if lang == "uk" and word.endswith("ь"):
        return [stem + e for e in ("і", "ів", "ям", "ями", "ях")]
    soft = lang == "uk" or stem[-1] in "кгх"
    short = lang == "ru" and word in ("турок", "грузин", "румын")
    genitive = "ев" if lang == "ru" and stem[-1] == "ц" else "ов" if lang == "ru" else "ів"
    return [stem + e for e in ("и" if soft else "ы", *(() if short else (genitive,)), "ам", "ами", "ах")]
