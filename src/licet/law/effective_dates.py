"""Effective date notes: printed text of the Code that is not, or no longer, in effect.

The eCFR prints a stayed sentence as if it bound, and says beneath it, in a note (EFFDNOT), that it does not. Status is
never read from the text alone: these notes say which paragraphs are stayed, by which notice, and through which day.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from licet.errors import BadFile
from licet.facts import Interval

MAX_BYTES = 256 * 1024 * 1024
#: The title of the Code whose parts licet reads.
TITLE = "15"

_SECTION = re.compile(r"§+\s*(?P<section>\d+\.\d+[a-z]?)")
_SUPPLEMENT = re.compile(r"supplement no\.? ?(?P<number>\d+) to part (?P<part>\d+)", re.IGNORECASE)
_NOTICE = re.compile(r"At (?P<cite>\d+ FR \d+), (?P<printed>[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4})")
_UNTIL = re.compile(r"(?:effective |delayed )?until (?P<day>[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4})")
_VERB = re.compile(r"\b(?:was|were) (?P<verb>stayed|suspended|delayed|withdrawn|removed|revised|amended|added)\b")
_LATIN = {"Sept": "Sep", "June": "Jun", "July": "Jul"}


@dataclass(frozen=True, slots=True)
class Stay:
    """A note that some printed text is not in effect.

    Attributes:
        where: The section or supplement: "15 CFR 744.11", "15 CFR part 744 Supp. 8".
        what: Which of its text: "paragraph (a)(1)", or "the whole" when the note names none.
        verb: What happened to it: "stayed", "suspended", "delayed" ...
        cite: The notice that did it: "90 FR 50857".
        published: The day that notice was printed.
        through: Last day it is not in effect, None when the note gives none.
    """

    where: str
    what: str
    verb: str
    cite: str
    published: date
    through: date | None

    def holds(self, on: date) -> bool:
        """Whether the printed text is out of effect on a day, so far as the note says."""
        return on in Interval.through(self.published, self.through)


def read_stays(file: Path) -> tuple[Stay, ...]:
    """The effective date notes of a regulation in eCFR XML, plain or gzipped, in its order.

    Raises:
        BadFile: The file cannot be read, or a note has a form nobody has taught us: skipping one would let suspended text
            pass for law.
    """
    return tuple(_stay(text, place, TITLE, file) for place, words in _notes(_root(file)) for text in _sentences(words))


def uncovered(stays: Iterable[Stay], cited: Iterable[str]) -> tuple[Stay, ...]:
    """The notes whose notice no pack cites: their stay would not be applied."""
    known = " ".join(cited)
    return tuple(stay for stay in stays if stay.cite not in known)


def _stay(text: str, place: str, title: str, file: Path) -> Stay:
    notice, verb = _NOTICE.search(text), _VERB.search(text)
    if notice is None or verb is None:
        raise BadFile(
            f"an effective date note cannot be read: {text[:160]!r}", where=f"{file}, {place}",
            why="printed text it suspends would pass for law in force", remedy="teach licet.law.effective_dates its form",
        )  # fmt: skip
    until = _UNTIL.search(text, verb.end())
    said = text[notice.end() : verb.start()].strip(" ,")
    return Stay(
        _where(said, place, title), _what(said), verb["verb"], notice["cite"], _day(notice["printed"]),
        _day(until["day"]) if until else None,
    )  # fmt: skip


def _where(said: str, place: str, title: str) -> str:
    """The section or supplement a note names, else the one it stands in."""
    for text in (said, place):
        if found := _SUPPLEMENT.search(text):
            return f"{title} CFR part {found['part']} Supp. {found['number']}"
        if found := _SECTION.search(text) or re.search(r"(?P<section>\d+\.\d+[a-z]?)", text):
            return f"{title} CFR {found['section']}"
    return place


def _what(said: str) -> str:
    """Which text of it: the words without the place."""
    words = re.sub(r"\bin (?:§+\s*\d+\.\d+[a-z]?|supplement no\.? ?\d+ to part \d+),? ?", "", said, flags=re.IGNORECASE)
    words = re.sub(r"^supplement no\.? ?\d+ to part \d+$", "", words.strip(" ,"), flags=re.IGNORECASE)
    return words.strip(" ,") or "the whole"


def _sentences(words: str) -> Iterator[str]:
    """One note may hold several notices, each beginning "At ..."."""
    yield from (part.strip() for part in re.split(r"(?=\bAt \d+ FR \d+)", words) if _NOTICE.search(part) or part.strip())


def _notes(root: Any) -> Iterator[tuple[str, str]]:
    """The place (the N of the nearest section or appendix) and the words of every note."""
    for note in root.iter("EFFDNOT"):
        place = next((each.get("N", "") for each in note.iterancestors() if each.get("N")), "")
        words = " ".join(" ".join(part.itertext()) for part in note if part.tag != "HED")
        yield place, " ".join(words.split())


def _day(text: str) -> date:
    """A day as the Code prints it.

    >>> _day("Nov. 12, 2025"), _day("Sept. 2, 2025"), _day("November 9, 2026")
    (datetime.date(2025, 11, 12), datetime.date(2025, 9, 2), datetime.date(2026, 11, 9))
    """
    month, rest = text.replace(".", "").split(" ", 1)
    return datetime.strptime(f"{_LATIN.get(month, month)[:3]} {rest}", "%b %d, %Y").date()  # noqa: DTZ007  a date


def _root(file: Path) -> Any:
    if not file.is_file():
        raise BadFile("there is no such file", where=str(file), remedy="give eCFR XML of a part, plain or gzipped")
    try:
        with gzip.open(file) if file.suffix == ".gz" else file.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except (OSError, EOFError) as error:
        raise BadFile(f"cannot be read: {error}", where=str(file)) from error
    if len(content) > MAX_BYTES:
        raise BadFile(f"larger than {MAX_BYTES // 2**20} MiB", where=str(file))
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise BadFile(f"is not well-formed XML: {error}", where=str(file)) from error
