"""The tellings of one act folded into one event, with several pieces of evidence."""

from __future__ import annotations

import re

from licet.casefile.dates import compatible
from licet.casefile.events import CONDUCT, Candidate, Event
from licet.casefile.frames import GROUP_OF, frames
from licet.casefile.settling import Settling, _sentences
from licet.casefile.told_of import ToldOf

RESTRICTS = (
    "entity_list_addition", "temporary_denial_order", "denial_order", "designation", "military_company_listing", "transaction_prohibition",
    "procurement_ban", "penalty",
)  # fmt: skip
_ANOTHER = re.compile(r"\b(?:second|another|separate|third|further) (?:[a-z]+ )?order")
_AT_FIRST = re.compile(r"\b(?:first|originally|initially) (?:issued|imposed|signed|entered)")
_BY_STATES = frozenset({"procurement_ban", "sales_ban", "transaction_prohibition", "investigation"})


class Folding(Settling):
    """Adds each telling to the event it tells of."""

    def _fold(self, events: list[Event], new: Event) -> None:
        """Add a telling to the event it tells of, or as an event of its own."""
        told = self._by_type.setdefault(new.type, ToldOf())
        block = self.text.block_number(new.trigger.start)
        by_target = new.type not in CONDUCT and new.type not in (
            "legislative_vote",
            "court_order",
            "guilty_plea",
            "not_guilty_plea",
        )
        targets = frozenset(new.target)
        apart: dict[str, bool] = {}  # dates that may not be the day of the new telling; of lists an official paper folds more
        day = new.date if new.type != "relief_pledge" and not (self.official and GROUP_OF[new.type] == "lists") else None
        for event in told.alike(new, block, by_target=by_target, by_place=new.type in CONDUCT and not self.official):
            if by_target and (targets or event.target) and targets.isdisjoint(event.target):
                continue
            if day and event.date and day != event.date:
                if (differ := apart.get(event.date)) is None:
                    differ = apart[event.date] = not compatible(event.date, day)
                if differ:
                    continue
            if self._same(event, new):
                self._absorb(event, new)
                told.befalls(event, new.target)
                return
        told.add(new, block)
        events.append(new)

    def _of_two_states(self, one: Event, other: Event) -> bool:
        """Whether two tellings name two countries that act, each for itself."""
        states = [{a for a in e.actor if a in self._by_id and self._by_id[a].type == "country"} for e in (one, other)]
        return (
            all(states)
            and states[0].isdisjoint(states[1])
            and all(len(s) == len(e.actor) for s, e in zip(states, (one, other), strict=True))
        )

    def _same(self, one: Event, other: Event) -> bool:
        if (
            self.official
            and GROUP_OF[one.type] == "lists"
            and one.target
            and set(one.target) == set(other.target)
            and one.status == other.status
        ):
            defaults = [e for e in (one, other) if e.date_basis == "document_date" or e.date is None]
            if defaults:
                return True  # the heading of a release and its text tell of one act
        if one.date and other.date and not compatible(one.date, other.date) and one.type not in ("relief_pledge",):
            return False
        if one.type == "penalty" and one.actor and other.actor and one.actor != other.actor and not self._sums_agree(one, other):
            return False  # two authorities, two fines
        if one.type in _BY_STATES and self._of_two_states(one, other):
            return False  # one country bars a firm from its networks, and another does
        if one.type == "executive_order" and _ANOTHER.search(" ".join(other.trigger_words)):
            return False  # "a second order"
        if (
            one.type == "temporary_denial_order"
            and one.renews != other.renews
            and _AT_FIRST.search(" ".join((*one.trigger_words, *other.trigger_words)))
        ):
            return False  # the order that is prolonged today was "first issued" long ago
        if one.type == "court_order" and (one.status == "reversed") != (other.status == "reversed"):
            return False  # a ruling, and the one that it threw out
        if one.type == "court_order" and one.status == other.status:
            apart = bool(one.target and other.target) and set(one.target).isdisjoint(other.target)
            if abs(one.trigger.start - other.trigger.start) < 400 and not (apart and _sentences(one) and _sentences(other)):
                return True  # a judge "blocked" the order, and "granted an injunction": one ruling
            if not apart and not (one.date and other.date) and _sentences(one) == _sentences(other):
                return True
        if one.type in ("guilty_plea", "not_guilty_plea"):
            return one.status == other.status and (not one.actor or not other.actor or bool(set(one.actor) & set(other.actor)))
        if one.type == "legislative_vote" and set(one.evidence) & set(other.evidence):
            return True
        if one.type in CONDUCT:
            elsewhere = bool(one.target and other.target) and not set(one.target) & set(other.target)
            if elsewhere and (
                (one.date and other.date and not compatible(one.date, other.date))
                or (not self.official and self.text.block_at(one.trigger.start) is not self.text.block_at(other.trigger.start))
            ):
                return False  # goods to one country, and in another paragraph to another
            return (
                one.status == other.status
                and (one.actor == other.actor or not one.actor or not other.actor)
                and (one.quote is None) == (other.quote is None)
            )
        shared = set(one.target) & set(other.target)
        if (one.target or other.target) and not shared:
            return False
        live = {"in_force", "historical", "reversed"}
        if one.type in ("relief_pledge",):
            return True
        if one.type in ("investigation",):
            return one.status == other.status
        return (
            one.status == other.status
            or (one.status in live and other.status in live)
            or (
                one.type in ("tariff", "directive", "operations_halt")
                and one.status != "denied"
                and other.status != "denied"
                and bool(one.date) == bool(other.date)
            )
        )

    @staticmethod
    def _absorb(event: Event, new: Event) -> None:
        for span in new.evidence:
            if span not in event.evidence:
                event.evidence.append(span)
        event.target += [t for t in new.target if t not in event.target]
        event.actor = event.actor or new.actor
        event.trigger_words += new.trigger_words
        rank = {"day": 4, "minute": 5, "interval": 3, "week": 3, "month": 2, "year": 1, None: 0}
        if event.date_basis == "document_date" and new.date and new.date_basis == "stated":
            event.date = event.precision = None
        if (
            new.date
            and rank.get(new.precision, 0) > rank.get(event.precision, 0)
            and (new.date_basis != "inferred" or event.date is None)
        ):
            event.date, event.precision, event.date_basis, event.date_at = new.date, new.precision, new.date_basis, new.date_at
        if new.status == "reversed" or (
            event.status == "historical" and new.status == "in_force" and frames()[event.type].lasts == "until_ended"
        ):
            event.status = new.status
        event.amounts += [a for a in new.amounts if a not in event.amounts]
        event.terms += [t for t in new.terms if t not in event.terms]
        event.authority = event.authority or new.authority
        event.source = event.source or new.source
        event.renews = event.renews or new.renews
        event.until = event.until or new.until

    def _attach(self, events: list[Event], c: Candidate) -> None:
        """Words such as "banned sales to the firm": evidence of a stricter act against the same target, else an act."""
        new = self._event(c)
        targets = frozenset(new.target)
        if new.status in ("in_force", "historical"):
            fits = [
                e
                for e in events
                if e.type in RESTRICTS
                and e.status in (("in_force", "historical") if e.type in ("penalty", new.type) else ("in_force",))
                and not targets.isdisjoint(e.target)
                and not (e.date and new.date and not compatible(e.date, new.date))
            ]
            if new.date:
                fits.sort(key=lambda e: e.date is None)
            elif self.official:
                fits.sort(key=lambda e: (e.date is not None, e.type != "temporary_denial_order"))
            if c.pattern.status != "attach" and GROUP_OF[c.frame.type] != "politics":
                fits = [e for e in fits if e.type != "penalty"]
            if fits and GROUP_OF[c.frame.type] not in ("conduct", "politics"):
                own = [e for e in fits if e.type == new.type]
                target = (own or fits)[0]
                target.attached.append((c.span, new.date_at))
                if target.type == new.type:
                    self._absorb(target, new)
                else:
                    target.evidence.extend(s for s in new.evidence if s not in target.evidence)
                return
        if c.pattern.status == "attach":
            return
        mates = [e for e in events if e.type == new.type and (not targets or not targets.isdisjoint(e.target))]
        if mates and GROUP_OF[c.frame.type] in ("conduct", "politics"):
            mate = next((e for e in mates if e.status == new.status), mates[0])
            mate.evidence.extend(s for s in new.evidence if s not in mate.evidence)
            return
        if GROUP_OF[c.frame.type] == "politics":
            return
        if c.pattern.strict == "told":  # "the inquiry": the one told of
            told = mates or [e for e in events if e.type == new.type]
            if told:
                told[0].evidence.extend(s for s in new.evidence if s not in told[0].evidence)
                return
        self._fold(events, new)
