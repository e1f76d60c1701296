"""Section 301: the additional duty on a product of China, by its list and the day it is entered.

The list is told (`section301_list`: 1, 2, 3, 4A, 4B, or a group of the four-year review); tariff lines are not looked
up here. A duty is no license requirement: the word is always that none is needed, with the rate in `compute`.
"""

from __future__ import annotations

from decimal import Decimal

from licet.decisions import Determination, Outcome
from licet.errors import UnknownName, nearest
from licet.law.findings import Finding, conclude
from licet.law.inquiry import Inquiry
from licet.law.pack import load_pack
from licet.law.us.ofac.persons import in_the_us
from licet.proofs import condition, pledge
from licet.transactions import Kind

REGIME = "us/tariffs"
_PACK = "us/tariffs/section301"


def determine(q: Inquiry) -> Determination | None:
    """The additional duty; None for anything but goods of China bought into the United States."""
    if q.tx.kind is not Kind.PROCUREMENT or not in_the_us(q.tx.destination) or q.eccn == "service":
        return None
    if (q.item.made_in or q.tx.exporter_country) != "CN":
        return None
    return conclude(REGIME, "section 301", (_duty(q),), q.item.id or q.path)


def _duty(q: Inquiry) -> Finding | None:
    """The rate of the list told; with a tariff line alone a reminder that the line decides; else nothing."""
    if q.item.section301_list is None:
        if q.item.hts is None:
            return None
        line = pledge(f"the additional duty of tariff line {q.item.hts} under section 301 is paid", cite="19 USC 2411")
        return Finding(outcome=Outcome.NOT_SUBJECT, proof=line, cites=())
    name = series_of(q.item.section301_list)
    rate = q.law.get(f"{_PACK}/{name}")
    says = load_pack(_PACK)[name].says
    if rate is None:
        notices = q.law.get(f"{_PACK}/first_notice")
        cite = notices.value.get(name, notices.cite) if notices is not None else "19 USC 2411"
        proof = condition(f"{says} No additional duty applies on {q.on}", True, cite=cite)
        return Finding(outcome=Outcome.NO_LICENSE_REQUIRED, proof=proof, cites=(cite,), compute={"additional_duty_pct": 0})
    proof = condition(f"{says} {rate.value} percent applies on {q.on}", True, cite=rate.cite, rests_on=rate.ref)
    compute: dict[str, int | Decimal] = {"additional_duty_pct": plain(rate.value)}
    if q.value:
        compute["additional_duty_usd"] = plain(q.value * rate.value / 100)
    return Finding(outcome=Outcome.NO_LICENSE_REQUIRED, proof=proof, cites=tuple(rate.cite.split("; ")), compute=compute)


def series_of(told: str) -> str:
    """The name of the series for a list as people write it.

    >>> series_of("3"), series_of("List 4A"), series_of("Semiconductors")
    ('list_3', 'list_4a', 'semiconductors')

    Raises:
        UnknownName: There is no such list.
    """
    text = told.strip().lower().removeprefix("list").strip(" -_")
    names = [name for name in load_pack(_PACK) if name != "first_notice"]
    for name in (f"list_{text}", text.replace(" ", "_").replace("-", "_")):
        if name in names:
            return name
    shown = [name.removeprefix("list_").upper() if name.startswith("list_") else name for name in names]
    raise UnknownName(
        f"there is no section 301 list {told!r}",
        where="section301_list",
        remedy=nearest(told, shown) or f"one of {', '.join(shown)}",
    )


def plain(number: Decimal) -> int | Decimal:
    """A whole number as an integer, so that JSON shows 25 and not 25.0; others stay exact."""
    return int(number) if number == number.to_integral_value() else number
