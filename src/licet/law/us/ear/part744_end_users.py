"""Part 744, end users: license requirements that follow who takes part.

The order is the order of the part: blocked persons (744.8), the Entity List (744.11, 744.16) with its affiliates rule, the
Unverified List (744.15), microprocessors for the military (744.17), military end users (744.21). Cameras (744.9) and military
intelligence (744.22) have files of their own. A rule speaks only when a party raises it; what it then finds not to apply is
kept, so a reader sees it was asked. Dated values are in the .yaml beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from licet.decisions import Requirement
from licet.law.inquiry import BLOCKED, ENTITY_LIST, MILITARY, UNVERIFIED, Inquiry, Standing
from licet.law.us.ear.part734_content import nature
from licet.law.us.ear.part738_country_chart import row_of
from licet.law.us.ear.part740_country_groups import member
from licet.law.words import read_words
from licet.listings import EntityListing
from licet.proofs import HOLDS, Proof, Question, all_of, any_of, condition
from licet.transactions import LISTED_ROLES, Kind, Owner, Participant, Role

PACK = "us/ear/part744_end_users"
NOTHING_OPEN: frozenset[str] = frozenset()
EL_CITES = ("15 CFR 744.11", "15 CFR 744.16", "15 CFR 744 Supp. 4")


class Flag(NamedTuple):
    """A red flag or a notice that a party raises without a license requirement (Supplement No. 3 to part 732).

    Attributes:
        says: What was seen.
        cites: Why it matters.
        question: What must be settled before going on; None when it need only be known.
    """

    says: str
    cites: tuple[str, ...]
    question: Question | None = None


def is_a_movement(q: Inquiry) -> Proof:
    """The rules speak of exports, reexports and transfers; buying from a listed party is none (15 CFR 744.11(a))."""
    return condition("the act is an export, reexport or transfer", q.tx.kind is not Kind.PROCUREMENT, cite="15 CFR 744.11")


# --- 744.8: persons blocked under named programs ---------------------------------------------------------------------


def blocked_persons(q: Inquiry) -> tuple[Requirement, ...]:
    """Any item subject to the EAR, when a party in one of the four roles is on the SDN list under a named program.

    15 CFR 744.8; fourteen programs since 2024-03-21 (89 FR 20115). No exceptions; presumption of denial. A party that is on
    the Entity List too follows its entry (note 2 to 744.8).
    """
    blocked = q.on_list(BLOCKED)
    programs = q.law.get(f"{PACK}/sdn_programs") if blocked else None
    found = []
    for standing in blocked:
        if programs is None or standing.through:
            continue
        on_entity_list = any(s.index == standing.index for s in q.on_list(ENTITY_LIST))
        tags = {tag.upper().replace(" ", "-") for tag in standing.programs}
        named = bool(tags & programs.value) if tags else None
        proof = all_of(
            f"{standing.name} is blocked under a program of 15 CFR 744.8",
            is_a_movement(q),
            condition(
                f"{standing.name} is on the SDN list",
                standing.truth,
                cite=standing.cite,
                rests_on=standing.ref(),
                asks=standing.identity(),
            ),
            q.told(
                "the program is one of those named",
                named,
                f"{standing.path}.listed_as",
                f"Under which program is {standing.name} designated?",
                cite=programs.cite,
                rests_on=programs.ref,
            ),
            condition("no Entity List entry governs instead", not on_entity_list, cite="15 CFR 744.8"),
            cite="15 CFR 744.8",
        )
        found.append(
            Requirement(
                reason=f"744.8: {standing.name}",
                family="end_user",
                proof=proof,
                cites=("15 CFR 744.8", *_sections(q, tags)),
                exceptions_open=NOTHING_OPEN,
                policy="presumption of denial",
            )
        )
    return tuple(found)


def _sections(q: Inquiry, tags: set[str]) -> list[str]:
    """The sections of their own that programs had beside 744.8 until 2024-03-20."""
    own = q.law.get(f"{PACK}/sdn_sections")
    return [] if own is None else [str(own.value[tag]) for tag in sorted(tags) if tag in own.value]


# --- 744.11, 744.16: the Entity List -----------------------------------------------------------------------------------


def entity_list(q: Inquiry) -> tuple[Requirement, ...]:
    """What the entry asks, when the listed entity is purchaser, intermediate or ultimate consignee, or end user.

    15 CFR 744.11(a), 744.16; roles of 15 CFR 748.5(c) to (f). No license exceptions except as the entry says (744.16(b)).
    """
    return tuple(_entry(q, standing) for standing in q.on_list(ENTITY_LIST) if not standing.through)


def _entry(q: Inquiry, standing: Standing) -> Requirement:
    listing = standing.listing.value if standing.listing else None
    entry = listing if isinstance(listing, EntityListing) else None
    licensed = next((f for f in q.licenses if standing.listing and standing.listing.id in f.value.parties), None)
    listed = condition(
        f"{standing.name} ({standing.party.role.replace('_', ' ')}) is on the Entity List",
        standing.truth,
        cite=standing.cite or "15 CFR 744 Supp. 4",
        rests_on=standing.ref(),
        asks=standing.identity(),
    )
    parts = [is_a_movement(q), listed, _in_scope(q, entry)]
    agent = ["15 CFR 748.5(d)"] if standing.party.role is Role.INTERMEDIATE_CONSIGNEE else []
    cites = [*EL_CITES, *agent, *[c.strip() for c in (standing.cite or "").split(";") if c.strip()]]
    if licensed is not None:
        allowed = not q.words.says("new_product") and any(q.words.says(name) for name in licensed.value.classes)
        covers = licensed.value.restores == "all" or allowed
        claim = f"{licensed.value.name} does not restore the rules as before listing"
        parts.append(condition(claim, not covers, cite=licensed.value.cite))
        if covers:
            cites = [licensed.value.cite or "", *cites]
    return Requirement(
        reason=f"Entity List: {standing.name}",
        family="entity_list",
        proof=all_of(f"the Entity List entry of {standing.name} asks for a license", *parts, cite="15 CFR 744.11"),
        cites=tuple(cites),
        exceptions_open=frozenset(entry.exceptions_open) if entry else NOTHING_OPEN,
        policy=_policy(q, entry),
    )


def _in_scope(q: Inquiry, entry: EntityListing | None) -> Proof:
    """Whether the entry's license requirement column reaches the item (Supplement No. 4 to part 744)."""
    scope = entry.scope if entry else "all"
    items = entry.scope_items if entry else ()
    said = entry.requirement if entry else "all items subject to the EAR"
    cite = "15 CFR 744 Supp. 4"
    named = None if q.eccn is None else any(q.eccn == code or q.heading == code for code in items)
    truth: bool | None
    if scope == "all":
        truth = True
    elif scope == "ccl":
        truth = q.on_ccl
    elif scope == "all-but":
        truth = None if named is None else not named
    elif scope == "only":
        truth = named
    else:
        truth = _but_technology(q, said)
    return q.told(
        f"the entry's requirement reaches the item ({said})",
        truth,
        f"{q.path}.eccn",
        f"The entry asks for a license for: {said}. Does the item fall under it?",
        cite=cite,
    )


