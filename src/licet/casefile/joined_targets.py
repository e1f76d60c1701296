"""Targets taken whole: those joined to a target, and without those who only stand by.

```text
fined C and its subsidiary C, a maker of pumps, and P     all three
sanctioned C, said P, an analyst at C                     who speaks of an act does not suffer it
blacklisted C, a move that rattled its rival C            nor does a rival
```
"""

from __future__ import annotations

import re

from licet.casefile.entities import Entity
from licet.casefile.events import Candidate
from licet.casefile.groups_meant import GroupsMeant
from licet.casefile.lookups import _MEDIA
from licet.casefile.officials import holds_office
from licet.casefile.text import Span

_FIRMS = ("company", "organization", "person")
_LANDS = ("country", "place")
_NO_MODIFIER = (
    r"(?!(?:said|says|told|is|are|was|were|has|had|have|will|would|could|may|might|can|that|which|who|whom|whose|to|of|in|on|at|for|from|with|by|after|before|over|under|against|into|as|but|and|or|while|when|because|if|whether|than|not|"
    r"put|cut|hit|sent|gave|made|took|sold|bought|won|lost|let|saw|met|left|set|sought|spoke|wrote|froze|broke|forbade|began|including|amid|despite|unlike|like|plus)(?![a-z-]))"
)
_WORDS = rf"(?:{_NO_MODIFIER}(?:(?![a-z]+(?:ed|ing|s)[ ,])[a-z][a-z'-]*|its|his|units|subsidiaries|affiliates|partners|associates|state-owned|[a-z]+-(?:based|owned|backed|run)|business|shipping|trading|holding|metals|telecoms|airlines|systems|limited|united|aerospace),? |D+(?:'s)? ){{0,6}}?"
#: From one name of a run to the next; what the first of them is may stand between.
_NEXT = re.compile(
    r"(?:'s)?(?: \([^()]{1,80}\))?(?P<what>, (?:an?|the|one of|which|who|whose|both|based|formerly|known) [^,;.]{2,90}(?=,))?"
    rf"(?P<link>,? (?:and|or|as well as|along with|together with|plus) |, | & ){_WORDS}(?=[CPN]{{2}})"
)
_FINITE = re.compile(
    r"(?:,? (?:which|who) [^;,.]{2,60},)? (?:said|says|told|added|fell|rose|dropped|declined|did|denied|has|had|have|was|were|is|are|will|would|could|may|can|wants?|plans?|makes?|also|confirmed|reported|called|agreed|responded|vowed|sued|lost|gained|argued|[a-z]+ed (?:that|it|its|the|by))(?![a-z-])"
)
_SINGULAR = re.compile(r" (?:was|is|has|agrees|faces|remains|says)(?![a-z])")
_SPEAKS = re.compile(r",[”\"]? (?:T+ )?(?:said|says|according to|told [a-zCPG]+)(?![a-z])")
_SPOKE = re.compile(
    r",[”\"]? (?:the |an? )?(?:[a-zDN'-]+ ){0,5}?(?=[CPG]{2})[CPG]+(?:,? [^;]{0,90}?,)? (?:said|says|told|wrote|added|reported)(?![a-z])"
)
_ASIDE = re.compile(
    r", (?:an? (?:[a-z]+ ){0,2}?(?:move|step|decision|blow|setback|boost|action|win|victory|ruling|measure|shift)|(?:rattling|sending|hurting|helping|hitting|prompting|pushing|dragging|boosting)) "
)
_BYSTANDER = re.compile(
    r"\b(?:its|their|his|her|the company's|larger|smaller|bigger|main|closest|chief|unlike|like|such as|than|with|for|by) (?:[a-zDN'-]+ ){0,3}?(?:rivals?|competitors?|lawyers?|attorney|spokesman|spokeswoman|spokesperson|analyst|accountants?|auditors?|bankers?) $"
)
_TOGETHER_WITH = re.compile(
    r",? (?:together|along) with (?:[a-z0-9]+ )?(?:others?|other [a-z]+|more [a-z]+)(?:,| -| –)? (?:among them|including|such as) (?:the )?"
)
_BOTH_SIDES = frozenset(
    {"trade_talks", "trade_deal", "diplomatic_contact", "guilty_plea", "not_guilty_plea", "agreement_breach", "false_statement"}
)
_AFTER_ONLY = frozenset({"lawsuit", "court_order", "relief_request", "demand", "export_violation", "relief_pledge", "directive"})


