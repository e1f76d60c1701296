"""Who said a quotation: the attribution around it, the subject of its sentence, or the speaker before it.

In order: words of saying right after the closing mark; words of saying before the opening one; the half of one utterance
that follows "he said" in the same paragraph; the subject of the sentence the quotation stands in. A pronoun is the
subject of the sentence before, not the nearest name.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from licet.casefile.dates import DateExpression
from licet.casefile.entities import Entity, Parties
from licet.casefile.quotes import Quote
from licet.casefile.text import Span, Text
from licet.casefile.transcripts import speaker_of_line
from licet.casefile.word_facts import WordFacts

SAY = (
    r"(?:said|says|say|saying|told|tells|tweeted|tweets|tweeting|wrote|writes|writing|written|added|adds|adding|stated|states|stating|announced|announces|announcing|"
    r"warned|warns|warning|noted|notes|noting|argued|argues|arguing|testified|explained|explains|insisted|insists|declared|declares|declaring|claimed|claims|claiming|"
    r"replied|replying|responded|responding|posted|posting|concluded|continued|remarked|emphasized|stressed|commented|asked|acknowledged|conceded|confirmed|denied|alleged|alleges|"
    r"called|calling|described|describing|blasted|dubbed|labeled|accused|accusing|described|reported|vowed|promised|pledged|urged|quipped|recalled|predicted|cautioned|complained|reads?)"
)
_AFTER = re.compile(
    rf"[\s,]*(?P<cue>(?:according to [^.\"]{{2,90}}|(?P<verb>{SAY})\b[^\"\n]{{0,160}}?(?=(?<!\b[A-Z])\.|[\"\n]|$)|(?P<subject>(?:[^.\"\n]|(?<=\b[A-Z])\.|(?<=Rep|Sen|Gov|Gen)\.|(?<=Mr|Ms|Dr)\.|(?<=Corp|Bros)\.|(?<=Inc|Ltd|LLC|plc)\.|(?<= Co| SA| AG)\.){{1,160}}?)[, ]+(?P<verb2>{SAY})\b(?P<tail>[^\"\n]{{0,60}}?)(?=[.,;:\"\n]|$)))"
)
_CLOSING = re.compile(rf", (?P<subject>[^\"]{{2,140}}?) (?P<verb>{SAY})\b[^\"]{{0,80}}$")
_BEFORE = re.compile(rf"\b(?P<verb>{SAY})\b(?P<gap>[^\"\n]{{0,70}})$")
_SAYING = re.compile(rf"\b{SAY}\b")
_PRONOUN = re.compile(r"\b(?P<p>he|she|they|it)\b", re.IGNORECASE)
_PERSONAL = re.compile(r"\b(he|she)\b", re.IGNORECASE)
_GENERIC = re.compile(
    r"\b(?:the|its|this|that|his|her|their)? ?(?:[a-z]+ )?(?P<noun>company|firm|manufacturer|chipmaker|maker|airline|bank|group|department|agency|bureau|regulator|ministry|office|commission|letter|notice|order|memorandum|memo|president|senator|secretary|spokesman|spokeswoman|lawmaker|court|judge)\b",
    re.IGNORECASE,
)
_TWEET = re.compile(r"\b(?:tweet\w*|on twitter|posted on x|truth social)\b")
_LIST_GOES_ON = re.compile(r"[,;]? ?(?:(?:and|or|but) )?(?:also )?(?:that |to |as |called it )?")
_OWN_WORDS = re.compile(r"'s (?:tweets?|statement|letter|spokes|words|remarks|lawyers?|office|department|press)")
_SAYS_NEXT = re.compile(
    rf" (?:[A-Z][\w.'-]+ ){{0,4}}(?:{SAY}|he|she)\b|[ ,]*(?:he|she|they|it) {SAY}|[ ,]*{SAY}\b|[ ,]*according to"
)
_CLAUSE = re.compile(r"(?:[^.;]|(?<=\b[A-Z])\.)*")
_CLAUSE_OPENS = re.compile(
    r"[;:]|, (?:and|but|while|which|because|after|as) |\b(?:that|after|because|while|whereas|days) (?=[A-Z])|\b(?:Ltd|Inc|Corp|Co|LLC|plc|AG|SA)\. (?=[A-Z][a-z]+ [A-Z])"
)
_PAPER_SAYS = re.compile(
    r"(?:^|\b(?:which|that|,) )(?:the|its|this) (?:[a-z]+ )?(?:memorandum|memo|letter|notice|order) ?(?:calls|describes|terms|deems)?\s*$"
)
_HAVING = re.compile(
    r"\b(?:after|before|by) (?:concluding|finding|determining|deciding|ruling|warning|noting|calling|citing|saying)\b[^,;\"]{0,60}$"
)
_OPENS_WITH = re.compile(
    r"(?:The|Its|This) (?:company|firm|bank|airline|group|chipmaker|maker|manufacturer|department|agency|bureau|ministry)\b"
)
_PRONOUN_LAST = re.compile(r"\b(?:he|she|they|it)\s*(?:\w+ly )?$", re.IGNORECASE)
_WENT_ON = re.compile(r"\b(?:wrote|added|he said|she said)\b")
_MEDIA = (
    ("tweet", ("tweet", "on twitter", "posted on x", "truth social"), _TWEET),
    ("letter", ("letter",), re.compile(r"\bletter\b")),
    ("statement", ("statement", "release", "filing", "briefing", "conference", "remarks", "testi", "speech", "hearing"), re.compile(r"\b(?:statement|press release|said in a release|filing|briefing|conference|remarks|testimony|testified|speech|hearing)\b")),
    ("interview", ("interview", "told "), re.compile(r"\b(?:interview|told (?!reporters))\b")),
)  # fmt: skip
_AGENCY_NOUNS = frozenset(
    [
        "department",
        "agency",
        "bureau",
        "regulator",
        "ministry",
        "office",
        "commission",
        "court",
        "letter",
        "notice",
        "order",
        "memorandum",
        "memo",
    ]
)
_FIRM_NOUNS = frozenset(["company", "firm", "manufacturer", "chipmaker", "maker", "airline", "bank", "group"])


def _medium(words: str) -> str | None:
    """The medium that words around a quotation name: tweet, letter, statement, interview; None when they name none."""
    for name, literals, pattern in _MEDIA:
        for literal in literals:
            if literal in words:
                if pattern.search(words) is not None:
                    return name
                break
    return None


def _last(pattern: re.Pattern[str], words: str, begin: int = 0) -> re.Match[str] | None:
    """The last match that begins at or after a place."""
    found = None
    for found in pattern.finditer(words, max(0, begin)):  # noqa: B007  the last one is wanted
        pass
    return found


_RUNS = re.compile(r"\w+")
_SAYS = WordFacts[bool](lambda word: _SAYING.fullmatch(word) is not None)


def _last_said(words: str, begin: int) -> Span | None:
    """The last word of saying that begins at or after a place."""
    runs = list(_RUNS.finditer(words, max(0, begin)))
    for run in reversed(runs):
        if _SAYS[run[0]] and not (0 < run.start() == begin and _RUNS.match(words, begin - 1)):
            return Span(*run.span())
    return None


_UNNAMED = re.compile(r"group:(?:an?|one|another) ")
_SOMEBODY = re.compile(
    r"\bthe (?P<noun>broker|trader|official|diplomat|lawyer|analyst|executive|banker|adviser|aide|manager|engineer|researcher|lawmaker|economist|consultant|dealer)\b"
)
_MAIN_SAID = re.compile(r"\b(?:said|says|argued|claimed|insisted|warned|noted|added)\b")
_GAP = 110  # from the word of saying to the quotation
_BODIES = frozenset({"company", "agency", "organization", "government", "legislature"})
_FAR = 1500  # from the subject of a sentence to a quotation in it
_LISTED = 24  # quotations in one sentence that may be somebody's words
_REMEMBERED = 200  # quotations


class Speakers:
    """Attribution over one document."""

    def __init__(self, text: Text, parties: Parties, dates: list[DateExpression]) -> None:
        self.text, self.flat, self.low = text, text.flat, text.low
        self.parties = parties
        self.where = parties.where
        self.dates = dates
        self._starts = [span.start for span, _ in parties.where]
        self._date_starts = [d.span.start for d in dates]
        offices = [e for e in parties.entities if e.type == "agency" and "court" not in e.canonical.lower()]
        self._author = max(offices, key=lambda e: len(e.mentions)).id if offices else None
        self._people = frozenset(e.id for e in parties.entities if e.type == "person")
        self.quotes: list[Quote] = []
        self._quote_starts: list[int] = []

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
        return bool(_PERSONAL.search(cue)) and quote.marks.start - previous.marks.end < 160

    def _quotes_before(self, at: int) -> Iterator[Quote]:
        """Quotations that end at or before a place, the last first, as far back as a reader remembers."""
        last = bisect_left(self._quote_starts, at) - 1
        for number in range(last, max(-1, last - _REMEMBERED), -1):
            if self.quotes[number].marks.end <= at:
                yield self.quotes[number]

    def _quotes_in(self, span: Span) -> Iterator[Quote]:
        """Quotations that share words with a stretch, in order."""
        number = max(0, bisect_left(self._quote_starts, span.start) - 1)
        while number < len(self.quotes) and self.quotes[number].marks.start < span.end:
            if self.quotes[number].marks.overlaps(span):
                yield self.quotes[number]
            number += 1

    def dates_in(self, start: int, end: int) -> range:
        """Numbers of the date expressions that begin in [start, end)."""
        return range(bisect_left(self._date_starts, start), bisect_left(self._date_starts, end))

    def entities_in(self, start: int, end: int) -> list[tuple[Span, Entity]]:
        """Mentions that lie within [start, end)."""
        low = bisect_left(self._starts, start)
        found = []
        for at in range(low, len(self.where)):
            span, entity = self.where[at]
            if span.start >= end:
                break
            found.append((span, entity))
        return found

    def _speaker_in(self, start: int, end: int, *, last: bool = False) -> str | None:
        """The party that speaks in a stretch: a person before a body, and never a country by its adjective."""
        inside = [
            (s, e) for s, e in self.entities_in(start, end) if e.type not in ("country", "place", "law", "list", "group") or False
        ]
        inside = [(s, e) for s, e in inside if not self.flat.startswith("'s", s.end) or self._owned_is_speech(s.end)]
        inside = [
            (s, e)
            for s, e in inside
            if e.canonical not in ("Twitter", "Facebook", "Truth Social", "Telegram", "Weibo", "Reuters", "Associated Press")
            or (len(inside) == 1 and "on " not in self.low[s.start - 3 : s.start])
        ]
        people = [(s, e) for s, e in inside if e.type == "person"]
        unnamed = [(s, e) for s, e in self.entities_in(start, end) if e.type == "group" and _UNNAMED.match(e.key)]
        chosen = people or [x for x in unnamed if not inside or x[0].start < inside[0][0].start] or inside
        if not chosen:
            return None
        return (chosen[-1] if last else chosen[0])[1].id

    def _owned_is_speech(self, end: int) -> bool:
        return _OWN_WORDS.match(self.low, end, end + 24) is not None

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

    def _subject(self, start: int, verb_at: int) -> str | None:
        """Who says, in [start, verb): the first person of the last clause, else the last party, else what a noun stands for."""
        cut = start
        for mark in _CLAUSE_OPENS.finditer(self.flat[start:verb_at]):
            cut = start + mark.end()
        words = self.flat[cut:verb_at]
        if (
            cut > start and _PAPER_SAYS.search(words) is not None
        ):  # "..., which the memorandum calls": of the office the text is about
            return self._author
        if (doing := _HAVING.search(words)) is not None and doing.start():  # "restricted exports to Acme after finding a"
            first = [e for _, e in self.entities_in(start, cut + doing.start()) if e.type in _BODIES or e.type == "person"]
            if first:
                return first[0].id
        speaker = self._speaker_in(cut, verb_at)
        pronoun = _last(_PRONOUN, words)
        if pronoun is not None and (speaker is None or _PRONOUN_LAST.search(words)):
            if pronoun["p"].lower() in ("he", "she"):
                return self._subject_before(cut + pronoun.start(), None)
            body = self._body_before(cut + pronoun.start()) if pronoun["p"].lower() == "it" else None
            return body or speaker or self._coreferent(words, cut)
        if speaker is None:
            speaker = self._coreferent(words, cut)
        if speaker is None and cut > start:
            speaker = self._speaker_in(start, verb_at)
        if speaker is None and (opening := _OPENS_WITH.match(self.flat, start, verb_at)) is not None:
            speaker = self._coreferent(opening.group(), start)  # "The bank cut names, and instructed staff to"
        return speaker

    def _coreferent(self, words: str, before: int) -> str | None:
        """What "the company", "the department" or "she" stands for at a place."""
        if _PERSONAL.search(words):
            return self._subject_before(before, None)
        somebody = _SOMEBODY.search(words.lower())
        if somebody is not None:
            low = bisect_left(self._starts, before)
            for _, entity in reversed(self.where[max(0, low - 60) : low]):
                if entity.type == "group" and _UNNAMED.match(entity.key) and entity.key.endswith(somebody["noun"]):
                    return entity.id
        match = _GENERIC.search(words)
        if match is None:
            return self._subject_before(before, None) if _PRONOUN.search(words) else None
        noun = match["noun"].lower()
        wanted = ("agency",) if noun in _AGENCY_NOUNS else ("company",) if noun in _FIRM_NOUNS else ("person",)
        low = bisect_left(self._starts, before)
        for _, entity in reversed(self.where[max(0, low - 60) : low]):
            if entity.type in wanted:
                return entity.id
        return None

    def _subject_before(self, before: int, quote: Quote | None) -> str | None:
        """The person whom "he" or "she" means: the subject of the sentence before, or the speaker before."""
        at = self.text.sentence_at(before)
        if at is None:
            return None
        here = self._speaker_person(at.span.start, before)
        if here is not None:
            return here
        last = next(
            (q.speaker for q in self._quotes_before(before) if q.speaker and q is not quote and self._is_person(q.speaker)), None
        )
        for back in range(1, 6):
            if at.at - back < 0:
                break
            sentence = self.text.sentences[at.at - back]
            block = self.text.blocks[sentence.block]
            if block.kind not in ("story",):
                continue
            quoted = next((q for q in self._quotes_in(sentence.span) if q.marks.end <= before), None)
            if quoted is not None and quoted.speaker and self._is_person(quoted.speaker):
                return quoted.speaker
            person = self._speaker_person(sentence.span.start, sentence.span.end)
            if person is not None:
                return person
        return last

    def _body_before(self, before: int) -> str | None:
        """What "it" means: the firm or body that opens the latest sentence that names one; a person is no "it"."""
        at = self.text.sentence_at(before)
        for back in range(4):
            if at is None or at.at - back < 0:
                return None
            sentence = self.text.sentences[at.at - back]
            if self.text.blocks[sentence.block].kind != "story":
                continue
            stop = before if back == 0 else sentence.span.end
            for _, entity in self.entities_in(sentence.span.start, stop):
                if entity.type in _BODIES and not entity.key.startswith("media:"):
                    return entity.id
        return None

    def _speaker_person(self, start: int, end: int) -> str | None:
        for _, entity in self.entities_in(start, end):
            if entity.type == "person":
                return entity.id
        return None

    def _is_person(self, identity: str) -> bool:
        return identity in self._people

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
