#!/usr/bin/env python3
"""Runs `chancery time` on the test suites of peers and tells how much is read as they read it.

usage: suites.py CHANCERY FOLDER [--packs DIR] [--misses LANG] [--apart LANG]

--misses prints the cases of a language that fail, --apart those that are left out.
FOLDER holds `duckling_dates_LANG.jsonl` ({"id","lang","dct","text","timex":[…]}) and
`recognizers_model_LANG.jsonl` ({"lang","reference","input","expected":[…]}). A case passes where an expression
is found that overlaps the expected one and denotes what it denotes (its value, or its first day). Cases that are
read otherwise on purpose are counted by class and left out of the rate:

  ahead     a bare weekday, month or day that the suite looks for ahead and news behind (the suite's day is the
            other candidate of the mention, or a whole number of weeks, months or years from ours)
  figure    digits alone (2/15, 8/1, 20, 17 02) that are no date in running text
  clock     a bare time of the day or a span of hours: the suite resolves it to an instant, we to an hour
  set-form  a recurrence or a length found with the right type, in another notation
  coarse    "a week ago", "in two years": the suite gives the day, we the week, month or year that the words name
  capital   what is read once its words have their capitals (may, march, sun are words too)
  open      a date with an open end (before, since): the suite gives the end, we the date and the relation
  parts     a length counted from a date ("two days before Christmas"): TIMEX3 has a length and a date, both found;
            the class holds only where the two make the day that the suite gives
  undated   the suite gives no day of reference, but resolves by one; the expression is found, and left open
  vague     "now", "at this time": TIMEX3 has PRESENT_REF, the suite gives the day or the instant
  span      "the next two weeks": the suite gives one day or week of it, we its length and the whole interval
  last      "last Wednesday", said later in the same week: the suite goes back to the week before, we to the last one
  week      the first week of a month or year: the suite begins with its first Monday, we with its first Thursday
  never     a day that no calendar has (30 February)
  meal      breakfast, lunch and dinner as parts of the day (TMEB, TMEL, TMED), which TIMEX3 does not have
  school    school years (SY2008), which TIMEX3 does not have
"""
import collections, datetime, glob, json, os, re, subprocess, sys


def run(chancery, packs, pages):
    lines = "\n".join(json.dumps(p, ensure_ascii=False) for p in pages)
    command = [chancery] + (["--packs", packs] if packs else []) + ["time"]
    out = subprocess.run(command, input=lines, capture_output=True, text=True, check=True).stdout
    found = collections.defaultdict(list)
    for line in out.splitlines():
        row = json.loads(line)
        found[row["doc"]].append(row)
    return found


def overlapping(rows, begin, end):
    return [r for r in rows if r["begin"] < end and r["end"] > begin]


def day(text):
    """The first day of a date as TIMEX3 writes it."""
    text = text or ""
    try:
        if found := re.match(r"(\d{4})-W(\d\d)", text):
            return datetime.date.fromisocalendar(int(found[1]), int(found[2]), 1)
        if found := re.match(r"(\d{4})-Q([1-4])", text):
            return datetime.date(int(found[1]), int(found[2]) * 3 - 2, 1)
        if found := re.fullmatch(r"(\d{4})(?:-(\d\d))?", text):
            return datetime.date(int(found[1]), int(found[2] or 1), 1)
        return datetime.date.fromisoformat(text[:10])
    except ValueError:
        return None


