"""Whom a deed found by grammar befalls: the parties of its noun phrase, what "the company" or "it" stands for, and which list.

A telling by grammar is taken only where no wording of a frame has read the same words; its standing, date and authority are judged
like any other's.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import chain

from licet.casefile import standing
from licet.casefile.admitting import _COUNTED
from licet.casefile.days_of_acts import PUT_OFF
from licet.casefile.days_of_news import LASTING
from licet.casefile.deed_readers import readers
from licet.casefile.deeds import Deed
from licet.casefile.entities import Entity
from licet.casefile.events import NO_MATCH, Candidate
from licet.casefile.folding import RESTRICTS
from licet.casefile.frames import GROUP_OF, Pattern, frames
from licet.casefile.lookups import _CAPITALS, _kinds_of
from licet.casefile.receivers import OPERATIONS, Receivers
from licet.casefile.roles import _BELOW, _SOME_ONE
from licet.casefile.stands_for import _DEFINITE
from licet.casefile.text import Sentence, Span

_AMONG = re.compile(r"([CP]{2,})(?:,[^;]{0,60}?)? (?:is|was|were|are) (?:one of|among|also among) (?:[^;]{0,70})$")
_APPOSED = re.compile(r"([CP]{2,}), (?:an?|the|one of)(?: [^ ;.]+){1,8} $")
_GENERALLY = re.compile(
    r"\b(?:generally|typically|may be|can be|should|must|if|whether|unless|when|any|persons that|anyone|those who|potential(?:ly)?|could)\b[^;]{0,50}$"
)
_THEIR_GOODS = re.compile(
    r"(?:buying|using|procuring|purchasing|installing|importing|selling|of|from) (?P<whose>its|their) (?:[a-z-]+ ){0,2}?(?:equipment|gear|cameras|products?|software|drones|services?|devices|goods|technology|apps?|phones|chips|shares|securities)"
)
_PARTED = re.compile(r"([CP]{2,}), (?:which|who) [^;.]{4,140}?, (?:(?:has|have|had) )?$")
_TO_A_LAND = re.compile(r"(?:^| )(?:exports?|shipments?|sales) of [^;.]{1,60}? to (?:the )?N{2}")
_WE = re.compile(r"(?:^|[ ,])we (?:also )?(?:have|had|were|are|was)?(?: [a-z]+ly)? ?$|(?:^|[ ,])we (?=(?:have|had|were|are) )")
_SUBJUNCTIVE = re.compile(r"\b(?:demand|ask|request|urg|call|insist|propos|recommend|suggest|requir|order)[a-z]*\b[^;]{0,90}$")
_LASTS = re.compile(
    r"(?:is|are|remains?|stays?|sits?)(?: (?:also|now|still|currently|today))? (?:frozen|blocked)|(?:still )?(?:remain|stay|sit)s?\b"
)
_HAS_NAME = re.compile(r"[CP]{2}")
_NAMES_MEMBERS = frozenset({"lists", "export privileges", "permissions"})
_BE = ("was ", "were ", "been ", "being ", "be ", "is ", "are ", "also ")
_STATUS = {
    "bill_introduced.does": "proposed",
    "demand.does": "proposed",
    "rulemaking.does": "proposed",
    "rule_amendment.suspends": "in_force",
}
_HELPING = (
    (
        "announced",
        re.compile(r"\b(?:will|would|shall)\b|\b(?:set|due|expected|scheduled|slated|poised|agreed|planned|likely|about) to\b"),
    ),
    ("proposed", re.compile(r"\b(?:could|may|might)\b")),
    ("denied", re.compile(r"\b(?:not|never|cannot)\b")),
)
_BETWEEN_STATES = frozenset({"trade_talks", "trade_deal", "diplomatic_contact"})
_OF_STATES = re.compile(
    r"\b(?:negotiators?|diplomats?|officials|leaders|governments?|capitals|countries|nations|envoys?|tariffs?|trade|export controls|delegations?|the (?:two )?sides|ministers?)\b|D{3}|N{3}"
)
_RAISED = re.compile(
    r"rais(?:es?|ed|ing) (?:the|its|their|those|these) (?:[a-zDN]+ ){0,3}?(?:tariffs?|duties|duty|lev(?:y|ies))(?! (?:to|by|on|from))"
)
_STATES_MEET = re.compile(
    r"\b(?:negotiators?|diplomats?|officials|leaders|governments?|capitals|envoys?|tariffs?|trade|export controls|delegations?|the (?:two )?sides|ministers?|presidents?)\b|[DN]{3,} and (?:the )?[DN]{3,}"
)
_FIRMS_OWN = re.compile(
    r"\b(?:merger|takeover|lenders?|creditors?|shareholders?|customers?|clients?|unions?|suppliers?|bankers|landlord|distribution|supply|retailer|acquisition|investors|partner|insurers?|settlement|plea|chairman|chief executive|partners|pilots|workers|companies|firms|airline|teachers|doctors|club|coach)\b|C{2,} (?:(?:has|had|have|also|will|is|was) )?[a-z]+"
)


class Patients(Receivers):
    """Adds candidates found by grammar to those of the frames."""

    def _by_grammar(self, sentences: list[tuple[Sentence, list[str]]], chosen: list[Candidate]) -> list[Candidate]:
        """Tellings that no frame has read, in order of place."""
        taken: dict[int, list[Candidate]] = {}
        for c in chosen:
            taken.setdefault(c.sentence.at, []).append(c)
        known = list(chosen)
        found: list[Candidate] = []
        masked = self.masked
        for sentence, pieces in sentences:
            opened = readers(pieces)
            if not opened:
                continue
            for deed in chain.from_iterable(reader(masked, sentence.span) for reader in opened):
                told = self._deed_candidate(deed, sentence, known)
                if told is None:
                    continue
                here = taken.setdefault(sentence.at, [])
                if any(self._told_already(o, told) for o in here):
                    continue
                here.append(told)
                known.append(told)
                found.append(told)
        return found

    @staticmethod
    def _told_already(one: Candidate, new: Candidate) -> bool:
        if one.span.overlaps(new.span):
            return (one.frame.type, new.frame.type) != ("bill_introduced", "legislative_vote")  # a bill that was voted on
        if one.frame is not new.frame:
            return False
        if one.targets and new.targets and (others := [t for t in new.targets if t not in one.targets]):
            new.targets = others
            return False
        return True

    def _deed_candidate(self, deed: Deed, sentence: Sentence, known: list[Candidate]) -> Candidate | None:
        act = self._settled_act(deed, sentence)
        if act == "exports.does":
            act = self._export_ban(deed, sentence)
        if act is None:
            return None
        kind, section = act.split(".")
        frame = frames()[kind]
        if (
            deed.operation in ("do", "impose", "on")
            and section == "does"
            and _GENERALLY.search(self.masked, sentence.span.start, deed.verb.start)
            and self.official
        ):
            return None
        pattern = _pattern(act, "none")
        if (
            deed.stands
            or deed.operation == "last"
            or (
                deed.operation in ("on", "ease")
                and any(_LASTS.match(self.masked, at, deed.verb.end) for at in (deed.head, deed.verb.start))
            )
        ):
            pattern = replace(pattern, source=LASTING)
        elif deed.operation == "put off":
            pattern = replace(pattern, source=PUT_OFF)
        elif deed.operation == "permit":
            pattern = replace(pattern, source="permit")
        c = Candidate(pattern, frame, deed.span, sentence, NO_MATCH, self._quote_at(deed.verb.start))
        kinds = _kinds_of(frame.target)
        if deed.operation == "address":
            c.targets = self._addressees(c, deed)
            return c
        if deed.operation in OPERATIONS:
            return c if self._dealt(c, deed) else None
        if deed.subject:
            c.targets = self._by_position(
                c, "subject", ("company", "organization", "person"), sentence.span.start, sentence.span.end
            )
        elif deed.whole and deed.patient is not None:
            c.targets = self._all_named(deed.patient, kinds)
        elif deed.patient is not None:
            c.targets = (
                self._foreign_bodies(deed.patient.start, deed.patient.end, kinds)
                if kind in ("designation", "delisting") and not deed.before
                else []
            ) or self._patients(deed, sentence, kinds)
            if GROUP_OF[kind] in _NAMES_MEMBERS and _COUNTED.search(self.masked, deed.patient.start, deed.patient.end):
                c.targets = self._members(sentence, deed.patient.start, deed.patient.end) or c.targets
            if kind in ("tariff", "tariff_removal") and not c.targets:
                c.targets = self._unique(self.entities_in(deed.patient.start, deed.patient.end, ("country",)))[:6]
        elif deed.thing is not None and frame.target != ("none",):
            c.targets = self._of_the_same(deed, kind, known)
        if deed.goal is not None:  # "a license to sell to C": who may deal, and with whom
            c.targets = self._once([*c.targets, *self._unique(self.entities_in(*deed.goal, ("company", "organization")))])
        end = max(deed.verb.end, deed.thing.end if deed.thing else 0)
        c.span = Span(min(deed.verb.start, deed.thing.start if deed.thing else deed.verb.start), end)
        if kind == "delisting" and not c.targets and deed.patient is not None and deed.thing is not None:
            named = self.entities_in(deed.patient.start, deed.patient.end, ("country", "place"))
            states = [(at, self._state_of(e)) for at, e in named if e.type == "country" or e.canonical in _CAPITALS]
            lands = self._unique([x for x in states if x[0] not in self._demonyms])
            if lands and deed.operation == "end":
                c = Candidate(
                    _pattern("sanctions_relief.does", "none"),
                    frames()["sanctions_relief"],
                    c.span,
                    sentence,
                    NO_MATCH,
                    c.quote,
                    lands,
                )
                kind = "sanctions_relief"
        if self.official and deed.nominal and not c.targets:
            return None  # a heading: "Addition of Entities to the Entity List"
        if (
            self.official
            and not deed.nominal
            and GROUP_OF[kind] == "lists"
            and _BELOW.search(self.masked, sentence.span.start, deed.span.end)
        ):
            c.targets = self._named_below(deed.span.end) or c.targets
        if not c.targets and deed.before and c.quote is None and _WE.search(self.masked, sentence.span.start, deed.head + 1):
            c.targets = [self.topic] if self.topic is not None else []  # "we" of a filing
        if (
            not c.targets
            and (GROUP_OF[kind] == "export privileges" or (kind == "temporary_general_license" and deed.operation == "last"))
            and not self.official
            and deed.patient is None
        ):
            c.targets = self._antecedent(deed.span.start)  # "a ten-year ban was imposed but suspended"
        if (
            kind == "lawsuit"
            and self.masked.startswith("sue", deed.verb.start)
            and (deed.patient is None or deed.patient.start < deed.verb.start)
            and not self.masked.endswith(_BE, 0, deed.verb.start)
        ):
            c.targets = []  # "the firm and its owners sued": who stands before the verb is who sues
            self._suit(c, None, kinds)
        if kind == "lawsuit" and not c.targets and deed.patient is not None and deed.patient.start >= deed.verb.end:
            c.targets = self._office_meant(self.masked[deed.patient.start : deed.patient.end].strip(), deed.verb.start)
        if not c.targets and GROUP_OF[kind] == "cases" and "firm" in frame.target:
            c.targets = self._respondent(deed.verb.start)
        if not c.targets and deed.operation in ("on", "off") and self.masked.startswith(":", deed.span.end):
            c.targets = self._joined(self.entities_in(deed.span.end, sentence.span.end, kinds))
        if not c.targets and deed.operation in ("impose", "do", "on", "off", "end") and "firm" in frame.target:
            stretch = self.masked[deed.patient.start : deed.patient.end].strip() if deed.patient is not None else ""
            subject = self._introduced(sentence, deed.verb.start) if deed.before else None
            c.targets = (
                [subject]
                if subject is not None
                else self._opens_next(sentence)
                if _SOME_ONE.match(f"{stretch} ") and not _HAS_NAME.search(stretch)
                else []
            )
        if not c.targets and self.official and GROUP_OF[kind] == "lists" and deed.operation in ("impose", "do", "on"):
            c.targets = self._counted(c)
        if not c.targets and deed.operation == "put off":
            c.targets = self._antecedent(deed.verb.start)
        if not c.targets and kind == "temporary_general_license" and deed.thing is not None and c.quote is None:
            c.targets = self._unique(self.entities_in(deed.thing.end, sentence.span.end, ("company", "organization")))
        if not c.targets and "none" not in frame.target and kind not in ("executive_order",):
            return None
        if deed.operation == "known" and any(
            o.frame.type in RESTRICTS and {e.id for e in o.targets} & {e.id for e in c.targets} for o in known
        ):
            return None  # another word for the restriction told of elsewhere
        if kind in ("tariff", "tariff_removal"):
            c.targets = self._once([self._state_of(e) for e in c.targets])
        if kind == "tariff" and not c.targets and _RAISED.match(self.masked, deed.verb.start, sentence.span.end):
            return None  # "raised the new duties" in a talk
        if kind in _BETWEEN_STATES and (deed.reduced or not self._of_states(c)):
            return None  # "talks held last month": where something else was said
        if not self._admit(c):
            return None
        if (
            deed.before
            and deed.head < deed.verb.start
            and kind in ("tariff", "tariff_removal", "trade_talks", "rule_amendment", "legislative_vote")
        ):
            lead = self.masked[max(sentence.span.start, deed.head - 14) : deed.verb.start]
            helped = next((status for status, words in _HELPING if words.search(lead)), None)
            if helped is not None:
                c.pattern = replace(c.pattern, section="announces", status=helped)
        if self.masked[deed.head : deed.head + 3] == "be " and _SUBJUNCTIVE.search(self.masked, sentence.span.start, deed.head):
            if deed.operation in ("end", "ease", "off"):
                return None  # "demanded that they be lifted"
            c.pattern = replace(c.pattern, section="proposes", status="proposed")
        return c

    def _export_ban(self, deed: Deed, sentence: Sentence) -> str | None:
        """Which act a ban on exports of goods is: another country's is a ban on sales, one of the United States a rule."""
        acting = self.entities_in(sentence.span.start, deed.verb.start, ("agency", "government", "country", "place"))
        lands = {_CAPITALS.get(e.canonical) or (e.known.country if e.known is not None else None) for _, e in acting} - {None}
        if deed.patient is not None and _TO_A_LAND.search(self.masked, deed.patient.start, deed.patient.end):
            return "rule_amendment.does"
        return None if not lands else "rule_amendment.does" if "US" in lands else "sales_ban.does"

    def _all_named(self, stretch: Span, kinds: tuple[str, ...]) -> list[Entity]:
        """The firms of a stretch, wherever they stand in it; else what "the company" stands for; else its countries."""
        found = self.entities_in(stretch.start, stretch.end, ("company", "organization"))
        if found:
            return self._unique(found)
        if _DEFINITE.search(self.masked, stretch.start, stretch.end) and "organization" in kinds:
            return self._stood_for(stretch.start, stretch.end)
        if "organization" in kinds and (theirs := _THEIR_GOODS.search(self.masked, stretch.start, stretch.end)):
            return self._antecedent(stretch.start, several=theirs["whose"] == "their")
        lands = self.entities_in(stretch.start, stretch.end, ("country",)) if "country" in kinds else []
        return self._unique([x for x in lands if x[1].key != "country:US"])

    def _of_states(self, c: Candidate) -> bool:
        """Whether governments talk or agree, not firms: the sentence has no firm for its subject and speaks of states."""
        begin, end = c.sentence.span.start, c.sentence.span.end
        if _FIRMS_OWN.search(self.masked, begin, end):
            return False
        return _OF_STATES.search(self.masked, begin, end) is not None or self._told_of_states(c.sentence.at)

    def _told_of_states(self, at: int) -> bool:
        """Whether the sentence before speaks of states: "Negotiators met in Geneva. No deal was reached."."""
        if not at:
            return False
        span = self.text.sentences[at - 1].span
        return _STATES_MEET.search(self.masked, span.start, span.end) is not None and _FIRMS_OWN.search(self.masked, *span) is None

    def _foreign_bodies(self, start: int, end: int, kinds: tuple[str, ...]) -> list[Entity]:
        """Whom sanctions on a ministry befall, with all who are named beside it: "designated the Ministry of Defence and its minister, P"."""
        heads = self._heads(start, end, (*kinds, "agency"))
        bodies = [e for _, e in heads if e.type == "agency" and (e.known is None or e.known.country is None)]
        return self._unique([x for x in heads if x[1].type != "agency" or x[1] in bodies]) if bodies else []

    def _patients(self, deed: Deed, sentence: Sentence, kinds: tuple[str, ...]) -> list[Entity]:
        """The parties of the noun phrase that undergoes a deed."""
        patient = deed.patient
        assert patient is not None
        if not deed.before:
            return self._phrase(patient.start, patient.end, kinds)
        if deed.thing is not None and not deed.gets and deed.operation not in ("on", "off"):
            return self._phrase(patient.start, patient.end, kinds) if patient.end > patient.start else []
        start = sentence.span.start
        lead = self.masked[start : patient.end]
        among = _AMONG.search(lead)
        if deed.reduced and not self.masked[start : deed.head].strip(" \"'"):
            opening = self.masked.find(", ", deed.span.end, sentence.span.end)
            if opening >= 0:  # "Blacklisted in 2019, C has ..."
                return self._unique(self._heads(opening, min(sentence.span.end, opening + 90), kinds)[:1]) or self._stood_for(
                    opening + 1, min(sentence.span.end, opening + 40)
                )
        if deed.reduced:
            apposed = among or _APPOSED.search(lead)
            if apposed:
                return [e for _, e in self.entities_in(start + apposed.start(1), start + apposed.end(1), kinds)][:1]
        parted = _PARTED.search(lead)
        if parted is not None and not deed.reduced:
            return [e for _, e in self.entities_in(start + parted.start(1), start + parted.end(1), kinds)][:1]
        clause = standing.clause_start(self.masked, start, patient.end)
        if (
            self.masked[max(start, clause - 7) : clause].rstrip().endswith(("which", "who", "whom", "that"))
            and patient.end - clause < 40
        ):
            before = self.entities_in(max(start, clause - 140), clause, kinds)
            return [before[-1][1]] if before else []
        return self._last_group(clause, patient.end, kinds, near=deed.reduced) or (
            self._stood_for(clause, patient.end) if not deed.reduced else []
        )


@cache
def _pattern(act: str, target: str) -> Pattern:
    kind, section = act.split(".")
    if section == "lapses":
        return Pattern(kind, "does", f"deed {act}", "", target, "before", False, "historical", "", ())
    status = "ongoing" if kind == "investigation" and section == "does" else None
    status = _STATUS.get(act, status)
    if kind == "penalty" or kind in ("settlement", "delisting", "denial_order_termination", "tariff_removal"):
        status = {"penalty": "historical", "settlement": "historical"}.get(kind, "in_force") if section == "does" else None
    return Pattern(kind, section, f"deed {act}", "", target, "before", False, status, "", ())
