"""15 CFR 740.2(a): restrictions on all license exceptions, and what each of them leaves open.

A bar is a test and a dated list of the limbs that stay open under it (bars.yaml); before its first value it did not exist.
A bar that may apply, for want of a fact, leaves every other limb unknown. The acts of (a)(1) and (2) are elsewhere: the
conditions of each limb, and the limbs that a requirement leaves open.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from licet.decisions import Requirement
from licet.law.inquiry import UNVERIFIED, Inquiry
from licet.law.law import Value
from licet.law.us.ear.part740_exceptions.entry import is_listed
from licet.law.us.ear.part740_exceptions.grants import opened, surely_for
from licet.law.us.ear.part740_exceptions.license_exception import PACKS, opens
from licet.law.us.ear.part740_exceptions.places import seated_in, within
from licet.law.us.ear.part740_exceptions.users import is_government
from licet.proofs import Proof, Question, condition, pledge
from licet.transactions import LISTED_ROLES, Kind, Role

PACK = f"{PACKS}/bars"
Requirements = tuple[Requirement, ...]
Test = Callable[[Inquiry, Requirements], "bool | None"]


@dataclass(frozen=True, slots=True)
class Bar:
    """A paragraph of 740.2(a).

    Attributes:
        paragraph: "(a)(5)".
        name: Of its list of open limbs in bars.yaml.
        says: What it says of the transaction, as a claim.
        test: Whether it applies.
        also: What else is cited with it: the list or the section it goes back to.
    """

    paragraph: str
    name: str
    says: str
    test: Test
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fired:
    """A bar that applies, or may.

    Attributes:
        bar: Which.
        certain: Whether it is known to apply.
        still_open: What it leaves open; "any" is everything, "-STA" shuts, "?RPL" may be open.
        value: The dated list.
        cite: "15 CFR 740.2(a)(5)", or the section of part 746 that names the openings.
    """

    bar: Bar
    certain: bool
    still_open: tuple[str, ...]
    value: Value
    cite: str

    def leaves(self, limb: str) -> Proof:
        """Whether the bar leaves a limb open."""
        open_ = leaves_open(self.still_open, limb)
        truth = True if open_ is True else None if open_ is None or not self.certain else False
        claim = f"{limb} stays open although {self.bar.says}"
        asks = Question(f"740.2{self.bar.paragraph}", f"Is it so that {self.bar.says}?")
        return condition(claim, truth, cite=self.cite, rests_on=self.value.ref, asks=asks)


def leaves_open(still_open: tuple[str, ...], limb: str) -> bool | None:
    """Whether a list of openings takes a limb in; None where it is open only on terms that were not read.

    >>> leaves_open(("GOV(b)",), "GOV(b)(2)(ii)"), leaves_open(("?RPL",), "RPL(a)"), leaves_open(("any", "-STA"), "STA(c)(2)")
    (True, None, False)
    """
    if any(opens(name[1:], limb) for name in still_open if name.startswith("-")):
        return False
    if any(name == "any" or opens(name, limb) for name in still_open if name[0] not in "-?"):
        return True
    return None if any(opens(name[1:], limb) for name in still_open if name.startswith("?")) else False


def bars(q: Inquiry, requirements: Requirements) -> tuple[Fired, ...]:
    """The bars that apply or may apply, in the order of 740.2(a)."""
    found = []
    for bar in BARS:
        value = q.law.get(f"{PACK}/{bar.name}")
        if value is None:
            continue
        truth = bar.test(q, requirements)
        if truth is not False:
            cite = f"15 CFR 740.2{bar.paragraph}"
            found.append(Fired(bar, truth is True, tuple(value.value), value, cite))
    embargo = _embargoed(q, requirements)
    return (*found, embargo) if embargo else tuple(found)


def undertakings(q: Inquiry) -> tuple[Proof, ...]:
    """Papers of (a)(19) and (20) that must be in hand before NS, MT, NP 1 or CB items go to or from Hong Kong."""
    life = q.law.in_force(f"{PACK}/hong_kong_papers")
    if life is None or not any(surely_for(q, reason) is not False for reason in ("NS", "MT", "NP", "CB")):
        return ()
    papers = []
    if q.to == "HK":
        claim = "a copy of the Hong Kong import license, or of the official statement that none is needed, is in hand"
        papers.append(pledge(claim, cite="15 CFR 740.2(a)(19)", rests_on=life.ref))
    if q.tx.exporter_country == "HK":
        claim = "the Hong Kong export license, or the official statement that none is needed, is in hand"
        papers.append(pledge(claim, cite="15 CFR 740.2(a)(20)", rests_on=life.ref))
    return tuple(papers)


# --- the tests, in the order of the paragraph ----------------------------------------------------------------------------


def _to(q: Inquiry, name: str) -> bool | None:
    """Whether the destination is in the list of places of that name."""
    places = q.law.value(f"{PACK}/{name}")
    return None if q.to is None else within(tuple(places.value), q.to, q.on)


def _says(q: Inquiry, pattern: str) -> bool | None:
    """Whether the description speaks of something; None when there is no description."""
    text = q.item.description
    return None if text is None else re.search(pattern, text, re.IGNORECASE) is not None


def _cited(requirements: Requirements, *sections: str) -> bool | None:
    """Whether a requirement rests on one of the sections; None when one that may apply does."""
    found = [r for r in requirements if any(section in cite for cite in (r.reason, *r.cites) for section in sections)]
    return True if any(r.certain for r in found) else None if found else False


def _and(*truths: bool | None) -> bool | None:
    return False if False in truths else None if None in truths else True


def _or(*truths: bool | None) -> bool | None:
    return True if True in truths else None if None in truths else False


def _suspended(q: Inquiry, requirements: Requirements) -> bool | None:  # noqa: ARG001
    return (q.tx.answer("license exceptions suspended") or "").strip().lower() in ("yes", "true")


def _interception(q: Inquiry, requirements: Requirements) -> bool | None:  # noqa: ARG001
    if q.heading in ("5D001", "5E001"):
        return False if _says(q, r"intercept|surreptitious|eavesdrop|5A001\.f\.1|5A980") is not True else q.heading == "5D001"
    return is_listed(q, f"{PACK}/interception_items")


def _interception_technology(q: Inquiry, requirements: Requirements) -> bool | None:  # noqa: ARG001
    if q.heading == "5E001":
        return _says(q, r"intercept|surreptitious|eavesdrop|5A001\.f\.1|5A980") is True
    return q.heading == "5E980"


def _crime_control(q: Inquiry, requirements: Requirements) -> bool | None:  # noqa: ARG001
    held = surely_for(q, "CC")
    return False if held is False else _and(held, None if (near := _to(q, "crime_control_friends")) is None else not near)


def _missile(q: Inquiry, requirements: Requirements) -> bool | None:  # noqa: ARG001
    held = surely_for(q, "MT")
    return False if held is False else _and(held, None if (far := _to(q, "missile_places")) is None else not far)


def _missile_places(q: Inquiry, requirements: Requirements) -> bool | None:  # noqa: ARG001
    held = surely_for(q, "MT")
    if held is False or is_listed(q, f"{PACK}/navigation_items") or is_listed(q, f"{PACK}/bearings"):
        return False
    return _and(held, _to(q, "missile_places"))


def _navigation(q: Inquiry, requirements: Requirements) -> bool | None:  # noqa: ARG001
    if not is_listed(q, f"{PACK}/navigation_items"):
        return False
    return _and(surely_for(q, "MT"), _to(q, "missile_places"))


def _bearings(q: Inquiry, requirements: Requirements) -> bool | None:  # noqa: ARG001
    if not is_listed(q, f"{PACK}/bearings"):
        return False
    return _and(surely_for(q, "MT"), _to(q, "missile_places"))


def _infrared(q: Inquiry, requirements: Requirements) -> bool | None:  # noqa: ARG001
    return q.heading in ("6E001", "6E002") and _says(q, r"focal plane|image intensifier|infrared detector|6A002")


def _concealed(q: Inquiry, requirements: Requirements) -> bool | None:  # noqa: ARG001
    return is_listed(q, f"{PACK}/concealed_object_items")


def _chip_tools(q: Inquiry, requirements: Requirements) -> bool | None:
    item = is_listed(q, f"{PACK}/chip_tools")
    if item is False and is_listed(q, f"{PACK}/chip_tool_know_how") is not False:
        item = _cited(requirements, "742.4(a)(4)", "742.6(a)(6)(i)")
    return False if item is False else _and(item, _to(q, "chip_tool_places"))


def _chips(q: Inquiry, requirements: Requirements) -> bool | None:
    item = is_listed(q, f"{PACK}/chips") if q.heading in ("3A090", "4A090", "4E091") else _marked_z(q)
    if item is False and is_listed(q, f"{PACK}/chip_know_how") is not False:
        item = _cited(requirements, "742.6(a)(6)(iii)", "742.6(a)(13)")
    if item is False:
        return False
    seats = q.law.value(f"{PACK}/chip_seats")
    return _and(item, _or(_to(q, "chip_places"), bool(seats.value) and seated_in(q, *seats.value)))


def _marked_z(q: Inquiry) -> bool | None:
    """Whether it is a .z item of the list: such an item is classified and marked so (15 CFR 758.6), a bare heading is none."""
    found = is_listed(q, f"{PACK}/chips")
    return False if found is None and (q.eccn or "").partition(".")[2] == "" else found


def _torture(q: Inquiry, requirements: Requirements) -> bool | None:  # noqa: ARG001
    return q.heading == "0A983"


def _foreign_arms(q: Inquiry, requirements: Requirements) -> bool | None:  # noqa: ARG001
    return q.heading == "0A919"


def _armed(q: Inquiry) -> bool | None:
    """Whether it goes to, comes from or was made in D:5 or Hong Kong."""
    places = q.law.value(f"{PACK}/arms_embargo_places")
    spots = [q.to, q.tx.exporter_country, q.item.made_in]
    return _or(*(within(tuple(places.value), spot, q.on) for spot in spots if spot), None if q.to is None else False)


def _military_to_d5(q: Inquiry, requirements: Requirements) -> bool | None:  # noqa: ARG001
    return (q.six_hundred_series or q.nine_x515) and not _gear(q) and _armed(q)


def _gear(q: Inquiry) -> bool:
    return (q.eccn or "").startswith(("1A613.c", "1A613.d"))


def _gear_to_d5(q: Inquiry, requirements: Requirements) -> bool | None:  # noqa: ARG001
    return _gear(q) and _armed(q)


def _six_hundred(q: Inquiry, requirements: Requirements) -> bool | None:  # noqa: ARG001
    return q.six_hundred_series


def _six_hundred_know_how(q: Inquiry, requirements: Requirements) -> bool | None:  # noqa: ARG001
    return is_listed(q, f"{PACK}/six_hundred_know_how")


def _missile_six_hundred(q: Inquiry, requirements: Requirements) -> bool | None:  # noqa: ARG001
    return q.six_hundred_series and not (q.eccn or "").startswith("9A610.a") and surely_for(q, "MT")


def _holding(q: Inquiry, requirements: Requirements) -> bool | None:  # noqa: ARG001
    return q.on_ccl is True and q.heading[0] == "0" and q.heading[2:] == "521"


def _major(q: Inquiry, name: str, favored: bool) -> bool | None:
    """600 series items under a contract with major defense equipment of the value; whether it is such is not told."""
    if not q.six_hundred_series or q.to is None:
        return False
    inside = within(("A:5",), q.to, q.on)
    if inside is not None and inside is not favored:
        return False
    value, limit = q.tx.value, q.law.value(f"{PACK}/{name}")
    return None if value is None or value >= Decimal(limit.value) else False


def _major_elsewhere(q: Inquiry, requirements: Requirements) -> bool | None:  # noqa: ARG001
    return _major(q, "major_equipment_elsewhere", False)


def _major_favored(q: Inquiry, requirements: Requirements) -> bool | None:  # noqa: ARG001
    return _major(q, "major_equipment_favored", True)


def _unverified(q: Inquiry, requirements: Requirements) -> bool | None:  # noqa: ARG001
    """Any party of 15 CFR 748.5, the applicant and those it names included; a possible match leaves it open."""
    roles = (*LISTED_ROLES, Role.APPLICANT, Role.EXPORTER, Role.FORWARDER)
    return _or(False, *(standing.truth for standing in q.on_list(UNVERIFIED, roles) if not standing.through))


def _missile_spacecraft(q: Inquiry, requirements: Requirements) -> bool | None:  # noqa: ARG001
    return q.nine_x515 and surely_for(q, "MT")


def _firearms_with_articles(q: Inquiry, requirements: Requirements) -> bool | None:  # noqa: ARG001
    firearm = is_listed(q, f"{PACK}/firearms")
    return firearm is not False and q.tx.kind in (Kind.REEXPORT, Kind.TRANSFER) and _says(q, r"I\(h\)\(2\)") is True


def _equivalent_controls(q: Inquiry, requirements: Requirements) -> bool | None:
    cited = _cited(requirements, "742.4(a)(5)", "742.6(a)(10)")
    if cited:
        return True
    found = opened(q, "IEC")
    return cited if found is None and q.group in ("D", "E") else bool(q.on_ccl) and found


def _firearms_contract(q: Inquiry, requirements: Requirements) -> bool | None:  # noqa: ARG001
    if q.heading not in ("0A506", "0A507", "0A508"):
        return False
    limit = q.law.value(f"{PACK}/firearms_contract_value")
    value = q.tx.value
    return None if value is None else value >= Decimal(limit.value)


def _pakistan(q: Inquiry, requirements: Requirements) -> bool | None:  # noqa: ARG001
    return q.to == "PK" and is_listed(q, f"{PACK}/pakistan_items")


def _emirates(q: Inquiry, requirements: Requirements) -> bool | None:  # noqa: ARG001
    """STA to the UAE: ultimate consignee and every end user must be approved in Supplement No. 8 to part 740."""
    if q.to != "AE":
        return False
    firms = q.law.value(f"{PACK}/emirates_approved_firms").value
    users = [p for _, p in q.parties(Role.END_USER, Role.ULTIMATE_CONSIGNEE, Role.RECIPIENT)]
    approved = [
        (is_government(p) is True and p.country in (None, "AE")) or any(_named(firm, p.name) for firm in firms) for p in users
    ]
    return not (approved and all(approved))


def _named(firm: str, name: str) -> bool:
    """Whether a party's name is that of an approved firm, punctuation and case aside."""
    plain = [re.sub(r"[^a-z0-9]+", " ", text.lower()).strip() for text in (firm, name)]
    return plain[0] == plain[1]