def _but_technology(q: Inquiry, said: str) -> bool | None:
    """Whether a column that leaves out some EAR99 technology alone reaches the item; None when its words leave it open.

    What an operator releases of the technology of its own unmanned aircraft is left out where the column says so.
    """
    if q.eccn is None or not re.search(r"\bexcept(?: for)? EAR ?99(?:-designated)? technology", said, re.IGNORECASE):
        return None
    if q.eccn != "EAR99" or nature(q.eccn, q.item.description) == "commodity":
        return True
    by_operator = "operator" in said and q.words.says("unmanned_aircraft") and q.words.says("released_by_operator")
    return False if by_operator else None


def _policy(q: Inquiry, entry: EntityListing | None) -> str:
    """The review policy for this item: an entry may presume approval for EAR99 and yet ask for the license."""
    text = (entry.policy if entry else None) or "presumption of denial"
    clauses = [part.strip() for part in text.split(";")]
    if q.eccn == "EAR99":
        return next((part for part in clauses if "EAR99" in part), clauses[0])
    if any(q.words.says(word) for word in ("mature_node",)):
        return next((part for part in clauses if "200 mm" in part), clauses[0])
    return clauses[0]


def footnotes(q: Inquiry) -> frozenset[int]:
    """Footnotes of the Entity List entries of the parties that take part."""
    return frozenset(n for s in q.on_list(ENTITY_LIST) if s.established for n in s.footnotes)


# --- 744.11(a)(1), 744.21(a)(3), Supplement No. 8: affiliates ----------------------------------------------------------


