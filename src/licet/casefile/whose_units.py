"""Whose units an act befalls that it does not name: "added 46 affiliates of C to the list", "two units of the company"."""

from __future__ import annotations

import re

from licet.casefile.events import Candidate
from licet.casefile.frames import GROUP_OF
from licet.casefile.joined_targets import JoinedTargets

_UNITS = re.compile(
    r"\b(?:affiliates|units|subsidiaries|arms|branches|divisions|offshoots) (?:and (?:affiliates|subsidiaries) )?(?:of|belonging to|owned by) "
    r"(?:(?P<name>(?:(?:the )?(?:[a-zDN'-]+ ){0,4}?)?[CP]{2,})|(?P<meant>(?:the|this|that) (?:[a-zDN'-]+ ){0,2}?(?:company|firm|group|giant|maker|chipmaker|conglomerate|bank|carrier|manufacturer)(?![a-z])))"
)
_GROUPS = frozenset({"lists", "export privileges", "permissions"})


class WhoseUnits(JoinedTargets):
    """The firm whose units are listed, where none of them is named."""

    def _take_owners(self, chosen: list[Candidate]) -> None:
        """Give acts on unnamed units the firm they belong to."""
        for c in chosen:
            if GROUP_OF[c.frame.type] not in _GROUPS or c.pattern.section == "denies":
                continue
            found = _UNITS.search(self.masked, c.span.start, min(c.sentence.span.end, c.span.end + 40))
            if found is None or any(
                e.id in {t.id for t in c.targets} and self._befalls(span.start, found.start())
                for span, e in self.entities_in(c.span.start, c.span.end, ("company", "organization", "person"))
            ):
                continue
            owner = (
                [e for _, e in self.entities_in(found.start("name"), found.end(), ("company", "organization", "person"))][:1]
                if found["name"]
                else self._stood_for(found.start("meant") - 1, found.end("meant"))
            )
            c.targets = owner or c.targets

    @staticmethod
    def _befalls(name: int, units: int) -> bool:
        """Whether a target is named apart from the units: before them or well after."""
        return name < units or name > units + 120
