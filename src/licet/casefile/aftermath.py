"""What became of an act by the words around it: a pledge walked back, a permission that has run out, a case long decided.

Status is judged on the day of the document (see `licet.casefile.standing`): what a later sentence of the same document undoes is
reversed there, and what it says is over is historical.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from licet.casefile.dates import DateExpression, bounds
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
    rf"\b(?:{_WALKS_BACK}|nothing (?:has|had|have) (?:changed|happened|come of)\b|no such (?:order|relief|decision)\b|dash(?:ed|es|ing) hopes)[^.;]{{0,110}}$"
)
_RAN_OUT = re.compile(
    r"(?:but |yet |then |now )?(?:it|they|both|these|that (?:licen[sc]e|waiver|reprieve|permission|exemption|grace period)|the (?:licen[sc]e|waiver|reprieve|permission|exemption|grace period)) "
    r"(?:has |have |had )?(?:since |already |now )?(?:run out|ran out|expired|lapsed|(?:was|were|been) not renewed)\b"
)
_DIED = re.compile(
    r"\b(?:bill|bills|act|measure|legislation|proposal|amendment|resolution|one|it|they|provision|version|that)\b[^.;]{0,60}? (?:died|lapsed|stalled|never (?:left|became law|came to|got out of|passed|reached|cleared|made it)|was (?:voted down|withdrawn|stripped)|were (?:voted down|withdrawn|stripped)|failed to (?:pass|advance|clear|become law)|went nowhere|expired|(?:will )?end(?:s|ed)? without a vote|was signed into law|became law|was enacted)\b"
)
_CLOSES = re.compile(r"\b(?:clos(?:es|ed|ing)|end(?:s|ed|ing)|decid(?:es|ed)) (?:an?|the|that|its) (?:[a-z-]+ )?$")
_SETTLED = re.compile(
    r", (?:has |have |had |also )?(?:settled|dropped (?:it|the (?:suit|case|lawsuit|complaint))|withdrew)\b|\b(?:was|were|has been|have been) (?:later |since )?(?:dismissed|thrown out|settled|withdrawn|dropped)\b"
)
_THREW_OUT = re.compile(
    r"\b(?:thr(?:ew|own) out|dismissed|tossed out|reject(?:ed|s)) (?:the|that|its|his|their) (?:case|suit|lawsuit|complaint|action)s?\b|\b(?:the|that|its|his|their) (?:case|suit|lawsuit|complaint)s? (?:was|were|has been|is) (?:later |since )?(?:dismissed|thrown out|settled|withdrawn|dropped|over)\b"
)
_RULE_UNDONE = re.compile(
    r"(?:rescind(?:s|ed|ing)|revok(?:es|ed|ing)|withdr(?:ew|aws|awn)|scrap(?:s|ped|ping)|repeal(?:s|ed|ing)) (?:an?|the|that|its|his) (?:[a-z'’-]+ ){0,4}?rules?\b"
)
_UNDOES_A_RULING = re.compile(
    r"\b(?:revers(?:es|ed|ing)|overturn(?:s|ed|ing)|vacat(?:es|ed|ing)|thr(?:ew|ows) out|set(?:s|ting)? aside|quash(?:es|ed|ing)) (?:an?|the|that|its) [^.;]{0,60}?\b(?:ruling|decision|judgment|verdict|conviction|injunction)\b"
)
_TARIFF_GONE = re.compile(
    r"(?:\A|(?<=[;,.] )|(?<=^)|(?<=and ))(?:the (?:increase|dut(?:y|ies)|tariffs?|lev(?:y|ies)|hikes?|surcharge)|they|it|which) (?:was|were|has been|have been) (?:since |later |then )?(?:rescinded|lifted|removed|cut back|withdrawn|scrapped|dropped|reversed|undone|abolished)\b"
)
_CALLS = re.compile(r"(?:call(?:s|ed|ing) (?:on|upon)|urg(?:e|es|ed|ing)|demand(?:s|ed|ing) that)\b")
_HAD = re.compile(r"\b(?:had|repeatedly|long|earlier|previously)\b")
_NOT_DONE_SO = re.compile(
    r"(?:so far |but |yet )?(?:it|they|he|she|the [a-z]+) (?:(?:has|have|had) (?:not|never)|(?:has|have|had)n't|did not|didn't) (?:yet )?(?:done|do) so\b"
)
_PENDING = re.compile(r"\b(?:pending|still|has yet|have yet|await|ongoing|continues?|undecided|under way)\b")
_MAY_BE_REFUSED = re.compile(
    r"\b(?:has yet to (?:accept|approve|sign)|(?:is|are|remains?) subject to (?:the )?(?:court'?s? |judge'?s? |judicial )*(?:approval|acceptance)|must (?:still )?(?:be approved|accept|approve|sign)|awaits? (?:a |the )?(?:court|judge)|requires? (?:the )?(?:court|judge)[a-z' ]{0,12}approval)\b"
)
_HAS_AGREED = re.compile(r"\b(?:has|have) agreed to $")
_EFFECT_IN_DAYS = re.compile(
    r"\bthe (?:\w+ )?(?:revocations?|rules?|bans?|measures|order|restrictions|changes|tariffs?|curbs|controls|requirements?|prohibitions?) (?:will |would |is to |are to |are due to |is due to )?"
    r"(?:takes?|comes?|goes?|go|becomes?) (?:into )?(?:effect|force|effective) in (?:\d+|thirty|sixty|ninety|one hundred) (?:days|weeks|months)"
)
_EFFECT_ON = re.compile(
    r"\b(?:which|that|and|to) (?:will |would |is to |are to )?(?:takes?|comes?|goes?|enters?|becomes?) (?:into )?(?:effect|force|effective) (?:on )?(?=T)"
    r"|,? (?:with effect |effective )?(?:from|as of|starting|beginning)(?: on)? (?=T)"
)
_IT_APPLIES_FROM = re.compile(
    r"(?:but |yet )?(?:it|they|the (?:\w+ )?(?:rules?|bans?|measures|order|restrictions|changes|tariffs?|duties|duty|levy|levies|curbs|controls|requirements?|prohibitions?)) (?:will |would |is to |are to |is due to |are due to )?(?:only )?"
    r"(?:appl(?:y|ies)|starts?|begins?|kicks? in|(?:takes?|comes?|goes?|enters?|becomes?) (?:into )?(?:effect|force|effective)) (?:from |on |as of )?(?=T)"
)
_RULES = frozenset({"rule_amendment", "transaction_prohibition", "sales_ban", "tariff", "procurement_ban"})
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
    _owed(events, text, written)
    _accepted(events, text)
    _of_another(events)


def _became(event: Event, text: Text, masked: str, written: date | None, *, official: bool) -> str | None:
    """The status that the words around an act give it; None where they leave it as it is."""
    match event.type, event.status:
        case "relief_pledge", "announced":
            return "reversed" if _walked_back(event, text) else None
        case "temporary_general_license", "in_force":
            return "historical" if _next_says(event, text, _RAN_OUT) else None
        case "court_order", ("in_force" | "historical"):
            if _of_a_ruling_undone(event, written):
                return "reversed"
            return "historical" if event.status == "in_force" and _decided_long_ago(event, text, written) else None
        case "trade_deal", "in_force":
            long_ago = written is not None and event.date is not None and (written - bounds(event.date)[1]).days > 60
            return "historical" if long_ago else None
        case "tariff", "in_force":
            return "reversed" if _since_lifted(event, text) else None
        case "lawsuit", "in_force":
            return "historical" if _closed(event, text) else None
        case "congressional_notification", "historical":
            return "in_force" if _of_these_days(event, written) else None
        case "relief_request", "historical":
            return "proposed" if _calls_today(event, text, written) else None
        case "compliance_monitor", "in_force":
            over = written is not None and event.date is not None and (written - bounds(event.date)[1]).days > 3 * _OLD
            return "historical" if over else None
        case "rule_amendment", "in_force":
            return "reversed" if event.trigger_words and _RULE_UNDONE.match(event.trigger_words[0]) else None
        case "settlement", "historical":
            fresh = event.date is None and written is not None and not official
            return "in_force" if fresh and _news(event, text, masked) else None
        case "bill_introduced", "proposed":
            return "historical" if _came_to_nothing(event, text) else None
        case kind, "proposed" if GROUP_OF[kind] in _IMPOSED:
            return "denied" if _next_says(event, text, _NOT_DONE_SO) else None
    return None


def takes_effect_later(event: Event, text: Text, masked: str, dates: Sequence[DateExpression], written: date | None) -> bool:
    """Whether a rule, a ban or a tariff is made and takes effect on a day to come: "..., which take effect on November 17"."""
    here = text.sentence_at(event.trigger.start)
    if event.type not in _RULES or here is None:
        return False
    stop = text.sentences[min(here.at + 2, len(text.sentences) - 1)].span.end
    if _EFFECT_IN_DAYS.search(text.low, here.span.start, stop):
        return True
    if written is None:
        return False
    told = [_EFFECT_ON.search(masked, event.trigger.end, here.span.end)]
    told += [_IT_APPLIES_FROM.match(masked, span.start, span.end) for span in _following(event, text, 1)]
    starts = [match.end() for match in told if match is not None]
    return any(d.span.start in starts and _after(d.value, written) for d in dates)


def _after(value: str | None, written: date) -> bool:
    return value is not None and bounds(value)[0] > written


def _of_a_ruling_undone(event: Event, written: date | None) -> bool:
    """Whether a ruling is told of as one that a higher court undid: "reversed an August 2023 ruling by ..."."""
    if not event.trigger_words or not _UNDOES_A_RULING.search(event.trigger_words[0]):
        return False
    return event.date is not None and written is not None and (written - bounds(event.date)[1]).days > 31


def _since_lifted(event: Event, text: Text) -> bool:
    """Whether a tariff is told to be gone by now: "doubled tariffs on steel; the increase was rescinded in May"."""
    return _here_or_next(event, text, _TARIFF_GONE, event.trigger.end)


def _calls_today(event: Event, text: Text, written: date | None) -> bool:
    """Whether a party calls in public, these days, for a measure to end; what it "had asked" for is past."""
    if written is None or not event.trigger_words or not _CALLS.match(event.trigger_words[0]):
        return False
    here = text.sentence_at(event.trigger.start)
    if here is None or _HAD.search(text.low, max(here.span.start, event.trigger.start - 24), event.trigger.start):
        return False
    return event.date is None or event.date_basis == "document_date" or _of_these_days(event, written)


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


def _came_to_nothing(event: Event, text: Text) -> bool:
    """Whether a bill waits no longer: it died, or is law."""
    here = text.sentence_at(event.trigger.start)
    return here is not None and _here_or_next(event, text, _DIED, here.span.start)


def _here_or_next(event: Event, text: Text, wording: re.Pattern[str], start: int) -> bool:
    """Whether some words stand in an act's own sentence from a place on, or open the next."""
    here = text.sentence_at(event.trigger.start)
    if here is None:
        return False
    return wording.search(text.low, start, here.span.end) is not None or _next_says(event, text, wording)


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