def affiliates(q: Inquiry) -> tuple[tuple[Requirement, ...], tuple[Flag, ...]]:
    """Foreign companies owned 50 percent or more by listed parties (90 FR 47201, stayed by 90 FR 50857).

    While the rule is in force the owner's requirement passes on; while it is stayed, or before it, ownership is a red flag.
    After the stay's term the published rule returns and no later source was found: an open question.
    """
    requirements: list[Requirement] = []
    flags: list[Flag] = []
    for index, party in q.parties(*LISTED_ROLES):
        share = _listed_share(party)
        through = [s for s in q.standings if s.index == index and s.through and s.list in (ENTITY_LIST, MILITARY)]
        if share is None and not through:
            requirements += _unverified_owner(party)
            continue
        rule = q.law.get(f"{PACK}/affiliates_rule")
        low, high = share or (Decimal(0), Decimal(100))
        state = rule.value if rule else "not made"
        if state in ("in force", "unsettled"):
            lists = {_list_of(owner) for owner in party.owners or ()} | {s.list for s in through}
            requirements.append(_affiliate(q, index, party, low, high, frozenset(lists), settled=state == "in force"))
        else:
            says = f"{party.name} is owned in part by listed parties ({_range(low, high)}); the ownership rule is {state}"
            cites = [rule.cite] if rule else []
            stay = ("suspension rule of 10 Nov 2025", "90 FR 50857") if state == "stayed" else ()
            flags.append(Flag(says, ("15 CFR 732 Supp. 3, red flag 29", "15 CFR 744.11", *cites, *stay)))
        if high < 50 or (low == 0 and high == 100 and state == "not made"):
            flags.append(Flag(f"{party.name} has a listed minority owner", ("15 CFR 732 Supp. 3, red flag 29",)))
    return tuple(requirements), tuple(flags)


def _unverified_owner(party: Participant) -> list[Requirement]:
    """The Unverified List passes nothing on by ownership (15 CFR 744.15 has no such sentence): kept, so a reader sees it asked."""
    if not any(_list_of(owner) == UNVERIFIED for owner in party.owners or ()):
        return []
    proof = condition("ownership by a party on the Unverified List counts like a listing", False, cite="15 CFR 744.15")
    return [Requirement(reason=f"affiliates rule: {party.name}", family="end_user", proof=proof, cites=("15 CFR 744.15",))]


def _listed_share(party: Participant) -> tuple[Decimal, Decimal] | None:
    """Least and greatest sum of shares of owners on the Entity List, the MEU List or under 744.8; None when there are none."""
    listed = [o for o in party.owners or () if _list_of(o) in (ENTITY_LIST, MILITARY, BLOCKED)]
    if not listed:
        return None
    low = sum((o.pct if o.pct is not None else o.pct_min or Decimal(0) for o in listed), Decimal(0))
    others = sum((o.pct or o.pct_min or Decimal(0) for o in party.owners or () if o not in listed), Decimal(0))
    unknown = any(o.pct is None and o.pct_max is None for o in listed)
    high = sum((o.pct if o.pct is not None else o.pct_max or Decimal(0) for o in listed), Decimal(0))
    return low, (Decimal(100) - others if unknown else high)


def _list_of(owner: Owner) -> str:
    """The list an owner stands on: "EL" for "EL", "EL:fn5" and "EL-derived"; empty for none."""
    return (owner.list or "").split(":")[0].split("-")[0]


def _range(low: Decimal, high: Decimal) -> str:
    return f"{low} percent" if low == high else f"{low} to {high} percent"


