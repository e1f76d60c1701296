"""License Exception AVS: aircraft, vessels, their equipment and stores, research spacecraft (15 CFR 740.15)."""

from __future__ import annotations

from decimal import Decimal

from licet.decisions import Requirement
from licet.law.inquiry import Inquiry
from licet.law.us.ear.part740_exceptions.grants import reasons
from licet.law.us.ear.part740_exceptions.license_exception import LicenseException, Limb, Sign, only_where, says_one_of
from licet.law.us.ear.part740_exceptions.places import destination_in, to_any, within
from licet.law.us.ear.part740_exceptions.users import end_users, says, used_for
from licet.proofs import Proof, Question, all_of, condition, pledge

CITE = "15 CFR 740.15"
PACK = "us/ear/part740_exceptions/avs"


def _stay(q: Inquiry, name: str, cite: str) -> Proof:
    """How long it may lie in one country."""
    most = q.law.value(f"{PACK}/{name}")
    claim = f"it stays {most.value} days at most in one country"
    days = q.tx.duration_days
    if days is None:
        return pledge(claim, cite=cite, rests_on=most.ref)
    return condition(claim, days <= Decimal(most.value), cite=cite, rests_on=most.ref)


def _charter(q: Inquiry, cite: str) -> Proof:
    """Nothing chartered or leased to a national of E:1 or E:2, nor, on the way to Russia or Belarus, of these (746.8(c)(2)(v))."""
    shut = ("E:1", "E:2", "RU", "BY") if q.to in ("RU", "BY") else ("E:1", "E:2")
    roles = ("lessee", "end_user") if used_for(q, "sale_or_lease", "charter") else ("lessee",)
    seats = [p.nationality or p.country for _, p in q.parties() if p.role in roles]
    hired = any(seat and within(shut, seat, q.on) for seat in seats)
    claim = "it is not leased to or chartered by a national of a state it is shut for"
    return condition(claim, False, cite=cite) if hired else pledge(claim, cite=cite)


def _craft(q: Inquiry, kind: str, *paragraphs: str) -> Proof:
    """What leaves is the craft itself: its spares and cargo have paragraphs of their own."""
    itself = True if any((q.eccn or "").startswith(each) for each in paragraphs) else q.goods(kind)
    if itself is False and q.eccn in {each.partition(".")[0] for each in paragraphs}:
        itself = None
    asks = Question(f"{q.path}.description", f"Is the item the {kind} itself?")
    return condition(f"the item is the {kind} itself", itself, cite=CITE, asks=asks)


def _open_place(q: Inquiry, cite: str) -> Proof:
    """US aircraft under an operating certificate of the section go anywhere; others not to E:1 and E:2 (740.15(a)(4))."""
    if used_for(q, "operating_certificate"):
        return pledge(
            "the aircraft is U.S. registered and flies under an operating certificate of the section", cite=f"{cite}(4)(i)"
        )
    return destination_in(q, f"{PACK}/aircraft_places", cite=cite)


def aircraft(q: Inquiry, requirements: tuple[Requirement, ...]) -> Proof:
    """An aircraft on a temporary sojourn, operational control kept (15 CFR 740.15(a))."""
    cite = f"{CITE}(a)"
    return all_of(
        "License Exception AVS is available for an aircraft's temporary sojourn",
        q.told(
            "an aircraft leaves on a temporary sojourn",
            True if says(q, "sojourn") and says(q, "aircraft") else None,
            "aircraft sojourn",
            "Does an aircraft leave on a temporary sojourn?",
            cite=cite,
        ),
        _craft(q, "aircraft", "9A991.a", "9A991.b", "9A610.a"),
        _charter(q, cite),
        _open_place(q, cite),
        _stay(q, "aircraft_days", cite),
        pledge("the exporter keeps operational control by all ten signs of the section", cite=f"{cite}(3)"),
        cite=cite,
    )


def equipment(q: Inquiry, requirements: tuple[Requirement, ...]) -> Proof:
    """Equipment, spares and stores a craft needs (15 CFR 740.15(b)); not for craft of D:1 or Cuba or their nationals."""
    cite = f"{CITE}(b)"
    seats = [seat for _, p in end_users(q) for seat in (p.nationality, p.hq, p.country) if seat]
    shut = any(within(("D:1", "CU"), seat, q.on) for seat in seats)
    grave = q.to in ("CU", "SY") and q.eccn != "EAR99" and reasons(q) != frozenset({"AT"})
    return all_of(
        "License Exception AVS is available for equipment, spares and stores",
        q.told(
            "a vessel or aircraft needs it for its operation",
            True if says(q, "ship_stores") else None,
            "stores or equipment",
            "Is it equipment, a spare part or stores that a vessel or aircraft needs?",
            cite=cite,
        ),
        condition("the craft is not of Country Group D:1 or Cuba, or of their nationals", not shut, cite=cite),
        condition("to Cuba and Syria it is EAR99 or controlled for AT alone", not grave, cite=cite),
        pledge("it is used on board, in the usual quantity", cite=cite),
        cite=cite,
    )


