"""Legal citations in running text: CFR, U.S. Code, Federal Register, executive orders, public laws, bills, cases.

eyecite and its kin know case law; the forms below are those in which this field cites its rules. `licet.citations`
reads each of them into its parts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from licet.casefile.text import Span, Text, around

_SECTION = r"\d+(?:\.\d+[a-z]?)?(?:\([A-Za-z0-9]{1,4}\))*"
_FORMS = (
    ("cfr", re.compile(rf"\d{{1,2}} (?:CFR|C\.F\.R\.) (?:§+ ?|[Pp]arts? |[Ss]ections? )*{_SECTION}(?:(?:,? and |, | through |-){_SECTION})*")),
    ("usc", re.compile(r"\d{1,2} (?:U\.S\.C\.|USC|U\.S\. Code) (?:§+ ?|[Ss]ections? )*\d+[a-z]{0,2}(?:-\d+)?(?:\([A-Za-z0-9]{1,4}\))*(?: et seq\.?)?(?:(?:,? and |, |-)\d{4,}[a-z]?)*")),
    ("fr", re.compile(r"\d{2} (?:FR|Fed\. ?Reg\.|F\.R\.) ?\d{1,3}(?:,?\d{3})+(?:[-–]\d+)?|\d{2} FR \d{3,6}")),
    ("executive_order", re.compile(r"(?:Executive Orders?|E\.O\.|EO) (?:No\. )?1[0-9]\d{3}(?:(?:,? and |, )1[0-9]\d{3})*")),
    ("public_law", re.compile(r"(?:Public Law|Pub\. ?L\.)(?: No\.)? \d{2,3}[-–]\d+")),
    ("section", re.compile(rf"(?:[Ss]ections?|§+|[Ss]ec\.) ?{_SECTION}(?: (?:of|to) (?:the |part \d+ of the )?(?:Regulations|EAR|ECRA|Act|Export Administration Regulations|Export Control Reform Act(?: of 2018)?|International Emergency Economic Powers Act|IEEPA|(?:[A-Z][A-Za-z.]*,? ?(?:of |and |the |for )?){{1,8}}(?:Act|Code|Law|Order|Regulations)(?: of \d{{4}}| for Fiscal Year \d{{4}})?))?")),
    ("supplement", re.compile(r"[Ss]upplement [Nn]o\. ?\d+ to [Pp]art \d+(?: of (?:the EAR|the Regulations|Title 15))?")),
    ("general_license", re.compile(r"(?:[A-Z][A-Za-z-]+(?:-related)? )?(?:General License|GL) (?:No\. )?\d{1,3}[A-Z]{0,2}\b")),
    ("bill", re.compile(r"\b(?:H\.R\.|S\.|H\. ?Res\.|S\. ?Res\.) ?\d{2,5}\b")),
    ("docket", re.compile(r"\b\d{1,2}:\d{2}-cr-\d{3,6}\b|\b(?:Case|Docket|Crim\.|Criminal) No\. [\w:-]+\b|\b(?:FCC|DA) \d{2}-\d{1,4}\b")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class CitationInText:
    """A place in the law named by a document; `kind` is its form."""

    span: Span
    kind: str


def find_citations(text: Text) -> list[CitationInText]:
    """Every citation, in order; where two forms overlap the longer stands.

    >>> from licet.casefile.text import Text
    >>> text = Text("under 15 CFR 766.24(b) and Executive Order 13846, see 83 FR 17644")
    >>> [(c.kind, text.words(c.span)) for c in find_citations(text)]
    [('cfr', '15 CFR 766.24(b)'), ('executive_order', 'Executive Order 13846'), ('fr', '83 FR 17644')]
    """
    flat = text.flat
    found: list[CitationInText] = []
    for kind, pattern in _FORMS:
        for match in around(pattern, text.marks[kind], flat, 64, 400):
            start, end = match.span()
            if start and (flat[start - 1].isalnum() or flat[start - 1] == "."):
                continue
            while flat[end - 1] in " ,":
                end -= 1
            found.append(CitationInText(Span(start, end), kind))
    found.sort(key=lambda c: (c.span.start, -c.span.end))
    kept: list[CitationInText] = []
    for citation in found:
        if not kept or kept[-1].span.end <= citation.span.start:
            kept.append(citation)
    return kept
