"""License Exception HBM: high bandwidth memory for packaging (15 CFR 740.25)."""

from __future__ import annotations

from licet.decisions import Requirement
from licet.law.inquiry import Inquiry
from licet.law.us.ear.part740_exceptions.grants import granted
from licet.law.us.ear.part740_exceptions.license_exception import LicenseException, Limb, only_where
from licet.law.us.ear.part740_exceptions.places import destination_in, within
from licet.law.us.ear.part740_exceptions.users import says, used_for
from licet.proofs import Proof, Question, all_of, condition, pledge
from licet.transactions import Role

CITE = "15 CFR 740.25"
PACK = "us/ear/part740_exceptions/hbm"


def memory(q: Inquiry, requirements: tuple[Requirement, ...]) -> Proof:
    """3A090.c bought by the chip's designer and sent straight to the packager (15 CFR 740.25(a), (b))."""
    return all_of(
        "License Exception HBM is available",
        granted(q, "HBM"),
        destination_in(q, f"{PACK}/places", cite=CITE),
        _exporter(q),
        _density(q),
        condition("no distributor and no intermediate consignee but a forwarder takes part", not _between(q), cite=f"{CITE}(b)"),
        q.told(
            "the designer of the chip buys it directly, and it goes directly to the packaging site", None, "HBM direct sale",
            "Does the chip's designer buy it directly, and does it go directly to the packaging site?", cite=f"{CITE}(b)(1)",
        ),
        q.told(
            "it is not packaged at an advanced-node facility in Macau or Country Group D:5",
            False if says(q, "advanced_node") else None, "HBM packaging site",
            "Is the packaging site an advanced-node facility in Macau or Country Group D:5?", cite=f"{CITE}(b)(3)",
        ),
        pledge("the packager confirms in writing, or the products come back counted, as the section asks", cite=f"{CITE}(c)"),
        cite=CITE,
    )  # fmt: skip


def _exporter(q: Inquiry) -> Proof:
    """The sender is seated in the United States or A:5, without a parent in Macau or D:5."""
    seats = q.law.value(f"{PACK}/exporter_seats")
    senders = [p for _, p in q.parties(Role.EXPORTER, Role.SELLER, Role.SUPPLIER)]
    told = [p.ultimate_parent_hq or p.hq or p.country for p in senders]
    known = told or [q.tx.exporter_country]
    inside = None if None in known else all(seat and within(tuple(seats.value), seat, q.on) for seat in known)
    return condition(
        "the exporter is headquartered in the United States or Country Group A:5, and so is its parent", inside, cite=f"{CITE}(a)",
        rests_on=seats.ref, asks=Question("parties[0].hq", "Where are the exporter and its ultimate parent headquartered?"),
    )  # fmt: skip


def _density(q: Inquiry) -> Proof:
    """Memory bandwidth density, which the transaction has no field for: asked."""
    most = q.law.value(f"{PACK}/bandwidth_density")
    return q.told(
        f"its memory bandwidth density is below {most.value} GB/s/mm2", None, f"{q.path}.memory_bandwidth_density",
        f"Is the memory bandwidth density below {most.value} GB/s per square millimeter?", cite=f"{CITE}(a)(1)", rests_on=most.ref,
    )  # fmt: skip


def _between(q: Inquiry) -> bool:
    return bool(q.parties(Role.INTERMEDIATE_CONSIGNEE)) or says(q, "resale")


@only_where(said=["back_end", "chip_packaging"])
def _claimed(q: Inquiry, requirements: tuple[Requirement, ...]) -> bool:
    return (q.eccn or "").startswith("3A090.c") and used_for(q, "back_end", "chip_packaging")


EXCEPTION = LicenseException(
    symbol="HBM",
    section=CITE,
    reasons=frozenset({"RS", "AT"}),
    families=frozenset({"end_use", "fdp"}),
    limbs=(
        Limb(
            id="HBM", title="high bandwidth memory for packaging", cite=CITE, rule=memory, claimed=_claimed,
            asks="Does the chip's designer buy the memory, and does it go straight to the packager?",
        ),
    ),
)  # fmt: skip
