"""The parties of a noun phrase, and whom its pronouns, groups and repeated things stand for."""

from __future__ import annotations

import re

from licet.casefile.collectives import Collectives
from licet.casefile.deeds import Deed
from licet.casefile.entities import Entity
from licet.casefile.events import Candidate
from licet.casefile.text import Span
from licet.casefile.units_meant import FEW, UNITS_OF, how_many

_INSIDE = re.compile(
    r"(?:\b(?:of|by|with|from|to|in|for|at|behind|against|like|near|linked to|owned by|tied to|than)) (?:(?:[a-z'-]+|[ND]+(?:'s)?|[CPG]+(?:'s)?,?(?: and)?) ){0,3}$"
)
_MODIFIES = re.compile(
    r" (?:[a-z-]+ )?(?:trader|maker|unit|subsidiary|affiliate|director|founder|executive|chief|owner|supplier|chairman|partner|boss|head|shareholder|broker|agent|distributor|spin-off) [CP]{2}"
)
_FOLLOWERS = re.compile(
    r"(?:'s?)? (?:leadership|leaders|executives|managers|officials|network|supporters|customers|enablers|facilitators|operatives|program|evaders|family|associates)\b"
)
_SOMEBODY = re.compile(
    r"\b(?:oligarch|tycoon|billionaire|businessman|businesswoman|financier|executive|defendant|individual|man|woman|engineer|him|he|she|her)\b"
)
_ROLE = re.compile(
    r"\b(?:head|chief|director|minister|president|governor|commander|member|secretary|chairman|vice) of (?:[a-z]+ ){1,4}$"
)
_HOLDS = re.compile(
    r"\b(?:assets|property|funds|listing|designation|addition|inclusion|privileges|sales?|exports?|including|such as|among them|namely|case) (?:of|in|to|for|on|against)? ?(?:(?:[a-z'-]+|[ND]+(?:'s)?) ){0,3}$"
)
_GROUP = re.compile(
    r"(?:,|,? and|,? or|,? as well as|,? along with|,? plus| &)(?: (?!(?:said|says|that|which|who)\b)(?:[a-z'-]+|[ND]+(?:'s)?)){0,4} ?"
)
_DEFINITE = re.compile(
    r"(?<![a-z])(?:(?:the|its|this|that|these|those|both|all|his|her|their)(?: (?!(?:of|for|on)\b)[a-zDN'-]+){0,3}? (?:company|companies|firms?|makers?|manufacturers?|giant|airlines?|banks?|chipmakers?|group|business(?:es)?|carriers?|conglomerate|respondents?|"
    r"defendants?|entit(?:y|ies)|suppliers?|traders?|shippers?|executive|exporter|retailer|lender|insurers?|startup|app|apps|designer|developer|contractor|distributor|oligarch|tycoon|billionaire|businessman|businesswoman|financier|engineer|man|woman|individuals?|vessels?|mixer|refinery|refiner|miner|lender|shipbuilder|automaker|carmaker|drugmaker|toolmaker|phonemaker|corporation|conglomerate|operator|foundry|university|institute|exchange|platform|broker|registry|foundation|shipyard|yard|plant|fund|laboratory|militia|producer|foundry|drillers?|academy|units?|subsidiar(?:y|ies)|affiliates?|parent)|it|them|they|him|he|she|her)(?![a-z-])"
)
_PLURAL = re.compile(
    r"\b(?:these|those|both|all|them|they|companies|firms|airlines|banks|entities|insurers|suppliers|individuals|respondents|defendants|subsidiaries|apps|makers)\b"
)
_THE = re.compile(r"\b(?:the|this|that|these|those|its|their|such|any|all)\b")
_THEIRS = re.compile(r" ?(?:both(?= |[.,;]|$)|the two(?: men| women| companies| firms)?(?![a-z-])|their|its|his|her)(?![a-z-])")
_BOTH = frozenset(
    {"both", "the two", "the two men", "the two women", "the two companies", "the two firms", "their", "they", "them"}
)
_CLASSES = {
    "delisting": ("designation", "entity_list_addition", "military_company_listing", "delisting", "denial_order"),
    "sanctions_relief": ("designation", "entity_list_addition", "denial_order", "tariff", "sanctions_relief"),
    "denial_order_termination": ("denial_order", "temporary_denial_order", "suspended_denial_order"),
    "court_order": ("entity_list_addition", "designation", "military_company_listing", "transaction_prohibition", "executive_order", "denial_order", "indictment"),
    "tariff_removal": ("tariff",),
    "tariff": ("tariff",),
    "temporary_general_license": ("temporary_general_license", "entity_list_addition", "designation"),
    "designation": ("designation",),
    "penalty": ("penalty", "settlement", "export_violation"),
    "indictment": ("indictment",),
}  # fmt: skip


