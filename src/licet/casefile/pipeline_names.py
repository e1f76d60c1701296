"""What a pipeline says of names, and which of it is taken: names that no rule found and that are written as names are.

A pipeline adds, it never takes away: what the grammar and the tables found stands. A name it tells must be two words or more, each in
the shape of a name; one word alone counts only where it is the short form of a party that the document names in full. Whether it is a
party known by another name is decided where it is for every other name (`licet.casefile.parties`).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from licet.casefile.cues_of_firms import LEGAL_END
from licet.casefile.entities import Found
from licet.casefile.known import names, without_legal_form, word_lists
from licet.casefile.lower_words import LowerWords
from licet.casefile.name_kinds import _COMMON_OPENING
from licet.casefile.text import Span, Text

if TYPE_CHECKING:
    from licet.casefile.name_reader import NameReader

_STOP, _NOT_NAMES, _ORG_WORDS = word_lists()
#: Labels of the usual English pipelines. Places are no parties.
_TYPES = {"PERSON": "person", "PER": "person", "ORG": "", "ORGANIZATION": "organization"}
#: Types of the case file that no usual pipeline has for a label: rules of the user's own, which are taken at their word.
_OWN = {"COMPANY": "company", "AGENCY": "agency", "LEGISLATURE": "legislature", "GOVERNMENT": "government"}
_JOINTS = frozenset(
    {
        "of",
        "for",
        "the",
        "and",
        "de",
        "del",
        "della",
        "da",
        "di",
        "du",
        "des",
        "la",
        "le",
        "van",
        "von",
        "der",
        "den",
        "al",
        "bin",
        "ibn",
        "&",
    }
)
_BEFORE_IT = re.compile(r"[^\w&]*(?:(?:[Tt]he|THE|[Aa]n?|[Tt]his) )?")
_AFTER_IT = re.compile(r"(?:'s|'|[^\w.)]+|(?<![A-Z])(?<!Co|td|rp|nc|Jr|Sr)\.)+$")
_NAME = re.compile(r"[A-ZÀ-ÞĀ-ŽА-Я][\w'.&-]*,?|\([A-Z][a-z]+\)")
_PERSON_WORD = re.compile(
    r"[A-ZÀ-ÞĀ-Ž][a-zà-ÿā-ž'-]+(?:-[A-ZÀ-ÞĀ-Ž][a-zà-ÿā-ž']+)?|(?:Mc|Mac|O'|D')[A-Z][a-z]+|[A-Z]\.|Jr\.?|Sr\.?|I{2,3}|IV"
)
_RUNS_ON_BEFORE = re.compile(r"\b(?P<word>(?:[A-Z]\.)+|[A-Z][\w'-]*)(?P<joint>-| (?:(?:of|for|and) (?:the )?|& )?)$")
_RUNS_ON = re.compile(r"(?:-| (?:& )?)[A-Z0-9]|'s? [A-Z]")
_OF_MORE = re.compile(r" (?:of|for) (?:the )?[A-Z0-9]")
_ARTICLE = re.compile(r"\b(?:the|an?) $", re.IGNORECASE)
_PLACE_BEFORE = re.compile(r"\b(?:in|near|aboard|called|named) $")
_NO_PERSON_AFTER = re.compile(r", (?:which|run by|owned by|based)\b")
_MEDIA = frozenset({"News", "Radio", "Press", "Television", "TV"})
_NO_PARTY = frozenset({"law", "list", "place"})


class Label(NamedTuple):
    """A stretch of the document that a pipeline takes for a name, with the pipeline's own label: PERSON, ORG, GPE, …"""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Said:
    """All that one engine said of one document.

    Attributes:
        engine: Its name and version.
        sha256: The digest of its files.
    """

    engine: str
    sha256: str
    labels: tuple[Label, ...]

    def as_dict(self) -> dict[str, Any]:
        """As the case file keeps it."""
        return {"engine": self.engine, "sha256": self.sha256, "labels": [list(label) for label in self.labels]}

    @classmethod
    def of(cls, node: dict[str, Any], size: int) -> Said:
        """What a case file kept of a document of `size` code points.

        Raises:
            ValueError: A label lies outside the document.
        """
        labels = tuple(Label(int(start), int(end), str(label)) for start, end, label in node["labels"])
        if not all(0 <= label.start < label.end <= size for label in labels):
            raise ValueError("a name told by a pipeline lies outside its document")
        return cls(str(node["engine"]), str(node["sha256"]), labels)


#: Says of a text which stretches are names: a loaded pipeline, or what one said before.
NamesBy = Callable[[Text], Said]


class Named(NamedTuple):
    """What of a pipeline's labels is written as names are: parties, and single words that count only as short forms of one."""

    parties: list[Found]
    words: list[Span]

    def where(self, free: Callable[[Span], bool]) -> Named:
        """Those that stand where nothing else was found."""
        return Named([p for p in self.parties if free(p.span)], [s for s in self.words if free(s)])


NOTHING = Named([], [])


def candidates(text: Text, said: Said, figures: Iterable[Span]) -> Named:
    """The names a pipeline told that are written as names are, in order; `figures` are the dates, amounts and citations.

    Words that it takes once for a person and once for a firm are what it takes them for most often, or else first.
    """
    taken = {at for span in figures for at in range(span.start, span.end)}
    flat = text.flat
    small = LowerWords(flat)
    named = Named([], [])
    for label in said.labels:
        span = _itself(flat, Span(label.start, label.end))
        if span.end - span.start < 3 or not taken.isdisjoint(range(span.start, span.end)):
            continue
        words = flat[span.start : span.end]
        kind = _kind(flat, span, words.split(" "), label.label.upper(), small)
        if kind is None:
            continue
        if " " in words or label.label.upper() in _OWN:
            named.parties.append(Found(span, kind, "", words, by="pipeline"))
        else:
            named.words.append(span)
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    for item in named.parties:
        kinds[item.canonical][item.type] += 1
    for item in named.parties:
        item.type = kinds[item.canonical].most_common(1)[0][0]
        item.key = f"{item.type}:{without_legal_form(item.canonical)}"
    return named


