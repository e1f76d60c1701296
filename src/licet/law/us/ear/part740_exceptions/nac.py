"""License Exception NAC: advanced computing items, with notice to BIS (15 CFR 740.8)."""

from __future__ import annotations

from licet.decisions import Requirement
from licet.law.inquiry import Inquiry
from licet.law.us.ear.part740_exceptions.enc import paragraph
from licet.law.us.ear.part740_exceptions.entry import is_listed
from licet.law.us.ear.part740_exceptions.grants import granted
from licet.law.us.ear.part740_exceptions.license_exception import LicenseException, Limb, only_where
from licet.law.us.ear.part740_exceptions.places import destination_in, seated_in, within
from licet.proofs import Proof, Question, all_of, any_of, condition, pledge

CITE = "15 CFR 740.8"
PACK = "us/ear/part740_exceptions/nac"


def notified(q: Inquiry, requirements: tuple[Requirement, ...]) -> Proof:
    """To Macau, D:5 or firms seated there, 25 days after a registered notice that BIS confirmed (15 CFR 740.8(a), (c))."""
    seats = q.law.value(f"{PACK}/seats")
    return all_of(
        "License Exception NAC is available",
        *eligible(q, requirements),
        any_of(
            "it goes to a place, or to a party seated in one, that the notice is for",
            destination_in(q, f"{PACK}/places", cite=f"{CITE}(a)(1)"),
            condition(
                "a party is headquartered or parented in Macau or Country Group D:5",
                seated_in(q, *seats.value),
                cite=f"{CITE}(a)(1)",
            ),
            cite=f"{CITE}(a)(1)",
        ),
        condition("it is an export or reexport", q.tx.kind != "transfer", cite=f"{CITE}(a)(1)"),
        _notice(q),
        cite=f"{CITE}(c)",
    )


def _notice(q: Inquiry) -> Proof:
    """BIS was notified 25 days before and gave a confirmation number (15 CFR 740.8(c)); only Macau and D:5 ask for it."""
    days = q.law.value(f"{PACK}/notice_days")
    to_notify = tuple(q.law.value(f"{PACK}/notice_places").value)
    if q.to is not None and within(to_notify, q.to, q.on) is False and not seated_in(q, *to_notify):
        return condition("no notice is asked for this destination", True, cite=f"{CITE}(c)")
    return q.told(
        f"BIS was notified {days.value} days before and gave a confirmation number",
        q.item.nac_notified,
        f"{q.path}.nac_notified",
        f"Was BIS notified {days.value} days ago, and did it give a confirmation number?",
        cite=f"{CITE}(c)",
        rests_on=days.ref,
    )


def eligible(q: Inquiry, requirements: tuple[Requirement, ...]) -> tuple[Proof, ...]:
    """What NAC and ACA ask alike (15 CFR 740.8(a), (b)): the item, its market, the order, no other requirement.

    A data center item that meets 3A090.a is out; whether an item meets it shows in its paragraph (3A090.a, z.1.a ...).
    """
    path = (q.eccn or "").partition(".")[2]
    top = path == "a" or path.startswith("a.") or path.endswith(".a") or q.eccn in _TOP
    below = (bool(path) and not top and q.heading != "3A090") or path.startswith("b")
    caught = False if below else None if q.item.datacenter is None else q.item.datacenter and (top or None)
    others = [r for r in requirements if r.family in ("end_user", "end_use", "embargo", "us_person") and not _chips(r)]
    encryption = q.heading in ("5A002", "5A004", "5D002")
    return (
        _entry(q),
        q.told(
            "it is not both made or sold for data centers and within 3A090.a",
            None if caught is None else not caught,
            f"{q.path}.datacenter",
            "Is the item designed or marketed for data centers?",
            cite=f"{CITE}(a)(2)",
        ),
        *(
            [
                condition(
                    "the conditions of License Exception ENC are met",
                    None if paragraph(q) is None else True,
                    cite=f"{CITE}(a)(3)",
                    asks=Question(f"{q.path}.enc_paragraph", "Under which paragraph of 15 CFR 740.17 does the item fall?"),
                )
            ]
            if encryption
            else []
        ),
        condition("no other requirement of parts 744 or 746 applies", not others, cite=f"{CITE}(b)"),
        pledge("a written purchase order is in hand, samples apart", cite=f"{CITE}(b)"),
    )


def _entry(q: Inquiry) -> Proof:
    """What the entry says: 3A090.a only outside data centers and from 4800 on, 3A090.b only for data centers, never 3A090.c."""
    if q.heading != "3A090" or q.eccn == "3A090":
        return granted(q, "NAC/ACA")
    least = q.law.value(f"{PACK}/least_performance")
    first, center, tpp = q.item.eccn.split(".")[1][:1] if q.item.eccn else "", q.item.datacenter, q.item.tpp
    enough = True if tpp is None else tpp >= least.value
    by_paragraph = {"a": False if center else None if center is None else enough, "b": center or None}
    return condition(
        "the entry says yes to NAC/ACA for the paragraph",
        by_paragraph.get(first, False),
        cite="CCL 3A090",
        rests_on=least.ref,
        asks=Question(f"{q.path}.datacenter", "Is the item designed or marketed for data centers?"),
    )


#: Paragraphs of other entries that meet the limits of 3A090.a without a final ".a" (15 CFR 740.8).
_TOP = frozenset({"4A004.z.1", "4A005.z.1", "5A992.z.1", "5D992.z.1"})


def _chips(requirement: Requirement) -> bool:
    """Whether it is the requirement that part 740 lets NAC and ACA answer: 15 CFR 744.23(a)(3)."""
    return "744.23(a)(3)" in requirement.reason or any("744.23(a)(3)" in cite for cite in requirement.cites)


@only_where(told=["nac_notified", "datacenter"])
def _claimed(q: Inquiry, requirements: tuple[Requirement, ...]) -> bool:
    told = q.item.nac_notified is not None or q.item.datacenter is False
    return told and is_listed(q, "us/ear/part740_exceptions/bars/chips") is not False


EXCEPTION = LicenseException(
    symbol="NAC",
    section=CITE,
    reasons=frozenset({"RS", "NS", "EI", "AT"}),
    families=frozenset({"end_use", "fdp"}),
    limbs=(
        Limb(
            id="NAC",
            title="advanced computing items, with notice",
            cite=f"{CITE}(a)",
            rule=notified,
            claimed=_claimed,
            asks="Is the item not for data centers, and was BIS notified 25 days before?",
        ),
    ),
)
