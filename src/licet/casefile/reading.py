"""Reading one document: from its words to the layers of the case file.

```text
text ── blocks ── quotes ── sentences ── dates, money, counts, terms, citations, parties ── speakers ── acts
```

Each layer adds spans; none changes the text. Reading has no clock and no network: the same bytes give the same result.
"""

from __future__ import annotations

import gc
import hashlib
from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from operator import itemgetter
from typing import TYPE_CHECKING

from licet.casefile.blocks import frame
from licet.casefile.calendar import resolve
from licet.casefile.cites import CitationInText, find_citations
from licet.casefile.claims import Acts
from licet.casefile.counts import Quantity, Term, find_quantities, find_terms
from licet.casefile.dates import DateExpression, find_dates
from licet.casefile.entities import Entity, Found, Parties
from licet.casefile.events import Event
from licet.casefile.masking import mask
from licet.casefile.money import Amount, find_money
from licet.casefile.page_frame import PageFrame, page_frame
from licet.casefile.parties import find_parties
from licet.casefile.pipeline_names import NOTHING, Named, NamesBy, Said, candidates
from licet.casefile.quotes import Quote, find_quotes
from licet.casefile.speakers import Speakers
from licet.casefile.text import Span, Text

if TYPE_CHECKING:
    from licet.casefile.file_text import Source


@dataclass(slots=True)
class Reading:
    """What a document says, layer by layer.

    Attributes:
        doc_id: Its name in the case: the file's stem.
        written: The day of the document in its own zone, stated or inferred; None when unknown.
        official: Whether it is an official document (Federal Register, an agency's release or order).
        said: What a pipeline said of names, word for word, when one was asked; `named` is what of it is written as names are.
        laws: Whose law an act is under, by its id, as far as a question needed to know (`licet.casefile.whose_law`).
    """

    doc_id: str
    file: str
    sha256: str
    text: Text
    frame: PageFrame
    parties: Parties
    dates: list[DateExpression]
    amounts: list[Amount]
    quantities: list[Quantity]
    terms: list[Term]
    citations: list[CitationInText]
    quotes: list[Quote]
    events: list[Event] = field(default_factory=list)
    written: date | None = None
    official: bool = False
    media_type: str = "text/plain"
    masked: str = ""
    laws: dict[str, str | None] = field(default_factory=dict)
    said: Said | None = None
    named: Named = NOTHING
    _numbered: tuple[list[Event], dict[str, list[tuple[int, Event]]]] | None = None

    def entity(self, identity: str | None) -> Entity | None:
        """The entity of an id, or None."""
        return self.parties.by_id.get(identity) if identity is not None else None

    @property
    def sure(self) -> list[Event]:
        """The acts that the frames read: what answers rest on."""
        return [event for event in self.events if event.found_by is None]

    def events_of(self, types: Collection[str]) -> list[Event]:
        """The acts of some types that the frames read, in order."""
        if self._numbered is None or self._numbered[0] is not self.events:
            by_type: dict[str, list[tuple[int, Event]]] = {}
            for number, event in enumerate(self.sure):
                by_type.setdefault(event.type, []).append((number, event))
            self._numbered = self.events, by_type
        found = [numbered for kind in types for numbered in self._numbered[1].get(kind, ())]
        found.sort(key=itemgetter(0))
        return [event for _, event in found]

    def ref(self, item: Amount | Term | Quote) -> str:
        """The id under which an amount, a term or a quotation is written: A1, M1, Q1, ..."""
        letter, layer = _LAYERS[type(item)]
        found: list[Amount | Term | Quote] = getattr(self, layer)
        return f"{letter}{bisect_left(found, item.span.start, key=lambda other: other.span.start) + 1}"

    def about(self, written: date, basis: str, evidence: Span | None = None, note: str | None = None) -> None:
        """Give the document its day when the case found it out, and read again what hangs on it."""
        self.written = written
        self.frame.published.update(
            {"value": written.isoformat(), "precision": "day", "basis": basis, "evidence": evidence, "note": note}
        )
        self.resolve()

    def knows(self, names: Mapping[str, Found]) -> None:
        """Find the parties again with names that other documents of the case make plain, and read what hangs on them."""
        self.parties = find_parties(self.text, names, self.named)
        self.masked = mask(self.text, self.parties, (a.span for a in self.amounts), (d.span for d in self.dates))
        self.resolve()

    def resolve(self) -> None:
        """Dates, speakers and acts, against the day of the document."""
        resolve(self.text, self.dates, self.written)
        for quote in self.quotes:
            quote.speaker = quote.cue = quote.medium = quote.date = quote.date_basis = quote.date_at = quote.group = None
        Speakers(self.text, self.parties, self.dates).attribute(self.quotes)
        self.events = Acts(
            self.text,
            self.masked,
            self.parties,
            self.dates,
            self.amounts,
            self.terms,
            self.quotes,
            self.citations,
            self.written,
            official=self.official,
        ).read()
        self.laws.clear()
        self._owners()

    def _owners(self) -> None:
        """Say which act an amount or a term belongs to."""
        for event in self.events:
            for amount in event.amounts:
                amount.event = amount.event or event.id
                amount.role = amount.role or _ROLES.get(event.type, event.type)
            for term in event.terms:
                if term.kind == "duration":
                    term.applies_to = term.applies_to or event.id


