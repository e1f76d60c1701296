"""Checking: the whole question in one place.

`check` screens who takes part, puts each item to the law as of the day, and returns the strictest answer with its proof. It
is a pure function of the transaction, the snapshot and the search over its names: no network, no database, no clock.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from licet.checked_names import Found, Search
from licet.decisions import Asked, Decision, Determination, Outcome, claim_of
from licet.determination import determine, leading
from licet.facts import Fact, moment
from licet.law.coverage import covered, versions
from licet.law.inquiry import BLOCKED, DENIED, ENTITY_LIST, MILITARY, UNVERIFIED, Inquiry, Standing
from licet.law.law import Law, law_as_of
from licet.law.words import read_words
from licet.listings import (
    Blocking,
    DenialOrder,
    EntityListing,
    Listing,
    MilitaryEndUser,
    Unverified,
)
from licet.memory import Memory
from licet.proofs import Proof, Question, Verdict, condition
from licet.screening.screenable import why_unscreenable
from licet.snapshot import Snapshot
from licet.transactions import Item, Kind, Owner, Participant, Role, Transaction

#: Score from which a match is a possible one and must be decided by a person.
THRESHOLD = 0.7

_ABBREVIATION = 4  # letters, of "gmbh" and "pjsc"; longer is a word

_US_LISTS: Mapping[type[Listing], str] = {
    DenialOrder: DENIED,
    EntityListing: ENTITY_LIST,
    Unverified: UNVERIFIED,
    MilitaryEndUser: MILITARY,
}


def check(
    tx: Transaction,
    snapshot: Snapshot,
    search: Search,
    *,
    explore: bool = True,
    extra_notes: tuple[str, ...] = (),
    memory: Memory | None = None,
    law: Law | None = None,
) -> Decision:
    """Screen the parties, ask the law about each item, and put the answers in one word.

    Args:
        tx: The transaction; its day is the snapshot's.
        snapshot: Facts as of two clocks.
        search: Candidates for a party's name among the snapshot's listings.
        explore: Whether to re-ask for each open question what its answers could lead to.
        extra_notes: Notes to carry, such as what a case file knows to have been said.
        memory: Determinations of earlier lines, for many lines; the answer is the same without it.
        law: The law of the snapshot's day, for a caller that notes what is asked of it; made here when None.
    """
    standings, screenings, notes = screen_parties(tx, snapshot, search)
    stated = with_listed_owners(tx, standings)
    tx, onward = to_ultimate_destination(stated)
    determinations = _determinations(tx, snapshot, standings, memory, law)
    if tx is not stated:
        kept = _determinations(stated, snapshot, standings, memory, law)
        if leading(kept).outcome.severity < leading(determinations).outcome.severity:
            tx, onward, determinations = stated, (), kept
    determinations = (*determinations, *_unscreened(tx, screenings))
    notes = (*notes, *onward, *_left_the_lists(tx, snapshot, search, standings), *_untold(tx), *_gaps(snapshot))
    decision = _decide(tx, snapshot, determinations, screenings, (*extra_notes, *notes, *_learned_later(snapshot, standings)))
    if explore and decision.questions:
        decision = replace(decision, questions=_explored(tx, snapshot, standings, decision, memory))
    return decision


def _determinations(
    tx: Transaction, snapshot: Snapshot, standings: tuple[Standing, ...], memory: Memory | None = None, law: Law | None = None
) -> tuple[Determination, ...]:
    law = law or (Law(snapshot.when, snapshot.overlay) if snapshot.overlay else law_as_of(snapshot.when))
    gap = covered("us/ear", law.when)
    if gap is not None:
        return (_outside(gap),)

    def ask(tx: Transaction, law: Law) -> tuple[tuple[Determination, ...], ...]:
        items = enumerate(tx.items or (Item(),))
        return tuple(determine(inquiry(tx, item, index, law, snapshot, standings)) for index, item in items)

    if memory is not None:
        return memory.determinations(tx, snapshot, standings, law, ask)
    return tuple(determination for item in ask(tx, law) for determination in item)


def inquiry(tx: Transaction, item: Item, index: int, law: Law, snapshot: Snapshot, standings: tuple[Standing, ...]) -> Inquiry:
    """All a rule may see of one item."""
    return Inquiry(
        tx=tx,
        item=item,
        index=index,
        law=law,
        standings=standings,
        licenses=snapshot.licenses,
        authorizations=snapshot.authorizations,
        words=read_words(tx.end_use, item.description),
        use=read_words(tx.end_use),
    )


def to_ultimate_destination(tx: Transaction) -> tuple[Transaction, tuple[str, ...]]:
    """The transaction with the destination its sender knows of, when the stated one is only a stop.

    15 CFR 734.13(c), 734.14(c): a place on the way, or where the buyer sits, does not replace the ultimate destination. It is
    known when the end use says the goods go on and an end user sits elsewhere, or when the ultimate consignee does. The
    caller asks about both and keeps the stricter answer: where somebody sits never loosens what was stated.
    """
    consigned = any(p.role is Role.ULTIMATE_CONSIGNEE for p in tx.parties)
    if not (consigned or read_words(tx.end_use).says("onward")):
        return tx, ()
    users = [p for p in tx.parties if p.role in (Role.END_USER, Role.ULTIMATE_CONSIGNEE) and p.country]
    elsewhere = sorted({p.country for p in users if p.country and p.country != tx.destination})
    stays = any(p.country == tx.destination for p in users)
    if tx.kind is Kind.DEEMED_EXPORT or stays or len(elsewhere) != 1:
        return tx, ()
    stop = (tx.destination,) if tx.destination else ()
    note = f"The ultimate destination is {elsewhere[0]}, where the end user is; {tx.destination} is a stop (15 CFR 734.13(c))"
    return replace(tx, destination=elsewhere[0], via=(*tx.via, *stop)), (note,)


# --- who takes part ---------------------------------------------------------------------------------------------------


def screen_parties(
    tx: Transaction, snapshot: Snapshot, search: Search
) -> tuple[tuple[Standing, ...], tuple[dict[str, Any], ...], tuple[str, ...]]:
    """Standings of the parties, the screening line of each, and notes on what people decided before."""
    standings: list[Standing] = []
    lines: list[dict[str, Any]] = []
    notes: list[str] = []
    for index, party in enumerate(tx.parties):
        hits = _hits(party, party.name, snapshot, search) if party.name else ()
        decided = tx.answer(f"parties[{index}].listed_as")
        standings += _own_standings(index, party, hits, decided)
        if decided in ("different", "no") and hits:
            notes.append(f"{party.name}: {len(hits)} possible listing(s) put aside, a person decided they are different")
        for name in _relatives(party):
            standings += _through(index, party, name, _hits(party, name, snapshot, search))
        standings += _denied_owners(index, party)
        if party.name:
            lines.append(_line(index, party, hits, snapshot, decided))
    return tuple(standings), tuple(lines), tuple(notes)


def names_asked(tx: Transaction) -> Iterator[tuple[Participant, str]]:
    """Every name that screening searches for, with the party it is about."""
    for party in tx.parties:
        for name in (party.name, *_relatives(party)):
            for spelling in spellings(name) if name else ():
                yield party, spelling


def _hits(party: Participant, name: str, snapshot: Snapshot, search: Search) -> tuple[tuple[Found, Fact[Listing]], ...]:
    """Matches at or above the threshold among the listings that hold, best first; one a listing.

    A name that is exactly a listed one is a possible match wherever the party is: another country lowers its score, and
    a denied person may move. Who stands on a list under its very own name is not also the group, on that list, whose name
    it bears.
    """
    best: dict[str, tuple[Found, Fact[Listing]]] = {}
    for spelling in spellings(name):
        for found in search(party, spelling):
            fact = snapshot.listing(found.listing_id)
            if fact is None or (found.score < THRESHOLD and not found.exact):
                continue
            if found.listing_id not in best or best[found.listing_id][0].score < found.score:
                best[found.listing_id] = (found, fact)
    by_own_name = {fact.value.list_id for found, fact in best.values() if found.exact}
    hits = [
        (found, fact) for found, fact in best.values() if found.exact or not (found.by_group and fact.value.list_id in by_own_name)
    ]
    return tuple(sorted(hits, key=lambda pair: -pair[0].score))


@lru_cache(maxsize=65536)
def spellings(name: str) -> tuple[str, ...]:
    """The name, and the names outside and inside its brackets.

    >>> spellings("Acme Corporation (Acme Corp)")
    ('Acme Corporation (Acme Corp)', 'Acme Corporation', 'Acme Corp')
    """
    inside = re.findall(r"[(（]([^()（）]{3,})[)）]", name)
    outside = re.sub(r"\s*[(（][^()（）]*[)）]", "", name).strip()
    return tuple(dict.fromkeys(part for part in (name.strip(), outside, *inside) if part))


def _established(found: Found, fact: Fact[Listing], party: Participant) -> bool:
    """Whether name and a second fact agree, so that the law is applied without asking first.

    An exact name of an organization in the listed country, or an identifier. A person's name alone never is: many people
    bear it.
    """
    numbers = {number for _, number in party.identifiers or ()}
    if numbers & {identifier.number for identifier in fact.value.party.identifiers}:
        return True
    listed = fact.value.party
    seats = {listed.country, *(address.country for address in listed.addresses), *listed.nationalities} - {None}
    same_place = party.country in seats
    if listed.kind == "person":
        return found.exact and same_place and party.birth_date is not None and party.birth_date in listed.birth_dates
    return found.exact and same_place


def _own_standings(
    index: int, party: Participant, hits: tuple[tuple[Found, Fact[Listing]], ...], decided: str | None
) -> list[Standing]:
    """What the lists say of the party itself: as stated, as decided, as matched."""
    stated = _stated(index, party, hits) if party.listed_as else None
    found = [stated] if stated else []
    if decided in ("different", "no"):
        return found
    for match, fact in hits:
        name = list_name(fact.value)
        if stated and (name == stated.list or not _established(match, fact, party)):
            continue
        sure = decided in ("same", "yes") or _established(match, fact, party)
        found.append(_standing(index, party, fact, match.score, sure))
    return found


def _stated(index: int, party: Participant, hits: tuple[tuple[Found, Fact[Listing]], ...]) -> Standing:
    """A listing that the transaction states (`listed_as`), tied to the dated listing where the name finds one."""
    code, _, detail = (party.listed_as or "").partition(":")
    suspended = code == "DPL-suspended"
    name = DENIED if suspended else code
    tied = next((fact for _, fact in hits if list_name(fact.value) == name and _is_suspended(fact) == suspended), None)
    numbers = frozenset(int(n) for n in re.findall(r"fn(\d)", detail))
    entry = tied.value if tied is not None else None
    if isinstance(entry, EntityListing):
        numbers = numbers or entry.footnotes
    programs = (detail,) if name == BLOCKED and detail else entry.programs if entry else ()
    return Standing(index=index, party=party, list=name, listing=tied, footnotes=numbers, programs=programs, suspended=suspended)


def _is_suspended(fact: Fact[Listing]) -> bool:
    return isinstance(fact.value, DenialOrder) and fact.value.suspended


def _standing(index: int, party: Participant, fact: Fact[Listing], score: float, established: bool) -> Standing:
    value = fact.value
    return Standing(
        index=index,
        party=party,
        list=list_name(value),
        established=established,
        listing=fact,
        score=score,
        footnotes=value.footnotes if isinstance(value, EntityListing) else frozenset(),
        programs=value.programs,
        suspended=_is_suspended(fact),
    )


def list_name(listing: Listing) -> str:
    """The short name by which rules speak of the list; the list's id for lists no rule of the EAR speaks of."""
    if isinstance(listing, Blocking) and listing.list_id in ("us_ofac_sdn", "us_trade_csl"):
        return BLOCKED
    return _US_LISTS.get(type(listing), listing.list_id)


