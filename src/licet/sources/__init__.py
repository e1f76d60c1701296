"""List sources: a folder a list, with `source.yml` (what it is) and `read.py` (bytes to facts, no network).

`SOURCES` is the whole membership. `ftm:<dataset>` and `own:<name>` lists are read by `followthemoney` and `own`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from importlib import import_module
from typing import Any, cast

from licet.errors import UnknownName, nearest
from licet.facts import Fact
from licet.listings import Listing
from licet.sources.document import Document, File
from licet.sources.spec import Spec, read_spec

SOURCES = (
    "us_bis_dpl",
    "us_bis_entity",
    "us_bis_uvl",
    "us_bis_meu",
    "us_ofac_sdn",
    "us_ofac_cons",
    "us_trade_csl",
    "us_state_dtc",
    "us_state_isn",
    "un_sc",
    "eu_fsf",
    "uk_ofsi",
)

Reader = Callable[[Document], Iterator[Fact[Listing]]]


FAMILIES = ("ftm", "own", "case")
"""Lists named by their user: `ftm:<dataset>`, `own:<name>`, and `case:<claim>` for confirmed claims."""

_NAMED = re.compile(r"^(ftm|own|case):[a-z0-9][a-z0-9_.-]{0,80}$")


def spec_of(list_id: str) -> Spec:
    """The description of a list.

    Raises:
        UnknownName: No source has this id.
    """
    if found := _NAMED.match(list_id):
        return replace(read_spec(found[1]), id=list_id)
    if list_id not in SOURCES:
        shown = (*SOURCES, "ftm:<dataset>", "own:<name>")
        raise UnknownName(f"no list is called {list_id!r}", why=nearest(list_id, SOURCES), remedy=f"Lists: {', '.join(shown)}")
    return read_spec(list_id)


def reader_of(list_id: str) -> Reader:
    """The `read` function of a list; its module is imported when first asked for."""
    return cast(Reader, _module(list_id).read)


def stated_vintage(list_id: str, files: Sequence[File]) -> datetime | None:
    """When the files themselves say they were made public (UTC); None for lists whose files do not say."""
    state = getattr(_module(list_id), "vintage", None)
    return None if state is None else cast("datetime | None", state(files))


def _module(list_id: str) -> Any:
    return import_module(f"licet.sources.{spec_of(list_id).id.partition(':')[0]}.read")
