#!/usr/bin/env python3
"""Bytes a second of `chancery time` and of dateparser (from PyPI) on the same text, each on one core.

usage: speed.py CHANCERY LANG < TEXT
"""
import subprocess, sys, time

chancery, lang = sys.argv[1], sys.argv[2]
text = sys.stdin.read()


def tell(name, size, seconds):
    print(f"{name}: {size / seconds / 1000:,.0f} KB/s ({size / 1e6:.2f} MB in {seconds:.2f} s)")


many = text * max(1, 20_000_000 // len(text.encode()))
lines = many.encode()
start = time.perf_counter()
subprocess.run([chancery, "time", "--lang", lang], input=b"a\n", capture_output=True, check=True)
compiled = time.perf_counter() - start
start = time.perf_counter()
subprocess.run([chancery, "time", "--lang", lang], input=lines, stdout=subprocess.DEVNULL, check=True)
tell("chancery time, with JSON written, packs compiled before", len(lines), time.perf_counter() - start - compiled)
try:
    from dateparser.search import search_dates
except ImportError:
    sys.exit("dateparser is not installed")
part = text[:20_000]
start = time.perf_counter()
search_dates(part, languages=[lang])
tell("dateparser", len(part.encode()), time.perf_counter() - start)