def _relatives(party: Participant) -> tuple[str, ...]:
    """Parents, owners and the companies of its ownership graph, whose standing matters for the party."""
    if not (party.parent or party.owners or party.ownership_graph):
        return ()
    graph = (name for holder, owned, _ in party.ownership_graph or () for name in (holder, owned) if name != party.name)
    names = (party.parent, *(owner.name for owner in party.owners or ()), *graph)
    return tuple(dict.fromkeys(name for name in names if name and len(name) > 3))


def _through(index: int, party: Participant, name: str, hits: tuple[tuple[Found, Fact[Listing]], ...]) -> list[Standing]:
    return [
        replace(_standing(index, party, fact, match.score, match.exact), through=(name,)) for match, fact in hits if match.exact
    ]


def _denied_owners(index: int, party: Participant) -> list[Standing]:
    """Owners that the transaction states to be denied: an order reaches who acts for them (15 CFR 766.23)."""
    return [
        Standing(
            index=index, party=party, list=DENIED, through=(owner.name or "an owner",), suspended=owner.list == "DPL-suspended"
        )
        for owner in party.owners or ()
        if (owner.list or "").split("-")[0] == DENIED
    ]


def with_listed_owners(tx: Transaction, standings: tuple[Standing, ...]) -> Transaction:
    """The transaction with each owner that a list names marked as such."""
    if not any(party.owners for party in tx.parties):
        return tx
    listed = {
        (s.index, s.through[0]): s.list
        for s in standings
        if s.through and s.established and s.list in (ENTITY_LIST, MILITARY, BLOCKED)
    }

    def marked(index: int, owner: Owner) -> Owner:
        found = listed.get((index, owner.name or ""))
        return replace(owner, list=found) if found and owner.list is None else owner

    parties = tuple(
        replace(party, owners=tuple(marked(i, owner) for owner in party.owners)) if party.owners else party
        for i, party in enumerate(tx.parties)
    )
    return replace(tx, parties=parties)


