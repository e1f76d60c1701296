"""Ministries and departments by their form: "China's foreign ministry", "the Turkish Defence Ministry", "the Chinese embassy"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from licet.casefile.entities import Found
from licet.casefile.known import Known, Names, first_word
from licet.casefile.text import Span, Text, around

_OF = r"[Ff]oreign|[Cc]ommerce|[Dd]efen[cs]e|[Ff]inance|[Tt]rade|[Ee]conomy|[Ii]nterior|[Ee]nergy|[Ii]ndustry|[Jj]ustice"
_POSSESSED = re.compile(rf"\b(?P<n>[A-Z][A-Za-z.]+(?: [A-Z][a-z]+)?)'s (?P<m>(?P<k>{_OF.lower()}) ministry)\b")
_NATIONAL = re.compile(rf"\b(?P<m>(?P<n>(?:(?!The )[A-Z][a-z]+ )?[A-Z][a-z]+) (?P<k>{_OF}) [Mm]inistry)\b")
_EMBASSY = re.compile(r"\b(?P<m>(?P<n>(?:(?!The )[A-Z][a-z]+ )?[A-Z][a-z]+) (?P<k>[Ee]mbassy))\b")
_PLAIN = re.compile(
    r"(?<=\bthe )(?P<m>(?P<k>foreign|commerce|defen[cs]e|finance|trade|economy|interior|energy|industry) ministry)\b"
)
_DEPARTMENT = re.compile(r"(?<!['’]s )\b(?P<m>(?:(?:US|U\.S\.) )?(?P<k>commerce|treasury|state|justice|defen[cs]e) department)\b")
_CHINAS = {"foreign": "cn-mfa", "commerce": "cn-mofcom"}
_CANONICAL = {
    "us-commerce": "U.S. Department of Commerce", "us-treasury": "U.S. Department of the Treasury", "us-state": "U.S. Department of State",
    "us-justice": "U.S. Department of Justice", "us-defense": "U.S. Department of Defense",
}  # fmt: skip


def ministries(text: Text, names: Names) -> Iterator[Found]:
    """Ministries told with their country, or without one, and departments in small letters as British papers write them."""
    flat = text.flat
    marks = text.marks["ministries"]
    for pattern, of_a_people in ((_POSSESSED, False), (_NATIONAL, True), (_EMBASSY, True)):
        for match in around(pattern, marks, flat, 90, 40):
            owner = _country(names, match["n"], demonym=of_a_people)
            if owner is not None:
                yield _ministry(match, owner)
    for match in around(_PLAIN, marks, flat, 30, 40):
        kind = match["k"].replace("defence", "defense")
        yield Found(Span(*match.span("m")), "agency", f"ministry:{kind}", f"{kind.capitalize()} Ministry")
    for match in around(_DEPARTMENT, text.marks["departments"], flat, 30, 40):
        key = f"us-{match['k'].replace('defence', 'defense')}"
        yield Found(Span(*match.span("m")), "agency", key, _CANONICAL[key])


def _ministry(match: re.Match[str], owner: Known) -> Found:
    kind = match["k"].lower()
    if kind == "embassy":
        return Found(Span(*match.span("m")), "agency", f"{owner.country}-embassy".lower(), f"Embassy of {owner.canonical}")
    own = _CHINAS.get(kind) if owner.country == "CN" else None
    key = own or f"{owner.country}-{kind}-ministry".lower()
    return Found(Span(*match.span("m")), "agency", key, f"{kind.capitalize()} Ministry of {owner.canonical}")


def _country(names: Names, name: str, *, demonym: bool) -> Known | None:
    """The country that a name or an adjective means."""
    rows = names.by_first.get(first_word(name), ())
    return next((k for n, k in rows if n == name and k.type == "country" and (k.demonym or not demonym)), None)
