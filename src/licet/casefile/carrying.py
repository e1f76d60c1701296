"""Which tellings may carry a "yes": an act whose own sentence denies it, suspends it or sets it for a later day does not bind.

```text
"a denial order of two years, which is suspended"          no denial order (15 CFR 766.18(c))
"BIS proposed a rule that would require a license"         no rule
"two rules released today, which take effect on Nov. 17"   not before Nov. 17
"One of the ships was already blacklisted"                 nothing of the firm that the story is about
```
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from licet.casefile.across import Keys
from licet.casefile.dates import bounds
from licet.casefile.events import Event
from licet.casefile.frames import GROUP_OF
from licet.casefile.reading import Reading
from licet.casefile.text import Span
from licet.casefile.whose_law import spans_about

_SUSPENDED = re.compile(
    r"\b(?:is|are|was|were|be|been|being|hereby|likewise|immediately|wholly|entirely) (?:[a-z]+ ){0,2}?(?:suspended|put on ice|held in abeyance)\b|\bsuspended(?: in (?:full|its entirety))?,? (?:provided|as long|so long|if|unless|order|denial|ban)"
)
_UNSUSPENDED = re.compile(r"\b(?:no longer|not|never|lifted|ended|previously|earlier|formerly|had been) [^.;]{0,30}suspended")
_STARTS_LATER = re.compile(
    r"\b(?:takes?|taking|take|to take|have|having) effect(?:ive)?\b|\beffective\b|\b(?:enters?|entering|comes?|coming|goe?s?|going) into (?:force|effect)\b|\b(?:applies|apply|kicks? in|begins? to apply|starts?|starting|beginning|be enforced)\b|\bfrom(?= )"
)
_STARTED = re.compile(
    r"[^,;]{0,80}?\b(?:took effect|went into (?:force|effect)|came into (?:force|effect)|kicked in|in effect since|effective immediately)\b"
)
_BY_LAW = frozenset({"procurement_ban", "transaction_prohibition", "sales_ban"})
_BILL = re.compile(r"\b(?:bills?|legislation|amendment|resolution|draft)\b")
_ENACTED = re.compile(r"\b(?:enact|signed|law\b|laws\b|became|takes? effect|took effect|in force|adopted|act of (?:19|20)\d\d)")
_IT_STARTS = re.compile(
    r"[^.;]{0,60}\b(?:dut(?:y|ies)|tariffs?|lev(?:y|ies)|rules?|measures?|bans?|orders?|prohibitions?|restrictions?|curbs|it|they)\b[^.;]{0,30} (?:will |would |is to |are to |is due to |are due to |is set to |are set to )?(?:start|begin|take effect|takes effect|kick in|apply|applies|come into force|enter into force|be enforced)\b"
)
_SHOULD_NOT_HAVE = re.compile(
    r"\b(?:should|ought)(?: not|n't| never) (?:to )?have been\b|\b(?:wrongly|unlawfully|improperly|mistakenly)\b"
)
#: What is called after a party and is not it: "the Acme pipeline".
_THING_OF = re.compile(
    r"(?:'s)? (?:pipeline|project|deal|case|matter|affair|saga|network|probe|investigation|listing|subsidiar(?:y|ies)|units?|affiliates?|division|executives?|employees?|suppliers?|customers?|shareholders?|founder|directors?)\b"
)
_COUNTED = re.compile(
    r"\b(?:other|more|additional|further|another) (?:[a-z-]+ ){0,2}(?:persons?|people|individuals?|entit(?:y|ies)|compan(?:y|ies)|firms?|vessels?|ships?)\b"
    r"|\b(?:has|have) (?:now|so far|already|to date) (?:sanctioned|designated|listed|blacklisted)\b"
)
#: Words right before an act that leave it undone: a suit "seeks to bar", a court "stopped the office from removing".
_SOUGHT = re.compile(
    r"\b(?:seek|ask|petition|mov|press|push|plead)(?:s|ed|es|ing)? [^;]{0,140}?\bto (?:[a-z]+ly )?$|\bsought [^;]{0,140}?\bto (?:[a-z]+ly )?$"
)
_KEPT_FROM = re.compile(
    r"\b(?:stop|prevent|block|keep|kept|hinder|restrain|enjoin|dissuad|deter|bar|barr|prohibit|forbid)(?:s|ed|ped|ing|ping|red|ring)? [^;]{1,80}? from (?:[a-z]+ly )?$"
)
#: What somebody holds an office "must now" do it has not done.
_OUGHT = re.compile(
    r"\b(?:should|must|ought to|needs? to|ha(?:s|ve) to) (?:(?:now|also|then|soon|next|again|at least|instead|[a-z]+ly) ){0,3}$"
)
_GERUND = re.compile(r"[a-z]+ing\b")
#: An office that "published no order" has made none.
_NONE_MADE = re.compile(
    r"\b(?:issu|publish|sign|mak|made|tak|took|adopt|impos|releas|draft|enter)(?:e|es|ed|s|ing|en)? no (?:such |formal |official |new |final |written )*(?:order|rule|notice|regulation|action|measure|sanction|decision|dut|tariff|ban|determination)"
)
#: What a party "did not block" nobody blocked.
_DID_NOT = re.compile(r"\b(?:did|does|do|has|have|had)(?: not|n't)(?: [a-z]+ly| yet| even| itself| been)? $")
#: Whom sanctions are on is not told by "users in sanctioned jurisdictions".
_OF_PLACES = re.compile(
    r"(?:sanctioned|blocked|embargoed|restricted|designated|blacklisted|banned) (?:jurisdictions?|countr(?:y|ies)|regions?|territor(?:y|ies)|part(?:y|ies)|persons|destinations?|nations?)\b"
)
_EXCEPT = re.compile(
    r"\b(?:though|but|and|if|although)? ?not (?:the |its |his |their )?(?:[a-z-]+,? ){0,3}$|\b(?:except(?: for)?|excluding|other than|apart from|aside from|save for|with the exception of|sparing) (?:the |its )?(?:[a-z-]+,? ){0,3}$"
)
_OF_AN_OFFICE = frozenset({"lists", "export privileges"})
_NEARBY = 40  # characters from words of effect to their date
_NEXT = 240  # characters after the sentence of an act in which its day of effect stands


def suspended_there(reading: Reading, event: Event) -> bool:
    """Whether the sentence of a denial, or the one after it, says that it is suspended."""
    low = reading.text.low
    for span in event.evidence:
        sentence = reading.text.sentence_at(span.start)
        if sentence is None:
            continue
        last = reading.text.sentences[min(sentence.at + 1, len(reading.text.sentences) - 1)].span
        end = last.end if last.end - sentence.span.end < _NEXT else sentence.span.end
        if _SUSPENDED.search(low, event.trigger.start, end) and not _UNSUSPENDED.search(low, sentence.span.start, end):
            return True
    return False


def only_proposed(reading: Reading, event: Event) -> bool:
    """Whether the sentence of a rule tells of it as proposed."""
    sentence = reading.text.sentence_at(event.trigger.start)
    return sentence is not None and any(
        other.status == "proposed" and sentence.span.start <= other.trigger.start < sentence.span.end
        for other in reading.events_of(("rulemaking", event.type))
        if other is not event
    )


def begins_on(reading: Reading, event: Event) -> date | None:
    """The later day from which a rule, an order or a tariff takes effect, as its sentence or the ones after it say."""
    sentence = reading.text.sentence_at(event.trigger.start)
    if sentence is None or GROUP_OF.get(event.type) != "other rules":
        return None
    low = reading.text.low
    if _STARTED.match(low, event.trigger.start, sentence.span.end):
        return None
    block = reading.text.blocks[sentence.block].span
    reach = Span(sentence.span.start, min(block.end, sentence.span.end + _NEXT))
    done = bounds(event.date)[0] if event.date else reading.written
    for after in reading.text.sentences[sentence.at + 1 : sentence.at + 3]:
        if after.span.start >= reach.end and _IT_STARTS.match(low, after.span.start, after.span.end):
            reach = Span(reach.start, after.span.end)  # the next paragraph goes on about it
    for words in _STARTS_LATER.finditer(low, reach.start, reach.end):
        near = 4 if words[0] == "from" else _NEARBY
        for expression in reading.dates:
            if not expression.value or not words.end() <= expression.span.start < words.end() + near:
                continue
            if "." in low[words.end() : expression.span.start].replace(".m.", ""):
                continue
            day = bounds(expression.value)[0]
            if done is None or day > done:
                return day
    return None


def presupposed(reading: Reading, event: Event) -> bool:
    """Whether words that deny an act say that it was done: "should never have been listed"."""
    if event.status != "denied":
        return False
    sentence = reading.text.sentence_at(event.trigger.start)
    return sentence is not None and _SHOULD_NOT_HAVE.search(reading.text.low, sentence.span.start, event.trigger.end) is not None


def tells_of(reading: Reading, event: Event, parties: frozenset[str], keys: Keys) -> bool:
    """Whether the sentences of an act name one of the parties, or go on about one by "it" or "the company".

    An official document's act need not: its annex names whom it lists. But one that counts others names them.
    """
    own = keys.named_in(reading, parties)
    low = reading.text.low
    about = [s for s in spans_about(reading, own) if any(s.overlaps(evidence) for evidence in event.evidence)]
    for span in about:
        mentions = [where for where, entity in reading.parties.between(span.start, span.end) if entity.id in own]
        if not mentions or any(not _THING_OF.match(low, where.end) for where in mentions):
            return True
    return reading.official and not any(
        _COUNTED.search(low, evidence.start, evidence.end)
        or any(entity.type in ("company", "person") for _, entity in reading.parties.between(evidence.start, evidence.end))
        for evidence in event.evidence
    )


def excepted(reading: Reading, event: Event, parties: frozenset[str], keys: Keys) -> bool:
    """Whether the words of an act name the parties only as left out: "blacklisted 12 managers, though not the founder, P"."""
    low = reading.text.low
    named = [
        where
        for span in event.evidence
        for where, entity in reading.parties.between(span.start, span.end)
        if keys.of(entity.key) in parties
    ]
    return bool(named) and all(
        _EXCEPT.search(low, max(event.evidence[0].start, where.start - 60), where.start) is not None for where in named
    )


def asked_there(reading: Reading, event: Event) -> bool:
    """Whether the words of an act stand in a question: "Does this removal lift the sanctions on C? No." """
    sentence = reading.text.sentence_at(event.trigger.start)
    return sentence is not None and reading.text.low[sentence.span.start : sentence.span.end].rstrip("\"'”’ ").endswith("?")


def undone_there(reading: Reading, event: Event, sentence: Span) -> bool:
    """Whether the words before an act, or its own, say that it is only sought, was kept from being done, or was not made."""
    low, start = reading.text.low, event.trigger.start
    if _DID_NOT.search(low, sentence.start, start) or _OF_PLACES.match(low, start):
        return True
    if _SOUGHT.search(low, sentence.start, start) or _NONE_MADE.search(low, sentence.start, event.trigger.end):
        return True
    if GROUP_OF.get(event.type) in _OF_AN_OFFICE and _OUGHT.search(low, sentence.start, start):
        return True
    return _GERUND.match(low, start) is not None and _KEPT_FROM.search(low, sentence.start, start) is not None


def carries(reading: Reading, event: Event, types: Sequence[str]) -> bool:
    """Whether a telling is one of an act with effect, for all that its own sentence says."""
    if event.type == "denial_order" and "suspended_denial_order" not in types and suspended_there(reading, event):
        return False
    sentence = reading.text.sentence_at(event.trigger.start)
    if sentence is not None and undone_there(reading, event, sentence.span):
        return False
    if sentence is not None and event.type in _BY_LAW:
        start, end = sentence.span
        if _BILL.search(reading.text.low, start, end) and not _ENACTED.search(reading.text.low, start, end):
            return False
    return event.type != "rule_amendment" or not only_proposed(reading, event)
