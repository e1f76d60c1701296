"""Cases: worked questions beside the rules, each a sentence with a day, what is given and what must follow.

```yaml
- case: CIV is gone on the day its removal took effect
  on: 2020-06-29
  source: 85 FR 23470
  given: {destination: CN, items: [{eccn: 3A001.a.7, value_usd: 9000, origin: US}], end_use: civil}
  expect: {outcome: license_required, because: [CCL 3A001: NS 2]}
```

`given` is a transaction of the contract (an export from the United States unless it says otherwise). `expect` names the
outcome and, where they matter, `exception`, `because`, `conditions`, `asks` (facts that are asked about) and any value of
the determination, or `error`, the code of the error that must be raised. A regime that has nothing to say answers `none`.
They are run by `licet law check` and by the tests.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import Any

from licet.citations import Citation
from licet.decisions import Determination
from licet.errors import LicetError, PackError
from licet.facts import AsOf
from licet.law.inquiry import Inquiry, Standing
from licet.law.law import Law
from licet.law.words import read_words
from licet.transactions import Transaction
from licet.yaml_text import read_yaml

Reader = Callable[[Mapping[str, Any]], Transaction]
Rule = Callable[[Inquiry], Determination | None]
_KEYS = {"case", "on", "known", "source", "given", "expect"}
_DEFAULTS = {"kind": "export", "exporter_country": "US"}


@dataclass(frozen=True, slots=True)
class Case:
    """One worked question.

    Attributes:
        regime: Whose rules it asks.
        file: Where it stands.
        says: The sentence.
        on: The day of the act.
        known: The day whose knowledge answers it, None for the day of the act.
        source: What it is taken from, None when it is ours.
        given: The transaction, as plain data.
        expect: What must follow.
    """

    regime: str
    file: Path
    says: str
    on: date
    known: date | None
    source: str | None
    given: Mapping[str, Any]
    expect: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Failure:
    """A case that did not come out as it must.

    Attributes:
        case: Which.
        wrong: Each difference, in words.
    """

    case: Case
    wrong: tuple[str, ...]


@cache
def cases_of(regime: str) -> tuple[Case, ...]:
    """The cases beside a regime's rules, in the order of their files.

    Raises:
        PackError: A file is no list of cases, or a case lacks its sentence, day, facts or answer.
    """
    folder = Path(__file__).parent / regime / "cases"
    found: list[Case] = []
    for file in sorted(folder.glob("*.yaml")) if folder.is_dir() else ():
        rows = read_yaml(file) or []
        if not isinstance(rows, list):
            raise PackError("is not a list of cases", where=str(file))
        found += [_case(regime, file, number, row) for number, row in enumerate(rows, 1)]
    return tuple(found)


def _case(regime: str, file: Path, number: int, row: Any) -> Case:
    where = f"{file}, case {number}"
    if not isinstance(row, dict) or not {"case", "on", "given", "expect"} <= row.keys():
        raise PackError("a case has `case`, `on`, `given` and `expect`", where=where)
    if unknown := row.keys() - _KEYS:
        raise PackError(f"unknown key {sorted(unknown)[0]!r}", where=where)
    try:
        on = date.fromisoformat(row["on"])
        known = date.fromisoformat(row["known"]) if "known" in row else None
    except ValueError as error:
        raise PackError(f"not a date: {error}", where=where) from error
    return Case(regime, file, row["case"], on, known, row.get("source"), row["given"], row["expect"])


def run(cases: Iterable[Case], rules: Mapping[str, Rule], read: Reader) -> Iterator[Failure]:
    """The cases that fail.

    Args:
        cases: What to ask.
        rules: Each regime's `determine`.
        read: A transaction from plain data, as the intake reads it.
    """
    for case in cases:
        if wrong := tuple(differences(case, rules[case.regime], read)):
            yield Failure(case, wrong)


def differences(case: Case, rule: Rule, read: Reader) -> Iterator[str]:
    """How the answers to a case differ from what must follow; an error of the engine is a difference too."""
    try:
        said = [rule(q) for q in inquiries(read({**_DEFAULTS, **case.given}), case)]
    except LicetError as error:
        if str(case.expect.get("error", "")) != error.code:
            yield f"it stopped: {error}"
        return
    told = [each for each in said if each is not None]
    if not told:
        if case.expect.get("outcome") != "none":
            yield f"nothing was said, {case.expect.get('outcome', 'an answer')} is expected"
        return
    strictest = min(told, key=lambda each: each.outcome.severity)
    yield from _compared(case.expect, strictest)


def _compared(expect: Mapping[str, Any], said: Determination) -> Iterator[str]:
    if "outcome" in expect and said.outcome.value != expect["outcome"]:
        yield f"the answer is {said.outcome.value}, {expect.get('outcome')} is expected"
    sections = {Citation.read(cite).section for cite in said.because}
    for cite in expect.get("because", ()):
        if Citation.read(cite).section not in sections:
            yield f"{cite} is not among the reasons: {', '.join(said.because) or 'none'}"
    asked = {question.fact for question in said.questions}
    for fact in expect.get("asks", ()):
        if fact not in asked:
            yield f"{fact} is not asked about: {', '.join(sorted(asked)) or 'nothing is'}"
    for name, value in expect.items():
        if name not in ("outcome", "because", "asks"):
            yield from _value(name, value, said.values.get(name))


def _value(name: str, expected: Any, found: Any) -> Iterator[str]:
    """A value of the determination against the pack's text."""
    if isinstance(expected, dict):
        for key, part in expected.items():
            yield from _value(f"{name}.{key}", part, (found or {}).get(key))
    elif isinstance(expected, list):
        for part in expected:
            if not any(part in str(each) for each in found or ()):
                yield f"{name} lacks {part!r}: {found}"
    elif not _same(_text(found), str(expected)):
        yield f"{name} is {_text(found)}, {expected} is expected"


def _same(found: str, expected: str) -> bool:
    """Whether two texts say the same: numbers by their value, the rest letter by letter.

    >>> _same("25", "25.0"), _same("LVS", "GBS")
    (True, False)
    """
    try:
        return Decimal(found) == Decimal(expected)
    except InvalidOperation:
        return found == expected


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "none" if value is None else str(value)


def inquiries(tx: Transaction, case: Case) -> Iterator[Inquiry]:
    """The inquiry about each item; listings are those the case states."""
    when = AsOf.on(case.on, case.known)
    law = Law(when)
    for index, item in enumerate(tx.items):
        yield Inquiry(
            tx=tx, item=item, index=index, law=law, standings=tuple(stated(tx)),
            words=read_words(tx.end_use, item.description), use=read_words(tx.end_use),
        )  # fmt: skip


def stated(tx: Transaction) -> Iterator[Standing]:
    """The listings that a transaction states itself (`listed_as`)."""
    for index, party in enumerate(tx.parties):
        if party.listed_as is None:
            continue
        code, _, detail = party.listed_as.partition(":")
        numbers = (
            frozenset(int(part.strip().removeprefix("fn")) for part in detail.split(","))
            if code == "EL" and detail
            else frozenset()
        )
        yield Standing(
            index=index, party=party, list=code.removesuffix("-suspended"), footnotes=numbers,
            programs=(detail,) if code == "SDN" and detail else (), suspended=code == "DPL-suspended",
        )  # fmt: skip
