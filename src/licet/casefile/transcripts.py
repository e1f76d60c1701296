"""Who speaks in a transcript: the name that opens the line, `ROE: "No. We have received a request."`."""

from __future__ import annotations

import re

from licet.casefile.entities import Entity, Parties
from licet.casefile.quotes import Quote
from licet.casefile.text import Text

_LABEL = re.compile(r"(?:Mr\.? |Ms\.? |Mrs\.? |Dr\.? )?([A-Z][\w.'-]+(?: [A-Z][\w.'-]+){0,3}): ?")


def speaker_of_line(text: Text, parties: Parties, quote: Quote) -> Entity | None:
    """The person whose name, or its last word, opens the line of a quotation; None where no name does."""
    block = text.block_at(quote.span.start)
    label = _LABEL.fullmatch(text.flat, block.span.start, quote.marks.start) if block is not None else None
    if label is None:
        return None
    name = label[1].lower()
    people = [e for e in parties.entities if e.type == "person"]
    named = [e for e in people if e.canonical.lower() == name] or [
        e for e in people if e.canonical.lower().rpartition(" ")[2] == name
    ]
    return named[0] if len(named) == 1 else None
