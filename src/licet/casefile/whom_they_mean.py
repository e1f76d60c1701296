"""Targets and standings that the other acts of a document give: whom a license beside listings is for, which order a later one prolonged."""

from __future__ import annotations

import re

from licet.casefile.events import Event
from licet.casefile.frames import GROUP_OF, RESOLUTION, frames
from licet.casefile.judging import Judging

_AGAINST = re.compile(r"\b(?:to|on|against|with|from) (?:the )?$")
_A_FEW = 6
_ABOUT_A_FIRM = re.compile(r"\b(?:to|on|against|for|put|placed|added|under the|by the|of the|the) (?:(?:N|D)+(?:'s)? )?$")
_NEXT_PART = re.compile(
    r"[;]|,? (?:and|but|while|which|after|because|as) (?:the |it |they |[GN]{2})|, (?:which|who|while|after|a |an |the )"
)
#: The next of several listed with what each of them is: "C, a trader; P, its director; and P, ...".
_NEXT_LISTED = re.compile(r"; (?:and |or )?(?:the )?(?=[CP]{2,},)")
_BOTH = re.compile(r"\bboth\b(?! [A-Z])")
_AT_FIRST = re.compile(r"\b(?:first|originally|initially) $")
_THE_TARIFF = re.compile(
    r"\b(?:the|that|this|its|those|these) (?:[a-z0-9%]+ )?(?:dut(?:y|ies)|tariffs?|lev(?:y|ies)|increases?|hikes?|surcharges?)"
)
_BARE = re.compile(r"(?:was |were |been |had been )?(?:listed|blacklisted|named)")
_LIST_NAMED = re.compile(r"\b(?:entity list|sdn|sanctions list|commerce|treasury)\b")
_MILITARY = "military_company_listing"
_LIST_OF = {
    "us-defense": _MILITARY, "us-bis": "entity_list_addition", "us-commerce": "entity_list_addition", "us-ofac": "designation", "us-treasury": "designation",
}  # fmt: skip
#: The parts of a resolution that share its day and its party; an order beside them has its own.
PAID_OR_PLEADED = RESOLUTION - {"suspended_denial_order"}


