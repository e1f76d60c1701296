"""A block of queries as it goes through the search: the names they are asked under, and the pairs compared for them."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from licet.screening.brands import other_names
from licet.screening.names import Name, Reading, UnreadableName, alternatives, analyze, reading_of
from licet.screening.query import Query
from licet.screening.score import Scored

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


class Block(NamedTuple):
    """Readings of a block of queries: which query each is of, and its name; and why some queries could not be read."""

    queries: list[Query]
    owner: list[int]
    names: list[Name]
    errors: dict[int, UnreadableName]


class Pairs(NamedTuple):
    """Pairs compared in full, one row a pair.

    Attributes:
        reading: Which name of the block.
        row: Which listed name.
        scored: Features and edges.
        parts: What each feature adds to the log-odds.
        odds: Log-odds by name, raised to what its letters alone are worth.
        lifted: How much they were raised, and what to say of it, by pair.
    """

    reading: Ints
    row: Ints
    scored: Scored
    parts: Floats
    odds: Floats
    lifted: dict[int, tuple[float, str]]


def analyzed(queries: list[Query]) -> Block:
    """The names of some queries, under each reading, with the other names of a brand and the names side by side in one field."""
    owner: list[int] = []
    names: list[Name] = []
    errors: dict[int, UnreadableName] = {}
    for place, query in enumerate(queries):
        for reading in reading_of(query.kind):
            try:
                name = analyze(query.name, reading)
            except UnreadableName as error:
                errors[place] = error
                continue
            others = (*other_names(name), *side_by_side(query.name, reading))
            names.append(name)
            owner.append(place)
            if others:
                names += others
                owner += [place] * len(others)
        if errors and owner and owner[-1] == place:
            errors.pop(place, None)
    return Block(queries, owner, names, errors)


def side_by_side(text: str, reading: Reading) -> list[Name]:
    """The names that stand side by side in one field."""
    parts = []
    for part in alternatives(text):
        try:
            parts.append(analyze(part, reading))
        except UnreadableName:
            continue
    return parts
