"""Cells of the lists in part 744: names, aliases and addresses that share one cell, told apart by wording and line breaks.

Emal Bilal Construction Company (EBCC), a.k.a., the following two aliases:
—Imal Bilal Road Construction Company; and
—Aimal and Balal Company.

Kolola Pushta, Charahi Gul-e-Surkh, Kabul, Afghanistan; and Maidan Sahr, Hetefaq Market, Paktiya, Afghanistan.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from licet.parties import Address, Name, Strength
from licet.sources.ofac.remarks import country_code
from licet.sources.table import tidy

_ALIASES = re.compile(
    r"(?<![\s,;(])[\s,;(]*\b[afn]\.?\s?k\.?\s?a\.?\s*,?\s*(?:and |including )?(?:the )?(?:\w+ )?follow(?:ing)?\b[^:\n]*:",
    re.IGNORECASE,
)
_INLINE = re.compile(
    r"(?<![\s,;(])[\s,;(]+(?P<kind>[afn])\.\s?k\.\s?a\.?,?\s+"
    r"|(?<![\s,;])[\s,;]*\((?P<paren>[afn])\.\s?k\.\s?a\.?,?\s*",
    re.IGNORECASE,
)
# Runs of separators are tried from their start only: a cell of nothing but commas would cost the square of its length.
_SEE_ALSO = re.compile(r"\(\s*[Ss]ee (?:also )?(?:alternate|additional|the )?[^()]*\)\s*[.;]?")
_SUBORDINATE = re.compile(r"^(?P<parent>(?:(?!\.k\.\s?a)[^\n])+?),? subordinate institutions?:\s*", re.IGNORECASE)
_DASH = re.compile(r"^[\s]*[—–‐-]+\s*")
_ADDRESS_ONLY = re.compile(r"^Address \d+\s*[,:.]?\s*", re.IGNORECASE)
_BETWEEN = re.compile(r";\s*(?:and\b,?\s*)?", re.IGNORECASE)
_SUFFIX = re.compile(
    r"^(?:(?:co|company|corp|corporation|inc|incorporated|ltd|limited|ltda|llc|l\.l\.c|llp|lp|plc|pte|pty|pvt|private|gmbh"
    r"|ag|kg|s\.?a|sa de cv|s\.?a\.? de c\.?v|s\.?a\.?r\.?l|s\.?r\.?l"
    r"|s\.?p\.?a|sas|a\.?s|a/s|ab|oy|oyj|bv|b\.v|nv|n\.v|kft|d\.?o\.?o|eood|ood"
    r"|ooo|oao|zao|pao|ao|jsc|ojsc|cjsc|pjsc|too|tov|llc|mchj|fze|fzc|fzco|fz|fz-llc|fz llc|dmcc|est|wll|w\.l\.l|sdn|bhd"
    r"|sdn\.? bhd|sti|anonim sirketi|as"
    r"|fsue|fgup|npo|npp|jr|sr|ii|iii|(?:co|pte|pvt|\(pvt\)|\(private\))\.? (?:ltd|limited))(?:[.,]\s*|\s+|$))+$",
    re.IGNORECASE,
)
_LONGEST_SUFFIX = 48
_SUFFIX_LED = re.compile(r"^(?:ltd|inc|llc|limited|co)\.?\s+(?=[A-Z])", re.IGNORECASE)
_ABBREVIATED = re.compile(
    r"(?:\b(?:co|ltd|inc|corp|jr|sr|st|ave|rd|bhd|pte|llc|l\.l\.c|s\.a|s\.l|a\.s|u\.a\.e|b\.v|n\.v|dr|mfg|tic|san|sti)|\b[A-Z])\.$",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"^(?:\d|no\.?\s?\d|nos\.?\s|#|room|rm\.?\s|rooms|unit|units|flat"
    r"|suite|floor|building|bldg|block|office|p\.?\s?o\.?\s?box|po box|apt"
    r"|ul\.|street|st\.|d\.\s?\d|lot |plot|shop|villa|house |tower|level |\w+ floor)",
    re.IGNORECASE,
)
_STRENGTHS = {"a": Strength.STRONG, "f": Strength.FORMER, "n": Strength.STRONG}


@dataclass(slots=True)
class Cell:
    """What one entry's cell names. `address_only` is an entry under 15 CFR 744.16(f)."""

    names: list[Name] = field(default_factory=list)
    addresses: list[Address] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    address_only: bool = False

    @property
    def key_words(self) -> str:
        """The words a key is made of: the primary name as published, or the address."""
        if self.names:
            return self.names[0].raw or self.names[0].text
        return self.addresses[0].text if self.addresses else ""


