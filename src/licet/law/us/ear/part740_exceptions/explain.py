"""Explain: what an exception asks, where it serves and which papers follow, in plain words, as of a day."""

from __future__ import annotations

from dataclasses import dataclass

from licet.errors import UnknownName, nearest
from licet.law.law import Law
from licet.law.us.ear.part740_exceptions.bar_tests import PACK
from licet.law.us.ear.part740_exceptions.bars import BARS, leaves_open
from licet.law.us.ear.part740_exceptions.find import exceptions
from licet.law.us.ear.part740_exceptions.license_exception import LicenseException


@dataclass(frozen=True, slots=True)
class Explained:
    """An exception as a reader wants it.

    Attributes:
        symbol: "LVS". section: "15 CFR 740.3". title: What it is for.
        status: "in force", "ended", "not yet in force", "printed, parent rule not enforced".
        since: First day of the present state, and the citation.
        answers: Which requirements it can answer.
        needs: What must be so. places: Where. limits: How far. papers: What to write or file.
        limbs: Id, title and citation of each limb.
        closed_by: Bars of 740.2(a) that leave none of its limbs open.
        open_in_part_under: Bars that name some or all of them as open, or may leave them open.
    """

    symbol: str
    section: str
    title: str
    status: str
    since: tuple[str | None, str]
    answers: str
    needs: tuple[str, ...]
    places: str
    limits: tuple[str, ...]
    papers: tuple[str, ...]
    limbs: tuple[tuple[str, str, str], ...]
    closed_by: tuple[str, ...]
    open_in_part_under: tuple[str, ...]


def exception(symbol: str) -> LicenseException:
    """An exception by its symbol.

    Raises:
        UnknownName: There is none of that symbol; the nearest is named.
    """
    found = {each.symbol: each for each in exceptions()}
    if symbol.upper() not in found:
        raise UnknownName(f"there is no License Exception {symbol}", remedy=nearest(symbol.upper(), found))
    return found[symbol.upper()]


def explain(symbol: str, law: Law) -> Explained:
    """What an exception asks, as of the law's day.

    Raises:
        UnknownName: There is no exception of that symbol.
    """
    asked = exception(symbol)
    life = law.get(f"{asked.pack}/life")
    words = law.get(f"{asked.pack}/explained")
    told = words.value if words else {}
    closed, part = _bars(asked, law)
    return Explained(
        asked.symbol, asked.section, told.get("title", asked.limbs[0].title), status(asked, law),
        (life.ref.valid[0] if life else None, life.cite if life else asked.section),
        told.get("answers", ""), tuple(told.get("needs", ())), told.get("places", ""), tuple(told.get("limits", ())),
        tuple(told.get("papers", ())), tuple((limb.id, limb.title, limb.cite) for limb in asked.limbs), closed, part,
    )  # fmt: skip


def status(asked: LicenseException, law: Law) -> str:
    """Its state on the day, in words."""
    life = law.get(f"{asked.pack}/life")
    if life is None:
        return "not yet in force"
    if life.value is not True:
        return "ended"
    return "printed, parent rule not enforced" if asked.symbol in ("AIA", "ACM", "LPP") and suspended(law) else "in force"


def suspended(law: Law) -> bool:
    """Whether BIS does not enforce the rule that AIA, ACM and LPP hang on."""
    return law.in_force("us/ear/part740_exceptions/aia/not_enforced") is not None


def papers(symbol: str, law: Law) -> tuple[str, ...]:
    """What its use asks to write, keep or file, for a decision's documents."""
    words = law.get(f"{exception(symbol).pack}/explained")
    return tuple(words.value.get("papers", ())) if words else ()


def _bars(asked: LicenseException, law: Law) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The paragraphs of 740.2(a) in force that close it whole, and those that name it, or a part of it, as open.

    A list that leaves "any" open speaks only of what it shuts.
    """
    left: dict[str, list[bool | None]] = {}
    for bar in BARS:
        value = law.get(f"{PACK}/{bar.name}")
        if value is not None:
            found = [leaves_open(tuple(value.value), limb.id) for limb in asked.limbs]
            left.setdefault(f"15 CFR 740.2{bar.paragraph}", []).extend(
                open_ for open_ in found if "any" not in value.value or open_ is False
            )
    closed = tuple(cite for cite, found in left.items() if found and all(open_ is False for open_ in found))
    return closed, tuple(cite for cite, found in left.items() if found and cite not in closed)
