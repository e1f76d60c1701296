"""Where the target of an act stands when its words do not hold it: before or after, the topic, the other party of a case."""

from __future__ import annotations

import re
from bisect import bisect_left

from licet.casefile import standing
from licet.casefile.entities import Entity
from licet.casefile.events import HOSTILE, Candidate
from licet.casefile.frames import GROUP_OF
from licet.casefile.lookups import _IS_COURT, _MEDIA, _RIVAL
from licet.casefile.named_below import NamedBelow
from licet.casefile.units_meant import nobody_named

_COREFERENT = re.compile(
    r"\b(?:the|its|this|that|their|his) (?:[a-zDN-]+ ){0,3}?(?:company|firm|maker|manufacturer|giant|airline|bank|chipmaker|group|business|carrier|respondent|conglomerate)\b|\b(?:it|its|them|they)\b"
)
_KEEPS_LISTS = ("us-bis", "us-ofac", "us-commerce", "us-treasury", "us-defense")
_AGAINST = re.compile(r"\b(?:on|against|to|with|from) (?:the )?$")
_TAKES_BACK = re.compile(
    r"\b(?:designation|listing|blacklisting|sanctions|bans?|orders?|rules?|conviction|sentence|indictment|judg(?:e)?ment|case|appeal|lawsuit|claims?|challenge|motion|bid)\b"
)
_SENT_TO = re.compile(
    r"(?:\b(?:to|into|for|with|on behalf of)|destined for|bound for) (?:(?:the|an?|its|two|three|four|several|some|various|other|blacklisted|sanctioned|[a-z-]+|[DN]+(?:'s)?) ){0,5}$"
)
_IN_IT = re.compile(r"(?:\bin|,) $")
_PARTY_TO_IT = re.compile(
    r"\b(?:of|against|on|by|for|to|in) (?:the )?(?:(?!(?:require|enforc|forc|ban|bar|mak|sell|carry)ing\b)[a-zDN'-]+ ){0,4}$"
)
_IN_COURT = re.compile(r"(?: T+| today)?,? (?:in|before|at|to) (?:the |an? )?(?=G)")
_JUDGE = re.compile(r"\b(?:judge|justice|magistrate) $")
_AGAINST_IT = re.compile(r"\b(?:ban|bar|block|prohibit|target|restrict|sanction)[a-z]*\b")

_SUBJECT_NOUN = re.compile(
    r"(?<![a-z])(?P<noun>companies|firms|entities|banks|airlines|individuals|people|units|subsidiaries|affiliates|makers|suppliers) $"
)
_BROUGHT_BY = re.compile(r"\b(?:brought|filed) by (?:the |special counsel )?(?=[GP]{2})")
_LETTER_TO = re.compile(r"\b(?:letters?|appeals?|petitions?|pleas?|requests?) (?:T+ )?to (?:the )?")
_AMONG_THEM = re.compile(r"[^.;]{0,90}?[CP]{2} (?:is|are|was|were|would be) (?:also )?(?:among|one of) (?:them|those|the [a-z]+)")