def read_cell(text: str, country: str | None) -> Cell:
    """The names and addresses in a cell.

    Args:
        text: Its lines, as line breaks in the source set them.
        country: ISO code of the heading the entry stands under, for addresses that name no country.

    >>> cell = read_cell("Aletra Trading (a.k.a., Erman & Sultan Co.), Sabkha Street, Shop No. 8, Dubai, U.A.E.", "AE")
    >>> [name.text for name in cell.names], [address.text for address in cell.addresses]
    (['Aletra Trading', 'Erman & Sultan Co.'], ['Sabkha Street, Shop No. 8, Dubai, U.A.E.'])
    """
    cell = Cell()
    for note in _SEE_ALSO.findall(text):
        cell.remarks.append(tidy(note).strip(" ."))
    text = _SEE_ALSO.sub(" ", text)
    if found := _SUBORDINATE.match(text):
        cell.remarks.append(f"Subordinate institution of {tidy(found['parent']).strip(' ,')}")
        text = text[found.end() :].lstrip()
    if found := _ADDRESS_ONLY.match(text.strip()):
        cell.address_only = True
        cell.remarks.append(tidy(found[0]).strip(" ,:."))
        _take_addresses(cell, [text.strip()[found.end() :]], country)
        return cell
    if found := _ALIASES.search(text):
        head, tail = text[: found.start()], text[found.end() :]
        _take_names(cell, head)
        _take_addresses(cell, _take_aliases(cell, tail), country)
        if not cell.addresses:
            _free_address(cell, country)
    elif found := _INLINE.search(text):
        _take_addresses(cell, [_take_inline(cell, text)], country)
    else:
        lines = text.strip().split("\n", 1)
        name, rest = split_name(tidy(lines[0]))
        cell.names.append(_name(name, Strength.PRIMARY))
        _take_addresses(cell, [rest, *lines[1:]], country)
    return cell


def split_name(text: str) -> tuple[str, str]:
    """A name and what follows it, at the first comma that does not lead a company's form.

    >>> split_name("Lightstar Technology Co., Ltd., Rooms 1318-1319, Kowloon, Hong Kong")
    ('Lightstar Technology Co., Ltd.', 'Rooms 1318-1319, Kowloon, Hong Kong')
    """
    parts = _commas(text)
    taken = 1
    while taken < len(parts) and (_is_suffix(parts[taken].strip()) or _goes_on(parts[taken].strip())):
        taken += 1
    return ", ".join(part.strip() for part in parts[:taken]), ", ".join(part.strip() for part in parts[taken:])


def _is_suffix(part: str) -> bool:
    """Whether a part is nothing but legal forms; no such part is long, and a long one can be read in too many ways."""
    return len(part) <= _LONGEST_SUFFIX and _SUFFIX.match(part) is not None


def _goes_on(part: str) -> bool:
    """Whether a part still names: "Ltd. Beijing Research Institute", but not "Ltd. No. 3 Xinxi Road"."""
    found = _SUFFIX_LED.match(part)
    return found is not None and not _PLACE.match(part[found.end() :])


def _commas(text: str) -> list[str]:
    """The parts between commas that stand outside parentheses."""
    parts, depth, start = [], 0, 0
    for index, char in enumerate(text):
        if char == "(":
            depth += 1
        elif char == ")":
            depth = max(depth - 1, 0)
        elif char == "," and depth == 0 and text[index + 1 : index + 2] in (" ", ""):
            parts.append(text[start:index])
            start = index + 1
    return [*parts, text[start:]]


def _take_names(cell: Cell, head: str) -> None:
    """The primary name before a list of aliases, with names it gives in passing: "X (f.k.a., Y)"."""
    head = tidy(head)
    if _INLINE.search(head):
        rest = _take_inline(cell, head)
        if rest:
            cell.remarks.append(rest)
    else:
        cell.names.append(_name(head, Strength.PRIMARY))


