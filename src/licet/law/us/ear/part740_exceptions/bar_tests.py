"""The tests of 15 CFR 740.2(a): whether each bar applies to a transaction, in the order of the paragraph.

Each answers yes, no, or unknown. Items and places come from dated lists in bars.yaml.
"""

from __future__ import annotations

import re
from decimal import Decimal

from licet.decisions import Requirement
from licet.law.inquiry import UNVERIFIED, Inquiry
from licet.law.us.ear.part740_exceptions.entry import is_listed
from licet.law.us.ear.part740_exceptions.grants import opened, surely_for
from licet.law.us.ear.part740_exceptions.license_exception import PACKS
from licet.law.us.ear.part740_exceptions.places import seated_in, within
from licet.law.us.ear.part740_supplement_8 import STA, users_approved
from licet.law.us.ear.part742_lines import unspoken
from licet.transactions import LISTED_ROLES, Kind, Role

PACK = f"{PACKS}/bars"
Requirements = tuple[Requirement, ...]


def _to(q: Inquiry, name: str) -> bool | None:
    """Whether the destination is in the list of places of that name."""
    places = q.law.value(f"{PACK}/{name}")
    return None if q.to is None else within(tuple(places.value), q.to, q.on)


def _says(q: Inquiry, pattern: str) -> bool | None:
    """Whether the description speaks of something; None when there is no description."""
    text = q.item.description
    return None if text is None else re.search(pattern, text, re.IGNORECASE) is not None


def cited(requirements: Requirements, *sections: str) -> bool | None:
    """Whether a requirement rests on one of the sections; None when one that may apply does."""
    found = [r for r in requirements if any(section in cite for cite in (r.reason, *r.cites) for section in sections)]
    return True if any(r.certain for r in found) else None if found else False


def _and(*truths: bool | None) -> bool | None:
    return False if False in truths else None if None in truths else True


def _or(*truths: bool | None) -> bool | None:
    return True if True in truths else None if None in truths else False


def suspended(q: Inquiry, requirements: Requirements) -> bool | None:
    return (q.tx.answer("license exceptions suspended") or "").strip().lower() in ("yes", "true")


def interception(q: Inquiry, requirements: Requirements) -> bool | None:
    if q.heading in ("5D001", "5E001"):
        return False if _says(q, r"intercept|surreptitious|eavesdrop|5A001\.f\.1|5A980") is not True else q.heading == "5D001"
    return is_listed(q, f"{PACK}/interception_items")


def interception_technology(q: Inquiry, requirements: Requirements) -> bool | None:
    if q.heading == "5E001":
        return _says(q, r"intercept|surreptitious|eavesdrop|5A001\.f\.1|5A980") is True
    return q.heading == "5E980"


def crime_control(q: Inquiry, requirements: Requirements) -> bool | None:
    held = surely_for(q, "CC")
    if held is None and q.heading in ("4A003", "4D001", "4E001") and "fingerprint" in unspoken(q.item.description):
        held = False  # their only row for crime control is that of fingerprint computers
    return False if held is False else _and(held, None if (near := _to(q, "crime_control_friends")) is None else not near)


def missile(q: Inquiry, requirements: Requirements) -> bool | None:
    held = surely_for(q, "MT")
    return False if held is False else _and(held, None if (far := _to(q, "missile_places")) is None else not far)


def missile_places(q: Inquiry, requirements: Requirements) -> bool | None:
    held = surely_for(q, "MT")
    if held is False or is_listed(q, f"{PACK}/navigation_items") or is_listed(q, f"{PACK}/bearings"):
        return False
    return _and(held, _to(q, "missile_places"))


def navigation(q: Inquiry, requirements: Requirements) -> bool | None:
    if not is_listed(q, f"{PACK}/navigation_items"):
        return False
    return _and(surely_for(q, "MT"), _to(q, "missile_places"))


def bearings(q: Inquiry, requirements: Requirements) -> bool | None:
    if not is_listed(q, f"{PACK}/bearings"):
        return False
    return _and(surely_for(q, "MT"), _to(q, "missile_places"))


def infrared(q: Inquiry, requirements: Requirements) -> bool | None:
    return q.heading in ("6E001", "6E002") and _says(q, r"focal plane|image intensifier|infrared detector|6A002")


def concealed(q: Inquiry, requirements: Requirements) -> bool | None:
    return is_listed(q, f"{PACK}/concealed_object_items")


def chip_tools(q: Inquiry, requirements: Requirements) -> bool | None:
    item = is_listed(q, f"{PACK}/chip_tools")
    if item is False and is_listed(q, f"{PACK}/chip_tool_know_how") is not False:
        item = cited(requirements, "742.4(a)(4)", "742.6(a)(6)(i)")
    return False if item is False else _and(item, _to(q, "chip_tool_places"))