def _line(
    index: int,
    party: Participant,
    hits: tuple[tuple[Found, Fact[Listing]], ...],
    snapshot: Snapshot,
    decided: str | None,
) -> dict[str, Any]:
    """The screening line of the contract for one party."""
    unread = None if hits or not party.name else why_unscreenable(party.name, party.kind)
    return {
        "query": {"party": index, "name": party.name, "country": party.country},
        "as_of": snapshot.when.valid_on.isoformat(),
        "status": "hit" if hits else "error" if unread else "clear",
        "results": [result_line(found, fact, decided) for found, fact in hits[:5]],
        "searched": snapshot.searched,
        **({"error": unread} if unread else {}),
    }


def _unscreened(tx: Transaction, screenings: tuple[dict[str, Any], ...]) -> Iterator[Determination]:
    """A party whose name can't be screened is a question, until a person says that it is on no list.

    "company" or "bank" in small letters describes a party that is not named; unnamed parties count as unlisted.
    """
    for line in screenings:
        index = line["query"]["party"]
        fact = f"parties[{index}].listed_as"
        name = line["query"]["name"]
        described = name.isalpha() and name.islower() and len(name) > _ABBREVIATION
        if line["status"] == "error" and not (described or tx.parties[index].listed_as or tx.answer(fact) in ("different", "no")):
            question = Question(fact, f"{name!r} can't be screened: {line['error']}. Who is it, and is it on a list?")
            yield _open("its parties' names can be screened", question)


