"""What a telling says of its act: standing, date, authority, the amounts and terms that belong to it."""

from __future__ import annotations

import re
from bisect import bisect_left
from datetime import date, timedelta
from functools import cached_property
from typing import TypeVar

from licet.casefile import standing
from licet.casefile.calendar import number_of, shift_by
from licet.casefile.cites import CitationInText
from licet.casefile.counts import Term
from licet.casefile.dates import DateExpression
from licet.casefile.events import CONDUCT, Candidate, Event
from licet.casefile.frames import GROUP_OF, Frame
from licet.casefile.money import Amount
from licet.casefile.roles import Roles
from licet.casefile.text import Span

_LAST_DAY = re.compile(r"\b(?:until|through|expires?(?: on)?|expiring(?: on)?|ending(?: on)?)(?: (?:12:01|11:59)[^;]{0,44},?)? $")
_UNDONE = re.compile(
    r"\b(?:revok(?:es|ed|ing)|rescind(?:s|ed|ing)|repeal(?:s|ed|ing)|cancel(?:s|led|ed)|withdr(?:ew|aws)) (?:[a-zDNGP']+ ){0,4}$"
)
_ANNULLED = re.compile(
    r"\b(?:annul(?:s|led|ling)|vacat(?:es|ed|ing)|quash(?:es|ed|ing)|overturn(?:s|ed|ing)|str(?:uck|ikes|iking) down|set aside|void(?:s|ed)|nullif(?:ies|ied)) (?:[a-z]+ ){0,4}(?:decisions?|orders?|acts?|rulings?|rules?|regulations?) (?:[a-z]+ ){0,3}$"
)
_COOPERATES = re.compile(r"cooperat|compl|respond|answer")
_MAY_COME = re.compile(
    r"\b(?:possible|potential|threatened|looming|prospective|likely|hypothetical) (?:[a-z-]+ |M+ ){0,3}(?:fines?|penalt(?:y|ies)|settlement|indictment|charges|lawsuit|investigation|plea|forfeiture|prosecution|monitor|deferred)"
)
_PUNISHED = re.compile(
    r"\b(?:sanctioned|fined|penali[sz]ed|punished|convicted|sentenced|jailed|imprisoned|plead(?:s|ed|ing)? guilty|pled guilty|admit(?:s|ted|ting)|found guilty)\b"
)
_AGREED_TO = re.compile(r"\bagree(?:d|s|ing) (?:T+ |in T+ )?to (?:[a-z]+ )?$")
_SAYS_AFTER = re.compile(
    r"(?:,|\") (?:(?:the|an?|its|his|her|their|some|two|several) )?(?:[^,;]{0,70}? )?(?:said|says|say|alleg(?:es?|ed)|claim(?:s|ed)?|announced|stated|states|argued|argues?|confirmed|reported|asserted|contends?|contended|believes?|told (?:the |an? )?(?:court|judge|jury|jurors|reporters|lawmakers))\b|\baccording to\b"
)
_RULED_OVER = re.compile(r"\b(?:fined|sentenced|convicted|sanctioned|added|indicted|charged|pleaded)\b")
_TOLD_LAST = re.compile(
    r", (?:(?:the|an?|its|his|her|their|some|two|several|people|court|company) )?[^,;]{0,70}? ?(?:said|says|say|announced|showed|shows|show|reported|confirmed|told [^,;]{1,30})(?: in an? [^,;]{1,40})?(?: late| early)? (?:on |earlier on )?$"
)
_NOT_ITSELF = re.compile(r"\b(?:after|before|which|who|whose|when|since|had|because|following|ago|where)\b")
_ADMITTED_ALL = re.compile(
    r"\badmitt?(?:ed|s|ing) (?:to )?(?:committing |having committed |all |each of )?(?:the|its) (?:conduct|violations|allegations|alleged)\b"
)
_DATE_LINE = re.compile(r"(?: \([^)]{2,40}\))? ?[-—–] ")
_HAD_DONE = re.compile(r"\bhad (?:[a-z]+ ){0,2}[a-z]+(?:ed|pt|ld|nd|uck|ew)\b")
LASTING = "deed that lasts"  # the source of tellings that say an act goes on, not when it was done
_TOLD_THEN = re.compile(r"\b(?:said|says|told|wrote|tweeted|posted|added|declared|announced)\b[^;]{0,60}$")
_PRONOUN_OPENS = re.compile(r"(?:he|she|they) |it (?!is (?:therefore|hereby|further))")
_IS_BEING = re.compile(r"\b(?:is|are) (?:also |being |hereby |today |now ){0,3}$")
_AFTER_THE_DAY = re.compile(
    r"\b(?P<count>\d+|thirty|forty-five|sixty|ninety) days (?:after|from|following) (?:the )?(?:date|issuance|signing|publication)(?: of)?(?: publication)?(?: of)? (?:this|the) (?:order|rule|notice|determination|executive order)"
)
_COUNTS = {"thirty": 30, "forty-five": 45, "sixty": 60, "ninety": 90}
_TO_PAY = re.compile(
    r"\b(?:to|will|would|must) pay (?:an? |the )?(?:[a-z-]+ ){0,3}?criminal|\bagree(?:d|s|ing) to (?:an? |the )?(?:[a-z-]+ )?criminal"
)
_PLEA_TO_COME = re.compile(
    r"\bagree(?:d|s|ing) to (?:plead guilty|enter a (?:guilty )?plea)|\bwill plead guilty|\bplea agreement is subject to"
)
_NO_ADMISSION = re.compile(r"\bwithout admitting|\bneither admit|\bno admission of|\bdid not admit")
_RAN_OUT = re.compile(
    r"(?: [CPGN]{2,})?(?: (?:that|which|for|to|on|against|issued|granted|allowing|letting|authori[sz]ing|permitting|covering|of|with)[^.;]{0,120}?)?,? (?:has |had |was |were )?(?:since |already )?"
    r"(?:expired|lapsed|ran out|run out|(?:was |were )?allowed to (?:lapse|expire)|not (?:been )?renewed)(?![a-z])(?! (?:passport|visa))"
)
_FOR_A_TIME = re.compile(
    r"\b(?:(?:\d+|[a-z]+)-(?:day|week|month|year)|temporary|limited|interim|short-term)[a-z -]{0,20}? (?:licen[sc]e|waiver|reprieve|authori[sz]ation|exemption)|(?:licen[sc]e|authori[sz]ation|exemption)[^.;]{0,60} until "
)
_PROGRESSIVE = re.compile(r"(?:\b(?:is|are|was|were|been|by)(?: [a-z]+ly| also| now| today)?|,) $")
_MEASURES = re.compile(
    r"\b(?:sanctions?|sanctioned|blacklist(?:ed|s)?|lists?|designat(?:ed|ions?)|freezes?|froze|licen[sc]es?|waivers?|orders?|curbs|measures|restrictions)\b"
)
#: Parts of one resolution, told together.
_RESOLUTION = frozenset(
    {
        "settlement",
        "penalty",
        "guilty_plea",
        "forfeiture",
        "deferred_prosecution_agreement",
        "compliance_monitor",
        "suspended_denial_order",
    }
)
_LONG_AGO = re.compile(
    r"\b(?:had|already|previously|earlier|before|once|ago|formerly|later|would|could|might|may|should|who|which|whose|when|after|following|last|since)\b"
)
_NOT_DONE_AFTER_ALL = re.compile(
    r"[^.;,]{0,40}? (?:was|is|were|has been|had been|will|would)(?: still| also| clearly)? (?:not|never|ruled out|off the table|rejected|out of the question|no part)\b"
)
_AS_NEWS = re.compile(r"\b(?:has|have|will|must|shall|also|today|agrees?|agreed|is|are) (?:[a-z]+ ){0,3}")
_OTHER_TIME = re.compile(
    r"\b(?:had|has|have|been|already|previously|earlier|since|later|then|still|remains?|stays?|continues?|first|once|before|will|would|may|could|might|should|years?|months?|weeks?|who|which|that|when|after)\b"
)
_RUNS_TO = re.compile(
    r"\b(?:effective|valid|in effect|in force|remains? in effect)\b[^.;]{0,70}\b(?:through|until|to)(?: (?:12:01|11:59)[^;]{0,44},?)? $|\bthis (?:general license|order|rule|temporary general license|authori[sz]ation) (?:expires|shall expire|will expire)(?: (?:on|at))?(?: (?:12:01|11:59)[^;]{0,44},?)? $"
)
_RUN_OUT = re.compile(r" (?:expired|lapsed|ran out)(?= (?:on|in|late|last|earlier|T)|[.,]|$| $)")
_SUSPENDED_BEFORE = re.compile(r"(?<![a-z])suspended (?:[a-z0-9-]+ ){0,3}$")
_SUSPENDED_AFTER = re.compile(
    r"(?: (?:for|of|on|against) [^.;,]{1,60})?,? (?:but )?(?:(?:which|that|to be|all of which) )?(?:(?:is|was|are|were|will be|would be|shall be|has been|being|be) )?(?:[a-z]+ )?suspended(?: (?:for|in|if|so|as|provided|on|during|pending|unless|while|[a-z]+ly)(?![a-z])|(?=[,.]))"
)
_CLOSED_CLAUSE = re.compile(r", (?:which|who|whose|added|sanctioned|blacklisted|listed|placed|put|designated)\b[^,;]{0,90}$")
_WILL_BE = re.compile(
    r"\bannounc(?:es|ed|ing) (?:that )?(?:it|they|the [a-z]+) (?:will|would|intends? to|plans? to) |\b(?:department|agency|bureau|G+) to $"
)
_STAYS = re.compile(r"(?:will |would |to )?(?:remain|stay|continue|keep)")
_EARLIER = re.compile(r"\b(?:previously|(?:had|has|have) (?:been|already|previously))\b")
_SINCE = re.compile(r"\bsince (?:early |late |mid-)?$")
_IMPOSED = re.compile(r"agree|order|assess|impos|fine[sd]\b")
_FINE_BEFORE = re.compile(r"(?:fines?|penalt(?:y|ies)|settlement) (?:of|totaling) (?:[a-z]+ ){0,2}$|\bpay (?:an? )?$")
_FINE_AFTER = re.compile(r" (?:[a-z-]+ ){0,2}(?:fine|penalty|settlement|forfeiture)\b")
_GOES_ON_BEING = re.compile(r"\b(?:continues?|remains?|stays?|still|already|has been on|have been on)\b")
_OF_LATER = frozenset({"bill_introduced", "legislative_vote", "relief_request", "demand", "directive", "rulemaking"})
_BY_THEN = re.compile(r"\b(?:by|before|until|within|no later than) (?:the end of |mid-|early |late )?$")
_HAS_BEEN = re.compile(r"\b(?:has|have) been (?:[a-z]+ ){0,2}")
_FROM = re.compile(r"\b(?:from|starting(?: on)?|beginning(?: on)?|effective(?: on)?|as of) $")
_ENDS_THEN = re.compile(
    r"\b(?:until|through|expires?(?: on)?|expiring(?: on)?|no later than|ending(?: on)?|to)(?: (?:12:01|11:59)[^;]{0,36},?)? $"
)
_TEMPORARY = re.compile(
    r"order temporarily denying|temporary denial (?:of export privileges|order)|\b766\.24\b|temporarily denying"
)
_LOOKING_BACK = re.compile(r"\b(?:after|since|when|although|though|while|before|who|which|because|despite)\b[^;]{0,80}$")
_PAST_WORDS = re.compile(r"\b(?:was|were|had|been|added|placed|put|imposed|designated|sanctioned|denied|listed|fined|issued)\b")
_EARLIER_ORDER = re.compile(r"\b(?:issued|entered|dated|signed|imposed|published|order of)(?: [a-z]+){0,4} $")
_GOES_ON = re.compile(
    r"^(?:the (?:department|agency|bureau|order|rule|ban|company|administration|commission|move|action|government)|it|they|he|she)\b|\balso\b|^(?:at the same time|in addition|separately|meanwhile|in the same (?:rule|notice|action)|the same day|simultaneously)\b"
)
_BARRIER = re.compile(
    r"(?:;|\b(?:after|before|following|because|as a result of|which|who|where|since|until|when|amid|while|ahead of|but|prior to|concerning|regarding|relating to|in connection with|decision (?:of|by|to)|for violating|that (?:were|was|resulted))\b)"
)

