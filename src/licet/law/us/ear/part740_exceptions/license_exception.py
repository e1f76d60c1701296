"""License exceptions: what one is, and which requirements it may answer.

An exception is a number of limbs ("GOV(b)(2)(ii)"), each with its own conditions (15 CFR 740.3 to 740.29). It counts only
if one of its limbs answers every requirement found and all conditions of that limb hold (15 CFR 738.4(a)(2)(ii)(A),
740.1(b)).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from licet.decisions import Requirement
from licet.law.inquiry import Inquiry
from licet.law.law import Value
from licet.law.words import read_words
from licet.proofs import Proof

PACKS = "us/ear/part740_exceptions"

#: Sections by which rules name an exception, where they use the number and not the symbol. 740.5 was reused: it is left out.
SYMBOLS = {
    "740.3": ("LVS",), "740.4": ("GBS",), "740.6": ("TSR",), "740.7": ("APP",), "740.8": ("NAC", "ACA"), "740.9": ("TMP",),
    "740.10": ("RPL",), "740.11": ("GOV",), "740.12": ("GFT",), "740.13": ("TSU",), "740.14": ("BAG",),
    "740.15": ("AVS",), "740.16": ("APR",), "740.17": ("ENC",), "740.18": ("AGR",), "740.19": ("CCD",),
    "740.20": ("STA",), "740.21": ("SCP",), "740.22": ("ACE",), "740.23": ("MED",), "740.24": ("IEC",),
    "740.25": ("HBM",), "740.26": ("RFF",), "740.27": ("AIA",), "740.28": ("ACM",), "740.29": ("LPP",),
}  # fmt: skip

#: Reasons for control by the section of part 742 that explains them, for requirements named by section.
REASONS = {
    "742.2": "CB", "742.3": "NP", "742.4": "NS", "742.5": "MT", "742.6": "RS", "742.7": "CC", "742.8": "AT",
    "742.9": "AT", "742.10": "AT", "742.11": "FC", "742.13": "SL", "742.14": "SI", "742.15": "EI", "742.17": "FC",
    "742.18": "CW", "742.19": "AT",
}  # fmt: skip

Rule = Callable[[Inquiry, tuple[Requirement, ...]], Proof]
Sign = Callable[[Inquiry, tuple[Requirement, ...]], bool]


def never(q: Inquiry, requirements: tuple[Requirement, ...]) -> bool:
    """The sign of a limb that no fact of ours can point at."""
    return False


@dataclass(frozen=True, slots=True)
class Says:
    """The sign of a limb that words point at: of the end use, of an end user's name, or where `goods` is set of the goods.

    Attributes:
        codes: Codes of words.yaml, one of which must be said.
        goods: Whether the description of the goods counts too.
    """

    codes: frozenset[str]
    goods: bool = False

    def __call__(self, q: Inquiry, requirements: tuple[Requirement, ...]) -> bool:  # noqa: ARG002
        """Whether one of the codes is said."""
        return not self.codes.isdisjoint(words_said(q, self.goods))


def says_one_of(*codes: str, goods: bool = False) -> Says:
    """The sign of a limb that one of the codes points at."""
    return Says(frozenset(codes), goods)


@dataclass(frozen=True, slots=True)
class Narrow:
    """A sign that can only point where one of these stands; elsewhere `find` need not ask it.

    Attributes:
        sign: The sign.
        said: Codes of words.yaml, said of anything.
        told: Fields of the item that were told.
        headings: Of the item's entry.
        to: Destinations.
    """

    sign: Sign
    said: frozenset[str]
    told: frozenset[str]
    headings: frozenset[str]
    to: frozenset[str]

    def __call__(self, q: Inquiry, requirements: tuple[Requirement, ...]) -> bool:
        """As the sign says."""
        return self.sign(q, requirements)

    def may_point(self, said: frozenset[str], told: frozenset[str], heading: str, to: str | None) -> bool:
        """Whether one of what it needs stands."""
        return heading in self.headings or to in self.to or not (self.said.isdisjoint(said) and self.told.isdisjoint(told))


def only_where(
    *, said: Iterable[str] = (), told: Iterable[str] = (), headings: Iterable[str] = (), to: Iterable[str] = ()
) -> Callable[[Sign], Narrow]:
    """Marks a sign as one that can only point where one of these stands (`Narrow`); a test asks both ways."""
    return lambda sign: Narrow(sign, frozenset(said), frozenset(told), frozenset(headings), frozenset(to))


def words_said(q: Inquiry, goods: bool) -> frozenset[str]:
    """Codes said by the end use and the parties' names, and with `goods` by the description of the goods."""
    said = q.use.said | q.words.said if goods else q.use.said
    for party in q.tx.parties:
        if party.name:
            said = said | read_words(party.name, party.kind).said
    return said


