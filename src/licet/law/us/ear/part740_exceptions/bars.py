"""15 CFR 740.2(a): restrictions on all license exceptions, and what each of them leaves open.

A bar is a test and a dated list of the limbs that stay open under it (bars.yaml); before its first value it did not exist.
A bar that may apply, for want of a fact, leaves every other limb unknown. The acts of (a)(1) and (2) are elsewhere: the
conditions of each limb, and the limbs that a requirement leaves open.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from licet.law.inquiry import Inquiry
from licet.law.law import Value, law_of_the_day
from licet.law.observed import by_day
from licet.law.us.ear.part740_exceptions import bar_tests as test
from licet.law.us.ear.part740_exceptions.bar_tests import PACK, Requirements
from licet.law.us.ear.part740_exceptions.grants import surely_for
from licet.law.us.ear.part740_exceptions.license_exception import PACKS, opens
from licet.proofs import Proof, Question, condition, pledge

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
        path: Of its list of open limbs.
    """

    paragraph: str
    name: str
    says: str
    test: Test
    also: tuple[str, ...] = ()
    path: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "path", f"{PACK}/{self.name}")


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
    begun = _begun(q.on) if q.law.plain else tuple(bar for bar in BARS if q.law.get(bar.path) is not None)
    for bar in begun:
        truth = bar.test(q, requirements)
        if truth is not False:
            value = q.law.value(bar.path)
            cite = f"15 CFR 740.2{bar.paragraph}"
            found.append(Fired(bar, truth is True, tuple(value.value), value, cite))
    embargo = _embargoed(q, requirements)
    return (*found, embargo) if embargo else tuple(found)


@by_day
def _begun(on: date) -> tuple[Bar, ...]:
    """The bars that exist on a day."""
    law = law_of_the_day(on)
    return tuple(bar for bar in BARS if law.test(bar.path, _exists, None))


def _exists(value: object, _about: None) -> bool:
    """Whether there is a value."""
    return value is not None


def undertakings(q: Inquiry) -> tuple[Proof, ...]:
    """Papers of (a)(19) and (20) that must be in hand before NS, MT, NP 1 or CB items go to or from Hong Kong."""
    if q.to != "HK" and q.tx.exporter_country != "HK":
        return ()
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
        sanctions = [r for r in requirements if r.family == "embargo" or test.cited((r,), *sections) is not False]
        if not sanctions:
            return None
        still_open = () if test.cited(tuple(sanctions), "746.8(a)(3)", "746.3(a)(4)") is not False else tuple(value.value)
        certain = any(r.certain for r in sanctions)
    else:
        still_open, certain = tuple(value.value), True
    says = "the destination is embargoed" if q.to not in ("RU", "BY") else "a sanction on Russia or Belarus applies"
    return Fired(Bar("(a)(6)", q.to, says, test.suspended), certain, still_open, value, f"15 CFR {_SECTIONS[q.to]}")


BARS = (
    Bar("(a)(1)", "suspended", "the use of exceptions is suspended or revoked for the exporter", test.suspended),
    Bar("(a)(3)", "interception", "it is an interception item", test.interception),
    Bar("(a)(3)", "interception_technology", "it is technology for interception items", test.interception_technology),
    Bar("(a)(4)", "crime_control", "it is a crime control item for a place outside the named partners", test.crime_control),
    Bar("(a)(5)", "missile", "it is controlled for MT reasons", test.missile),
    Bar("(a)(5)", "missile_to_d4_d5", "it is controlled for MT reasons and goes to D:4 or D:5", test.missile_places),
    Bar("(a)(5)", "navigation", "it is navigation gear controlled for MT reasons, for D:4 or D:5", test.navigation),
    Bar("(a)(5)", "bearing", "it is a bearing or the like, controlled for MT reasons, for D:4 or D:5", test.bearings),
    Bar("(a)(7)", "infrared", "it is technology for infrared arrays or image intensifiers", test.infrared),
    Bar("(a)(8)", "concealed_object", "it detects concealed objects, or serves what does", test.concealed),
    Bar("(a)(9)(i)", "chip_tool", "it is a chipmaking item for Macau or D:5", test.chip_tools),
    Bar("(a)(9)(ii)", "chip", "it is an advanced computing item for a place or party that the bar names", test.chips),
    Bar("(a)(10)", "torture", "it is an implement of torture", test.torture),
    Bar("(a)(11)", "foreign_arms", "it is a foreign military commodity with US content", test.foreign_arms),
    Bar("(a)(12)", "military_to_d5", "it is a 9x515 or 600 series item to or from D:5 or Hong Kong", test.military_to_d5),
    Bar("(a)(12)", "gear_to_d5", "it is protective gear to or from D:5 or Hong Kong", test.gear_to_d5),
    Bar("(a)(13)", "six_hundred", "it is a 600 series item", test.six_hundred),
    Bar("(a)(13)", "six_hundred_technology", "it is guarded 600 series technology or software", test.six_hundred_know_how),
    Bar("(a)(13)", "missile_six_hundred", "it is a 600 series item controlled for MT reasons", test.missile_six_hundred),
    Bar("(a)(14)", "holding", "it is a 0Y521 item", test.holding),
    Bar(
        "(a)(15)",
        "major_elsewhere",
        "the contract holds much major defense equipment for a place outside A:5",
        test.major_elsewhere,
    ),
    Bar("(a)(16)", "major_favored", "the contract holds much major defense equipment for a place in A:5", test.major_favored),
    Bar("(a)(17)", "unverified", "a party is on the Unverified List", test.unverified, ("15 CFR 744.15(a)",)),
    Bar("(a)(18)", "missile_spacecraft", "it is a 9x515 item controlled for MT reasons", test.missile_spacecraft),
    Bar("(a)(21)", "firearms_articles", "it is a firearm with a Category I(h)(2) defense article", test.firearms_with_articles),
    Bar("(a)(22)", "equivalent_controls", "it is an item of states with equivalent controls", test.equivalent_controls),
    Bar(
        "(a)(23)",
        "firearms_contract",
        "it is a semi-automatic firearm under a contract of the named value",
        test.firearms_contract,
    ),
    Bar("(a)(25)", "pakistan", "it is a named item for Pakistan", test.pakistan),
    Bar(
        "(a)(26)",
        "emirates",
        "a user in the United Arab Emirates is not approved in Supplement No. 8 to part 740",
        test.emirates,
        ("15 CFR Supp. 8 to 740",),
    ),
)
