"""The questions of 15 CFR part 732, in its order, for one item.

Scope; denial orders and known violations; the Country Chart and the words of part 742; embargoes; end users; end uses; the
exceptions and licenses that answer what was found. Requirements are collected, not stopped at the first: an exception
counts only if it answers them all.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from licet.decisions import Determination, Outcome, Requirement
from licet.law.inquiry import ENTITY_LIST, Inquiry
from licet.law.us.ear import follow as following
from licet.law.us.ear import part744_us_persons
from licet.law.us.ear.licenses_held import held_license
from licet.law.us.ear.part734_fdp_lines import fdp_requirements, governed_by_their_lines
from licet.law.us.ear.part734_scope import Scope, subject_to_the_ear
from licet.law.us.ear.part736_prohibitions import Bar, denial_orders, known_violation
from licet.law.us.ear.part738_requirements import chart_requirements
from licet.law.us.ear.part742_controls import prose_requirements
from licet.law.us.ear.part744_cameras import cameras
from licet.law.us.ear.part744_end_users import (
    Flag,
    affiliates,
    blocked_persons,
    entity_list,
    microprocessors,
    military_end_users,
    party_flags,
    stated_red_flags,
    unverified,
)
from licet.law.us.ear.part744_end_uses import end_uses
from licet.law.us.ear.part744_intelligence import military_intelligence
from licet.law.us.ear.part746_embargoes import embargoes
from licet.proofs import FAILS, HOLDS, UNKNOWN, Proof, Question, all_of, any_of, condition, negation, pledges_of
from licet.transactions import Kind

REGIME = "us/ear"


@dataclass(slots=True)
class Findings:
    """What the rules found for an item, before it is put in one word."""

    scope: Scope
    bar: Bar
    violation: Proof
    requirements: tuple[Requirement, ...] = ()
    flags: tuple[Flag, ...] = ()
    answered: Any = None
    held: Proof | None = None

    @property
    def no_movement(self) -> bool:
        """Whether the item is subject to the EAR but the act is no export, reexport or transfer (15 CFR 734.18)."""
        return any("734.18" in cite for cite in self.scope.cites)


def determine(q: Inquiry) -> Determination | None:
    """What the EAR say of one item; None for acts they do not speak of (buying, 15 CFR 744.11(a))."""
    found = ask(q)
    return conclude(q, found)


def ask(q: Inquiry) -> Findings:
    """Every question of the part, answered from the facts."""
    scope = subject_to_the_ear(q)
    found = Findings(scope, denial_orders(q), known_violation(q))
    meu, meu_flags = military_end_users(q)
    owned, owned_flags = affiliates(q)
    requirements: list[Requirement] = [*part744_us_persons.us_person_acts(q, scope)]
    if scope.proof.verdict is not FAILS and q.tx.kind is not Kind.PROCUREMENT:
        requirements += [
            *chart_requirements(q),
            *prose_requirements(q, scope),
            *fdp_requirements(q, scope),
            *embargoes(q),
            *cameras(q),
            *blocked_persons(q),
            *entity_list(q),
            *owned,
            *microprocessors(q),
            *meu,
            *military_intelligence(q),
            *end_uses(q),
        ]
    elif found.no_movement:
        requirements += owned
    requirements = list(governed_by_their_lines(q, scope, tuple(requirements)))
    found.requirements = tuple(requirements)
    found.flags = (*party_flags(q), *owned_flags, *meu_flags, *stated_red_flags(q))
    live = tuple(r for r in requirements if r.proof.verdict is not FAILS)
    if live:
        from licet.law.us.ear import part740_exceptions  # the largest part of the law: read only where a requirement stands

        found.answered = part740_exceptions.find(q, live)
        found.held = held_license(q, live)
    return found


# --- one word ------------------------------------------------------------------------------------------------------------


def conclude(q: Inquiry, found: Findings) -> Determination:
    """The findings in one word, with the citations and questions that go with it."""
    outcome, proof = _outcome(q, found)
    requirements = found.requirements
    values: dict[str, Any] = dict(found.scope.values)
    values["red_flag"] = bool(found.flags)
    if outcome is Outcome.EXCEPTION_AVAILABLE and found.answered and found.answered.symbol:
        values["exception"] = found.answered.symbol
    if outcome is Outcome.EXCEPTION_AVAILABLE and not values.get("exception") and found.held is not None:
        values["authority"] = found.held.claim
    if found.bar.authority is not None and outcome.clears:
        values["authority"] = found.bar.authority.value.name
    restored = [
        f
        for f in q.licenses
        if f.value.restores == "all" and any(s.listing and s.listing.id in f.value.parties for s in q.standings)
    ]
    if restored and outcome.clears:
        values["authority"] = restored[0].value.name
    if outcome is Outcome.LICENSE_REQUIRED or any(r.certain for r in requirements):
        values["review_policy"] = _policy(requirements)
    values |= following.follow(q, outcome, requirements, values.get("exception"))
    papers = tuple(values.pop("document_cites", ()))
    values["red_flag"] = values["red_flag"] or bool(found.flags)
    values["conditions"] = list(
        dict.fromkeys(
            [
                *values.get("conditions", []),
                *found.scope.conditions,
                *(pledges_of(proof) if outcome is Outcome.NOT_SUBJECT else ()),
                *(found.answered.conditions if values.get("exception") else ()),
            ]
        )
    )
    return Determination(
        regime=REGIME,
        item=q.item.id or q.path,
        outcome=outcome,
        proof=proof,
        because=tuple(dict.fromkeys([*_because(q, found, outcome), *papers])),
        values=values,
        questions=() if _buying_is_free(q, outcome) else _questions(found, outcome),
        requirements=requirements,
    )


def _outcome(q: Inquiry, found: Findings) -> tuple[Outcome, Proof]:
    """Strictest first: barred, required, open, answered, free, outside."""
    scope, bar = found.scope.proof, found.bar.proof
    live = [r for r in found.requirements if r.proof.verdict is not FAILS]
    certain = [r for r in live if r.certain]
    beyond_items = [r for r in certain if r.family == "us_person"]
    parts = [scope]
    if scope.verdict is FAILS and found.no_movement:
        stopped = _within_one_country(found)
        if stopped is not None:
            return stopped
    if scope.verdict is FAILS:
        if beyond_items:
            return Outcome.LICENSE_REQUIRED, all_of(
                "a license is required for the act of a US person",
                *[r.proof for r in beyond_items],
                cite="15 CFR 744.6",
            )
        if any(r.open and r.family == "us_person" for r in live):
            return Outcome.REVIEW, any_of("the act of a US person may need a license", *[r.proof for r in live])
        considered = [
            negation(f"no license is required for: {r.reason}", r.proof) for r in found.requirements if r.family == "us_person"
        ]
        if considered:
            return Outcome.NO_LICENSE_REQUIRED, all_of("the act of a US person needs no license", *considered, cite="15 CFR 744.6")
        outside = negation("the item is not subject to the EAR", scope, cite="15 CFR 734.3")
        kept = part744_us_persons.nobody_from_the_us(q)
        if kept is None:
            return Outcome.NOT_SUBJECT, outside
        return Outcome.NOT_SUBJECT, all_of("the item is not subject to the EAR", outside, kept, cite="15 CFR 734.3")
    barred = any_of("a general prohibition bars it outright", bar, found.violation)
    parts.append(barred)
    if barred.verdict is HOLDS:
        word = Outcome.PROHIBITED if scope.verdict is HOLDS else Outcome.REVIEW
        return word, all_of("the act is prohibited", scope, barred, cite="15 CFR 736.2(b)(4)")
    if q.tx.kind is Kind.PROCUREMENT:
        free = condition("buying is no export, reexport or transfer", True, cite="15 CFR 744.11")
        return Outcome.NO_LICENSE_REQUIRED, all_of("the EAR ask for no license to buy", free, cite="15 CFR 744.11")
    answered = found.answered
    if certain:
        if answered is not None and answered.proof.verdict is HOLDS and answered.symbol:
            outcome = Outcome.EXCEPTION_AVAILABLE if barred.verdict is FAILS and not _unsettled(found) else Outcome.REVIEW
            claim = f"License Exception {answered.symbol} answers every requirement"
            return outcome, all_of(claim, scope, negation("nothing bars it", barred), answered.proof, cite=answered.proof.cite)
        if found.held is not None and found.held.verdict is HOLDS and barred.verdict is FAILS and not _unsettled(found):
            return Outcome.EXCEPTION_AVAILABLE, all_of(found.held.claim, scope, found.held)
        claim = "a license is required"
        needed = any_of("a requirement applies", *[r.proof for r in live])
        unanswered = [answered.proof] if answered is not None else []
        if scope.verdict is UNKNOWN or (answered is not None and answered.undecided):
            return Outcome.REVIEW, all_of(claim, scope, needed, *unanswered)
        return Outcome.LICENSE_REQUIRED, all_of(
            claim,
            scope,
            needed,
            *[negation("no exception answers it", p) for p in unanswered if p.verdict is not HOLDS][:1],
        )
    if live:
        if (
            answered is not None
            and answered.symbol
            and barred.verdict is FAILS
            and not _unsettled(found)
            and scope.verdict is HOLDS
        ):
            claim = f"License Exception {answered.symbol} answers what may be required"
            return Outcome.EXCEPTION_AVAILABLE, all_of(claim, scope, answered.proof, cite=answered.proof.cite)
        return Outcome.REVIEW, all_of(
            "whether a license is required is open",
            scope,
            any_of("a requirement may apply", *[r.proof for r in live], barred),
        )
    if barred.verdict is UNKNOWN or _unsettled(found):
        flags = [
            condition(f"this sign is resolved: {flag.says}", None, cite=flag.cites[0], asks=flag.question)
            for flag in found.flags
            if flag.question
        ]
        return Outcome.REVIEW, all_of("it may go once what is open is settled", scope, negation("nothing bars it", barred), *flags)
    considered = [negation(f"no license is required for: {r.reason}", r.proof) for r in found.requirements]
    return Outcome.NO_LICENSE_REQUIRED, all_of("no license is required", negation("nothing bars it", barred), *considered)


def _within_one_country(found: Findings) -> tuple[Outcome, Proof] | None:
    """A delivery that is no export still concerns an item subject to the EAR: a denial order binds, signs of onward export count.

    15 CFR 734.18(a) says what is no export; 736.2(b)(4) and (10) reach the item all the same.
    """
    bar = found.bar.proof
    if bar.verdict is HOLDS:
        return Outcome.PROHIBITED, bar
    owned = [r.proof for r in found.requirements if r.open and r.reason.startswith("affiliates")]
    if bar.verdict is UNKNOWN or owned or _unsettled(found):
        return Outcome.REVIEW, any_of(
            "the delivery is for onward export, or on behalf of a listed party", bar, *owned, cite="15 CFR 734.13"
        )
    return None


def _unsettled(found: Findings) -> bool:
    """Whether a flag asks something that must be settled first (Supplement No. 3 to part 732)."""
    return any(flag.question is not None for flag in found.flags)


def _policy(requirements: tuple[Requirement, ...]) -> str | None:
    """The review policy of the strictest requirement that applies: parties and embargoes before the chart's reasons."""
    weight = {
        "entity_list": 0,
        "end_user": 0,
        "us_person": 1,
        "end_use": 1,
        "fdp": 1,
        "embargo": 2,
        "prose": 3,
        "chart": 4,
    }
    found = sorted((r for r in requirements if r.certain and r.policy), key=lambda r: weight.get(r.family, 3))
    return found[0].policy if found else None


