"""What else is known beside the name: birth dates, countries, identifiers, addresses.

A contradiction lowers the score and is shown; it never deletes a hit (matching.md, section 6). The weights are log-odds set
by judgment, with the signs and order of the measured rates; they are not fitted to any benchmark.
"""

import re
from math import inf
from typing import NamedTuple

from licet.screening.addresses import same_address
from licet.screening.entries import Entry
from licet.screening.identifiers import same_identifier
from licet.screening.query import Because, Query

BIRTH_DATE_SAME = 4.0
BIRTH_YEAR_SAME = 2.0
BIRTH_YEAR_NEAR = 0.5
BIRTH_YEAR_APART = -5.0
COUNTRY_SAME = 0.6
# Of those that are the party, one in five states another country than the list does; of namesakes nine in ten: log(0.2 / 0.9).
COUNTRY_APART = -1.5
IDENTIFIER_SAME = 9.0
IDENTIFIER_LEAST = 2.5
IDENTIFIER_APART = -1.5
ADDRESS_SAME = 2.0
_YEAR = re.compile(r"(?<!\d)(1[89]\d\d|20\d\d)(?!\d)")
_WHOLE = re.compile(r"(?<!\d)((?:1[89]|20)\d\d)-(\d{1,2})-(\d{1,2})(?!\d)")


class FactEvidence(NamedTuple):
    """What the facts say.

    Attributes:
        lines: Evidence in words.
        settles: True when a second identifier agrees, so that a score of 1.0 is allowed.
    """

    lines: tuple[Because, ...]
    settles: bool


NO_FACTS = FactEvidence((), settles=False)


def weigh_facts(query: Query, entry: Entry, by_name: float) -> FactEvidence:
    """The facts of a query against those of a listing. What either side does not know says nothing.

    Args:
        query: What was asked.
        entry: The listing.
        by_name: Log-odds of the name alone; an identifier that agrees outweighs whatever it says against.
    """
    lines: list[Because] = []
    settles = False
    if query.birth_date and entry.birth_dates:
        born = _birth(query.birth_date, entry.birth_dates)
        if born is not None:
            lines.append(born)
            settles = born.weight == BIRTH_DATE_SAME
    if query.countries and entry.countries:
        asked, listed = {code[:2].upper() for code in query.countries}, {code[:2].upper() for code in entry.countries}
        both = sorted(asked & listed)
        if both:
            lines.append(Because(f"same country: {', '.join(both)}", COUNTRY_SAME))
        else:
            lines.append(Because(f"other country: {_list(asked)} / {_list(listed)}", COUNTRY_APART))
    if query.address and any(same_address(query.address, listed) for listed in entry.addresses):
        lines.append(Because(f"same address: {query.address[:80]}", ADDRESS_SAME))
    for kind, value in sorted(query.identifiers.items()):
        held = entry.identifiers.get(kind, ())
        if any(same_identifier(value, other) for other in held):
            lines.append(Because(f"same {kind}: {value}", max(IDENTIFIER_SAME, IDENTIFIER_LEAST - by_name)))
            settles = True
        elif held:
            lines.append(Because(f"other {kind}: {value} / {', '.join(held[:3])}", IDENTIFIER_APART))
    return FactEvidence(tuple(lines), settles)


def most_of_facts(query: Query) -> float:
    """The most that the facts of a query can add to the log-odds of any name, in log-odds."""
    if query.identifiers:
        return inf
    return BIRTH_DATE_SAME * bool(query.birth_date) + COUNTRY_SAME * bool(query.countries) + ADDRESS_SAME * bool(query.address)


def _list(codes: set[str]) -> str:
    return ", ".join(sorted(codes))


def _birth(asked: str, listed: tuple[str, ...]) -> Because | None:
    dates = {match.groups() for text in listed for match in _WHOLE.finditer(text)}
    mine = _WHOLE.search(asked)
    if mine is not None and mine.groups() in dates:
        return Because(f"same birth date: {mine.group()}", BIRTH_DATE_SAME)
    year = _YEAR.search(asked)
    years = {int(match.group()) for text in listed for match in _YEAR.finditer(text)}
    if year is None or not years:
        return None
    apart = min(abs(int(year.group()) - other) for other in years)
    if apart == 0:
        return Because(f"same birth year: {year.group()}", BIRTH_YEAR_SAME)
    if apart <= 2:
        return Because(f"birth years {apart} apart", BIRTH_YEAR_NEAR)
    return Because(f"birth years {apart} apart: {year.group()} / {min(years)}", BIRTH_YEAR_APART)
