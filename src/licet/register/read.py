"""Read the register's YAML into facts.

A listing that ended is two facts of one id: as first known (open, or to its stated term), and as known once the ending act
was public. So `--known-at` before the act still sees the world as people then saw it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from licet.errors import PackError
from licet.facts import Fact, Interval, Source, known_since
from licet.listings import LISTING_KINDS, Authorization, DenialOrder, EntityListing, GeneralLicense, Listing
from licet.parties import Address, Identifier, Name, Party, PartyKind, Strength
from licet.yaml_text import read_yaml

FILES = ("zte.yaml", "others.yaml")


class Event(NamedTuple):
    """Something that happened or was said in a matter, with what it did in law.

    Attributes:
        id: Stable within the register.
        matter: Such as "zte".
        on: The day.
        kind: The type of act, such as "relief_pledge", "settlement", "penalty".
        says: What happened, in the project's words.
        effect: "none" for what was only said, "law" for an act, "fact" for conduct.
        cite: Where it was read.
        verified: Whether the source was read.
        figures: Amounts and counts, by name.
    """

    id: str
    matter: str
    on: date
    kind: str
    says: str
    effect: str
    cite: str
    verified: bool = True
    figures: tuple[tuple[str, str], ...] = ()


@cache
def _file(name: str) -> dict[str, Any]:
    node = read_yaml(Path(__file__).parent / name)
    return dict(node)


def _party(id_: str, node: Mapping[str, Any]) -> Party:
    names = [Name(str(node["name"]))]
    names += [Name(str(text), Strength.STRONG) for text in node.get("aliases", ())]
    names += [Name(str(text), Strength.WEAK) for text in node.get("weak", ())]
    names += [Name(str(text), Strength.STRONG, "Hans") for text in node.get("han", ())]
    country = node.get("country")
    return Party(
        id=id_,
        kind=PartyKind(node.get("kind", "organization")),
        names=tuple(names),
        addresses=tuple(Address(text=str(text), country=country) for text in node.get("addresses", ())),
        identifiers=tuple(Identifier(str(k), str(v), country) for k, v in node.get("identifiers", {}).items()),
        country=country,
    )


def _listing(node: Mapping[str, Any], party: Party, cite: str) -> Listing:
    kind = LISTING_KINDS.get(str(node["kind"]))
    if kind is None:
        raise PackError(f"unknown kind of listing {node['kind']!r}", where=str(node["id"]))
    given: dict[str, Any] = {"list_id": str(node["list"]), "party": party, "cite": cite}
    given["programs"] = tuple(node.get("programs", "").split())
    if kind is DenialOrder:
        given["suspended"] = node.get("suspended", "false") == "true"
    if kind is EntityListing:
        given["footnotes"] = frozenset(int(n) for n in node.get("footnotes", "").split())
        given["policy"] = node.get("policy", "presumption of denial")
        given["scope"] = node.get("scope", "all")
        given["requirement"] = node.get("requirement", "all items subject to the EAR")
    return kind(**given)


def _day(node: Mapping[str, Any], key: str) -> date | None:
    return date.fromisoformat(str(node[key])) if key in node else None


def _source(node: Mapping[str, Any], publisher: str, cite: str) -> Source:
    verified = str(node.get("verified", "true")) == "true"
    return Source(publisher=publisher, title=cite, published=_day(node, "published"), verified=verified)


def _dated(node: Mapping[str, Any], value_of: Any, publisher: str) -> Iterator[Fact[Any]]:
    """One or two facts of one id: as begun, and as ended."""
    cite = str(node["cite"])
    start = date.fromisoformat(str(node["from"]))
    known = _day(node, "known") or start
    valid = Interval.through(start, _day(node, "to"))
    yield Fact(
        id=str(node["id"]), value=value_of(cite), valid=valid, known_at=known_since(known),
        source=_source(node, publisher, cite),
    )  # fmt: skip
    if ended := node.get("ended"):
        end = date.fromisoformat(str(ended["on"]))
        both = f"{cite}; {ended['cite']}"
        yield Fact(
            id=str(node["id"]), value=value_of(both), valid=Interval(start, end),
            known_at=known_since(_day(ended, "known") or end), source=_source(ended, publisher, str(ended["cite"])),
        )  # fmt: skip


@cache
def shipped() -> tuple[Fact[Any], ...]:
    """All listings, general licenses and authorizations of the register, every version.

    Raises:
        PackError: A file of the register contradicts itself.
    """
    facts: list[Fact[Any]] = []
    for name in FILES:
        node = _file(name)
        parties = {id_: _party(id_, body) for id_, body in node["parties"].items()}
        for row in node.get("listings", ()):
            for who in str(row["party"]).split():
                if who not in parties:
                    raise PackError(f"no party {who!r}", where=f"{name}: {row['id']}")
                own = {**row, "id": str(row["id"]).replace("*", who)}
                facts += _dated(own, lambda cite, own=own, party=parties[who]: _listing(own, party, cite), row["publisher"])
        for row in node.get("general_licenses", ()):
            facts += _dated(row, lambda cite, row=row: GeneralLicense(
                name=row["name"], list_id=row["list"], parties=tuple(row["parties"].split()),
                restores=row.get("restores", "all"), classes=tuple(row.get("classes", ())), cite=cite,
            ), row["publisher"])  # fmt: skip
        for row in node.get("authorizations", ()):
            facts += _dated(row, lambda cite, row=row: Authorization(
                name=row["name"], parties=tuple(row["parties"].split()), classes=tuple(row["classes"]), cite=cite,
            ), row["publisher"])  # fmt: skip
    return tuple(facts)


@cache
def events(matter: str | None = None) -> tuple[Event, ...]:
    """What happened and what was said, oldest first; of one matter, or of all."""
    found = [
        Event(
            id=str(row["id"]), matter=str(_file(name)["matter"]), on=date.fromisoformat(str(row["on"])),
            kind=str(row["kind"]), says=str(row["says"]), effect=str(row["effect"]), cite=str(row["cite"]),
            verified=str(row.get("verified", "true")) == "true",
            figures=tuple((str(k), str(v)) for k, v in row.get("figures", {}).items()),
        )
        for name in FILES
        for row in _file(name).get("events", ())
    ]  # fmt: skip
    return tuple(sorted((e for e in found if matter in (None, e.matter)), key=lambda e: (e.on, e.id)))