def _of_these_days(event: Event, written: date | None) -> bool:
    """Whether an act is news: of the day of the document, or of the three days before."""
    if written is None or event.date is None or len(event.date) < 10 or "/" in event.date:
        return False
    return 0 <= (written - bounds(event.date)[1]).days <= 3


def _closed(event: Event, text: Text) -> bool:
    """Whether the words around a suit say that it ended: "which had sued in March, settled as well", "a judge threw out the case"."""
    here = text.sentence_at(event.trigger.start)
    if here is None:
        return False
    if _CLOSES.search(text.low, max(here.span.start, event.trigger.start - 40), event.trigger.start):
        return True
    if _SETTLED.search(text.low, event.trigger.end, here.span.end):
        return True
    return any(_THREW_OUT.search(text.low, span.start, span.end) for span in _following(event, text, 1))


def _owed(events: list[Event], text: Text, written: date | None) -> None:
    """What somebody will pay after a plea that is made is laid down: "pleaded guilty and will pay"."""
    if not any(e.type == "guilty_plea" for e in events) or _MAY_BE_REFUSED.search(text.low):
        return
    today = {e.date for e in events if e.type == "guilty_plea" and e.status == "in_force"}
    for event in [e for e in events if e.type == "guilty_plea" and e.status == "historical" and e.quote is None]:
        if event.date in today and event.date_basis != "stated":
            event.status = "in_force"  # "its founder also pleaded guilty", in the report of the company's plea
    pleas = [e for e in events if e.type == "guilty_plea" and e.status in ("in_force", "historical") and e.quote is None]
    for event in [e for e in events if e.type == "penalty" and e.status == "announced" and e.quote is None]:
        mine = [p for p in pleas if {*p.actor, *p.target} & set(event.target)]
        if any(_of_these_days(p, written) for p in mine):
            event.status = "in_force"
        elif mine and all(p.date is not None for p in mine):
            event.status = "historical"


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