def _take_inline(cell: Cell, text: str) -> str:
    """Names joined by a.k.a. or f.k.a. on one line; returns what follows the last of them."""
    text = tidy(text)
    pieces: list[tuple[str, str, bool]] = []
    position, kind, inside = 0, "", False
    for found in _INLINE.finditer(text):
        pieces.append((kind, text[position : found.start()], inside))
        kind, inside = (found["kind"] or found["paren"]).lower(), "(" in found[0]
        position = found.end()
    pieces.append((kind, text[position:], inside))
    rest = ""
    for number, (kind, words, inside) in enumerate(pieces):
        if number == 0:
            cell.names.append(_name(words, Strength.PRIMARY))
            continue
        if inside and ")" in words:
            said, _, rest = _close(words)
        else:
            said, rest = split_name(words)
        for alias in _BETWEEN.split(said):
            if alias.strip(" ,."):
                cell.names.append(_name(alias, _STRENGTHS[kind]))
        if number < len(pieces) - 1:
            rest = rest.strip(" ,;.")
            if rest and rest != "and":
                cell.remarks.append(rest)
    return rest.strip(" ,;")


def _close(words: str) -> tuple[str, str, str]:
    """Split at the parenthesis that closes the one already open."""
    depth = 1
    for index, char in enumerate(words):
        depth += (char == "(") - (char == ")")
        if depth == 0:
            return words[:index], ")", words[index + 1 :]
    return words, "", ""


def _take_aliases(cell: Cell, tail: str) -> list[str]:
    """The aliases after "the following aliases:"; returns the lines that are addresses."""
    lines = [tidy(line) for line in tail.split("\n")]
    addresses: list[str] = []
    open_ended = True
    for line in lines:
        if not line:
            continue
        dashed = _DASH.match(line) is not None
        if addresses and not dashed:
            addresses.append(line)
        elif dashed or (open_ended and not _PLACE.match(line) and "," not in line.replace("Co., Ltd", "")):
            for alias in re.split(r"\s[—–]\s?|;\s+(?:and\s+)?[—–]", _DASH.sub("", line)):
                kind = _INLINE.match(f" {alias}")
                strength = _STRENGTHS[(kind["kind"] or "a").lower()] if kind else Strength.STRONG
                words = alias[max(kind.end() - 1, 0) :] if kind else alias
                if words.strip(" ;,."):
                    cell.names.append(_name(words, strength))
            open_ended = line.rstrip().endswith((";", "and", ","))
        else:
            addresses.append(line)
    return addresses


def _free_address(cell: Cell, country: str | None) -> None:
    """Where no line is an address, the last alias may hold one: "More Shipyard. 1 Desantnikov Street, Feodosia"."""
    last = cell.names[-1].text
    if len(cell.names) < 2 or last.count(",") < 2 or country_of(last) is None:
        return
    head, _, rest = last.partition(". ")
    if not rest or "," in head:
        head, rest = split_name(last)
    cell.names[-1] = Name(head, cell.names[-1].strength, raw=cell.names[-1].raw or last)
    _take_addresses(cell, [rest], country)


def _take_addresses(cell: Cell, lines: Iterable[str], country: str | None) -> None:
    text = " ".join(part for line in lines if (part := tidy(line)))
    for words in _BETWEEN.split(text):
        said = _final_stop(words.strip(" ,;"))
        if said.lower() in ("", "and", "."):
            continue
        found = Address(said, country=country_of(said) or country, raw=words if words != said else None)
        if found not in cell.addresses:
            cell.addresses.append(found)


def country_of(address: str) -> str | None:
    """The country an address ends in, None when it names none.

    >>> country_of("40/2 Prechistenka Street, Moscow, 119034, Russia"), country_of("Block B, Chengdu, China 610036")
    ('RU', 'CN')
    """
    for part in reversed(address.split(",")[-2:]):
        words = re.sub(r"[\d-]+", " ", part).strip(" .")
        if len(words) > 2 and (code := country_code(words)):
            return code
    return None


def _name(words: str, strength: Strength) -> Name:
    """A name without the punctuation that joined it to the next; its own words kept where they differ."""
    said = re.sub(r"[;,]?\s+and$", "", tidy(words).strip(" ;,"))
    said = _final_stop(said.strip(" ;,"))
    if said.count("(") > said.count(")"):
        said = said + ")" if not said.endswith("(") else said[:-1].strip()
    return Name(said, strength, raw=tidy(words) if tidy(words) != said else None)


def _final_stop(text: str) -> str:
    """The text without a final full stop, unless it belongs to an abbreviation."""
    return text if _ABBREVIATED.search(text) else text.removesuffix(".").rstrip()
