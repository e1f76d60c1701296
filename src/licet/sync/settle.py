"""Settling: the same entry under another key, because an editor moved a line break or a comma.

The lists in the Code of Federal Regulations are prose: an entry has no number, and its name is told from its address by
punctuation. When an entry vanishes and another appears whose cells have the very same letters and digits, it is one entry.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from licet.facts import Fact
from licet.listings import Listing

PROSE = frozenset({"us_bis_entity", "us_bis_uvl", "us_bis_meu"})
"""Lists that are prose of the Code."""
_MARKS = re.compile(r"[\W_]+")


def letters(text: str) -> str:
    """A text's letters and digits alone, without case."""
    return _MARKS.sub("", text.casefold())


def cells(listing: Listing) -> str:
    """The letters and digits of an entry's cells as published."""
    return "\x1f".join(letters(words) for _, words in listing.raw)


def same_entries(gone: Mapping[str, Listing], new: Mapping[str, Listing]) -> dict[str, str]:
    """New key to old key, for entries that are one; entries whose cells are not unique stay apart."""
    old: dict[str, list[str]] = {}
    for key, listing in gone.items():
        old.setdefault(cells(listing), []).append(key)
    fresh: dict[str, list[str]] = {}
    for key, listing in new.items():
        fresh.setdefault(cells(listing), []).append(key)
    return {keys[0]: old[words][0] for words, keys in fresh.items() if words and len(keys) == 1 and len(old.get(words, ())) == 1}


def settle(held: Mapping[str, Listing], read: Sequence[Fact[Listing]]) -> list[Fact[Listing]]:
    """Facts under the keys that the vintage before them used for the same entries."""
    ids = {fact.id for fact in read}
    gone = {key: listing for key, listing in held.items() if key not in ids}
    new = {fact.id: fact.value for fact in read if fact.id not in held}
    renamed = same_entries(gone, new)
    return [
        replace(
            fact,
            id=renamed[fact.id],
            value=replace(fact.value, party=replace(fact.value.party, id=renamed[fact.id])),
        )
        if fact.id in renamed
        else fact
        for fact in read
    ]