@dataclass(frozen=True, slots=True, kw_only=True)
class Limb:
    """One way to use an exception.

    Attributes:
        id: As bars and openings name it: "TMP(a)(1)".
        title: What it lets through, in few words.
        cite: Its paragraph.
        rule: Whether its conditions hold.
        claimed: Whether the facts point at it ("one for one" at RPL). A limb nobody claims is not tried unless `by_entry`,
            and then it is only named as possible.
        by_entry: Whether the classification and destination alone may open it, so that it is tried unclaimed.
        asks: What to ask when it is not claimed.
    """

    id: str
    title: str
    cite: str
    rule: Rule
    claimed: Sign = never
    by_entry: Sign = never
    asks: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LicenseException:
    """A license exception of part 740.

    Attributes:
        symbol: "LVS".
        section: "15 CFR 740.3".
        reasons: Reasons for control on the chart or in part 742 that it answers; None for any of them.
        families: Families of other requirements it may answer when these leave the choice to part 740.
        limbs: Its limbs, in the order of its section.
    """

    symbol: str
    section: str
    reasons: frozenset[str] | None = None
    families: frozenset[str] = frozenset({"deemed", "embargo", "end_use", "end_user", "fdp"})
    limbs: tuple[Limb, ...]

    @property
    def pack(self) -> str:
        """The path of its values."""
        return f"{PACKS}/{self.symbol.lower()}"

    def life(self, q: Inquiry) -> Value | None:
        """The value by which it is in force on the day, None when it is not."""
        return q.law.in_force(f"{self.pack}/life")

    def may_answer(self, limb: Limb, requirement: Requirement) -> bool:
        """Whether the requirement leaves room for the limb, conditions aside.

        A requirement that names the limbs it leaves open decides by that list. Otherwise one of the chart or part 742 is
        answered by its reason; help by a US person (15 CFR 744.6(d)) by nothing; the rest by the exception's `families`.
        """
        if requirement.exceptions_open is not None:
            return any(opens(opening, limb.id) for opening in requirement.exceptions_open)
        if requirement.family in ("chart", "prose"):
            return self.reasons is None or reason_of(requirement) in self.reasons
        return requirement.family in self.families


def reason_of(requirement: Requirement) -> str:
    """The reason for control of a requirement, "NS"; empty when it has none.

    >>> from licet.proofs import condition
    >>> reason_of(Requirement(reason="NS 2", family="chart", proof=condition("x", True), cites=()))
    'NS'
    """
    return _reason(requirement.reason, requirement.cites)


@lru_cache(maxsize=4096)
def _reason(name: str, cites: tuple[str, ...]) -> str:
    first = re.match(r"[A-Z]{2}\b", name.strip())
    if first:
        return first.group()
    for text in (name, *cites):
        if (found := re.search(r"\b742\.\d+", text)) and found.group() in REASONS:
            return REASONS[found.group()]
    return ""


@lru_cache(maxsize=65536)
def opens(opening: str, limb: str) -> bool:
    """Whether an opening, as a rule names it, covers a limb.

    A shorter opening covers all limbs below it; one that reaches deeper than our limb covers it too, for then the limb's own
    rule tests the rest.

    >>> opens("GOV (b)", "GOV(b)(2)(ii)"), opens("740.11(b)(2)", "GOV(b)(2)(i)"), opens("RPL", "TSU(a)")
    (True, True, False)
    """
    text = re.sub(r"^(?:15 ?CFR ?|License Exception |§ ?)", "", opening.strip()).replace(" ", "")
    section = re.match(r"740\.\d+", text)
    if section:
        return any(opens(symbol + text[section.end() :], limb) for symbol in SYMBOLS.get(section.group(), ()))
    if "/" in text.split("(")[0]:
        return any(opens(symbol, limb) for symbol in text.split("/"))
    return limb == text or limb.startswith(text + "(") or text.startswith(limb + "(")