def admit(reader: NameReader, named: Named) -> frozenset[Span]:
    """Put a pipeline's names among those that were read; return the single words that only it saw."""
    taken = {at for item in named.parties for at in range(item.span.start, item.span.end)}
    if taken:
        reader.single = [s for s in reader.single if taken.isdisjoint(range(s.start, s.end))]
        reader.found += [replace(item) for item in named.parties]  # what follows changes them
    more = frozenset(named.words) - set(reader.single)
    if more:
        reader.single = sorted([*reader.single, *more])
    return more


def known_otherwise(flat: str, found: Iterable[Found], *tables: Mapping[str, Found]) -> None:
    """Take a pipeline's name for the party whose short form, full name or defined name it is, whatever kind the pipeline gave it."""
    for item in found:
        if item.by == "pipeline":
            words = flat[item.span.start : item.span.end]
            other = next((t[words] for t in tables if words in t and t[words] is not item), None)
            if other is not None:
                item.type, item.key, item.canonical, item.known = other.type, other.key, other.canonical, other.known


def _itself(flat: str, span: Span) -> Span:
    """The name without an article before it, a possessive or a mark after it."""
    lead = _BEFORE_IT.match(flat, span.start, span.end)
    start = lead.end() if lead is not None else span.start
    tail = _AFTER_IT.search(flat, start, span.end)
    return Span(start, tail.start() if tail is not None else max(start, span.end))


def _kind(flat: str, span: Span, pieces: list[str], label: str, small: LowerWords) -> str | None:
    """The type of a party, or None where the words are no name or only a part of one."""
    kind = _OWN.get(label) or _TYPES.get(label)
    if kind is None:
        return None
    capital = [p for p in pieces if p not in _JOINTS]
    if not capital or pieces[0] in _JOINTS or pieces[-1] in _JOINTS or not all(_NAME.fullmatch(p) for p in capital):
        return None
    if any(p.lower().strip(".,") in _STOP for p in capital):
        return None
    if kind == "person":
        return kind if _is_person(flat, span, capital, small) else None
    if _begins_inside(flat, span) or _RUNS_ON.match(flat, span.end):
        return None
    if kind or len(pieces) < 2:
        return None if all(p.lower() in small for p in capital) else kind or "company"
    told = _body(pieces)
    if told != "company" and _OF_MORE.match(flat, span.end):
        return None
    if told is not None:
        alone = LEGAL_END.search(" ".join(pieces)) is not None
        return told if alone or (told not in _NO_PARTY and not all(p.lower() in small for p in capital)) else None
    return "company" if _is_firm(flat, span, pieces, small) else None


def _body(pieces: list[str]) -> str | None:
    """What a word of the name says it is: a firm by its legal form, the Institute of Applied Optics an institute; None without one."""
    if LEGAL_END.search(" ".join(pieces)):
        return "company"
    for at, piece in enumerate(pieces[1:]):
        if piece in ("of", "for"):
            return _ORG_WORDS.get(pieces[at])
    if not _MEDIA.isdisjoint((pieces[0], pieces[-1])):
        return "organization"
    return _ORG_WORDS.get(pieces[-1])


def _is_firm(flat: str, span: Span, pieces: list[str], small: LowerWords) -> bool:
    """Whether words of which none says what they name are a firm's: no ship, program, list or office is written so.

    A firm's name takes no article (the Halcyon Reach), begins with no abbreviation (NS Aldana), joins nothing (Trade and Industry)
    and holds no word of the language (the Consent Agreement).
    """
    if _ARTICLE.search(flat, max(0, span.start - 6), span.start) or _PLACE_BEFORE.search(flat, max(0, span.start - 8), span.start):
        return False
    if pieces[0].replace("-", "").isupper() or not _JOINTS.isdisjoint(pieces):
        return False
    first = names().entries.get(pieces[0])
    return not (
        (first is not None and first.demonym)
        or any(p.lower() in small or _COMMON_OPENING.fullmatch(p) or p in _NOT_NAMES for p in pieces)
    )


def _is_person(flat: str, span: Span, pieces: list[str], small: LowerWords) -> bool:
    """Whether words are written as the name of a person is, and none of them is another word of the language or the document."""
    if _ARTICLE.search(flat, max(0, span.start - 6), span.start) or _NO_PERSON_AFTER.match(flat, span.end):
        return False
    if (pieces[0] not in names().given and _begins_inside(flat, span)) or _RUNS_ON.match(flat, span.end):
        return False
    shouted = len(pieces) > 1 and all(p.isupper() for p in pieces) and pieces[0].title() in names().given
    return all(
        (shouted or _PERSON_WORD.fullmatch(p) is not None)
        and p not in _NOT_NAMES
        and p not in _ORG_WORDS
        and p.lower() not in small
        for p in pieces
    )


def _begins_inside(flat: str, span: Span) -> bool:
    """Whether a longer run of capitals goes on in a name: "Commerce for Export Enforcement", in the title of an office."""
    before = _RUNS_ON_BEFORE.search(flat, max(0, span.start - 40), span.start)
    if before is None or before["word"].lower() in _STOP:
        return False
    table = names()
    return before["joint"] != " " or (before["word"] not in table.title_words and before["word"] not in table.offices)
