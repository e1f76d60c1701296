"""The wording of the Commerce Control List's license tables, read into paragraphs and conditions.

Only wording whose meaning is certain is read here: lists of paragraphs with ranges and exceptions, "technology for ...",
"that meet or exceed the parameters of ...". Everything else returns None, and `compile` then asks for a reading by hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from licet.law.us.ear.part774_ccl.scopes import Scope

_PATH = r"[a-z](?:\.\d+)?(?:\.[a-z](?:\.\d+)?(?:\.[a-z](?:\.\d+)?)?)?"
_REF = re.compile(rf"^(?:(?P<eccn>\d[A-E]\d{{3}})\.?)?\.?(?P<path>{_PATH})?$")
_FILLER = re.compile(
    r"\b(?:(?:the |those )?(?:items?|commodit(?:y|ies)|software|technology|equipment)(?: (?:specified|controlled|described))?"
    r" (?:in|by|under)|items|commodities|paragraphs?|of this entry|in this entry|ECCNs?|only)\b"
)


def read_scope(words: str, eccn: str, paths: Sequence[str]) -> Scope | None:
    """The scope of a row from its words after "applies to"; None when they need a reading by hand.

    >>> read_scope("entire entry, except 8A620. b and .y", "8A620", ["a", "b", "x", "y"])
    Scope(covers=(), excepts=('b', 'y'), subject=(), not_for=(), same=False, condition='')
    >>> read_scope("3B001.a.1 to a.3, b, p.2", "3B001", ["a.1", "a.2", "a.3", "b", "p.1", "p.2"]).covers
    ('a.1', 'a.2', 'a.3', 'b', 'p.2')
    """
    text = plain(words)
    text = re.sub(r"^(?:the )?entire ?entry\b[.,]?|^paragraphs? ", lambda m: "ENTIRE" if "ent" in m[0] else "", text).strip()
    if text in ("ENTIRE", ""):
        return Scope()
    if match := re.fullmatch(r"ENTIRE,? ?(?:except(?: for)?:?) (?P<rest>.+)", text):
        left_out = read_paths(match["rest"], eccn, paths)
        if left_out is not None:
            return None if left_out[1] else Scope(excepts=left_out[0])
        others = _for_items(match["rest"], eccn)
        return Scope(not_for=others.subject) if others and not others.same else None
    if (listed := read_paths(text, eccn, paths)) is not None:
        return Scope(covers=listed[0], excepts=listed[1])
    if eccn[1] in "DE" and (scope := _for_items(text, eccn)):
        return scope
    return _meets(text, eccn, paths)


def read_paths(text: str, eccn: str, paths: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Paths listed, and paths left out in parentheses, when the text is nothing but a list of own paragraphs.

    >>> read_paths("5A001.b (except .b.5), .c and .f (except f.3)", "5A001", ["b", "b.5", "c", "f", "f.3"])
    (('b', 'c', 'f'), ('b.5', 'f.3'))
    """
    excepts: list[str] = []
    for inner in re.findall(r"\(except ([^()]*)\)", text):
        found = read_paths(inner, eccn, paths)
        if found is None or found[1]:
            return None
        excepts += found[0]
    text = re.sub(r"\(except [^()]*\)", "", text)
    text = _FILLER.sub(" ", text)
    text = re.sub(r"\b(\d[A-E]\d{3})\.? +(?=\.)", r"\1", text)
    text = re.sub(r"\.\s+(?=[a-z0-9.]*(?:[\s,]|$))", ".", text)
    covers: list[str] = []
    for part in re.split(r"[,;]|\band\b|\bor\b", text):
        piece = part.strip().rstrip(".")
        if not piece:
            continue
        ends = re.split(r"\s+(?:to|through)\s+", piece)
        spots = [_own(end, eccn) for end in ends]
        if None in spots or len(spots) > 2:
            return None
        known = [spot for spot in spots if spot is not None]
        covers += siblings(known[0], known[1], paths) if len(known) == 2 else known
    return (tuple(covers), tuple(excepts)) if covers else None


