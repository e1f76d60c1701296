"""What a question asks of an act: that it was made, stands or ended, which acts answer; anything else, which they do not.

"Has a court blocked the listing of Acme?" names a listing, and the listing may well be in force; a yes to that would be a wrong
yes. So a question is answered from the acts it names only when its own verb is one of making, standing or ending an act, or
is the word for the act itself ("has Acme been indicted").
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_AUXILIARY = re.compile(r"\s*(?P<verb>is|are|was|were|has|have|had|did|does|do|may|can|must|will|would|should|could|might)\b")
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
_NOT_WHETHER = re.compile(r"\s*(?:when|who|whom|whose|why|how|what|which|where)\b")
_TO_COME = re.compile(r"\b(?:likely|expected|going|about|due|set|bound|planned|scheduled) to\b")
_STANDS = re.compile(
    r"\b(?:in (?:force|effect|place)|still|valid|active|binding|pending|on (?:the|a|any|its)\b|subject to|under)\b"
)
_MADE = (
    "granted given issued imposed made added placed put listed named included designated sanctioned blacklisted blocked barred banned "
    "prohibited forbidden restricted required allowed permitted licensed exempted excepted eased waived relaxed taken entered adopted "
    "enacted published signed introduced brought filed opened launched started begun levied assessed ordered approved announced applied "
    "covered affected denied"
)
_STOOD_OR_ENDED = (
    "renewed extended prolonged kept continued suspended lifted ended terminated revoked rescinded repealed withdrawn removed delisted "
    "expired lapsed cancelled canceled dropped cleared"
)
#: To make an act, for it to stand, to end it: the acts of a case say whether that happened.
_OF_ACTS = frozenset(f"{_MADE} {_STOOD_OR_ENDED}".split())
_STOPS = frozenset({"blocked", "suspended", "barred", "restricted", "dropped", "affected", "denied", "approved", "announced", "ordered", "covered", "cleared"})  # fmt: skip
_PAST = (
    "paid met held made put sold bought won lost led told said sought fought withdrawn struck upheld overturned taken given forbidden begun kept "
    "brought set heard found broken gone shown known left cut"
)
_IRREGULAR = frozenset(_PAST.split(" "))  # past forms that do not end in -ed, most of them
_ADJECTIVES = (
    "limited united based related affiliated so-called dated advanced alleged proposed combined liquefied refined armed need speed feed seed "
    "red bed led indeed exceed hundred connected interested concerned"
)
_NO_VERB = frozenset(_ADJECTIVES.split(" "))  # what is no verb though it ends like one, or only says which act is meant
_PEOPLE = r"(?:executives?|officers?|directors?|managers?|owners?|founders?|employees|staff|shareholders?|customers?|suppliers?|lawyers?|relatives|famil(?:y|ies)|advisers?|subsidiar(?:y|ies)|affiliates?|units?|branch(?:es)?|parents?|partners?|chair(?:man|woman|person)?|presidents?|co-founders?|chief|spouse|wife|husband|child(?:ren)?|sons?|daughters?|brothers?|vessels?|ships?|products?)"
#: Others than the party: its people are not listed with it (OFAC's 50 Percent Rule reaches what it owns, not who serves it).
_ITS_PEOPLE = re.compile(
    rf"(?:is|are|was|were|has|have|had|have|did|does|do) (?:the |any |its )?(?:[a-z-]+ )?{_PEOPLE} of\b|'s (?:[a-z-]+ )?{_PEOPLE}\b"
)
_BASE = re.compile(
    r"\b(?:sue|appeal|retaliate|respond|react|ask|request|apply|pay|comply|violate|breach|admit|deny|confirm|challenge|contest|oppose|block|stop|halt|delay|veto|reject|accept|agree|promise|"
    r"pledge|propose|threaten|consider|discuss|announce|report|know|plan|try|fail|refuse|win|lose|dismiss|uphold|overturn|criti[cs]i[sz]e|protest|lobby|vote|welcome|cause|lead|lobby|resume|survive)\b"
)
_BY_WHOM = re.compile(
    r"\b(?:courts?|judges?|tribunals?|congress|senate|house|parliament|lawmakers|senators|jury|china|beijing|russia|moscow|iran|tehran)\b"
)


def asks_another_thing(question: str, named: Sequence[tuple[int, int]], parties: Sequence[tuple[int, int]]) -> str | None:
    """The word by which a question asks something that the acts it names do not answer; None when they do.

    Args:
        question: In small letters.
        named: Where it names acts.
        parties: Where it names parties.

    >>> asks_another_thing("has a court blocked the entity list addition?", [(20, 31)], [])
    'blocked'
    >>> asks_another_thing("was the indictment dismissed?", [(8, 18)], [])
    'dismissed'
    >>> asks_another_thing("are the executives of acme sanctioned?", [], [(22, 26)])
    'are the executives of'
    >>> asks_another_thing("has the denial order been lifted?", [(8, 20)], [])
    >>> asks_another_thing("is the tariff on liquefied gas in force?", [(7, 13)], [])
    """
    opening = _AUXILIARY.match(question)
    if opening is None:
        asked = _NOT_WHETHER.match(question)
        return asked.group() if asked is not None else None
    auxiliary = opening["verb"]
    its_people = _ITS_PEOPLE.search(question)
    if its_people is not None:
        return its_people.group()
    to_come = _TO_COME.search(question)
    if auxiliary in ("will", "would", "should", "could", "might") or to_come is not None:
        return to_come.group() if to_come else auxiliary
    if auxiliary in ("did", "does", "do"):
        base = _BASE.search(question, opening.end())
        return base.group() if base is not None and not _inside(base.start(), named) else None
    if auxiliary in ("may", "can", "must"):
        return None
    verb = _main_verb(question, opening, parties)
    if verb is None:
        return None
    word = verb.group()
    if word in _STOPS and auxiliary in ("has", "have", "had") and "been" not in question[opening.end() : verb.start()].split():
        whole = _BY_WHOM.search(question, opening.end(), verb.start())
        return word if whole is not None and any(start >= verb.end() for start, _ in named) else None
    return None if word in _OF_ACTS or _inside(verb.start(), named) else word


def _main_verb(question: str, opening: re.Match[str], parties: Sequence[tuple[int, int]]) -> re.Match[str] | None:
    """The past form that the question turns on: after "been", else the first after "has", the last after "is" or "was"."""
    verbs = [
        word
        for word in _WORD.finditer(question, opening.end())
        if (word.group().endswith("ed") or word.group() in _IRREGULAR)
        and word.group() not in _NO_VERB
        and not _inside(word.start(), parties)
    ]
    been = re.search(r"\bbeen\b", question)
    if been is not None:
        return next((verb for verb in verbs if verb.start() > been.end()), None)
    if opening["verb"] in ("has", "have", "had"):
        return verbs[0] if verbs else None
    if _STANDS.search(question, opening.end()):
        return None
    return verbs[-1] if verbs else None


def _inside(at: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in spans)