def _affiliate(
    q: Inquiry, index: int, party: Participant, low: Decimal, high: Decimal, lists: frozenset[str], *, settled: bool
) -> Requirement:
    """The owner's requirement passed on, by the lists its owners are on.

    Where Military End-User List parties alone own it, the items of 744.21 (744.21(a)(3)); otherwise the most restrictive
    owner governs.
    """
    military = MILITARY in lists and not lists & {ENTITY_LIST, BLOCKED}
    limit = q.law.value(f"{PACK}/affiliates_threshold")
    owned = True if low >= limit.value else False if high < limit.value else None
    foreign = None if party.country is None else party.country != "US"
    proof = all_of(
        f"{party.name} carries the requirement of its listed owners",
        is_a_movement(q),
        q.told(
            f"listed parties own {limit.value} percent or more of {party.name} ({_range(low, high)})",
            owned,
            f"parties[{index}].owners",
            f"What share of {party.name} do listed parties hold, together?",
            cite="15 CFR 744.11(a)(1)",
            rests_on=limit.ref,
        ),
        q.told(
            f"{party.name} is a foreign entity",
            True if foreign else None,
            f"parties[{index}].country",
            "The rule speaks of foreign entities: is the company, or whoever receives the item onward, foreign?",
            cite="15 CFR 744.11(a)(1)",
        ),
        condition(
            "the ownership rule is in force on the day",
            True if settled else None,
            cite="90 FR 50857",
            asks=Question("law", "The stay of the ownership rule was to end on 2026-11-09; has a further rule been published?"),
        ),
        *([_military_items(q, [place for place in (party.country, q.to) if place])] if military else []),
        cite="15 CFR 744.21(a)(3)" if military else "15 CFR 744.11(a)(1)",
    )
    cites: tuple[str, ...] = ("15 CFR 744.11(a)(1)", "15 CFR 744.11", "15 CFR 744 Supp. 8", "Supp. 8 to part 744", "90 FR 47201")
    if military:
        cites = ("15 CFR 744.21(a)(3)", "15 CFR 744.21", "Supp. 2 to part 744", *cites)
    elif MILITARY in lists:
        cites = (*cites, "15 CFR 744.21(a)(3)", "15 CFR 744.21")
    if BLOCKED in lists:
        cites = (*cites, "15 CFR 744.8(a)(2)", "15 CFR 744.8")
    cites += () if settled else ("90 FR 50857",)
    flag = ("15 CFR 732 Supp. 3, red flag 29", "15 CFR 734.13") if proof.verdict is not HOLDS else ()
    return Requirement(
        reason=f"affiliates rule: {party.name}",
        family="end_user",
        proof=proof,
        cites=(*cites, *flag),
        exceptions_open=NOTHING_OPEN,
        policy="the owner's policy",
    )


# --- 744.15: the Unverified List ---------------------------------------------------------------------------------------


def unverified(q: Inquiry) -> tuple[Standing, ...]:
    """Parties on the Unverified List in a role of 15 CFR 748.5: no exception, and a statement before an NLR shipment.

    15 CFR 744.15, 740.2(a)(17). Not a license requirement; the list is read by part 740 and by what follows.
    """
    return q.on_list(UNVERIFIED) if q.law.in_force(f"{PACK}/unverified_list") else ()


# --- 744.17: microprocessors ---------------------------------------------------------------------------------------------

#: ECCNs of microprocessors of 5 GFLOPS or more and 32 bits or wider, and the technology for them (15 CFR 744.17(a)).
_MICROPROCESSORS = ("3A001.a.3", "3A991.a", "3A991.b")
_MICROPROCESSOR_TECHNOLOGY = ("3D991", "3E991")


def microprocessors(q: Inquiry) -> tuple[Requirement, ...]:
    """Microprocessors for military end uses or users in Country Group D:1 (15 CFR 744.17)."""
    rule = q.law.in_force(f"{PACK}/microprocessor_rule")
    code = q.eccn or ""
    chip = code.startswith(_MICROPROCESSORS) or q.heading in _MICROPROCESSOR_TECHNOLOGY
    if rule is None or q.to is None or not (chip or code == "3A991") or not military_raised(q):
        return ()
    exact = True if code.startswith(("3A991.a", "3A001.a.3")) else None
    proof = all_of(
        "the item is a microprocessor for a military end use or user in Country Group D:1",
        q.told(
            "it is a microprocessor of 5 GFLOPS or more with 32 bits or more, or technology for one",
            exact,
            f"{q.path}.eccn",
            "Is it a microprocessor of at least 5 GFLOPS and 32 bits?",
            cite="15 CFR 744.17(a)",
        ),
        military_use_or_user(q),
        condition("the destination is in Country Group D:1", member("D:1", q.to, q.on), cite="15 CFR 744.17(a)"),
        cite="15 CFR 744.17(a)",
    )
    return (
        Requirement(
            reason="744.17",
            family="end_use",
            proof=proof,
            cites=("15 CFR 744.17(a)",),
            exceptions_open=frozenset({"GOV"}),
            policy="presumption of denial",
        ),
    )


