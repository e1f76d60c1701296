"""Order lines as transactions: what the book knows of a line, under one side, told to the determination engine.

The engine gets everything that bears on the answer: the parties with their direct restricted holders, US content of what we make
abroad, the licenses we hold, and as red flags what a person must resolve first (a consignee that sells on to a restricted party).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np
import polars as pl

from licet.exposure.book import license_of
from licet.exposure.content import Part, contents, us_parts
from licet.exposure.owners import NEVER, holdings
from licet.exposure.paths import Hop, hop, supply_hops
from licet.exposure.relations import PERCENT, Codes, Relations
from licet.exposure.sides import Side, standing_code
from licet.transactions import Item, Kind, License, Owner, Participant, Role, Transaction


@dataclass(frozen=True, slots=True)
class Tie:
    """How a line comes near a restricted party.

    Attributes:
        kind: "direct", "ownership" or "resale".
        party: Number of the party of the line.
        certain: Whether it is established.
        tier: 0 for the party itself or its holders, else the tier of resale.
        hops: The path.
    """

    kind: str
    party: int
    certain: bool
    tier: int
    hops: tuple[Hop, ...]


class Lines:
    """The order lines of a book, by number.

    Args:
        relations: The book's.
        cut: Last day of licenses a what-if cuts short, by number.
    """

    def __init__(self, relations: Relations, cut: dict[str, date] | None = None) -> None:
        self.relations, self.cut = relations, cut or {}
        self.orders = relations.book["orders"]
        self.parties: dict[str, Codes] = relations.order_parties
        self.items: Codes = relations.order_items
        self._parts: dict[tuple[int, date], tuple[Part, ...] | None] = {}
        self.held = [license_of(row, relations.book["parties"]) for row in relations.book["licenses"].iter_rows(named=True)]

    def with_party(self, touched: Codes) -> Codes:
        """Numbers of lines in which one of the parties takes part."""
        mask = np.zeros(self.relations.party_ids.len() + 1, dtype=np.bool_)  # the last is "nobody" (-1)
        mask[touched] = True
        mask[-1] = False
        hit = np.zeros(self.orders.height, dtype=np.bool_)
        for codes in self.parties.values():
            hit |= mask[codes]
        return np.flatnonzero(hit).astype(np.int32)

    def parties_of(self, lines: Codes) -> Codes:
        """Numbers of the parties that the lines name."""
        found = np.unique(np.concatenate([codes[lines] for codes in self.parties.values()]))
        named: Codes = found[found >= 0]
        return named

    def naming_place(self, places: Iterable[str]) -> np.ndarray[Any, Any]:
        """Which lines name one of the countries: as destination, where they leave from, or where a party of theirs sits."""
        wanted = list(places)
        seat = self.relations.book["parties"]["country"].is_in(wanted).fill_null(False).to_numpy()
        seat = np.append(seat, False)  # the last is "nobody" (-1)
        told = pl.any_horizontal(pl.col(name).is_in(wanted) for name in ("destination", "exporter_country"))
        hit: np.ndarray[Any, Any] = self.orders.select(told.fill_null(False)).to_series().to_numpy().copy()
        for codes in self.parties.values():
            hit |= seat[codes]
        return hit

    def live(self, since: date | None, on: date) -> np.ndarray[Any, Any]:
        """Which lines count: open ones, and those shipped from the day the measure began to the day asked about."""
        status, shipped = pl.col("status"), pl.col("shipped_on")
        look_back = pl.lit(False) if since is None else (status == "shipped") & (shipped >= since) & (shipped <= on)
        return self.orders.select((status == "open") | look_back).to_series().to_numpy()

    def ties(self, line: int, side: Side) -> list[Tie]:
        """How the line comes near restricted parties under the side, nearest first."""
        found: list[Tie] = []
        seen: set[int] = set()
        names = self.relations.book["parties"]["name"]
        for role, codes in self.parties.items():
            party = int(codes[line])
            if party < 0 or party in seen:
                continue
            seen.add(party)
            for match, fact in side.by_party.get(party, []):
                says = "is" if match.established else "may be"
                row = f"{self.orders['file'][line]}: row {self.orders['row'][line]}"
                start, last = fact.valid.as_dict()["from"], fact.valid.as_dict()["last_day"]
                found.append(
                    Tie(
                        "direct",
                        party,
                        match.established,
                        0,
                        (
                            Hop(
                                f"order {self.orders['order'][line]}",
                                names[party],
                                f"names as {role.replace('_', ' ')}",
                                row,
                                self.orders["source"][line],
                            ),
                            Hop(
                                names[party],
                                fact.value.party.caption,
                                says,
                                fact.id,
                                fact.value.cite,
                                start,
                                last,
                                match.established,
                            ),
                        ),
                    )
                )
            found += self._held(party, side)
            found += self._sold_on(party, int(self.items[line]), side)
        return sorted(found, key=lambda tie: (tie.tier, tie.kind, not tie.certain))

    def _held(self, party: int, side: Side) -> list[Tie]:
        if not side.held[party]:
            return []
        names, table = self.relations.book["parties"]["name"], self.relations.book["ownership"]
        out = []
        for holder, low, high, row in holdings(self.relations, party, side.on):
            if holder == party or not _counts(holder, side):
                continue
            certain = _settled(holder, side) and low > 0
            out.append(Tie("ownership", party, certain, 0, (
                hop(table, row, names[holder], names[party], f"holds {share_text(low, high)} percent of", certain=certain),
            )))  # fmt: skip
        return out

    def _sold_on(self, party: int, item: int, side: Side) -> list[Tie]:
        """Resale by the party; when its first sale is known to be of another item, of this one it is only possible."""
        reach = side.resellers
        tier = int(reach.tier[party])
        if not 0 < tier < NEVER:
            return []
        hops = supply_hops(self.relations, reach, party, upstream=True)
        sold = int(self.relations.sold_item[reach.row[party]])
        return [Tie("resale", party, bool(reach.certain[party]) and sold in (-1, item), tier, hops)]

    def transaction(self, line: int, side: Side) -> Transaction:
        """The line as a transaction of the side's day."""
        told = self.orders.row(line, named=True)
        parties: list[Participant] = []
        answers: list[tuple[str, str]] = []
        flags: list[str] = []
        for role, codes in self.parties.items():
            code = int(codes[line])
            if code < 0:
                continue
            party, said, seen = self.participant(code, Role(role), int(self.items[line]), side)
            if said:
                answers.append((f"parties[{len(parties)}].listed_as", said))
            parties.append(party)
            flags += seen
        return Transaction(
            id=f"{told['order']}/{told['line']}",
            kind=Kind(told["kind"] or "export"),
            as_of=side.on,
            exporter_country=told["exporter_country"],
            destination=told["destination"],
            end_use=told["end_use"],
            parties=tuple(parties),
            items=(self.item(int(self.items[line]), told["quantity"], told["value_usd"], side.on),),
            red_flags=tuple(dict.fromkeys(flags)) or None,
            licenses=self.licenses(told["destination"], side.on),
            answers=tuple(answers),
        )

    def participant(self, code: int, role: Role, item: int, side: Side) -> tuple[Participant, str | None, list[str]]:
        """A party in a role, what a person decided about its matches, and the red flags it raises."""
        row = self.relations.book["parties"].row(code, named=True)
        owners, flags = self._owners(code, side)
        flags += self._resale_flags(code, item, row["name"], side)
        party = Participant(
            role=role, name=row["name"], country=row["country"], address=row["address"], kind=row["kind"],
            identifiers=party_identifiers(row["identifiers"]), listed_as=row["listed_as"], owners=owners or None,
        )  # fmt: skip
        return party, _decided(row, code, side), flags

    def _owners(self, code: int, side: Side) -> tuple[tuple[Owner, ...], list[str]]:
        """Restricted direct holders, and one nameless owner for what the others hold at least."""
        if not side.held[code]:
            return (), []
        names = self.relations.book["parties"]["name"]
        owners: list[Owner] = []
        flags: list[str] = []
        others = 0
        rows = holdings(self.relations, code, side.on)
        for holder, low, high, _ in rows:
            if holder == code:
                continue
            if not _counts(holder, side):
                others += low
                continue
            range_of = {"pct": Decimal(low) / PERCENT} if low == high else {
                "pct_min": Decimal(low) / PERCENT, "pct_max": Decimal(high) / PERCENT,
            }  # fmt: skip
            owners.append(Owner(name=names[holder], list=_code_of(holder, side), **range_of))
            if not _settled(holder, side):
                flags.append(
                    f"{names[holder]}, which may be a listed party, holds {share_text(low, high)} percent of {names[code]}"
                )
        if owners and others > 0 and others + sum(low for h, low, _, _ in rows if _counts(h, side)) <= 100 * PERCENT:
            owners.append(Owner(name=None, pct=Decimal(others) / PERCENT))
        return tuple(owners), flags

    def _resale_flags(self, code: int, item: int, name: str, side: Side) -> list[str]:
        ties = self._sold_on(code, item, side)
        if not ties:
            return []
        target = ties[0].hops[-1].end
        sure = "" if ties[0].certain else "possibly "
        return [f"{name} {sure}sells on to {target}, a restricted party (tier {ties[0].tier})"]

    def item(self, code: int, quantity: Decimal, value: Decimal | None, on: date) -> Item:
        """The line's item, with US content where it is foreign-made and we hold its bill."""
        row = self.relations.book["items"].row(code, named=True)
        key = (code, on)
        if key not in self._parts:
            self._parts[key] = us_parts(self.relations, code, on) if row["origin"] == "foreign" else None
        parts = self._parts[key]
        return Item(
            id=row["id"],
            description=row["description"],
            eccn=row["eccn"],
            quantity=quantity,
            value_usd=value,
            origin=row["origin"],
            made_in=row["made_in"] if row["origin"] == "foreign" else None,
            hts=row["hts"],
            us_content=None if parts is None else contents(self.relations, parts, quantity),
        )

    def licenses(self, to: str, on: date) -> tuple[License, ...]:
        """Licenses held that are in their term on the day and name the destination, or none."""
        found = []
        for held in self.held:
            end = min((d for d in (held.end, self.cut.get(held.number)) if d is not None), default=None)
            in_term = (held.start is None or held.start <= on) and (end is None or on <= end)
            if in_term and (not held.destinations or to in held.destinations):
                found.append(held)
        return tuple(found)


