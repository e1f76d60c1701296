"""License Exception GFT: gift parcels and humanitarian donations (15 CFR 740.12)."""

from __future__ import annotations

from decimal import Decimal

from licet.decisions import Requirement
from licet.law.goods import goods_of
from licet.law.inquiry import Inquiry
from licet.law.us.ear.part740_exceptions.entry import is_listed, reasons_found
from licet.law.us.ear.part740_exceptions.grants import reasons
from licet.law.us.ear.part740_exceptions.license_exception import LicenseException, Limb, only_where
from licet.law.us.ear.part740_exceptions.places import to_any
from licet.law.us.ear.part740_exceptions.users import end_users, individuals, is_government, named_so, says, undertaken
from licet.proofs import Proof, Question, all_of, condition, pledge

CITE = "15 CFR 740.12"
PACK = "us/ear/part740_exceptions/gft"


def gift_parcel(q: Inquiry, requirements: tuple[Requirement, ...]) -> Proof:
    """A parcel from one individual to another, or to a religious, charitable or educational body (15 CFR 740.12(a)).

    The limit is on the whole parcel's value at US retail prices; food to Cuba does not count.
    """
    held = (reasons(q) or frozenset()) | reasons_found(requirements)
    official = any(is_government(party) for _, party in end_users(q))
    military_clothes = says(q, "clothing") and says(q, "military") and to_any(q, "D:1", "E:2") is not False
    luxury = q.to == "KP" and says(q, "luxury")
    return all_of(
        "License Exception GFT is available for a gift parcel",
        q.told(
            "it is a gift, free of charge",
            True if says(q, "gift") else None,
            "gift",
            "Is it a gift, free of charge?",
            cite=f"{CITE}(a)(1)",
        ),
        q.told(
            "an individual gives to an individual, or to a religious, charitable or educational body",
            False if official else _donee(q),
            "donee",
            "Is the recipient an individual, or a religious, charitable or educational body?",
            cite=f"{CITE}(a)(1)",
        ),
        _value(q),
        condition(
            "it is not controlled for CB, MT, NS, NP or EI reasons",
            not held & {"CB", "MT", "NS", "NP", "EI"},
            cite=f"{CITE}(a)(2)(ii)",
        ),
        _cuba(q),
        condition(
            "it holds no military clothing or luxury goods that the place shuts", not military_clothes and not luxury, cite=CITE
        ),
        undertaken(q, "one parcel a calendar month from this donor to this donee", "several_parcels", cite=f"{CITE}(a)(2)(iii)"),
        pledge("goods as usually given, marked GIFT and GFT with both names and addresses", cite=f"{CITE}(a)(2)(v)"),
        cite=f"{CITE}(a)",
    )


def _donee(q: Inquiry) -> bool | None:
    return True if individuals(q) or named_so(end_users(q), "charity") or says(q, "charity") else None


def _value(q: Inquiry) -> Proof:
    """15 CFR 740.12(a)(2)(iv): the parcel's US retail value; food to Cuba is not counted."""
    limit = q.law.value(f"{PACK}/parcel_value")
    values = [None if i.value_usd is None else i.value_usd for i in q.tx.items if not _food_to_cuba(q, i.description)]
    total = None if None in values else sum((v for v in values if v is not None), Decimal(0))
    return condition(
        f"the parcel's US retail value, food to Cuba not counted, is within {limit.value} USD",
        None if total is None else total <= limit.value,
        cite=f"{CITE}(a)(2)(iv)",
        rests_on=limit.ref,
        asks=Question(f"{q.path}.value_usd", "What is the US retail value of the whole parcel?"),
    )


def _food_to_cuba(q: Inquiry, description: str | None) -> bool:
    """Whether a line is food and nothing else: a mixed line counts whole, for its parts are not told."""
    return q.to == "CU" and goods_of(description, "food") is True


def _cuba(q: Inquiry) -> Proof:
    """To Cuba only EAR99 and the consumer devices of 15 CFR 740.19(b) (15 CFR 740.12(a)(2)(ii))."""
    fits = True if q.to != "CU" or q.eccn == "EAR99" else is_listed(q, "us/ear/part740_exceptions/ccd/devices_1")
    return condition(
        "to Cuba it is EAR99 or a device of 15 CFR 740.19(b)",
        fits,
        cite=f"{CITE}(a)(2)",
        asks=Question(f"{q.path}.eccn", "Under which paragraph does the item fall?"),
    )


def humanitarian(q: Inquiry, requirements: tuple[Requirement, ...]) -> Proof:
    """Donations by experienced US charities of the goods of Supplement No. 2 to part 740 (15 CFR 740.12(b))."""
    held = (reasons(q) or frozenset()) | reasons_found(requirements)
    return all_of(
        "License Exception GFT is available for a humanitarian donation",
        q.told(
            "a US charity with experience donates it to meet basic human needs",
            None,
            "charity",
            "Is the donor a US charity with experience in such donations?",
            cite=f"{CITE}(b)(2)",
        ),
        q.told(
            "it is among the goods of Supplement No. 2 to part 740",
            None,
            "Supplement No. 2 to part 740",
            "Is the item named in Supplement No. 2 to part 740?",
            cite=f"{CITE}(b)(1)",
        ),
        condition(
            "it is not controlled for NS, CB, NP, MT or CC reasons", not held & {"NS", "CB", "NP", "MT", "CC"}, cite=f"{CITE}(b)(3)"
        ),
        pledge("the charity verifies the distribution", cite=f"{CITE}(b)(5)"),
        cite=f"{CITE}(b)",
    )


@only_where(said=["gift"])
def _gift(q: Inquiry, requirements: tuple[Requirement, ...]) -> bool:
    return says(q, "gift")


@only_where(said=["donation", "charity"])
def _donation(q: Inquiry, requirements: tuple[Requirement, ...]) -> bool:
    return says(q, "donation", "charity")


EXCEPTION = LicenseException(
    symbol="GFT",
    section=CITE,
    limbs=(
        Limb(
            id="GFT(a)",
            title="gift parcels",
            cite=f"{CITE}(a)",
            rule=gift_parcel,
            claimed=_gift,
            asks="Is it a gift parcel from one individual to another?",
        ),
        Limb(
            id="GFT(b)",
            title="humanitarian donations",
            cite=f"{CITE}(b)",
            rule=humanitarian,
            claimed=_donation,
            asks="Is it a donation by an experienced US charity?",
        ),
    ),
)
