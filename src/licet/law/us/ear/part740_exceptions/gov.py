"""License Exception GOV: governments, international organizations, inspections (15 CFR 740.11)."""

from __future__ import annotations

from licet.decisions import Requirement
from licet.law.inquiry import Inquiry
from licet.law.us.ear.part740_exceptions.agencies import national_agency, us_agency_takes_part
from licet.law.us.ear.part740_exceptions.entry import is_listed, of_kind, reasons_found
from licet.law.us.ear.part740_exceptions.grants import reasons
from licet.law.us.ear.part740_exceptions.license_exception import LicenseException, Limb, only_where, says_one_of
from licet.law.us.ear.part740_exceptions.places import destination_in, to_any, within
from licet.law.us.ear.part740_exceptions.users import end_users, named_so, says, used_for
from licet.proofs import Proof, Question, all_of, condition, pledge

CITE = "15 CFR 740.11"
PACK = "us/ear/part740_exceptions/gov"

_EMBARGOED_FORCES = frozenset({"NS", "MT", "CB", "NP", "FC", "AT"})


def _held(q: Inquiry, requirements: tuple[Requirement, ...]) -> frozenset[str]:
    return (reasons(q) or frozenset()) | reasons_found(requirements)


def _not_too_sensitive(q: Inquiry, cite: str) -> Proof:
    """Nothing of the very sensitive list; what is on the sensitive list stays in Country Group A:5 (part 774, Supp. 6 and 7)."""
    grave = is_listed(q, f"{PACK}/very_sensitive")
    guarded = False if to_any(q, "A:5") else is_listed(q, f"{PACK}/sensitive")
    return condition(
        "it is not on the very sensitive list, nor on the sensitive list for a place outside Country Group A:5",
        True if grave is False and guarded is False else None,
        cite=cite,
        asks=Question(f"{q.path}.eccn", "Is the item on the sensitive or very sensitive list (part 774, Supplements No. 6 and 7)?"),
    )


def safeguards(q: Inquiry, requirements: tuple[Requirement, ...]) -> Proof:
    """To the IAEA or Euratom for safeguards (15 CFR 740.11(a))."""
    to_them = used_for(q, "iaea") or named_so(end_users(q), "iaea")
    return all_of(
        "License Exception GOV is available for international safeguards",
        of_kind(q, "commodity", "software", cite=f"{CITE}(a)"),
        q.told(
            "it is consigned to the IAEA or Euratom for their use",
            True if to_them else None,
            "safeguards",
            "Is it consigned to the IAEA or Euratom for safeguards?",
            cite=f"{CITE}(a)(1)",
        ),
        condition("it is not controlled for EI reasons", "EI" not in _held(q, requirements), cite=f"{CITE}(a)"),
        condition(
            "600 series items go only to Country Group A:5",
            not q.six_hundred_series or to_any(q, "A:5"),
            cite=f"{CITE}(a)",
            asks=Question("destination", "What is the country of destination?"),
        ),
        _not_too_sensitive(q, f"{CITE}(a)"),
        cite=f"{CITE}(a)",
    )


def personal_use(q: Inquiry, requirements: tuple[Requirement, ...]) -> Proof:
    """Items for the personal use of US Government staff (15 CFR 740.11(b)(2)(i))."""
    return all_of(
        "License Exception GOV is available for personal use of US Government staff",
        _by_us_staff(q, f"{CITE}(b)(2)(i)"),
        q.told(
            "it is for their personal use",
            True if used_for(q, "personal_effects", "personal_use") else None,
            "personal use",
            "Is it for the personal use of US Government personnel?",
            cite=f"{CITE}(b)(2)(i)",
        ),
        pledge("in quantities for personal use", cite=f"{CITE}(b)(2)(i)"),
        cite=f"{CITE}(b)(2)(i)",
    )


def _by_us_staff(q: Inquiry, cite: str) -> Proof:
    return q.told(
        "US Government personnel receive it",
        us_agency_takes_part(q),
        "US Government personnel",
        "Does it go to US Government personnel, or an agency of the US Government?",
        cite=cite,
    )


