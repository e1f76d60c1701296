"""What a telling says of its act: standing, date, authority, the amounts and terms that belong to it."""

from __future__ import annotations

import re
from bisect import bisect_left
from datetime import timedelta
from typing import TypeVar

from licet.casefile.cites import CitationInText
from licet.casefile.counts import Term
from licet.casefile.dates import bounds
from licet.casefile.days_of_acts import _GOES_ON_BEING, DaysOfActs
from licet.casefile.days_of_news import LASTING
from licet.casefile.events import CONDUCT, Candidate, Event
from licet.casefile.frames import GROUP_OF
from licet.casefile.money import Amount
from licet.casefile.text import Span

_IS_BEING = re.compile(r"\b(?:is|are) (?:also |being |hereby |today |now ){0,3}$")
_AFTER_THE_DAY = re.compile(
    r"\b(?P<count>\d+|thirty|forty-five|sixty|ninety) days (?:after|from|following) (?:the )?(?:date|issuance|signing|publication)(?: of)?(?: publication)?(?: of)? (?:this|the) (?:order|rule|notice|determination|executive order)"
)
_COUNTS = {"thirty": 30, "forty-five": 45, "sixty": 60, "ninety": 90}
_FOR_A_TIME = re.compile(
    r"\b(?:(?:\d+|[a-z]+)-(?:day|week|month|year)|temporary|limited|interim|short-term)[a-z -]{0,20}? (?:licen[sc]e|waiver|reprieve|authori[sz]ation|exemption)|(?:licen[sc]e|authori[sz]ation|exemption)[^.;]{0,60} until "
)
_FOR_NOW = re.compile(
    r"\btemporar(?:y|ily)\b|\bfor (?:another |a further |an additional )?(?:\d+|thirty|sixty|ninety) (?:more )?days\b|\b\d+-day\b"
)
_A_LICENSE = re.compile(
    r"\btemporary (?:general )?licen[sc]e|\bgeneral licen[sc]e|\b\d+-day (?:licen[sc]e|reprieve|extension|waiver)|\breprieve\b|\b(?:a|the|special|temporary) (?:waiver|special licen[sc]e)\b"
)
_SUSPENDED_BEFORE = re.compile(r"(?<![a-z])suspended (?:[a-z0-9-]+ ){0,3}$")
_SUSPENDED_AFTER = re.compile(
    r"(?: (?:for|of|on|against) [^.;,]{1,60})?,? (?:but )?(?:(?:which|that|to be|all of (?:which|it)|both) )?(?:(?:is|was|are|were|will be|would be|shall be|has been|being|be) )?(?:[a-z]+ ){0,2}?suspended(?: (?:and|but|for|in|if|so|as|provided|on|during|pending|unless|while|[a-z]+ly)(?![a-z])|(?=[,.]))"
)
_IMPOSED = re.compile(r"agree|order|assess|impos|fine[sd]\b")
_FINE_BEFORE = re.compile(r"(?:fines?|penalt(?:y|ies)|settlement) (?:of|totaling) (?:[a-z]+ ){0,2}$|\bpay (?:an? )?$")
_FINE_AFTER = re.compile(r" (?:[a-z-]+ ){0,2}(?:fine|penalty|settlement|forfeiture)\b")
_TEMPORARY = re.compile(
    r"order temporarily denying|temporary denial (?:of export privileges|order)|\b766\.24\b|temporarily denying"
)
_LOOKING_BACK = re.compile(r"\b(?:after|since|when|although|though|while|before|who|which|because|despite)\b[^;]{0,80}$")
_UNANSWERED = re.compile(
    r"\b(?:has|have) not (?:yet )?(?:had|received|got|been given) an answer|\b(?:is|are) (?:still )?waiting for (?:an? |its |the )?(?:answer|reply|decision|response)|\bnone (?:has|have) (?:yet |so far )?been (?:granted|issued|given|approved)(?: (?:to date|so far|yet))?"
    r"|\b(?:has|have) (?:not (?:yet )?|yet to )(?:been )?(?:answered|replied|responded|ruled on|decided)|\b(?:request|petition|application|appeal)s? (?:is|are|remains?) (?:still )?(?:pending|under review|undecided)"
)
_UNDECIDED = re.compile(
    rf"\b(?:pending|undecided|not (?:yet )?(?:been )?decided|has not (?:ruled|decided|answered)|awaits|awaiting|no decision|no assurance that (?:such|any|the|these) (?:licen[sc]es?|applications?|requests?|waivers?))\b|{_UNANSWERED.pattern}"
)
_A_RULE = re.compile(r"\b(?:federal register|fr doc|billing code|cfr part|action: (?:interim )?final rule|final rule)\b")
_PAST_WORDS = re.compile(r"\b(?:was|were|had|been|added|placed|put|imposed|designated|sanctioned|denied|listed|fined|issued)\b")
_ENDS_ON = re.compile(
    r"\b(?:runs? (?:out|until|through|to)|expires?|lapses?|ends?|until|through|due to (?:expire|lapse|run out|end)) (?:on |at )?$"
)
_EFFECTIVE = re.compile(r"\beffective (?:on )?$")
_AT_ONCE = frozenset({"entity_list_addition", "designation", "delisting", "military_company_listing", "sanctions_relief"})
_Placed = TypeVar("_Placed", Amount, Term, CitationInText)


