"""License Exception TSR: technology and software under restriction (15 CFR 740.6)."""

from __future__ import annotations

from licet.decisions import Requirement
from licet.law.inquiry import Inquiry
from licet.law.us.ear.part740_exceptions.entry import of_kind, only_for
from licet.law.us.ear.part740_exceptions.grants import granted
from licet.law.us.ear.part740_exceptions.license_exception import LicenseException, Limb
from licet.law.us.ear.part740_exceptions.places import destination_in
from licet.proofs import Proof, all_of

CITE = "15 CFR 740.6"
NS = frozenset({"NS"})
PACK = "us/ear/part740_exceptions/tsr"


def against_assurance(q: Inquiry, requirements: tuple[Requirement, ...]) -> Proof:
    """Technology or software, NS reasons only, the entry says yes, and the written assurance is in hand (15 CFR 740.6(a)).

    The assurance comes from the consignee before the release, so it is a fact, not something the exporter can undertake.
    """
    return all_of(
        "License Exception TSR is available",
        of_kind(q, "technology", "software", cite=CITE),
        granted(q, "TSR"),
        only_for(requirements, NS, cite=CITE),
        destination_in(q, f"{PACK}/places", cite=CITE),
        q.told(
            "the consignee's written assurance was received before",
            _assured(q),
            f"{q.path}.written_assurance_technology",
            "Has the consignee given the written assurance of 15 CFR 740.6(a): no release to nationals of D:1, E:1 or E:2, and "
            "no NS-controlled direct product there?",
            cite="15 CFR 740.6(a)",
        ),
        cite=CITE,
    )


def _assured(q: Inquiry) -> bool | None:
    """Whether the assurance is in hand, as told or as the words say."""
    told = q.item.written_assurance_technology
    return told if told is not None else q.words.says("written_assurance")


def _claimed(q: Inquiry, requirements: tuple[Requirement, ...]) -> bool:
    return _assured(q) is not None


EXCEPTION = LicenseException(
    symbol="TSR",
    section=CITE,
    reasons=NS,
    limbs=(
        Limb(
            id="TSR", title="technology and software against a written assurance", cite=CITE, rule=against_assurance,
            claimed=_claimed, asks="Has the consignee given the written assurance of 15 CFR 740.6(a)?",
        ),
    ),
)  # fmt: skip