class WhomTheyMean(Judging):
    """Acts that say by the others whom they concern."""

    def _whom_they_mean(self, events: list[Event]) -> None:
        """Targets that other acts of the document give: of a general license issued beside listings, of a rule on exports to a country.

        A listing of whom the words only describe ("the Dubai company that manages the ship") is that of the same day with a name.
        """
        self._list_left(events)
        self._all_listed(events)
        listed = [t for e in events if e.type == "designation" and e.status == "in_force" for t in e.target]
        for event in events:
            if event.type == "temporary_general_license" and not event.target and self.official and event.status == "in_force":
                told = next(
                    (e for e in events if e.type == event.type and e.target and e.status == "in_force" and e.date == event.date),
                    None,
                )
                event.target = list(told.target) if told is not None else list(dict.fromkeys(listed))
            if event.type == "rule_amendment" and not event.target and event.status in ("in_force", "historical", "announced"):
                here = self.text.sentence_at(event.trigger.start)
                end = here.span.end if here is not None else event.trigger.end
                stop = _NEXT_PART.search(self.masked, event.trigger.end, end)
                lands = [
                    e.id
                    for s, e in self.entities_in(event.trigger.start, stop.start() if stop else end, ("country",))
                    if s not in self._demonyms and e.key != "country:US" and e.id not in event.actor
                ]
                event.target = list(dict.fromkeys(lands))[:2] or self._firm_of_the_rule(event)
        resolved = {
            t: e.date or ""
            for e in events
            if e.type in PAID_OR_PLEADED and e.status in ("in_force", "historical") and e.quote is None
            for t in e.target
        }
        for event in events:
            if event.type == "investigation" and event.status == "in_force" and event.target and event.date:
                ends = [resolved.get(t) for t in event.target]
                if all(end and end > event.date for end in ends):
                    event.status = "historical"  # what was looked into is settled
            if event.type == "executive_order" and not event.target:
                bans = [e for e in events if e.type == "transaction_prohibition" and e.target and e.status != "denied"]
                event.target = list(bans[0].target) if bans and all(e.target == bans[0].target for e in bans) else []
            if event.type in ("tariff", "tariff_removal") and not event.target:
                before = [e for e in events if e.type == "tariff" and e.target and e.trigger.start < event.trigger.start]
                if before and any(_THE_TARIFF.search(w) for w in event.trigger_words):
                    event.target = list(before[-1].target)
        orders = [
            e for e in events if e.type == "temporary_denial_order" and e.status == "in_force" and e.date and len(e.date) >= 7
        ]
        for event in orders:
            later = [o for o in orders if o is not event and (o.date or "")[:7] > (event.date or "")[:7]]
            if any(not event.target or not o.target or set(o.target) & set(event.target) for o in later):
                event.status = "historical"  # an order that a later one prolonged (15 CFR 766.24(d))
        for event in events:
            if event.type == "tariff" and not event.target:
                event.target = self._one_other_state(event)
            if (
                event.type in ("bill_introduced", "legislative_vote")
                and not event.target
                and self.topic is not None
                and len(self.topic.mentions) >= 3
            ):
                event.target = self._land_of_a_bill(event) or self._all_of_the_measure(events, self.topic.id)
        for event in [e for e in events if e.guessed and GROUP_OF[e.type] == "lists"]:
            if any(e.id in event.target for s in event.evidence for _, e in self.entities_in(*s)):
                continue  # told again with their names
            named = [
                o
                for o in events
                if o is not event
                and o.type == event.type
                and not o.guessed
                and o.date
                and o.date == event.date
                and o.status == event.status
            ]
            if len(named) == 1:
                named[0].evidence.extend(s for s in event.evidence if s not in named[0].evidence)
                events.remove(event)

    def _land_of_a_bill(self, event: Event) -> list[str]:
        """The country that a bill is about where its words name one: "a bill that would bar arms sales to N"."""
        here = self.text.sentence_at(event.trigger.start)
        if here is None:
            return []
        after = self.entities_in(event.trigger.start, here.span.end, ("country",))
        return [
            e.id
            for s, e in after
            if s not in self._demonyms and e.key != "country:US" and _AGAINST.search(self.masked, max(0, s.start - 12), s.start)
        ][:1]

    def _all_of_the_measure(self, events: list[Event], topic: str) -> list[str]:
        """Whom a bill told of in a report on one firm is about: all whom the measure befalls that the report is on, else that firm."""
        measures = [
            e.target
            for e in events
            if GROUP_OF[e.type] in ("lists", "permissions") and topic in e.target and len(e.target) <= _A_FEW
        ]
        most = max((len(targets) for targets in measures), default=0)
        return next((list(targets) for targets in measures if len(targets) == most), [topic])

    def _firm_of_the_rule(self, event: Event) -> list[str]:
        """The firm that a rule without a country is about: "the C rule", "put C on its list and widened the rule", "sold to C despite a rule"."""
        here = self.text.sentence_at(event.trigger.start)
        if here is None:
            return []
        firms = self.entities_in(here.span.start, event.trigger.end, ("company",))
        about = [e.id for s, e in firms if _ABOUT_A_FIRM.search(self.masked, max(here.span.start, s.start - 40), s.start)]
        return about[-1:]

    def _list_left(self, events: list[Event]) -> None:
        """Who was "listed" is on the list of whoever takes it off again."""
        for event in events:
            if event.type in _LIST_OF.values() and event.trigger_words and _BARE.fullmatch(event.trigger_words[0]):
                left = [e for e in events if e.type == "delisting" and set(e.target) & set(event.target) and e.actor]
                kept = {_LIST_OF.get(self._by_id[i].key) for e in left for i in e.actor}
                here = self.text.sentence_at(event.trigger.start)
                kind = _MILITARY if _MILITARY in kept else next(iter(kept)) if len(kept) == 1 else None
                if kind and kind != event.type and here and not _LIST_NAMED.search(self.text.low, here.span.start, here.span.end):
                    event.type, event.category, event.actor = kind, frames()[kind].category, list(left[0].actor)

    def _all_listed(self, events: list[Event]) -> None:
        """Those whom a list tells with what each of them is; the two that "both" means; a first listing that a later one repeats."""
        told = sorted((e for e in events if GROUP_OF[e.type] == "lists" and e.quote is None), key=lambda e: e.trigger.start)
        for number, event in enumerate(told):
            here = self.text.sentence_at(event.trigger.start)
            if here is None or not event.target:
                continue
            for found in _NEXT_LISTED.finditer(self.masked, event.trigger.end - 2, here.span.end):
                more = [e.id for s, e in self.entities_in(found.end(), here.span.end) if s.start == found.end()]
                event.target.extend(t for t in more if t not in event.target and t not in event.actor)
            pairs = [e.target for e in told[:number] if len(e.target) == 2 and set(event.target) < set(e.target)]
            if len(event.target) == 1 and pairs and _BOTH.search(self.masked, event.trigger.start, event.trigger.end):
                event.target = list(pairs[-1])
            again = [
                e
                for e in told
                if e.type == event.type
                and e.date
                and event.date
                and e.date > event.date
                and e.status == "in_force"
                and not (e.actor and event.actor and set(e.actor).isdisjoint(event.actor))
            ]
            if (
                event.status == "in_force"
                and any(set(event.target) <= set(e.target) for e in again)
                and _AT_FIRST.search(self.masked, max(here.span.start, event.trigger.start - 14), event.trigger.start)
            ):
                event.status = "historical"

    def _one_other_state(self, event: Event) -> list[str]:
        """The one state beside the United States and who acts that a telling's sentence, or the one before, speaks of."""
        here = self.text.sentence_at(event.trigger.start)
        if here is None:
            return []
        for number in (here.at, here.at - 1):
            span = self.text.sentences[max(0, number)].span
            named = [
                e.id
                for _, e in self.entities_in(span.start, span.end, ("country", "organization"))
                if e.key != "country:US" and (e.type == "country" or e.key.startswith("eu-")) and e.id not in event.actor
            ]
            if len(set(named)) == 1:
                return named[:1]
        return []