_LAYERS = {Amount: ("A", "amounts"), Term: ("M", "terms"), Quote: ("Q", "quotes")}
_ROLES = {
    "penalty": "penalty", "settlement": "settlement", "forfeiture": "forfeiture", "tariff": "tariff", "escrow_deposit": "escrow",
    "reward_offer": "reward", "export_violation": "contract_value", "denial_order": "penalty",
}  # fmt: skip


def read_text(
    raw: str,
    *,
    name: str = "document",
    data: bytes | None = None,
    media_type: str = "text/plain",
    source: Source | None = None,
    names_by: NamesBy | None = None,
) -> Reading:
    """Read a document whose text is known.

    Args:
        raw: The text, untouched; every span counts its code points.
        name: The file's name.
        data: The bytes it came from, for the digest; the text's UTF-8 when not given.
        source: What its format said beside the text: title, publisher, date, whether it is official.
        names_by: A pipeline (`licet.casefile.pipeline`) that names parties beside the grammar, or what one said before.
    """
    with uncollected():
        return _read(raw, name, data, media_type, source, names_by)


@contextmanager
def uncollected() -> Iterator[None]:
    """The collector of cycles at rest: reading makes many small objects and no cycles, and a quarter of its time went there."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _read(raw: str, name: str, data: bytes | None, media_type: str, source: Source | None, names_by: NamesBy | None) -> Reading:
    text = frame(Text(raw))
    dates = find_dates(text)
    page = page_frame(text, dates, source)
    quotes = find_quotes(text)
    amounts = find_money(text)
    citations = find_citations(text)
    taken = sorted([a.span for a in amounts] + [d.span for d in dates] + [c.span for c in citations])
    quantities = find_quantities(text, taken)
    terms = find_terms(text, [d.span for d in dates])
    said = names_by(text) if names_by is not None else None
    named = candidates(text, said, taken) if said is not None else NOTHING
    parties = find_parties(text, named=named)
    masked = mask(text, parties, (a.span for a in amounts), (d.span for d in dates))
    digest = hashlib.sha256(data if data is not None else raw.encode("utf-8", "surrogatepass")).hexdigest()
    reading = Reading(
        doc_id=name.rsplit("/", 1)[-1].rsplit(".", 1)[0] if "." in name else name, file=name, sha256=digest, text=text, frame=page, parties=parties,
        dates=dates, amounts=amounts, quantities=quantities, terms=terms, citations=citations, quotes=quotes, written=page.day, official=page.official,
        media_type=media_type, masked=masked, said=said, named=named,
    )  # fmt: skip
    reading.resolve()
    return reading
