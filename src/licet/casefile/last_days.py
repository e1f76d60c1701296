"""Until when an act runs by its own words: "until August 14, 2029", "effective May 20 through August 18"."""

from __future__ import annotations

import re
from functools import cached_property

from licet.casefile.days_of_news import DaysOfNews
from licet.casefile.events import Candidate
from licet.casefile.frames import GROUP_OF

_LAST_DAY = re.compile(r"\b(?:until|through|expires?(?: on)?|expiring(?: on)?|ending(?: on)?)(?: (?:12:01|11:59)[^;]{0,44},?)? $")
_RUNS_TO = re.compile(
    r"\b(?:effective|valid|in effect|in force|remains? in effect)\b[^.;]{0,70}\b(?:through|until|to)(?: (?:12:01|11:59)[^;]{0,44},?)? $|\bthis (?:general license|order|rule|temporary general license|authori[sz]ation) (?:expires|shall expire|will expire)(?: (?:on|at))?(?: (?:12:01|11:59)[^;]{0,44},?)? $"
)


class LastDays(DaysOfNews):
    """Until when acts run."""

    @cached_property
    def _runs_to(self) -> str | None:
        """The last day a rule or an order gives for itself: "effective May 20 through August 18", "expires on"."""
        last = [
            d.value
            for d in self.dates
            if d.value and d.form == "full" and _RUNS_TO.search(self.text.low[max(0, d.span.start - 90) : d.span.start])
        ]
        return last[0] if len(set(last)) == 1 else None

    def _until(self, c: Candidate) -> str | None:
        """The last day an act runs to by its own words: "until August 14, 2029", "through 12:01 a.m., October 23"."""
        if c.frame.lasts != "until_ended":
            return None
        ends = [
            d.value
            for n in self.dates_in(c.sentence.span.start, c.sentence.span.end)
            if (d := self.dates[n]).value
            and _LAST_DAY.search(self.masked[max(c.sentence.span.start, d.span.start - 60) : d.span.start])
        ]
        if c.pattern.source.endswith(".lapses") or self._ran_out(c) is not None:
            ran_out = [self.dates[n] for n in self.dates_in(c.sentence.span.start, c.sentence.span.end)]
            days = [
                d.value[:10] for d in ran_out if d.value and d.precision in ("day", "minute") and d.form not in ("vague", "offset")
            ]
            return days[0] if len(days) == 1 else None
        if (
            not ends
            and self.official
            and c.pattern.section in ("does", "renews")
            and GROUP_OF[c.frame.type] in ("export privileges", "permissions")
        ):
            return self._runs_to
        return ends[-1] if ends and GROUP_OF[c.frame.type] in ("export privileges", "permissions", "other rules") else None
