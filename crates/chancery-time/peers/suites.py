#!/usr/bin/env python3
"""Runs `chancery time` on the test suites of peers and tells how much is read as they read it.

usage: suites.py CHANCERY FOLDER [--packs DIR] [--misses LANG]

FOLDER holds `duckling_dates_LANG.jsonl` ({"id","lang","dct","text","timex":[…]}) and
`recognizers_model_LANG.jsonl` ({"lang","reference","input","expected":[…]}). A case passes where an expression
is found that overlaps the expected one and denotes what it denotes (its value, or its first day). Cases that are
read otherwise on purpose are counted by class and left out of the rate:

  ahead     a bare weekday, month or day that the suite looks for ahead and news behind (the suite's day is the
            other candidate of the mention, or a whole number of weeks, months or years from ours)
  figure    digits alone (2/15, 8/1, 20) that are no date in running text
  clock     a bare time of the day or a span of hours: the suite resolves it to an instant, we to an hour
  set-form  a recurrence or a length found with the right type, in another notation
  coarse    "a week ago", "in two years": the suite gives the day, we the week, month or year that the words name
  capital   what is read once its words have their capitals (may, march, sun are words too)
  open      a date with an open end (before, since): the suite gives the end, we the date and the relation
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
    try:
        return datetime.date.fromisoformat((text or "")[:10])
    except ValueError:
        return None


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


def difference(row, text, wanted, kind):
    """The class of a deliberate difference; none where it is a fault."""
    if row is None:
        return "figure" if re.fullmatch(r"[\W\d]*", text) else None
    if kind in ("set", "duration"):
        return "set-form" if row["type"].lower() == kind else None
    if kind in ("time", "timerange", "datetimerange") or row["type"] == "TIME":
        return "clock"
    if any(c["edtf"][:10] == w[:10] for c in row.get("candidates", []) for w in wanted):
        return "ahead"
    ours = day(row.get("earliest"))
    for theirs in filter(None, map(day, wanted)):
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
            wanted += [re.split(r"[(,]", w)[1] for w in wanted if w.startswith("(")]
            for value in one.get("values") or []:
                wanted += [value[k] for k in ("value", "start", "end") if value.get(k) and value[k] != "not resolved"]
            # A few cases of the suite do not tell where the expression stands: the whole input is then meant.
            begin, end = one.get("begin"), one.get("end")
            begin, end = (0, len(case["input"])) if begin is None or end is None else (begin, end)
            expected.append((begin, end, wanted, one["type"]))
        pages.append(page)
        cases.append((page, expected))
    return pages, cases


def main():
    chancery, folder = sys.argv[1], sys.argv[2]
    option = lambda name: sys.argv[sys.argv.index(name) + 1] if name in sys.argv else None
    for pattern, read in (("duckling_dates_*.jsonl", duckling), ("recognizers_model_*.jsonl", recognizers)):
        for path in sorted(glob.glob(os.path.join(folder, pattern))):
            lang = path.rsplit("_", 1)[1].split(".")[0]
            pages, cases = read(path)
            found = run(chancery, option("--packs"), pages)
            titled = run(chancery, option("--packs"), [{**p, "text": p["text"].title()} for p in pages])
            passed, failed, apart = 0, 0, collections.Counter()
            for page, expected in cases:
                rows = found[page["id"]]
                verdicts = []
                for begin, end, wanted, kind in expected:
                    near = overlapping(rows, begin, end)
                    if any(same(r, wanted) for r in near):
                        verdicts.append("pass")
                        continue
                    why = difference(near[0] if near else None, page["text"][begin:end], wanted, kind)
                    if not why and any(same(r, wanted) for r in overlapping(titled[page["id"]], begin, end)):
                        why = "capital"
                    verdicts.append(why or "fail")
                if not expected:
                    verdicts.append("fail" if rows else "pass")
                if "fail" in verdicts:
                    failed += 1
                    if option("--misses") == lang:
                        got = "; ".join(f'{r["text"]}={r["value"]}' for r in rows)
                        want = "; ".join(f"{page['text'][b:e]}={w[:3]}" for b, e, w, _ in expected)
                        print(f"  {page.get('dct')}\t{page['text']}\twant {want}\tgot {got}")
                elif set(verdicts) <= {"pass"}:
                    passed += 1
                else:
                    apart.update([next(v for v in verdicts if v != "pass")])
            rate = 100 * passed / max(1, passed + failed)
            classes = ", ".join(f"{k} {n}" for k, n in apart.most_common())
            print(f"{os.path.basename(path)}: {passed} of {passed + failed} that apply pass, {rate:.1f}%; otherwise on purpose: {classes or 'none'}")


main()
