"""By which medium and on which day a quotation was said."""

from __future__ import annotations

import re

from licet.casefile.quotes import Quote
from licet.casefile.who_speaks import WhoSpeaks

_TWEET = re.compile(r"\b(?:tweet\w*|on twitter|posted on x|truth social)\b")
_WENT_ON = re.compile(r"\b(?:wrote|added|he said|she said)\b")
_MEDIA = (
    ("tweet", ("tweet", "on twitter", "posted on x", "truth social"), _TWEET),
    ("letter", ("letter",), re.compile(r"\bletter\b")),
    ("statement", ("statement", "release", "filing", "briefing", "conference", "remarks", "testi", "speech", "hearing"), re.compile(r"\b(?:statement|press release|said in a release|filing|briefing|conference|remarks|testimony|testified|speech|hearing)\b")),
    ("interview", ("interview", "told "), re.compile(r"\b(?:interview|told (?!reporters))\b")),
)  # fmt: skip


def _medium(words: str) -> str | None:
    """The medium that words around a quotation name: tweet, letter, statement, interview; None when they name none."""
    for name, literals, pattern in _MEDIA:
        for literal in literals:
            if literal in words:
                if pattern.search(words) is not None:
                    return name
                break
    return None


class WhenSaid(WhoSpeaks):
    """Medium and day of quotations."""

    def _medium_and_date(self, quote: Quote) -> None:
        if quote.cue is None:
            return
        cue = self.text.sentence_at(quote.cue.start)
        if cue is None:
            return
        begin = min(cue.span.start, quote.marks.start)
        if quote.cue.start >= quote.marks.end:
            stretches = ((quote.marks.end, max(cue.span.end, quote.cue.end)), (begin, quote.marks.start))
        else:
            stretches = ((begin, quote.marks.start), (0, 0))
        around = " ".join(self.low[a:b] for a, b in stretches)
        if quote.medium is None:
            default = "statement" if quote.kind == "direct" else None
            quote.medium = _medium(around) or default
            if quote.medium == "statement" and _WENT_ON.search(around) and self._tweeted_before(quote):
                quote.medium = "tweet"
        if quote.date is None:
            near = [n for a, b in stretches for n in self.dates_in(a, b) if self.dates[n].form not in ("vague", "offset")]
            if near:
                cue_at = quote.cue.start
                self._say_when(quote, min(near, key=lambda n: abs(self.dates[n].span.start - cue_at)), None)
            elif quote.medium == "tweet":
                first = self.text.sentence_at(quote.marks.start)
                self._date_from_before(quote, first.at if first else cue.at)

    def _tweeted_before(self, quote: Quote) -> bool:
        """Whether the sentence before says that the same person tweeted, or the quotation before is his tweet."""
        first = self.text.sentence_at(quote.marks.start)
        if first is None or first.at == 0:
            return False
        previous = next(self._quotes_before(quote.marks.start), None)
        if (
            previous is not None
            and previous.medium == "tweet"
            and previous.speaker == quote.speaker
            and quote.marks.start - previous.marks.end < 200
        ):
            return True
        span = self.text.sentences[first.at - 1].span
        return bool(_TWEET.search(self.low, span.start, span.end)) and any(
            e.id == quote.speaker for _, e in self.entities_in(span.start, span.end)
        )

    def _date_from_before(self, quote: Quote, at: int) -> None:
        """A tweet without a day is of the day that the two sentences before give, when they are about its author."""
        for back in (1, 2):
            if at - back < 0:
                return
            span = self.text.sentences[at - back].span
            forms = ("full", "weekday", "day_word", "month_day", "weekend")
            days = [n for n in self.dates_in(span.start, span.end) if self.dates[n].form in forms]
            if days and any(e.id == quote.speaker for _, e in self.entities_in(span.start, span.end)):
                self._say_when(quote, days[0], "inferred")
                return

    def _say_when(self, quote: Quote, number: int, basis: str | None) -> None:
        """Tie a quotation to a date expression; its value may still hang on the day of the document."""
        expression = self.dates[number]
        quote.date_at = number
        if expression.value:
            quote.date, quote.date_basis = (expression.value, expression.precision or "day"), basis or expression.basis
