"""License Exception TMP: temporary exports, items temporarily in the United States, beta software (15 CFR 740.9).

Nothing goes under (a) once an order was received or a longer stay is known; most of it must come back within a year.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from licet.decisions import Requirement
from licet.law.inquiry import Inquiry
from licet.law.us.ear.part740_exceptions.entry import kind_of, of_kind, reasons_found
from licet.law.us.ear.part740_exceptions.grants import reasons
from licet.law.us.ear.part740_exceptions.license_exception import LicenseException, Limb, Rule, Sign, only_where, says_one_of
from licet.law.us.ear.part740_exceptions.places import destination_in, to_any
from licet.law.us.ear.part740_exceptions.tmp_in_us import (
    FIREARMS,
    beta_software,
    firearms_here,
    in_transit,
    refused_entry,
    returned_abroad,
)
from licet.law.us.ear.part740_exceptions.users import says, undertaken, used_for
from licet.proofs import Proof, Question, all_of, condition, pledge

CITE = "15 CFR 740.9"
PACK = "us/ear/part740_exceptions/tmp"


def _abroad(limb: str, *words: str, kinds: tuple[str, ...] = (), stay: str = "one_year", pledges: tuple[str, ...] = ()) -> Rule:
    """The rule of a limb of (a): what it is for, where it goes, how long it stays (15 CFR 740.9(a))."""
    cite = f"{CITE}{limb[3:]}"

    def rule(q: Inquiry, requirements: tuple[Requirement, ...]) -> Proof:
        parts = [
            q.told(
                f"the purpose is the limb's: {_PURPOSE[limb]}",
                True if used_for(q, *words) else None,
                f"{limb} purpose",
                f"Does the item go abroad for {_PURPOSE[limb]}?",
                cite=cite,
            ),
            destination_in(q, f"{PACK}/places_{_key(limb)}", cite=cite),
            _stay(q, stay, cite),
            _no_firearms(q, limb),
        ]
        if kinds:
            parts.append(of_kind(q, *kinds, cite=cite))
        if limb == "TMP(a)(11)":
            worn = any((q.eccn or "").startswith(code) for code in _GEAR)
            parts.append(condition("the item is 1A613.c, 1A613.d or 1A607.f", worn, cite=cite))
        if limb == "TMP(a)(1)":
            parts.append(_missile_places(q, requirements))
        parts += [
            undertaken(q, claim, "leaves_control", cite=cite) if claim == _CONTROL else pledge(claim, cite=cite)
            for claim in pledges
        ]
        parts.append(
            undertaken(
                q,
                "no order for it was received, and it is not leased or rented out",
                "sale_or_lease",
                "resale",
                "sold",
                cite=f"{CITE}(a)",
            )
        )
        return all_of(f"License Exception TMP is available: {_PURPOSE[limb]}", *parts, cite=cite)

    return rule


_PURPOSE = {
    "TMP(a)(1)": "use as tools of trade by the exporter or its employees",
    "TMP(a)(3)": "use of technology by a US person's staff on travel",
    "TMP(a)(4)": "a kit of replacement parts",
    "TMP(a)(5)": "exhibition or demonstration",
    "TMP(a)(6)": "inspection, test, calibration or repair abroad",
    "TMP(a)(7)": "containers needed for a shipment",
    "TMP(a)(8)": "assembly in Mexico",
    "TMP(a)(9)": "news gathering by accredited media",
    "TMP(a)(10)": "the exporter's own subsidiary or facility",
    "TMP(a)(11)": "personal protective gear worn on travel",
}


def _key(limb: str) -> str:
    """The name of a limb within the pack: "TMP(a)(1)" is "a1"."""
    return limb[3:].replace("(", "").replace(")", "")


def _stay(q: Inquiry, name: str, cite: str) -> Proof:
    """How long it may stay: known to be longer shuts the exception from the start; untold, it is undertaken (15 CFR 740.9(a))."""
    longest = q.law.value(f"{PACK}/{name}")
    last = (
        date(q.on.year + longest.value, 3, 1) if (q.on.month, q.on.day) == (2, 29) else q.on.replace(year=q.on.year + longest.value)
    )
    claim = f"it comes back, or is used up or destroyed, by {last.isoformat()}"
    days = q.tx.duration_days
    if days is None and name == "one_year" and used_for(q, "longer_stay"):
        return condition(claim, False, cite=f"{CITE}(a)", rests_on=longest.ref)
    if days is None:
        return pledge(claim, cite=cite, rests_on=longest.ref)
    return condition(claim, days <= Decimal((last - q.on).days), cite=f"{CITE}(a)", rests_on=longest.ref)


def _no_firearms(q: Inquiry, limb: str) -> Proof:
    """Firearms go temporarily only under (a)(2), (5) and (6), not to D:5 (15 CFR 740.9)."""
    firearm = q.heading in FIREARMS
    held = not firearm or (limb in ("TMP(a)(5)", "TMP(a)(6)") and to_any(q, "D:5") is False)
    return condition("the limb is open to the kind of item", held, cite=f"{CITE}(a)")


def _missile_places(q: Inquiry, requirements: tuple[Requirement, ...]) -> Proof:
    """MT items do not go as tools of trade to D:4 or D:5 (15 CFR 740.2(a)(5), 740.9(a)(1))."""
    held = reasons(q) or reasons_found(requirements)
    inside = to_any(q, "D:4", "D:5") if "MT" in held else False
    return condition(
        "it is not an MT item for Country Groups D:4 or D:5",
        None if inside is None else not inside,
        cite=f"{CITE}(a)(1)",
        asks=Question("destination", "What is the country of destination?"),
    )


def firearms_of_travelers(q: Inquiry, requirements: tuple[Requirement, ...]) -> Proof:
    """Firearms and ammunition a traveler uses as tools of trade (15 CFR 740.9(a)(2))."""
    cite = f"{CITE}(a)(2)"
    rounds = q.heading == "0A505"
    most = q.law.get(f"{PACK}/{'rounds' if rounds else 'firearms'}")
    if most is None:
        return condition("the limb for firearms of travelers exists", False, cite=cite)
    return all_of(
        "License Exception TMP is available for firearms of travelers",
        condition("the item is a firearm or its ammunition", rounds or q.heading in FIREARMS, cite=cite),
        q.told(
            "a traveler uses it as a tool of trade",
            True if used_for(q, "tools_of_trade") else None,
            "TMP(a)(2) purpose",
            "Does a traveler use it as a tool of trade?",
            cite=cite,
        ),
        destination_in(q, f"{PACK}/places_a2", cite=cite),
        _stay(q, "one_year", cite),
        condition(
            f"no more than {most.value} of them",
            None if q.item.quantity is None else q.item.quantity <= most.value,
            cite=cite,
            rests_on=most.ref,
            asks=Question(f"{q.path}.quantity", "How many?"),
        ),
        pledge("they are declared to Customs, and brought back", cite=cite),
        cite=cite,
    )


@only_where(said=["tools_of_trade"])
def _armed_traveler(q: Inquiry, requirements: tuple[Requirement, ...]) -> bool:
    return (q.heading == "0A505" or q.heading in FIREARMS) and used_for(q, "tools_of_trade")


@only_where(said=["tools_of_trade"])
def _travel_technology(q: Inquiry, requirements: tuple[Requirement, ...]) -> bool:
    return kind_of(q) == "technology" and used_for(q, "tools_of_trade")


def _tools(q: Inquiry, requirements: tuple[Requirement, ...]) -> bool:
    """Tools of trade, or any stay abroad told in days: the limb everybody reaches for first."""
    return used_for(q, "tools_of_trade") or q.tx.duration_days is not None


@only_where(said=["repair", "calibration"])
def _repair(q: Inquiry, requirements: tuple[Requirement, ...]) -> bool:
    return q.tx.duration_days is not None and says(q, "repair", "calibration")


@only_where(told=["located_in_us"])
def _foreign(q: Inquiry, requirements: tuple[Requirement, ...]) -> bool:
    return q.item.origin == "foreign" and q.item.located_in_us is True


_GEAR = ("1A613.c", "1A613.d", "1A607.f")
_CONTROL = "the exporter or its employee keeps effective control of it"


def _limb(
    limb: str,
    claimed: Sign,
    *words: str,
    kinds: tuple[str, ...] = (),
    stay: str = "one_year",
    pledges: tuple[str, ...] = (),
) -> Limb:
    """A limb of (a)."""
    rule = _abroad(limb, *words, kinds=kinds, stay=stay, pledges=pledges)
    cite, purpose = f"{CITE}{limb[3:]}", _PURPOSE[limb]
    return Limb(id=limb, title=purpose, cite=cite, rule=rule, claimed=claimed, asks=f"Does the item go abroad for {purpose}?")


EXCEPTION = LicenseException(
    symbol="TMP",
    section=CITE,
    limbs=(
        _limb(
            "TMP(a)(1)",
            _tools,
            "tools_of_trade",
            kinds=("commodity", "software"),
            pledges=(_CONTROL, "usual and reasonable kinds and quantities, software protected against access"),
        ),
        Limb(
            id="TMP(a)(2)",
            title="firearms of travelers",
            cite=f"{CITE}(a)(2)",
            rule=firearms_of_travelers,
            claimed=_armed_traveler,
            asks="Does a traveler use the firearm as a tool of trade?",
        ),
        _limb(
            "TMP(a)(3)",
            _travel_technology,
            "tools_of_trade",
            kinds=("technology",),
            pledges=("only US persons or authorized staff use it, and it is kept secure",),
        ),
        _limb("TMP(a)(4)", says_one_of("repair_kit"), "repair_kit", pledges=(_CONTROL, "each part would qualify under RPL")),
        _limb(
            "TMP(a)(5)",
            says_one_of("exhibition"),
            "exhibition",
            pledges=("the exporter keeps title", _CONTROL, "no more than 120 days at one site"),
        ),
        _limb("TMP(a)(6)", _repair, "repair", "calibration", kinds=("commodity",)),
        _limb("TMP(a)(7)", says_one_of("containers"), "containers"),
        _limb("TMP(a)(8)", says_one_of("immex"), "immex", stay="four_years"),
        _limb(
            "TMP(a)(9)",
            says_one_of("news_media"),
            "news_media",
            stay="one_year",
            pledges=(_CONTROL, "it leaves with the persons", "the packing list went to BIS by e-mail"),
        ),
        _limb("TMP(a)(10)", says_one_of("own_facility"), "own_facility", kinds=("commodity",)),
        _limb("TMP(a)(11)", says_one_of("body_armor"), "body_armor", stay="four_years", pledges=("one set with the person",)),
        Limb(
            id="TMP(b)(1)",
            title="in transit through the United States",
            cite=f"{CITE}(b)(1)",
            rule=in_transit,
            claimed=says_one_of("in_transit"),
            asks="Is the item only in transit through the United States?",
        ),
        Limb(
            id="TMP(b)(2)",
            title="imported under bond for fairs or marketing",
            cite=f"{CITE}(b)(2)",
            rule=in_transit,
            claimed=says_one_of("in_transit"),
            asks="Was the item imported under bond for a fair?",
        ),
        Limb(
            id="TMP(b)(3)",
            title="return of foreign-origin items",
            cite=f"{CITE}(b)(3)",
            rule=returned_abroad,
            claimed=_foreign,
            asks="Does a foreign-origin item go back to the country it came from?",
        ),
        Limb(
            id="TMP(b)(4)",
            title="goods refused entry",
            cite=f"{CITE}(b)(4)",
            rule=refused_entry,
            claimed=says_one_of("refused_entry"),
            asks="Did Customs refuse the goods entry?",
        ),
        Limb(
            id="TMP(b)(5)",
            title="firearms temporarily in the United States",
            cite=f"{CITE}(b)(5)",
            rule=firearms_here,
            claimed=says_one_of("in_transit"),
            asks="Was the firearm in the United States for a year at most?",
        ),
        Limb(
            id="TMP(c)",
            title="beta test software",
            cite=f"{CITE}(c)",
            rule=beta_software,
            claimed=says_one_of("beta_test"),
            asks="Is the software sent for beta testing?",
        ),
    ),
)
