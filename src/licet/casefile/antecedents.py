"""Whom "the company", "it", "the two men" or "a maker of bearings" means, and who does a verb."""

from __future__ import annotations

import re

from licet.casefile import standing
from licet.casefile.defined_terms import speaks_of_the_company
from licet.casefile.entities import Entity
from licet.casefile.events import Candidate
from licet.casefile.frames import GROUP_OF
from licet.casefile.lookups import _KINDS, _MEDIA, _RIVAL, Lookups
from licet.casefile.text import Sentence

_STANDS_FOR = re.compile(
    r"\b(?:company|companies|firms?|makers?|manufacturers?|giant|airlines?|banks?|chipmakers?|group|business|businesses|carriers?|conglomerate|respondents?|universit(?:y|ies)|institutes?|refiner(?:y|ies|s)?|exchange|insurers?|shipyard|laboratory|"
    r"lenders?|startup|start-up|supplier|distributor|operator|contractor|developer|producer|retailer|exporter|trader|foundry|miner|automaker|carmaker|drugmaker|toolmaker|phonemaker|shipper|shipbuilder|corporation|subsidiary|affiliate|defendant)\b|^(?:it|its|them|they)\b"
)
_OBJECT_OF = re.compile(r"\b(?:of|by|with|from|than|like|including|and its) (?:(?:the|an?|N+(?:'s)?|D+) ){0,2}$")
_LEADS = re.compile(
    r"(?:(?:on |in )?T+,? |last [a-z]+, |meanwhile, |separately, |but |and |the )?(?:D+ )?(?:[a-z-]+ (?:company|firm|maker|bank|airline|giant|chipmaker) )?"
)
_APPOSED = re.compile(r",(?: \d\d,)? (?:an?|the|its|his|her|one of|formerly|now|then|who|which) [^;:]{3,120}, ?(?:[a-z]+ly )?")
_OPENS_AGAIN = re.compile(r"(?:the (?:company|firm|group|airline|bank|chipmaker|manufacturer|maker)|it|its|they)\b")
_BY_WHOM = re.compile(r" by (?:the )?(?=[GNPD])")
_PRONOUN = re.compile(r"\b(?:it|its|them)\b")
_AGREEMENT_WITH = re.compile(r"\b(?:agreement|settlement|deal|bargain)(?: T+)? with (?:the )?(?=[GN])")
_IN_GENERAL = re.compile(
    r"\b(?:any|no|every|such|future|potential|possible|further|avoid\w*|risk\w*|fac(?:e|es|ing)|fear\w*|similar|other|maximum|called for|call for|internal|own|independent|not|without|more|like|antitrust|resolv\w*|settl\w*|end(?:s|ed|ing)?|clos\w*|if|whether|could|may|might|would|will|should|specialist in|lawyer for|expert on|history of) (?:[a-zDGN-]+ ){0,4}$"
)
_JOINED = re.compile(r",? (?:and|as well as|along with) (?:(?:its|his|her|their) (?:[a-z-]+,? ){1,5})?(?:the )?|, (?:and )?")
_INDEFINITE = re.compile(r"(?:[^.;]{0,40}[-—–] ?)?(?:an? |two |three )(?:[a-zDNT-]+ ){1,9}")
_NO_FINE_YET = re.compile(
    r"\b(?:up to (?:\d+|[a-z]+) years|maximum|statutory|if convicted|punishable|carr(?:y|ies) (?:an?|up|fines?|penalt)|may be (?:assessed|subject|fined)|liable (?:to|for)|subject to(?! (?:the |final )?(?:court|approval|review|judicial)))\b[^;]{0,140}$"
)

_THING = ("it ", "its ", "it,", "it.")