def us_agency(q: Inquiry, requirements: tuple[Requirement, ...]) -> Proof:
    """By or to an agency of the US Government for its official use (15 CFR 740.11(b)(2)(ii))."""
    return all_of(
        "License Exception GOV is available for official use of a US Government agency",
        _by_us_staff(q, f"{CITE}(b)(2)(ii)"),
        pledge("it is for the agency's official use, and the agency does more than pass it on", cite=f"{CITE}(b)(2)(ii)"),
        cite=f"{CITE}(b)(2)(ii)",
    )


def for_us_agency(q: Inquiry, requirements: tuple[Requirement, ...]) -> Proof:
    """For or on behalf of a US Government agency, under contract and with its written authority (15 CFR 740.11(b)(2)(iii))."""
    return all_of(
        "License Exception GOV is available for work under contract with a US Government agency",
        q.told(
            "it goes under a contract with a US Government agency",
            True if used_for(q, "us_government_contract") else None,
            "US Government contract",
            "Does it go under a contract with a US Government agency?",
            cite=f"{CITE}(b)(2)(iii)",
        ),
        condition(
            "it is not controlled for CB or CW reasons", not _held(q, requirements) & {"CB", "CW"}, cite=f"{CITE}(b)(2)(iii)(B)"
        ),
        q.told(
            "the agency authorized it in writing",
            None,
            "written authorization of the agency",
            "Has the agency authorized the shipment in writing?",
            cite=f"{CITE}(b)(2)(iii)",
        ),
        pledge("EEI is filed, whatever the value", cite=f"{CITE}(b)(2)(iii)"),
        cite=f"{CITE}(b)(2)(iii)",
    )


def directed(q: Inquiry, requirements: tuple[Requirement, ...]) -> Proof:
    """At the direction of the Departments of Defense or Energy, their sales and contracts (15 CFR 740.11(b)(2)(iv) to (vii))."""
    return all_of(
        "License Exception GOV is available at the direction of a department",
        q.told(
            "a written instrument of the Department of Defense or Energy directs it",
            True if used_for(q, "directed_by_us_department") else None,
            "directed by a department",
            "Does a written instrument of the Department of Defense or Energy direct it?",
            cite=f"{CITE}(b)(2)(iv)",
        ),
        cite=f"{CITE}(b)(2)(iv)",
    )


def cooperating_governments(q: Inquiry, requirements: tuple[Requirement, ...]) -> Proof:
    """To agencies of cooperating governments, within their territory, and to NATO (15 CFR 740.11(c))."""
    known = [national_agency(party) for _, party in end_users(q)]
    users = True if known and all(known) else False if False in known else None
    closed = is_listed(q, f"{PACK}/closed_c")
    return all_of(
        "License Exception GOV is available for a cooperating government",
        q.told(
            "the end user is an agency of a cooperating government, or NATO",
            True if named_so(end_users(q), "nato") else users,
            "cooperating government agency",
            "Is the end user an agency of the national government?",
            cite=f"{CITE}(c)(1)",
        ),
        destination_in(q, f"{PACK}/cooperating", cite=f"{CITE}(c)(1)"),
        condition("it is not controlled for EI or NP reasons", not _held(q, requirements) & {"EI", "NP"}, cite=f"{CITE}(c)(3)"),
        condition(
            "600 series items go only to Country Group A:5",
            not q.six_hundred_series or to_any(q, "A:5"),
            cite=f"{CITE}(c)(3)",
            asks=Question("destination", "What is the country of destination?"),
        ),
        condition(
            "it is not among the items taken out of the limb",
            None if closed is None else not closed,
            cite=f"{CITE}(c)(3)",
            asks=Question(f"{q.path}.eccn", "Under which paragraph does the item fall?"),
        ),
        _not_too_sensitive(q, f"{CITE}(c)(3)"),
        cite=f"{CITE}(c)",
    )


def inspections(q: Inquiry, requirements: tuple[Requirement, ...]) -> Proof:
    """To the OPCW, and for its inspections (15 CFR 740.11(d))."""
    to_them = used_for(q, "opcw") or named_so(end_users(q), "opcw")
    return all_of(
        "License Exception GOV is available for chemical weapons inspections",
        q.told(
            "it is consigned to the OPCW or used at its inspections",
            True if to_them else None,
            "OPCW",
            "Is it consigned to the OPCW for its official use?",
            cite=f"{CITE}(d)",
        ),
        cite=f"{CITE}(d)",
    )


