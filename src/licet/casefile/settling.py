"""What the acts of one document make of each other: days told around them, parts of one resolution, what undid what."""

from __future__ import annotations

import re
from datetime import date

from licet.casefile.aftermath import aftermath, takes_effect_later
from licet.casefile.aimed_at import aim_rules
from licet.casefile.dates import bounds
from licet.casefile.events import CONDUCT, Event
from licet.casefile.frames import GROUP_OF, frames
from licet.casefile.resolutions import bind_terms, end_suits, past_cases, pleaded_now
from licet.casefile.told_of import ToldOf
from licet.casefile.whom_they_mean import PAID_OR_PLEADED, WhomTheyMean

_SAID_ON = re.compile(r"\b(?:said|announced|showed|reported|confirmed|wrote)(?: late)? (?:on )?$")
_SUBORDINATE = re.compile(
    r"\b(?:after|before|that|which|who|because|since|when|whether|if|by an?|to|violat(?:ed|ing)|breach(?:ed|ing)|br(?:oke|oken|eaking)|terms of) "
)
_PENAL = re.compile(r"\bpenalt|\bfine[sd]?\b")
_ACTION = re.compile(r"action: |amends? (?:the )?|(?:in )?(?:this|the) (?:interim )?(?:final )?rule")
_CONVICTS = re.compile(r"\b(?:convict|sentenc|acquit|jail|exonerat|(?:found|finds|finding) (?:[a-z.]+ ){0,5}(?:not )?guilty)")
_GUILT = re.compile(r"\b(?:not )?guilty (?:of|on)\b|\bnot guilty\b")
_UNDOES = re.compile(r"\b(?:vacat|annul|void|quash|overturn|revers|set aside)")


