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
_WITH_TWO_FIELDS = re.compile(
    r"\b(?P<m>Ministry (?:of|for) (?:the )?[A-Z][a-z]+(?: [A-Z][a-z]+)*(?:, [A-Z][a-z]+(?: [A-Z][a-z]+)*)*,? (?:and|&) (?:the )?(?!(?:Ministry|Minister|President|Prime|Commerce|Treasury|State|Justice)\b)[A-Z][a-z]+(?: [A-Z][a-z]+)*)"
)
_OF_A_FIELD = re.compile(
    r"\bMinistry (?:of|for) (?:the )?(?:National )?(?P<k>Defen[cs]e|Energy|Interior|Finance|Justice|Industry|Economy)(?: and (?:the )?[A-Z][a-z]+(?: [A-Z][a-z]+)?)?$"
)
_MINISTER = re.compile(
    r"\bMinister (?:of|for) (?:the )?[A-Z][a-z]+(?: [A-Z][a-z]+)*,? (?:and|&) (?:the )?[A-Z][a-z]+(?: [A-Z][a-z]+)?(?=,)"
)
_TWO_DEPARTMENTS = re.compile(
    r"\b(?:(?P<a>Commerce|Treasury|State|Justice|Defen[cs]e|Energy|Homeland Security), )?(?P<b>Commerce|Treasury|State|Justice|Defen[cs]e|Energy|Homeland Security),? and (?P<c>Commerce|Treasury|State|Justice|Defen[cs]e|Energy|Homeland Security) [Dd]epartments\b"
)
_CHINAS = {"foreign": "cn-mfa", "commerce": "cn-mofcom"}
_CANONICAL = {
    "us-commerce": "U.S. Department of Commerce", "us-treasury": "U.S. Department of the Treasury", "us-state": "U.S. Department of State",
    "us-justice": "U.S. Department of Justice", "us-defense": "U.S. Department of Defense",
    "us-energy": "U.S. Department of Energy", "us-homeland": "U.S. Department of Homeland Security",
}  # fmt: skip
_KEYS = {
    "Commerce": "us-commerce", "Treasury": "us-treasury", "State": "us-state", "Justice": "us-justice", "Defense": "us-defense",
    "Energy": "us-energy", "Homeland Security": "us-homeland",
}  # fmt: skip


def _key_of(words: str) -> str:
    """A ministry's key: by its first field where that is one that papers call it by ("the defence ministry")."""
    field = _OF_A_FIELD.fullmatch(words)
    return f"ministry:{field['k'].lower().replace('defence', 'defense') if field else words.lower()}"


def inside_an_office(flat: str, found: list[Found]) -> list[Found]:
    """What is read without half an office's name: "the Minister of Energy and Natural Resources" names no firm."""
    if "Minister " not in flat:
        return found
    spans = [m.span() for m in _MINISTER.finditer(flat)]
    return [f for f in found if not any(a < f.span.start and f.span.end <= b for a, b in spans)]


def called_by_its_field(found: list[Found]) -> None:
    """Give a ministry in full the key that "the defence ministry" has, where no table knows it."""
    for item in found:
        if item.type == "agency" and item.known is None and item.canonical.startswith("Ministry "):
            item.key = _key_of(item.canonical)


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
    if "Ministry " in flat:
        for match in _WITH_TWO_FIELDS.finditer(flat):
            yield Found(Span(*match.span("m")), "agency", _key_of(match["m"]), match["m"])
    for match in around(_TWO_DEPARTMENTS, text.marks["two_departments"], flat, 70, 16):
        for part in ("a", "b", "c"):
            if match[part] and (key := _KEYS.get(match[part].replace("Defence", "Defense"))):
                yield Found(Span(*match.span(part)), "agency", key, _CANONICAL[key])
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
