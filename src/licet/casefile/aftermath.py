"""What became of an act by the words around it: a pledge walked back, a permission that has run out, a case long decided.

Status is judged on the day of the document (see `licet.casefile.standing`): what a later sentence of the same document undoes is
reversed there, and what it says is over is historical.
"""

from __future__ import annotations

import re
from datetime import date

from licet.casefile.dates import bounds
from licet.casefile.events import CONDUCT, Event
from licet.casefile.frames import GROUP_OF, RESOLUTION
from licet.casefile.text import Span, Text

_WALKS_BACK = (
    r"(?:back(?:s|ed|ing)? (?:away|down|off)|back-?(?:track|pedal)(?:s|l?ed|l?ing)?|walk(?:s|ed|ing)? (?:it |that |this |the promise |the pledge |his words |her words )?back"
    r"|retreat(?:s|ed|ing)?|chang(?:ed|es|ing) (?:his|her|its|their) (?:tune|mind|position|stance)|revers(?:ed|es|ing) (?:course|himself|herself|itself|themselves)"
    r"|reneg(?:ed|es|ing)|contradict(?:s|ed|ing) (?:him|her|it|that|the president)|overrul(?:ed|es) (?:him|her|it)|(?:took|takes|taken|taking) (?:it|that|the promise|the offer|his words|her words) back"
    r"|disown(?:s|ed)|disavow(?:s|ed)|climb(?:ed|s) down|u-turn|about-face|volte-face)\b"
)
_WALKED_BACK = re.compile(
    rf"\b{_WALKS_BACK}|\b(?:nothing (?:ever )?came of it|the (?:promise|pledge|offer|idea) (?:was|has been) (?:dropped|withdrawn|abandoned|shelved))\b"
)
_WALKED_BACK_FROM = re.compile(
    rf"\b(?:{_WALKS_BACK}|nothing (?:has|had|have) (?:changed|happened|come of)\b|no such (?:order|relief|decision)\b)[^.;]{{0,110}}$"
)
_RAN_OUT = re.compile(
    r"(?:but |yet |then |now )?(?:it|they|both|these|that (?:licen[sc]e|waiver|reprieve|permission|exemption|grace period)|the (?:licen[sc]e|waiver|reprieve|permission|exemption|grace period)) "
    r"(?:has |have |had )?(?:since |already |now )?(?:run out|ran out|expired|lapsed|(?:was|were|been) not renewed)\b"
)
_NOT_DONE_SO = re.compile(
    r"(?:so far |but |yet )?(?:it|they|he|she|the [a-z]+) (?:(?:has|have|had) (?:not|never)|(?:has|have|had)n't|did not|didn't) (?:yet )?(?:done|do) so\b"
)
_PENDING = re.compile(r"\b(?:pending|still|has yet|have yet|await|ongoing|continues?|undecided|under way)\b")
_MAY_BE_REFUSED = re.compile(
    r"\b(?:has yet to (?:accept|approve|sign)|(?:is|are|remains?) subject to (?:the )?(?:court'?s? |judge'?s? |judicial )*(?:approval|acceptance)|must (?:still )?(?:be approved|accept|approve|sign)|awaits? (?:a |the )?(?:court|judge)|requires? (?:the )?(?:court|judge)[a-z' ]{0,12}approval)\b"
)
_HAS_AGREED = re.compile(r"\b(?:has|have) agreed to $")
_OLD = 366
_IMPOSED = frozenset({"lists", "export privileges", "other rules"})


def aftermath(events: list[Event], text: Text, masked: str, written: date | None, *, official: bool) -> None:
    """Set the status of acts by what is told after them, or of the case they belong to.

    Args:
        events: Those of one document, in place.
        masked: The document's masked text.
        written: Its day.
        official: Whether an authority wrote it.
    """
    for event in events:
        became = _became(event, text, masked, written, official=official)
        if became is not None:
            event.status = became
            if became == "denied":
                event.modality = "negated"
    _accepted(events, text)
    _of_another(events)


