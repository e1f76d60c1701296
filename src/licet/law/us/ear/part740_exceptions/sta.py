"""License Exception STA: strategic trade authorization (15 CFR 740.20)."""

from __future__ import annotations

from decimal import Decimal

from licet.decisions import Requirement
from licet.law.inquiry import Inquiry
from licet.law.us.ear.part740_exceptions.entry import is_listed, rest_on
from licet.law.us.ear.part740_exceptions.grants import reasons, sta_shut
from licet.law.us.ear.part740_exceptions.license_exception import LicenseException, Limb, only_where
from licet.law.us.ear.part740_exceptions.places import destination_in, within
from licet.law.us.ear.part740_exceptions.users import end_users, is_government
from licet.law.us.ear.part740_supplement_8 import STA as APPROVED
from licet.law.us.ear.part740_supplement_8 import users_approved
from licet.proofs import Proof, Question, all_of, condition, pledge
from licet.transactions import Participant

CITE = "15 CFR 740.20"
PACK = "us/ear/part740_exceptions/sta"
MULTIPLE = frozenset({"NS", "CB", "NP", "RS", "CC", "SI"})
NS = frozenset({"NS"})


def several_reasons(q: Inquiry, requirements: tuple[Requirement, ...]) -> Proof:
    """To Country Group A:5: NS, CB, NP, RS, CC and SI, one or several of them (15 CFR 740.20(c)(1)(i))."""
    return all_of(
        "License Exception STA is available under (c)(1)",
        destination_in(q, f"{PACK}/places_c1", cite=f"{CITE}(c)(1)"),
        _covered(requirements, MULTIPLE, f"{CITE}(c)(1)(i)"),
        _entry_open(q, "A:5", f"{CITE}(c)(1)"),
        *_common(q),
        *_military_series(q),
        cite=f"{CITE}(c)(1)",
    )


def small_uavs(q: Inquiry, requirements: tuple[Requirement, ...]) -> Proof:
    """To Country Group A:5: MT items 9A012, 9A120 and 9A610 below the payload and range line (15 CFR 740.20(c)(1)(ii))."""
    return all_of(
        "License Exception STA is available under (c)(1)(ii)",
        destination_in(q, f"{PACK}/places_c1", cite=f"{CITE}(c)(1)"),
        condition("the item is 9A012, 9A120 or 9A610", q.heading in ("9A012", "9A120", "9A610"), cite=f"{CITE}(c)(1)(ii)"),
        _covered(requirements, MULTIPLE | {"MT"}, f"{CITE}(c)(1)(ii)"),
        q.told(
            "it cannot carry 500 kg over 300 km",
            None,
            "payload of 500 kg over 300 km",
            "Can it carry 500 kg or more over 300 km or more?",
            cite=f"{CITE}(c)(1)(ii)",
        ),
        *_common(q),
        *_military_series(q),
        cite=f"{CITE}(c)(1)(ii)",
    )


def lesser_sensitivity(q: Inquiry, requirements: tuple[Requirement, ...]) -> Proof:
    """To Country Group A:6: NS alone, and the entry's STA paragraph does not name the item (15 CFR 740.20(c)(2))."""
    return all_of(
        "License Exception STA is available under (c)(2)",
        destination_in(q, f"{PACK}/places_c2", cite=f"{CITE}(c)(2)"),
        _covered(requirements, NS, f"{CITE}(c)(2)"),
        _entry_open(q, "A:6", f"{CITE}(c)(2)"),
        condition("it is not a 600 series item", not q.six_hundred_series, cite=f"{CITE}(b)(3)"),
        *_common(q),
        cite=f"{CITE}(c)(2)",
    )


def _covered(requirements: tuple[Requirement, ...], reasons_: frozenset[str], cite: str) -> Proof:
    found = rest_on(requirements, reasons_)
    return condition(
        f"every reason for the requirement is among {', '.join(sorted(reasons_))}",
        found,
        cite=cite,
        asks=Question("requirements", "Does a requirement for other reasons apply?"),
    )


def _entry_open(q: Inquiry, group: str, cite: str) -> Proof:
    """Whether the STA paragraph of the entry leaves the item open to the group (15 CFR 738.2(d)(2)(iii))."""
    shut = sta_shut(q, group)
    return condition(
        f"the entry does not close License Exception STA for Country Group {group}",
        None if shut is None else not shut,
        cite=cite,
        asks=Question(f"{q.path}.eccn", "Does the entry's STA paragraph name the item?"),
    )


