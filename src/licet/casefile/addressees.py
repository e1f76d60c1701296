"""Whom a telling addresses: the person named with an office, else the office, else the state or the firms (`licet.casefile.addressing`)."""

from __future__ import annotations

from licet.casefile.addressing import firms_addressed
from licet.casefile.deeds import Deed
from licet.casefile.entities import Entity
from licet.casefile.events import Candidate
from licet.casefile.lookups import _IS_COURT
from licet.casefile.which_list import WhichList

_BY_RANK = (("person",), ("agency", "legislature"), ("government",), ("company", "organization"), ("country", "place"))


class Addressees(WhichList):
    """The parties addressed, for tellings of the operation `address`."""

    def _addressees(self, c: Candidate, deed: Deed) -> list[Entity]:
        """The parties of the words addressed, those of the rank that says most; the office that "the department" means.

        Where nobody is addressed ("demanded that the sanctions be lifted") whose measure it is, as for a protest.
        """
        if deed.patient is None:
            return self._by_position(c, "counterpart", ("country",), c.sentence.span.start, c.sentence.span.end)
        start, end = deed.patient.start, deed.patient.end
        words = self.masked[start:end].strip()
        found = [x for x in self.entities_in(start, end) if not (x[1].type == "agency" and _IS_COURT.search(x[1].canonical))]
        for kinds in _BY_RANK:
            named = self._unique([x for x in found if x[1].type in kinds])
            if named and kinds == ("country", "place") and firms_addressed(words):
                return []  # "Chinese carriers": nobody in particular
            if named:
                return self._once([self._state_of(e) for e in named])
        return self._office_meant(words, deed.verb.start)
