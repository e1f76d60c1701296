"""Law as a book: a value, the rule that reads it, the cases beside it and the citation, on one page.

A place in the book is a path: a series ("us/ear/follow/retention"), a pack ("us/ear/follow"), an exception
("us/ear/part740/LVS"), an entry ("us/ear/part774/3A001.a.7"), a row of the chart ("us/ear/part738/CN") or a Country Group
("us/ear/part740/D:5"). `page` finds it; the command line and the web print the same `Page`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache

from licet.errors import PackError, UnknownName, nearest
from licet.law.cases import Case, cases_of
from licet.law.pack import all_packs, load_pack
from licet.law.pages import Page, lines_of, rules_of
from licet.law.us.ear.pages import chart_page, entry_page, exception_page, group_page, symbols


def page(path: str, on: date) -> Page:
    """The page of a path, as of a day.

    Raises:
        UnknownName: The book has no such place; the nearest is named.
    """
    wanted = path.strip("/")
    for finder in (_pack_page, _series_page, exception_page, entry_page, group_page, chart_page):
        found = finder(wanted, on)
        if found is not None:
            return found
    raise UnknownName(f"the book has no {path}", remedy=nearest(wanted, places()) or "licet law coverage lists its parts")


def explain(symbol: str, on: date) -> Page:
    """The page of a short name: "LVS", "3A001", "NS 2", "D:5", "CN", or the name of a series ("affiliates_rule").

    Raises:
        UnknownName: Nothing has that name; the nearest is named.
    """
    wanted = symbol.strip()
    shorts = (f"us/ear/part740/{wanted}", f"us/ear/part774/{wanted}", f"us/ear/part738/{wanted}")
    for short in shorts:
        for finder in (exception_page, entry_page, group_page, chart_page):
            found = finder(short, on)
            if found is not None:
                return found
    named = [place for place in places() if place.rpartition("/")[2].lower() == wanted.lower()]
    if named:
        return page(named[0], on)
    names = dict.fromkeys([*(place.rpartition("/")[2] for place in places()), *symbols()])
    raise UnknownName(f"nothing is called {symbol!r}", remedy=nearest(wanted, names) or "licet law coverage lists the parts")


@cache
def places() -> tuple[str, ...]:
    """Every pack and series, in order."""
    found: list[str] = []
    for pack in all_packs():
        found += [pack, *(f"{pack}/{name}" for name in load_pack(pack))]
    return tuple(found)


def _pack_page(path: str, on: date) -> Page | None:
    if path not in set(all_packs()):
        return None
    found = load_pack(path)
    lines = tuple(line for each in found.values() for line in lines_of(each, on))
    return Page(path, f"{len(found)} dated values of {path}", on, lines, tuple(rules_of(path, None)), tuple(_cases(path)))


def _series_page(path: str, on: date) -> Page | None:
    pack, _, name = path.rpartition("/")
    if pack not in set(all_packs()) or name not in load_pack(pack):
        return None
    found = load_pack(pack)[name]
    return Page(path, found.says, on, tuple(lines_of(found, on)), tuple(rules_of(pack, name)), tuple(_cases(pack)))


def _cases(pack: str) -> Iterator[Case]:
    """The cases in the file named like the pack, else all of its regime whose source is of the same part."""
    regime = "/".join(pack.split("/")[:2])
    stem = pack.rpartition("/")[2]
    yield from (case for case in cases_of(regime) if case.file.stem == stem or stem.startswith(case.file.stem))


def pack_of(path: str) -> str:
    """The pack a path begins with, for `licet law check PACK`.

    Raises:
        PackError: No pack or regime begins so.
    """
    wanted = path.strip("/")
    if any(pack == wanted or pack.startswith(f"{wanted}/") for pack in all_packs()):
        return wanted
    raise PackError(f"there is no law pack {path}", remedy=nearest(wanted, all_packs()) or "licet law coverage lists them")
