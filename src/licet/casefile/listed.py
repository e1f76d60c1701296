"""Restricted parties named in a document, with the words and the listing as of a day (`licet screen --document`).

List names are found by Aho-Corasick in one pass, with guards: a name must stand as a name (capitals kept, whole words), a
single word must be long enough and no common word, a bare legal form is no name. Newspaper names ("Rusal") come from the
curated table of `licet.casefile.known`, tied to a listing's own name. A hit names a listing to look at; whether it is the
party is for screening, or a person, to say.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from licet.casefile.official_record import fold
from licet.casefile.reading import Reading, read_text
from licet.casefile.text import Span
from licet.errors import MissingExtra
from licet.facts import Interval

_LEGAL = frozenset(
    [
        "inc",
        "ltd",
        "llc",
        "corp",
        "co",
        "company",
        "limited",
        "gmbh",
        "ag",
        "plc",
        "ooo",
        "oao",
        "zao",
        "pao",
        "ao",
        "jsc",
        "pjsc",
        "sa",
        "nv",
        "bv",
        "group",
        "holding",
        "holdings",
        "trading",
        "bank",
    ]
)
_COMMON = frozenset(
    [
        "and",
        "the",
        "for",
        "with",
        "said",
        "from",
        "this",
        "that",
        "order",
        "rule",
        "trade",
        "justice",
        "republic",
        "republican",
        "american",
        "federal",
        "national",
        "international",
        "general",
        "united",
        "states",
        "state",
        "china",
        "russia",
        "iran",
        "korea",
        "syria",
        "cuba",
        "global",
        "world",
        "star",
        "sun",
        "sea",
        "east",
        "west",
        "north",
        "south",
        "union",
        "orient",
        "pacific",
        "atlantic",
        "royal",
        "golden",
        "silver",
        "victory",
        "success",
        "progress",
        "energy",
        "power",
        "future",
        "express",
        "direct",
        "center",
        "service",
        "services",
        "technology",
        "industries",
        "industry",
        "hope",
        "peace",
        "liberty",
        "spring",
        "summer",
        "winter",
        "may",
        "march",
        "august",
        "larry",
        "adam",
        "jordan",
        "georgia",
        "israel",
        "paris",
        "london",
        "victoria",
        "maria",
        "nova",
        "delta",
        "alpha",
        "omega",
        "phoenix",
        "eagle",
        "lion",
        "tiger",
        "bear",
        "wolf",
        "atlas",
        "titan",
        "zenith",
        "horizon",
        "summit",
    ]
)

_AT_SEA = re.compile(
    r"\b(?:vessels?|ships?|shipp(?:ed|ing)|tankers?|carriers?|cargo|bill of lading|IMO|M/?V|M/?T|voyage|port of|aboard|aircraft|tail number|flight)\b"
)


@dataclass(frozen=True, slots=True)
class Named:
    """A listed party named in a document.

    Attributes:
        listing: The listing's id.
        matched_name: The list's own name that was found, or that the newspaper name stands for.
        span: Where the document names it.
        words: The document's own words.
        valid: When the listing was valid; the day asked about lies in it.
        by: "list name" or "short name".
    """

    listing: str
    matched_name: str
    span: Span
    words: str
    valid: Interval
    by: str

    def as_dict(self) -> dict[str, Any]:
        """For JSON: the words with their offsets, and the listing."""
        return {
            "listing": self.listing,
            "matched_name": self.matched_name,
            "start": self.span.start,
            "end": self.span.end,
            "text": self.words,
            "valid": self.valid.as_dict(),
            "by": self.by,
        }


def parties_named(
    document: Reading | str,
    listed: Iterable[tuple[str, Sequence[str], Interval]],
    as_of: date,
    *,
    craft: Container[str] = frozenset(),
) -> list[Named]:
    """Listed parties that a document names, in the order of its words.

    Args:
        document: A reading, or the text of a document.
        listed: (listing id, names, validity) triples; names as the list writes them, "LAST, First" included.
        as_of: The day the listing must be valid on.
        craft: Ids of listings of vessels and aircraft. One of them called by a single word ("OSLO") is looked for only in a
            document that speaks of ships or aircraft at all.

    Raises:
        MissingExtra: The extra `cases` is not installed.
    """
    try:
        import ahocorasick  # type: ignore[import-not-found]
    except ImportError as error:
        raise MissingExtra("finding listed names in documents", "cases") from error
    reading = read_text(document) if isinstance(document, str) else document
    wanted: dict[str, list[tuple[str, str, Interval]]] = {}
    folded: dict[str, list[tuple[str, str, Interval]]] = {}
    at_sea = _AT_SEA.search(reading.text.flat) is not None
    for listing, names, valid in listed:
        if as_of not in valid:
            continue
        for name in names:
            if not at_sea and listing in craft and " " not in name.strip():
                continue
            for spelling in _spellings(name):
                wanted.setdefault(spelling, []).append((listing, name, valid))
            folded.setdefault(fold(name), []).append((listing, name, valid))
    found: dict[tuple[int, str], Named] = {}
    if wanted:
        automaton = ahocorasick.Automaton()
        for spelling, entries in wanted.items():
            automaton.add_word(spelling, (len(spelling), entries))
        automaton.make_automaton()
        for end, (length, entries) in automaton.iter(reading.text.low):
            span = Span(end - length + 1, end + 1)
            if _stands_as_name(reading, span):
                for listing, name, valid in entries:
                    _keep(found, Named(listing, name, span, reading.text.words(span), valid, "list name"))
    for entity in reading.parties.entities:
        if not entity.is_party:
            continue
        for listing, name, valid in folded.get(fold(entity.canonical), ()):
            for mention in entity.mentions:
                span = mention.span
                if mention.kind == "name" and not any(
                    k == listing and start <= span.start < start + 80 and n.span.overlaps(span) for (start, k), n in found.items()
                ):
                    _keep(found, Named(listing, name, span, reading.text.words(span), valid, "short name"))
    return sorted(found.values(), key=lambda n: (n.span.start, n.listing))


def _keep(found: dict[tuple[int, str], Named], named: Named) -> None:
    """The longest name at a place, one a listing."""
    key = (named.span.start, named.listing)
    if key not in found or found[key].span.end < named.span.end:
        found[key] = named


def _spellings(name: str) -> set[str]:
    """Lower-case spellings under which a list name may stand in prose; none when it would be found everywhere.

    >>> sorted(_spellings("DERIPASKA, Oleg Vladimirovich"))
    ['deripaska, oleg vladimirovich', 'oleg deripaska', 'oleg vladimirovich deripaska']
    >>> _spellings("OOO"), _spellings("Larry")
    (set(), set())
    """
    low = " ".join(name.lower().replace("’", "'").split())
    words = re.findall(r"[\w']+", low)
    if not words or all(w in _LEGAL for w in words) or len(low) < 4:
        return set()
    if len(words) == 1 and (len(low) < 5 or low in _COMMON):
        return set() if len(low) < 4 or low in _COMMON or not name.isupper() else {low}
    if len(words) == 2 and any(w in _LEGAL for w in words) and any(w in _COMMON for w in words):
        return set()
    spellings = {low}
    match = re.fullmatch(r"([\w' -]+), ([\w' .-]+)", low)
    if match and match[2].rstrip(".") not in _LEGAL:
        spellings.add(f"{match[2]} {match[1]}")
        spellings.add(f"{match[2].split()[0]} {match[1]}")
    stripped = re.sub(r",? (?:inc|ltd|llc|corp|co|limited|company|plc|gmbh|jsc)\.?$", "", low)
    stripped = re.sub(r",? (?:inc|ltd|llc|corp|co|limited|company|plc|gmbh|jsc)\.?$", "", stripped).rstrip(",.")
    if stripped != low and (" " in stripped and not all(w in _COMMON or w in _LEGAL for w in stripped.split())):
        spellings.add(stripped)
    return {s for s in spellings if " " in s or (len(s) >= 4 and s not in _COMMON)}


def _stands_as_name(reading: Reading, span: Span) -> bool:
    """Whole words, written with capitals."""
    flat = reading.text.flat
    if span.start and (flat[span.start - 1].isalnum() or flat[span.start - 1] == "-"):
        return False
    if span.end < len(flat) and flat[span.end].isalnum():
        return False
    words = re.findall(r"[^\W\d_][\w']*", flat[span.start : span.end])
    if reading.frame.dateline is not None and reading.frame.dateline.overlaps(span):
        return False  # where the story was written
    long = [w for w in words if len(w) > 3] or words
    if not long or not all(w[0].isupper() or not w[0].isascii() for w in long):
        return False
    if len(words) > 1:
        return True
    sentence = reading.text.sentence_at(span.start)
    opens = sentence is not None and sentence.span.start == span.start
    return not (opens and re.search(rf"\b{re.escape(words[0].lower())}\b", flat))
