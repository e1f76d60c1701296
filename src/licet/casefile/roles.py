"""Who does an act and to whom: roles by clause order, "the company" resolved, and the conditions a frame sets."""

from __future__ import annotations

import re

from licet.casefile.admitting import _COUNTED, Admitting
from licet.casefile.antecedents import _STANDS_FOR
from licet.casefile.entities import Entity
from licet.casefile.events import HOSTILE, Candidate
from licet.casefile.frames import GROUP_OF, RESOLUTION
from licet.casefile.lookups import _IS_COURT, _KINDS
from licet.casefile.positions import _SENT_TO
from licet.casefile.text import Span
from licet.casefile.units_meant import UNITS_OF, nobody_named

_NEXT_CLAUSE = re.compile(
    r",? (?:and|but|while) (?:(?:[NPGD]+|the [a-z]+) )?(?:[a-z]+ed|said|says|would|will|has|have|is|are|was|were|put|hit|cut|set|took|vowed)\b"
)
_SEVERAL = re.compile(
    r"\b(?:the|these|those|both|two|three|four) (?:[a-z]+ ){0,2}(?:companies|firms|entities|airlines|banks|suppliers)\b|^(?:them|they)\b"
)
_MASKED_FIRM = re.compile(r"[CP]{2}")
_ITS_DOINGS = re.compile(r"(?:whether |how |if )?(?:its|their|it|they|the (?:company|firm|bank|group|maker))\b")
ENFORCED = RESOLUTION - {"guilty_plea"}
_UNIT_OF = re.compile(r"(?:an?|one) (?:[a-zDN-]+ )?(?:unit|subsidiary|affiliate|arm|division|branch) of ")
_AND_ITS_UNITS = re.compile(
    r"(?:[a-z0-9]+ )?(?:units?|subsidiaries|affiliates|arms|entities|branches) of (?:the |its )?(?:company|firm|bank|group)|(?:the )?(?:company|firm|bank|group)(?:,? (?:and|along with|together with)) "
)
_OFFICER = re.compile(
    r"\b(?:an?|the|its|one|another|C+'s) (?:former |ex-)?(?:[a-zDN-]+ ){0,3}?(?:managers?|executives?|employees?|engineers?|directors?|officials?|owner|founder|head|chief|officer|trader|banker|boss|president|chairman|scientist|salesman)"
    r"(?: (?:of|at|for) [^,;.]{0,70}?[CG]{2,}[^,;.]{0,40})?, (?P<who>P{2,})(?=,| )"
)
_FIRM_OF_LAND = re.compile(r"(?: [a-z-]+){1,5} ")
_BEFALLS_SOMEBODY = frozenset(
    {"indictment", "reward_offer", "court_order", "penalty", "forfeiture", "temporary_denial_order", "denial_order"}
)
_ADDRESSED = frozenset({"relief_request", "demand", "directive", "false_statement"})
_THE_MAN = re.compile(
    r"(?:^|\b(?:on|against|for|of|to|with) )(?:(?:the|that|this) (?:[a-z-]+ )?(?:man|woman|businessman|businesswoman|tycoon|oligarch|billionaire|financier|engineer|executive|defendant)|him|her)(?![a-z])"
)
_HIM = re.compile(r"\b(?:him|her|his)\b")
_THEM = re.compile(r"\b(?:either|both) of them\b|\bthe two\b")
_ITS_OWN = re.compile(r"\b(?:the (?:company|firm|bank|group)'s|its)\b")
_DIRECT_PRODUCT = re.compile(r"\b(?:direct[- ]product|fdp)\b")
_AIMED_AT = re.compile(
    r"\b(?:to|on|against|from|targeting|into|for)(?: (?:the |its |their |sales |exports |makers |firms |giant |[a-zN'-]+ ){0,3}?)?$"
)
_US = re.compile(r"\b(?:us|we|our)\b")
_SOME_ONE = re.compile(r"(?:an?|one|two|three|four|five|six|seven|several|both) ")
_AND_THE_FIRM = re.compile(r"(?: and|,) (?:the|his|her|its|their) (?:company|firm|employer|business)(?![a-z])")
_HE_WAS = re.compile(r"(?:^|[ ,])(?:he|she) (?:(?:was|is|had been|has been)(?: [a-z]+ly| also| then| later)? )?$")
_HELPERS = re.compile(r"(?: (?:has|have|had|is|was|also|then|later|already|separately|itself|T+|in T+|on T+))* ")
_BELOW = re.compile(r"\b(?:below|following|entr(?:y|ies)|annex(?:es)?|appendix|schedule)\b")
_CONVICTION = re.compile(r"\b(?:the|that|his|her|its) (?:conviction|sentence|indictment|judg(?:e)?ment|verdict)\b")
_CONTESTED = re.compile(
    r"\b(?:the|its|that|those|these|a) (?:[a-z]+ ){0,2}?(?:sanctions|bans?|designation|orders?|listing|rules?|restrictions|blacklisting)\b"
)
_ADJECTIVE = re.compile(
    r"\b(?:to|with|for|of|by|from|the|an?|other|these|those|its|their|any|some|(?!being )[a-z]{2,}ing) (?P<v>sanctioned|designated|blacklisted) (?=[a-zDN])(?! )|"
    r"\b(?!(?:has|have|had|also|and|then|it|he|they|she|treasury|ofac|which|who|recently|previously) )[a-z]+ (?P<w>sanctioned|designated|blacklisted) (?:[a-z-]+ )?(?:banks?|companies|entities|firms|persons|individuals|customers|clients|vessels|countries)\b"
)