_BY_PARTICIPLE = re.compile(
    r"(?<!was )(?<!were )(?<!been )(?<!are )(?<!is )(?<!has )(?<!had )(?<!have )\b(?P<verb>imposed|issued|announced|placed|put|introduced|levied|ordered|launched|adopted|signed|granted) (?:(?:on|against|to|for) (?:[a-z]+ ){0,3}[CPN]+(?:'s)? )?(?:by (?:the )?[A-Z]+ )?(?:on |in |late |early |earlier |back in |since )*$"
)
_THAT_DAY = re.compile(r",? when (?:the |it |he |she )?")
_IT_GOES_ON = re.compile(r"(?:it|they|the (?:company|firm|bank)) ")
_BY_THE_RECORD = re.compile(r"\baccording to (?:court |the |plea )*(?:records|documents|filings|agreement)\b")
_PLEADED = re.compile(r"\b(?:plead(?:ed|s)? guilty|pled guilty|convicted|sentenced)\b")
_GERUND = re.compile(r"[a-z]+ing ")
_WOULD_BE = re.compile(r'[^.;,]{0,50}? "?(?:would|could|may|might)\b')
_APART = frozenset({"after", "before", "following"})
_OF_A_LAW = re.compile(
    r"\b(?:order|regulation|resolution|law|act|notice|directive|decision|proclamation)s? (?:\([a-z]+\) )?(?:no\.? ?)?[0-9][\w/().-]*,? (?:of|dated|,)? ?$"
)
_ADOPTED = re.compile(
    r"\bha(?:s|ve) (?:adopted|decided|made) (?:this|the following) (?:regulation|decision|regulations)|\badopted this (?:regulation|decision)"
)
_PARTICIPIAL = re.compile(
    r",? (?:barring|forcing|banning|making|citing|accusing|blocking|prohibiting|requiring|giving|allowing|saying|leaving|prompting|restricting|cutting|sending)\b"
)
_AT_FIRST = re.compile(r"(?:were |was |been )?(?:originally|first|previously|formerly)\b")
_RELATIVE = re.compile(r"\b(?:who|which|that) (?:had |have )?$")
_OFFICE = re.compile(
    r"\b(?:indictment|complaint|court (?:papers|documents|filings|records)|affidavit|lawsuit|department|agency|bureau|prosecutors|officials|authorities|investigators|government|regulators)\b"
)