def chips(q: Inquiry, requirements: Requirements) -> bool | None:
    item = is_listed(q, f"{PACK}/chips") if q.heading in ("3A090", "4A090", "4E091") else _marked_z(q)
    if item is False and is_listed(q, f"{PACK}/chip_know_how") is not False:
        item = cited(requirements, "742.6(a)(6)(iii)", "742.6(a)(13)")
    if item is False:
        return False
    seats = q.law.value(f"{PACK}/chip_seats")
    return _and(item, _or(_to(q, "chip_places"), bool(seats.value) and seated_in(q, *seats.value)))


def _marked_z(q: Inquiry) -> bool | None:
    """Whether it is a .z item of the list: such an item is classified and marked so (15 CFR 758.6), a bare heading is none."""
    found = is_listed(q, f"{PACK}/chips")
    return False if found is None and (q.eccn or "").partition(".")[2] == "" else found


def torture(q: Inquiry, requirements: Requirements) -> bool | None:
    return q.heading == "0A983"


def foreign_arms(q: Inquiry, requirements: Requirements) -> bool | None:
    return q.heading == "0A919"


def _armed(q: Inquiry) -> bool | None:
    """Whether it goes to, comes from or was made in D:5 or Hong Kong."""
    places = q.law.value(f"{PACK}/arms_embargo_places")
    spots = [q.to, q.tx.exporter_country, q.item.made_in]
    return _or(*(within(tuple(places.value), spot, q.on) for spot in spots if spot), None if q.to is None else False)


def military_to_d5(q: Inquiry, requirements: Requirements) -> bool | None:
    return (q.six_hundred_series or q.nine_x515) and not _gear(q) and _armed(q)


def _gear(q: Inquiry) -> bool:
    return (q.eccn or "").startswith(("1A613.c", "1A613.d"))


def gear_to_d5(q: Inquiry, requirements: Requirements) -> bool | None:
    return _gear(q) and _armed(q)


def six_hundred(q: Inquiry, requirements: Requirements) -> bool | None:
    return q.six_hundred_series


def six_hundred_know_how(q: Inquiry, requirements: Requirements) -> bool | None:
    return is_listed(q, f"{PACK}/six_hundred_know_how")


def missile_six_hundred(q: Inquiry, requirements: Requirements) -> bool | None:
    return q.six_hundred_series and not (q.eccn or "").startswith("9A610.a") and surely_for(q, "MT")


def holding(q: Inquiry, requirements: Requirements) -> bool | None:
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


def major_elsewhere(q: Inquiry, requirements: Requirements) -> bool | None:
    return _major(q, "major_equipment_elsewhere", False)


def major_favored(q: Inquiry, requirements: Requirements) -> bool | None:
    return _major(q, "major_equipment_favored", True)


def unverified(q: Inquiry, requirements: Requirements) -> bool | None:
    """Any party of 15 CFR 748.5, the applicant and those it names included; a possible match leaves it open."""
    roles = (*LISTED_ROLES, Role.APPLICANT, Role.EXPORTER, Role.FORWARDER)
    return _or(False, *(standing.truth for standing in q.on_list(UNVERIFIED, roles) if not standing.through))


def missile_spacecraft(q: Inquiry, requirements: Requirements) -> bool | None:
    return q.nine_x515 and surely_for(q, "MT")


def firearms_with_articles(q: Inquiry, requirements: Requirements) -> bool | None:
    firearm = is_listed(q, f"{PACK}/firearms")
    return firearm is not False and q.tx.kind in (Kind.REEXPORT, Kind.TRANSFER) and _says(q, r"I\(h\)\(2\)") is True


def equivalent_controls(q: Inquiry, requirements: Requirements) -> bool | None:
    stated = cited(requirements, "742.4(a)(5)", "742.6(a)(10)")
    if stated:
        return True
    found = opened(q, "IEC")
    return stated if found is None and q.group in ("D", "E") else bool(q.on_ccl) and found


def firearms_contract(q: Inquiry, requirements: Requirements) -> bool | None:
    if q.heading not in ("0A506", "0A507", "0A508"):
        return False
    limit = q.law.value(f"{PACK}/firearms_contract_value")
    value = q.tx.value
    return None if value is None else value >= Decimal(limit.value)


def pakistan(q: Inquiry, requirements: Requirements) -> bool | None:
    return q.to == "PK" and is_listed(q, f"{PACK}/pakistan_items")


def emirates(q: Inquiry, requirements: Requirements) -> bool | None:
    """STA to the UAE: ultimate consignee and every end user must be approved in Supplement No. 8 to part 740."""
    if q.to != "AE":
        return False
    return not users_approved(q, STA)