#: Which rules a reader wants first: parties, acts and uses before places, places before lists of items.
_FIRST = ("entity_list", "end_user", "us_person", "end_use", "embargo", "fdp", "prose", "chart")
_PLACE = {family: place for place, family in enumerate(_FIRST)}


def _because(q: Inquiry, found: Findings, outcome: Outcome) -> tuple[str, ...]:
    """The citations that carry the outcome, strictest first, then what was considered and does not apply."""
    ordered = sorted(found.requirements, key=lambda r: _PLACE.get(r.family, len(_PLACE)))
    live = [r for r in ordered if r.proof.verdict is not FAILS]
    over = [r for r in ordered if r.proof.verdict is FAILS]
    if outcome is Outcome.NOT_SUBJECT:
        terms = [cite for cite in found.bar.cites if "764" in cite]
        limbs = ["15 CFR 734.3(a)"] if found.scope.proof.verdict is FAILS and not found.no_movement else []
        return tuple(dict.fromkeys([*found.scope.cites, *_buying(q), *terms, *limbs, *_cites(over), *_cites(live)]))
    cites: list[str] = []
    if found.bar.proof.verdict is not FAILS or found.bar.authority is not None or len(found.bar.cites) > 1:
        cites += found.bar.cites
    if found.violation.verdict is HOLDS:
        cites += ["15 CFR 736.2(b)(10)", "15 CFR 764.2(e)"]
    cites += _cites(sorted(live, key=lambda r: not r.certain))
    cites += found.answered.cites if found.answered is not None else ()
    cites += [cite for flag in found.flags for cite in flag.cites]
    cites += _cites([r for r in over if r.family not in ("chart", "prose")])
    cites += found.scope.cites
    cites += _cites([r for r in over if r.family in ("chart", "prose")])
    cites += [f"CCL {q.heading}", "15 CFR 738.4"] if q.on_ccl else []
    cites += ["15 CFR 736.2(b)"] if outcome is Outcome.NO_LICENSE_REQUIRED else []
    cites += ["15 CFR 744.11", "15 CFR 734.13"] if found.no_movement else []
    cites += _buying(q)
    cites += ["15 CFR 744.11"] if q.on_list(ENTITY_LIST, roles=None) else []
    cites += ["15 CFR 744.15(a)", "15 CFR 744.15(b)"] if unverified(q) else []
    cites += ["15 CFR 734.16"] if q.tx.kind is Kind.TRANSFER else []
    if outcome is Outcome.LICENSE_REQUIRED and any(r.family == "embargo" and r.certain for r in live):
        cites.append("15 CFR 736.2(b)(6)")
    return tuple(dict.fromkeys(filter(None, cites)))


def _cites(requirements: list[Requirement]) -> list[str]:
    return [cite for requirement in requirements for cite in requirement.cites]


def _buying(q: Inquiry) -> list[str]:
    """Buying is no export, reexport or transfer (15 CFR 744.11(a))."""
    return ["15 CFR 744.11"] if q.tx.kind is Kind.PROCUREMENT else []


def _buying_is_free(q: Inquiry, outcome: Outcome) -> bool:
    """Whether buying needs nothing of the EAR: then what is unknown about the item is not worth asking for."""
    return q.tx.kind is Kind.PROCUREMENT and outcome.clears


def _questions(found: Findings, outcome: Outcome) -> tuple[Question, ...]:
    """The open questions, first those of scope and bars."""
    questions: list[Question] = [*found.scope.proof.open_questions(), *found.bar.proof.open_questions()]
    for requirement in found.requirements:
        questions += requirement.proof.open_questions()
    questions += [flag.question for flag in found.flags if flag.question is not None]
    if found.answered is not None and outcome in (Outcome.LICENSE_REQUIRED, Outcome.REVIEW):
        questions += found.answered.questions
    return tuple(dict.fromkeys(questions))