def _became(event: Event, text: Text, masked: str, written: date | None, *, official: bool) -> str | None:
    """The status that the words around an act give it; None where they leave it as it is."""
    match event.type, event.status:
        case "relief_pledge", "announced":
            return "reversed" if _walked_back(event, text) else None
        case "temporary_general_license", "in_force":
            return "historical" if _next_says(event, text, _RAN_OUT) else None
        case (("court_order" | "lawsuit"), "in_force"):
            return "historical" if _decided_long_ago(event, text, written) else None
        case "settlement", "historical":
            fresh = event.date is None and written is not None and not official
            return "in_force" if fresh and _news(event, text, masked) else None
        case kind, "proposed" if GROUP_OF[kind] in _IMPOSED:
            return "denied" if _next_says(event, text, _NOT_DONE_SO) else None
    return None


def _following(event: Event, text: Text, count: int) -> list[Span]:
    """The sentences of its block that follow an act's own."""
    here = text.sentence_at(event.trigger.start)
    if here is None:
        return []
    return [s.span for s in text.sentences[here.at + 1 : here.at + 1 + count] if s.block == here.block]


def _next_says(event: Event, text: Text, wording: re.Pattern[str]) -> bool:
    """Whether the sentence after an act's own begins with some words."""
    return any(wording.match(text.low, span.start, span.end) is not None for span in _following(event, text, 1))


def _walked_back(event: Event, text: Text) -> bool:
    """Whether a pledge was taken back: by the words before it ("nothing has changed, days after he promised ..."), or by the next."""
    here = text.sentence_at(event.trigger.start)
    if here is None:
        return False
    if _WALKED_BACK_FROM.search(text.low, here.span.start, event.trigger.start):
        return True
    stop = max([here.span.end, *(s.end for s in _following(event, text, 1))])
    return _WALKED_BACK.search(text.low, event.trigger.end, stop) is not None


def _decided_long_ago(event: Event, text: Text, written: date | None) -> bool:
    """Whether a ruling or a suit is more than a year old, and not said to be pending."""
    here = text.sentence_at(event.trigger.start)
    return (
        here is not None
        and written is not None
        and event.date is not None
        and (written - bounds(event.date)[1]).days > _OLD
        and _PENDING.search(text.low, here.span.start, here.span.end) is None
    )


def _news(event: Event, text: Text, masked: str) -> bool:
    """Whether a settlement is what a report opens with: "X has agreed to pay ... to settle"."""
    here = text.sentence_at(event.trigger.start)
    first = next((s.at for s in text.sentences if text.blocks[s.block].kind == "story"), None)
    return here is not None and here.at == first and _HAS_AGREED.search(masked, here.span.start, event.trigger.start) is not None


def _accepted(events: list[Event], text: Text) -> None:
    """What a plea agreement lays down binds when the court accepts the plea (Federal Rules of Criminal Procedure 11(c)(3))."""
    if not any(e.type == "guilty_plea" and e.status in ("historical", "in_force") for e in events):
        return
    if _MAY_BE_REFUSED.search(text.low) is None:
        return
    for event in [e for e in events if e.status == "in_force"]:
        if event.type == "forfeiture" or (event.type == "penalty" and any("criminal" in words for words in event.trigger_words)):
            event.status = "announced"


def _of_another(events: list[Event]) -> None:
    """Conduct is no fact for a plea, a fine or a verdict on somebody else."""
    resolved = {
        party
        for e in events
        if (e.type in RESOLUTION or e.type == "court_order") and e.status in ("in_force", "historical", "announced")
        for party in (*e.actor, *e.target)
    }
    for event in events:
        if (
            event.type in CONDUCT
            and event.presumed
            and event.status == "historical"
            and event.actor
            and resolved
            and resolved.isdisjoint(event.actor)
        ):
            event.status = "alleged"
