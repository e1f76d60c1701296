"""Counterfactuals: the smallest changes that would alter a decision, found by asking the engine again.

Nothing here knows a rule. Each candidate is the transaction with one thing changed (an open question answered, a value, a
license, a party, a classification, a destination), decided like any other; it is told only if the outcome differs. They
say what the answer hangs on; they are no advice to describe an item, a party or a place as other than it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

from licet.countries import name_of
from licet.decisions import Decision, Outcome
from licet.errors import LicetError
from licet.law.us.ear.part774_ccl.lookup import entry, exists
from licet.transactions import Item, Kind, License, Participant, Transaction

#: Places asked about, each standing for a way the rules treat places: near ally, Wassenaar ally outside NATO, A:6, China,
#: Russia, embargo.
PLACES = ("CA", "DE", "JP", "SG", "BR", "IN", "CN", "RU", "IR")
_MOVES = {"civil": "a civil end use", "military": "a military end use"}


@dataclass(frozen=True, slots=True)
class Counterfactual:
    """A change that would alter the decision.

    Attributes:
        kind: "fact", "content", "value", "license", "party", "maker", "end_use", "eccn" or "destination".
        fact: Path of what changes.
        to: What it would be.
        change: In words.
        outcome: What the decision would be.
        exception: The exception that would answer it, None otherwise.
        because: Its first reasons.
        transaction: What was asked, so that it can be asked again.
    """

    kind: str
    fact: str
    to: str
    change: str
    outcome: Outcome
    exception: str | None
    because: tuple[str, ...]
    transaction: Transaction

    def as_dict(self) -> dict[str, Any]:
        """As the decision prints it."""
        return {
            "kind": self.kind, "fact": self.fact, "to": self.to, "change": self.change, "outcome": self.outcome.value,
            "exception": self.exception, "because": list(self.because),
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Candidate:
    kind: str
    fact: str
    to: str
    change: str
    tx: Transaction


def counterfactuals(
    transaction: Transaction, decide: Callable[[Transaction], Decision], limit: int = 5
) -> tuple[Counterfactual, ...]:
    """The smallest changes that would alter the decision of a transaction, smallest first.

    Of each kind of change the first that helps is told before a second of the same kind, and asking stops when there are
    enough. What helps is what would let a stopped transaction go, or would stop one that goes; one other of each kind
    fills what is left.

    Args:
        transaction: As decided.
        decide: The engine: a transaction to its decision, without counterfactuals of its own.
        limit: How many to tell.
    """
    decision = decide(transaction)
    helpful: list[Counterfactual] = []
    others: list[Counterfactual] = []
    later: list[_Candidate] = []
    for candidate in _candidates(transaction, decision):
        if len(helpful) >= limit:
            break
        if any(candidate.kind == told.kind for told in helpful):
            later.append(candidate)
        else:
            _sort_in(_told(candidate, decision, decide), decision, helpful, others)
    for candidate in later:
        if len(helpful) >= limit:
            break
        _sort_in(_told(candidate, decision, decide), decision, helpful, others)
    kinds = {told.kind for told in helpful}
    first = {told.kind: told for told in reversed(others) if told.kind not in kinds}
    return (*helpful, *(told for told in others if told is first.get(told.kind)))[:limit]


def _told(candidate: _Candidate, decision: Decision, decide: Callable[[Transaction], Decision]) -> Counterfactual | None:
    """What a candidate changes; None when it changes nothing, or cannot be asked."""
    said = _ask(candidate, decide)
    if said is None or said.outcome is decision.outcome:
        return None
    return Counterfactual(
        candidate.kind, candidate.fact, candidate.to, candidate.change, said.outcome, said.values.get("exception"),
        said.because[:3], candidate.tx,
    )  # fmt: skip


def _sort_in(told: Counterfactual | None, decision: Decision, helpful: list[Counterfactual], others: list[Counterfactual]) -> None:
    """Put it with those that help: what lets a stopped transaction go, or what would stop one that goes."""
    if told is not None:
        (helpful if told.outcome.clears is not decision.outcome.clears else others).append(told)


def _ask(candidate: _Candidate, decide: Callable[[Transaction], Decision]) -> Decision | None:
    """The decision of a candidate; None when it cannot be asked (a paragraph that does not exist, a day not covered)."""
    try:
        return decide(candidate.tx)
    except LicetError:
        return None


# --- candidates, smallest change first ----------------------------------------------------------------------------------


def _candidates(tx: Transaction, decision: Decision) -> Iterator[_Candidate]:
    yield from _answers(tx, decision)
    if tx.kind is Kind.PROCUREMENT:
        yield from _bought(tx)
        return
    for index, item in enumerate(tx.items):
        yield from _content(tx, decision, index, item)
        yield from _smaller(tx, index, item)
    yield from _licensed(tx)
    for index, party in enumerate(tx.parties):
        yield from _other_party(tx, index, party)
    yield from _end_use(tx)
    for index, item in enumerate(tx.items):
        yield from _classified(tx, index, item)
    yield from _elsewhere(tx)


def _bought(tx: Transaction) -> Iterator[_Candidate]:
    """Buying: another maker of the item, and other parties."""
    for index, item in enumerate(tx.items):
        if item.manufacturer:
            name = item.manufacturer.split()[0]
            plain = item.description.replace(name, "").strip() if item.description else None
            words = f"another maker than {item.manufacturer}"
            changed = _with_item(tx, index, manufacturer="another maker", description=plain)
            yield _Candidate("maker", f"items[{index}].manufacturer", "another", words, changed)
    for index, party in enumerate(tx.parties):
        yield from _other_party(tx, index, party)


def _answers(tx: Transaction, decision: Decision) -> Iterator[_Candidate]:
    """Each open question, answered yes and no."""
    for asked in decision.questions[:6]:
        for word in ("yes", "no"):
            told = replace(tx, answers=(*tx.answers, (asked.fact, word)))
            yield _Candidate("fact", asked.fact, word, f"{asked.asks} {word}", told)


def _content(tx: Transaction, decision: Decision, index: int, item: Item) -> Iterator[_Candidate]:
    """US content at the de minimis level, when its share is known and above it."""
    share, level = decision.values.get("controlled_content_pct"), decision.values.get("threshold_pct")
    if share is None or level is None or not item.us_content or Decimal(str(share)) <= Decimal(str(level)):
        return
    scale = Decimal(str(level)) / Decimal(str(share))
    less = tuple(part if part.value_usd is None else replace(part, value_usd=part.value_usd * scale) for part in item.us_content)
    words = f"controlled US content at most {level} percent instead of {share}"
    yield _Candidate("content", f"items[{index}].us_content", f"{level}", words, _with_item(tx, index, us_content=less))


def _smaller(tx: Transaction, index: int, item: Item) -> Iterator[_Candidate]:
    """A value within the entry's LVS limit, when the order is above it."""
    if item.value_usd is None or item.eccn is None or tx.as_of is None:
        return
    limit = _lvs_limit(item.eccn, tx)
    if limit is not None and limit < item.value_usd:
        words = f"an order of at most {limit:,} USD under {item.eccn} instead of {item.value_usd:,}"
        smaller = _with_item(tx, index, value_usd=limit, order_value_usd=None)
        yield _Candidate("value", f"items[{index}].value_usd", f"{limit}", words, replace(smaller, net_value_usd=None))