def read_foreign(text: str) -> tuple[str, ...]:
    """Every ECCN or paragraph of another entry that a text names, ranges as "1B001-1B003", in their order.

    >>> read_foreign("items controlled by 1A002, 1B001 to 1B003, or 1C011.a and .b")
    ('1A002', '1B001-1B003', '1C011.a', '1C011.b')
    """
    tidy = re.sub(r"(\d[A-E]\d{3}) (?:to|through) (\d[A-E]\d{3})", r"\1-\2", re.sub(r"(?<=\.[a-z]\.) (?=\d)", "", text))
    found: list[str] = []
    last = ""
    token = re.compile(rf"\b(\d[A-E]\d{{3}})-(\d[A-E]\d{{3}})|\b(\d[A-E]\d{{3}})(?:\.({_PATH}))?|(?<![\w.])\.?({_PATH})(?![\w])")
    for match in token.finditer(tidy):
        first, until, eccn, path, loose = match.groups()
        if first:
            found.append(f"{first}-{until}")
            last = ""
        elif eccn:
            found.append(f"{eccn}.{path}" if path else eccn)
            last = eccn if path else ""
        elif last and loose and ("." in match[0] or "." in loose):
            found.append(f"{last}.{loose}")
    return tuple(dict.fromkeys(found))


def _for_items(text: str, eccn: str) -> Scope | None:
    """ "technology for items controlled by ...": covers whatever is for one of these."""
    if not re.match(r"^(?:[a-z ]*)?(?:software|technology)\b", text) or re.search(r"\bexcept|\bMT does|\bnot\b", text):
        return None
    if re.search(rf"\b{eccn}\b|disposal|finger|inertial|use of FADEC", text):
        return None
    subject = read_foreign(text)
    if not subject:
        return None
    same = bool(re.search(r"controlled for [A-Z]{2} reasons|for [A-Z]{2} [Rr]easons", text))
    return Scope(subject=subject, same=same)


def _meets(text: str, eccn: str, paths: Sequence[str]) -> Scope | None:
    """ "items in .a that meet or exceed the parameters of 7A101": a limit only the item's data can show."""
    match = re.fullmatch(
        r"(?P<what>.*?)(?:that|which|when|if|for items that) (?:also )?(?:they )?(?:meets? or exceeds?|exceed)"
        r" (?:the )?(?:technical )?(?:parameters?|criteria|control criteria)?"
        r"(?: stated| described)? ?(?:of|in)?(?: ECCNs?)? (?P<limit>\d[A-E]\d{3}(?:\.[a-z0-9.]+[a-z0-9])?)\.?",
        text,
    )
    if not match:
        return None
    what = re.sub(r"^(?:those )?(?:items|commodities|equipment)\b(?: (?:in|controlled by) this entry)?", "", match["what"]).strip()
    covers: tuple[str, ...] = ()
    if what:
        listed = read_paths(what, eccn, paths)
        if listed is None or listed[1]:
            return None
        covers = listed[0]
    return Scope(covers=covers, condition=f"it meets or exceeds the limits of {match['limit']}")


def _own(text: str, eccn: str) -> str | None:
    """A path of this entry from "3A001.b.2", ".b.2", "b.2"; None for anything else, other entries included."""
    match = _REF.match(text.strip())
    if not match or not match["path"] or (match["eccn"] or eccn) != eccn:
        return None
    return match["path"]


def siblings(first: str, last: str, paths: Iterable[str] | None) -> list[str]:
    """The sibling paths from `first` to `last`, of those in `paths` when given.

    >>> siblings("a.1", "a.3", None), siblings("k", "n", ["k", "l", "n"])
    (['a.1', 'a.2', 'a.3'], ['k', 'l', 'n'])
    """
    head, _, start = first.rpartition(".")
    last_head, _, end = last.rpartition(".")
    if (head != last_head and last_head) or start.isdigit() is not end.isdigit():
        return [first, last]
    spots = range(int(start), int(end) + 1) if start.isdigit() else range(ord(start), ord(end) + 1)
    names = [str(spot) if start.isdigit() else chr(spot) for spot in spots]
    full = [f"{head}.{name}" if head else name for name in names]
    known = set(full if paths is None else paths)
    return [path for path in full if path in known or path in (first, f"{head}.{end}" if head else end)]


def plain(text: str) -> str:
    """Words without quotation marks and with single spaces.

    >>> plain("“technology”  for ‘x’")
    'technology for x'
    """
    return " ".join(re.sub(r"[“”\"'‘’]", "", text).split())