class Positions(NamedBelow):
    """Targets by their place in the sentence."""

    def _office_of_lists(self, begin: int, end: int) -> Entity | None:
        """The last office named that keeps a list of the United States (15 CFR 744.16; 31 CFR 501.807), which hears who asks to be off it."""
        named = [e for _, e in self.entities_in(begin, end, ("agency", "government")) if e.key.startswith(_KEEPS_LISTS)]
        return named[-1] if named else None

    def _sent_to(self, c: Candidate, begin: int, end: int) -> list[Entity]:
        """Where goods or money went: who stands after "to" with those joined to it, and the country it is in; else the hostile countries named."""
        kinds = ("company", "organization", "person", "country", "place")
        after = [
            x for x in self.entities_in(c.span.end, min(end, c.span.end + 260), kinds) if not _RIVAL.match(self.text.low, x[0].end)
        ]
        for at, x in enumerate(after):
            if _SENT_TO.search(self.masked[max(c.span.end, x[0].start - 60) : x[0].start]) and x[1].key != "country:US":
                group = self._joined(after[at:])
                beside = [
                    y
                    for y in after[at + 1 :]
                    if y[1].type == "country" and _IN_IT.search(self.masked[max(x[0].end, y[0].start - 24) : y[0].start])
                ]
                return self._once(
                    [e for e in [*group, *(y[1] for y in beside[:1])] if e.key != "country:US" and e.type != "place"]
                ) or self._hostile(begin, end)
        return self._hostile(begin, end)

    def _before_the_court(self, c: Candidate, begin: int, end: int) -> list[Entity]:
        """The parties of a case a court rules on: the first office and the first firm or person named after its words, else before."""
        at, stop = c.span.start, c.span.end
        for low, high in ((stop, end), (begin, at)):
            inside = [
                x
                for x in self.entities_in(low, high)
                if not (x[1].type == "agency" and _IS_COURT.search(x[1].canonical))
                and not _JUDGE.search(self.masked[max(begin, x[0].start - 12) : x[0].start])
            ]
            offices = self._unique([x for x in inside if x[1].type in ("agency", "government", "legislature")])[:1]
            firms = [x for x in inside if x[1].type in ("company", "organization", "person")]
            if offices:  # "blocked the department from requiring Acme to": Acme is no party
                firms = [
                    x
                    for x in firms
                    if _PARTY_TO_IT.search(self.masked[max(low, x[0].start - 24) : x[0].start])
                    or self.masked.startswith("'s", x[0].end)
                ]
            found = [*offices, *self._joined(firms)]
            if found:
                return found
        if _TAKES_BACK.search(self.masked, at, end):
            before = self.entities_in(max(0, begin - 700), begin, ("company", "person"))
            before = [
                x
                for x in before
                if x[1].canonical not in _MEDIA and not _JUDGE.search(self.masked[max(0, x[0].start - 12) : x[0].start])
            ]
            if before:
                here = self._antecedent(at)
                return here if here and here[0].type == "company" and before[-1][1].type == "company" else [before[-1][1]]
        return []

    def _among_them(self, c: Candidate) -> list[Entity]:
        """Whom a next sentence puts among those unnamed here: "proposed a new package of sanctions. Acme is among them."."""
        for sentence in self.text.sentences[c.sentence.at + 1 : c.sentence.at + 3]:
            told = _AMONG_THEM.match(self.masked, sentence.span.start, sentence.span.end)
            if told is not None:
                return self._unique(self.entities_in(sentence.span.start, told.end(), ("company", "organization", "person")))
        return self._unique(self.entities_in(c.span.end, c.sentence.span.end, ("company", "person")))

    def _by_position(self, c: Candidate, mode: str, kinds: tuple[str, ...], begin: int, end: int) -> list[Entity]:
        at, stop = c.span.start, c.span.end
        if mode == "none" or not kinds:
            return []
        if mode == "among":
            return self._among_them(c)
        if mode == "topic":
            if GROUP_OF[c.frame.type] == "lists":  # "Acme fell after being added to"
                named = self._unique(
                    self.entities_in(standing.clause_start(self.masked, begin, at) if c.quote else begin, at, ("company",))
                )
                if named:
                    return named[-1:]
                told = _SUBJECT_NOUN.search(self.masked, max(begin, at - 60), at)
                if told is not None and nobody_named(self.masked[max(begin, at - 60) : told.start("noun")], told["noun"]):
                    return []
            return self._antecedent(at)
        if mode in ("subject", "before"):
            subject = self._subject(c, kinds)
            if mode == "before" and GROUP_OF[c.frame.type] in ("lists", "export privileges", "permissions"):
                group = self._last_group(standing.clause_start(self.masked, begin, at), at, kinds, near=True)
                if subject in group:
                    return group  # "C and C are being designated"
            return self._with_joined(c, subject) if subject else []
        if mode == "sent_to":
            return self._sent_to(c, begin, end)
        if mode == "court":
            return self._before_the_court(c, begin, end)
        if mode == "near_country":
            after = self.entities_in(at, min(end, stop + 90), ("country",))
            hostile = [(s, e) for s, e in after if e.known is not None and e.known.country in HOSTILE]
            if not hostile:
                hostile = [
                    (s, e)
                    for s, e in self.entities_in(begin, end, ("country",))
                    if e.known is not None and e.known.country in HOSTILE
                ]
            return self._unique(hostile)
        if mode == "ordered":
            firms = self._unique(self.entities_in(stop, end, ("company", "organization")))[:3]
            lands = [
                x
                for x in self.entities_in(stop, end, ("country",))
                if x[1].key != "country:US"
                and x[0] not in self._demonyms
                and _AGAINST.search(self.masked[max(stop, x[0].start - 12) : x[0].start])
            ]
            return firms or self._unique(lands)[:1]
        if mode == "sold_to":
            before = self.entities_in(begin, at, ("company", "organization", "person", "country"))
            sold = [
                x
                for x in before
                if re.search(r"\b(?:to|with|for) (?:[a-zDN']+ ){0,3}$", self.masked[max(begin, x[0].start - 40) : x[0].start])
            ]
            return self._unique([x for x in sold if x[1].key != "country:US"]) or self._by_position(
                c, "near_country", kinds, begin, end
            )
        if mode in ("near_agency", "agency"):
            if c.frame.type == "agreement_breach" and (made := self._agreed_with(at)) is not None:
                return [made]
            if (
                c.frame.type in ("guilty_plea", "not_guilty_plea")
                and (court := _IN_COURT.match(self.masked, stop, end)) is not None
            ):
                heard = self.entities_in(court.end(), court.end() + 1, ("agency",))
                if heard and _IS_COURT.search(heard[0][1].canonical):
                    return [heard[0][1]]
            if c.frame.type == "guilty_plea" and (brought := _BROUGHT_BY.search(self.masked, stop, end)) is not None:
                by = self.entities_in(brought.end(), brought.end() + 1, ("person", "agency", "government"))
                if by:
                    return [by[0][1]]
            kinds = ("agency", "government", "organization") if c.frame.type == "lawsuit" else ("agency", "government")
            inside = self._offices(at, end, kinds)
            if not inside:
                inside = self.entities_in(at, end, ("group",))
            if not inside:
                inside = self._offices(begin, at, kinds)
            if not inside and c.quote is not None:
                inside = self._offices(c.quote.span.start, c.quote.span.end, kinds)
            if not inside:
                low = bisect_left(self._starts, begin)
                near = [
                    (s, e)
                    for s, e in self.where[max(0, low - 25) : low]
                    if e.type in ("agency", "government") and not _IS_COURT.search(e.canonical)
                ]
                inside = [x for x in near if x[1].known is not None and x[1].known.country == "US"][-1:] or near[-1:]
            if (
                not inside
                and c.frame.type in ("guilty_plea", "not_guilty_plea", "relief_request")
                and (us := self.parties.by_key.get("country:US")) is not None
            ):
                return [us]  # who prosecutes, or hears who asks for a license, where no office is named
            return self._unique(inside)[:1]
        if mode == "counterpart":
            if (letter := _LETTER_TO.search(self.masked, at, end)) is not None:
                addressed = self.entities_in(
                    letter.end(), min(end, letter.end() + 60), ("person", "agency", "government", "country")
                )
                if addressed:
                    return [addressed[0][1]]
            asking = self.entities_in(begin, at, ("country", "government"))
            home = {e.known.country for _, e in asking if e.known}
            last = self.entities_in(begin, at, ("country", "government", "company"))[-1:]
            if (not asking or last[0][1].type == "company") and (
                office := self._office_of_lists(max(0, begin - 2500), end)
            ) is not None:
                return [office]  # a firm asks the office that listed it
            inside = [
                (s, e)
                for s, e in self.entities_in(at, end, ("agency", "government", "country"))
                if e.known and e.known.country not in home
            ]
            if inside:
                known = inside[0][1].known
                return [self.parties.by_key.get(f"country:{known.country}", inside[0][1]) if known else inside[0][1]]
            home_country = self.parties.by_key.get("country:US")
            return [home_country] if home_country is not None else []
        if mode == "all_before":
            return self._unique(self.entities_in(begin, at, kinds))
        inside = self.entities_in(at, stop, kinds)
        after = self.entities_in(stop, min(end, stop + 140), kinds)
        before = self.entities_in(standing.clause_start(self.masked, begin, at), at, kinds)
        if mode == "near" and c.frame.type == "sanctions_relief":  # a president revokes orders of his predecessor, who is no target
            kinds = tuple(kind for kind in kinds if kind != "person")
            inside, after, before = ([x for x in part if x[1].type != "person"] for part in (inside, after, before))
            aimed = [
                x
                for x in self.entities_in(stop, end, ("company", "organization"))
                if _AGAINST_IT.search(self.masked, stop, x[0].start)
            ]
            if not inside and aimed:
                return self._unique(aimed)
        if mode == "near":
            if inside:
                return self._unique(inside)
            reach = stop + 45
            if self.masked.startswith(" (", stop) and (close := self.masked.find(")", stop, end)) > 0:
                reach += close - stop  # what stands in brackets is no distance
            near = [x for x in after if x[0].start < reach and not standing.CLAUSE.search(self.masked, stop, x[0].start)]
            if near:
                return self._unique(near)
            coreferent = _COREFERENT.search(self.masked, at, min(end, stop + 60))
            if "firm" in c.frame.target and coreferent:
                return self._antecedent(at)
            if before and c.frame.target != ("country",):
                return [before[-1][1]]
            if "firm" in c.frame.target:
                return self._antecedent(at)
            return self._unique(after or before)[:1]
        if mode == "object":
            return self._unique(inside or after)[:2]
        if inside or after:
            return [(inside or after)[0][1]]
        if "firm" in c.frame.target and _COREFERENT.search(self.masked, at, end):
            return self._antecedent(at)
        return []
