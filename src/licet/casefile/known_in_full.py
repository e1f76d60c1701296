"""Short names the tables know, taken for the long form that a document gives: Acme, then Acme Holdings Limited ("Acme")."""

from __future__ import annotations

import re

from licet.casefile.entities import Found
from licet.casefile.known import LEGAL

_FORM_OF_A_FIRM = re.compile(
    rf",? (?:(?:Holdings?|Group|International|Technolog(?:y|ies)|Europe|Bank|Corporation|Systems|Platforms)[ ,]*)*(?:{LEGAL}\.?[ ,]*)*$"
)


def known_in_full(found: list[Found]) -> None:
    """A known short name that no list is tied to stands for the long form that the document gives: Acme is Acme Holdings Limited."""
    longer = {
        f.canonical[: m.start()]: f
        for f in found
        if f.type == "company" and f.known is None and (m := _FORM_OF_A_FIRM.search(f.canonical)) is not None
    }
    for item in found:
        if (
            item.known is not None
            and item.type == "company"
            and not item.known.links
            and (full := longer.get(item.canonical)) is not None
        ):
            item.key, item.canonical, item.known = full.key, full.canonical, None
