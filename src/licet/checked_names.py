"""What a search over names answers to those who check: plain records, so that no engine depends on how names are matched."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from licet.transactions import Participant


class Found(NamedTuple):
    """A listing that may be the party.

    Attributes:
        listing_id: Of the listing's fact.
        matched_name: The listed name that agrees best.
        score: 0 to 1.
        exact: Whether the names are the same once spelling, legal form and script are put aside.
        because: The evidence, as (in words, weight).
        by_group: Whether it was found by the full name of the group whose name the party bears, not by the party's own.
    """

    listing_id: str
    matched_name: str
    score: float
    exact: bool
    because: tuple[tuple[str, float], ...] = ()
    by_group: bool = False


Search = Callable[[Participant, str], Sequence[Found]]
