"""Who received what a telling of dealings gives away, and whether the words around make it a wrong (`licet.casefile.dealings`)."""

from __future__ import annotations

import re

from licet.casefile import standing
from licet.casefile.addressees import Addressees
from licet.casefile.admitting import _GROUND_OF_LISTING, _NOT_SENT, _SENT_WORDS, _TOLD_TO_STOP, _WHOEVER, _WRONG
from licet.casefile.dealings import barred
from licet.casefile.deeds import Deed
from licet.casefile.entities import Entity
from licet.casefile.events import HOSTILE, Candidate
from licet.casefile.text import Span

OPERATIONS = frozenset({"deal", "help", "arrive"})
_TO = re.compile(
    r"(?:\b(?:to|into|for|in|with|inside|involving|of|on behalf of|located in|resident in)|destined for|bound for|benefit(?:t)?ing) (?:the |an? |its |their |two |three |several |some |various |other |"
    r"(?!(?:said|that|which|who|to|from|by|outside)\b)[a-z'-]+ |[DN]+(?:'s)? |[NDC]+(?:'s)?,? (?:and |or )?(?:the )?){0,6}$"
)
_CASE = re.compile(
    r"\b(?:apparent violations?|violat\w+|without (?:[^ .;]+ ){0,4}?(?:licen[sc]es?|authori[sz]ations?)|illegal\w*|unlawful\w*|unlicensed|indict\w+|plead(?:ed|s)? guilty|pled guilty|settle\w*|penalt\w+|fined|charging letter|"
    r"prosecut\w+|smuggl\w+|evad\w+|evasion|conspir\w+|denial order|charged|circumvent\w*|accus\w+|alleg\w+|statement of facts|court (?:documents|papers|filings|records))\b"
)
_DENIES = re.compile(
    r"\b(?:may|might|could|would|will|risk|if|whether|except as)\b|\b(?:had|has|have|did|was|were) (?:not|never)\b|n't |\bden(?:y|ies|ied|ying)\b"
)
_OWN_LAND = re.compile(r"\b(?:government|army|military|forces|troops|ministry|president|navy)\b")
_AROUND = 500


class Receivers(Addressees):
    """Tellings of dealings with whom the law bars."""

    def _dealt(self, c: Candidate, deed: Deed) -> bool:
        """Set whom was dealt with; False where the receiver is none whom the law bars or nothing speaks of a wrong."""
        assert deed.patient is not None
        begin, end = c.sentence.span.start, c.sentence.span.end
        lead = self.masked[max(begin, deed.verb.start - 70) : deed.verb.start]
        if (
            c.quote is not None
            or _NOT_SENT.search(lead)
            or _DENIES.search(lead)
            or _TOLD_TO_STOP.search(lead)
            or lead.endswith(("refrain from ", "cease ", "stop ", "against ", "avoid "))
            or _WHOEVER.search(lead)
            or _GROUND_OF_LISTING.search(self.masked, begin, deed.verb.start)
            or _SENT_WORDS.match(self.masked, deed.verb.start, min(end, deed.verb.end + 60))
            or not self._by_a_firm(c, deed)
        ):
            return False
        wrong = (
            _WRONG.search(self.text.low, begin, end) is not None
            or barred(self.masked, deed.verb.start, end)
            or _LISTED_ONE.search(self.masked, deed.patient.start, end) is not None
        )
        if not wrong and _CASE.search(self.text.low, max(0, begin - _AROUND), min(len(self.text.low), end + _AROUND)) is None:
            return False
        lands = self._once(
            [
                e
                for s, e in self.entities_in(deed.patient.start, deed.patient.end, _STATES)
                if e.known is not None and e.known.country in HOSTILE and self._receives(deed, s)
            ]
        )
        if not lands and not barred(self.masked, deed.patient.start, deed.patient.end):
            return wrong and self._abroad(c, deed)
        firms = [
            x
            for x in self.entities_in(deed.patient.start, deed.patient.end, ("company", "organization", "person"))
            if lands
            and deed.operation == "deal"
            and _DIRECTLY_TO.search(self.masked, max(deed.patient.start, x[0].start - 40), x[0].start)
        ]
        c.targets = self._once([*(e for _, e in firms[:2]), *lands])
        last = [s.end for s, e in self.entities_in(deed.patient.start, deed.patient.end + 1) if e in c.targets]
        c.span = Span(deed.verb.start, min(max(last, default=deed.patient.end), deed.patient.end))
        return True

    def _abroad(self, c: Candidate, deed: Deed) -> bool:
        """Set the firms or the other country that goods went to where the sentence itself calls it wrong: "to CCC without a license"."""
        assert deed.patient is not None
        for s, e in self.entities_in(deed.patient.start, deed.patient.end, ("company", "organization", *_STATES)):
            own = e.known is not None and e.known.country == "US"
            if not own and (
                e.type == "company"
                if deed.operation == "help"
                else _GIVEN_TO.search(self.masked, max(deed.verb.start, s.start - 60), s.start)
            ):
                c.targets = self._once(
                    [e, *(f for f in self._joined(self.entities_in(s.start, deed.patient.end)) if f.type == e.type)]
                )
                c.span = Span(deed.verb.start, s.end)
                return True
        return False

    def _receives(self, deed: Deed, at: Span) -> bool:
        assert deed.patient is not None
        if deed.operation == "help":
            return True
        lead = self.masked[max(deed.patient.start - 1, at.start - 80) : at.start]
        return (deed.operation == "arrive" and at.start - deed.patient.start < 40) or _TO.search(lead) is not None

    def _by_a_firm(self, c: Candidate, deed: Deed) -> bool:
        """Whether no state is who acts: "Iran supplied Russia with drones" breaks no rule of exports."""
        clause = standing.clause_start(self.masked, c.sentence.span.start, deed.verb.start)
        who: list[tuple[Span, Entity]] = [
            x for x in self.entities_in(clause, deed.verb.start) if x[0] not in self._demonyms or x[1].type != "country"
        ]
        if not who:
            return _OWN_LAND.search(self.masked, clause, deed.verb.start) is None
        return who[-1][1].type in ("company", "organization", "person") or any(
            e.type in ("company", "organization", "person") for _, e in who
        )


_LISTED_ONE = re.compile(
    r",? (?:which (?:is|was|has been|had been) )?on the (?:entity list|sdn list|denied persons list|[a-z ]{0,20}blacklist)(?![a-z])"
)
_STATES = ("country", "place", "government", "agency")
_GIVEN_TO = re.compile(
    r"(?:\b(?:to|into|with)|end(?:ed|ing) up (?:in|with|at)|wound up (?:in|with|at)|way to|way into|turned up in|destined for|bound for) (?:(?:the|an?|blacklisted|sanctioned|[DN]+(?:'s)?|[a-z]+) ){0,3}$"
)
_DIRECTLY_TO = re.compile(r"\b(?:to|for|with) (?:the |an? )?(?:[a-zD-]+ ){0,3}?$")
