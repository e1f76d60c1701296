"""Whom an act befalls where its words only count them: "sued both firms", "designated C and the three companies", "the order was renewed".

```text
sued both firms                        the two firms last joined by "and"
designated P and the three companies   P, and the three firms last told of in one run
the order was renewed                  whom the order befell when it was last told of
```
"""

from __future__ import annotations

import re

from licet.casefile.entities import Entity
from licet.casefile.events import Candidate
from licet.casefile.patients import Patients
from licet.casefile.text import Sentence

_FIRMS = r"companies|firms|entities|airlines|banks|suppliers|subsidiaries|units|affiliates|chipmakers|makers|manufacturers|carriers|traders|refiners|exchanges|businesses|institutes|universities|carmakers|organi[sz]ations"
_PERSONS = r"men|women|brothers|sisters|individuals|executives|officials|businessmen|tycoons|defendants|engineers|traders|brokers|oligarchs|nationals|people|persons"
_GROUP = re.compile(
    rf"(?<![a-z])(?:(?P<both>both|the pair|the duo)|(?:the|all|these|those|all of the) (?P<count>two|three|four|five|six|seven|eight|nine|ten|\d{{1,2}}))"
    rf"(?: of (?:the|these|them))?(?: (?!of\b|and\b)[a-zDN-]+){{0,2}}? (?P<noun>{_FIRMS}|{_PERSONS}|respondents|parties|of them|of those)(?![a-z])"
)
_JOINS = re.compile(
    r"[ ,]*(?:(?:and|[CP]{2,}|the|also|[a-z]+ly|on|against|for|with|to|[a-z]+ed|[a-z]+ing|sanctions|charges|measures|restrictions|orders?|bans?|T+)[ ,]*)*"
)
_SUFFERS = re.compile(r"(?:,[^,;.]{0,70},)? (?:was|were|are|have been|had been|remain|remained|stay|stayed)(?![a-z])")
_AGAIN = re.compile(
    r"(?<![a-z])(?:the|that|this|its|both|these|those) (?:[a-z-]+ ){0,2}?(?:orders?|bans?|sanctions|denial|designations?|listings?|restrictions|measures)(?![a-z-])|(?<![a-z])(?:it|they|them)(?![a-z])"
)
_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
_BACK = 15  # sentences
_AHEAD = 60  # letters from the words of an act to those who are counted
_ONE_ORDER = (
    frozenset({"denial_order", "temporary_denial_order", "suspended_denial_order", "denial_order_termination"}),
    frozenset({"designation", "delisting", "sanctions_relief"}),
    frozenset({"entity_list_addition", "delisting", "temporary_general_license"}),
)
_PERSON_WORDS = frozenset(_PERSONS.split("|"))
_ANYBODY = frozenset({"of them", "of those", "respondents", "parties"})
_BEFALLEN = frozenset({"firm", "any", "person"})


class GroupsMeant(Patients):
    """Targets that are counted, or told with the act that is taken up again."""

    def _take_groups(self, chosen: list[Candidate]) -> None:
        """Complete the targets of acts, in order of their words."""
        for number, c in enumerate(chosen):
            if _BEFALLEN.isdisjoint(c.frame.target):
                continue
            if (counted := self._counted_group(c)) is not None:
                c.targets = counted
            elif (again := self._taken_up_again(c, chosen, number)) is not None:
                c.targets = again

    def _counted_group(self, c: Candidate) -> list[Entity] | None:
        """Those counted right after the words of an act, or as the subject of a passive; with whoever is named beside them."""
        begin, end = c.sentence.span.start, c.sentence.span.end
        after = _GROUP.search(self.masked, c.span.start, min(end, c.span.end + _AHEAD))
        if after is not None and (after.start() <= c.span.end or _JOINS.fullmatch(self.masked, c.span.end, after.start())):
            group = self._told_as_one(c.sentence, after)
            beside = self._unique(self.entities_in(c.span.start, after.start(), ("company", "organization", "person")))
            named = [e for e in beside if e in c.targets] if " and " in self.masked[c.span.start : after.start() + 1] else []
            return self._once([*named, *group]) if group else None
        for before in _GROUP.finditer(self.masked, begin, c.span.end):
            suffers = _SUFFERS.match(self.masked, before.end())
            if suffers is not None and suffers.start() <= c.span.end and c.span.start <= suffers.end() + 1:
                return self._told_as_one(c.sentence, before) or None
        return None

    def _told_as_one(self, here: Sentence, words: re.Match[str]) -> list[Entity]:
        """The parties of the latest run of names that has as many as are counted."""
        count = 2 if words["both"] else _COUNTS.get(words["count"]) or int(words["count"])
        kinds = _kinds_of(words["noun"])
        for number in range(here.at, max(-1, here.at - _BACK), -1):
            span = self.text.sentences[number].span
            stop = min(span.end, words.start())
            inside = self.entities_in(span.start, stop, kinds)
            for first, _ in inside:
                run = [e for e in self._run(first.start, stop) if e.type in kinds]
                if len(run) == count:
                    return run
            distinct = self._unique(inside)
            if len(distinct) == count and number < here.at:
                return distinct
        return []

    def _taken_up_again(self, c: Candidate, chosen: list[Candidate], number: int) -> list[Entity] | None:
        """Whom "the order" befell when it was told of before, where this telling names nobody and would have only some of them.

        `number` is the place of the telling among those chosen, which are in the order of their words.
        """
        family = next((types for types in _ONE_ORDER if c.frame.type in types), None)
        if family is None or not _AGAIN.search(self.masked, c.sentence.span.start, c.span.end):
            return None
        if self.entities_in(c.sentence.span.start, c.sentence.span.end, ("company", "person", "organization")):
            return None
        for at in range(number - 1, -1, -1):
            o = chosen[at]
            if c.sentence.at - o.sentence.at > _BACK:
                break
            if o.frame.type in family and len(o.targets) > 1 and o.sentence.at < c.sentence.at:
                return list(o.targets) if all(e in o.targets for e in c.targets) else None
        return None


def _kinds_of(noun: str) -> tuple[str, ...]:
    """The types of parties a plural noun counts."""
    if noun in _PERSON_WORDS:
        return ("person",)
    return ("company", "organization", "person") if noun in _ANYBODY else ("company", "organization")
