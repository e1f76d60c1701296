"""Books made from a few words, for the tests of exposure."""

from collections.abc import Callable

import polars as pl
import pytest

from licet.exposure.book import Book
from licet.exposure.bookfiles import RawTable
from licet.exposure.checks import check_tables
from licet.exposure.columns import TABLES
from licet.exposure.relations import Relations
from licet.exposure.values import empty, problems, typed


def book_of(**tables: list[dict[str, str]]) -> Book:
    """A book from rows of text; fails on any row that could not be used."""
    frames = {}
    for spec in TABLES:
        rows = tables.get(spec.name, [])
        if not rows:
            frames[spec.name] = empty(spec)
            continue
        names = list(dict.fromkeys(name for row in rows for name in row))
        raw = pl.DataFrame([{n: r.get(n) for n in names} for r in rows], schema=dict.fromkeys(names, pl.String))
        frames[spec.name], wrong, unknown = typed(RawTable(spec.name, f"{spec.name}.csv", raw, 2), spec)
        assert not unknown
        assert not wrong.height, wrong
    checked, wrong = check_tables(frames, problems())
    assert not wrong.height, wrong
    return Book(checked, wrong)


def owned(*stakes: str, **countries: str) -> Relations:
    """Relations from stakes such as "X 50 A", "X 25..40 A", "X ? A", "X control A"."""
    rows = []
    for stake in stakes:
        owner, share, held = stake.split()
        row = {"owner": owner, "owned": held, "source": f"test: {stake}"}
        if share in ("control", "votes"):
            row["kind"] = share
        elif ".." in share:
            row["pct_min"], row["pct_max"] = share.split("..")
        elif share != "?":
            row["pct"] = share
        rows.append(row)
    names = sorted({name for row in rows for name in (row["owner"], row["owned"])})
    parties = [{"id": name, "name": name, "country": countries.get(name, "CN")} for name in names]
    return Relations(book_of(parties=parties, ownership=rows))


@pytest.fixture
def make_book() -> Callable[..., Book]:
    return book_of


@pytest.fixture
def make_owned() -> Callable[..., Relations]:
    return owned


@pytest.fixture(scope="session")
def owned_by_words() -> Callable[..., Relations]:
    return owned


@pytest.fixture(scope="session")
def book_by_words() -> Callable[..., Book]:
    return book_of
