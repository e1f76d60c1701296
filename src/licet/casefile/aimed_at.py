"""The country that rules are aimed at where their own sentence names none: the one country of concern that the whole text speaks of.

A report of "those rules" on exports of chips, in a text about China alone, tells of rules that keep goods from China (15 CFR 742.6, part 744).
"""

from __future__ import annotations

from collections.abc import Iterable

from licet.casefile.entities import Entity
from licet.casefile.events import HOSTILE, Event

_RULES = frozenset({"rule_amendment"})
_OF_CONCERN = HOSTILE | {"CN"}


def aim_rules(events: Iterable[Event], entities: Iterable[Entity]) -> None:
    """Give rules without a target the only country of concern of their text, unless that country made them."""
    rules = [e for e in events if e.type in _RULES and not e.target]
    if not rules:
        return
    lands = [e for e in entities if e.type == "country" and e.known is not None and e.known.country in _OF_CONCERN]
    if len(lands) != 1:
        return
    for rule in rules:
        if lands[0].id not in rule.actor:
            rule.target = [lands[0].id]
