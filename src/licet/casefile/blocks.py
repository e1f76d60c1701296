"""The frame of a page: which lines are the story, and which are its title, stamps, captions, links and footer.

A block is a paragraph, or a line where paragraphs are one line each. What is not the story still gets its spans, so
nothing is lost, but no act is read from a caption, a link to another story or a footer.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections import Counter

from licet.casefile.text import Block, Span, Text, split_sentences
from licet.casefile.text import Sentence as _Sentence

_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?!\s*\n)[^\n]+)*")
_LINE = re.compile(r"[^\n]+")
_STAMP = re.compile(
    r"\s*(?:\d{1,2}[- ]min(?:ute)?s?[- ]read$|(?:first |last |originally )?(?:published|updated|posted|modified|released|issued|aired|broadcast|recorded|delivered|date[d]?)\b\s*(?:on\b|at\b|:|[A-Z0-9])|"
    r"by [^,\n]{3,50}, (?=(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d|\d{1,2} )|"
    r"(?:for )?(?:immediate )?release\b|(?:(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)\.?),? )?"
    r"(?:(?:january|february|march|april|may|june|july|august|september|october|november|december|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?) \d{1,2}, (?:19|20)\d\d|"
    r"\d{1,2} (?:january|february|march|april|may|june|july|august|september|october|november|december|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?),? (?:19|20)\d\d|"
    r"(?:19|20)\d\d-\d\d-\d\d)"
    r"(?:[^.]|[ap]\.m\.|\b(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.){0,60}$)",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"\b(?:credit|photograph(?:er)?|photo(?: by)?|image|picture|file photo|illustration)\s*:|\((?:ap|reuters|afp)[^)]*photo|"
    r"getty images|/(?:afp|reuters|ap|bloomberg)\b|\bfile photo\b",
)
_FOOTER = re.compile(
    r"\b(?:follow .{0,60}\bon (?:facebook|twitter|linkedin|instagram|x\b)|sign up|subscribe|newsletter|all rights reserved|"
    r"emails? (?:&|and) alerts|site highlights|copyright\b|terms of (?:use|service)|read more|related (?:stories|articles)|"
    r"share this|advertisement|click here|our standards:|trust principles|cookie|advertise with us|"
    r"(?:this (?:story|article|report) (?:has been|was) (?:updated|corrected|amended|first published|originally published)))",
)
_OPENS_FOOTER = re.compile(
    r"(?:see also|also read|read also|recommended|most read|trending|watch|listen|don't miss|related|topics|tags|share|print|comments?)\b ?(?::|$)|more (?:from|on) [^.:]{2,40}$",
)
_CREDITS = re.compile(
    r"\(?(?:additional |with )?(?:reporting|editing|writing|contributions?|additional reporting) (?:by|from) [A-Z]", re.IGNORECASE
)
_STOPS = ".!?…:;,"
_CLOSES = "\"')]"
_OFFICIAL_HEAD = re.compile(
    r"\s*(?:agency|action|summary|dates?|for further information contact|supplementary information|addresses|subject)\s*:",
    re.IGNORECASE,
)


def _wrapped(raw: str) -> bool:
    """Whether lines are broken by width, as in the Federal Register's text edition, and only blank lines part paragraphs."""
    lines = [line for line in raw.split("\n", 400)[:400] if line.strip()]
    joined = sum(
        1
        for line, following in itertools.pairwise(lines)
        if 45 <= len(line) <= 100 and not line.rstrip().endswith((".", "!", "?", '"', "”")) and following[:1].islower()
    )
    return joined >= max(2, len(lines) // 5)


def frame(text: Text) -> Text:
    """Fill `text.blocks` and `text.sentences` in place, and return it."""
    raw = text.raw
    pattern = _PARAGRAPH if _wrapped(raw) else _LINE
    spans = []
    for match in pattern.finditer(raw):
        start, end = match.span()
        while start < end and raw[start].isspace():
            start += 1
        while end > start and raw[end - 1].isspace():
            end -= 1
        if start < end:
            spans.append(Span(start, end))
    text.blocks = _kinds(text, spans)
    sentences: list[_Sentence] = []
    for number, block in enumerate(text.blocks):
        for span in split_sentences(text.flat, block.span):
            sentences.append(_Sentence(span, number, len(sentences)))
    text.sentences = sentences
    return text


def _kinds(text: Text, spans: list[Span]) -> list[Block]:
    """Give every block its kind, from its own shape and its place among the others."""
    flat, low = text.flat, text.low
    words = [flat.count(" ", start, end) + 1 for start, end in spans]
    ended = [_ends(flat, start, end) for start, end in spans]
    captions = _marked(spans, text.marks["captions"], 500)
    footers = _marked(spans, text.marks["footers"], 400)
    captions = {i for i in captions if _CAPTION.search(low, *spans[i])}
    footers = {i for i in footers if _FOOTER.search(low, *spans[i]) or _OPENS_FOOTER.match(low, *spans[i])}
    story = [i for i in range(len(spans)) if words[i] >= 12 and ended[i] and i not in captions]
    if not story:
        story = [i for i in range(len(spans)) if words[i] >= 6 and ended[i]]
    if not story:
        return [Block(s) for s in spans]
    first, last = story[0], story[-1]
    repeated = Counter(flat[start:end] for start, end in spans if end - start < 200) if first else Counter[str]()
    kinds = ["story"] * len(spans)
    title_seen = subtitle_seen = False
    header = _mail_header(flat, spans)
    for i, s in enumerate(spans):
        if i < len(header):
            kinds[i] = header[i]
            title_seen = True
            continue
        short = s.end - s.start < 400
        words_here = flat[s.start : s.end] if short else ""
        if short and ":" in words_here and _OFFICIAL_HEAD.match(words_here):
            title_seen = True
        elif short and words[i] <= 14 and (i <= first + 1 or i > last or words[i] <= 8) and _STAMP.match(words_here):
            kinds[i] = "stamp"
        elif short and i > first and words_here[:1] in "(RrEeWwAaCc" and _CREDITS.match(words_here):
            kinds[i] = "boilerplate"  # who wrote it: no story, but persons with names
        elif short and i in captions and words[i] <= 60:
            kinds[i] = "caption" if words[i] > 8 else "boilerplate"
        elif i < first or (i == first and first == 0 and not ended[i]):
            following = spans[i + 1] if i + 1 < len(spans) else None
            if repeated.get(words_here, 0) > 1 or (following and flat.startswith(words_here, following.start)):
                kinds[i] = "boilerplate"
            elif not title_seen and words[i] >= 4:
                kinds[i], title_seen = "title", True
            elif title_seen and not subtitle_seen and words[i] >= 7 and i > 0 and kinds[i - 1] == "title":
                kinds[i], subtitle_seen = "subtitle", True
            elif words[i] <= 6 and not ended[i]:
                kinds[i] = "boilerplate"
        elif i > last or (i > first and words[i] <= 40 and i in footers):
            if (i > last and ended[i] and i not in footers) or (i <= last and ended[i] and words[i] > 12):
                kinds[i] = "story"
            elif i > last and words[i] <= 8 and i not in footers and "footer" not in kinds:
                kinds[i] = "boilerplate"  # who signs it
            else:
                kinds[i] = "footer"
        elif not ended[i] and not words_here.lstrip().startswith(("•", "-", "*", "(")):
            if words[i] <= 4 and words_here == words_here.lower():
                kinds[i] = "boilerplate"
            elif 3 <= words[i] <= 18 and not words_here.isupper():
                kinds[i] = "link"
            elif words[i] <= 2:
                kinds[i] = "heading"
    # A footer runs to the end: lines between two footer lines belong to it.
    marks = [i for i, kind in enumerate(kinds) if kind == "footer"]
    if marks and marks[0] > last - 4:
        for i in range(marks[0], len(kinds)):
            kinds[i] = "footer" if kinds[i] not in ("stamp", "boilerplate") and (i > marks[0] or kinds[i] == "footer") else kinds[i]
    return [Block(s, kind) for s, kind in zip(spans, kinds, strict=True)]


_HEADER = re.compile(r"(?P<field>From|To|Cc|Bcc|Date|Sent|Subject|Reply-To|Betreff|Von|An|Datum|Gesendet|Objet|De|À): ?\S")
_HEADER_KINDS = {
    "Date": "stamp",
    "Sent": "stamp",
    "Datum": "stamp",
    "Gesendet": "stamp",
    "Subject": "title",
    "Betreff": "title",
    "Objet": "title",
}


def _mail_header(flat: str, spans: list[Span]) -> list[str]:
    """The kinds of the lines of a mail's header at the top of a text (RFC 5322); empty when it is no mail."""
    kinds = []
    for s in spans:
        match = _HEADER.match(flat, s.start, s.end)
        if match is None:
            break
        kinds.append(_HEADER_KINDS.get(match["field"], "boilerplate"))
    return kinds if len(kinds) >= 2 else []


def _marked(spans: list[Span], places: list[int], size: int) -> set[int]:
    """Numbers of the blocks, shorter than a size, in which one of some places lies."""
    if not places:
        return set()
    found = set()
    for number, (start, end) in enumerate(spans):
        if end - start < size:
            first = bisect_left(places, start)
            if first < len(places) and (number + 1 == len(spans) or places[first] < spans[number + 1].start):
                found.add(number)
    return found


def _ends(flat: str, start: int, end: int) -> bool:
    """Whether a block ends as a sentence does, marks of quotation and brackets apart."""
    at = end - 1
    while at >= start and at >= end - 3 and flat[at] in _CLOSES:
        at -= 1
    return at >= start and at >= end - 3 and flat[at] in _STOPS