# --- 744.21: military end use and users -----------------------------------------------------------------------------------


def _named_military(party: Participant) -> bool:
    """Whether a party's own name speaks of forces, police or intelligence, and nobody told whether it is military."""
    said = read_words(party.name)
    return party.military is None and not _national_forces(party) and bool(said.says("military") or said.says("security_forces"))


def _national_forces(party: Participant) -> bool:
    """Whether a party is told to be military, or to be a government body that bears the name of armed forces, of the national
    guard or police, or of an intelligence service (744.21(g))."""
    if party.military is not None:
        return party.military
    return party.government is True and bool(read_words(party.name).says("national_forces"))


def military_raised(q: Inquiry) -> bool:
    """Whether any fact raises the question of a military end use or user."""
    return bool(
        q.use.says("military")
        or q.use.says("security_forces")
        or any(_national_forces(p) or _named_military(p) for _, p in q.parties(*LISTED_ROLES))
        or q.on_list(MILITARY)
    )


def military_use_or_user(q: Inquiry) -> Proof:
    """Whether the end use or a user is military, on what was told."""
    users = [
        condition(f"{p.name or 'a party'} is a military end user", True, cite="15 CFR 744.21(g)")
        for _, p in q.parties(*LISTED_ROLES)
        if _national_forces(p)
    ]
    named = [
        q.told(
            f"{p.name} is a military end user, as its name suggests",
            None,
            f"parties[{i}].military",
            f"Is {p.name} a military end user (15 CFR 744.21(g))? Its name suggests it.",
            cite="15 CFR 744.21(g)",
        )
        for i, p in q.parties(*LISTED_ROLES)
        if _named_military(p)
    ]
    listed = [
        condition(
            f"{s.name} is on the Military End-User List",
            s.truth,
            cite=s.cite or "15 CFR 744 Supp. 7",
            rests_on=s.ref(),
            asks=s.identity(),
        )
        for s in q.on_list(MILITARY)
        if not s.through
    ]
    use = _military_use(q, by_user=bool(users or listed))
    return any_of("the end use or an end user is military", use, *users, *named, *listed, cite="15 CFR 744.21")


def _military_use(q: Inquiry, *, by_user: bool = False) -> Proof:
    """Whether the stated use is military; a body of security forces in its words is a question unless a user settles it."""
    said = bool(q.use.says("military"))
    forces = not said and not by_user and bool(q.use.says("security_forces"))
    asks = "Is the end user one of national police, intelligence or other military end users (15 CFR 744.21(g))?"
    return q.told("the stated end use is military", None if forces else said, "end_use", asks, cite="15 CFR 744.21(f)")


def _military_items(q: Inquiry, seats: Iterable[str]) -> Proof:
    """The items 744.21 speaks of for these countries: every one, or those of Supplement No. 2 to part 744."""
    every = q.law.get(f"{PACK}/meu_any_item_countries")
    if every is not None and every.value & set(seats):
        claim, cite = "every item subject to the EAR is covered for this country", "15 CFR 744.21(a)(2)"
        return condition(claim, True, cite=cite, rests_on=every.ref)
    items = q.law.value(f"{PACK}/meu_supplement_2_items")
    return condition(
        "the item is in Supplement No. 2 to part 744",
        None if q.eccn is None else q.heading in items.value,
        cite="Supp. 2 to part 744",
        rests_on=items.ref,
        asks=Question(f"{q.path}.eccn", "What is the item's ECCN?"),
    )