class StandsFor(Collectives):
    """Whom a phrase names or stands for."""

    def _inside(self, start: int, at: int, end: int) -> bool:
        """Whether a name stands inside another phrase: "executives of C", "C's founder"."""
        if (
            re.match(r"'s? (?!(?:assets|property|funds|export|designation|listing|and\b))[a-z]", self.text.low[end : end + 12])
            and self.masked[end : end + 1] in "'’"
        ):
            return True
        if _MODIFIES.match(self.masked, end) or _FOLLOWERS.match(self.masked, end):
            return True
        lead = self.masked[max(start, at - 48) : at]
        return _INSIDE.search(lead) is not None and _ROLE.search(lead) is None and _HOLDS.search(lead) is None

    def _heads(self, start: int, stop: int, kinds: tuple[str, ...]) -> list[tuple[Span, Entity]]:
        return [x for x in self.entities_in(start, stop, kinds) if not self._inside(start, x[0].start, x[0].end)]

    def _last_group(self, start: int, end: int, kinds: tuple[str, ...], *, near: bool = False) -> list[Entity]:
        """The parties joined by commas and "and" that end a stretch: the subject of a passive."""
        masked = self.masked
        heads = [x for x in self.entities_in(start, end, kinds) if not self._inside(start, x[0].start, x[0].end)]
        if not heads or end - heads[-1][0].end > (30 if near else 90) or _DEFINITE.search(masked, heads[-1][0].end, end):
            return []
        group = [heads[-1]]
        for x in reversed(heads[:-1]):
            if not _GROUP.fullmatch(masked[x[0].end : group[0][0].start]):
                break
            group.insert(0, x)
        return self._unique(group)

    def _stood_for_one(self, at: int) -> list[Entity]:
        """Whom "its" or "his" assets belong to: the person or firm last named as a head."""
        here = self.text.sentence_at(at)
        if here is None:
            return []
        first = self.text.sentences[max(0, here.at - 2)].span.start
        heads = self._heads(first, at, ("company", "person"))
        return [heads[-1][1]] if heads else []

    def _both(self, at: int) -> list[Entity]:
        """Whom "both", "the two men" or "their" means: the parties joined in the latest sentence that joins some."""
        here = self.text.sentence_at(at)
        for number in range(here.at, max(-1, here.at - 5), -1) if here is not None else ():
            span = self.text.sentences[number].span
            joined: list[tuple[Span, Entity]] = []
            for x in self.entities_in(span.start, min(span.end, at), ("company", "person")):
                if joined and not _GROUP.fullmatch(self.masked, joined[-1][0].end, x[0].start):
                    if len(joined) > 1:
                        break
                    joined = []
                joined.append(x)
            if len(joined) > 1:
                return self._unique(joined)
        return []

    def _stood_for(self, start: int, end: int) -> list[Entity]:
        """What "the company", "both banks" or "it" in a stretch stands for."""
        noun = _DEFINITE.search(self.masked, start, end)
        owner = _THEIRS.match(self.masked, start, end)
        if owner is not None:
            return self._both(start) or self._stood_for_one(start) if owner.group().strip() in _BOTH else self._stood_for_one(start)
        if noun is None:
            return []
        if noun.group() in _BOTH and (several := self._both(start)):
            return several
        if _SOMEBODY.search(noun.group()):
            return self._person_before(noun.start()) or self._antecedent(start)
        if (kind := self._of_this_kind(noun.group(), noun.start())) is not None:
            return [kind]
        found = self._antecedent(start, several=bool(_PLURAL.search(noun.group())))
        if found:
            return found
        before = [x for x in self.entities_in(max(0, start - 700), noun.start(), ("organization",)) if x[1].known is None]
        return [before[-1][1]] if before else []

    def _phrase(self, start: int, end: int, kinds: tuple[str, ...]) -> list[Entity]:
        """The parties a noun phrase names, or what it stands for."""
        found = self.entities_in(start, end, kinds)
        heads = [x for x in found if not self._inside(start, x[0].start, x[0].end)]
        if heads:
            return self._unique([x for x in heads if x[0] not in self._demonyms] or heads)
        units = UNITS_OF.search(self.masked, start, end)
        if units is not None and "organization" in kinds and (how_many(self.masked[start:end]) or FEW) >= FEW:
            return self._owner_of(units.end(), end)
        if not found or _DEFINITE.match(self.masked, start + 1, end):
            return self._stood_for(start, end)
        return []

    def _respondent(self, at: int) -> list[Entity]:
        """The person or firm of a case, last named before a place in an official document."""
        if not self.official:
            return []
        before = self.entities_in(max(0, at - 600), at, ("person", "company"))
        return [before[-1][1]] if before else []

    def _of_the_same(self, deed: Deed, kind: str, known: list[Candidate]) -> list[Entity]:
        """The target of the act that "the order" or "those sanctions" takes up again: the latest of its class."""
        assert deed.thing is not None
        lead = (
            self.masked[max(0, min(deed.verb.end, deed.thing.start)) : deed.thing.start]
            if not deed.before
            else self.masked[max(0, deed.thing.start - 30) : deed.thing.start]
        )
        if not _THE.search(lead):
            return []
        classes = _CLASSES.get(kind, (kind,))
        earlier = [c for c in known if c.frame.type in classes and c.targets and c.span.start < deed.span.start]
        return list(max(earlier, key=lambda c: c.span.start).targets) if earlier else []