def result_line(found: Found, fact: Fact[Listing], decided: str | None = None) -> dict[str, Any]:
    """One result of a screening line (contract, "Screening line")."""
    identity = {"same": "same", "yes": "same", "different": "different", "no": "different"}.get(decided or "", "undecided")
    return {
        "listing": fact.id,
        "list": fact.value.list_id,
        "caption": fact.value.party.caption,
        "matched_name": found.matched_name,
        "score": round(found.score, 4),
        "identity": identity,
        "because": [{"says": says, "weight": weight} for says, weight in found.because],
        "valid": fact.valid.as_dict(),
        "cite": fact.value.cite,
        "url": fact.source.url,
    }


# --- one answer -------------------------------------------------------------------------------------------------------


def _decide(
    tx: Transaction,
    snapshot: Snapshot,
    determinations: tuple[Determination, ...],
    screenings: tuple[dict[str, Any], ...],
    notes: tuple[str, ...],
) -> Decision:
    first = leading(determinations)
    others = [d for d in determinations if d is not first]
    if len(others) > 1:
        others.sort(key=lambda d: d.outcome.severity)
    ended = [cite for note in notes for cite in _cited(note)] if notes else []
    lead = ended if first.outcome in (Outcome.NO_LICENSE_REQUIRED, Outcome.EXCEPTION_AVAILABLE) else []
    because = dict.fromkeys([*lead, *first.because, *(cite for d in others for cite in d.because), *ended])
    proof = Proof(claim_of(tx.id, first.outcome), Verdict.of(True), None, tuple(d.proof for d in (first, *others)))
    return Decision(
        id=tx.id,
        when=snapshot.when,
        outcome=first.outcome,
        regime=first.regime,
        because=tuple(because),
        proof=proof,
        per_item=_per_item(tx, determinations),
        questions=_asked(first, others),
        screenings=screenings,
        determinations=determinations,
        values=_values(first, others),
        notes=notes,
        data={
            "digest": snapshot.digest,
            "position": snapshot.position,
            "law": law_versions(),
            "lists": snapshot.described,
        },
    )


