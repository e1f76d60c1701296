"""What a threshold costs: measured false alarms and misses by kind, for people who must choose one."""

import json
from functools import cache
from pathlib import Path
from typing import Any


@cache
def _measured() -> dict[str, Any]:
    text = (Path(__file__).parent / "tables" / "thresholds.json").read_text(encoding="utf-8")
    data: dict[str, Any] = json.loads(text)
    return data


def explain_threshold(kind: str | None = None, threshold: float = 0.7) -> dict[str, Any]:
    """Measured rates for one kind, or for all.

    Args:
        kind: person, organization, vessel or aircraft; the latter two are measured with organizations.
        threshold: The one in use; each part names the measured one nearest to it.

    Returns:
        `kinds`: for each kind its `rows` (threshold, false alarms in 1,000 innocents, misses in percent), what they were
        `measured_on`, and the `nearest` threshold; and a `note` on what the figures mean.
    """
    measured = _measured()
    wanted = {None: ("person", "organization"), "person": ("person",)}.get(kind, ("organization",))
    kinds = []
    for part in measured["kinds"]:
        if part["kind"] in wanted:
            nearest = min((row["threshold"] for row in part["rows"]), key=lambda level: abs(level - threshold))
            kinds.append(part | {"nearest": nearest})
    return {"threshold": threshold, "kinds": kinds, "note": measured["note"]}
