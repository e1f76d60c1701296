"""The day of an act: in its clause, in the sentence it goes on from, in the news it is part of; and until when it runs."""

from __future__ import annotations

import re
from datetime import date

from licet.casefile.calendar import number_of, shift_by
from licet.casefile.dates import DateExpression, to_come
from licet.casefile.days_of_news import _DATE_LINE, LASTING, When
from licet.casefile.events import CONDUCT, Candidate
from licet.casefile.frames import RESOLUTION
from licet.casefile.last_days import LastDays
from licet.casefile.standings import _FINE_UNDONE
from licet.casefile.text import Span
from licet.casefile.whose_day import closes, fronted, of_a_paper, of_the_noun, reaches, within_a_clause

_RULED_OVER = re.compile(r"\b(?:fined|sentenced|convicted|sanctioned|added|indicted|charged|pleaded)\b")
_TOLD_LAST = re.compile(
    r", (?:(?:the|an?|its|his|her|their|some|two|several|people|court|company) )?[^,;]{0,70}? ?(?:said|says|say|announced|showed|shows|show|reported|confirmed|told [^,;]{1,30})(?: in an? [^,;]{1,40})?(?: late| early)? (?:on |earlier on )?$"
)
_NOT_ITSELF = re.compile(r"\b(?:after|before|which|who|whose|when|since|had|because|following|ago|where)\b")
PUT_OFF = "deed put off"  # the source of tellings that a prohibition begins later than it was to
_TOLD_THEN = re.compile(r"\b(?:said|says|told|wrote|tweeted|posted|added|declared|announced)\b[^;]{0,60}$")
_CLOSED_CLAUSE = re.compile(r", (?:which|who|whose|added|sanctioned|blacklisted|listed|placed|put|designated)\b[^,;]{0,90}$")
_SINCE = re.compile(r"\b(?:since|imposed|added|placed|listed)(?: on| in)? (?:early |late |mid-)?$")
_GOES_ON_BEING = re.compile(r"\b(?:continues?|remains?|stays?|still|already|has been on|have been on)\b")
_OF_LATER = frozenset({"bill_introduced", "legislative_vote", "relief_request", "demand", "directive", "rulemaking"})
_SETS_DEADLINES = frozenset({"executive_order", "transaction_prohibition", "court_order", "procurement_ban", "rule_amendment"})
_BY_WHICH = re.compile(r",? (?:according to|by|under|in) which (?!.*\b(?:which|who|after|before)\b)")
_GOES_BACK = re.compile(r"\b(?:back|return(?:s|ed)?|dates?|dated|dating) to (?:early |late |mid-)?$")
_DECIDED_THEN = re.compile(
    r"\b(?:decisions?|orders?|acts?|judg(?:e)?ments?|rulings?|listings?|sanctions|agreements?|letters?|report|notice) (?:of|dated) (?:T+(?:,| and|, and) )*$"
)
_OF_ANOTHER_CLAUSE = re.compile(
    r"(?<!said )(?<!says )(?<!announced )(?<!reported )\bthat (?:had|has|have|was|were|broke|began|took|came|went|fell|[a-z]{3,}ed)\b|\bthat (?:(?:the )?[GPN]{2,}|it|he|she|they|the (?:department|agency|government)) (?:has |had |later )*[a-z]+(?: |$)"
)
_AND_THEN = re.compile(r"(?:,| and|, and|, but| but) (?:(?:on|in|late|early|earlier|back in|since) )?$")
_NEXT_TOLD = re.compile(
    r",? (?:it|he|she|they|the [a-z]+|(?:the )?[CPGN]{2,}(?:, an? [^,;]{1,60},)?) (?!and |or |to )(?:[a-z]+ly )?[a-z]+"
)
_BY_THEN = re.compile(r"\b(?:by|before|until|within|no later than) (?:the end of |mid-|early |late )?$")
_HAS_BEEN = re.compile(r"\b(?:has|have) been (?:[a-z]+ ){0,2}")
_FROM = re.compile(r"\b(?:from|starting(?: on)?|beginning(?: on)?|effective(?: on)?|as of) $")
_ENDS_THEN = re.compile(
    r"\b(?:until|through|expires?(?: on)?|expiring(?: on)?|no later than|ending(?: on)?|to)(?: (?:12:01|11:59)[^;]{0,36},?)? $"
)
_EARLIER_ORDER = re.compile(r"\b(?:issued|entered|dated|signed|imposed|published|order of)(?: [a-z]+){0,4} $")
_OTHER_SUBJECT = re.compile(r",? (?:and|but|while|whereas) (?:the )?[CPG]{2}[^,;]{0,60}")
_BARRIER = re.compile(
    r"(?:;|\b(?:after|before|following|because|as a result of|which|who|where|since|until|when|amid|while|ahead of|but|prior to|concerning|regarding|relating to|in connection with|decision (?:of|by|to)|for violating|that (?:were|was|resulted))\b)"
)
_BY_PARTICIPLE = re.compile(
    r"(?<!was )(?<!were )(?<!been )(?<!are )(?<!is )(?<!has )(?<!had )(?<!have )\b(?P<verb>imposed|issued|announced|placed|put|introduced|levied|ordered|launched|adopted|signed|granted) (?:(?:on|against|to|for) (?:[a-z]+ ){0,3}[CPN]+(?:'s)? )?(?:by (?:the )?[A-Z]+ )?(?:on |in |late |early |earlier |back in |since )*$"
)
_THAT_DAY = re.compile(r",? when (?:the |it |he |she )?")
_APART = frozenset({"after", "before", "following"})
_OF_A_LAW = re.compile(
    r"\b(?:order|regulation|resolution|law|act|notice|directive|decision|proclamation)s? (?:\([a-z]+\) )?(?:no\.? ?)?[0-9][\w/().-]*,? (?:of|dated|,)? ?$|\b(?:act|law|code|statute|treaty|convention|amendments?|regulations) of $"
)
_TOLD_OF_LATER = frozenset(
    {
        "delisting",
        "sanctions_relief",
        "relief_pledge",
        "entity_list_addition",
        "designation",
        "military_company_listing",
        "tariff",
        "tariff_removal",
        "directive",
    }
)
_PROPOSED = re.compile(r"\bpropos|\b(?:package|plan|draft|bill) would\b")
_FALLS_DUE = re.compile(r"\b(?:due|payable|falls due|beginning|starting)(?: (?:on|by|in))? $")
_BANS = frozenset({"transaction_prohibition", "sales_ban", "procurement_ban"})
_SAID_IN_QUOTES = frozenset({"operations_halt", "relief_request", "demand"})
_MAIN_CLAUSE = re.compile(
    r" (?:[a-z]+ed|put|met|won|lost|took|[a-z]+s) [^,;]*, (?:the |an? |its )?(?:[CPGND]{2,}|[a-z]+ [CPGN]{2,}|[a-z]+)[^,;]*$"
)
_NOT_SO = re.compile(r"\b(?:no|not|nothing|never|none)\b|n't\b")
_ORDER_OF = re.compile(
    r"\b(?:order|ban|listing|designation|licen[sc]e|rule|decision|ruling) (?:of|dated|issued on|imposed on|signed on) $"
)
_AS_AMENDED = re.compile(
    r"\bas (?:later |last |first |further )?(?:amended|modified|corrected|revised|updated) (?:on |in |late |early )?$"
)
_PARTICIPIAL = re.compile(
    r",? (?:barring|forcing|banning|making|citing|accusing|blocking|prohibiting|requiring|giving|allowing|saying|leaving|prompting|restricting|cutting|sending)\b"
)