def share_text(low: int, high: int) -> str:
    """Millionths of a percent as people read them.

    >>> share_text(65_000_000, 65_000_000), share_text(0, 100_000_000)
    ('65', 'an unknown share, 0 to 100')
    """
    if low == high:
        return f"{low / PERCENT:g}"
    words = f"{low / PERCENT:g} to {high / PERCENT:g}"
    return f"an unknown share, {words}" if (low, high) == (0, 100 * PERCENT) else words


def _counts(holder: int, side: Side) -> bool:
    return bool(side.restricted[holder])


def _settled(holder: int, side: Side) -> bool:
    if any(match.established for match, _ in side.by_party.get(holder, [])):
        return True
    return bool(side.blocked.established[holder] < NEVER or side.affiliates.established[holder] < NEVER)


def _code_of(holder: int, side: Side) -> str | None:
    """How `Owner.list` names the holder's standing: blocked first, then what else is settled; None when only possible."""
    told = [standing_code(f) for m, f in side.by_party.get(holder, []) if m.established]
    for wanted in ("SDN", "EL", "MEU"):
        found = next((code for code in told if code.split(":")[0] == wanted), None)
        if found:
            return found
    if side.blocked.established[holder] < NEVER:
        return "SDN-derived"
    if side.affiliates.established[holder] < NEVER:
        return "EL-derived"
    return None


def _decided(row: dict[str, Any], code: int, side: Side) -> str | None:
    """ "same" when a person has tied the party to every listing it matches; what was ruled out is no match any more."""
    held = {match.listing for match, _ in side.by_party.get(code, [])}
    return "same" if held and held <= judged(row["same_as"]) else None


def judged(told: str | None) -> frozenset[str]:
    """Ids of listings in a judgment's cell."""
    return frozenset(part.strip() for part in (told or "").split(";") if part.strip())


def party_identifiers(told: str | None) -> tuple[tuple[str, str], ...] | None:
    """ "lei:...; imo:..." as pairs; None when there are none."""
    pairs = [part.strip().partition(":") for part in (told or "").split(";") if part.strip()]
    return tuple((kind.strip().lower(), number.strip()) for kind, _, number in pairs if number) or None


def departure(lines: Lines, line: int, on: date) -> str:
    """The month a line leaves, or left: "2018-05"; "overdue" for an open line that was due before the day asked about."""
    due = lines.orders["shipped_on"][line] or lines.orders["due_on"][line]
    if due is None:
        return "no date"
    return "overdue" if lines.orders["status"][line] == "open" and due < on else f"{due:%Y-%m}"
