"""Days and citations as publishers write them."""

from __future__ import annotations

import re
from datetime import date

_DOTS = re.compile(r"^(\d{1,2})\.(\d{1,2})\.(\d{4})$")
_US = re.compile(r"^(\d{1,2})/(\d{1,2})/(\d{4})$")
_ISO = re.compile(r"^(\d{4})-(\d{2})-(\d{2})")
_WORDS = re.compile(r"^(\d{1,2})[ -]([A-Za-z]{3})[a-z]*\.?[ -](\d{4})$")
_MONTHS = {
    month: number
    for number, month in enumerate(("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1)
}
_NOTICE = re.compile(r"(?P<volume>\d{1,3})\s*F\.?\s*R\.?(?:\s*FR)?,?\s*(?P<page>\d{1,6})(?!\s*F\.?R)", re.IGNORECASE)


def day(text: str, *, day_first: bool = False) -> date | None:
    """The day in US, ISO or "05 Mar 1970" form; None when it is none, or no day that can be.

    Years outside 1900 to 2200 cannot be: one list prints 3017 and 1023. Between dots the day comes first, as in German; between
    slashes the month does unless `day_first`.

    >>> day("06/19/2003"), day("2007-01-31"), day("3017-08-22"), day("5 Mar 1970")
    (datetime.date(2003, 6, 19), datetime.date(2007, 1, 31), None, datetime.date(1970, 3, 5))
    >>> day("02.01.2024"), day("02/01/2024", day_first=True)
    (datetime.date(2024, 1, 2), datetime.date(2024, 1, 2))
    """
    text = text.strip()
    if not text:
        return None
    if found := _US.match(text):
        month, number, year = (int(part) for part in found.groups())
        if day_first:
            month, number = number, month
    elif found := _DOTS.match(text):
        number, month, year = (int(part) for part in found.groups())
    elif found := _ISO.match(text):
        year, month, number = (int(part) for part in found.groups())
    elif found := _WORDS.match(text):
        number, year = int(found[1]), int(found[3])
        month = _MONTHS.get(found[2].lower(), 0)
    else:
        return None
    if not 1900 <= year <= 2200:
        return None
    try:
        return date(year, month, number)
    except ValueError:
        return None


def notices(text: str) -> tuple[str, ...]:
    """The Federal Register citations in a text, in their usual form, each once.

    >>> notices("68 F.R. 38290 6/27/03 71 F.R. 38843 7/10/06"), notices("85 FR 83799, 12/23/20")
    (('68 FR 38290', '71 FR 38843'), ('85 FR 83799',))
    """
    if not text:
        return ()
    return tuple(dict.fromkeys(f"{found['volume']} FR {found['page']}" for found in _NOTICE.finditer(text)))