class Judging(DaysOfActs):
    """Makes an event of a candidate."""

    def _event(self, c: Candidate) -> Event:
        status, modality, source = self._standing(c)
        value, precision, basis, at = self._date(c)
        counted = (
            _AFTER_THE_DAY.search(self.text.low, c.span.start, c.sentence.span.end)
            if self.official and c.pattern.section == "does"
            else None
        )
        if (
            counted is not None
            and self.written is not None
            and GROUP_OF[c.frame.type] == "other rules"
            and c.frame.type != "executive_order"
        ):
            days = _COUNTS.get(counted["count"]) or int(counted["count"])
            value, precision, basis, at = (self.written + timedelta(days=days)).isoformat(), "day", "offset", None
        if (
            self.effective is not None
            and value is None
            and c.quote is None
            and not self._told_as_past(c)
            and (status == "in_force" or c.frame.type in ("penalty", "settlement"))
            and (
                GROUP_OF[c.frame.type] in ("lists", "export privileges", "permissions", "other rules")
                or c.frame.type in ("court_order", "forfeiture")
                or (c.frame.type in ("penalty", "settlement") and _IMPOSED.search(self.masked, c.span.start, c.span.end))
            )
        ):
            value, precision, basis, at = (
                (self.written.isoformat(), "day", "document_date", None)
                if (c.frame.type == "court_order" and self.written is not None)
                else (
                    self.effective[0],
                    "day",
                    self.effective[1],
                    self.effective[2] if self.effective[2] >= 0 else None,
                )
            )
        if c.frame.type == "temporary_general_license" and status == "in_force" and at is not None and self._is_its_end(at):
            value = precision = basis = at = None  # "runs out on July 18": it has effect until then
        if (
            status == "in_force"
            and c.pattern.section in ("does", "renews")
            and value is not None
            and self.written is not None
            and not self._effective_at_once(c, value, at)
            and not self._effective_on_publication(value)
            and bounds(value)[0] > self.written
            and GROUP_OF[c.frame.type] in ("lists", "export privileges", "permissions", "other rules")
        ):
            status, modality = "announced", "intended"  # what takes effect after the day of the document is not in force on it
        if (
            c.frame.type == "relief_request"
            and status == "historical"
            and self._still_asked(c, dated=value is not None and basis != "document_date")
        ):
            status = "proposed"
        evidence = c.sentence.span
        if c.quote is not None and c.quote.span.start > evidence.start:
            evidence = Span(
                min(max(evidence.start, c.quote.span.start), c.span.start), max(min(evidence.end, c.quote.span.end), c.span.end)
            )
        terms = _within(self.terms, c.sentence.span) if c.frame.lasts == "until_ended" else []
        kind = c.frame.type
        if kind == "denial_order" and (
            (any(t.value and t.value.endswith("D") for t in terms) and "year" not in self.text.low[c.span.start : c.span.end])
            or (self.official and _TEMPORARY.search(self.text.low))
        ):
            kind = "temporary_denial_order"  # 15 CFR 766.24(d)(1): a temporary order runs for days
        if kind == "denial_order" and (
            _SUSPENDED_BEFORE.search(self.masked, max(c.sentence.span.start, c.span.start - 60), c.span.start)
            or _SUSPENDED_AFTER.match(self.masked, c.span.end, c.sentence.span.end)
        ):
            kind = "suspended_denial_order"  # 15 CFR 766.18(c): imposed, without effect while it is suspended
        if kind == "sanctions_relief" and (
            _FOR_A_TIME.search(self.text.low, c.span.start, c.span.end) or self._eased_for_a_time(c)
        ):
            kind = "temporary_general_license"
        if kind == "denial_order" and self._foreign(c):
            kind = "sales_ban"  # another country's ban on exports is no order under part 764
        return Event(
            type=kind, category=c.frame.category, actor=[e.id for e in self._actor(c)], target=[e.id for e in c.targets], status=status,
            modality=modality, trigger=c.span, evidence=[evidence], date=value, precision=precision, date_basis=basis, date_at=at,
            authority=self._authority(c), source=source, quote=c.quote, amounts=[a for a in _within(self.amounts, c.sentence.span) if self._owns(c, a)],
            terms=terms, until=self._until(c),
            guessed=self._only_described(c), presumed=c.frame.type in CONDUCT and c.span.start in self._presumed, renews=c.pattern.section == "renews", ends=c.pattern.section in ("ends", "suspends"), trigger_words=(self.text.low[c.span.start : c.span.end],),
        )  # fmt: skip

    def _eased_for_a_time(self, c: Candidate) -> bool:
        """Whether a firm's restrictions are eased by a license for a time that the document tells of: "temporarily eased curbs on C"."""
        low, begin = self.text.low, c.sentence.span.start
        return (
            c.pattern.section == "does"
            and any(e.type in ("company", "organization") for e in c.targets)
            and _FOR_NOW.search(low, begin, min(c.sentence.span.end, c.span.end + 120)) is not None
            and _A_LICENSE.search(low) is not None
        )

    def _still_asked(self, c: Candidate, *, dated: bool) -> bool:
        """Whether the text says that a request waits: "has asked the bureau for a stay, and the request has not been decided"."""
        following = self.text.sentences[min(c.sentence.at + 1, len(self.text.sentences) - 1)].span.end
        waits = _UNANSWERED if dated else _UNDECIDED
        return waits.search(self.text.low, c.sentence.span.start, following) is not None

    def _is_its_end(self, at: int) -> bool:
        """Whether a day to come is the one on which a permission ends."""
        day = self.dates[at]
        return (
            self.written is not None
            and (day.value or "")[:10] > self.written.isoformat()
            and _ENDS_ON.search(self.masked, max(0, day.span.start - 40), day.span.start) is not None
        )

    def _effective_at_once(self, c: Candidate, value: str, at: int | None) -> bool:
        """Whether what was done on the day of a report has effect within three days of it: "put it on the list, effective Tuesday"."""
        if self.official or at is None or self.written is None or c.frame.type not in _AT_ONCE:
            return False
        day = self.dates[at]
        return (
            0 <= (bounds(value)[1] - self.written).days <= 3
            and _EFFECTIVE.search(self.masked, max(0, day.span.start - 14), day.span.start) is not None
        )

    def _effective_on_publication(self, value: str) -> bool:
        """Whether a day is that on which a rule of these days takes effect, which is the day of its publication (44 U.S.C. 1507)."""
        if not self.official or self.effective is None or self.written is None or value[:10] != self.effective[0]:
            return False
        return 0 <= (bounds(value)[1] - self.written).days <= 7 and _A_RULE.search(self.text.low) is not None

    def _only_described(self, c: Candidate) -> bool:
        """Whether the sentence names none of the targets: "sanctions on the Dubai company that manages the ship"."""
        here = {e.id for _, e in self.entities_in(c.sentence.span.start, c.sentence.span.end)}
        return bool(c.targets) and here.isdisjoint(e.id for e in c.targets)

    def _told_as_past(self, c: Candidate) -> bool:
        """Whether an official document looks back on the act: "after it was placed", "X was designated in"."""
        if c.pattern.section in ("renews", "announces", "suspends"):
            return False
        words = self.masked[c.span.start : c.span.end]
        passive = c.frame.type not in ("penalty", "settlement") and re.match(
            r"(?:[CP]+|it|they|them) (?:was|were|had been) ", words
        )
        if c.pattern.source == LASTING:
            return True
        if passive and "following" not in words:
            return True
        if _GOES_ON_BEING.search(words):
            return True
        if not _PAST_WORDS.search(words) or _IS_BEING.search(
            self.masked, max(c.sentence.span.start, c.span.start - 24), c.span.start
        ):
            return False
        return bool(_LOOKING_BACK.search(self.masked, max(c.sentence.span.start, c.span.start - 90), c.span.start))

    def _owns(self, c: Candidate, amount: Amount) -> bool:
        if c.frame.type in CONDUCT and (
            _FINE_BEFORE.search(self.masked[max(0, amount.span.start - 24) : amount.span.start])
            or _FINE_AFTER.match(self.masked, amount.span.end)
        ):
            return False  # the fine, told of in the words of the conduct
        if c.span.start <= amount.span.start < c.span.end:
            return True
        return (
            c.frame.type in ("penalty", "settlement", "forfeiture", "tariff", "escrow_deposit", "reward_offer")
            and abs(amount.span.start - c.span.end) < 80
        )

    def _authority(self, c: Candidate) -> Span | None:
        return next((citation.span for citation in _within(self.citations, c.sentence.span)), None)


def _within(found: list[_Placed], span: Span) -> list[_Placed]:
    """Those of a sorted layer that begin within a span."""
    at = bisect_left(found, span.start, key=lambda item: item.span.start)
    inside = []
    while at < len(found) and found[at].span.start < span.end:
        inside.append(found[at])
        at += 1
    return inside