# --- (a)(6) ---------------------------------------------------------------------------------------------------------------

OPENINGS = f"{PACKS}/embargo_openings"
_SECTIONS = {
    "CU": "746.2(a)(1)",
    "IR": "746.7(c)",
    "KP": "746.4(c)",
    "SY": "746.9(b)",
    "UA-43": "746.6(c)",
    "UA-14": "746.6(c)",
    "UA-09": "746.6(c)",
    "RU": "746.8(c)",
    "BY": "746.8(c)",
    "IQ": "746.3(c)",
}


def _embargoed(q: Inquiry, requirements: Requirements) -> Fired | None:
    """(a)(6): an embargoed place, or a requirement of the sanctions on Russia and Belarus, leaves what part 746 names.

    Iraq is no such place, but its own requirement is answered only by what 746.3(c) names.
    """
    if q.to not in _SECTIONS:
        return None
    value = q.law.get(f"{OPENINGS}/{q.to}")
    if value is None:
        return None
    if q.to in ("RU", "BY", "IQ"):
        sections = ("746.8", "746.5", "746.10", "746.3")
        sanctions = [r for r in requirements if r.family == "embargo" or _cited((r,), *sections) is not False]
        if not sanctions:
            return None
        still_open = () if _cited(tuple(sanctions), "746.8(a)(3)", "746.3(a)(4)") is not False else tuple(value.value)
        certain = any(r.certain for r in sanctions)
    else:
        still_open, certain = tuple(value.value), True
    says = "the destination is embargoed" if q.to not in ("RU", "BY") else "a sanction on Russia or Belarus applies"
    return Fired(Bar("(a)(6)", q.to, says, _suspended), certain, still_open, value, f"15 CFR {_SECTIONS[q.to]}")