def _common(q: Inquiry) -> tuple[Proof, ...]:
    """What every limb asks (15 CFR 740.20(b), (d)).

    The prior consignee statement comes from the consignee before the shipment: it is a fact, and nothing the exporter can
    undertake alone. Governments of A:5 and A:6 give none.
    """
    held = reasons(q) or frozenset()
    barred = is_listed(q, f"{PACK}/never")
    government = [is_government(party) for _, party in end_users(q)]
    statement = q.item.prior_consignee_statement
    if statement is None and government and all(government) and all(_favored(party, q) for _, party in end_users(q)):
        statement = True
    return (
        condition(
            "it is not controlled for EI, SS, SL or CW reasons", not held & {"EI", "SS", "SL", "CW"}, cite=f"{CITE}(b)(2)(i)"
        ),
        condition(
            "it is not among the items that License Exception STA never takes",
            None if barred is None else not barred,
            cite=f"{CITE}(b)(2)",
            asks=Question(f"{q.path}.eccn", "Under which paragraph does the item fall?"),
        ),
        q.told(
            "the consignee has the ECCN and gave the prior consignee statement",
            statement,
            f"{q.path}.prior_consignee_statement",
            "Has the consignee, given the ECCN, signed the prior consignee statement of 15 CFR 740.20(d)(2)?",
            cite=f"{CITE}(d)",
        ),
        *_emirates(q),
        pledge("a written notice goes with each shipment, and the log of statements is kept", cite=f"{CITE}(d)(3)"),
    )


def _emirates(q: Inquiry) -> tuple[Proof, ...]:
    """In the United Arab Emirates the consignee and every end user must be approved (740.2(a)(26), Supplement No. 8)."""
    if q.to != "AE" or q.law.get(f"us/ear/part740_exceptions/bars/{APPROVED}") is None:
        return ()
    claim = "the ultimate consignee and every end user are approved for it"
    return (condition(claim, users_approved(q, APPROVED), cite="15 CFR 740 Supp. 8"),)


def _favored(party: Participant, q: Inquiry) -> bool:
    """Whether a government body is of a country of A:5 or A:6: those give no statement (15 CFR 740.20(d)(2))."""
    return within(("A:5", "A:6"), party.hq or party.nationality or party.country or q.to or "", q.on) is True


def _military_series(q: Inquiry) -> tuple[Proof, ...]:
    """600 series items: for governments of A:5 or the United States, between parties approved before (15 CFR 740.20(b)(3))."""
    cap = q.law.get(f"{PACK}/major_equipment_value")
    if not q.six_hundred_series or cap is None:
        return ()
    needs_request = is_listed(q, f"{PACK}/after_request")
    value = q.value
    return (
        q.told(
            "the ultimate end user is the government of an A:5 country or of the United States",
            True if list({is_government(p) for _, p in end_users(q)}) == [True] else None,
            "600 series government end use",
            "Is it for use by, or development for, the government of an A:5 country or the United States?",
            cite=f"{CITE}(b)(3)(ii)",
        ),
        q.told(
            "all parties were approved before on a license",
            None,
            "600 series parties approved before",
            "Was every foreign party approved before on a license of BIS or the State Department?",
            cite=f"{CITE}(b)(3)(i)",
        ),
        condition(
            f"the contract's major defense equipment is within {cap.value} USD",
            None if value is None else value <= Decimal(cap.value),
            cite=f"{CITE}(b)(3)(iv)",
            rests_on=cap.ref,
            asks=Question("net_value_usd", "What is the value of the contract?"),
        ),
        condition(
            "the end item needs no eligibility decision of BIS",
            None if needs_request is None else not needs_request,
            cite=f"{CITE}(g)",
            asks=Question(f"{q.path}.eccn", "Under which paragraph does the item fall?"),
        ),
    )


@only_where(told=["prior_consignee_statement"])
def _claimed(q: Inquiry, requirements: tuple[Requirement, ...]) -> bool:
    return q.item.prior_consignee_statement is not None


_ASKS = "Has the consignee signed the prior consignee statement of 15 CFR 740.20(d)(2)?"

EXCEPTION = LicenseException(
    symbol="STA",
    section=CITE,
    reasons=MULTIPLE | {"MT"},
    families=frozenset({"deemed", "fdp"}),
    limbs=(
        Limb(
            id="STA(c)(1)(i)",
            title="several reasons, Country Group A:5",
            cite=f"{CITE}(c)(1)",
            rule=several_reasons,
            claimed=_claimed,
            asks=_ASKS,
        ),
        Limb(
            id="STA(c)(1)(ii)",
            title="small unmanned aircraft, Country Group A:5",
            cite=f"{CITE}(c)(1)(ii)",
            rule=small_uavs,
            claimed=_claimed,
            asks=_ASKS,
        ),
        Limb(
            id="STA(c)(2)",
            title="NS only, Country Group A:6",
            cite=f"{CITE}(c)(2)",
            rule=lesser_sensitivity,
            claimed=_claimed,
            asks=_ASKS,
        ),
    ),
)