def military_end_users(q: Inquiry) -> tuple[tuple[Requirement, ...], tuple[Flag, ...]]:
    """Military end uses and users (15 CFR 744.21): the items of Supplement No. 2, or every item, by country and day.

    A listed party counts wherever it is; an unlisted one only in the named countries (744.21(a), (b)(1)(ii)). The only
    exception is GOV under 740.11(b)(2)(i), (ii) (744.21(c)). In China a military user alone was not enough before 2020-06-29.
    """
    if not military_raised(q) or q.to is None or q.deemed:
        return (), ()
    some = q.law.get(f"{PACK}/meu_supplement_2_countries")
    every = q.law.get(f"{PACK}/meu_any_item_countries")
    items = q.law.get(f"{PACK}/meu_supplement_2_items")
    if some is None or items is None:
        return (), ()
    to = "CN" if q.to == "HK" else q.to
    seats = {to} | {s.party.country for s in q.on_list(MILITARY) if s.party.country}
    any_item = bool(every and seats & every.value)
    reach = _military_items(q, seats)
    place = condition(
        "the country is one of those named",
        bool(seats & (some.value | (every.value if every else frozenset()))),
        cite="15 CFR 744.21(a)",
        rests_on=some.ref,
    )
    use_only = q.law.get(f"{PACK}/meu_use_only_countries")
    proof = all_of(
        "a military end use or user makes the item need a license",
        is_a_movement(q),
        _military_use(q) if use_only is not None and seats <= use_only.value else military_use_or_user(q),
        place,
        reach,
        cite="15 CFR 744.21(a)",
    )
    exact = "15 CFR 744.21(a)(2)" if any_item else "15 CFR 744.21(a)(1)"
    requirement = Requirement(
        reason="744.21",
        family="end_user",
        proof=proof,
        cites=(exact, "15 CFR 744.21", "Supp. 2 to part 744"),
        exceptions_open=frozenset({"GOV(b)(2)(i)", "GOV(b)(2)(ii)"}),
        policy="policy of denial" if any_item else "presumption of denial",
    )
    flags = tuple(
        Flag(f"{s.name} is on the Military End-User List", (exact, "15 CFR 744 Supp. 7"))
        for s in q.on_list(MILITARY)
        if not s.through
    )
    return (requirement,), flags


# --- Supplement No. 3 to part 732: what a party's standing asks, without a requirement ----------------------------------------


def party_flags(q: Inquiry) -> tuple[Flag, ...]:
    """Listed parties outside the four roles: pure carriage is a red flag; buying from a listed party is none.

    15 CFR 744.16 with Supplement No. 3 to part 732; a forwarding agent that takes possession is an intermediate consignee
    (15 CFR 748.5(d)) and is asked about.
    """
    flags = _users_elsewhere(q)
    for standing in q.on_list(ENTITY_LIST, roles=None):
        role, name = standing.party.role, standing.name
        if standing.through and q.law.get(f"{PACK}/affiliates_rule") is None:
            flags.append(Flag(f"{name} is tied to {standing.through[0]}, a listed party", ("15 CFR 732 Supp. 3", "15 CFR 744.11")))
        if role in LISTED_ROLES or standing.through or q.tx.kind is Kind.PROCUREMENT:
            continue
        if role in (Role.CARRIER, Role.FORWARDER, Role.BANK, Role.SERVICE_PROVIDER, Role.OTHER):
            asks = f"Does {name} ({role}) only carry or serve, or does it take possession as agent, use or receive the item?"
            flags.append(
                Flag(
                    f"{name} is on the Entity List and takes part as {role.replace('_', ' ')}",
                    ("15 CFR 744.16", "15 CFR 732 Supp. 3"),
                    Question(f"{standing.path}.role", asks),
                )
            )
    return tuple(flags)


def _users_elsewhere(q: Inquiry) -> list[Flag]:
    """End users in Russia, Belarus, D:5 or E:1/E:2 of goods said to go elsewhere: do the goods go on (15 CFR 734.13(c))?"""
    if q.deemed or q.to is None or q.tx.kind is Kind.PROCUREMENT:
        return []
    flags = []
    for index, party in q.parties(Role.END_USER):
        seat = party.country
        if seat is None or row_of(seat, q.on) == row_of(q.to, q.on) or q.to.startswith(seat):
            continue
        if seat in ("RU", "BY") or any(member(group, seat, q.on) for group in ("D:5", "E:1", "E:2")):
            asks = f"{party.name} is in {seat}, the item is said to go to {q.to}: is it used there, or does it go on to {seat}?"
            cites = ("15 CFR 732 Supp. 3", "15 CFR 734.13(c)")
            flags.append(Flag(f"{party.name} is in {seat}, not in {q.to}", cites, Question(f"parties[{index}].country", asks)))
    return flags


def stated_red_flags(q: Inquiry) -> tuple[Flag, ...]:
    """Signs that somebody saw and that nobody has resolved: do not go on (Supplement No. 3 to part 732)."""
    return tuple(
        Flag(
            sign,
            ("15 CFR 732 Supp. 3", *(("15 CFR 746.8",) if read_words(sign).says("diversion") else ())),
            Question("red_flags", f"How was this sign resolved: {sign}?"),
        )
        for sign in q.tx.red_flags or ()
    )
