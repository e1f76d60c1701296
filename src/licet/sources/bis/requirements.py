"""Entity List columns in words: what needs a license, under which policy it is reviewed, and which footnotes apply.

The license requirement column has about sixty wordings for far fewer requirements. Footnotes 1, 3, 4 and 5 extend "items
subject to the EAR" to foreign direct products (15 CFR 734.9(e)(1), (g), (e)(2), (e)(3)); footnote 2 carves out
vulnerability disclosure. Eighteen marks are printed beside the paragraph they belong to and are told from it here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from licet.sources.table import tidy

_ALL = re.compile(r"^(?:for )?all items subject to (?:the )?ear\b", re.IGNORECASE)
_NARROWED = re.compile(
    r"\b(?:except(?:ion)? (?:for|of|items)|except\b|apart from|other than|when used|unless|only)\b", re.IGNORECASE
)
_BESIDE = re.compile(r"\(?\bsee (?:§|sections?|\d)[^()]*(?:\([^()]*\)[^()]*)*\)?", re.IGNORECASE)
_GLUED = re.compile(r"734\.9\((?P<paragraph>e|g)\)(?:\(\d\))?,?\s?(?P<mark>[1-5])(?=[\s,]|$)")
_FINAL = re.compile(r"of the EAR\)?\.?\s?(?P<mark>[1-5])\.?$")
_ECCN = re.compile(r"\b\d[A-E]\d{3}(?:\.[a-z0-9.]+)?\b")
_GOV = re.compile(r"overcome by License Exception ([A-Z]{3})", re.IGNORECASE)
_POLICIES = (
    ("presumption of denial", "presumption of denial"),
    ("policy of denial", "policy of denial"),
    ("presumption of approval", "presumption of approval"),
    ("case-by-case basis", "case by case"),
    ("case-by-case review", "case by case"),
    ("case-by-case", "case by case"),
    ("case by case", "case by case"),
)


@dataclass(frozen=True, slots=True)
class Requirement:
    """A license requirement, read. The fields are those of `licet.listings.EntityListing`."""

    scope: str
    scope_items: tuple[str, ...] = ()
    words: str = ""
    footnotes: frozenset[int] = frozenset()
    exceptions_open: tuple[str, ...] = ()


def read_requirement(text: str, marks: frozenset[int] = frozenset()) -> Requirement:
    """The requirement in a column's words.

    Args:
        text: The words, footnote marks left out or glued on.
        marks: Footnote marks that the format told apart (superscripts).

    >>> read_requirement("For all items subject to the EAR. (See §§ 734.9(g),3 746.8(a)(3), and 744.21(b) of the EAR)").footnotes
    frozenset({3})
    >>> read_requirement("For all items subject to the EAR having a classification other than EAR99").scope
    'all-but'
    """
    text = tidy(text)
    footnotes = marks | {int(found["mark"]) for found in _GLUED.finditer(text)}
    if final := _FINAL.search(text):
        footnotes |= {int(final["mark"])}
    exceptions = tuple(dict.fromkeys(found.upper() for found in _GOV.findall(text)))
    head = re.sub(r"\(?\bsee §.*$|this license requirement may be overcome.*$", "", text, flags=re.IGNORECASE)
    if _ALL.match(text):
        scope, items = _of_all(text)
    elif re.match(r"^(?:for )?(?:all )?items (?:listed )?on the (?:ccl|commerce control list)\W*$", tidy(head), re.IGNORECASE):
        scope, items = "ccl", ()
    elif (named := tuple(dict.fromkeys(_ECCN.findall(head)))) and re.match(
        r"^(?:for )?(?:all )?items (?:classified|controlled|in|under)", head, re.IGNORECASE
    ):
        scope, items = "only", named
    else:
        scope, items = "words", ()
    return Requirement(scope, items, text, frozenset(footnotes), exceptions)


def _of_all(text: str) -> tuple[str, tuple[str, ...]]:
    """ "All", "all-but" with what is named, or "words" when the narrowing is more than items."""
    rest = text[_ALL.match(text).end() :]  # type: ignore[union-attr]
    rest = _BESIDE.sub(" ", rest)
    rest = re.sub(r"this license requirement may be overcome.*$", "", rest, flags=re.IGNORECASE)
    if not _NARROWED.search(rest):
        return "all", ()
    if re.fullmatch(
        r"\W*(?:having a classification )?(?:other than|except(?: for)?(?: items)?(?: classified as| designated as)?) EAR ?99\W*",
        rest,
        re.IGNORECASE,
    ):
        return "all-but", ("EAR99",)
    named = tuple(dict.fromkeys(_ECCN.findall(rest)))
    around = re.sub(r"\bEAR ?99\b", " ", _ECCN.sub(" ", rest), flags=re.IGNORECASE)
    if named and re.fullmatch(
        r"(?:\W|except|for|items?|ECCNs?|and|or|classified|controlled|under|designated|as)*", around, re.IGNORECASE
    ):
        return "all-but", (*named, *(("EAR99",) if re.search(r"\bEAR ?99\b", rest) else ()))
    return "words", ()


def read_policy(text: str) -> str | None:
    """The review policy: one of the list's four where the column says just that, else its words.

    >>> read_policy("Presumption of denial."), read_policy("Policy of Denial"), read_policy("Case-by-case basis")
    ('presumption of denial', 'policy of denial', 'case by case')
    >>> read_policy("See § 744.2(d) of the EAR")
    'See § 744.2(d) of the EAR'
    """
    text = tidy(text)
    plain = re.sub(r"\.?\s*see §.*$", "", text, flags=re.IGNORECASE).strip(" .;").lower()
    plain = plain.removesuffix(" for all items subject to the ear")
    for words, policy in _POLICIES:
        if plain == words:
            return policy
    return text or None
