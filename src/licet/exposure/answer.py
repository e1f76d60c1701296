"""The answer to an impact question as data: what `licet impact --json` prints, and what the report draws.

Money is text with two decimals. Open lines and those already shipped are never added together; established and possible exposure
are never added together either.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

import numpy as np

from licet.decisions import Outcome
from licet.exposure.impact import FREES, HOLDS_UP, STOPS, WORSENS, Impact, Line
from licet.exposure.money import usd
from licet.exposure.owners import (
    AFFILIATES,
    HELD,
    NEVER,
    OFAC_50,
    Rule,
    caught,
    control_proof,
    controlled,
    ownership_proof,
)
from licet.exposure.paths import supply_hops
from licet.exposure.relations import Codes
from licet.exposure.supply import blocked_products
from licet.listings import Blocking, DenialOrder

MOST_PATHS = 1000


def answer(impact: Impact) -> dict[str, Any]:
    """The whole answer."""
    lines = [line_dict(impact, line) for line in impact.changed]
    products = blocked_products(impact, customer_of)
    return {
        "measure": impact.measure.as_dict(),
        "as_of": impact.after.on.isoformat(),
        "known_at": impact.after.snapshot.when.known_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "conditional": impact.measure.conditional,
        "book": {
            "digest": impact.book.relations.book.digest, "rows": impact.book.relations.book.counts,
            "set_aside": impact.book.relations.book.set_aside.select("table", "file", "row").unique().height,
        },
        "parties": parties(impact),
        "also_named": also_named(impact), "restricted_anyhow": restricted_anyhow(impact),
        "summary": summary(impact, products),
        "lines": lines,
        "money": {
            "by_order": money(impact, lambda line: impact.book.orders["order"][line.number]),
            "by_product": money(impact, lambda line: impact.book.orders["item"][line.number]),
            "by_customer": money(impact, lambda line: customer(impact, line)),
            "by_tier": money(impact, lambda line: f"{line.kind}{f', tier {line.tier}' if line.tier else ''}"),
            "by_month": money(impact, lambda line: impact.month(line)),
        },
        "products": products,
        "owned": owned(impact),
        "resellers": resellers(impact),
        "licenses": licenses(impact),
        "questions": questions(impact),
        "data": {
            "before": impact.before.snapshot.digest, "after": impact.after.snapshot.digest,
            "lists": {name: info.as_dict() for name, info in sorted(impact.after.snapshot.lists.items())},
        },
    }  # fmt: skip


def customer(impact: Impact, line: Line) -> str:
    """The party a line is for."""
    return customer_of(impact, line.number)


def customer_of(impact: Impact, number: int) -> str:
    """The party the line of a number is for: purchaser, else end user, else consignee."""
    for role in ("purchaser", "end_user", "ultimate_consignee", "intermediate_consignee"):
        code = int(impact.book.parties[role][number])
        if code >= 0:
            return str(impact.book.relations.book["parties"]["name"][code])
    return "nobody named"


def line_dict(impact: Impact, line: Line) -> dict[str, Any]:
    """One line: from, to, why, by which path."""
    told = impact.book.orders.row(line.number, named=True)
    strict, (was, now) = line.stricter, line.words
    return {
        "order": told["order"], "line": told["line"], "item": told["item"], "customer": customer(impact, line),
        "destination": told["destination"], "month": impact.month(line), "value_usd": usd(impact.value(line)),
        "shipped": line.shipped, "from": was.value, "to": now.value, "change": line.change,
        "exposure": line.kind, "tier": line.tier, "certainty": "established" if line.certain else "possible",
        "because": list(strict.because[:6]), "regime": strict.regime,
        "paths": [[hop.as_dict() for hop in tie.hops] for tie in line.ties],
        "questions": [{"fact": q.fact, "asks": q.asks} for q in line.after.questions],
        "proof": strict.proof.as_dict(),
    }  # fmt: skip


def summary(impact: Impact, products: list[dict[str, Any]]) -> dict[str, Any]:
    """The figures on top: dollars and lines by what happens to them, established and possible apart."""
    figures: dict[str, Any] = {}
    for change in (STOPS, HOLDS_UP, WORSENS, FREES, "eases"):
        mine = [line for line in impact.changed if line.change == change and not line.shipped]
        for name, some in (
            ("established", [line for line in mine if line.certain]), ("possible", [line for line in mine if not line.certain])
        ):  # fmt: skip
            figures[f"{change}_{name}_usd"] = usd(sum((impact.value(line) for line in some), Decimal(0)))
            figures[f"{change}_{name}_lines"] = len(some)
    gone = [line for line in impact.changed if line.shipped]
    return figures | {
        "lines_counted": impact.counted, "lines_asked": len(impact.lines), "lines_changed": len(impact.changed),
        "orders_changed": len({impact.book.orders["order"][line.number] for line in impact.changed}),
        "customers_changed": len({customer(impact, line) for line in impact.changed}),
        "shipped_while_in_force_usd": usd(sum((impact.value(line) for line in gone), Decimal(0))),
        "shipped_while_in_force_lines": len(gone),
        "products_blocked": sum(1 for p in products if p["blocked"] and not p["released"]),
        "products_released": sum(1 for p in products if p["blocked"] and p["released"]),
    }  # fmt: skip


def money(impact: Impact, key: Callable[[Line], Any]) -> list[dict[str, Any]]:
    """Open lines that change, added up by a key and by what happens, largest first."""
    groups: dict[tuple[str, str, str], list[Line]] = defaultdict(list)
    for line in impact.changed:
        if not line.shipped and line.change:
            groups[(str(key(line)), line.change, "established" if line.certain else "possible")].append(line)
    rows = [
        {
            "key": name, "change": change, "certainty": certainty, "lines": len(lines),
            "value_usd": usd(sum((impact.value(line) for line in lines), Decimal(0))),
        }
        for (name, change, certainty), lines in groups.items()
    ]  # fmt: skip
    return sorted(rows, key=lambda row: (-Decimal(str(row["value_usd"])), row["key"], row["change"]))


def parties(impact: Impact) -> list[dict[str, Any]]:
    """Parties of the book tied to the measure's listings, established first."""
    wanted = {fact.id for fact in impact.measure.facts} | set(impact.measure.ends)
    book = impact.book.relations.book["parties"]
    found = [m for m in impact.matches if m.listing in wanted]
    found.sort(key=lambda m: (not m.established, -m.score, m.party))
    return [match.as_dict(book["id"], book["name"]) for match in found]