def counted(near, wanted):
    """Whether a length and a date among the rows make one of the days."""
    lengths = [re.fullmatch(r"P(\d+)([DWMY])", r.get("value") or "") for r in near if r["type"] == "DURATION"]
    dates = [day(r.get("earliest")) for r in near if r["type"] == "DATE"]
    for length, date in ((l, d) for l in lengths if l for d in dates if d):
        number, unit = int(length[1]), length[2]
        for n in (number, -number):
            if unit in "DW":
                there = date + datetime.timedelta(days=n * (7 if unit == "W" else 1))
            else:
                months = date.year * 12 + date.month - 1 + n * (12 if unit == "Y" else 1)
                there = datetime.date(months // 12, months % 12 + 1, min(date.day, 28))
            if any(w and abs((w - there).days) <= (3 if unit in "MY" else 0) for w in map(day, wanted)):
                return True
    return False


def same(row, wanted):
    """Whether a row denotes one of the wanted values."""
    value = (row.get("value") or "").upper()
    earliest = row.get("earliest") or ""
    for one in wanted:
        one = one.upper()
        if one == value or one[:10] == earliest or (one.startswith("T") and value.endswith(padded(one))):
            return True
        if "T" in one[10:] or " " in one[10:]:
            clock = re.split("[T ]", one, maxsplit=1)[1][:5]
            if one[:10] == value[:10] and value[10:].lstrip("T").startswith(clock):
                return True
    return False


def padded(clock):
    return clock + ":00" if re.fullmatch(r"T\d\d", clock) else clock


def impossible(value):
    """Whether a value is a day that no year has."""
    found = re.fullmatch(r"(\d{4}|XXXX)-(\d\d)-(\d\d)", value)
    try:
        if found:
            datetime.date(int(found[1]) if found[1] != "XXXX" else 2024, int(found[2]), int(found[3]))
    except ValueError:
        return True
    return False


def unknown(wanted):
    """The class of what TIMEX3 or the calendar has no value for."""
    if wanted and impossible(wanted[0]):
        return "never"
    if any(re.match(r"\(?(.*T)?TME[BLD]\b", w) for w in wanted):
        return "meal"
    return "school" if any(re.match(r"\(?SY(\d{4}|X)", w) for w in wanted) else None


def difference(near, text, wanted, kind, dated, today=None):
    """The class of a deliberate difference; none where it is a fault."""
    if why := unknown(wanted):
        return why
    if not near:
        short = re.fullmatch(r"[\W\d]*", text) or re.search(r"(?<![\d/.-])\d{1,2}[/ -]\d{1,2}([/ -]\d{2}|[ ]\d{4})?(?![\d/.-])", text)
        return "figure" if short else None
    if counted(near, wanted):
        return "parts"
    row = near[0]
    if (row.get("value") or "").startswith("PT") and any("T" in w[10:] or ":" in w[10:] for w in wanted):
        return "clock"
    if row["type"] == "DURATION" and row.get("earliest"):
        first, last = day(row["earliest"]), day(row["latest"])
        if any(w and first - datetime.timedelta(days=7) <= w <= last + datetime.timedelta(days=1) for w in map(day, wanted)):
            return "span"
    if kind in ("set", "duration"):
        return "set-form" if row["type"].lower() == kind else None
    if any((r.get("value") or "").endswith("_REF") for r in near) and kind in ("date", "daterange", "datetime"):
        return "vague"
    open_ones = [r for r in near if (r.get("value") or "X").startswith(("X", "T"))]
    if not dated and open_ones and kind in ("date", "daterange", "datetime"):
        return "undated"
    if kind in ("time", "timerange", "datetimerange") or row["type"] == "TIME":
        hour = re.search(r"T(\d\d)", row.get("value") or "")
        hours = [int(h) % 12 for w in wanted for h in re.findall(r"(?:[T ]|^)(\d\d)(?=:|$)", w)]
        return "clock" if not hour or int(hour[1]) % 12 in hours else None
    others = [day(c["edtf"].split("/")[0]) for c in row.get("candidates", [])]
    if any(o and o == day(w) for o in others for w in wanted):
        return "ahead"
    ours = day(row.get("earliest"))
    for theirs in filter(None, map(day, wanted)):
        gap = (ours - theirs).days if ours else 0
        # Both in full weeks, and ours told without the day of the document.
        if gap == -7 and "-W" in row["value"] and row.get("anchor") == "stated" and "W" in wanted[0]:
            return "week"
        # The same weekday in the week before that of the document, where ours lies in the last six days.
        monday = today and today - datetime.timedelta(days=today.weekday())
        if gap == 7 and today and monday <= ours < today and not any(c.isdigit() for c in row["text"]):
            return "last"
        if ours and not any(c.isdigit() for c in row["text"]) and row.get("anchor") != "stated":
            gap = (theirs - ours).days
            if gap > 0 and (gap % 7 == 0 and gap <= 14 or theirs.day == ours.day):
                return "ahead"
    if row.get("earliest") and any(row["earliest"] <= w[:10] <= row["latest"] for w in wanted if day(w)):
        return "coarse"
    if kind == "daterange" and row.get("earliest") and any(w in (row.get("latest") or "") for w in wanted):
        return "open"
    return None


def duckling(path):
    pages = [json.loads(line) for line in open(path, encoding="utf-8") if line.strip()]
    cases = [(p, [(t["begin"], t["end"], [t["value"]], t["type"].lower()) for t in p["timex"]]) for p in pages]
    return pages, cases


def recognizers(path):
    pages, cases = [], []
    for number, line in enumerate(open(path, encoding="utf-8")):
        case = json.loads(line)
        page = {"id": str(number), "lang": case["lang"], "text": case["input"]}
        if case["reference"]:
            page["dct"] = case["reference"][:10]
        expected = []
        for one in case["expected"] or []:
            wanted = [one["timex"]] if isinstance(one["timex"], str) else list(one["timex"] or [])
            tuples = [w.strip("()").split(",") for w in wanted if w.startswith("(")]
            # Where a period begins, and how long it is.
            wanted += [part for t in tuples for part in (t[0], t[-1])]
            for value in one.get("values") or []:
                wanted += [value[k] for k in ("value", "start", "end") if value.get(k) and value[k] != "not resolved"]
            # A few cases of the suite do not tell where the expression stands: the whole input is then meant.
            begin, end = one.get("begin"), one.get("end")
            begin, end = (0, len(case["input"])) if begin is None or end is None else (begin, end)
            expected.append((begin, end, wanted, one["type"]))
        pages.append(page)
        cases.append((page, expected))
    return pages, cases


def option(name):
    return sys.argv[sys.argv.index(name) + 1] if name in sys.argv else None


def tell(name, head, lang, page, expected, rows):
    if option(name) == lang:
        got = "; ".join(f'{r["text"]}={r["value"]}' for r in rows)
        want = "; ".join(f"{page['text'][b:e]}={w[:3]}" for b, e, w, _ in expected)
        print(f"{head}{page.get('dct')}\t{page['text']}\twant {want}\tgot {got}")


def main():
    chancery, folder = sys.argv[1], sys.argv[2]
    for pattern, read in (("duckling_dates_*.jsonl", duckling), ("recognizers_model_*.jsonl", recognizers)):
        for path in sorted(glob.glob(os.path.join(folder, pattern))):
            lang = path.rsplit("_", 1)[1].split(".")[0]
            pages, cases = read(path)
            found = run(chancery, option("--packs"), pages)
            titled = run(chancery, option("--packs"), [{**p, "text": p["text"].title()} for p in pages])
            passed, failed, apart = 0, 0, collections.Counter()
            for page, expected in cases:
                rows = found[page["id"]]
                today = day(page.get("dct"))
                verdicts = []
                for begin, end, wanted, kind in expected:
                    near = overlapping(rows, begin, end)
                    if any(same(r, wanted) for r in near):
                        verdicts.append("pass")
                        continue
                    why = difference(near, page["text"][begin:end], wanted, kind, "dct" in page, today)
                    capitals = overlapping(titled[page["id"]], begin, end)
                    right = any(same(r, wanted) for r in capitals)
                    if not why and (right or difference(capitals, "", wanted, kind, "dct" in page) == "ahead"):
                        why = "capital"
                    verdicts.append(why or "fail")
                if not expected:
                    verdicts.append("fail" if rows else "pass")
                if "fail" in verdicts:
                    failed += 1
                    tell("--misses", "  ", lang, page, expected, rows)
                elif set(verdicts) <= {"pass"}:
                    passed += 1
                else:
                    why = next(v for v in verdicts if v != "pass")
                    apart.update([why])
                    tell("--apart", why + "  ", lang, page, expected, rows)
            rate = 100 * passed / max(1, passed + failed)
            classes = ", ".join(f"{k} {n}" for k, n in apart.most_common())
            print(f"{os.path.basename(path)}: {passed} of {passed + failed} that apply pass, {rate:.1f}%; otherwise on purpose: {classes or 'none'}")


main()