class Judging(Roles):
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
                self.effective[0],
                "day",
                self.effective[1],
                self.effective[2] if self.effective[2] >= 0 else None,
            )
        if (
            status == "in_force"
            and c.pattern.section in ("does", "renews")
            and value is not None
            and len(value) >= 10
            and self.written is not None
            and value[:10] > self.written.isoformat()
            and GROUP_OF[c.frame.type] in ("lists", "export privileges", "permissions", "other rules")
        ):
            status, modality = "announced", "intended"  # what takes effect after the day of the document is not in force on it
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
        if kind == "sanctions_relief" and _FOR_A_TIME.search(self.text.low, c.span.start, c.span.end):
            kind = "temporary_general_license"
        if kind == "denial_order" and self._foreign(c):
            kind = "sales_ban"  # another country's ban on exports is no order under part 764
        return Event(
            type=kind, category=c.frame.category, actor=[e.id for e in self._actor(c)], target=[e.id for e in c.targets], status=status,
            modality=modality, trigger=c.span, evidence=[evidence], date=value, precision=precision, date_basis=basis, date_at=at,
            authority=self._authority(c), source=source, quote=c.quote, amounts=[a for a in _within(self.amounts, c.sentence.span) if self._owns(c, a)],
            terms=terms, until=self._until(c),
            renews=c.pattern.section == "renews", ends=c.pattern.section in ("ends", "suspends"), trigger_words=(self.text.low[c.span.start : c.span.end],),
        )  # fmt: skip

    def _until(self, c: Candidate) -> str | None:
        """The last day an act runs to by its own words: "until August 14, 2029", "through 12:01 a.m., October 23"."""
        if c.frame.lasts != "until_ended":
            return None
        ends = [
            d.value
            for n in self.dates_in(c.sentence.span.start, c.sentence.span.end)
            if (d := self.dates[n]).value
            and _LAST_DAY.search(self.masked[max(c.sentence.span.start, d.span.start - 60) : d.span.start])
        ]
        if c.pattern.source.endswith(".lapses") or self._ran_out(c) is not None:
            ran_out = [self.dates[n] for n in self.dates_in(c.sentence.span.start, c.sentence.span.end)]
            days = [
                d.value[:10] for d in ran_out if d.value and d.precision in ("day", "minute") and d.form not in ("vague", "offset")
            ]
            return days[0] if len(days) == 1 else None
        if (
            not ends
            and self.official
            and c.pattern.section in ("does", "renews")
            and GROUP_OF[c.frame.type] in ("export privileges", "permissions")
        ):
            return self._runs_to
        return ends[-1] if ends and GROUP_OF[c.frame.type] in ("export privileges", "permissions", "other rules") else None

    @cached_property
    def _runs_to(self) -> str | None:
        """The last day a rule or an order gives for itself: "effective May 20 through August 18", "expires on"."""
        last = [
            d.value
            for d in self.dates
            if d.value and d.form == "full" and _RUNS_TO.search(self.text.low[max(0, d.span.start - 90) : d.span.start])
        ]
        return last[0] if len(set(last)) == 1 else None

    def _ran_out(self, c: Candidate) -> re.Match[str] | None:
        """The words after a permission or an order that say it ran out: "a license for C, which let it buy parts, expired"."""
        if c.pattern.section == "ends" and c.frame.type == "temporary_general_license":
            return _RUN_OUT.search(self.masked, c.span.start, c.span.end)
        if c.pattern.section not in ("does", "renews", "recalls") or GROUP_OF[c.frame.type] not in (
            "permissions",
            "export privileges",
        ):
            return None
        return _RAN_OUT.match(self.masked, c.span.end, c.sentence.span.end) or _RUN_OUT.search(
            self.masked, c.span.start, c.span.end
        )

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

    def _standing(self, c: Candidate) -> tuple[str, str, str | None]:
        """Status, modality and source."""
        section, frame = c.pattern.section, c.frame
        begin = c.sentence.span.start
        speaker = c.quote.speaker if c.quote is not None else None
        default = {"does": _default(frame), "renews": "in_force", "announces": "announced", "proposes": "proposed", "denies": "denied", "ends": "reversed", "suspends": "reversed",
                   "alleges": "alleged", "recalls": "historical"}[section]  # fmt: skip
        status = c.pattern.status or default
        if status in ("ongoing", "attach"):
            status = "in_force"
        if status == "in_force" and self._ran_out(c) is not None:
            return "historical", "asserted", speaker
        if section in ("does", "renews", "recalls", "suspends") and status in ("in_force", "historical", "alleged"):
            cue = standing.by_cues(self.masked, begin, c.span.start)
            if (
                cue is None
                and frame.lasts == "until_ended"
                and _UNDONE.search(self.masked, max(begin, c.span.start - 60), c.span.start)
            ):
                cue = "historical"  # "revoked his predecessor's order": the order is over
            if (
                frame.lasts == "until_ended"
                and section == "does"
                and _ANNULLED.search(self.masked, max(begin, c.span.start - 90), c.span.start)
            ):
                return "reversed", "asserted", speaker
            if (
                cue is None
                and GROUP_OF[frame.type] == "cases"
                and _MAY_COME.search(self.masked, max(begin, c.span.start - 14), c.span.end)
            ):
                cue = "proposed"  # "a possible fine", "a potential settlement"
            cue = cue or standing.within(self.masked, c.span.start, c.span.end)
            if cue == "announced" and _STAYS.match(self.masked, c.span.start, c.span.end):
                cue = None  # "it will stay on the list"
            if cue is None and frame.type == "penalty" and self._fine_to_come(c, begin):
                cue = "announced"
            if (
                cue == "announced"
                and frame.type == "settlement"
                and _AGREED_TO.search(self.masked, max(begin, c.span.start - 40), c.span.start)
            ):
                cue = None  # who agreed to pay has settled
            if cue == "announced" and frame.type == "investigation" and _COOPERATES.match(self.masked, c.span.start):
                cue = None  # "would cooperate with the inquiry": it runs
            if cue is not None and not (cue == "announced" and frame.lasts == "said"):
                status = cue
                if cue == "announced" and frame.type in CONDUCT:
                    status = default
        if (
            c.frame.type == "court_order"
            and status == "in_force"
            and _HAD_DONE.search(self.masked, max(begin, c.span.start), c.span.end)
        ):
            status = "historical"  # "courts had kept the order from taking effect"
        if (
            status == "in_force"
            and section == "does"
            and _GERUND.match(self.masked, c.span.start)
            and not _PROGRESSIVE.search(self.masked, max(begin, c.span.start - 24), c.span.start)
            and _WOULD_BE.match(self.masked, c.span.end, c.sentence.span.end)
        ):
            status = "announced"  # "an order vacating the listing would be appropriate"
        subject = c.span.start - begin < 3 or self.masked[c.span.start - 2 : c.span.start] in ("- ", "— ", "; ", ": ", '" ', ", ")
        if (
            status in ("in_force", "historical")
            and subject
            and _GERUND.match(self.masked, c.span.start)
            and _NOT_DONE_AFTER_ALL.match(self.masked, c.span.end, c.sentence.span.end)
        ):
            return "denied", "negated", speaker  # "Taking C off the list was not agreed"
        if frame.lasts == "said" and status == "in_force":
            status = "announced"
        if frame.type in CONDUCT and status not in ("denied",):
            status, speaker = self._conduct(c, speaker)
        elif status == "in_force" and GROUP_OF[frame.type] in ("lists", "export privileges", "permissions") and section != "renews":
            before = self.masked[max(begin, c.span.start - 70) : c.span.start]
            if GROUP_OF[frame.type] == "lists":
                before = _EARLIER.sub("", before)  # who was listed earlier is listed until it leaves the list
            if standing.LOOKS_BACK.search(before) or _AT_FIRST.match(self.masked, c.span.start, c.span.end):
                status = "historical"
        if (
            self.official
            and status == "announced"
            and not _WILL_BE.search(self.masked, begin, c.span.start)
            and GROUP_OF[frame.type] in ("lists", "export privileges", "other rules", "permissions")
            and section in ("does", "renews")
        ) or (status == "proposed" and section == "does" and GROUP_OF[frame.type] == "lists" and _ADOPTED.search(self.text.low)):
            status = "in_force"  # a rule says "will be listed" of what it does
        modality = {"announced": "intended", "proposed": "asserted", "denied": "negated", "alleged": "reported"}.get(
            status, "asserted"
        )
        if frame.type == "directive":
            modality = "claimed"
        if speaker is not None and modality == "asserted":
            modality = "reported"
        if frame.lasts == "said" and speaker is None:
            people = self.entities_in(begin, c.span.start + 1, ("person",))
            speaker = people[0][1].id if people else None
        return status, modality, speaker

    def _fine_to_come(self, c: Candidate, begin: int) -> bool:
        """Whether a criminal fine is agreed to with a plea, which a court has yet to accept: "plead guilty and to pay a criminal fine"."""
        lead = self.masked[max(begin, c.span.start - 40) : c.span.end]
        return "criminal" in lead and _TO_PAY.search(lead) is not None and _PLEA_TO_COME.search(self.text.low) is not None

    @cached_property
    def _unadmitted(self) -> bool:
        """Whether the document says that a case was settled without an admission."""
        low = self.text.low
        return "admi" in low and _NO_ADMISSION.search(low) is not None

    @cached_property
    def _owned_up(self) -> bool:
        """Whether an official document says that the party admitted the conduct it tells."""
        return self.official and _ADMITTED_ALL.search(self.text.low) is not None

    @cached_property
    def _charged(self) -> bool:
        """Whether an official document speaks of conduct that nobody has admitted or adjudicated."""
        low = self.text.low
        return bool(
            re.search(
                r"\b(?:alleg|apparent violation|potential civil liability|reason(?:able cause)? to believe|charging letter|facts indicat|evidence (?:presented|indicates|shows)|imminent violation)",
                low,
            )
        ) and not re.search(r"\b(?:plead(?:ed|s)? guilty|pled guilty|admitted|convicted|admits)\b", low)

    def _conduct(self, c: Candidate, speaker: str | None) -> tuple[str, str | None]:
        """Conduct is alleged when somebody says it of a party; a plea, a finding or the paper's own assertion makes it past."""
        begin, end = c.sentence.span.start, c.sentence.span.end
        before = self.masked[begin : c.span.start + 14]
        near = self.masked[max(begin, c.span.start - 60) : c.span.start]
        if c.quote is not None:
            return "alleged", speaker
        if _RELATIVE.search(near):
            return "historical", None
        if _BY_THE_RECORD.search(before) and _PLEADED.search(self.text.low):
            return "historical", None
        if self._owned_up:
            return "historical", None
        accused = [m.end() for m in standing.ALLEGED.finditer(before)]
        punished = [m.start() for m in _PUNISHED.finditer(before)]
        if punished and accused and punished[-1] > accused[-1]:
            return "historical", None  # "accused of lying, and fined for selling"
        if accused:
            accuser = self.entities_in(begin, c.span.start, ("agency", "government"))
            return "alleged", accuser[0][1].id if accuser else None
        if self._unadmitted:
            return "alleged", None
        if standing.ADMITTED.search(before):
            return "historical", None
        after = self.masked[c.span.end : end]
        outside = before + after
        if standing.REPORTING.search(before) or _SAYS_AFTER.search(after):
            sayer = self.entities_in(begin, end, ("agency", "government", "person"))
            if sayer or _OFFICE.search(outside):
                return "alleged", sayer[0][1].id if sayer else None
        if self.official and self._charged and not self._owned_up:
            return "alleged", None  # settled without an admission
        return "historical", None

    def _date(self, c: Candidate) -> tuple[str | None, str | None, str | None, int | None]:
        """The date of the clause; a statement takes the day it was made, an act told of by a report the day of the telling."""
        begin, end = c.sentence.span.start, c.sentence.span.end
        here = [
            (n, self.dates[n])
            for n in self.dates_in(begin, end)
            if self.dates[n].form not in ("vague", "offset") and (self.dates[n].value or self.written is None)
        ]
        if here and len(here) > 1 and here[0][1].span.end - begin < 80 and _DATE_LINE.match(self.masked, here[0][1].span.end):
            here = here[1:]  # "BERLIN, June 12 (Agency) - ...": the day of the paper, where the sentence has its own
        if c.quote is not None:
            inside = [(n, d) for n, d in here if c.quote.span.start <= d.span.start < c.quote.span.end]
            if not inside:
                own_act = c.frame.lasts == "said" or c.frame.type == "operations_halt" or c.pattern.section == "denies"
                if own_act and c.quote.date_at is not None:
                    said = c.quote.date or (None, None)
                    return said[0], said[1], c.quote.date_basis or "relative", c.quote.date_at
                told = [(n, d) for n, d in here if d.span.start >= c.quote.span.end and d.value]
                if own_act and told and _TOLD_THEN.search(self.masked, c.quote.span.end, told[0][1].span.start):
                    return told[0][1].value, told[0][1].precision, told[0][1].basis, told[0][0]
                return None, None, None, None
            here = inside
        if c.pattern.source.endswith(".lapses") or self._ran_out(c) is not None:
            over = self._until(c)  # the day it ran out: the one thing that is told of it
            number = next((n for n in self.dates_in(begin, end) if self.dates[n].value == over), None)
            return (over, "day", self.dates[number].basis, number) if number is not None else (None, None, None, None)
        if c.pattern.source == LASTING:
            here = [(n, d) for n, d in here if _SINCE.search(self.masked[max(begin, d.span.start - 12) : d.span.start])]
            return (here[0][1].value, here[0][1].precision, here[0][1].basis, here[0][0]) if here else (None, None, None, None)
        if c.pattern.section == "ends" and c.frame.type != "indictment":
            return None, None, None, None  # the words tell when it ended, not when it was
        if c.frame.type in CONDUCT:
            here = [(n, d) for n, d in here if d.kind == "absolute"]
            spans = [(n, d) for n, d in here if "/" in (d.value or "") and d.precision not in ("week",)]
            if len(spans) == 1 and not _RULED_OVER.search(self.masked, c.span.start, spans[0][1].span.start):
                number, d = spans[0]
                return d.value, d.precision, d.basis, number  # "between 2015 and 2018": when it was done
        best: tuple[float, int] | None = None
        if c.pattern.section == "suspends":  # a rule is suspended from a day on, whenever that was published
            after = [(n, d) for n, d in here if _FROM.search(self.masked[max(begin, d.span.start - 24) : d.span.start])]
            if after:
                number, d = after[0]
                return (
                    (d.value or "").partition("/")[0] or None,
                    d.precision if "/" not in (d.value or "") else "day",
                    d.basis,
                    number,
                )
        parted = [
            self.dates[n]
            for n in self.dates_in(begin, c.span.start)
            if self.dates[n].form == "offset" and self.dates[n].parts.get("direction", "") in _APART
        ]
        if parted and not _BARRIER.search(self.masked[parted[-1].span.end : c.span.start]):
            return self._apart(c, parted[-1], here)
        for number, d in here:
            low, high = (d.span.end, c.span.start) if d.span.start < c.span.start else (c.span.end, d.span.start)
            between = self.masked[low:high] if low < high else ""
            lead = self.masked[max(begin, d.span.start - 48) : d.span.start]
            of_another = c.frame.type == "denial_order_termination" or (
                c.pattern.section == "renews" and d.span.start > c.span.start
            )
            if c.frame.type in _OF_LATER and _BY_THEN.search(lead):
                continue  # "a bill that would ban them by 2022": the day of what it asks for
            if _OF_A_LAW.search(lead) or _ENDS_THEN.search(lead) or (of_another and _EARLIER_ORDER.search(lead)):
                continue
            part = _BY_PARTICIPLE.search(lead)
            if (
                part is not None
                and c.frame.type not in _RESOLUTION
                and d.span.start < c.span.end
                and d.span.start - len(lead) + part.start("verb") > c.span.start + 2
                and not (
                    c.frame.type == "temporary_general_license" and c.pattern.section == "does"
                )  # "a license granted on Friday"
            ):
                continue  # "eased restrictions imposed last week": the day of the restrictions
            if (
                d.span.end < c.span.start
                and self.masked.startswith(",", d.span.end)
                and _CLOSED_CLAUSE.search(self.masked, begin, d.span.start)
                and not _CLOSED_CLAUSE.search(self.masked, d.span.end, c.span.start)
            ):
                continue  # "C, which was listed in May 2019, has been granted": the day of the clause between commas
            cost = float(len(between))
            since = between == " since " and (
                _GOES_ON_BEING.search(self.masked, c.span.start, c.span.end)
                or _HAS_BEEN.search(self.masked, max(begin, c.span.start - 30), c.span.end)
            )
            if (_BARRIER.search(between) and not _THAT_DAY.match(between) and not since) or (
                d.span.start > c.span.end and _PARTICIPIAL.search(between)
            ):
                continue
            if d.span.start >= c.span.end:
                cost *= 0.8
            if best is None or cost < best[0]:
                best = (cost, number)
        if best is not None:
            d = self.dates[best[1]]
            return d.value, d.precision, d.basis, best[1]
        if here and c.quote is None and c.frame.type not in CONDUCT and not _NOT_ITSELF.search(self.masked, begin, c.span.end):
            number, d = here[-1]
            attributed = _TOLD_LAST.search(self.masked, c.span.end, d.span.start)
            if attributed is not None and d.precision in ("day", "minute"):
                return d.value, d.precision, d.basis, number  # "..., the department said on Monday": the news of that day
        return self._inherited(c)

    def _same_news(self, c: Candidate, before: Span) -> bool:
        """Whether a sentence of the press goes on with the measures of the one before: "Paris unveiled sanctions on Friday. It froze ..."."""
        if (
            self.official
            or GROUP_OF[c.frame.type] not in ("lists", "permissions", "export privileges")
            or c.pattern.source == LASTING
        ):
            return False
        if c.pattern.section not in ("does", "renews") or not _MEASURES.search(self.masked, before.start, before.end):
            return False
        lead = self.masked[max(c.sentence.span.start, c.span.start - 70) : c.span.end]
        return not _OTHER_TIME.search(lead)

    def _apart(
        self, c: Candidate, offset: DateExpression, here: list[tuple[int, DateExpression]]
    ) -> tuple[str | None, str | None, str | None, int | None]:
        """The day of an act told as the other end of an offset: "lifted on Friday, four months after it was imposed"."""
        own = [
            (n, d)
            for n, d in here
            if d.span.start > offset.span.end and not _BARRIER.search(self.masked[min(d.span.start, c.span.end) : d.span.start])
        ]
        if own:
            return own[0][1].value, own[0][1].precision, own[0][1].basis, own[0][0]
        base = [d for _, d in here if d.span.end <= offset.span.start and d.value and d.precision in ("day", "minute")]
        count = number_of(offset.parts.get("count", ""))
        if not base or count is None:
            return None, None, None, None
        sign = -1 if offset.parts["direction"] in ("after", "following") else 1
        value, precision = shift_by((base[-1].value or "")[:10], sign * count, offset.parts["unit"])
        return value, precision, "offset", None

    def _is_the_news(self, c: Candidate) -> bool:
        """Whether a part of a resolution is told as news: "has agreed to forfeit", "will pay", "must retain a monitor"."""
        lead = self.masked[max(c.sentence.span.start, c.span.start - 70) : c.span.end]
        return (
            c.frame.type in _RESOLUTION
            and c.pattern.section in ("does", "announces")
            and c.quote is None
            and _AS_NEWS.search(lead) is not None
            and _LONG_AGO.search(lead) is None
        )

    @cached_property
    def _day_of_news(self) -> tuple[str | None, str | None, str | None, int | None]:
        """The day that the first sentences tell of, within the week before the document; an official document's own day."""
        if self.written is None:
            return None, None, None, None
        story = [s for s in self.text.sentences if self.text.blocks[s.block].kind == "story"][:6]
        for sentence in story:
            for n in self.dates_in(sentence.span.start, sentence.span.end):
                d = self.dates[n]
                if d.value and d.form in ("weekday", "day_word", "full", "month_day") and d.precision in ("day", "minute"):
                    day = date.fromisoformat(d.value[:10])
                    if timedelta(0) <= self.written - day <= timedelta(days=6):
                        return d.value[:10], "day", d.basis, n
        return (self.written.isoformat(), "day", "document_date", None) if self.official else (None, None, None, None)

    def _inherited(self, c: Candidate) -> tuple[str | None, str | None, str | None, int | None]:
        """The day of the sentence before, when this one goes on from it: "The department ...", "It also ..."."""
        conduct = c.frame.type in CONDUCT and not _IT_GOES_ON.match(self.masked, c.sentence.span.start)
        if self._is_the_news(c):
            return self._day_of_news
        if conduct or GROUP_OF[c.frame.type] == "cases" or c.sentence.at == 0 or c.quote is not None:
            return None, None, None, None
        before = self.text.sentences[c.sentence.at - 1]
        head = self.masked[c.sentence.span.start : c.span.start]
        goes_on = before.block == c.sentence.block or (before.block == c.sentence.block - 1 and _PRONOUN_OPENS.match(head))
        if not goes_on or not (_GOES_ON.search(head) or self._same_news(c, before.span)):
            return None, None, None, None
        days = [
            (n, self.dates[n])
            for n in self.dates_in(before.span.start, before.span.end)
            if self.dates[n].value and self.dates[n].form not in ("vague", "offset")
        ]
        if len(days) != 1:
            return None, None, None, None
        number, d = days[0]
        if self.written is not None and (d.value or "")[:10] > self.written.isoformat():
            return None, None, None, None  # a day to come is not the day of what was done
        return d.value, d.precision, d.basis, number


_Placed = TypeVar("_Placed", Amount, Term, CitationInText)


def _within(found: list[_Placed], span: Span) -> list[_Placed]:
    """Those of a sorted layer that begin within a span."""
    at = bisect_left(found, span.start, key=lambda item: item.span.start)
    inside = []
    while at < len(found) and found[at].span.start < span.end:
        inside.append(found[at])
        at += 1
    return inside


def _default(frame: Frame) -> str:
    return {"until_ended": "in_force", "once": "historical", "pending": "in_force", "said": "announced"}[frame.lasts]
