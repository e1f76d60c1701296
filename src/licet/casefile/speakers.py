"""Who said a quotation: the attribution around it, the subject of its sentence, or the speaker before it.

In order: words of saying right after the closing mark; words of saying before the opening one; the half of one utterance
that follows "he said" in the same paragraph; the subject of the sentence the quotation stands in. A pronoun is the
subject of the sentence before, not the nearest name.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from licet.casefile.quotes import Quote
from licet.casefile.text import Span
from licet.casefile.transcripts import speaker_of_line
from licet.casefile.when_said import WhenSaid
from licet.casefile.who_speaks import PERSONAL
from licet.casefile.word_facts import WordFacts

SAY = (
    r"(?:said|says|say|saying|told|tells|tweeted|tweets|tweeting|wrote|writes|writing|written|added|adds|adding|stated|states|stating|announced|announces|announcing|"
    r"warned|warns|warning|noted|notes|noting|argued|argues|arguing|testified|explained|explains|insisted|insists|declared|declares|declaring|claimed|claims|claiming|"
    r"replied|replying|responded|responding|posted|posting|concluded|continued|remarked|emphasized|stressed|commented|asked|acknowledged|conceded|confirmed|denied|alleged|alleges|"
    r"called|calling|described|describing|blasted|dubbed|labeled|accused|accusing|described|reported|vowed|promised|pledged|urged|quipped|recalled|predicted|cautioned|complained|reads?)"
)
_AFTER = re.compile(
    rf"[\s,]*(?P<cue>(?:according to [^.\"]{{2,90}}|(?P<verb>{SAY})\b[^\"\n]{{0,160}}?(?=(?<!\b[A-Z])\.|[\"\n]|$)|(?P<subject>(?:[^.\"\n]|(?<=\b[A-Z])\.|(?<=Rep|Sen|Gov|Gen)\.|(?<=Mr|Ms|Dr)\.|(?<=Corp|Bros)\.|(?<=Inc|Ltd|LLC|plc)\.|(?<= Co| SA| AG)\.){{1,160}}?)[, ]+(?P<verb2>{SAY})\b(?P<tail>[^\"\n]{{0,160}}?)(?=[.,;:\"\n]|$)))"
)
_CLOSING = re.compile(rf", (?P<subject>[^\"]{{2,140}}?) (?P<verb>{SAY})\b[^\"]{{0,80}}$")
_SAYING = re.compile(rf"\b{SAY}\b")
_LIST_GOES_ON = re.compile(r"[,;]? ?(?:(?:and|or|but) )?(?:also )?(?:that |to |as |called it )?")
_SAYS_NEXT = re.compile(
    rf" (?:[A-Z][\w.'-]+ ){{0,4}}(?:{SAY}|he|she)\b|[ ,]*(?:he|she|they|it) {SAY}|[ ,]*{SAY}\b|[ ,]*according to"
)
_CLAUSE = re.compile(r"(?:[^.;]|(?<=\b[A-Z])\.)*")
_RUNS = re.compile(r"\w+")
_SAYS = WordFacts[bool](lambda word: _SAYING.fullmatch(word) is not None)


def _last_said(words: str, begin: int) -> Span | None:
    """The last word of saying that begins at or after a place."""
    runs = list(_RUNS.finditer(words, max(0, begin)))
    for run in reversed(runs):
        if _SAYS[run[0]] and not (0 < run.start() == begin and _RUNS.match(words, begin - 1)):
            return Span(*run.span())
    return None


_MAIN_SAID = re.compile(r"\b(?:said|says|argued|claimed|insisted|warned|noted|added)\b")
_GAP = 110  # from the word of saying to the quotation
_FAR = 1500  # from the subject of a sentence to a quotation in it
_LISTED = 24  # quotations in one sentence that may be somebody's words


class Speakers(WhenSaid):
    """Attribution over one document."""

    def attribute(self, quotes: list[Quote]) -> None:
        """Fill speaker, cue, medium, date and group of every quotation, in place."""
        self.quotes = quotes
        self._quote_starts = [q.marks.start for q in quotes]
        groups = 0
        for number, quote in enumerate(quotes):
            block = self.text.block_at(quote.span.start)
            sentence = self.text.sentence_at(quote.marks.start)
            quote.sentence = sentence.at if sentence else -1
            quote.optional = block is not None and block.kind in ("title", "link", "caption", "subtitle", "boilerplate")
            previous = quotes[number - 1] if number else None
            full_stop = self.flat[quote.span.end - 1] == "."
            line = speaker_of_line(self.text, self.parties, quote)
            if line is not None:
                quote.speaker = line.id
            elif previous is not None and self._same_sentence(previous, quote):
                quote.speaker, quote.cue = previous.speaker, None
            elif (full_stop and self._before(quote)) or self._after(quote) or (not full_stop and self._before(quote)):
                if previous is not None and self._one_utterance(previous, quote):
                    if previous.group is None:
                        groups += 1
                        previous.group = f"G{groups}"
                    quote.group = previous.group
            elif previous is not None and self._continues(previous, quote):
                quote.speaker, quote.medium, quote.date, quote.date_basis = (
                    previous.speaker,
                    previous.medium,
                    previous.date,
                    previous.date_basis,
                )
                quote.date_at = previous.date_at
                if previous.group is None:
                    groups += 1
                    previous.group = f"G{groups}"
                quote.group = previous.group
            else:
                self._subject_of_sentence(quote)
            self._medium_and_date(quote)

    def _same_sentence(self, previous: Quote, quote: Quote) -> bool:
        """`said it lacked "a", that "b", and that "c"`: the list goes on."""
        between = self.flat[previous.marks.end : quote.marks.start]
        return previous.speaker is not None and len(between) < 40 and _LIST_GOES_ON.fullmatch(between) is not None

    def _one_utterance(self, previous: Quote, quote: Quote) -> bool:
        """The same speaker goes on in the next paragraph: "he added"."""
        if previous.speaker != quote.speaker or quote.cue is None or previous.kind == "fragment" or quote.kind == "fragment":
            return False
        cue = self.low[quote.cue.start : quote.cue.end]
        return bool(PERSONAL.search(cue)) and quote.marks.start - previous.marks.end < 160

    def _after(self, quote: Quote) -> bool:
        block = self.text.block_at(quote.marks.start)
        stop = block.span.end if block else len(self.flat)
        flat = self.flat
        inside_end = flat[quote.span.end - 1] if quote.span.end > quote.span.start else ""
        tail = flat[quote.marks.end : min(stop, quote.marks.end + 260)]
        if inside_end in ".!?" and not _SAYS_NEXT.match(tail):
            return False
        if inside_end not in ".!?," and not tail.startswith((",", " said", " says", " according", " —", " wrote", " tweeted")):
            return False
        cut = tail.find('"')
        if cut >= 0:
            tail = tail[:cut]
        match = _AFTER.match(tail)
        if match is None:
            return False
        begin, end = quote.marks.end + match.start("cue"), quote.marks.end + match.end("cue")
        subject = match["subject"] or ""
        if match["verb"] or not subject:
            first = quote.marks.end + (match.end("verb") if match["verb"] else match.start("cue"))
            clause = _CLAUSE.match(flat, first, end)
            speaker = self._speaker_in(first, clause.end() if clause else first)
            if speaker is None and match["verb"] in ("adding", "noting", "saying", "warning", "calling", "stressing"):
                return False  # who added it is the subject of the sentence before the quotation
            if speaker is None:
                speaker = self._coreferent(flat[first:end], quote.marks.start) or self._subject_before(quote.marks.start, quote)
        else:
            if subject.count(" ") > 24:
                return False
            where = quote.marks.end + match.start("subject")
            speaker = self._speaker_in(where, quote.marks.end + match.end("subject"))
            if speaker is None and subject.strip(" ,").lower() == "it":
                speaker = self._body_before(quote.marks.start)
            if speaker is None:
                speaker = self._coreferent(subject, quote.marks.start)
        if speaker is None:
            return False
        while end > begin and flat[end - 1] in " ,.:":
            end -= 1
        quote.speaker, quote.cue = speaker, Span(begin, end)
        return True

    def _before(self, quote: Quote) -> bool:
        flat = self.flat
        sentence = self.text.sentence_at(quote.marks.start)
        if sentence is None:
            return False
        begin = sentence.span.start
        earlier = self.quotes[bisect_left(self._quote_starts, begin) : bisect_left(self._quote_starts, quote.marks.start)]
        lead = flat[begin : quote.marks.start]
        if earlier and earlier[-1].marks.end > begin:
            lead = " " * (earlier[-1].marks.end - begin) + flat[earlier[-1].marks.end : quote.marks.start]
        match = _last_said(lead, len(lead) - _GAP - 50)
        if match is None:
            return False
        gap = lead[match.end :]
        if len(gap) > _GAP:
            return False
        verb_at = begin + match.start
        clause_start = begin
        speaker = self._subject(clause_start, verb_at)
        if speaker is None:
            return False
        quote.speaker = speaker
        quote.cue = Span(verb_at, begin + match.end)
        return True

    def _continues(self, previous: Quote, quote: Quote) -> bool:
        """Whether it goes on with the utterance before: same paragraph after an attribution, or the next paragraph opening with a mark."""
        if previous.speaker is None or (quote.kind == "fragment" and self.flat[quote.span.end - 1] not in ".!?"):
            return False
        block = self.text.block_at(quote.marks.start)
        other = self.text.block_at(previous.marks.start)
        if block is None or other is None:
            return False
        between = self.flat[previous.marks.end : quote.marks.start]
        if block is other:
            sentence = self.text.sentence_at(quote.marks.start)
            opens = sentence is not None and sentence.span.start == quote.marks.start
            return opens and len(between) < 220
        return (
            self.text.block_number(quote.marks.start) - self.text.block_number(previous.marks.start) == 1
            and quote.marks.start == block.span.start
            and (len(between.strip()) < 160)
        )

    def _subject_of_sentence(self, quote: Quote) -> None:
        sentence = self.text.sentence_at(quote.marks.start)
        if sentence is None:
            return
        closing = _CLOSING.search(self.flat, quote.marks.end, sentence.span.end)
        if closing is not None:  # The "pattern" justified the order, the department said.
            quote.speaker = self._speaker_in(*closing.span("subject"), last=True) or self._coreferent(
                closing["subject"], quote.marks.start
            )
            quote.cue = Span(*closing.span("verb")) if quote.speaker else None
            if quote.speaker is not None:
                return
        begin = max(sentence.span.start, quote.marks.start - _FAR)
        if bisect_left(self._quote_starts, quote.marks.start) - bisect_left(self._quote_starts, begin) > _LISTED:
            return  # a list of words in quotation marks: nobody's utterances
        main = _MAIN_SAID.search(self.flat, begin, quote.marks.start)
        if main is not None and not any(True for _ in self._quotes_in(Span(begin, main.start()))):
            quote.speaker = self._subject(begin, main.start())  # Acme said the agency "has assured" it: Acme's words
        if quote.speaker is None:
            quote.speaker = self._subject(begin, quote.marks.start)
        previous = next((q for q in self._quotes_before(quote.marks.start) if q.speaker), None)
        if quote.speaker is None and previous is not None:
            quote.speaker = previous.speaker