@lru_cache(maxsize=4096)
def _cited(note: str) -> tuple[str, ...]:
    """The citations in a note's brackets that carry what it says."""
    return tuple("".join(pair) for pair in re.findall(r"\((\d+ FR \d+)\)|\((15 CFR 734\.13\(c\))\)", note))


def law_versions() -> dict[str, str]:
    """The version of each regime's packs: the month through which they were verified."""
    return versions()


def _per_item(tx: Transaction, determinations: tuple[Determination, ...]) -> tuple[dict[str, Any], ...]:
    rows = []
    for index, item in enumerate(tx.items):
        name = item.id or f"items[{index}]"
        own = [d for d in determinations if d.item in (name, f"items[{index}]", None)]
        if own:
            best = leading(tuple(own))
            rows.append(
                {
                    "id": item.id or str(index + 1),
                    "eccn": item.eccn,
                    "outcome": best.outcome.value,
                    "regime": best.regime,
                    "exception": best.values.get("exception"),
                }
            )
    return tuple(rows)


def _values(first: Determination, others: Sequence[Determination]) -> dict[str, Any]:
    """What the leading determination states, completed by the others' statements on what it is silent about."""
    merged = dict(first.values)
    for other in others:
        for key, value in other.values.items():
            known = merged.get(key)
            if key in ("red_flag", "blocked"):
                merged[key] = bool(known) or bool(value)
            elif isinstance(value, list):
                merged[key] = list(dict.fromkeys([*(known or []), *value]))
            elif isinstance(value, dict):
                merged[key] = {**value, **(known or {})}
            elif known is None and (key != "exception" or first.outcome is Outcome.EXCEPTION_AVAILABLE):
                merged[key] = value
    return merged


def _asked(first: Determination, others: Sequence[Determination]) -> tuple[Asked, ...]:
    questions: dict[str, Question] = {}
    for determination in (first, *others):
        for question in determination.questions:
            questions.setdefault(question.fact, question)
    return tuple(Asked(fact=q.fact, asks=q.asks) for q in questions.values())


