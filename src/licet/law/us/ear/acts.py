"""Acts: what is an export, reexport, transfer or release at all (15 CFR 734.13 to 734.20).

Some movements are none (734.18); a release is one only of technology or source code to a foreign person (734.13(a)(2),
734.15); some releases abroad are no deemed reexports (734.20).
"""

from __future__ import annotations

import re
from datetime import date

from licet.law.inquiry import Inquiry
from licet.law.us.ear.item_sets import product_group
from licet.law.us.ear.part740_country_groups import member
from licet.proofs import Proof, Question, all_of, condition, pledge
from licet.transactions import Role

#: Since the definitions of 81 FR 35603; before, section 734.2 held them.
DEFINITIONS_FROM = date(2016, 9, 1)
END_TO_END_FROM = date(2020, 3, 25)
US_PLACES = frozenset({"US", "PR", "GU", "VI", "AS", "MP", "UM"})
_SPACE = re.compile(
    r"\b(launch(?:ed|ing)? (?:of [\w\s-]{0,30})?into (?:outer )?space|space launch of the item|launched into (?:outer )?space)\b",
    re.IGNORECASE,
)
_ENCRYPTED = re.compile(r"\bend[- ]to[- ]end[- ]encrypt\w*", re.IGNORECASE)
_WEAK = re.compile(
    r"\b(keys? (?:are |is )?(?:shared|released|given|handed)|decryption keys?|access information|password)\b", re.IGNORECASE
)
_OBJECT_CODE = re.compile(r"\bobject code\b", re.IGNORECASE)
_OPERATION = re.compile(
    r"\b(mere(?:ly)? (?:operat\w+|us(?:e|ing))|only operates?|operation only|without (?:any )?technology)\b", re.IGNORECASE
)
_EMPLOYED = re.compile(r"\bemploy\w*|\bstaff\b|\bintern\b", re.IGNORECASE)


def release_cite(q: Inquiry) -> str:
    """Where the law says which country counts for a release on the day."""
    if q.on < DEFINITIONS_FROM:
        return "15 CFR 734.2(b)(2)(ii)"
    return "15 CFR 734.13(b)" if q.tx.exporter_country in (None, *US_PLACES) else "15 CFR 734.14(b)"


def not_an_act(q: Inquiry) -> Proof | None:
    """Why the act is no export, reexport, transfer or release: holds when it is none; None when nothing points there."""
    return _release(q) if q.deemed else _movement(q)


def _movement(q: Inquiry) -> Proof | None:
    """734.18(a)."""
    text = f"{q.item.description or ''}; {q.tx.end_use or ''}"
    if q.tx.exporter_country in US_PLACES and q.to in US_PLACES:
        return condition("it moves among the United States, its territories and possessions", True, cite="15 CFR 734.18(a)(3)")
    if _SPACE.search(text):
        return condition("it is launched into space", True, cite="15 CFR 734.18(a)(1)")
    if _ENCRYPTED.search(text) and product_group(q.eccn) not in ("A", "B", "C") and q.on >= END_TO_END_FROM:
        return _end_to_end(q, text)
    return None


def _end_to_end(q: Inquiry, text: str) -> Proof:
    """Unclassified technology or software secured end to end, not knowingly stored in D:5 (734.18(a)(5)); keys are apart."""
    cite = "15 CFR 734.18(a)(5)"
    stored = member("D:5", q.to or "", q.on) if q.to else None
    asks = Question("destination", "Is it stored in a country of Country Group D:5?")
    return all_of(
        "it is sent or stored with end-to-end encryption",
        condition("it is secured end to end", True, cite=cite),
        condition(
            "it is not stored in Country Group D:5 or Russia",
            None if stored is None else not stored and q.to != "RU",
            cite=cite,
            asks=asks,
        ),
        condition("no keys or access information go with it", not _WEAK.search(text), cite="15 CFR 734.19(a)"),
        pledge("the encryption meets FIPS 140-2 or as good, and means of decryption reach no third party", cite=cite),
        cite=cite,
    )


def _release(q: Inquiry) -> Proof | None:
    """A release needs technology or source code, and a foreign person (734.13(a)(2), 734.15, 772.1)."""
    cite = "15 CFR 734.13(a)(2)" if q.on >= DEFINITIONS_FROM else "15 CFR 734.2(b)(2)(ii)"
    text = f"{q.item.description or ''}; {q.tx.end_use or ''}"
    recipients = [party.us_person for _, party in q.parties(Role.RECIPIENT)]
    if q.tx.us_permanent_resident or q.to in US_PLACES or (recipients and all(recipients)):
        person = condition(
            "the recipient is a citizen, permanent resident or protected person, and so no foreign person",
            True,
            cite="15 CFR 772.1",
        )
        return all_of("the release is to no foreign person", person, cite=cite)
    if _OBJECT_CODE.search(text) and "source" not in text.lower():
        return condition("object code, not source code, is given", True, cite=cite)
    if product_group(q.eccn) in ("A", "B", "C") or _OPERATION.search(text):
        return condition("no technology or source code is revealed: an item is shown or operated", True, cite="15 CFR 734.15")
    sender = q.tx.exporter_country
    if sender not in (None, *US_PLACES) and q.on >= DEFINITIONS_FROM and q.to is not None and _EMPLOYED.search(text):
        both = member("A:5", q.to, q.on), member("A:5", str(sender), q.on)
        if all(both):
            return all_of(
                "the release abroad is no deemed reexport",
                condition(
                    "the employee's country and the place of release are in Country Group A:5", True, cite="15 CFR 734.20(b)"
                ),
                pledge(
                    "the employee is permanent and regular, of Country Group A:5 nationality only, and the holder has it lawfully",
                    cite="15 CFR 734.20(b)",
                ),
                cite="15 CFR 734.20",
            )
    return None
