"""Countries: any usual spelling to one code, and back.

Codes are ISO 3166-1 alpha-2, or ISO 3166-2 for the few regions that export rules name on their own (15 CFR 746.6). The
names, spellings, parents of territories and the ambiguous ones are data, in `countries.yaml` beside this file; it is read
when the first country is.
"""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from licet.errors import BadValue, UnknownName, nearest

_PACK = Path(__file__).with_name("countries.yaml")


class _Table(NamedTuple):
    """`countries.yaml`, read.

    Attributes:
        names: Code to the name shown.
        codes: Spelling, folded by `_fold`, to code.
        parents: Code of a territory or region to the code of its state.
        ambiguous: Folded spelling to the codes it may mean.
    """

    names: dict[str, str]
    codes: dict[str, str]
    parents: dict[str, str]
    ambiguous: dict[str, tuple[str, ...]]


def read_country(text: str) -> str:
    """The code of a country, territory or region, from a code or a name in any usual spelling.

    >>> read_country("Korea, South"), read_country("Türkiye"), read_country("turkey"), read_country("NO")
    ('KR', 'TR', 'TR', 'NO')
    >>> read_country("so-called DNR region of Ukraine"), read_country("Crimea")
    ('UA-14', 'UA-43')
    >>> read_country("Shenzhen, China"), read_country("Hong Kong (China)"), read_country("Sevastopol, Crimea")
    ('CN', 'HK', 'UA-43')

    Raises:
        BadValue: The spelling names more than one country, such as "Korea".
        UnknownName: No country is spelled so; the nearest ones are named.
    """
    return _read(text.strip())


@lru_cache(maxsize=65536)
def find_country(text: str) -> str | None:
    """`read_country` for words that may be no country: None when none, or more than one, is spelled so.

    >>> find_country("Turkey"), find_country("Kandahar Province"), find_country("Korea")
    ('TR', None, None)
    """
    table = _table()
    text = text.strip()
    return text.upper() if text.upper() in table.names else table.codes.get(_fold(text))


@lru_cache(maxsize=4096)
def _read(text: str) -> str:
    """`read_country` for text without surrounding space."""
    table = _table()
    if text.upper() in table.names:
        return text.upper()
    spelling = _fold(text)
    if spelling in table.codes:
        return table.codes[spelling]
    if spelling in table.ambiguous:
        choices = " or ".join(f"{code} ({table.names[code]})" for code in table.ambiguous[spelling])
        raise BadValue(f'"{text}" names more than one country', remedy=f"write {choices}")
    if (within := _of_a_place(text, table)) is not None:
        return within
    raise UnknownName(
        f'no country is called "{text}"',
        why="a destination that is not understood can not be checked",
        remedy=nearest(text, table.names.values()) or "write its ISO 3166-1 alpha-2 code, such as CN, or its English name",
    )


def _of_a_place(text: str, table: _Table) -> str | None:
    """The country of a place written with it: "Shenzhen, China", "Dubai (UAE)", "Sevastopol, Crimea".

    Of two names of which one is a territory or region of the other ("Hong Kong, China") the narrower counts; two names of
    different countries ("Georgia, Brazil") name none.
    """
    parts = [part.strip() for part in re.split(r"[,()]", text) if part.strip()]
    if len(parts) < 2:
        return None
    spelled = [part.upper() if part.upper() in table.names else table.codes.get(_fold(part)) for part in parts]
    found = [code for code in spelled if code is not None]
    narrow = [code for code in found if not any(table.parents.get(other) == code for other in found)]
    return narrow[0] if len(set(narrow)) == 1 else None


def name_of(code: str) -> str:
    """The name licet shows for a code.

    >>> name_of("HK"), name_of("UA-43")
    ('Hong Kong', 'Crimea region of Ukraine')

    Raises:
        UnknownName: Nothing has this code.
    """
    names = _table().names
    if code not in names:
        raise UnknownName(f'no country has the code "{code}"', remedy=nearest(code, names))
    return names[code]


def parent_of(code: str) -> str | None:
    """The state a territory or region belongs to (15 CFR 738.3(b)); None for a state.

    >>> parent_of("GL"), parent_of("UA-43"), parent_of("DE")
    ('DK', 'UA', None)
    """
    return _table().parents.get(code)


def codes() -> tuple[str, ...]:
    """All codes, countries and territories first, then regions, each in alphabetical order."""
    return tuple(sorted(_table().names, key=lambda code: ("-" in code, code)))


@cache
def _table() -> _Table:
    """`countries.yaml` by code and by spelling."""
    from licet.kept import keep_text

    names, spellings, parents, ambiguous = json.loads(keep_text("countries-by-spelling", lambda: json.dumps(_spelled())))
    return _Table(names, spellings, parents, {spelling: tuple(choices) for spelling, choices in ambiguous.items()})


def _spelled() -> tuple[dict[str, str], dict[str, str], dict[str, str], dict[str, list[str]]]:
    """Names by code, codes by folded spelling, states by territory, and the codes a spelling leaves open."""
    from licet.yaml_text import read_yaml

    raw = read_yaml(_PACK)
    names: dict[str, str] = {}
    spellings: dict[str, str] = {}
    for section, skip in (("countries", 1), ("regions", 0)):
        for code, line in raw[section].items():
            forms = line.split(" | ")
            names[code] = forms[skip]
            for form in forms:
                for turned in _turns(form):
                    spellings.setdefault(_fold(turned), code)
    ambiguous = {_fold(spelling): choices.split() for spelling, choices in raw["ambiguous"].items()}
    for spelling in ambiguous:
        spellings.pop(spelling, None)
    return names, spellings, raw["parents"], ambiguous


def _turns(form: str) -> tuple[str, ...]:
    """A spelling, and the same with the words around its comma exchanged: "Korea, South" is "South Korea"."""
    head, comma, tail = form.partition(", ")
    return (form, f"{tail} {head}") if comma and "," not in tail else (form,)


def _fold(text: str) -> str:
    """A spelling without case, accents, punctuation, articles and the many ways to write Saint.

    >>> _fold("St. Kitts & Nevis") == _fold("SAINT KITTS AND NEVIS")
    True
    """
    plain = text.lower().replace("&", " and ").replace("’", "'").replace(".", "")
    if not plain.isascii():
        plain = "".join(mark for mark in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(mark))
    words = re.findall(r"[^\W_]+", plain.replace("'", ""))
    return " ".join("saint" if word in ("st", "sainte") else word for word in words if word != "the")
