"""Names that mean an office only where it acts ("Treasury", "Commerce", "Justice", "the House"), or a firm only where one writes on it ("X")."""

from __future__ import annotations

import re

from licet.casefile.cues_of_persons import SAID

_HOUSE_ACTS = re.compile(
    r" (?:has |had |must |is (?:to|expected|due) |will |and (?:the )?Senate|vot(?:es?|ed)|pass(?:es|ed)|approve[sd]|of Rep|committee|bill|lawmakers|panel|Republicans|Democrats|Speaker|(?:last|this) [wmy]|on [A-Z])"
)
_ACTS = re.compile(
    rf" (?:also )?(?:{SAID}|ban(?:s|ned)|sanction(?:s|ed)|designate[sd]|delist(?:s|ed)|lift(?:s|ed)|remove[sd]|impose[sd]|issue[sd]|add(?:s|ed)|plans?|will|would|has|had|did|targets|officials?|"
    rf"announce[sd]|extend(?:s|ed)|renew(?:s|ed)|fine[sd]|settle[sd]|block(?:s|ed)|publish(?:es|ed)|revoke[sd]|strengthen(?:s|ed)|implement(?:s|ed)|tighten(?:s|ed)|restrict(?:s|ed)|identif(?:ies|ied)|"
    rf"enter(?:s|ed)|takes?|took|amend(?:s|ed)|eas(?:es|ed)|ends?|ended|expand(?:s|ed)|about|to|Adds|Designates|Delists|Sanctions|"
    rf"Targets|Imposes|Removes|Issues|Announces|Extends|Renews|Lifts|Fines|Strengthens|Implements|Tightens|Revokes|Publishes|Identifies|Blocks|Takes|Eases|Ends|Expands|Settles|Enters)\b|'s\b"
)
_DID = re.compile(
    r" (?:[a-z]+ly )?(?:(?!(?:indexed|linked|backed|based|dated|issued|related|denominated)\b)[a-z]{3,}ed|put|took|hit|cut|set|won|lost|gave|sent|told|met|let|withdrew|began|kept|held|found|made|went|struck|froze|overstepped|may|might|could|should|must|can|cannot|is|was|does)\b"
)
_JOINT_DEPARTMENTS = re.compile(r"(?:,? (?:and|or) (?:the )?[A-Z][a-z]+)? (?:[Dd]epartments|[Ss]ecretaries)\b")
_PAPERS = re.compile(
    r" (?:bonds?|bills?|notes?|yields?|securities|prices|markets?|futures|rates|holdings|auctions?|debt|and [a-z])\b"
)
_BY_IT = re.compile(r"\b(?:by|[Aa]t|from|with|when|after|until|because|against|sued|told|asked|urged|that) $")
_ITS_PEOPLE = re.compile(r"(?:'s)? (?:spokes|official|representative|lawyer|sanctions\b|licen[sc]e|blacklist|rule\b|rules\b)")
_WRITES_ON = re.compile(
    r"\b(?:wrote|writes|written|posted|posting|posts?|said|says|announced|account|message|statement|thread|video|shared|replied|published)(?: [a-z]+){0,2} on $|\b(?:platform|site|network) $"
)
GUARDED = frozenset({"Treasury", "Commerce", "Justice", "House", "X"})


def acts(flat: str, name: str, start: int, end: int) -> bool:
    """Whether "Treasury" or "Commerce" alone means the department (it acts, or something is done by it), and "X" the platform."""
    after = flat[end : end + 20]
    if name == "X":
        return _WRITES_ON.search(flat, max(0, start - 40), start) is not None and not re.match(r"[\w-]| [A-Z]", after)
    if name == "House":
        return _HOUSE_ACTS.match(after) is not None or (
            after[:1] in (".", ",", ";") and flat[max(0, start - 7) : start].endswith("in the ")
        )
    if _ACTS.match(after) or _JOINT_DEPARTMENTS.match(after) or _DID.match(after) or _ITS_PEOPLE.match(after):
        return True
    if name == "Treasury" and flat[max(0, start - 4) : start].lower() == "the ":
        return True
    return _BY_IT.search(flat[max(0, start - 9) : start]) is not None and not (
        (after[:1] == " " and "A" <= after[1:2] <= "Z") or _PAPERS.match(after)
    )