class Antecedents(Lookups):
    """Parties that are not named where an act is told."""

    def _introduced(self, here: Sentence, at: int) -> Entity | None:
        """Whom "a maker of bearings" or "a professor" means: the party that opens one of the next two sentences."""
        if not _INDEFINITE.match(self.masked, here.span.start, at) or self.entities_in(
            here.span.start, at, ("company", "person", "organization")
        ):
            return None
        for sentence in self.text.sentences[here.at + 1 : here.at + 4]:
            opening = self.entities_in(sentence.span.start, sentence.span.start + 24, ("company", "person", "organization"))
            if opening:
                return opening[0][1]
        return None

    def _antecedent(self, at: int, *, several: bool = False) -> list[Entity]:
        """The firm that "the company" or "it" means: the first firm of the latest sentence that names one, near by.

        With `several` ("the companies", "them"): all firms of the latest sentence that names more than one.
        """
        here = self.text.sentence_at(at)
        if here is None:
            return [self.topic] if self.topic else []
        if (
            self.company is not None
            and not several
            and speaks_of_the_company(self.text, here.span.start, here.span.end, we=self.filer is not None)
        ):
            return [self.company]
        introduced = self._introduced(here, at)
        if introduced is not None and not (introduced.type == "person" and self.masked.startswith(_THING, at)):
            return [introduced]
        for back in range(6):
            number = here.at - back
            if number < 0:
                break
            span = self.text.sentences[number].span
            stop = at if back == 0 else span.end
            if back and not several and _OPENS_AGAIN.match(self.masked, span.start):
                continue  # its own subject is the one looked for
            inside = self._unique(
                [
                    (s, e)
                    for s, e in self.entities_in(span.start, stop, ("company", "organization"))
                    if e.canonical not in _MEDIA and (e.type == "company" or e.known is None)
                ]
            )
            if several and len(inside) > 1:
                return inside
            if (
                inside
                and not several
                and self.topic is not None
                and len(inside[0].mentions) == 1
                and len(self.topic.mentions) >= 5
                and back
                and not self._opens(inside[0], span.start)
            ):
                return [self.topic]
            if inside and not several:
                return [self.topic] if self.topic in inside and self.topic is not None else [inside[0]]
        return [self.topic] if self.topic else []

    def _opens(self, entity: Entity, start: int) -> bool:
        """Whether a party is the first words of a sentence, or the first after its day."""
        first = self.entities_in(start, start + 60, ("company", "organization", "person"))
        return bool(first) and first[0][1] is entity and _LEADS.fullmatch(self.masked, start, first[0][0].start) is not None

    def _opens_next(self, here: Sentence) -> list[Entity]:
        """Whom "a refinery" or "a convicted smuggler" means: the party that opens one of the next sentences."""
        for sentence in self.text.sentences[here.at + 1 : here.at + 3]:
            opening = self.entities_in(sentence.span.start, sentence.span.start + 24, ("company", "person", "organization"))
            if opening:
                return self._joined(self.entities_in(opening[0][0].start, sentence.span.end, ("company", "person", "organization")))
        return []

    def _subject(self, c: Candidate, kinds: tuple[str, ...]) -> Entity | None:
        """The party that does the verb: the last firm of the clause before it, "the company" resolved, or a person."""
        begin = c.sentence.span.start
        own = self.entities_in(c.span.start, c.span.start + 1, kinds)
        if own and own[0][0].start == c.span.start and own[0][1].type != "agency":
            return own[0][1]  # the words that tell of the act begin with who does it
        clause = standing.clause_start(self.masked, begin, c.span.start)
        if self.masked[max(begin, clause - 7) : clause].endswith(("which ", "who ", ", which", ", who")):
            before = self.entities_in(max(begin, clause - 60), clause, kinds)
            if before:
                return before[-1][1]  # "Acme, which has been on the list"
        for start in dict.fromkeys((clause, begin)):
            inside = self.entities_in(start, c.span.start, kinds)
            plain = [(s, e) for s, e in inside if not self.text.flat.startswith("'s", s.end)] or [
                (s, e) for s, e in inside if e.type == "company" and not _RIVAL.match(self.text.low, s.end)
            ]
            if plain and _APPOSED.fullmatch(self.masked, plain[0][0].end, c.span.start):
                return plain[0][1]  # "Jane Roe, a trader of Acme Corp., pleaded guilty"
            firms = [x for x in plain if x[1].type != "person" and x[1].canonical not in _MEDIA]
            firms = [x for x in firms if not _OBJECT_OF.search(self.masked[max(start, x[0].start - 24) : x[0].start])] or firms
            if firms:
                return firms[-1][1] if start != begin or start == clause else firms[0][1]
            words = self.masked[start : c.span.start]
            if _STANDS_FOR.search(words) or _PRONOUN.search(words):
                found = self._antecedent(start)
                if found:
                    return found[0]
            if plain and "person" in kinds:
                return plain[-1][1]
        found = self._antecedent(c.span.start)
        return found[0] if found else None

    def _with_joined(self, c: Candidate, subject: Entity) -> list[Entity]:
        """A subject with those joined to it before the verb: "Acme LLC and its owner, Jane Roe, pleaded guilty"."""
        named = self.entities_in(c.sentence.span.start, c.span.start, ("company", "organization", "person"))
        at = next((n for n in range(len(named) - 1, -1, -1) if named[n][1] is subject), None)
        if at is None:
            return [subject]
        first = last = at
        while first and _JOINED.fullmatch(self.masked, named[first - 1][0].end, named[first][0].start):
            first -= 1
        while last + 1 < len(named) and _JOINED.fullmatch(self.masked, named[last][0].end, named[last + 1][0].start):
            last += 1
        return self._once([e for _, e in named[first : last + 1]])

    def _agreed_with(self, at: int) -> Entity | None:
        """With whom the agreement was made that a party did not keep: "entered into an agreement with the government"."""
        made = None
        for made in _AGREEMENT_WITH.finditer(self.masked, max(0, at - 500), at):  # noqa: B007  the last one is wanted
            pass
        found = self.entities_in(made.end(), made.end() + 1, ("agency", "government", "country")) if made else []
        return found[0][1] if found else None

    def _told_of_somebody(self, c: Candidate, begin: int) -> bool:
        """Whether a bare noun of a case ("the inquiry") tells of a party the sentence names, as done: no law, no wish, no general rule."""
        if self.official or c.quote is not None or not c.targets:
            return False
        named = {e.id for _, e in self.entities_in(begin, c.sentence.span.end, _KINDS["firm"])}
        lead = self.masked[max(begin, c.span.start - 60) : c.span.start]
        return (
            any(e.id in named for e in c.targets)
            and _IN_GENERAL.search(lead) is None
            and _NO_FINE_YET.search(self.masked, max(begin, c.span.start - 180), c.span.end) is None
            and standing.by_cues(self.masked, begin, c.span.start) is None
        )

    def _actor(self, c: Candidate) -> list[Entity]:
        begin = c.sentence.span.start
        if (
            c.frame.target == ("subject",)
            or GROUP_OF[c.frame.type] == "conduct"
            or c.frame.type in ("guilty_plea", "not_guilty_plea", "escrow_deposit")
        ):
            subject = self._subject(c, ("company", "organization", "person"))
            return self._with_joined(c, subject) if subject else []
        by = _BY_WHOM.search(self.masked, c.span.start, min(c.sentence.span.end, c.span.end + 50))
        if by:
            found = self.entities_in(by.end(), by.end() + 1)
            if found:
                return [found[0][1]]
        before = [
            e
            for _, e in self.entities_in(begin, c.span.start + 1, ("agency", "government", "legislature", "person", "country"))
            if e not in c.targets
        ]
        if GROUP_OF[c.frame.type] == "politics":
            people = [e for e in before if e.type in ("person", "country", "government")]
            return self._once(people)[:2]
        agencies = [e for e in before if e.type in ("agency", "legislature")] or [
            e for e in before if e.type in ("government", "country")
        ]
        if agencies:
            return [agencies[-1]]
        for key in c.frame.who:
            if (entity := self.parties.by_key.get(key)) is not None:
                return [entity]
        return []