class Roles(Admitting):
    """The parties of one document, asked for the roles of its acts."""

    def _roles(self, c: Candidate) -> bool:
        """Find the targets; False when the words turn out not to tell of the act."""
        mode = c.pattern.target
        kinds = self._kinds(c.frame)
        begin, end = c.sentence.span.start, c.sentence.span.end
        named = c.match.groupdict().get("T")
        if named is not None:
            start, stop = c.match.span("T")
            if c.frame.type in ("tariff", "tariff_removal") and (cut := _NEXT_CLAUSE.search(self.masked, start, stop)):
                stop = cut.start()  # "on goods from N and doubled the levy on": the next clause has targets of its own
                c.span = Span(c.span.start, max(stop, c.span.start + 1))
            c.targets = self._unique(
                self._heads(start, stop, kinds)
                if GROUP_OF[c.frame.type] == "lists" or c.frame.type in ("indictment", "penalty", "court_order")
                else self.entities_in(start, stop, kinds)
            )
            if not c.targets and "firm" in c.frame.target and (him := _THE_MAN.search(named)) is not None:
                c.targets = self._person_before(start + him.start())
            if not c.targets and c.frame.type in _ADDRESSED:
                c.targets = (
                    self._unique(self.entities_in(max(0, begin - 500), c.span.start, ("person",))[-1:])
                    if named in ("him", "her")
                    else self._office_meant(named, start)
                )
            if named == "us" and self.filer is not None:
                c.targets = [self.filer]
            firms = [e for e in c.targets if e.type in _KINDS["firm"]]
            lands = [e for e in c.targets if e.type == "country" and e.key != "country:US"]
            if c.frame.type == "export_violation":
                stop = self._to_the_firm(start, stop, end)
                sent = [
                    e
                    for s, e in self.entities_in(start, stop, _KINDS["firm"])
                    if _SENT_TO.search(self.masked[max(begin, s.start - 60) : s.start])
                ]
                c.targets = self._once([*sent, *lands]) if len(sent) == 1 else sent or lands or firms
            elif not firms and "firm" in c.frame.target and _UNIT_OF.match(named):
                c.targets = self._opens_next(c.sentence)
            elif "firm" in c.frame.target and (
                officer := self._officer_named(max(begin, c.span.start - 80), start, min(end, stop + 80))
            ):
                c.targets = officer
            elif c.frame.type == "investigation" and _ITS_DOINGS.match(named):
                c.targets = self._antecedent(start)
            elif not firms and "firm" in c.frame.target and (units := UNITS_OF.search(self.masked, start, stop)):
                c.targets = self._members(c.sentence, start, stop) or self._owner_of(units.end(), stop)
            elif not firms and "firm" in c.frame.target and _COUNTED.search(named):
                # "designated seven companies": their names stand elsewhere; "the company and two of its affiliates"
                c.targets = self._members(c.sentence, start, stop) or (
                    self._antecedent(start) if _AND_ITS_UNITS.match(named) else []
                )
            elif not firms and "firm" in c.frame.target and (_STANDS_FOR.search(named) or mode == "topic"):
                counted = _COUNTED.search(self.masked, max(begin, start - 40), stop)
                c.targets = self._members(c.sentence, counted.start(), stop) if counted else []
                if not c.targets and not nobody_named(self.masked[max(begin, start - 60) : start], named):
                    kind = self._of_this_kind(named, start)
                    c.targets = [kind] if kind is not None else self._antecedent(start, several=bool(_SEVERAL.search(named)))
                    if named == "it" and c.targets and self._does_it(c, c.targets[0]):
                        c.targets = self._object_before(c.sentence.at)  # "Acme sued it": somebody else than Acme
            elif (firms and "country" in c.frame.target) or (firms and "agency" in c.frame.target and c.frame.type != "lawsuit"):
                c.targets = firms
            if (
                not c.targets
                and mode in ("after", "before")
                and c.frame.target not in (("none",),)
                and (
                    "firm" in c.frame.target
                    and "country" not in c.frame.target
                    and not _MASKED_FIRM.search(named)
                    and c.frame.type in ("entity_list_addition", "military_company_listing")
                )
            ):
                c.targets = self._listed_after(c)
            if c.targets and GROUP_OF[c.frame.type] in ("lists", "export privileges", "permissions") and mode in ("after", "near"):
                c.targets = self._run_on(c, stop)
            if c.targets and "firm" in c.frame.target and (also := _AND_THE_FIRM.search(self.masked, start, stop)):
                c.targets = self._once([*c.targets, *self._antecedent(also.start())])
            if not c.targets and "firm" in c.frame.target and _SOME_ONE.match(named) and not self.entities_in(start, stop):
                c.targets = self._opens_next(c.sentence)
        if not c.targets and self.respondents and GROUP_OF[c.frame.type] == "export privileges":
            c.targets = list(self.respondents)
        if not c.targets and (named is None or mode in ("near", "topic", "near_country", "near_agency", "subject", "counterpart")):
            c.targets = self._by_position(c, mode, kinds, begin, end)
        if self.official and GROUP_OF[c.frame.type] == "lists" and _BELOW.search(self.masked, begin, c.span.end):
            c.targets = self._named_below(c.span.end) or c.targets
        if not c.targets and "firm" in c.frame.target and _HE_WAS.search(self.masked[max(begin, c.span.start - 30) : c.span.start]):
            c.targets = self._person_before(c.span.start)
        if self.official and GROUP_OF[c.frame.type] == "lists" and not c.targets and c.pattern.section == "does":
            c.targets = self._counted(c)
        if c.frame.type == "lawsuit":
            self._suit(c, named, kinds)
        if GROUP_OF[c.frame.type] == "legislature" and any(e.type == "person" for e in c.targets):
            c.targets = [e for e in c.targets if e.type != "person"]
        if c.frame.type in ("rule_amendment", "rulemaking") and not c.targets:
            c.targets = self._ruled_against(c, end)
        if GROUP_OF[c.frame.type] == "lists":
            c.targets = [
                e for e in c.targets if not (e.type == "organization" and e.key.startswith(("un", "eu-")) and e.known is not None)
            ]
        if c.frame.type == "designation" and any(
            c.span.start in (m.start("v"), m.start("w"))
            for m in _ADJECTIVE.finditer(self.masked, max(begin, c.span.start - 24), min(end, c.span.start + 40))
        ):
            return False  # "paying sanctioned banks" tells of payments
        if not c.targets and mode == "near" and c.frame.type == "indictment":
            before = self.entities_in(max(0, begin - 500), c.span.start, ("person", "company"))
            c.targets = [before[-1][1]] if before else []
        if c.frame.type in ENFORCED:
            if not self.entities_in(begin, end, ("company", "organization", "person")) and self._enforced and c.quote is None:
                c.targets = list(self._enforced)  # "The order also ..." of a case goes on against its respondent
            elif c.targets and c.quote is None:
                self._enforced = list(c.targets)
        if named is not None and not c.targets and named.endswith("government") and c.frame.type in ("relief_request", "demand"):
            near = self.entities_in(max(0, begin - 500), c.span.start, ("country",))
            c.targets = self._unique([x for x in near if x[0] not in self._demonyms][-1:])
        if named in ("it", "them") and not c.targets and c.frame.type in ("relief_request", "demand"):
            states = self._unique(self.entities_in(begin, c.span.start, ("country", "place", "government")))
            c.targets = states[1:2]  # "Beijing accused Washington ... and demanded that it": not who demands
        if c.frame.type == "temporary_general_license" and c.targets and all(e.type == "country" for e in c.targets):
            c.targets = self._licensed_for(c)
        if GROUP_OF[c.frame.type] == "politics" or "country" in c.frame.target or c.frame.type == "lawsuit":
            c.targets = self._once([self._state_of(e) for e in c.targets])
        if c.frame.type in ("court_order", "lawsuit"):
            c.targets = [e for e in c.targets if e.type != "place" and not (e.type == "agency" and _IS_COURT.search(e.canonical))]
            if c.frame.type == "court_order":
                self._both_sides(c)
            if not c.targets:
                c.targets = self._joined(
                    self.entities_in(c.span.end, end, ("agency", "company", "organization", "person", "government"))
                )
            if (
                not c.targets
                and c.frame.type == "court_order"
                and _CONTESTED.search(self.masked, c.span.end, min(end, c.span.end + 60))
            ):
                c.targets = self._antecedent(c.span.start)
            if (
                not c.targets
                and c.frame.type == "court_order"
                and _CONVICTION.search(self.masked, c.span.end, min(end, c.span.end + 40))
            ):
                before = self.entities_in(max(0, c.span.start - 600), c.span.start, ("person", "company"))
                c.targets = [before[-1][1]] if before else []
        if not c.targets and "firm" in c.frame.target and c.frame.type in _BEFALLS_SOMEBODY:
            c.targets = self._somebody_meant(c)
        return self._admit(c)

    def _object_before(self, at: int) -> list[Entity]:
        """Whom "it" means as an object: the party a text is about where the sentence before names it, else the last firm it names."""
        for sentence in reversed(self.text.sentences[max(0, at - 3) : at]):
            named = [e for _, e in self.entities_in(sentence.span.start, sentence.span.end, ("company", "organization"))]
            if named:
                return [self.topic] if self.topic is not None and self.topic in named[1:] else named[-1:]
        return [self.topic] if self.topic is not None else []

    def _does_it(self, c: Candidate, entity: Entity) -> bool:
        """Whether a party is the subject of the verb that an act's words begin with."""
        before = self.entities_in(max(0, c.span.start - 90), c.span.start + 1)
        return (
            bool(before)
            and before[-1][1] is entity
            and (
                before[-1][0].start == c.span.start or _HELPERS.fullmatch(self.masked, before[-1][0].end, c.span.start) is not None
            )
        )

    def _ruled_against(self, c: Candidate, end: int) -> list[Entity]:
        """Whom a rule is aimed at: firms named after it; else the country its sentence says that it keeps goods from."""
        if _DIRECT_PRODUCT.search(self.masked, c.span.start, end):  # the rule of one firm (15 CFR 734.9(e)(1))
            first = self.text.sentences[max(0, c.sentence.at - 1)].span.start
            if told := self._unique(
                self.entities_in(c.sentence.span.start, end, ("company",)) or self.entities_in(first, end, ("company",))
            ):
                return told[:1]
        if self.official and (firms := self._unique(self.entities_in(c.span.end, end, ("company",)))):
            return firms
        named = self.entities_in(c.span.start, end, ("company", "organization", "country"))
        aimed = [
            (s, e)
            for s, e in named
            if _AIMED_AT.search(self.masked[max(c.span.start, s.start - 40) : s.start]) and e.key != "country:US"
        ]
        hostile = [(s, e) for s, e in named if e.known is not None and e.known.country in HOSTILE and s not in self._demonyms]
        return self._unique([x for x in aimed if x[1].type != "country"]) or self._unique(aimed or hostile)

    def _somebody_meant(self, c: Candidate) -> list[Entity]:
        """Whom "charged him", "information leading to his arrest", "the firm's accounts" mean."""
        end = c.sentence.span.end
        if _HIM.search(self.masked, c.span.start, min(end, c.span.end + 60)):
            return self._person_before(c.span.start)
        if _THEM.search(self.masked, c.span.start, min(end, c.span.end + 60)):
            return self._both(c.span.start)
        if _ITS_OWN.search(self.masked, c.span.start, min(end, c.span.end + 60)):
            return self._antecedent(c.span.start)
        return []

    def _to_the_firm(self, start: int, stop: int, end: int) -> int:
        """Where the phrase of a receiver ends: "to Chinese cloud company | Acme" goes on to the name."""
        last = self.entities_in(start, stop)
        at = last[-1][0].end if last else stop
        after = self.entities_in(at, min(end, at + 60), ("company", "organization", "person"))
        if last and last[-1][0] in self._demonyms and after and _FIRM_OF_LAND.fullmatch(self.masked, at, after[0][0].start):
            return after[0][0].end
        return stop

    def _officer_named(self, start: int, at: int, end: int) -> list[Entity]:
        """The person that "a former manager of Acme's office, John Roe," names, where Acme stands at a place."""
        officer = _OFFICER.search(self.masked, start, end) if self.masked.find(", PP", start, end) >= 0 else None
        if officer is None or officer.start() > at or officer.end() < at:
            return []
        return self._unique(self.entities_in(officer.start("who"), officer.end("who"), ("person",)))

    def _licensed_for(self, c: Candidate) -> list[Entity]:
        """Whom dealings are licensed with where the words name only a country: "Iran-related General License 8, which authorizes ... C"."""
        end = c.sentence.span.end
        lands = self.entities_in(c.sentence.span.start, end, ("country",))
        named = {e.id for s, e in lands if not self.masked.startswith("-related", s.end)}
        if not named.isdisjoint(e.id for e in c.targets):
            return c.targets
        after = self._joined(self.entities_in(c.span.start, end, ("company", "organization", "person")))
        if not after and self.filer is not None and _US.search(self.masked, c.span.start, end):
            return [self.filer]
        return after or self._unique(self.entities_in(c.sentence.span.start, c.span.start, ("company", "organization"))[:1])
