"""Who made it, and who buys: producers that the law names, federal agencies, carriers, contractors.

The producers are those of section 889(f)(3) of Pub. L. 115-232, of the designations under 47 CFR 54.9 and of the Covered
List (47 CFR 1.50002); agencies and contractors as 48 CFR 4.2101 to 4.2104 speaks of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from licet.law.inquiry import Inquiry
from licet.law.law import Value
from licet.law.us.ofac.persons import in_the_us
from licet.law.words import Words, read_words
from licet.proofs import Proof, condition
from licet.transactions import Participant, Role

BUYING = (Role.BUYER, Role.PURCHASER, Role.END_USER, Role.ULTIMATE_CONSIGNEE, Role.RECIPIENT)
_MAKING = (Role.MANUFACTURER, Role.SELLER, Role.SUPPLIER, Role.APPLICANT, Role.CONTRACTOR, Role.SERVICE_PROVIDER)
#: First digit of ECCNs that describe telecommunications and information security equipment.
_TELECOM_CATEGORY = "5"


class Producer(NamedTuple):
    """A producer the law names, found in the transaction.

    Attributes:
        name: As the law calls it.
        terms: What the pack says of it: kind, order.
        where: The field that names it.
        list: The dated table it was found in.
    """

    name: str
    terms: Mapping[str, str]
    where: str
    list: Value

    def made(self) -> Proof:
        """The proof that the law covers what this producer makes."""
        return condition(f"it is made by {self.name} ({self.where})", True, cite=self.list.cite, rests_on=self.list.ref)


def producer_in(q: Inquiry, table: str) -> Producer | None:
    """The first producer of a table of covered.yaml that the item, or a party that makes or offers it, names."""
    named = q.law.get(f"us/procurement/covered/{table}")
    if named is None:
        return None
    for where, text in _texts(q):
        for name, terms in named.value.items():
            if _pattern(tuple(terms["names"])).search(text):
                return Producer(name, terms, where, named)
    return None


def named_among(q: Inquiry, producer: Producer, *roles: Role) -> bool:
    """Whether a party of one of the roles bears the producer's name."""
    pattern = _pattern(tuple(producer.terms["names"]))
    return any(pattern.search(party.name) for _, party in q.parties(*roles))


def _texts(q: Inquiry) -> Iterator[tuple[str, str]]:
    """Where a producer may be named, surest first."""
    if q.item.manufacturer:
        yield f"{q.path}.manufacturer", q.item.manufacturer
    for place, party in q.parties(*_MAKING):
        yield f"parties[{place}].name", party.name
    if q.item.description:
        yield f"{q.path}.description", q.item.description


@lru_cache(maxsize=256)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the names, as whole words (Chinese names stand in running text)."""
    return re.compile("|".join(rf"\b{n}\b" if n.isascii() else n for n in names), re.IGNORECASE)


def words_of(party: Participant) -> Words:
    """What a party's name says in words."""
    return read_words(party.name, party.kind)


def federal_buyer(q: Inquiry) -> Participant | None:
    """A US Government body that buys, None when none was told."""
    for _, party in q.parties(*BUYING):
        if in_the_us(party.country or q.tx.destination) and (party.government or words_of(party).says("federal_agency")):
            return party
    return None


def carrier_buyer(q: Inquiry) -> Participant | None:
    """A telecommunications carrier that buys, None when none was told."""
    for _, party in q.parties(*BUYING):
        if in_the_us(party.country or q.tx.destination) and words_of(party).says("telecom_carrier"):
            return party
    return None


def using_contractor(q: Inquiry) -> Participant | None:
    """A contractor of whom it is said that it uses gear, None when nothing is."""
    for _, party in q.parties(Role.CONTRACTOR, Role.SELLER, Role.SUPPLIER, Role.SERVICE_PROVIDER):
        if words_of(party).says("uses_gear") or (party.role == Role.CONTRACTOR and q.use.says("contractor_uses")):
            return party
    return None


def covered_equipment(q: Inquiry, producer: Producer, federal_site: bool) -> Proof:
    """The item is of the sort for which the producer is named.

    Telecommunications equipment whatever its purpose, or (for the makers of surveillance gear) video surveillance and
    telecommunications equipment for public safety, government facilities, critical infrastructure or national security.
    """
    telecom = q.words.says("telecom_equipment") or q.heading[:1] == _TELECOM_CATEGORY
    video = q.words.says("video_surveillance")
    if producer.terms.get("kind", "telecom") == "telecom":
        sort, truth = "telecommunications or video surveillance equipment", bool(telecom or video) or None
        asks = f"Is what {producer.name} makes here telecommunications or video surveillance equipment?"
    else:
        sort = "equipment for public safety, government facilities, critical infrastructure or national security"
        truth = bool((telecom or video) and federal_site) or None
        asks = f"Is the equipment of {producer.name} for public safety, government facilities or critical infrastructure?"
    return q.told(f"it is {sort}", truth, f"{q.path}.description", asks, cite=producer.list.cite)
