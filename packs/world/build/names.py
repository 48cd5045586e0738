"""Folding and likeness of personal names, as far as merging the sources needs them."""

import difflib
import re
import unicodedata

SPECIAL = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ə": "a"})


def fold(text):
    """Lower case without diacritics; apostrophes vanish, hyphens become spaces."""
    text = unicodedata.normalize("NFD", text.lower().translate(SPECIAL))
    text = "".join(c for c in text if not unicodedata.combining(c))
    return re.sub(r"[’'ʻ`´.]", "", text)


def tokens(name):
    """Folded words of a name, without initials and generation marks."""
    words = re.findall(r"\w+", fold(name))
    return [w for w in words if w not in {"jr", "sr", "ii", "iii", "iv"} or len(words) < 3]


def sounds(token):
    """A rough key of a word's consonants, for one script's spellings of one name."""
    for old, new in (("shch", "s"), ("tch", "c"), ("sch", "s"), ("ch", "c"), ("sh", "s"), ("zh", "j"), ("kh", "h"), ("ph", "f"),
                     ("ck", "k"), ("q", "k"), ("w", "v"), ("z", "s"), ("y", "i"), ("ou", "u"), ("g", "h"), ("dj", "j")):
        token = token.replace(old, new)
    first, rest = token[:1], token[1:]
    return re.sub(r"(.)\1+", r"\1", first + re.sub(r"[aeiou]", "", rest))


def alike(a, b):
    """Whether two words that sound alike are written alike as well: Hassan is not Hussein."""
    return difflib.SequenceMatcher(None, a, b).ratio() >= 0.65


def same_person(a, b, by_sound=True):
    """Whether two names of one state's office holders surely name one person."""
    x, y = tokens(a), tokens(b)
    if not x or not y:
        return False
    if sorted(x) == sorted(y) or "".join(x) == "".join(y):
        return True
    long_x = [t for t in x if len(t) > 1]
    long_y = [t for t in y if len(t) > 1]
    small, big = sorted((long_x, long_y), key=len)
    if len(small) >= 2 and all(t in big for t in small) and small[0] == big[0]:
        return True
    if by_sound and len(x) == len(y) and len(x) >= 2 and min(len(x[-1]), len(y[-1])) >= 4:
        return all(sounds(s) == sounds(t) and alike(s, t) for s, t in zip(x, y))
    return False


def slug(name):
    """The name as an identifier: ASCII letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")


def recase(name):
    """A name whose family name is in capitals, in common writing; titles before it are dropped."""
    name = re.sub(r"^(?:(?:Acting|Elect|Sr\.|Caretaker|Interim|Transitional|First|Second|Third|Deputy|Vice|Executive|Prime|Minister|President|"
                  r"Premier|Chancellor|King|Queen|Emir|Amir|Sultan|Crown|Prince|Gen\.|Lt\.|Col\.|Maj\.|Dr\.|Sheikh|Chairman|"
                  r"Governor|General|Sir|Dame|Ambassador|Brig\.|Ret\.|\(Ret\.\)|Field|Marshal|Captain|Cdr\.|Adm\.)\s+)+(?=\S+\s+\S)", "", name)
    words = [w.capitalize() if w.isupper() and len(w) > 3 else w for w in name.split()]
    words = [w.upper() if re.fullmatch(r"(?i)[ivx]{2,}", w) else w for w in words]
    return re.sub(r"(?<=-)[A-Z]{3,}", lambda x: x.group().capitalize(), " ".join(words))


OFFICE_WORDS = re.compile(r"^.*\b(?:Confederation|Presidency|Ministers?|ministers?|Council|Affairs|Presidents)\s+(?:of\s+\w+\s+)?(?=\S+\s+\S)")


def person(name):
    """A source's name without what the source adds: offices before it, ranks and peerages after it, nicknames.

    None where the cell names several people.
    """
    name = re.sub(r"\s+-\s+.*$|\s*\([^)]*\)|\s*\\?\"[^\"]*\"", "", name)
    name = re.sub(r",\s*(?:Lt|Gen|Maj|Col|Dr|Sr|Jr|Jnr|Ret|Baron|Baroness|Prince|Lord|Earl|Viscount)\b.*$", "", name)
    name = OFFICE_WORDS.sub("", name).strip(" ,")
    latin = fold(name).isascii()
    return None if latin and ("," in name or " and " in name) else name