def space_station(q: Inquiry, requirements: tuple[Requirement, ...]) -> Proof:
    """9A004 for the international space station at short notice (15 CFR 740.11(e))."""
    caught = any(r.family in ("end_user", "end_use") for r in requirements)
    return all_of(
        "License Exception GOV is available for the space station",
        condition("the item is 9A004", q.heading == "9A004", cite=f"{CITE}(e)"),
        q.told(
            "it supplies the international space station",
            True if used_for(q, "space_station") else None,
            "space station",
            "Does it supply the international space station at short notice?",
            cite=f"{CITE}(e)(1)",
        ),
        destination_in(q, f"{PACK}/space_station", cite=f"{CITE}(e)"),
        condition("no party or use is caught by part 744", not caught, cite=f"{CITE}(e)(3)"),
        pledge("the need came up at most 45 days before, and it is held abroad six months at most", cite=f"{CITE}(e)(2)"),
        cite=f"{CITE}(e)",
    )


def _not_embargoed_forces(q: Inquiry, requirements: tuple[Requirement, ...]) -> bool:
    """Note 2 to (b)(2): listed items do not go to forces, police or intelligence of E:1 and E:2 governments."""
    forces = any(p.military or p.military_intelligence for _, p in end_users(q)) or says(q, "military", "military_intelligence")
    seats = [p.country for _, p in end_users(q) if p.country]
    return forces and any(within(("E:1", "E:2"), seat, q.on) for seat in seats) and bool(_held(q, requirements) & _EMBARGOED_FORCES)


def _agency(q: Inquiry, requirements: tuple[Requirement, ...]) -> bool:
    return us_agency_takes_part(q) is True and not _not_embargoed_forces(q, requirements)


@only_where(said=["personal_effects", "personal_use"])
def _staff(q: Inquiry, requirements: tuple[Requirement, ...]) -> bool:
    return used_for(q, "personal_effects", "personal_use") and _agency(q, requirements)


def _government(q: Inquiry, requirements: tuple[Requirement, ...]) -> bool:
    return any(national_agency(party) for _, party in end_users(q)) or named_so(end_users(q), "nato")


EXCEPTION = LicenseException(
    symbol="GOV",
    section=CITE,
    limbs=(
        Limb(
            id="GOV(a)",
            title="international safeguards",
            cite=f"{CITE}(a)",
            rule=safeguards,
            claimed=says_one_of("iaea"),
            asks="Is it for the IAEA or Euratom?",
        ),
        Limb(
            id="GOV(b)(2)(i)",
            title="personal use of US Government staff",
            cite=f"{CITE}(b)(2)(i)",
            rule=personal_use,
            claimed=_staff,
            asks="Is it for the personal use of US Government personnel?",
        ),
        Limb(
            id="GOV(b)(2)(ii)",
            title="official use of a US Government agency",
            cite=f"{CITE}(b)(2)(ii)",
            rule=us_agency,
            claimed=_agency,
            asks="Is an agency of the US Government the consignor or consignee?",
        ),
        Limb(
            id="GOV(b)(2)(iii)",
            title="for a US Government agency under contract",
            cite=f"{CITE}(b)(2)(iii)",
            rule=for_us_agency,
            claimed=says_one_of("us_government_contract"),
            asks="Does it go under a contract with a US Government agency?",
        ),
        Limb(
            id="GOV(b)(2)(iv)",
            title="directed by Defense or Energy",
            cite=f"{CITE}(b)(2)(iv)",
            rule=directed,
            claimed=says_one_of("directed_by_us_department"),
            asks="Does the Department of Defense or Energy direct it in writing?",
        ),
        Limb(
            id="GOV(c)",
            title="cooperating governments and NATO",
            cite=f"{CITE}(c)",
            rule=cooperating_governments,
            claimed=_government,
            asks="Is the end user an agency of a cooperating government?",
        ),
        Limb(
            id="GOV(d)",
            title="chemical weapons inspections",
            cite=f"{CITE}(d)",
            rule=inspections,
            claimed=says_one_of("opcw"),
            asks="Is it for the OPCW?",
        ),
        Limb(
            id="GOV(e)",
            title="space station supplies",
            cite=f"{CITE}(e)",
            rule=space_station,
            claimed=says_one_of("space_station"),
            asks="Is it 9A004 for the international space station?",
        ),
    ),
)
