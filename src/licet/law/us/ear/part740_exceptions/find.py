"""Find the license exception that answers every requirement (15 CFR 740.1, 740.2, 738.4(a)(2)(ii)).

A limb counts when it is in force, every requirement leaves room for it, no bar of 740.2(a) shuts it, and its conditions
hold. Of several that count, the one the facts name is taken, else the one with the fewest conditions to keep. A limb that
nobody claims and that no classification opens is not tried: it is named as possible, with what to ask.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from operator import attrgetter
from typing import NamedTuple

from licet.decisions import Requirement
from licet.law.inquiry import Inquiry
from licet.law.us.ear.headquarters import seats
from licet.law.us.ear.part740_exceptions.bars import Fired, bars, undertakings
from licet.law.us.ear.part740_exceptions.license_exception import LicenseException, Limb, Narrow, Says, Sign, never, words_said
from licet.law.us.ear.part740_exceptions.users import end_users
from licet.law.us.ear.part746_civil_users import civil_users, partner
from licet.proofs import FAILS, HOLDS, UNKNOWN, Proof, Question, all_of, any_of, citations, condition, pledges_of
from licet.transactions import Item

_NONE: frozenset[str] = frozenset()
NEEDS_ALL = "15 CFR 738.4(a)(2)(ii)(A)"


@dataclass(frozen=True, slots=True)
class Answered:
    """What part 740 says to the requirements found.

    Attributes:
        symbol: The exception that answers them all, None when none does for certain.
        limb: Its limb.
        proof: Of that limb; otherwise that some exception answers them, with those that were tried.
        conditions: What its user undertakes, in words.
        cites: Citations that carry it; when nothing answers: of the bars that apply and of the exceptions that nearly did.
        tried: The proofs of every limb that the facts or the entry put forward.
        questions: What could still open those put forward.
        undecided: Limbs put forward by the facts or the entry that hang on a missing fact: the answer is a person's.
    """

    symbol: str | None
    limb: str | None
    proof: Proof
    conditions: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()
    tried: tuple[Proof, ...] = ()
    questions: tuple[Question, ...] = ()
    undecided: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Try:
    """A limb put forward, with its proof and whether the facts name it."""

    exception: LicenseException
    limb: Limb
    proof: Proof
    claimed: bool

    @property
    def burden(self) -> tuple[bool, int]:
        """Named by the facts first, then by how much the user undertakes."""
        return (not self.claimed, len(pledges_of(self.proof)))


def find(q: Inquiry, requirements: tuple[Requirement, ...]) -> Answered:
    """The exception that overcomes every requirement, certain or possible; else why none does and what to ask.

    Raises:
        ValueError: There is no requirement: an exception answers one.
    """
    live = tuple(r for r in requirements if r.proof.verdict is not FAILS)
    if not live:
        raise ValueError("a license exception answers requirements, and there are none")
    fired = bars(q, live)
    tries: list[_Try] = []
    for exception, limb, sign, opens_by_entry in _limbs_for(q):
        claimed = sign is _said or (sign is not never and sign(q, live))
        if not claimed and (opens_by_entry is never or not opens_by_entry(q, live)):
            continue
        room = _room(exception, limb, live)
        if claimed or (room is not False and exception.life(q)):
            proof = _attempt(q, exception, limb, live, room, fired)
            if claimed or proof.verdict is not FAILS or len(_failing(proof)) == 1:
                tries.append(_Try(exception, limb, proof, claimed))
    return _answer(tries, fired)


def _said(q: Inquiry, requirements: tuple[Requirement, ...]) -> bool:
    """The sign of a limb at which words point that were said."""
    return True


#: A limb with its exception, and the two signs that are left to ask.
_Asked = tuple[LicenseException, Limb, Sign, Sign]


def _limbs_for(q: Inquiry) -> tuple[_Asked, ...]:
    """The limbs that a fact or an entry may put forward: without those whose signs need what nobody said or told."""
    narrow = _narrow()
    held = narrow.fields(q.item)
    told = _NONE if held == narrow.silent else frozenset(narrow.told[n] for n, value in enumerate(held) if value is not None)
    return _limbs(
        words_said(q, False), words_said(q, True), told,
        q.heading if q.heading in narrow.headings else "", q.to if q.to in narrow.to else None,
    )  # fmt: skip


@lru_cache(maxsize=4096)
def _limbs(use: frozenset[str], goods: frozenset[str], told: frozenset[str], heading: str, to: str | None) -> tuple[_Asked, ...]:
    """Every limb one of whose signs may point, with the signs that are left to ask."""

    def left(sign: Sign) -> Sign:
        if isinstance(sign, Says):
            return never if sign.codes.isdisjoint(goods if sign.goods else use) else _said
        if isinstance(sign, Narrow):
            return sign.sign if sign.may_point(goods, told, heading, to) else never
        return sign

    every = ((exception, limb, left(limb.claimed), left(limb.by_entry)) for exception in exceptions() for limb in exception.limbs)
    return tuple(asked for asked in every if asked[2] is not never or asked[3] is not never)


class _Needs(NamedTuple):
    """What the narrow signs of all limbs need: fields of the item (and what they hold when none is told), headings, places."""

    told: tuple[str, ...]
    fields: Callable[[Item], tuple[object, ...]]
    silent: tuple[None, ...]
    headings: frozenset[str]
    to: frozenset[str]


@cache
def _narrow() -> _Needs:
    """Read late, for the package imports this module."""
    signs = [sign for exception in exceptions() for limb in exception.limbs for sign in (limb.claimed, limb.by_entry)]
    narrow = [sign for sign in signs if isinstance(sign, Narrow)]
    told = tuple(sorted({name for sign in narrow for name in sign.told}))
    return _Needs(
        told, attrgetter(*told), (None,) * len(told),
        frozenset(each for sign in narrow for each in sign.headings), frozenset(each for sign in narrow for each in sign.to),
    )  # fmt: skip


def possible(q: Inquiry, requirements: tuple[Requirement, ...]) -> tuple[Question, ...]:
    """The limbs nobody put forward that requirements and bars would leave open, each with what to ask.

    Not part of `find`: whoever wants to show what else might serve asks for it.
    """
    live = tuple(r for r in requirements if r.proof.verdict is not FAILS)
    fired = bars(q, live)
    return tuple(
        Question(f"License Exception {limb.id}", limb.asks)
        for exception in exceptions()
        if exception.life(q)
        for limb in exception.limbs
        if not limb.claimed(q, live) and not limb.by_entry(q, live) and _room(exception, limb, live) and _open(limb, fired)
    )


@cache
def exceptions() -> tuple[LicenseException, ...]:
    """The tuple of the package; read late, for the package imports this module."""
    from licet.law.us.ear.part740_exceptions import EXCEPTIONS

    return EXCEPTIONS


def _room(exception: LicenseException, limb: Limb, live: tuple[Requirement, ...]) -> bool | None:
    """Whether all requirements leave room for the limb; None when only one that may not even apply leaves none."""
    closing = [r for r in live if not _leaves_room(exception, limb, r)]
    return False if any(r.certain for r in closing) else None if closing else True


def _leaves_room(exception: LicenseException, limb: Limb, requirement: Requirement) -> bool:
    """Whether a requirement leaves room for the limb; an arms embargo of the United Nations only for GOV (15 CFR 746.1(b))."""
    if requirement.exceptions_open is None and any("746.1(b)" in cite for cite in requirement.cites):
        return exception.symbol == "GOV"
    return exception.may_answer(limb, requirement)


def _open(limb: Limb, fired: tuple[Fired, ...]) -> bool:
    """Whether no bar surely shuts the limb."""
    return all(bar.leaves(limb.id).verdict is not FAILS for bar in fired)


def _attempt(
    q: Inquiry, exception: LicenseException, limb: Limb, live: tuple[Requirement, ...], room: bool | None, fired: tuple[Fired, ...]
) -> Proof:
    """The proof of a limb: in force, room in every requirement, no bar, its own conditions."""
    life = q.law.get(f"{exception.pack}/life")
    if life is None:
        exists = condition(f"License Exception {exception.symbol} is in force", False, cite=exception.section)
        return all_of(f"License Exception {exception.symbol} is available", exists, cite=exception.section)
    parts = [condition(f"License Exception {exception.symbol} is in force", life.value is True, cite=life.cite, rests_on=life.ref)]
    parts.append(
        condition(
            f"every requirement leaves room for {limb.id}",
            room,
            cite=NEEDS_ALL,
            asks=Question(
                f"{q.path}.eccn", f"Which requirements apply for certain? Some that may would leave no room for {limb.id}."
            ),
        )
    )
    parts += [bar.leaves(limb.id) for bar in fired]
    parts += [*_sanctioned(q, limb, fired), *undertakings(q), limb.rule(q, live)]
    return all_of(f"License Exception {exception.symbol} answers every requirement", *parts, cite=limb.cite)


def _sanctioned(q: Inquiry, limb: Limb, fired: tuple[Fired, ...]) -> tuple[Proof, ...]:
    """Updates and encryption for Russia and Belarus serve only the closed list of civil users (15 CFR 746.8(c))."""
    if not (limb.id == "TSU(c)" or limb.id.startswith("ENC")) or not any(f.bar.name in ("RU", "BY") for f in fired):
        return ()
    asks = "Are the end users civil firms of the United States, A:5 or A:6, or others of the closed list in 15 CFR 746.8?"
    claim = "the end users are on the closed list of civil users"
    told = [place for _, party in end_users(q) for place in (seats(party) or ((party.country,) if party.country else ()))]
    truth = civil_users(q)
    if truth is False and not (q.words.says("military") or any(p.military for _, p in end_users(q))):
        truth = None if not told or any(partner(place, q) for place in told) else False
    return (q.told(claim, truth, "civil users of 15 CFR 746.8(c)", asks, cite="15 CFR 746.8(c)"),)


def _answer(tries: list[_Try], fired: tuple[Fired, ...]) -> Answered:
    """The best of the tries, or why there is none."""
    tried = tuple(t.proof for t in tries)
    standing = sorted((t for t in tries if t.proof.verdict is HOLDS), key=lambda t: t.burden)
    if standing:
        best = standing[0]
        pledges = dict.fromkeys(pledges_of(best.proof))
        return Answered(
            best.exception.symbol,
            best.limb.id,
            best.proof,
            tuple(pledges),
            citations([best.proof]),
            tried,
        )
    undecided = [t for t in tries if t.proof.verdict is UNKNOWN]
    asked = [question for t in undecided for question in t.proof.open_questions()]
    cites = [cite for f in fired if f.certain for cite in (f.cite, *f.bar.also)]
    for attempt in tries:
        cites += [*_near(attempt)]
    none = condition("an exception that the facts put forward answers them", False, cite=NEEDS_ALL)
    proof = any_of("a license exception answers every requirement", *(tried or (none,)), cite="15 CFR 740.1")
    return Answered(
        None,
        None,
        proof,
        (),
        tuple(dict.fromkeys(cites)),
        tried,
        tuple(dict.fromkeys(asked)),
        tuple(t.limb.id for t in undecided),
    )


def _failing(proof: Proof) -> list[Proof]:
    """The leaves that fail and keep the proof from holding."""
    if proof.verdict is not FAILS:
        return []
    below = [leaf for part in proof.because for leaf in _failing(part)]
    return below or [proof]


def _near(attempt: _Try) -> Iterable[str]:
    """Citations of an exception that nearly answered: its section, then what fails or is open."""
    yield attempt.limb.cite
    yield attempt.exception.section
    for leaf in _failing(attempt.proof):
        if leaf.cite:
            yield leaf.cite
    if attempt.proof.verdict is UNKNOWN:
        for part in attempt.proof.walk():
            if part.verdict is UNKNOWN and part.cite:
                yield part.cite