class JoinedTargets(GroupsMeant):
    """Completes and cleans the targets that a sentence names."""

    def _take_joined(self, chosen: list[Candidate]) -> None:
        """The targets of acts with those joined to them, without those who stand by."""
        for c in chosen:
            if not c.targets or c.frame.type in _BOTH_SIDES:
                continue
            if len(c.targets) > 1:
                c.targets = self._without_bystanders(c)
            c.targets = self._with_those_joined(c)

    def _without_bystanders(self, c: Candidate) -> list[Entity]:
        """The targets but those that the sentence names only as who speaks, or as a rival."""
        begin, end = c.sentence.span.start, c.sentence.span.end
        after = max(c.span.start, begin)
        tails: list[Span] = []
        if (said := _SPEAKS.search(self.masked, after, end)) is not None:
            tails.append(Span(said.start(), end))
        if (aside := _ASIDE.search(self.masked, after, end)) is not None:
            tails.append(Span(aside.start(), end))
        tails += [Span(*spoke.span()) for spoke in _SPOKE.finditer(self.masked, after, end)]
        wanted = {e.id for e in c.targets}
        standing_by: dict[str, bool] = {}
        for span, entity in self.entities_in(begin, end):
            if entity.id in wanted:
                aside_only = any(t.start <= span.start < t.end for t in tails) or bool(
                    _BYSTANDER.search(self.masked, max(begin, span.start - 60), span.start)
                )
                standing_by[entity.id] = standing_by.get(entity.id, True) and aside_only
        kept = [e for e in c.targets if not standing_by.get(e.id, False)]
        return kept or c.targets

    def _with_those_joined(self, c: Candidate) -> list[Entity]:
        """The targets and whoever stands in one run of names with one of them."""
        kinds = _FIRMS if c.targets[0].type in _FIRMS else _LANDS if c.targets[0].type == "country" else ()
        if not kinds or any(e.type not in kinds for e in c.targets):
            return c.targets
        begin, end = c.sentence.span.start, c.sentence.span.end
        named = self.entities_in(begin, end)
        wanted = {e.id for e in c.targets}
        places = [n for n, (_, e) in enumerate(named) if e.id in wanted]
        if not places:
            return c.targets
        near = min(places, key=lambda n: _apart(named[n][0], c.span))
        run = [named[n] for n in self._run_around(c, named, near, kinds)]
        others = _TOGETHER_WITH.search(self.masked, c.span.start, end) if kinds is _FIRMS else None
        if others is not None:
            run += [x for x in named if x[0].start >= others.end() and x[1] in self._run(others.end(), end)]
        found = [e for span, e in run if e.id not in wanted and not self._passed_over(e)]
        if not found:
            return c.targets
        order = {e.id: number for number, (_, e) in enumerate(run)}
        return sorted(self._once([*c.targets, *found]), key=lambda e: order.get(e.id, -1))

    def _passed_over(self, entity: Entity) -> bool:
        return entity.canonical in _MEDIA or holds_office(self.text, entity) or entity.key == "country:US"

    def _run_around(self, c: Candidate, named: list[tuple[Span, Entity]], near: int, kinds: tuple[str, ...]) -> list[int]:
        """Numbers of the names in one run with one of them: joined by "and", or by commas before such an "and"."""
        end = c.sentence.span.end
        run, last, at = [near], [near], near
        while (step := _NEXT.match(self.masked, named[at][0].end, end)) is not None:
            to = next((n for n in range(at + 1, len(named)) if named[n][0].start == step.end()), None)
            if to is None or named[to][1].type not in kinds or self.masked.startswith("'s ", named[to][0].end):
                break
            run.append(to)
            at = to
            if not step["link"].startswith(", ") or "and" in step["link"] or "or" in step["link"] or "as" in step["link"]:
                object_of = named[to][0].start >= c.span.end
                if object_of and _FINITE.match(self.masked, named[to][0].end, end):
                    break
                last = list(run)
        run = last
        closes = len(run) > 1
        if c.frame.type in _AFTER_ONLY or kinds is _LANDS or named[near][0].start >= c.span.end:
            return run
        at = near
        before: list[int] = []
        for n in range(near - 1, -1, -1):
            span, entity = named[n]
            step = _NEXT.match(self.masked, span.end, end)
            if step is None or step.end() > named[at][0].start:
                break
            if step.end() < named[at][0].start:
                continue  # a name in the words that tell what the other is
            joins = step["link"].strip(" ,") != ""
            if entity.type not in kinds or not (joins or closes or before):
                break
            if joins and not before and not closes and _SINGULAR.match(self.masked, named[at][0].end):
                break
            before.insert(0, n)
            at = n
        return [*before, *run]


def _apart(one: Span, other: Span) -> int:
    """How many letters lie between two stretches; none where they overlap."""
    return max(0, one.start - other.end, other.start - one.end)
