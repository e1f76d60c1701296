"""What may be answered where no act is told: a document denies it, tells of less, or tells of the party at length without it.

```text
"OFAC has not designated C or its chief executive, P"      no, for both: a document of those days says so
"X, charged with smuggling"                                no: a charge restricts nobody
a settlement with C, others named as listed, C never       no: documents of those days tell of it, and of no such restriction
```

Only where no act was understood; a sentence that joins the party's name with a restriction and was not understood answers nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from licet.casefile.across import Cluster, Keys
from licet.casefile.answers import Answer
from licet.casefile.carrying import carries
from licet.casefile.one_telling import RESTRICTIVE
from licet.casefile.reading import Reading
from licet.casefile.text import Span
from licet.casefile.whose_law import PRONOUN, laws_named, sentences_naming, spans_about

_SPAN = timedelta(days=45)
_LONG = timedelta(days=120)
_AT_LENGTH = 3  # sentences that name a party
_DENIES = re.compile(
    r"\b(?:(?:has|have|had|was|were|is|are|did|does|do)(?: not|n't| never| neither| nor)|never|nor|yet to|(?:neither|none) of [^.;]{0,60}?(?:was|were|is|are|has|have(?: been)?))"
    r"(?: (?:itself|himself|herself|themselves|ever|yet|so far|also|formally|been|be|being|to))*"
    r" (?:sanction|designat|blacklist|list|add(?:ed|ing)?\b|put\b|plac(?:e|ed|ing)\b|block|includ|target|freez|frozen|froze|on (?:the|that|any|its|a)\b|subject to|under|among|impos|restrict)"
)
_SPARED = re.compile(
    r"\b(?:stopped short of|stops short of|without|rather than|instead of|refrained from|decided against) (?:sanctioning|blacklisting|designating|listing|adding|putting|placing)\b"
    r"|\bspar(?:ed|es|ing)\b|\bleft off\b|\bno (?:u\.s\. |us |such |economic )?sanctions (?:on|against|have been|has been|were|was)\b"
)
_YET_TO_ACT = re.compile(
    r"\b(?:has|have) (?:yet to|not yet) (?:act|follow|impose|sanction|do so|done so|acted|followed|taken action|take action|move)"
)
_LATER = re.compile(r"\b(?:until|unless|if|only|merely|just|longer|remov|delist|licen[sc]e|whether|waiv)")
_LIST_WORDS = re.compile(r"\b(?:list|blacklist|sanction|designat|block|asset|freeze|frozen|froze|measures|restrict)")
_LISTS = frozenset({"entity_list_addition", "designation", "military_company_listing"})
_KIND = {
    "entity_list_addition": re.compile(
        r"\b(?:entity list|blacklist|list of (?:entities|companies|firms)|trade list|export list|listed|listing)"
    ),
    "designation": re.compile(
        r"\b(?:sanction|designat|blacklist|sdn|specially designated|asset freeze|freez|frozen|froze|blocked|blocking|listed|listing|restrictive measures|travel ban)"
    ),
    "military_company_listing": re.compile(r"\b(?:military|1260h|pentagon|blacklist|listed|listing)"),
    "denial_order": re.compile(r"\b(?:denial|export privileges|denied person|export ban|banned|barred)"),
}
_OTHER_LIST = {
    "entity_list_addition": re.compile(r"\b(?:sdn|specially designated|military compan|unverified|denied persons|ofac|treasury)"),
    "designation": re.compile(r"\b(?:entity list|military compan|unverified|denied persons|commerce department)"),
    "military_company_listing": re.compile(r"\b(?:entity list|sdn|specially designated|unverified|denied persons)"),
    "denial_order": re.compile(r"\b(?:entity list|sdn|specially designated|military compan|unverified)"),
}
_RESTRICTS = re.compile(
    r"\b(?:sanction|designat|blacklist|entity list|denial order|denied persons|asset freeze|frozen|froze|freez|blocked|banned|barred|prohibit|listed|listing|embargo|forbid|forbad|"
    r"cut off|bans?\b|curbs?\b|(?:order|measures?) (?:against|on|stands|forbid|bar)|export privileges)"
)
_OTHER_CLAUSE = re.compile(r"\b(?:while|but|after|before|when|court|judge)\b|, and (?:in|on|a|an|the) ")
_ANY_CLAUSE = re.compile(r"\b(?:while|but|after|before|when|has|have|had|said|says|will|would|did)\b")
_ANY_LISTING = re.compile(r"\b(?:sanctioned|(?:re)?designated|blacklisted|entity list|denied persons)\b")
_OF_OTHERS = re.compile(
    r"\b(?:violat\w*|evad\w*|evasion|break(?:ing|s)?|broke|breach\w*|skirt\w*|bust\w*|circumvent\w*|dodg\w*|flout\w*|around)(?: of)?(?: [\w.'-]+){0,5}? (?:sanctions|embargoe?s?|restrictions|bans?|blacklist)\b"
    r"|\bsanctions(?:-| )(?:laws?|regulations?|rules?|violations?|evasion|programs?|compliance|cases?|fines?|busting|breaking|breaches|office|guidelines|conspiracy|charges|requirements|investigation)\b"
    r"|\b(?:sanctioned|blocked|listed|designated|blacklisted|restricted|embargoed|banned|prohibited) (?:entit|part(?:y|ies)|countr|custom|client|person|jurisdic|nation|compan|firm|people|bank|end|vessel|goods|individual|activit|items|transactions|conduct)"
    r"|\b(?:parties|countries|persons|entities|customers|clients|individuals|jurisdictions|companies) (?:that (?:are|were) )?(?:subject to|under|targeted by) (?:[\w.]+ ){0,3}sanctions"
)
_ON_WHOM = re.compile(r"\b(?:sanctions|embargo|restrictions) (?:imposed )?(?:against|on|imposed on) ")


def only_pending(
    parties: frozenset[str], on: date, clusters: Sequence[Cluster], keys: Keys, readings: Sequence[Reading]
) -> Answer | None:
    """ "No" for a party of whom, around the day, only an investigation, a charge or a proposal is told."""
    pending = []
    for cluster in clusters:
        for reading, event in cluster.members:
            told_of = keys.parties(reading, event.target) | keys.parties(reading, event.actor)
            if not parties or not told_of & parties:
                continue
            if event.type in RESTRICTIVE and event.status in ("in_force", "historical"):
                return None
            near = reading.written is not None and abs(reading.written - on) <= timedelta(days=31)
            if near and (
                event.type
                in ("investigation", "indictment", "lawsuit", "bill_introduced", "penalty", "settlement", "export_violation")
                or event.status in ("proposed", "announced", "alleged")
            ):
                pending.append((reading.doc_id, event.id))
    if pending and not any(_joined(reading, parties, keys, (_ANY_LISTING,)) for reading in readings):
        return Answer("no", "only an investigation, a charge, a penalty or a proposal is told", basis=pending, not_basis=pending)
    return None


def said_not_done(
    types: Sequence[str], parties: frozenset[str], law: frozenset[str], on: date, readings: Sequence[Reading], keys: Keys
) -> Answer | None:
    """ "No" where a document of the day, or a later one, says in so many words that the party is not restricted so."""
    kinds = [kind for kind in types if kind in _KIND]
    if not parties or not kinds:
        return None
    for reading in readings:
        if reading.written is None or on > reading.written + _SPAN:
            continue
        own = keys.named_in(reading, parties)
        if not own:
            continue
        spans = spans_about(reading, own)
        if any(_denied_in(reading, span, kinds, law) for span in spans) or _yet_to_act(reading, own, law):
            return Answer("no", f"{reading.doc_id} says that it is not", "reported in force")
    return None


def _denied_in(reading: Reading, span: Span, kinds: Sequence[str], law: frozenset[str]) -> bool:
    low = reading.text.low
    denial = _DENIES.search(low, span.start, span.end) or _SPARED.search(low, span.start, span.end)
    if denial is None or any(q.span.overlaps(Span(denial.start(), denial.end())) for q in reading.quotes):
        return False
    if _LATER.search(low, denial.start(), min(span.end, denial.end() + 40)) or not _LIST_WORDS.search(
        low, denial.start(), span.end
    ):
        return False
    named = laws_named(reading.text.flat[span.start : span.end])
    if law and named and not named & law:
        return False
    return any(
        not _OTHER_LIST[kind].search(low, span.start, span.end) or _KIND[kind].search(low, span.start, span.end) for kind in kinds
    )


def _yet_to_act(reading: Reading, own: set[str], law: frozenset[str]) -> bool:
    """ "The United States has yet to act", in a story about the party."""
    if not law:
        return False
    named = Counter(entity.id for _, entity in reading.parties.where if entity.type in ("company", "person", "organization"))
    if not named or named.most_common(1)[0][0] not in own:
        return False
    for match in _YET_TO_ACT.finditer(reading.text.low):
        sentence = reading.text.sentence_at(match.start())
        if sentence is not None and laws_named(reading.text.flat[sentence.span.start : match.start()]) == law:
            return True
    return False


def told_without(
    types: Sequence[str], parties: frozenset[str], on: date, readings: Sequence[Reading], clusters: Sequence[Cluster], keys: Keys, *, broad: bool
) -> Answer | None:  # fmt: skip
    """ "No" for a party that documents of those days tell of, in acts of other kinds, with no word of such a restriction near its name."""
    basis = []
    for cluster in clusters:
        for reading, event in cluster.members:
            near = reading.written is not None and abs(reading.written - on) <= (_LONG if broad else _SPAN)
            if near and keys.parties(reading, [*event.target, *event.actor]) & parties:
                if event.type in RESTRICTIVE and event.status != "denied" and carries(reading, event, (event.type,)):
                    return None  # who is under one restriction may be under another
                basis.append((reading.doc_id, event.id))
    if not basis:
        return None
    if not broad and not set(types) <= _LISTS:
        return None
    if not broad and sum(_sentences_about(reading, parties, keys) for reading in readings) < _AT_LENGTH:
        return None
    words = [_RESTRICTS, *(_KIND[kind] for kind in types if not broad and kind in _KIND)]
    if not words or any(_joined(reading, parties, keys, words) for reading in readings):
        return None
    what = "no restriction on it" if broad else f"of no {types[0].replace('_', ' ')}"
    return Answer("no", f"documents of those days tell of it, and {what}", basis=basis, not_basis=basis)


def _sentences_about(reading: Reading, parties: frozenset[str], keys: Keys) -> int:
    return len(sentences_naming(reading, keys.named_in(reading, parties)))


def _apart(low: str, act: Span, name: Span) -> bool:
    """Whether a name stands in another clause than the words of an act: no further item of those whom it is against."""
    if name.end <= act.start:
        return _OTHER_CLAUSE.search(low, name.end, act.start) is not None
    return name.start >= act.end and _ANY_CLAUSE.search(low, act.end, name.start) is not None


def _acts_on_others(reading: Reading, sentence: Span, own: set[str], mine: Sequence[Span]) -> list[Span]:
    """The words of a sentence that were understood as acts against others, and do not reach over a party's name."""
    return [
        event.trigger
        for event in reading.events_of((*RESTRICTIVE, "court_order"))
        if event.target and not own & {*event.target, *event.actor}
        if event.trigger.overlaps(sentence) and all(_apart(reading.text.low, event.trigger, name) for name in mine)
    ]


def _joined(reading: Reading, parties: frozenset[str], keys: Keys, words: Iterable[re.Pattern[str]]) -> bool:
    """Whether a sentence about the party has a word of the restriction."""
    low = reading.text.low
    own = keys.named_in(reading, parties)
    if not own:
        return False
    for span in spans_about(reading, own):
        found = [m for pattern in words for m in pattern.finditer(low, span.start, span.end)]
        if not found:
            continue
        named = reading.parties.between(span.start, span.end)
        mine = [where for where, entity in named if entity.id in own]
        if not mine:
            others = any(entity.type in ("company", "person", "organization") for _, entity in named)
            if not others and PRONOUN.search(low, span.start, span.end):
                return True
            continue
        harmless = [Span(m.start(), m.end()) for m in _OF_OTHERS.finditer(low, span.start, span.end)]
        harmless += _acts_on_others(reading, span, own, mine)
        harmless += [
            Span(m.start(), m.end())
            for m in _ON_WHOM.finditer(low, span.start, span.end)
            if not any(m.end() <= where.start < m.end() + 60 for where in mine)
        ]
        if any(not any(h.start <= m.start() < h.end for h in harmless) for m in found):
            return True
    return False
