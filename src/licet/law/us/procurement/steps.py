"""The questions of buying.

Agencies and grants: section 889 of the FY2019 defense act, 48 CFR 4.2102. Universal service and subsidies: 47 CFR 54.9, 54.10.
Equipment authorization: 47 CFR part 2. Defense: section 1260H of the FY2021 act, section 805 of the FY2024 act.
"""

from __future__ import annotations

from licet.decisions import Determination
from licet.law.findings import conclude
from licet.law.inquiry import Inquiry
from licet.law.us.procurement.fcc import equipment_authorization, subsidies, universal_service
from licet.law.us.procurement.section889 import agency_purchase, contracting_firm, granted_purchase, private_purchase
from licet.law.us.procurement.section1260h import defense_contract
from licet.transactions import Kind

REGIME = "us/procurement"


def determine(q: Inquiry) -> Determination | None:
    """What the rules of buying say of one item; None for anything but buying, or when they have nothing to say."""
    if q.tx.kind is not Kind.PROCUREMENT:
        return None
    found = (
        agency_purchase(q),
        private_purchase(q),
        contracting_firm(q),
        granted_purchase(q),
        universal_service(q),
        subsidies(q),
        equipment_authorization(q),
        defense_contract(q),
    )
    return conclude(REGIME, "the law of procurement", found, q.item.id or q.path)