BARS = (
    Bar("(a)(1)", "suspended", "the use of exceptions is suspended or revoked for the exporter", _suspended),
    Bar("(a)(3)", "interception", "it is an interception item", _interception),
    Bar("(a)(3)", "interception_technology", "it is technology for interception items", _interception_technology),
    Bar("(a)(4)", "crime_control", "it is a crime control item for a place outside the named partners", _crime_control),
    Bar("(a)(5)", "missile", "it is controlled for MT reasons", _missile),
    Bar("(a)(5)", "missile_to_d4_d5", "it is controlled for MT reasons and goes to D:4 or D:5", _missile_places),
    Bar("(a)(5)", "navigation", "it is navigation gear controlled for MT reasons, for D:4 or D:5", _navigation),
    Bar("(a)(5)", "bearing", "it is a bearing or the like, controlled for MT reasons, for D:4 or D:5", _bearings),
    Bar("(a)(7)", "infrared", "it is technology for infrared arrays or image intensifiers", _infrared),
    Bar("(a)(8)", "concealed_object", "it detects concealed objects, or serves what does", _concealed),
    Bar("(a)(9)(i)", "chip_tool", "it is a chipmaking item for Macau or D:5", _chip_tools),
    Bar("(a)(9)(ii)", "chip", "it is an advanced computing item for a place or party that the bar names", _chips),
    Bar("(a)(10)", "torture", "it is an implement of torture", _torture),
    Bar("(a)(11)", "foreign_arms", "it is a foreign military commodity with US content", _foreign_arms),
    Bar("(a)(12)", "military_to_d5", "it is a 9x515 or 600 series item to or from D:5 or Hong Kong", _military_to_d5),
    Bar("(a)(12)", "gear_to_d5", "it is protective gear to or from D:5 or Hong Kong", _gear_to_d5),
    Bar("(a)(13)", "six_hundred", "it is a 600 series item", _six_hundred),
    Bar("(a)(13)", "six_hundred_technology", "it is guarded 600 series technology or software", _six_hundred_know_how),
    Bar("(a)(13)", "missile_six_hundred", "it is a 600 series item controlled for MT reasons", _missile_six_hundred),
    Bar("(a)(14)", "holding", "it is a 0Y521 item", _holding),
    Bar("(a)(15)", "major_elsewhere", "the contract holds much major defense equipment for a place outside A:5", _major_elsewhere),
    Bar("(a)(16)", "major_favored", "the contract holds much major defense equipment for a place in A:5", _major_favored),
    Bar("(a)(17)", "unverified", "a party is on the Unverified List", _unverified, ("15 CFR 744.15(a)",)),
    Bar("(a)(18)", "missile_spacecraft", "it is a 9x515 item controlled for MT reasons", _missile_spacecraft),
    Bar("(a)(21)", "firearms_articles", "it is a firearm with a Category I(h)(2) defense article", _firearms_with_articles),
    Bar("(a)(22)", "equivalent_controls", "it is an item of states with equivalent controls", _equivalent_controls),
    Bar("(a)(23)", "firearms_contract", "it is a semi-automatic firearm under a contract of the named value", _firearms_contract),
    Bar("(a)(25)", "pakistan", "it is a named item for Pakistan", _pakistan),
    Bar(
        "(a)(26)",
        "emirates",
        "a user in the United Arab Emirates is not approved in Supplement No. 8 to part 740",
        _emirates,
        ("15 CFR Supp. 8 to 740",),
    ),
)
