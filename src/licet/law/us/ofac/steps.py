"""OFAC's questions, in order: is a party blocked; does an embargo bar it; does another listing say something."""

from __future__ import annotations

from licet.decisions import Determination
from licet.law.findings import conclude
from licet.law.inquiry import Inquiry
from licet.law.us.ofac.blocking import blocked_parties, other_sanctions
from licet.law.us.ofac.embargoes import embargo
from licet.law.us.ofac.iran import iran

REGIME = "us/ofac"


def determine(q: Inquiry) -> Determination | None:
    """What 31 CFR chapter V says of one item of a transaction; None when it has nothing to say."""
    return conclude(REGIME, "OFAC", (blocked_parties(q), iran(q), embargo(q), other_sanctions(q)), q.item.id or q.path)
