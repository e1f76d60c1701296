"""Part 746: embargoes and other special controls, by place.

Exceptions are closed except where part 746 names them (15 CFR 740.2(a)(6)); part 740 reads what stays open from its table of
embargo openings by the requirement's place. Region rules come before the rule of the state around them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from licet.decisions import Requirement
from licet.law.inquiry import Inquiry
from licet.law.law import Value
from licet.law.us.ear.part738_requirements import UNLOADING
from licet.law.us.ear.part746_civil_users import civil_users
from licet.law.words import read_words
from licet.proofs import Proof, Question, all_of, any_of, condition, negation, pledge
from licet.transactions import Role

PACK = "us/ear/part746_embargoes"
REGIONS = {"UA-43": "crimea", "UA-14": "dnr_lnr", "UA-09": "dnr_lnr"}

#: Entries of before the 600 series, controlled for UN reasons as a whole.
_FORMER_UN = ("0A018", "0E018", "0A918", "0A919")


def embargoes(q: Inquiry) -> tuple[Requirement, ...]:
    """The rules of part 746 that reach the destination, and the stops where unloading counts (15 CFR 736.2(b)(8))."""
    if q.to is None:
        return ()
    found = list(_at(q))
    for stop in q.tx.via:
        if stop in UNLOADING and stop != q.to:
            found += [_unloaded(r, stop) for r in _at(replace(q, tx=replace(q.tx, destination=stop)))]
    return tuple(found)


def _unloaded(requirement: Requirement, stop: str) -> Requirement:
    """What a place asks of goods that are unloaded there on the way: no exception of part 746 is read for a mere stop."""
    cites = ("15 CFR 736.2(b)(8)", *requirement.cites)
    return replace(requirement, reason=f"{requirement.reason} at {stop}", cites=cites, exceptions_open=frozenset())


def _at(q: Inquiry) -> tuple[Requirement, ...]:
    """The rules of part 746 that reach one place."""
    rule = _RULES.get(q.to or "")
    found = rule(q) if rule else None
    return tuple(r for r in (found, _un_arms_embargo(q)) if r is not None)


def _requirement(place: str, proof: Proof, *cites: str, policy: str | None) -> Requirement:
    return Requirement(reason=place, family="embargo", proof=proof, cites=tuple(c for c in cites if c), policy=policy)


def _life(q: Inquiry, name: str) -> Value | None:
    return q.law.in_force(f"{PACK}/{name}")


def _food_or_medicine(q: Inquiry, cite: str) -> Proof:
    """EAR99 food and medicine (defined in part 772) stay outside several embargoes."""
    return all_of(
        "the item is EAR99 food or medicine",
        condition("the item is EAR99", None if q.eccn is None else q.eccn == "EAR99", cite=cite),
        q.told(
            "it is food or medicine",
            q.goods("food", "medicine"),
            f"{q.path}.description",
            "Is the item food or medicine?",
            cite=cite,
        ),
        cite=cite,
    )


def _all_but_food(q: Inquiry, name: str, place: str, section: str, policy: str, *more: Proof) -> Requirement | None:
    """All items subject to the EAR except EAR99 food and medicine, and what `more` frees."""
    life = _life(q, name)
    if life is None:
        return None
    free = _food_or_medicine(q, section)
    proof = all_of(
        f"{place} is under {section}",
        condition(f"the destination is {place}", True, cite=section, rests_on=life.ref),
        negation("the item is not EAR99 food or medicine", free, cite=section),
        *(negation(f"it is not so that {each.claim}", each, cite=section) for each in more),
        cite=section,
    )
    return _requirement(place, proof, section, section.split("(")[0], policy=policy)


def cuba(q: Inquiry) -> Requirement | None:
    """All items subject to the EAR; EAR99 technology released to nationals is free (15 CFR 746.2(a))."""
    life = _life(q, "cuba")
    if life is None:
        return None
    released = q.deemed and q.eccn == "EAR99"
    proof = all_of(
        "Cuba is under 15 CFR 746.2",
        condition("the destination is Cuba", True, cite="15 CFR 746.2(a)", rests_on=life.ref),
        condition("it is not a release of EAR99 technology to a national", not released, cite="15 CFR 746.2(a)"),
        cite="15 CFR 746.2(a)",
    )
    return _requirement("Cuba", proof, "15 CFR 746.2(a)", "15 CFR 746.2", policy="general policy of denial")


def iran(q: Inquiry) -> Requirement | None:
    """CCL items; EAR99 items of Supplement No. 7 from 2023-02-24 (15 CFR 746.7).

    OFAC leads: an act its rules bar is barred here too (746.7(e)).
    """
    life = _life(q, "iran")
    if life is None or q.eccn is None:
        return None
    supplement = _life(q, "iran_supplement_7")
    listed = condition("the item is on the Commerce Control List", q.on_ccl, cite="15 CFR 746.7(a)(1)")
    if not q.on_ccl and supplement is not None and (q.item.hts is not None or q.words.says("iran_supplement_7")):
        asks = f"Is HTS {q.item.hts} in Supplement No. 7 to part 746?" if q.item.hts else "Which HTS code has the item?"
        seventh = q.told(
            "its HTS code is in Supplement No. 7 to part 746",
            None,
            f"{q.path}.hts_in_supplement_7",
            asks,
            cite="15 CFR 746 Supp. 7",
            rests_on=supplement.ref,
        )
        listed = any_of("the item is on the CCL or in Supplement No. 7", listed, seventh, cite="15 CFR 746.7(a)(1)")
    proof = all_of(
        "Iran is under 15 CFR 746.7",
        condition("the destination is Iran", True, cite="15 CFR 746.7", rests_on=life.ref),
        listed,
        cite="15 CFR 746.7",
    )
    return _requirement(
        "Iran",
        proof,
        "15 CFR 746.7(a)(1)",
        "15 CFR 746.7(e)",
        policy="denial; humanitarian and aviation safety case by case",
    )


def north_korea(q: Inquiry) -> Requirement | None:
    """15 CFR 746.4: luxury goods, arms and NP or MT items are denied; humanitarian ones approved."""
    strict = any(q.words.says(word) for word in ("luxury", "arms"))
    return _all_but_food(
        q,
        "north_korea",
        "North Korea",
        "15 CFR 746.4(a)",
        "denial" if strict else "case by case; denial for luxury goods and arms",
    )


def syria(q: Inquiry) -> Requirement | None:
    """15 CFR 746.9, wider open since 2025-09-02 (90 FR 42320). For releases to nationals only CCL technology counts."""
    if q.deemed and q.eccn == "EAR99":
        free = condition("it is technology of the Commerce Control List", False, cite="15 CFR 746.9(a)")
        return _requirement("Syria", free, "15 CFR 746.9(a)", policy=None)
    relief = _life(q, "syria_relief")
    found = _all_but_food(
        q,
        "syria",
        "Syria",
        "15 CFR 746.9(a)",
        "approval presumed for civil benefit, else case by case" if relief else "general policy of denial",
    )
    if found is None:
        return None
    return Requirement(
        reason="Syria",
        family="embargo",
        proof=found.proof,
        policy=found.policy,
        cites=("15 CFR 746.9(a)", *(("15 CFR 746.9(b)", relief.cite) if relief else ())),
    )


def region(q: Inquiry) -> Requirement | None:
    """Crimea, and the so-called DNR and LNR regions (15 CFR 746.6). Nationality there is as on the passport (746.6(a)(3))."""
    name = REGIONS[q.to or ""]
    cite = "15 CFR 746.6(a)(1)" if name == "crimea" else "15 CFR 746.6(a)(2)"
    place = "Crimea" if name == "crimea" else "the so-called DNR or LNR"
    if q.deemed:
        return None
    if _life(q, name) is None:
        return _requirement(place, condition(f"15 CFR 746.6 reaches {place} on the day", False, cite=cite), cite, policy=None)
    return _all_but_food(q, name, place, cite, "policy of denial", *_free_communication_software(q), *_deployed_by_ukraine(q))


def _deployed_by_ukraine(q: Inquiry) -> tuple[Proof, ...]:
    """What the Government of Ukraine uses in or for its deployments there (15 CFR 746.6(a)(5))."""
    cite = "15 CFR 746.6(a)(5)"
    ukraine = q.use.says("government_of_ukraine") and q.use.says("deployment")
    users = [party for _, party in q.parties(Role.END_USER)] or [party for _, party in q.parties(Role.ULTIMATE_CONSIGNEE)]
    served = bool(users) and all(
        party.country == "UA" and party.government is not False and read_words(party.name).says("government_of_ukraine")
        for party in users
    )
    if not (ukraine and served) or _life(q, "deployments_of_ukraine") is None:
        return ()
    claim = "it is for deployments by the Government of Ukraine, which uses it itself"
    return (all_of(claim, pledge(claim, cite=cite), cite=cite),)


def _free_communication_software(q: Inquiry) -> tuple[Proof, ...]:
    """Software for personal communications over the internet, EAR99 or 5D992.c, public and free of charge (15 CFR 746.6(d)(3))."""
    if not (q.eccn in ("EAR99", "5D992.c") and q.words.says("communication_software")):
        return ()
    free = pledge("the software is widely available to the public at no cost to the user", cite="15 CFR 746.6(d)(3)")
    if not q.words.says("free_of_charge"):
        asks = "Is the software widely available to the public at no cost to the user?"
        free = q.told("the software is free of charge", None, "free_of_charge", asks, cite="15 CFR 746.6(d)(3)")
    return (all_of("it is free software for personal communications", free, cite="15 CFR 746.6(d)(3)"),)


def russia_belarus(q: Inquiry) -> Requirement | None:
    """Russia and Belarus (15 CFR 746.8): every ECCN; EAR99 items by HTS or list; listed software.

    Out of scope: deemed exports (a)(12)(i); consumer-type items to civil users of partner firms (a)(12)(ii); the software
    paragraph for farms and medicine (a)(12)(iv).
    """
    if q.eccn is None:
        return None
    if q.deemed:
        out = "15 CFR 746.8(a)(12)(i)"
        free = condition("the act is no release to a Russian or Belarusian national", False, cite=out)
        return _requirement("Russia/Belarus", all_of("15 CFR 746.8 reaches the release", free, cite=out), out, policy=None)
    categories = q.law.get(f"{PACK}/{'russia' if q.to == 'RU' else 'belarus'}_ccl")
    if categories is None:
        return None
    if q.on_ccl:
        return _russia_ccl(q, categories)
    return _russia_software(q) or _russia_ear99(q)


def _russia_ccl(q: Inquiry, categories: Value) -> Requirement:
    section = "15 CFR 746.8(a)(1)"
    covered = condition(
        "the ECCN's category is covered",
        q.heading[:1] in categories.value.split(),
        cite=section,
        rests_on=categories.ref,
    )
    mass_market = q.heading in ("5A991", "5A992", "5D992")
    carved = _partner_civil_use(q, mass_market)
    proof = all_of(
        "the item's ECCN needs a license to Russia or Belarus",
        covered,
        negation("the carve-out for civil users of partner-country firms does not serve", carved, cite="15 CFR 746.8(a)(12)(ii)"),
        cite=section,
    )
    return _requirement("Russia/Belarus", proof, section, "15 CFR 746.8", "15 CFR 746.8(a)(12)(ii)", policy="policy of denial")


def _partner_civil_use(q: Inquiry, goods: bool) -> Proof:
    """The carve-out for the closed list of civil users (15 CFR 746.8(a)(12)(ii)): it serves only whom it is shown to serve."""
    cite = "15 CFR 746.8(a)(12)(ii)"
    asks = Question("parties[0].owners", "Does the user belong wholly to firms of the US or Country Groups A:5 and A:6?")
    return all_of(
        "the item goes to civil users of the closed list",
        condition("the item is 5A991, 5A992.c, 5D992.c or listed EAR99 software", goods, cite=cite),
        condition("every user is shown to be on the closed list of civil users", civil_users(q), cite=f"{cite}(A)", asks=asks),
        cite=cite,
    )


def _russia_software(q: Inquiry) -> Requirement | None:
    """Enterprise and design software for Russia and Belarus (15 CFR 746.8(a)(8)), not for farm or medical users ((a)(12)(iv))
    nor for civil users of the closed list ((a)(12)(ii))."""
    life = _life(q, "russia_software")
    if not q.words.says("business_software"):
        return None
    free = any(q.words.says(word) for word in ("agriculture", "medicine", "medical_device"))
    proof = all_of(
        "the software is listed for Russia and Belarus",
        condition("the rule is in force", life is not None, cite="15 CFR 746.8(a)(8)", rests_on=life.ref if life else None),
        condition("the user is not wholly in farming or medicine", not free, cite="15 CFR 746.8(a)(12)(iv)"),
        negation("the carve-out for civil users does not serve", _partner_civil_use(q, True), cite="15 CFR 746.8(a)(12)(ii)"),
        cite="15 CFR 746.8(a)(8)",
    )
    cites = ("15 CFR 746.8(a)(8)", "15 CFR 746.8(a)(12)(ii)", "15 CFR 746.8(a)(12)(iv)")
    return _requirement("Russia/Belarus software", proof, *cites, policy="policy of denial")


def _russia_ear99(q: Inquiry) -> Requirement | None:
    """EAR99 items of Supplements 4 (industrial), 5 (luxury) and 6 (15 CFR 746.8(a)(5) to (7)): listed by HTS code or name."""
    life = _life(q, "russia_hts")
    if life is None:
        return None
    chapters = q.law.get(f"{PACK}/russia_supplement_4_chapters")
    hts = (q.item.hts or "").replace(".", "")
    listed = True if chapters is not None and hts[:2] in chapters.value else True if q.words.says("luxury") else None
    section = "15 CFR 746.8(a)(7)" if q.words.says("luxury") else "15 CFR 746.8(a)(5)"
    proof = all_of(
        "the EAR99 item is listed for Russia and Belarus",
        condition("Supplements 4, 5 and 6 to part 746 are in force", True, cite=section, rests_on=life.ref),
        condition(
            "it is no plain food or medicine, which the supplements leave out",
            q.goods("food", "medicine") is not True,
            cite=section,
        ),
        q.told(
            "its HTS code or kind is in Supplement No. 4, 5 or 6 to part 746",
            listed,
            f"{q.path}.hts",
            "Which HTS code has the item, and is it in Supplement No. 4, 5 or 6 to part 746?",
            cite=section,
        ),
        cite=section,
    )
    return _requirement("Russia/Belarus EAR99", proof, section, "15 CFR 746.8", policy="policy of denial")


def iraq(q: Inquiry) -> Requirement | None:
    """Iraq's own rows: listed entries beside the chart's reasons, and any item for a military end use (15 CFR 746.3(a))."""
    life, entries = _life(q, "iraq"), q.law.get(f"{PACK}/iraq_entries")
    if life is None or entries is None:
        return None
    military = bool(q.use.says("military"))
    proof = any_of(
        "Iraq's special controls ask for a license",
        condition(
            "the ECCN is one of those named",
            q.heading in entries.value,
            cite="15 CFR 746.3(a)(3)",
            rests_on=entries.ref,
        ),
        condition("the end use is military", military, cite="15 CFR 746.3(a)(4)"),
        cite="15 CFR 746.3(a)",
    )
    return _requirement("Iraq", proof, "15 CFR 746.3(a)(3)", "15 CFR 742.6", "15 CFR 746.3", policy="case by case")


def _un_arms_embargo(q: Inquiry) -> Requirement | None:
    """Items controlled for UN reasons, as their entries say, to destinations of UN arms embargoes (15 CFR 746.1(b)(2), (3))."""
    places = q.law.get(f"{PACK}/un_arms_embargo")
    if places is None or q.to not in places.value or not q.on_ccl:
        return None
    from licet.law.us.ear.part740_exceptions.grants import surely_for  # part 740 is read only where something may stand

    reason = True if q.heading in _FORMER_UN else surely_for(q, "UN")
    if reason is None and q.six_hundred_series and ".y" not in (q.eccn or ""):
        reason = True
    if reason is False:
        return None
    cite = "15 CFR 746.1(b)(2)"
    proof = all_of(
        "the item is controlled for UN reasons and the destination is under a UN arms embargo",
        condition("the destination is under a UN arms embargo", True, cite=cite, rests_on=places.ref),
        q.told(
            "the entry controls the item for UN reasons", reason, f"{q.path}.eccn", "Which paragraph of the entry is the item?",
            cite=f"CCL {q.heading}",
        ),
        cite=cite,
    )  # fmt: skip
    return _requirement("UN arms embargo", proof, cite, "15 CFR 746.1(b)", policy="per resolution")


_RULES: dict[str, Callable[[Inquiry], Requirement | None]] = {
    "CU": cuba,
    "IR": iran,
    "KP": north_korea,
    "SY": syria,
    "RU": russia_belarus,
    "BY": russia_belarus,
    "IQ": iraq,
    **dict.fromkeys(REGIONS, region),
}