def also_named(impact: Impact) -> list[dict[str, Any]]:
    """Parties of the book under other listings that the measure's own notices made: whoever asks about one asks about them next."""
    mine = {fact.id for fact in impact.measure.facts} | set(impact.measure.ends)
    notices = {cite.strip() for fact in impact.measure.facts for cite in (fact.value.cite or "").split(";") if cite.strip()}
    names = impact.book.relations.book["parties"]["name"]
    return [
        {"id": impact.book.relations.party_ids[party], "name": names[party], "listing": fact.id, "established": match.established}
        for party, told in sorted(impact.biting.by_party.items())
        for match, fact in told
        if fact.id not in mine and notices & {cite.strip() for cite in (fact.value.cite or "").split(";")}
    ]


def restricted_anyhow(impact: Impact) -> list[dict[str, Any]]:
    """The measure's parties that other listings restrict without it, so that it changes little about them."""
    mine = {fact.id for fact in impact.measure.facts} | set(impact.measure.ends)
    names, ids = impact.book.relations.book["parties"]["name"], impact.book.relations.party_ids
    return [
        {"id": ids[party], "name": names[party], "listing": fact.id, "established": match.established}
        for party in sorted(_seeds(impact))
        for match, fact in impact.resting.by_party.get(party, [])
        if fact.id not in mine
    ]


def _seeds(impact: Impact) -> set[int]:
    wanted = {fact.id for fact in impact.measure.facts} | set(impact.measure.ends)
    return {m.party for m in impact.matches if m.listing in wanted}


def owned(impact: Impact) -> list[dict[str, Any]]:
    """Parties that the measure's parties own, 50 percent or more in sum, certain or possible, with the proof.

    Each is told under the rule that makes it matter: OFAC's 50 percent rule for a block, the affiliates rule for the Entity and
    Military End-User Lists; for a denial order none does (15 CFR 766.23), so it is a sign to look into.
    """
    side, relations = impact.biting, impact.book.relations
    wanted = {fact.id for fact in impact.measure.facts} | set(impact.measure.ends)
    seeds: dict[Rule, dict[int, bool]] = {}
    for party, told in side.by_party.items():
        for match, fact in told:
            if fact.id in wanted:
                rule = OFAC_50 if isinstance(fact.value, Blocking) else HELD if isinstance(fact.value, DenialOrder) else AFFILIATES
                mine = seeds.setdefault(rule, {})
                mine[party] = mine.get(party, False) or match.established
    out = []
    for rule, parties in seeds.items():
        sure = [party for party, certain in parties.items() if certain]
        result = caught(relations, side.on, sure, [p for p in parties if p not in sure], rule=rule)
        out += [
            {
                "id": relations.party_ids[party], "name": relations.book["parties"]["name"][party], "rule": rule.name,
                "cite": rule.cite, "certainty": "established" if result.established[party] < NEVER else "possible",
                "proof": ownership_proof(relations, result, party).as_dict(),
            }
            for party in np.concatenate([result.certain(), result.only_possible()]).tolist()
        ]  # fmt: skip
    known = {x["id"] for x in out} | {relations.party_ids[party] for parties in seeds.values() for party in parties}
    certain = [party for parties in seeds.values() for party, sure in parties.items() if sure]
    rounds = controlled(relations, side.on, certain)
    out += [
        {
            "id": relations.party_ids[party], "name": relations.book["parties"]["name"][party], "rule": "control",
            "cite": "15 CFR Supp. 3 to 732", "certainty": "established",
            "proof": control_proof(relations, rounds, party, side.on).as_dict(),
        }
        for party in np.flatnonzero((rounds > 0) & (rounds < NEVER)).tolist()
        if relations.party_ids[party] not in known
    ]  # fmt: skip
    return out[:MOST_PATHS]