def between_them(masked: str, one: Span, other: Span) -> str:
    """The words between two places."""
    return masked[one.end : other.start] if one.end < other.start else masked[other.end : one.start]


class DaysOfActs(LastDays):
    """Which of the dates around a telling is its own."""

    def _apart(self, c: Candidate, at: int, offset: DateExpression, here: list[tuple[int, DateExpression]]) -> When:
        """The day of an act told as the other end of an offset: "lifted on Friday, four months after it was imposed"."""
        own = [
            (n, d)
            for n, d in here
            if d.span.start > offset.span.end
            and not to_come(d.value, self.written)
            and not _TOLD_LAST.search(self.masked, c.span.end, d.span.start)
            and not _BARRIER.search(self.masked[min(d.span.start, c.span.end) : d.span.start])
        ]
        if own:
            return own[0][1].value, own[0][1].precision, own[0][1].basis, own[0][0]
        base = [d for _, d in here if d.span.end <= offset.span.start and d.value and d.precision in ("day", "minute")]
        count = number_of(offset.parts.get("count", ""))
        if not base and offset.value and len(offset.value) == 10:
            return offset.value, "day", "offset", at
        told = base[-1].value if base else self._day_it_is_told(c, offset)
        if not told or count is None:
            return None, None, None, None
        sign = -1 if offset.parts["direction"] in ("after", "following") else 1
        value, precision = shift_by(told[:10], sign * count, offset.parts["unit"])
        return value, precision, "offset", at

    def _told_before(self, here: list[tuple[int, DateExpression]], later: DateExpression) -> bool:
        """Whether a day to come stands beside a day within the week before the document, on which it was told."""
        if self.written is None or not to_come(later.value, self.written):
            return False
        days = [
            date.fromisoformat(d.value[:10]) for _, d in here if d.value and d is not later and d.precision in ("day", "minute")
        ]
        return any(0 <= (self.written - day).days <= 7 for day in days)

    def _only_proposed(self, c: Candidate, d: DateExpression) -> bool:
        """Whether a day to come is that of what a proposal would do."""
        return to_come(d.value, self.written) and (
            self.masked.startswith("it would ", c.sentence.span.start)
            or _PROPOSED.search(self.masked, c.sentence.span.start, c.span.end) is not None
        )

    def _date(self, c: Candidate) -> When:
        """The date of the clause; a statement takes the day it was made, an act told of by a report the day of the telling."""
        begin, end = c.sentence.span.start, c.sentence.span.end
        here = [
            (n, self.dates[n])
            for n in self.dates_in(begin, end)
            if (self.dates[n].form not in ("vague", "offset") or self.dates[n].parts.get("direction") in ("later", "earlier"))
            and (self.dates[n].value or self.written is None)
        ]
        if here and here[0][1].span.end - begin < 80 and _DATE_LINE.match(self.masked, here[0][1].span.end):
            here = here[1:]  # "BERLIN, June 12 (Agency) - ...": the day of the paper, not of what it tells
        if c.quote is not None:
            inside = [(n, d) for n, d in here if c.quote.span.start <= d.span.start < c.quote.span.end]
            if c.frame.lasts == "said":  # "I have instructed him to lift all sanctions imposed on T": the day of the sanctions
                inside = [
                    (n, d) for n, d in inside if not _BY_PARTICIPLE.search(self.masked, max(begin, d.span.start - 48), d.span.start)
                ]
            if not inside:
                own_act = c.frame.lasts == "said" or c.frame.type in _SAID_IN_QUOTES or c.pattern.section == "denies"
                own_act = own_act or _NOT_SO.search(self.masked, max(c.quote.span.start, c.span.start - 24), c.span.end) is not None
                if own_act and c.quote.date_at is not None:
                    said = c.quote.date or (None, None)
                    return said[0], said[1], c.quote.date_basis or "relative", c.quote.date_at
                told = [(n, d) for n, d in here if d.span.start >= c.quote.span.end and d.value]
                if own_act and told and _TOLD_THEN.search(self.masked, c.quote.span.end, told[0][1].span.start):
                    return told[0][1].value, told[0][1].precision, told[0][1].basis, told[0][0]
                return self._said_with_the_one_before(c) if own_act else (None, None, None, None)
            here = inside
        if c.pattern.source.endswith(".lapses") or self._ran_out(c) is not None:
            over = self._until(c)  # the day it ran out: the one thing that is told of it
            number = next((n for n in self.dates_in(begin, end) if self.dates[n].value == over), None)
            return (over, "day", self.dates[number].basis, number) if number is not None else (None, None, None, None)
        if c.pattern.source == PUT_OFF:
            return self._put_off_to(c)
        if c.pattern.source == LASTING:
            here = [
                (n, d)
                for n, d in here
                if _SINCE.search(lead := self.masked[max(begin, d.span.start - 24) : d.span.start]) or _ORDER_OF.search(lead)
            ]
            return (here[0][1].value, here[0][1].precision, here[0][1].basis, here[0][0]) if here else (None, None, None, None)
        if c.frame.type == "penalty" and _FINE_UNDONE.search(self.masked, max(begin, c.span.start - 40), c.span.start):
            here = [x for x in here if x[1].span.start >= c.span.end]  # the day before it is that of the ruling
        if c.pattern.section == "ends" and c.frame.type != "indictment":
            return None, None, None, None  # the words tell when it ended, not when it was
        if c.frame.type in CONDUCT:
            here = [
                (n, d)
                for n, d in here
                if d.kind == "absolute" or c.span.start < d.span.start < c.span.end or 0 <= d.span.start - c.span.end < 12
            ]
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
            (n, self.dates[n])
            for n in self.dates_in(begin, c.span.start)
            if self.dates[n].form == "offset" and self.dates[n].parts.get("direction", "") in _APART
        ]
        then = self.masked[parted[-1][1].span.end : c.span.start] if parted else ""
        if parted and not _BARRIER.search(then) and not _MAIN_CLAUSE.search(then):
            return self._apart(c, *parted[-1], here)
        for number, d in here:
            low, high = (d.span.end, c.span.start) if d.span.start < c.span.start else (c.span.end, d.span.start)
            between = self.masked[low:high] if low < high else ""
            lead = self.masked[max(begin, d.span.start - 48) : d.span.start]
            of_another = c.frame.type == "denial_order_termination" or (
                c.pattern.section == "renews" and d.span.start > c.span.start
            )
            if _BY_THEN.search(lead) and (
                c.frame.type in _OF_LATER or (c.frame.type in _SETS_DEADLINES and d.span.start >= c.span.end)
            ):
                continue  # "a bill that would ban them by 2022": the day of what it asks for
            if c.frame.type in ("court_order", "lawsuit") and _DECIDED_THEN.search(lead):
                continue  # "annulled the decisions of June": the day of what was annulled
            if (
                (c.frame.lasts == "once" or c.frame.type == "court_order")
                and c.frame.type not in CONDUCT
                and d.form == "range"
                and "/" in (d.value or "")
            ):
                continue  # "admitted shipments made between 2014 and 2019, and agreed to a fine": when the wrong was done
            if (
                c.frame.type in CONDUCT
                and d.span.end <= c.span.start
                and _RULED_OVER.search(between_them(self.masked, d.span, c.span))
            ):
                continue  # "on March 19 pleaded guilty to conspiring to export": the day of the plea
            if (
                (
                    _OF_A_LAW.search(lead)
                    and not (c.frame.type == "executive_order" and c.span.start < d.span.start <= c.span.end + 8)
                )
                or _AS_AMENDED.search(lead)
                or (_ENDS_THEN.search(lead) and not _GOES_BACK.search(lead))
                or (of_another and _EARLIER_ORDER.search(lead))
            ):
                continue
            if c.frame.type != "agency_letter" and of_a_paper(self.masked[max(begin, d.span.start - 140) : d.span.start]):
                continue  # "As noted in the letter of T, the removal of C": the day of the letter
            if _FROM.search(lead) and self._only_proposed(c, d):
                continue  # "proposed to ban imports from 2027": the day of the proposal
            if c.frame.type in RESOLUTION and _FALLS_DUE.search(lead):
                continue  # "agreed to pay $220 million, the first installment due October 31"
            if c.frame.type in _BANS and _FROM.search(lead) and self._told_before(here, d):
                continue  # "on Thursday said it would bar sales and, from Sept. 29, updates": the day it was said
            if d.form == "within" and c.frame.type in _TOLD_OF_LATER:
                continue  # "said that C would come off its list in 30 days": the day it was said
            part = _BY_PARTICIPLE.search(lead)
            if (
                part is not None
                and c.frame.type not in RESOLUTION
                and c.frame.type != "bill_introduced"
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
            if c.span.start < d.span.start < c.span.end and within_a_clause(self.masked[c.span.start : d.span.start]):
                continue
            cost = float(len(between))
            since = (
                between.endswith(" since ")
                and not _BARRIER.search(between.removesuffix("since "))
                and (
                    _GOES_ON_BEING.search(self.masked, c.span.start, c.span.end)
                    or _HAS_BEEN.search(self.masked, max(begin, c.span.start - 30), c.span.end)
                )
            )
            if (
                _BARRIER.search(between)
                and not _THAT_DAY.match(between)
                and not since
                and not _BY_WHICH.match(between)
                and not (c.frame.type == "operations_halt" and between == ", which ")
                and not reaches(between, opens=fronted(self.masked, begin, d.span.start), after=d.span.start >= c.span.end)
            ) or (d.span.start > c.span.end and _PARTICIPIAL.search(between)):
                continue
            if d.span.start >= c.span.end and _OF_ANOTHER_CLAUSE.search(between) and not closes(between):
                continue  # "the firm that G put on its list in 2020": the day of what is told of the firm
            if d.span.start >= c.span.end and of_the_noun(between):
                continue  # "settled the suit C brought in February": the day of the suit
            if d.span.start >= c.span.end and _NEXT_TOLD.match(self.masked, d.span.end) and _AND_THEN.search(between):
                continue  # "fined C for weak controls, and two years ago it settled": the day of what it goes on to
            if d.span.start >= c.span.end:
                cost *= 0.8
            elif _OTHER_SUBJECT.fullmatch(self.masked, d.span.end, min(c.span.start + 2, end)):
                cost += 60  # "C was indicted in 2019, and D was fined $5 million in 2006": a day after it comes first
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
        inherited = self._inherited(c)
        return inherited if inherited[0] else self._told_today(c) or inherited
