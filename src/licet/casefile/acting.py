"""Whose doing a telling is: which authority acts, whose list it is, whether states deal with one another."""

from __future__ import annotations

import re

from licet.casefile import standing
from licet.casefile.events import Candidate
from licet.casefile.suits import Suits
from licet.casefile.text import Sentence

_OF_A_CASE = re.compile(r"\b(?:prosecutors?|justice department|settle(?:s|d|ment)|plea|guilty|fined?|penalt(?:y|ies)|monitor)\b")
_STATESMEN = re.compile(
    r"\b(?:negotiators?|diplomats?|leaders|governments?|presidents?|prime ministers?|ministers?|envoys?|delegations?|the two sides|summit)\b"
)
_INSTRUMENT = re.compile(r"\b(?:memorandum|memo|order|proclamation|directive|act|law)\b")
_OF_TRADE = re.compile(
    r"\b(?:exports?|exporters?|sanctions?|tariffs?|imports?|trade|licen[sc]es?|controls|blacklist|embargo|commerce)\b"
)
_A_PRESIDENT = re.compile(r"(?<!vice )(?<!vice-)\bpresident\b(?! of)")
_OF_SANCTIONS = frozenset({"London", "Brussels", "Ottawa", "Canberra", "Bern", "Berne"})
_KEEPS = (
    ("us-defense", "military_company_listing"), ("us-bis", "entity_list_addition"), ("us-commerce", "entity_list_addition"), ("us-ofac", "designation"),
    ("us-treasury", "designation"), ("uk-", "designation"), ("eu-", "designation"), ("government:EU", "designation"), ("country:GB", "designation"), ("country:CA", "designation"),
    ("country:CH", "designation"), ("country:AU", "designation"), ("country:NZ", "designation"), ("country:JP", "designation"), ("country:UA", "designation"),
)  # fmt: skip
_SANCTIONERS = (
    "us-ofac",
    "us-treasury",
    "us-state",
    "eu-",
    "uk-",
    "un",
    "government:EU",
    "government:GB",
    "country:GB",
    "ch-",
    "jp-",
)
_SANCTIONS_AS_PENALTIES = re.compile(
    r"\b(?:the|new|economic|financial|trade|these|those|tough|fresh|such) penalties\b|^penalties (?:on|against)|\bimposed penalties on"
)
_MONEY_PENALTY = re.compile(r"\b(?:fine[sd]?|civil|criminal|monetary|pay|paid|court|judge|prosecutors)\b")


class Acting(Suits):
    """Who acts in a telling."""

    def _after_order(self, at: int) -> bool:
        """Whether one of the two sentences before speaks of an order or a memorandum, which "it" takes up."""
        first = self.text.sentences[max(0, at - 2)].span.start
        return not self.official and _INSTRUMENT.search(self.masked, first, self.text.sentences[at].span.start) is not None

    def _military(self, c: Candidate) -> bool:
        """Whether who is "designated" is listed as a military company: the document speaks of such lists, the sentence of no sanctions."""
        low = self.text.low
        if "1260h" in low[c.sentence.span.start : c.sentence.span.end]:
            return True
        if "military compan" not in low or "sanction" in low[c.sentence.span.start : c.sentence.span.end]:
            return False
        keys = [e.key for _, e in self.entities_in(c.sentence.span.start, c.sentence.span.end, ("agency",))]
        return any(key == "us-defense" for key in keys) or (
            "ofac" not in low and not any(key.startswith(_SANCTIONERS) for key in keys)
        )

    def _list_of_who(self, sentence: Sentence, where: int) -> str | None:
        """The list an agency keeps that is named before a place in its sentence: the Pentagon's is that of military companies."""
        keepers = self.entities_in(sentence.span.start, where, ("agency", "organization", "government", "country"))
        for span, entity in reversed(keepers):
            for prefix, kind in _KEEPS:
                if entity.key.startswith(prefix) and span not in self._demonyms:
                    return kind
        return None

    def _sanctioning(self, c: Candidate) -> bool:
        """Whether who blacklists is an authority of sanctions: by the sentence, else by the whole document."""
        inside = self.entities_in(c.sentence.span.start, c.sentence.span.end, ("agency", "organization", "government", "country"))
        keys = [e.key for _, e in inside]
        if any(key.startswith(("us-bis", "us-commerce", "us-defense")) for key in keys):
            return False
        if any(key.startswith(_SANCTIONERS) for key in keys):
            return True
        if any(e.canonical in _OF_SANCTIONS for _, e in self.entities_in(c.sentence.span.start, c.span.start, ("place",))):
            return True
        low = self.text.low
        return "entity list" not in low and "commerce" not in low and ("ofac" in low or "treasury" in low or "asset freeze" in low)

    def _penalties_of_a_list(self, c: Candidate) -> bool:
        """Whether "the penalties on C" are its sanctions: no sum, no fine, in a document that speaks of sanctions."""
        begin, end = c.sentence.span.start, c.sentence.span.end
        return (
            c.pattern.section == "does"
            and bool(c.targets)
            and c.quote is None
            and _SANCTIONS_AS_PENALTIES.search(self.masked, c.span.start, c.span.end) is not None
            and "M" not in self.masked[begin:end]
            and not _MONEY_PENALTY.search(self.masked, begin, end)
            and self.text.low.count("sanction") >= 2
        )

    def _foreign(self, c: Candidate) -> bool:
        """Whether the words before say that another country's authority acts."""
        begin = c.sentence.span.start
        acting = self.entities_in(begin, c.span.start, ("agency", "government", "country"))
        acting = [(s, e) for s, e in acting if s not in self._demonyms]
        if acting:
            known = acting[-1][1].known
            return known is not None and known.country not in (None, "US")
        return bool(re.search(r"\bministry\b", self.masked[begin : c.span.start]))

    def _listing_rule(self) -> bool:
        """Whether an official document is a rule that adds to the Entity List."""
        return self.official and ("744" in self.text.low or "final rule" in self.text.low)

    def _by_a_president(self, c: Candidate) -> bool:
        """Whether a president is who the words speak of: called so in the sentence, or a person called so elsewhere."""
        begin, end = c.sentence.span.start, c.sentence.span.end
        if _A_PRESIDENT.search(self.text.low, begin, end):
            return True
        people = {e.id for _, e in self.entities_in(begin, end, ("person",))}
        return any(e.id in people and _A_PRESIDENT.search(self.text.low, max(0, s.start - 16), s.start) for s, e in self.where)

    def _negotiator(self, begin: int, end: int) -> bool:
        """Whether the office that negotiates on trade takes part (19 U.S.C. 2171)."""
        return any(e.key == "us-ustr" for _, e in self.entities_in(begin, end, ("agency",)))

    def _between_states(self, c: Candidate) -> bool:
        """Whether a deal or talks are those of states: the sentence, or the one before, names states or their leaders and its subject is no firm."""
        begin, end = c.sentence.span.start, c.sentence.span.end
        who = self.entities_in(standing.clause_start(self.masked, begin, c.span.start), c.span.end)
        if any(e.type == "company" for _, e in who):
            return False
        first = self.text.sentences[max(0, c.sentence.at - 1)].span.start
        if _OF_A_CASE.search(self.masked, first, end):
            return False
        return _OF_TRADE.search(self.text.low) is not None and (
            any(e.type in ("country", "government") for _, e in self.entities_in(first, end))
            or _STATESMEN.search(self.masked, first, end) is not None
        )
