"""Who sues whom, and whom a ruling between them binds."""

from __future__ import annotations

import re

from licet.casefile import case_sides, standing
from licet.casefile.entities import Entity
from licet.casefile.events import Candidate
from licet.casefile.lookups import _IS_COURT
from licet.casefile.positions import Positions

_OFFICE = re.compile(r"(?:the )?(?:department|agency|bureau|commission|ministry|office|regulators?|council)\b")
_IN_RETURN = ("sued back", "countersu", "counter-su")
_SUED = re.compile(r"\bsu(?:ed|es)\b|\b(?:filed|brought) (?:an? |its )?(?:[a-z-]+ ){0,2}(?:law)?suits?\b")
_GOVERNMENT = re.compile(r"(?:the |N+ |D+ )*(?:federal )?(?:administration|government)\b")


class Suits(Positions):
    """The sides of a case."""

    def _told_most(self, entity: Entity) -> Entity:
        """The party of the text that a caption writes in capitals."""
        name = entity.canonical.casefold()
        alike = [e for e in self.parties.entities if e.type == entity.type and e.canonical.casefold() == name]
        return max(alike, key=lambda e: len(e.mentions), default=entity)

    def _both_sides(self, c: Candidate) -> None:
        """An injunction binds the sides of the suit told of before, where its own sentence names none of them."""
        sides = [*self._defendants[:1], *(self._told_most(e) for e in self._plaintiffs[:1])] or self._sides
        if not sides or not case_sides.rules_on_a_measure(self.masked, c.span):
            return
        others = [e for e in c.targets if e not in sides and e.type in ("company", "organization", "person")]
        if not others:
            c.targets = list(sides)
        elif all(e.type in ("company", "organization", "person") for e in c.targets):
            c.targets = self._once([*c.targets, *(e for e in sides if e.type in ("agency", "government", "country"))])

    def _office_meant(self, named: str, at: int) -> list[Entity]:
        """Which office "the department" sued means, named last; "the government": that of the country whose measures the document tells."""
        if _OFFICE.match(named) is not None:
            before = [e for _, e in self.entities_in(max(0, at - 1500), at, ("agency",)) if not _IS_COURT.search(e.canonical)]
            return before[-1:]
        us = self.parties.by_key.get("country:US")
        return [us] if us is not None and _GOVERNMENT.match(named) is not None else []

    def _sued_before(self, at: int) -> list[Entity]:
        """Who sued in the last suit told of before, whom "the two sued back" in turn means."""
        told = [m.start() for m in _SUED.finditer(self.masked, max(0, at - 900), at)]
        first = self.text.sentence_at(told[-1]) if told else None
        if first is None:
            return []
        suing = self.entities_in(first.span.start, told[-1], ("company", "organization", "person"))
        return [suing[-1][1]] if suing else []

    def _suit(self, c: Candidate, named: str | None, kinds: tuple[str, ...]) -> None:
        """Who is sued, and by whom: the sides that a later ruling between them binds."""
        begin, end, at = c.sentence.span.start, c.sentence.span.end, c.span.start
        firms = ("company", "organization", "person")
        sued = case_sides.sued_by_the_state(self.masked, begin, at, c.span.end, self.entities_in(c.span.end, end, firms))
        suing = [] if sued else self._unique(self.entities_in(standing.clause_start(self.masked, begin, at), at + 1, firms))
        if sued:
            c.targets = sued
        elif self.masked.startswith(_IN_RETURN, at):
            c.targets = self._unique(self.entities_in(c.span.end, min(end, c.span.end + 24), firms)) or self._sued_before(begin)
        elif self._defendants and (named is None or set(c.targets) <= set(self._plaintiffs)):
            c.targets = list(self._defendants)
        elif named is None:
            c.targets = self._by_position(c, "near_agency", kinds, begin, end) or c.targets
        elif not c.targets:
            c.targets = self._office_meant(named, at)
        if c.quote is None and c.targets and not self._plaintiffs:
            self._sides = self._once([*c.targets, *(suing or self._antecedent(at))])[:3]
