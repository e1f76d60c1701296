"""Whom a noun means by its kind: "the bank" is the bank last named, "him" the man the sentence before is about."""

from __future__ import annotations

import re

from licet.casefile.antecedents import Antecedents
from licet.casefile.entities import Entity
from licet.casefile.officials import holds_office

#: Nouns for firms of one kind, and what the names of such firms hold.
_KINDS = (
    (re.compile(r"\b(?:bank|lender)$"), re.compile(r"bank|banka|banco|banque|bancorp|financial", re.IGNORECASE)),
    (re.compile(r"\b(?:airline|carrier)$"), re.compile(r"\bair|airlines|airways|avia|aero", re.IGNORECASE)),
    (re.compile(r"\buniversity$"), re.compile(r"universit|institute of technology|college", re.IGNORECASE)),
    (re.compile(r"\b(?:institute|laboratory)$"), re.compile(r"institut|laborator|academy", re.IGNORECASE)),
    (re.compile(r"\b(?:shipyard|shipbuilder)$"), re.compile(r"shipyard|shipbuild|heavy industr|marine", re.IGNORECASE)),
    (re.compile(r"\b(?:refinery|refiner)$"), re.compile(r"refin|petrochem|petroleum|oil", re.IGNORECASE)),
    (re.compile(r"\bexchange$"), re.compile(r"exchange|coin|crypto|bit|swap", re.IGNORECASE)),
    (re.compile(r"\binsurer$"), re.compile(r"insur|assurance|mutual|re\b", re.IGNORECASE)),
)
#: Who speaks of another.
_SPEAKS_FOR = re.compile(
    r", (?:an?|the|his|her|its) (?:[a-z'-]+ ){0,3}?(?:lawyer|attorney|spokesman|spokeswoman|spokesperson|analyst|adviser|aide)(?![a-z])"
)
_BACK = 6  # sentences


class KindsMeant(Antecedents):
    """Antecedents by the kind of party a noun names."""

    def _of_this_kind(self, noun: str, at: int) -> Entity | None:
        """The firm last named before a place whose name says that it is what the noun says; None where none is."""
        names = next((names for nouns, names in _KINDS if nouns.search(noun)), None)
        here = self.text.sentence_at(at)
        if names is None or here is None:
            return None
        first = self.text.sentences[max(0, here.at - _BACK)].span.start
        found = [e for _, e in self.entities_in(first, at, ("company", "organization")) if names.search(e.canonical)]
        return found[-1] if found else None

    def _person_before(self, at: int) -> list[Entity]:
        """Whom "him" or "the businessman" means: a person named before in the sentence, else who opens one of the sentences before.

        Who holds an office is passed over where somebody else is named.
        """
        here = self.text.sentence_at(at)
        if here is None:
            return []
        inside = [e for _, e in self.entities_in(here.span.start, at, ("person",)) if not holds_office(self.text, e)]
        if inside:
            return inside[-1:]
        last: list[Entity] = []
        for number in range(here.at - 1, max(-1, here.at - _BACK), -1):
            span = self.text.sentences[number].span
            named = [
                (s, e)
                for s, e in self.entities_in(span.start, span.end, ("person",))
                if not holds_office(self.text, e) and _SPEAKS_FOR.match(self.masked, s.end) is None
            ]
            opens = self.entities_in(span.start, span.start + 24, ("person",))
            if named and opens and opens[0][1] is named[0][1]:
                return [named[0][1]]
            if named and not last:
                last = [named[-1][1]]
            if last:
                break
        return last or self._unique(self.entities_in(max(0, at - 700), at, ("person",))[-1:])
