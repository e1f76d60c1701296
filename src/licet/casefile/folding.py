"""The tellings of one act folded into one event, with several pieces of evidence."""

from __future__ import annotations

from datetime import date

from licet.casefile.dates import compatible
from licet.casefile.events import CONDUCT, Candidate, Event
from licet.casefile.frames import GROUP_OF, frames
from licet.casefile.judging import Judging

RESTRICTS = (
    "entity_list_addition", "temporary_denial_order", "denial_order", "designation", "military_company_listing", "transaction_prohibition",
    "procurement_ban", "penalty",
)  # fmt: skip


class Folding(Judging):
    """Adds each telling to the event it tells of."""

    _by_type: dict[str, list[Event]]

    def _fold(self, events: list[Event], new: Event) -> None:
        """Add a telling to the event it tells of, or as an event of its own."""
        same_type = self._by_type.setdefault(new.type, [])
        by_target = new.type not in CONDUCT and new.type not in (
            "legislative_vote",
            "court_order",
            "guilty_plea",
            "not_guilty_plea",
        )
        targets = frozenset(new.target)
        for event in same_type:
            if by_target and (targets or event.target) and targets.isdisjoint(event.target):
                continue
            if self._same(event, new):
                self._absorb(event, new)
                return
        same_type.append(new)
        events.append(new)

    def _same(self, one: Event, other: Event) -> bool:
        if one.date and other.date and not compatible(one.date, other.date) and one.type not in ("relief_pledge",):
            return False
        if one.type == "penalty" and one.actor and other.actor and one.actor != other.actor and not self._sums_agree(one, other):
            return False  # two authorities, two fines
        if one.type == "court_order" and one.status == other.status and abs(one.trigger.start - other.trigger.start) < 400:
            return True  # a judge "blocked" the order, and "granted an injunction": one ruling
        if one.type in ("guilty_plea", "not_guilty_plea"):
            return one.status == other.status and (not one.actor or not other.actor or bool(set(one.actor) & set(other.actor)))
        if one.type == "legislative_vote" and set(one.evidence) & set(other.evidence):
            return True
        if one.type in CONDUCT:
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
    def _sums_agree(one: Event, other: Event) -> bool:
        """Whether two tellings of a fine may be of the same sum: one names none, or they share one."""
        mine, theirs = ({a.value for a in e.amounts if a.value is not None} for e in (one, other))
        return not mine or not theirs or not mine.isdisjoint(theirs)

    @staticmethod
    def _absorb(event: Event, new: Event) -> None:
        for span in new.evidence:
            if span not in event.evidence:
                event.evidence.append(span)
        event.target += [t for t in new.target if t not in event.target]
        event.actor = event.actor or new.actor
        event.trigger_words += new.trigger_words
        rank = {"day": 4, "minute": 5, "interval": 3, "week": 3, "month": 2, "year": 1, None: 0}
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
        self._fold(events, new)

    def _settle(self, events: list[Event]) -> None:
        """What one event of the document says about another: a removal makes a listing past, a fresh penalty has effect."""
        for event in [e for e in events if e.type == "penalty" and e.status == "announced"]:
            done = next(
                (
                    e
                    for e in events
                    if e.type == "penalty" and e.status in ("in_force", "historical") and set(e.target) & set(event.target)
                ),
                None,
            )
            if done is not None:  # installments and terms of a fine already told of
                done.evidence.extend(s for s in event.evidence if s not in done.evidence)
                events.remove(event)
        later = [
            e
            for e in events
            if e.type == "rule_amendment"
            and e.status == "announced"
            and e.date
            and self.written
            and e.date[:10] > self.written.isoformat()
        ]
        for event in [e for e in events if later and e.type == "rule_amendment" and e.status == "in_force" and not e.ends]:
            if abs(event.trigger.start - later[0].trigger.start) < 600:  # "released rules. They will take effect on ..."
                later[0].evidence.extend(s for s in event.evidence if s not in later[0].evidence)
                events.remove(event)
        enders = [e for e in events if e.type in ("delisting", "denial_order_termination", "tariff_removal")]
        for event in events:
            frame = frames()[event.type]
            if event.status == "in_force" and frame.ended_by:
                for other in enders:
                    ends = (
                        other.type in frame.ended_by
                        and other.status == "in_force"
                        and event.target
                        and set(event.target) <= set(other.target)
                    )
                    if ends and (not (event.date and other.date) or event.date <= other.date):
                        event.status = "historical"
            if (
                event.type in ("penalty", "settlement")
                and event.status == "historical"
                and event.date
                and self.written
                and event.precision in ("day", "minute")
            ) and 0 <= (self.written - date.fromisoformat(event.date[:10])).days <= 3:
                event.status = "in_force"
            after = self.text.low[event.trigger.start : event.trigger.start + 700]
            if (
                event.type == "denial_order"
                and "temporary denial order" in after
                and not any("year" in w for w in event.trigger_words)
            ):
                event.type = "temporary_denial_order"  # "issued orders denying ... The temporary denial orders are for 180 days"
            if (
                event.type == "temporary_denial_order"
                and event.status == "in_force"
                and event.date
                and self.written
                and event.precision == "year"
                and int(event.date) < self.written.year - 1
                and not event.renews
            ):
                event.status = "historical"
            if event.type == "trade_deal" and event.status == "denied" and event.date is None:
                talks = [
                    e
                    for e in events
                    if e.type == "trade_talks" and e.status == "historical" and e.date and e.trigger.start < event.trigger.start
                ]
                if talks:
                    event.date, event.precision, event.date_basis = talks[-1].date, talks[-1].precision, talks[-1].date_basis
