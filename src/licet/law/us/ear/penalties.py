"""Penalty arithmetic: the statutory maximum and the guideline's base amount of each violation, and settlement sums.

15 CFR 764.3 and Supplement No. 1 to part 766; 50 USC 4819 (ECRA), 50 USC 1705 (IEEPA). All amounts are exact decimals in US
dollars. A base amount is where the guidelines begin; aggravating and mitigating factors are judgment and are not weighed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from licet.errors import BadValue, OutOfCoverage
from licet.facts import AsOf
from licet.law.law import Law, Value
from licet.law.us.ear.follow import years_after

_PACK = "us/ear/penalties"


class Statute(StrEnum):
    """Under which statute a violation is charged."""

    ECRA = "ECRA"
    IEEPA = "IEEPA"


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """One violation, or several alike.

    Attributes:
        statute: Under which it is charged.
        transaction_value: In US dollars; None when not told, which leaves amounts that need it open.
        egregious: Whether the agency finds it egregious; None when not told.
        voluntarily_disclosed: Whether it was; None when not told.
        violated_on: Its day; maxima are adjusted only for violations after 2015-11-02.
        count: How many of the same kind and value.
    """

    statute: Statute
    transaction_value: Decimal | None = None
    egregious: bool | None = None
    voluntarily_disclosed: bool | None = None
    violated_on: date | None = None
    count: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """What one agency is to get in a settlement; `suspended` is the part not payable while terms are kept."""

    agency: str
    amount: Decimal
    suspended: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Penalty:
    """What the arithmetic gives for one violation.

    Attributes:
        violation: Of which.
        maximum: Civil maximum; None when the transaction value is not told and could exceed it.
        base: The most the guidelines begin from; None when a fact is missing or no matrix was in force.
        cites: Where the amounts come from.
        because: The steps in words.
        verified: Whether every figure was read, none from memory.
        missing: Facts that would settle what is open, as field names.
        limitation: Last day a charge may be brought, when the day of the violation is told.
    """

    violation: Violation
    maximum: Decimal | None
    base: Decimal | None
    cites: tuple[str, ...]
    because: tuple[str, ...]
    verified: bool
    missing: tuple[str, ...] = ()
    limitation: date | None = None


def penalty(violation: Violation, assessed_on: date) -> Penalty:
    """The statutory maximum and the base amount of a violation assessed on a day.

    Raises:
        BadValue: ECRA is charged for an act before ECRA, or the act lies after the assessment.
        OutOfCoverage: No maximum is known for the day.
    """
    if violation.violated_on is not None and violation.violated_on > assessed_on:
        raise BadValue(f"the violation of {violation.violated_on} lies after its assessment", where="violated_on")
    if violation.statute is Statute.ECRA and violation.violated_on and violation.violated_on < date(2018, 8, 13):
        raise BadValue(
            "ECRA became law on 2018-08-13; an earlier violation falls under IEEPA", where="statute", remedy="statute: IEEPA"
        )
    law = Law(AsOf.on(assessed_on))
    used: list[Value] = []
    figure = _figure(violation, assessed_on, law)
    used.append(figure)
    steps = [f"the figure of {assessed_on} is {_usd(figure.value)} ({figure.cite})"]
    missing: list[str] = []
    maximum = _maximum(violation, figure, law, steps, missing)
    base = _base(violation, maximum, law, used, steps, missing)
    return Penalty(
        violation=violation,
        maximum=maximum,
        base=base,
        cites=tuple(dict.fromkeys(_cites(violation, used))),
        because=tuple(steps),
        verified=all(value.ref.verified for value in used),
        missing=tuple(dict.fromkeys(missing)),
        limitation=_limitation(violation, law),
    )


def _figure(violation: Violation, assessed_on: date, law: Law) -> Value:
    """The figure per violation: of the assessment, or of the statute for acts up to 2015-11-02."""
    name = f"{_PACK}/{violation.statute.lower()}_maximum"
    since = law.get(f"{_PACK}/adjusted_since")
    if since is not None and violation.violated_on and violation.violated_on <= date.fromisoformat(since.value):
        law = Law(AsOf.on(date(2016, 1, 1), assessed_on))
    found = law.get(name)
    if found is None:
        raise OutOfCoverage(
            f"no {violation.statute} maximum is held for {law.when.valid_on}",
            why="a penalty cannot be worked out on a figure that is not known",
            remedy=f"licet law show {name}",
        )
    return found


def _maximum(violation: Violation, figure: Value, law: Law, steps: list[str], missing: list[str]) -> Decimal | None:
    """The greater of the figure and a multiple of the transaction value."""
    statutory: Decimal = figure.value
    multiple = law.value(f"{_PACK}/value_multiple").value
    if violation.transaction_value is None:
        missing.append("transaction_value_usd")
        steps.append(f"the maximum is more if {multiple} times the transaction value is more")
        return None
    times: Decimal = multiple * violation.transaction_value
    maximum = max(statutory, times)
    steps.append(f"{multiple} times the transaction value is {_usd(times)}; the greater is {_usd(maximum)}")
    return maximum


def _base(
    violation: Violation, maximum: Decimal | None, law: Law, used: list[Value], steps: list[str], missing: list[str]
) -> Decimal | None:
    """The cell of the base penalty matrix (Supplement No. 1 to part 766)."""
    matrix = law.get(f"{_PACK}/base_matrix")
    if matrix is None:
        steps.append("no base penalty matrix of these guidelines was in force")
        return None
    missing += [name for name in ("egregious", "voluntarily_disclosed") if getattr(violation, name) is None]
    if violation.egregious is None or violation.voluntarily_disclosed is None:
        return None
    used.append(matrix)
    row = "egregious" if violation.egregious else "plain"
    cell: Mapping[str, str] = matrix.value[f"{row}_{'disclosed' if violation.voluntarily_disclosed else 'undisclosed'}"]
    of = _of(cell["of"], violation, maximum, law)
    if of is None:
        missing.append("transaction_value_usd")
        return None
    amount = Decimal(cell["share"]) * of
    words = {"value": "the transaction value", "schedule": "the schedule amount", "maximum": "the statutory maximum"}
    share = "" if cell["share"] == "1" else "one half of "
    steps.append(f"base: up to {share}{words[cell['of']]}, {_usd(amount)} ({matrix.cite})")
    limits = [Decimal(cell["cap"])] if "cap" in cell else []
    if maximum is not None:
        limits.append(maximum)
    if limits and amount > min(limits):
        amount = min(limits)
        steps.append(f"capped at {_usd(amount)}")
    return amount


def _of(what: str, violation: Violation, maximum: Decimal | None, law: Law) -> Decimal | None:
    """What a cell takes a share of; None when the transaction value is not told."""
    if what == "maximum":
        return maximum
    if violation.transaction_value is None:
        return None
    if what == "value":
        return violation.transaction_value
    steps = law.value(f"{_PACK}/schedule").value
    reached = [Decimal(step) for step in steps if Decimal(step) <= violation.transaction_value]
    return Decimal(steps[str(max(reached))])


def _limitation(violation: Violation, law: Law) -> date | None:
    years = law.get(f"{_PACK}/limitation_{violation.statute.lower()}")
    return None if years is None or violation.violated_on is None else years_after(violation.violated_on, years.value)


def _cites(violation: Violation, used: list[Value]) -> list[str]:
    statute = "50 USC 4819(c)" if violation.statute is Statute.ECRA else "50 USC 1705(b)"
    return [statute, *(value.cite for value in used)]


def sums(payments: tuple[Payment, ...]) -> dict[str, Decimal]:
    """A settlement's headline total, the part that is payable, and the part suspended.

    >>> bis = Payment(agency="BIS", amount=Decimal(661000000), suspended=Decimal(300000000))
    >>> {name: int(amount) for name, amount in sums((bis,)).items()}
    {'total_usd': 661000000, 'payable_usd': 361000000, 'suspended_usd': 300000000}

    Raises:
        BadValue: An agency suspends more than it gets.
    """
    for payment in payments:
        if payment.suspended > payment.amount:
            raise BadValue(f"suspends {_usd(payment.suspended)} of {_usd(payment.amount)}", where=payment.agency)
    total = sum((payment.amount for payment in payments), Decimal(0))
    suspended = sum((payment.suspended for payment in payments), Decimal(0))
    return {"total_usd": total, "payable_usd": total - suspended, "suspended_usd": suspended}


def settlement(name: str, on: date) -> tuple[Payment, ...]:
    """A settlement the pack holds, such as "zte_2017".

    Raises:
        PackError: The pack has none of that name.
        OutOfCoverage: It was not made by then.
    """
    table: dict[str, Any] = Law(AsOf.on(on)).value(f"{_PACK}/{name}").value
    return tuple(
        Payment(agency=agency, amount=Decimal(row["amount"]), suspended=Decimal(row["suspended"])) for agency, row in table.items()
    )


def _usd(amount: Decimal) -> str:
    whole = amount == amount.to_integral_value()
    return f"{int(amount):,} USD" if whole else f"{amount:,f} USD"
