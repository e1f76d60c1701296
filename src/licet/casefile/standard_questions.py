"""The questions that a case raises by itself: each act that could bind, against each party, on the days of its documents."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from licet.casefile.across import Cluster, Keys
from licet.casefile.frames import GROUP_OF
from licet.casefile.in_force import RELIEF
from licet.casefile.reading import Reading


def standard_questions(readings: Sequence[Reading], clusters: Sequence[Cluster], keys: Keys) -> list[tuple[str, date]]:
    """The questions a case raises by itself: each act that could bind, against each party, on each document's day."""
    days = sorted({r.written for r in readings if r.written is not None})
    asked: dict[tuple[str, date], None] = {}
    for cluster in clusters:
        if cluster.type in ("investigation", "indictment"):
            for party in sorted(p for p in cluster.parties if p.startswith("company:")):
                asked.update(dict.fromkeys((f"Is {keys.canonical.get(party, party)} sanctioned?", day) for day in days[-3:]))
        if not cluster.members or GROUP_OF.get(cluster.type) not in (
            "lists",
            "export privileges",
            "permissions",
            "other rules",
            "legislature",
        ):
            continue
        if cluster.type in (
            "delisting",
            "denial_order_termination",
            "escrow_deposit",
            "sanctions_review",
            "regulatory_resolution",
            "tariff_removal",
            "rulemaking",
            "legislative_vote",
            "congressional_notification",
        ):
            continue
        names = [
            keys.canonical.get(p, p)
            for p in sorted(cluster.parties)
            if p.startswith(("company:", "person:", "organization:", "country:"))
        ][:4]
        for name in names or [""]:
            verb = "Are" if cluster.type == "tariff" else "Is"
            question = f"{verb} the {_NAMED.get(cluster.type, cluster.type.replace('_', ' '))}{' against ' + name if name else ''} in force?"
            if cluster.type in RELIEF:
                question = f"Has any relief for {name} been granted?" if name else "Has any relief been granted?"
            for day in days[-3:]:
                asked.setdefault((question, day))
    specific = {question.split(" against ")[0] for question, _ in asked if " against " in question}
    return [
        (question, day)
        for question, day in asked
        if " against " in question or "sanctioned" in question or question.removesuffix(" in force?") not in specific
    ]


_NAMED = {
    "entity_list_addition": "Entity List listing",
    "designation": "designation",
    "military_company_listing": "military company listing",
    "bill_introduced": "bill",
    "tariff": "tariffs",
}
