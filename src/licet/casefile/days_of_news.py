"""The day of the news a document tells, and which of its sentences go on with it without a day of their own."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cached_property

from licet.casefile.date_expressions import DateExpression
from licet.casefile.dates import to_come
from licet.casefile.events import CONDUCT, Candidate
from licet.casefile.frames import GROUP_OF, RESOLUTION
from licet.casefile.standings import Standings
from licet.casefile.text import Sentence, Span

When = tuple[str | None, str | None, str | None, int | None]  # value, precision, basis, number of the expression
_PRONOUN_OPENS = re.compile(
    r"(?:he|she|they) |it (?!is (?:therefore|hereby|further))|the (?:licen[sc]e|waiver|order|ban|rules?|move|decision|settlement|deal|ruling|judgment|listings?) "
)
_STAMP_LINE = re.compile(r"[|·•] ?T{6,}|T{6,}(?: at [0-9:. apm]{4,12})? ?[|·•]|^by [^.;]{3,60},? T{6,} ?$")
_DATE_LINE = re.compile(r"(?: \([^)]{2,40}\))? ?[-—–] ")
_MEASURES = re.compile(
    r"\b(?:sanctions?|sanctioned|blacklist(?:ed|s)?|lists?|listings?|crackdown|curbing|curbed|controls|designat(?:ed|ions?)|freezes?|froze|licen[sc]es?|waivers?|orders?|curbs|measures|restrictions)\b"
)
_LONG_AGO = re.compile(
    r"\b(?:had|already|previously|earlier|before|once|ago|formerly|later|would|could|might|may|should|who|which|whose|when|after|following|last|since)\b"
)
_AS_NEWS = re.compile(r"\b(?:has|have|will|must|shall|also|today|agrees?|agreed|is|are) (?:[a-z]+ ){0,3}")
_OTHER_TIME = re.compile(
    r"\b(?:had|has|have|been|already|previously|earlier|since|later|then|still|remains?|stays?|continues?|first|once|before|will|would|may|could|might|should|years?|months?|weeks?|who|which|that|when|after)\b"
)
_TO_THEN = re.compile(r"\b(?:until|to|till|by)(?: (?:12:01|11:59)[^;]{0,24},?)?(?: at least)? $")
_BEGINS_NOW = re.compile(
    r"(?:it|they|the (?:ban|order|prohibition|restrictions)) (?:will |is to |are to |would )?(?:now |instead )*(?:begins?|starts?|takes? effect|kicks? in|comes? into (?:force|effect))\b"
)
_JUST_NOW = re.compile(
    r"\b(?:(?:has|have) (?:now |also |today )?(?:agreed|entered|reached|settled|assured|promised|decided|signed|filed|accepted|announced|offered|informed)|is (?:also )?offering)\b"
)
_WE_SAY = re.compile(
    r"(?:today,? )?we (?:again |also |therefore |strongly )?(?:call|urge|ask|demand|request|condemn|invite|propose)\b"
)
_AT_ONCE = re.compile(r"\b(?:with immediate effect|effective (?:at once|immediately|today))\b")
_ALSO_DID = re.compile(
    r"(?:(?:it|the (?:department|agency|treasury|government|union|bloc|administration|ministry)|(?:the )?[GN]{2,}) (?:also|separately|simultaneously) (?:[a-z]+ed|took|put|brought|gave|set|froze|cut|began|struck)\b|(?:separately|in addition|at the same time|simultaneously),? (?:it|(?:the )?[GN]{2,}) [a-z]+ed\b|(?:the )?[GN]{2,}, for its part, [a-z]+ed\b)"
)
_GOES_ON = re.compile(
    r"^(?:the (?:department|agency|bureau|order|rule|ban|licen[sc]e|waiver|sanctions|measures|company|administration|commission|move|action|government)|it|they|he|she)\b|\balso\b|^(?:at the same time|in addition|separately|meanwhile|in the same (?:rule|notice|action|order|decision|step)|the same day|simultaneously|(?:an?|the) (?:second|third|further|separate|new|other) (?:order|rule|notice|decision|measure|license|list|letter))\b|\b(?:for its part|in turn) ?,|\bthen (?:[a-z]+ly )?$"
)
_HOURS_LATER = re.compile(
    r"(?:hours|minutes|moments|shortly|later (?:that|the same|on the same) (?:day|evening|afternoon)|that (?:evening|afternoon|night)) ?(?:later|afterwards?|after|on)?,? "
)
_AT_THE_SAME_TIME = re.compile(
    r"\b(?:at the same time|(?:on|at) (?:the|that) same (?:date|day|time)|simultaneously|in the same (?:action|order|rule|notice))\b"
)
_PART_OF_IT = re.compile(
    r"(?:as|being) (?:a )?part of (?:that|the|this|its) (?:same )?(?:settlement|deal|agreement|plea|resolution|accord)|under (?:that|the|its) (?:settlement|plea agreement|plea deal|agreement|deal|accord),? "
)
_OPENS = re.compile(r"(?:[^.;]{0,60} ?[-—–] ?)?(?:just |only |barely |about |some )?")
_ANAPHORIC = re.compile(
    r"(?:the (?:move|decision|step|announcement|action|measures?|news|deal|settlement|agreement|plea|fine|penalty|ruling|charges|indictment|accord|verdict)|it|this|that)\b"
)
_THE_COURT = re.compile(r"the (?:court|judge|judges|panel|tribunal) (?:also |further |separately )?[a-z]+")
_RULED = re.compile(
    r"\b(?:court|judge|judges|tribunal|panel)\b[^.;]*\b(?:ruled|found|annulled|struck|upheld|granted|blocked|dismissed|rejected|ordered|said)\b|\b(?:G{2,}|court|judge) ruled\b"
)
_A_COURT = re.compile(
    r"(?:the|a) (?:[a-z]+ ){0,2}?(?:court|judge|judges|panel|tribunal|jury|justices) (?:also |then |further |separately )?(?:[a-z]+ed|threw|found|struck|upheld|set|gave|held|left)\b|(?:he|she|it|they) (?:also )?(?:dismissed|rejected|ordered|denied|ruled|threw|upheld|annulled|blocked|granted|struck)\b"
)
_PLAINLY = re.compile(r"(?:the )?(?:N+ )?[GN]{2,} (?:[a-z]+ed|put|gave|set)\b")
_SAID_IT_HAD = re.compile(
    r"(?:the )?(?:N+ )?[GN]{2,}(?: [a-z]+)? (?:said|announced|confirmed) (?:that )?(?:it|they) (?:had|was|were|is|has) (?:also )?(?:[a-z]+ed|put|[a-z]+ing)\b"
)
_A_DEAL = re.compile(
    r"\b(?:deal|settle[sd]?|settlement|plea|plead(?:s|ed)?|pled|agreement|resolution|penalt(?:y|ies)|fine[sd]?|resolve[sd]?)\b"
)
_SAID_THERE = re.compile(r"\b(?:said|told|wrote|tweeted|posted|announced|statement)\b")
_IT_GOES_ON = re.compile(r"(?:it|they|the (?:company|firm|bank)) ")
LASTING = "deed that lasts"  # the source of tellings that say an act goes on, not when it was done


class DaysOfNews(Standings):
    """Which sentences share the day of the news."""

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

    def _is_the_news(self, c: Candidate) -> bool:
        """Whether a part of a resolution is told as news: "has agreed to forfeit", "will pay", "must retain a monitor"."""
        lead = self.masked[max(c.sentence.span.start, c.span.start - 70) : c.span.end]
        return (
            c.frame.type in RESOLUTION
            and c.pattern.section in ("does", "announces")
            and c.quote is None
            and _AS_NEWS.search(lead) is not None
            and _LONG_AGO.search(lead) is None
        )

    def _also_news(self, c: Candidate) -> bool:
        """Whether one of the first sentences of a report goes on with its news: "It also imposed ...", "... with immediate effect"."""
        if self.official or c.quote is not None or c.pattern.section not in ("does", "renews") or c.pattern.source == LASTING:
            return False
        if (
            GROUP_OF[c.frame.type] not in ("lists", "permissions", "export privileges", "other rules")
            and c.frame.type != "investigation"
        ):
            return False
        begin, end = c.sentence.span.start, c.sentence.span.end
        if _AT_ONCE.search(self.masked, c.span.start, end):
            return True
        first = next((s.at for s in self.text.sentences if self.text.blocks[s.block].kind == "story"), 0)
        if c.sentence.at - first <= 5 and _SAID_IT_HAD.match(self.masked, begin, c.span.end):
            return True
        plainly = c.sentence.at - first <= 2 and _PLAINLY.match(self.masked, begin, c.span.end)
        return (
            c.sentence.at - first <= 5
            and (plainly or _ALSO_DID.match(self.masked, begin, c.span.end)) is not None
            and _OTHER_TIME.search(self.masked, begin, c.span.end) is None
        )

    @cached_property
    def _day_of_news(self) -> When:
        """The day that the first sentences tell of, within the week before the document; an official document's own day."""
        if self.written is None:
            return None, None, None, None
        story = [s for s in self.text.sentences if self.text.blocks[s.block].kind == "story"][:6]
        line: When = (None, None, None, None)
        for sentence in story:
            if not self.official and _STAMP_LINE.search(
                self.masked, sentence.span.start, min(sentence.span.end, sentence.span.start + 160)
            ):
                continue
            for n in self.dates_in(sentence.span.start, sentence.span.end):
                d = self.dates[n]
                if d.value and d.form in ("weekday", "day_word", "full", "month_day") and d.precision in ("day", "minute"):
                    day = date.fromisoformat(d.value[:10])
                    if timedelta(0) <= self.written - day <= timedelta(days=6):
                        if d.span.end - sentence.span.start < 80 and _DATE_LINE.match(self.masked, d.span.end):
                            line = d.value[:10], "day", d.basis, n
                            continue
                        return d.value[:10], "day", d.basis, n
        return (self.written.isoformat(), "day", "document_date", None) if self.official else line

    def _inherited(self, c: Candidate) -> When:
        """The day of the sentence before, when this one goes on from it: "The department ...", "It also ..."."""
        conduct = c.frame.type in CONDUCT and not _IT_GOES_ON.match(self.masked, c.sentence.span.start)
        if (
            self._is_the_news(c)
            and self._day_of_the_deal[0]
            and (self.official or not _PART_OF_IT.match(self.masked, c.sentence.span.start))
        ):
            return self._day_of_the_deal
        if self._also_news(c) or self._leads(c):
            return self._day_of_news
        if conduct or c.sentence.at == 0 or c.quote is not None:
            return None, None, None, None
        if c.frame.type == "court_order" and not self.official and self._court_goes_on(c):
            return self._day_of_news
        before = self.text.sentences[c.sentence.at - 1]
        begin = c.sentence.span.start
        head = self.masked[begin : c.span.start]
        goes_on = before.block == c.sentence.block or (before.block == c.sentence.block - 1 and _PRONOUN_OPENS.match(head))
        if not goes_on:
            return None, None, None, None
        if GROUP_OF[c.frame.type] == "cases":
            told_on = self._case_goes_on(c, head)
        else:
            told_on = _GOES_ON.search(head) is not None or self._same_news(c, before.span)
        told_on = told_on or _HOURS_LATER.match(self.masked, begin) is not None
        if not told_on and not _AT_THE_SAME_TIME.search(self.masked, c.span.end, min(c.sentence.span.end, c.span.end + 60)):
            return None, None, None, None
        return self._only_day(before)

    def _day_it_is_told(self, c: Candidate, offset: DateExpression) -> str | None:
        """The day that "The move came two days after ..." counts from: that of the sentence before, of the news, or of the document."""
        if self.written is None:
            return None
        if c.sentence.at and _ANAPHORIC.match(self.masked, c.sentence.span.start):
            value, precision, _, _ = self._only_day(self.text.sentences[c.sentence.at - 1])
            return value[:10] if value is not None and precision in ("day", "minute") else self._day_of_news[0]
        opens = _OPENS.fullmatch(self.masked, c.sentence.span.start, offset.span.start) is not None
        return self.written.isoformat() if opens else None  # "The ban came two months after ..." counts from the ban

    def _leads(self, c: Candidate) -> bool:
        """Whether it is told by the sentence of the date line, and as news: "WASHINGTON, March 13 - A judge has stopped ..."."""
        begin = c.sentence.span.start
        head = next((n for n in self.dates_in(begin, begin + 80) if _DATE_LINE.match(self.masked, self.dates[n].span.end)), None)
        return (
            head is not None
            and c.quote is None
            and c.frame.type not in CONDUCT
            and c.pattern.source != LASTING
            and not _LONG_AGO.search(self.masked, self.dates[head].span.end, c.span.end)
        )

    @cached_property
    def _day_of_the_deal(self) -> When:
        """The day of the first sentence that tells of a deal, a plea or a fine within the week before the document."""
        for sentence in self.text.sentences[:14] if self.written is not None and not self.official else ():
            value, precision, basis, at = self._only_day(sentence)
            if (
                value is None
                or precision not in ("day", "minute")
                or at is None
                or not _A_DEAL.search(self.masked, sentence.span.start, sentence.span.end)
            ):
                continue
            if self.written is not None and timedelta(0) <= self.written - date.fromisoformat(value[:10]) <= timedelta(days=6):
                return value[:10], "day", basis, at
        return self._day_of_news

    def _said_with_the_one_before(self, c: Candidate) -> When:
        """The day of the statement that the sentence before tells of: "said late on Monday that ... . "We were assured ...", it said."""
        before = self.text.sentences[c.sentence.at - 1] if c.sentence.at else None
        if (
            before is None
            or before.block != c.sentence.block
            or not _SAID_THERE.search(self.masked, before.span.start, before.span.end)
        ):
            return None, None, None, None
        value, precision, basis, at = self._only_day(before)
        return (value, precision, basis, at) if precision in ("day", "minute") else (None, None, None, None)

    def _case_goes_on(self, c: Candidate, head: str) -> bool:
        """Whether a sentence about a case goes on with the one before: "The court threw out", "As part of the settlement it agreed to"."""
        begin = c.sentence.span.start
        if _PART_OF_IT.match(self.masked, begin) and c.frame.type in RESOLUTION:
            return True
        if _OTHER_TIME.search(self.masked, max(begin, c.span.start - 70), c.span.end):
            return False
        if c.frame.type == "court_order":
            return _A_COURT.match(self.masked, begin) is not None
        return c.frame.type in ("investigation", "lawsuit", "agency_letter") and " also " in head

    def _court_goes_on(self, c: Candidate) -> bool:
        """Whether a report of a ruling goes on to what "the court" did besides: in its first dozen sentences, in the plain past."""
        begin = c.sentence.span.start
        if c.sentence.at > 14 or not _THE_COURT.match(self.masked, begin) or _OTHER_TIME.search(self.masked, begin, c.span.end):
            return False
        at = self._day_of_news[3]
        lead = self.text.sentence_at(self.dates[at].span.start) if at is not None else None
        return lead is not None and _RULED.search(self.masked, lead.span.start, lead.span.end) is not None

    def _only_day(self, sentence: Sentence) -> When:
        """The one day that a sentence tells of as past, without the day of its date line."""
        if any(self.dates[n].form == "offset" for n in self.dates_in(sentence.span.start, sentence.span.end)):
            return None, None, None, None  # it tells of two days
        days = [
            (n, self.dates[n])
            for n in self.dates_in(sentence.span.start, sentence.span.end)
            if self.dates[n].value
            and self.dates[n].form not in ("vague", "offset")
            and self._quote_at(self.dates[n].span.start) is None
            and not to_come(self.dates[n].value, self.written)  # a day to come is not the day of what was done
        ]
        if len(days) > 1 and days[0][1].span.end - sentence.span.start < 80 and _DATE_LINE.match(self.masked, days[0][1].span.end):
            days = days[1:]
        if len({d.value for _, d in days}) != 1:
            return None, None, None, None
        number, d = days[0]
        return d.value, d.precision, d.basis, number

    def _told_today(self, c: Candidate) -> When | None:
        """The day of the document, for what it tells in the perfect or as going on without a day: "has agreed to", "is offering"."""
        if self.written is None or c.quote is not None or c.frame.type in CONDUCT or c.pattern.section not in ("does", "announces"):
            return None
        first = next((s.at for s in self.text.sentences if self.text.blocks[s.block].kind == "story"), 0)
        if not self.official and (c.sentence.at - first > 2 or c.frame.type in RESOLUTION):
            return None  # the parts of a resolution share the day that one of them is told with
        begin = c.sentence.span.start
        if self.official and _WE_SAY.match(self.masked, begin):
            return self.written.isoformat(), "day", "document_date", None
        if not _JUST_NOW.search(self.masked, max(begin, c.span.start - 40), c.span.start + 24):
            return None
        if _LONG_AGO.search(self.masked, max(begin, c.span.start - 70), c.span.end) or c.span.start - begin > 160:
            return None
        return self._day_of_news if self._day_of_news[0] else (self.written.isoformat(), "day", "document_date", None)

    def _put_off_to(self, c: Candidate) -> When:
        """The new day of what was put off: "until September 27", or that of the next sentence, "It will now begin on ..."."""
        for n in self.dates_in(c.span.start, c.sentence.span.end):
            d = self.dates[n]
            if d.value and _TO_THEN.search(self.masked[max(c.span.start, d.span.start - 36) : d.span.start]):
                return d.value, d.precision, d.basis, n
        following = self.text.sentences[c.sentence.at + 1 : c.sentence.at + 2]
        if following and _BEGINS_NOW.match(self.masked, following[0].span.start):
            for n in self.dates_in(following[0].span.start, following[0].span.end):
                if self.dates[n].value:
                    return self.dates[n].value, self.dates[n].precision, self.dates[n].basis, n
        return None, None, None, None