def _explored(
    tx: Transaction, snapshot: Snapshot, standings: tuple[Standing, ...], decision: Decision, memory: Memory | None
) -> tuple[Asked, ...]:
    """Each question with the outcomes its answers lead to, found by asking again."""
    explored = []
    for asked in decision.questions[:12]:
        became = []
        for answer in ("yes", "no"):
            told = replace(tx, answers=(*tx.answers, (asked.fact, answer)))
            held = _answered(standings, asked.fact, answer)
            asked_again = (*_determinations(told, snapshot, held, memory), *_unscreened(told, decision.screenings))
            became.append(leading(asked_again).outcome.value)
        explored.append(replace(asked, could_become=tuple(dict.fromkeys(became))))
    return (*explored, *decision.questions[12:])


def _answered(standings: tuple[Standing, ...], fact: str, answer: str) -> tuple[Standing, ...]:
    """The standings once a person has said whether a match is the party."""
    if not fact.endswith(".listed_as"):
        return standings
    if answer == "no":
        return tuple(s for s in standings if s.path != fact.removesuffix(".listed_as") or s.established)
    return tuple(replace(s, established=True) if s.path == fact.removesuffix(".listed_as") else s for s in standings)


def _learned_later(snapshot: Snapshot, standings: tuple[Standing, ...]) -> tuple[str, ...]:
    """What was not known at the moment but is known by now, for the parties that take part."""
    ids = {s.listing.id for s in standings if s.listing is not None}
    if not ids:
        return ()
    later = snapshot.learned_later(ids)
    known = moment(snapshot.when.known_at)
    return tuple(
        f"Known later than {known}, not used: {fact.id} ({fact.source.title}), {fact.valid}, known {moment(fact.known_at)[:10]}"
        for fact in sorted(later, key=lambda fact: fact.id)
    )


def _untold(tx: Transaction) -> tuple[str, ...]:
    """What an answer was given without: unnamed parties count as unlisted and an untold use as an ordinary one, so it is said."""
    said = []
    if not any(party.name or party.listed_as for party in tx.parties):
        said.append("No party is named: nobody was screened")
    if tx.end_use is None and tx.kind is not Kind.PROCUREMENT:
        said.append("No end use was told: only what the items and parties say was held against part 744")
    return tuple(said)


def _gaps(snapshot: Snapshot) -> tuple[str, ...]:
    """Which lists say nothing about the day, so that "clear" is never taken for more than it is."""
    if not snapshot.position:
        return ("Only the shipped register was searched; import the lists you rely on (licet lists import)",)
    day = snapshot.when.valid_on
    return tuple(
        f"{name} is held for {info.coverage} only: on {day} entries in force by their own dates were searched, others are not known"
        for name, info in sorted(snapshot.lists.items())
        if info.coverage is not None and day not in info.coverage
    )


def _left_the_lists(tx: Transaction, snapshot: Snapshot, search: Search, standings: tuple[Standing, ...]) -> tuple[str, ...]:
    """Listings of the parties that had ended by the day, so that a reader sees that they were known and are over."""
    found = []
    still = {(s.party.name, s.listing.value.list_id) for s in standings if s.listing is not None and not s.suspended}
    for party in tx.parties:
        candidates = [m for spelling in spellings(party.name) for m in search(party, spelling)] if party.name else ()
        for match in (m for m in candidates if m.exact):
            fact = snapshot.ended(match.listing_id)
            if fact is not None and not _is_suspended(fact) and (party.name, fact.value.list_id) not in still:
                found.append(f"{party.name} left {fact.value.list_id} after {fact.valid.last_day} ({fact.source.title})")
    return tuple(dict.fromkeys(found))


def _outside(reason: str) -> Determination:
    """A day outside what the packs cover is a review with the reason, never a pass."""
    return _open("the law packs cover the day", Question("as_of", reason))


def _open(claim: str, question: Question) -> Determination:
    proof = condition(claim, None, asks=question)
    return Determination(regime="us/ear", outcome=Outcome.REVIEW, proof=proof, questions=(question,), values={"red_flag": False})


__all__ = ["Found", "Search", "check", "inquiry", "result_line", "screen_parties", "spellings"]