def _lvs_limit(eccn: str, tx: Transaction) -> Decimal | None:
    try:
        return None if tx.as_of is None else entry(eccn, tx.as_of).lvs_limit(to=tx.destination)[0]
    except LicetError:
        return None


def _licensed(tx: Transaction) -> Iterator[_Candidate]:
    """A license of each agency that covers all of it, for the usual four years (15 CFR 750.7(g))."""
    eccns = tuple(item.eccn for item in tx.items if item.eccn)
    places = (tx.destination,) if tx.destination else ()
    names = tuple(party.name for party in tx.parties if party.name)
    begun = tx.as_of
    through = None if begun is None else begun + timedelta(days=4 * 365)
    for agency in ("BIS", "OFAC"):
        held = License(
            number=f"of {agency}", eccns=eccns, destinations=places, parties=names, authority=agency, start=begun, end=through
        )
        words = f"a license of {agency} for the item, the destination and the parties"
        yield _Candidate("license", "licenses", agency, words, replace(tx, licenses=(*tx.licenses, held)))


def _other_party(tx: Transaction, index: int, party: Participant) -> Iterator[_Candidate]:
    """The same transaction with somebody in the role of whom no list speaks."""
    named = party.name or f"the {party.role.replace('_', ' ')}"
    plain = Participant(role=party.role, name="", country=party.country)
    others = tuple(plain if place == index else each for place, each in enumerate(tx.parties))
    words = f"another {party.role.replace('_', ' ')} than {named}, on no list and owned by nobody on one"
    yield _Candidate("party", f"parties[{index}]", "unlisted", words, replace(tx, parties=others))


def _end_use(tx: Transaction) -> Iterator[_Candidate]:
    """A civil and a military end use, in the plainest words."""
    for use, words in _MOVES.items():
        if tx.end_use != use:
            yield _Candidate(
                "end_use", "end_use", use, f"{words} instead of {tx.end_use or 'none stated'}", replace(tx, end_use=use)
            )


def _classified(tx: Transaction, index: int, item: Item) -> Iterator[_Candidate]:
    """The anti-terrorism entries of the same category and group, EAR99, and the heading's own neighbors."""
    code = item.eccn or ""
    heading = code.partition(".")[0]
    if code and (len(heading) != 5 or not heading[:1].isdigit()):
        return
    entries = [f"{heading[:2]}{number}" for number in ("991", "992", "994", "998", "999")] if heading else []
    for other in (*(each for each in entries if each != heading and exists(each)), "EAR99"):
        if other != code:
            words = f"{other} instead of {code or 'no classification'}"
            yield _Candidate("eccn", f"items[{index}].eccn", other, words, _with_item(tx, index, eccn=other))


def _elsewhere(tx: Transaction) -> Iterator[_Candidate]:
    """Other destinations, the parties there moving with it."""
    for place in PLACES:
        if place == tx.destination or place == tx.exporter_country:
            continue
        moved = tuple(replace(p, country=place) if p.country == tx.destination else p for p in tx.parties)
        words = f"{name_of(place)} as destination instead of {name_of(tx.destination) if tx.destination else 'none told'}"
        yield _Candidate("destination", "destination", place, words, replace(tx, destination=place, parties=moved))


def _with_item(tx: Transaction, index: int, **fields: Any) -> Transaction:
    """The transaction with fields of one item changed."""
    items = tuple(replace(each, **fields) if place == index else each for place, each in enumerate(tx.items))
    return replace(tx, items=items)
