"""The list-based license exceptions of an entry, from words to facts: for which paragraphs, up to what value, to whom."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from licet.law.us.ear.part774_ccl.document import EntryText
from licet.law.us.ear.part774_ccl.phrases import plain, read_foreign, read_paths
from licet.law.us.ear.part774_ccl.rows import line_mark
from licet.law.us.ear.part774_ccl.scopes import Scope, Terms


def read_terms(entry: EntryText, readings: Mapping[str, tuple[Terms, ...]]) -> tuple[list[Terms], list[str]]:
    """What an entry's exception lines say, and the lines that nobody has read yet, each with its mark."""
    found: list[Terms] = []
    unread: list[str] = []
    for symbol, said in entry.fields.items():
        words = f"{symbol}: {said}"
        if (mark := line_mark(words)) in readings:
            found += readings[mark]
            continue
        terms = _closed(said, entry) if symbol == "STA" else _open(symbol, said, entry)
        if terms is None:
            unread.append(f"{mark} {words}")
        else:
            found += terms
    return found, unread


def _open(symbol: str, said: str, entry: EntryText) -> list[Terms] | None:
    """ "N/A", "Yes", "$5000", "Yes for .a and .b", "$3000; N/A for MT"; None for anything else."""
    text = re.sub(r"\.?,? see § 740.*$", "", plain(said).rstrip("."), flags=re.I).strip()
    if text.upper() in ("N/A", "NO", ""):
        return []
    if match := re.fullmatch(r"(?:Yes|\$(?P<usd>[\d,]+))(?:[;,]? (?:except )?N/A for (?P<unless>[A-Z]{2}(?:, [A-Z]{2})*))?", text):
        usd = Decimal(match["usd"].replace(",", "")) if match["usd"] else None
        return [Terms(symbol, usd=usd, unless=tuple((match["unless"] or "").split(", ")) if match["unless"] else ())]
    if match := re.fullmatch(r"(?:Yes,? ?(?:for)?|\$(?P<usd>[\d,]+) for) (?P<list>.+?)(?: only)?", text):
        usd = Decimal(match["usd"].replace(",", "")) if match["usd"] else None
        listed = read_paths(match["list"], entry.eccn, entry.paragraphs)
        if listed:
            return [Terms(symbol, Scope(covers=listed[0], excepts=listed[1]), usd)]
    if match := re.fullmatch(r"(?:Yes|\$(?P<usd>[\d,]+))[;,]? (?:except|N/A for) (?P<list>.+)", text):
        usd = Decimal(match["usd"].replace(",", "")) if match["usd"] else None
        listed = read_paths(match["list"], entry.eccn, entry.paragraphs)
        if listed and not listed[1]:
            return [Terms(symbol, Scope(excepts=listed[0]), usd)]
    if entry.eccn[1] in "DE" and (
        match := re.fullmatch(r"Yes,? for (?:software|technology) for (?:commodities|equipment) (.+)", text)
    ):
        return [Terms(symbol, Scope(subject=read_foreign(match[1])))]
    return None


_C2 = re.compile(
    r"(?:1\. )?Paragraph \(c\)\(2\) of License Exception STA \(§ 740\.20\(c\)\(2\)\)? of the EAR\)? may not be used"
    r" (?:for|to ship) any (?:item|software|technology) in (?:this entry|(?:this )?(?:ECCN )?\d[A-E]\d{3})\.?"
)
_USED = re.compile(
    r"License Exception STA may not be used (?:for|to ship(?: or transmit)?) (?P<what>.+?),? to any of the destinations listed"
    r" in Country Groups? (?P<groups>A:5 or A:6|A:6)(?: \(See supplement no\. ?1 to part 740 of the EAR\))?\.?",
    re.I,
)
_ALL = re.compile(
    r"(?:any |the )?(?:items?|commodity|commodities|software|technology|ECCN \d[A-E]\d{3})?"
    r"(?: (?:specified )?(?:in|by) )?(?:this entry|(?:this )?ECCN(?: \d[A-E]\d{3})?)?"
)


def _closed(said: str, entry: EntryText) -> list[Terms] | None:
    """What an entry closes of License Exception STA: to A:6 by its paragraph (c)(2), or to A:5 and A:6."""
    text = plain(said)
    if _C2.fullmatch(text):
        return [Terms("STA", to=("A:6",))]
    match = _USED.fullmatch(text)
    if not match:
        return None
    groups = ("A:5", "A:6") if "A:5" in match["groups"] else ("A:6",)
    if _ALL.fullmatch(match["what"]):
        return [Terms("STA", to=groups)]
    what = re.sub(r"^(?:any )?(?:items?|commodity|commodities|software|technology) in:? ", "", match["what"])
    listed = read_paths(what, entry.eccn, entry.paragraphs)
    if listed:
        return [Terms("STA", Scope(covers=listed[0], excepts=listed[1]), to=groups)]
    return None