def carriers(q: Inquiry, requirements: tuple[Requirement, ...]) -> Proof:
    """To a US, Australian, Canadian or UK carrier's own craft or installation abroad (15 CFR 740.15(c))."""
    cite = f"{CITE}(c)"
    seats = {p.hq or p.country for _, p in end_users(q)}
    return all_of(
        "License Exception AVS is available for a carrier's own use",
        q.told(
            "a US, Australian, Canadian or UK carrier orders it for its craft",
            True if says(q, "ship_stores") and seats and seats <= {"US", "AU", "CA", "GB"} else None,
            "carrier",
            "Does a carrier of the United States, Australia, Canada or the United Kingdom order it for its own craft?",
            cite=cite,
        ),
        destination_in(q, f"{PACK}/carrier_places", cite=cite),
        pledge("the master, owner or agent of the craft ordered it", cite=cite),
        cite=cite,
    )


def vessels(q: Inquiry, requirements: tuple[Requirement, ...]) -> Proof:
    """A vessel on a temporary sojourn (15 CFR 740.15(d)); to Cuba only cargo vessels for hire."""
    cite = f"{CITE}(d)"
    since = q.law.in_force(f"{PACK}/cuba_cargo_only")
    cargo = q.to != "CU" or since is None or says(q, "cargo_vessel")
    return all_of(
        "License Exception AVS is available for a vessel's temporary sojourn",
        q.told(
            "a vessel leaves on a temporary sojourn",
            True if says(q, "sojourn") and says(q, "vessel") else None,
            "vessel sojourn",
            "Does a vessel leave on a temporary sojourn?",
            cite=cite,
        ),
        _craft(q, "vessel", "8A992.a", "8A992.f", "8A609.a"),
        _charter(q, cite),
        destination_in(q, f"{PACK}/vessel_places", cite=cite),
        condition(
            "to Cuba it is a cargo vessel for hire",
            True if cargo else None,
            cite=f"{cite}(6)",
            asks=Question("cargo vessel", "Is it a cargo vessel for hire?"),
        ),
        _stay(q, "vessel_days", cite),
        pledge("the exporter keeps operational control", cite=cite),
        cite=cite,
    )


def through_cuba(q: Inquiry, requirements: tuple[Requirement, ...]) -> Proof:
    """Cargo that passes through Cuba and stays on board (15 CFR 740.15(e))."""
    cite = f"{CITE}(e)"
    return all_of(
        "License Exception AVS is available for cargo passing through Cuba",
        condition("it passes through Cuba on its way elsewhere", "CU" in q.tx.via and q.to != "CU", cite=cite),
        pledge("it stays on board and leaves Cuba with the craft", cite=cite),
        cite=cite,
    )


def research_spacecraft(q: Inquiry, requirements: tuple[Requirement, ...]) -> Proof:
    """Spacecraft of universities for fundamental research in space (15 CFR 740.15(f))."""
    cite = f"{CITE}(f)"
    return all_of(
        "License Exception AVS is available for a university's research spacecraft",
        condition("the item is of the spacecraft entries", q.nine_x515, cite=cite),
        q.told(
            "an accredited institution uses it for fundamental research",
            True if used_for(q, "fundamental_research") else None,
            "fundamental research in space",
            "Does a US institution of higher learning use it for fundamental research only?",
            cite=cite,
        ),
        destination_in(q, f"{PACK}/research_places", cite=cite),
        cite=cite,
    )


def _signs(*codes: str) -> Sign:
    return only_where(said=codes)(lambda q, requirements: all(says(q, code) for code in codes))  # noqa: ARG005


def _cuba_way(q: Inquiry, requirements: tuple[Requirement, ...]) -> bool:
    return "CU" in q.tx.via


@only_where(said=["fundamental_research"])
def _research(q: Inquiry, requirements: tuple[Requirement, ...]) -> bool:
    return q.nine_x515 and used_for(q, "fundamental_research") and to_any(q, "D:5") is False


EXCEPTION = LicenseException(
    symbol="AVS",
    section=CITE,
    limbs=(
        Limb(
            id="AVS(a)",
            title="aircraft on temporary sojourn",
            cite=f"{CITE}(a)",
            rule=aircraft,
            claimed=_signs("sojourn", "aircraft"),
            asks="Is it an aircraft on a temporary sojourn?",
        ),
        Limb(
            id="AVS(b)",
            title="equipment, spares and stores",
            cite=f"{CITE}(b)",
            rule=equipment,
            claimed=says_one_of("ship_stores", goods=True),
            asks="Is it equipment, spares or stores for a vessel or aircraft?",
        ),
        Limb(
            id="AVS(c)",
            title="use by US, Australian, Canadian and UK carriers",
            cite=f"{CITE}(c)",
            rule=carriers,
            claimed=says_one_of("ship_stores", goods=True),
            asks="Is it for the own use of a US, Australian, Canadian or UK carrier?",
        ),
        Limb(
            id="AVS(d)",
            title="vessels on temporary sojourn",
            cite=f"{CITE}(d)",
            rule=vessels,
            claimed=_signs("sojourn", "vessel"),
            asks="Is it a vessel on a temporary sojourn?",
        ),
        Limb(
            id="AVS(e)",
            title="cargo passing through Cuba",
            cite=f"{CITE}(e)",
            rule=through_cuba,
            claimed=_cuba_way,
            asks="Does the cargo pass through Cuba on board?",
        ),
        Limb(
            id="AVS(f)",
            title="research spacecraft of universities",
            cite=f"{CITE}(f)",
            rule=research_spacecraft,
            claimed=_research,
            asks="Is it a spacecraft item for a university's fundamental research?",
        ),
    ),
)