def resellers(impact: Impact) -> list[dict[str, Any]]:
    """Parties that sell on to the measure's parties, nearest first, with the path and our open money with them."""
    relations = impact.book.relations
    seeds, found = _seeds(impact), impact.biting.resellers
    names = relations.book["parties"]["name"]
    codes = np.flatnonzero((found.tier > 0) & (found.tier < NEVER))
    mine = [int(c) for c in codes if found.path(int(c))[-1] in seeds]
    open_usd = _open_by_party(impact, np.array(mine, dtype=np.int32))
    rows = [
        {
            "id": relations.party_ids[code], "name": names[code], "tier": int(found.tier[code]),
            "certainty": "established" if found.certain[code] else "possible", "open_usd": usd(open_usd.get(code, Decimal(0))),
            "path": [hop.as_dict() for hop in supply_hops(relations, found, code, upstream=True)],
        }
        for code in mine
    ]  # fmt: skip
    return sorted(rows, key=lambda row: (row["tier"], -Decimal(str(row["open_usd"])), row["id"]))[:MOST_PATHS]


def _open_by_party(impact: Impact, codes: Codes) -> dict[int, Decimal]:
    if not codes.size:
        return {}
    wanted = set(codes.tolist())
    total: dict[int, Decimal] = defaultdict(Decimal)
    orders = impact.book.orders
    for number in impact.book.with_party(codes).tolist():
        if orders["status"][number] == "open":
            for code in {int(c[number]) for c in impact.book.parties.values()} & wanted:
                total[code] += orders["value_usd"][number]
    return total


def licenses(impact: Impact) -> list[dict[str, Any]]:
    """Licenses held that cover a line the measure touches, before or after."""
    out = []
    near = [(line, *line.licenses) for line in impact.lines if line.number in impact.touched]
    for row in impact.book.relations.book["licenses"].iter_rows(named=True):
        number = str(row["number"])
        was = [line for line, before, _ in near if number in before]
        now = [line for line, _, after in near if number in after]
        if was or now or number in dict(impact.measure.licenses):
            out.append({
                "number": number, "last_day": row["end"].isoformat() if row["end"] else None,
                "value_left_usd": None if row["value_usd"] is None else usd(row["value_usd"]),
                "covered_before": _names(impact, was), "covers_after": _names(impact, now),
                "covered_before_usd": usd(sum((impact.value(line) for line in was), Decimal(0))),
                "covers_after_usd": usd(sum((impact.value(line) for line in now), Decimal(0))),
            })  # fmt: skip
    return out


def _names(impact: Impact, lines: Iterable[Line]) -> list[str]:
    orders = impact.book.orders
    return [f"{orders['order'][line.number]}/{orders['line'][line.number]}" for line in lines]


def questions(impact: Impact) -> list[dict[str, Any]]:
    """What to ask, with the lines and the money that wait for the answer, most money first."""
    waiting: dict[str, list[Line]] = defaultdict(list)
    for line in impact.changed:
        if line.words[1] in (Outcome.REVIEW, Outcome.LICENSE_REQUIRED):
            for asked in line.after.questions:
                if line not in waiting[asked.asks]:
                    waiting[asked.asks].append(line)
    rows = [
        {
            "asks": asks, "lines": _names(impact, lines),
            "value_usd": usd(sum((impact.value(line) for line in lines if not line.shipped), Decimal(0))),
        }
        for asks, lines in waiting.items()
    ]  # fmt: skip
    return sorted(rows, key=lambda row: (-Decimal(str(row["value_usd"])), str(row["asks"])))
