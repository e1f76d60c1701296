"""Who speaks for a government is not who its trade measures befall: "until President Trump stepped in and the ban was lifted"."""

from __future__ import annotations

import re

from licet.casefile.entities import Entity
from licet.casefile.frames import GROUP_OF
from licet.casefile.text import Text

_OFFICE = re.compile(
    r"\b(?:president|secretary|undersecretary|minister|chancellor|premier|senator|sen\.|representative|rep\.|congress(?:wo)?man|judge|justice|attorney general|ambassador|envoy|commissioner)(?: of [a-z]+)? $"
)
_ALSO = frozenset({"entity_list_addition", "military_company_listing", "penalty", "settlement"})


def never_befalls_officials(kind: str) -> bool:
    """Whether an act of a type befalls firms and private persons only (sanctions may name a president)."""
    return GROUP_OF[kind] in ("export privileges", "permissions") or kind in _ALSO


def holds_office(text: Text, entity: Entity) -> bool:
    """Whether a document gives a person the title of an office of state."""
    return entity.type == "person" and any(
        _OFFICE.search(text.low, max(0, mention.span.start - 30), mention.span.start) for mention in entity.mentions
    )