class Settling(WhomTheyMean):
    """The acts of a document, read together."""

    _by_type: dict[str, ToldOf]

    @staticmethod
    def _sums_agree(one: Event, other: Event) -> bool:
        """Whether two tellings of a fine may be of the same sum: one names none, or they share one."""
        mine, theirs = ({a.value for a in e.amounts if a.value is not None} for e in (one, other))
        return not mine or not theirs or not mine.isdisjoint(theirs)

    def _days_from_around(self, events: list[Event]) -> None:
        """Days that undated acts have from the telling around them.

        The act a report opens with is of the day its first two sentences give for who said it; an act told right after one of its
        kind, about whom that one left unnamed, is that one; what "will take effect" later is not in force yet.
        """
        first = next((s.at for s in self.text.sentences if self.text.blocks[s.block].kind == "story"), None)
        for event in events:
            here = self.text.sentence_at(event.trigger.start)
            if here is None or event.quote is not None or event.type in CONDUCT or GROUP_OF[event.type] == "politics":
                continue
            if (
                event.date is None
                and first is not None
                and here.at == first
                and event.status in ("in_force", "historical")
                and self.written is not None
                and not self.official
            ):
                if _SUBORDINATE.search(self.masked, here.span.start, event.trigger.end):
                    continue
                if event.type in ("penalty", "settlement") and event.status == "historical":
                    event.status = "in_force"  # a report opens with news
                stop = self.text.sentences[min(first + 1, len(self.text.sentences) - 1)].span.end
                for number in self.dates_in(here.span.end, stop):
                    d = self.dates[number]
                    told = _SAID_ON.search(self.text.low[max(0, d.span.start - 24) : d.span.start])
                    if (
                        told
                        and d.value
                        and d.precision in ("day", "minute")
                        and 0 <= (self.written - date.fromisoformat(d.value[:10])).days <= 7
                    ):
                        event.date, event.precision, event.date_basis, event.date_at = d.value[:10], "day", "relative", number
                        break
            if event.status == "in_force" and takes_effect_later(event, self.text, self.masked, self.dates, self.written):
                event.status, event.modality = "announced", "intended"
            if (
                event.type == "court_order"
                and event.status == "in_force"
                and event.date
                and self.written
                and any(_CONVICTS.search(w) for w in event.trigger_words)
                and (
                    (self.written - bounds(event.date)[1]).days > 20
                    or (len(event.date) < 10 and bounds(event.date)[1] < self.written.replace(day=1))
                )
            ):
                event.status = "historical"

    def _one_resolution(self, events: list[Event]) -> None:
        """A case is resolved on one day: its settlement, plea, fine and monitor have the day that one of them is told with."""
        resolved = [
            e
            for e in events
            if (e.type in PAID_OR_PLEADED or (e.type == "court_order" and _sentences(e)))
            and e.quote is None
            and e.status != "denied"
            and not e.ends
        ]
        for event in resolved:
            if event.type == "court_order" or event.date is not None or event.status not in ("in_force", "historical"):
                continue
            who = {*event.target, *(event.actor if event.type == "guilty_plea" else ())}
            days = [
                (o.date, o.precision, o.date_basis, o.date_at)
                for o in resolved
                if o.date
                and o.precision in ("day", "minute")
                and o is not event
                and (o.type != "court_order" or event.type in ("penalty", "forfeiture"))
                and who & {*o.target, *o.actor}
            ]
            if len({d[0] for d in days}) == 1:
                event.date, event.precision, event.date_basis, event.date_at = days[0]

    def _over(self, events: list[Event]) -> None:
        """Charges end in a plea or a verdict on who was charged."""
        rulings = [e for e in events if e.type == "court_order" and e.status in ("in_force", "historical")]
        ended = {t for e in events if e.type == "guilty_plea" and e.status == "historical" for t in e.actor}
        ended |= {t for e in rulings if _sentences(e) or self._finds_guilt(e) for t in e.target}
        for event in events:
            if event.type == "indictment" and event.status == "in_force" and event.target and ended.issuperset(event.target):
                event.status = "historical"
            if (
                event.type == "deferred_prosecution_agreement"
                and event.status == "in_force"
                and event.date
                and self.written
                and (self.written - bounds(event.date)[1]).days > 3 * 366
            ):
                event.status = "historical"  # they run for some years (Justice Manual 9-28.200)

    def _finds_guilt(self, ruling: Event) -> bool:
        """Whether a ruling is a verdict told over words between: "found C, a maker of chips, not guilty"."""
        found = any("found" in words for words in ruling.trigger_words)
        return found and any(_GUILT.search(self.text.low, s.start, s.end) is not None for s in ruling.evidence)

    def _fresh_plea(self, events: list[Event]) -> None:
        """What somebody pleads guilty to in a release of these days is admitted, whoever tells it."""
        if self.written is None:
            return
        pleaded = {
            t
            for e in events
            if e.type == "guilty_plea"
            and e.status == "historical"
            and e.date
            and len(e.date) >= 10
            and (self.official or e.date_basis != "document_date")
            and 0 <= (self.written - bounds(e.date)[1]).days <= 3
            for t in e.actor
        }
        for event in events:
            if event.type in CONDUCT and event.status == "alleged" and event.quote is None and pleaded & set(event.actor):
                event.status = "historical"

    def _settle(self, events: list[Event]) -> None:
        """What one event of the document says about another: a removal makes a listing past, a fresh penalty has effect."""
        self._whom_they_mean(events)
        self._days_from_around(events)
        self._one_resolution(events)
        self._fresh_plea(events)
        for event in [e for e in events if e.type in CONDUCT]:
            block = self.text.block_at(event.trigger.start)
            if block is None or block.kind not in ("title", "heading"):
                continue
            same = next((e for e in events if e.type == event.type and e is not event and e.status != "denied"), None)
            if same is not None:  # a heading names the conduct that its text tells
                same.evidence.extend(s for s in event.evidence if s not in same.evidence)
                events.remove(event)
        settled = [e for e in events if e.type == "settlement"]
        if settled:  # a sum paid to settle, which nobody calls a penalty
            called = _PENAL.search(self.text.low) is not None
            events[:] = [
                e
                for e in events
                if e.type != "penalty"
                or (called and _PENAL.search(" ".join(self.text.low[s.start : s.end] for s in e.evidence)))
                or not any(span.overlaps(e.trigger) for s in settled for span in (s.trigger, *s.evidence))
            ]
        for event in [e for e in events if e.type == "penalty" and e.status == "announced"]:
            done = next(
                (
                    e
                    for e in events
                    if e.type == "penalty"
                    and e.status in ("in_force", "historical")
                    and set(e.target) & set(event.target)
                    and (not e.actor or not event.actor or e.actor == event.actor or self._sums_agree(e, event))
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
        rules = [
            e
            for e in events
            if self.official and e.type == "rule_amendment" and not e.ends and any(_ACTION.match(w) for w in e.trigger_words)
        ]
        listed = any(GROUP_OF[e.type] == "lists" and e.status in ("in_force", "announced") for e in events)
        for rule in rules:  # the heading of a rule and its summary are one act, and the listing where it lists
            whole = next((e for e in events if e.type == "rule_amendment" and e is not rule and e.target and not rule.target), None)
            if whole is not None:
                whole.evidence.extend(s for s in rule.evidence if s not in whole.evidence)
            if whole is not None or listed:
                events.remove(rule)
        for event in [e for e in events if self.official and e.type == "executive_order" and not e.target]:
            told = [
                t
                for e in events
                if GROUP_OF[e.type] in ("other rules", "lists") and e is not event and not e.ends
                for t in e.target
            ]
            event.target = list(dict.fromkeys(told))
            first = self.text.sentences[0].span
            if "executive order" in self.text.low[first.start : first.end] and first not in event.evidence:
                event.evidence.insert(0, first)  # its heading
        adopted = self.text.low.find("has adopted this") if self.official else -1
        for event in [e for e in events if GROUP_OF[e.type] == "lists" and e.trigger.start < adopted and not e.ends]:
            whole = next((e for e in events if e.type == event.type and e.trigger.start > adopted and e.date == event.date), None)
            if whole is not None:  # a recital says why, the annex says whom
                whole.evidence.extend(s for s in event.evidence if s not in whole.evidence)
                events.remove(event)
        self._over(events)
        bind_terms(events, self.text.low, official=self.official)
        end_suits(events, self.text.low)
        past_cases(events, self.text.low, self.written)
        aim_rules(events, self.parties.entities)
        renewals = [e for e in events if e.renews]
        enders = [e for e in events if e.type in ("delisting", "denial_order_termination", "tariff_removal")]
        for event in events:
            frame = frames()[event.type]
            if frame.ended_by and (
                event.status == "in_force"
                or (
                    event.status == "historical"
                    and GROUP_OF[event.type] in ("lists", "export privileges")
                    and event.type != "delisting"
                )
            ):
                for other in enders:
                    ends = (
                        other.type in frame.ended_by
                        and not (event.type == "suspended_denial_order" and any("temporary" in w for w in other.trigger_words))
                        and other.status == "in_force"
                        and event.target
                        and set(event.target) <= set(other.target)
                    )
                    if ends and (not (event.date and other.date) or event.date <= other.date):
                        event.status = (
                            "reversed"
                            if other.type in ("delisting", "denial_order_termination")
                            or any(_UNDOES.search(w) for w in other.trigger_words)
                            else "historical"
                        )
            if (
                (
                    event.type in ("penalty", "settlement", "forfeiture", "regulatory_resolution")
                    or pleaded_now(event, self.text, self.written, self.dates_in)
                )
                and event.status == "historical"
                and event.date
                and self.written
                and event.precision in ("day", "minute")
            ) and 0 <= (self.written - date.fromisoformat(event.date[:10])).days <= (
                8 if event.date_at in self.dates_in(event.evidence[0].start, event.evidence[0].end) else 3
            ):
                event.status = "in_force"
            after = self.text.low[event.trigger.start : event.trigger.start + 700]
            if (
                event.type == "denial_order"
                and "temporary denial order" in after
                and not any("year" in w for w in event.trigger_words)
            ):
                event.type = "temporary_denial_order"  # "issued orders denying ... The temporary denial orders are for 180 days"
            if event.type == "denial_order" and any(
                e.type == "temporary_denial_order" and set(e.target) & set(event.target) for e in renewals
            ):
                event.type = "temporary_denial_order"  # only temporary orders are renewed (15 CFR 766.24(d))
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
        for event in enders:
            if (
                event.status == "in_force"
                and event.date
                and self.written
                and not self.official
                and (self.written - bounds(event.date)[1]).days > 60
            ):
                event.status = "historical"  # the end of a listing or an order is done with; a report of today looks back on it
        aftermath(events, self.text, self.masked, self.written, official=self.official)


def _sentences(event: Event) -> bool:
    """Whether a ruling is upon a person's guilt: two such are two, though told in one breath."""
    return any(_CONVICTS.search(words) for words in event.trigger_words)
