"""Citations: what the law calls a thing, and where its official text can be read.

`Citation.read` takes the forms this field writes: CFR sections and supplements, Federal Register pages, U.S. Code,
public laws, Commerce Control List entries. Anything else is kept as it stands, so no source is ever lost.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

_CFR = re.compile(r"^(?P<title>\d+) CFR (?:§+ ?)?(?:part )?(?P<part>\d+)(?:\.(?P<section>\d+[a-z]?))?(?P<rest>.*)$")
_SUPPLEMENT = re.compile(r"Supp(?:lement|\.)? ?(?:No\. ?)?(?P<number>\d+)(?: to (?:part )?(?P<part>\d+))?")
_FR = re.compile(r"^(?P<volume>\d+) (?:FR|Fed\. Reg\.) (?P<page>\d+|No\. \d+)")
_USC = re.compile(r"^(?P<title>\d+) U\.?S\.?C\.? (?:§+ ?)?(?P<section>\d+[a-z]*)(?P<rest>.*)$")
_PUBLIC_LAW = re.compile(r"^Pub\. ?L\. (?:No\. )?(?P<congress>\d+)-(?P<law>\d+)")
_CCL = re.compile(r"^CCL (?P<eccn>\d[A-E]\d{3}|EAR99)(?:: (?P<column>.+))?$")


@dataclass(frozen=True, slots=True)
class Citation:
    """One place in the law.

    Attributes:
        text: The citation as written, such as "15 CFR 740.3(b)".
        kind: cfr, fr, usc, public_law, ccl or other.
        section: What two citations of one place share: "15 CFR 740.3", "83 FR 17644", "CCL 3A001".
    """

    text: str
    kind: str
    section: str

    @staticmethod
    def read(text: str) -> Citation:
        """The citation in its parts; `kind` is "other" for a form not known here.

        >>> Citation.read("15 CFR 740.3(b)").section
        '15 CFR 740.3'
        >>> Citation.read("15 CFR Supp. 2 to 734(a)(1)").section
        '15 CFR part 734 Supp. 2'
        >>> Citation.read("83 FR 17644").kind, Citation.read("ENF 40001").kind
        ('fr', 'other')
        """
        return _read(" ".join(text.split()))

    def url(self, on: date | None = None) -> str | None:
        """The official text, as of `on` where the publisher serves history; None where no stable address is known."""
        if self.kind == "cfr":
            match = _CFR.match(self.text)
            when = on.isoformat() if on else "current"
            base = "https://www.ecfr.gov"
            path = f"{base}/on/{when}" if on else f"{base}/current"
            if match and match["section"]:
                return f"{path}/title-{match['title']}/section-{match['part']}.{match['section']}"
            found = re.match(r"^(\d+) CFR part (\d+)", self.section)
            return f"{path}/title-{found[1]}/part-{found[2]}" if found else None
        if self.kind == "fr":
            match = _FR.match(self.text)
            if match and match["page"].isdigit():
                return f"https://www.federalregister.gov/citation/{match['volume']}-FR-{match['page']}"
            return None
        if self.kind == "usc":
            match = _USC.match(self.text)
            if match:
                where = f"granuleid:USC-prelim-title{match['title']}-section{match['section']}"
                return f"https://uscode.house.gov/view.xhtml?req={where}"
        if self.kind == "public_law":
            match = _PUBLIC_LAW.match(self.text)
            if match:
                return f"https://www.congress.gov/public-laws/{match['congress']}/{match['law']}"
        return None

    def __str__(self) -> str:
        return self.text


@lru_cache(maxsize=8192)
def _read(text: str) -> Citation:
    """`Citation.read` for text whose white space is already single."""
    supplement = _SUPPLEMENT.search(text)
    if text.startswith(("15 CFR", "22 CFR", "31 CFR", "48 CFR", "47 CFR")) and supplement:
        part = supplement["part"] or next(iter(re.findall(r"CFR (?:part )?(\d+)", text)), "")
        return Citation(text, "cfr", f"{text.split()[0]} CFR part {part} Supp. {supplement['number']}")
    if match := _CFR.match(text):
        where = f"{match['part']}.{match['section']}" if match["section"] else f"part {match['part']}"
        return Citation(text, "cfr", f"{match['title']} CFR {where}")
    if match := _FR.match(text):
        return Citation(text, "fr", f"{match['volume']} FR {match['page']}")
    if match := _USC.match(text):
        return Citation(text, "usc", f"{match['title']} USC {match['section']}")
    if match := _PUBLIC_LAW.match(text):
        return Citation(text, "public_law", f"Pub. L. {match['congress']}-{match['law']}")
    if match := _CCL.match(text):
        return Citation(text, "ccl", f"CCL {match['eccn']}")
    return Citation(text, "other", text)
