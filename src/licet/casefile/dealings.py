"""Goods, technology, money and services that came to whom they may not come to: who was given, helped, dealt with.

```text
C sold 300 routers through CCC to a customer in NNN       a verb of giving, the receiver after its preposition
C supplied NNN with chips, helped NNN evade, let users in NNN trade      the receiver right after the verb
the parts ended up in NNN; goods destined for NNN         where they arrived
```

The tables are `names/dealings.yaml`. That somebody sold something is no wrong in itself: a telling counts only where the receiver is a country or a
person the law bars and the words around speak of a wrong, a case or its papers, which `licet.casefile.receivers` asks of the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from licet.casefile.deeds import Deed
from licet.casefile.known import TABLES
from licet.casefile.phrases import Phrases
from licet.casefile.text import Span
from licet.yaml_text import read_yaml

_END = re.compile(
    r"[;]|\.(?= |$)|,? (?:said|says|according to|prosecutors|officials|which (?:was|were|is|had)|because|but|although|while)\b"
)
_HELPED = re.compile(
    r" (?:the |an? |its |several |some |two |certain )*(?:[a-z-]+ ){0,3}?(?:of |in |from |located in |based in |ordinarily resident in )?(?:the )?(?:[a-z-]+ )?(?P<whom>[NDC]{2,}(?:'s)?(?:(?:,|,? and|,? or) (?:the )?[NDC]{2,}(?:'s)?)*)"
    r"(?: (?!(?:with|to|from)\b)[a-z-]+){0,4}? (?:with|to|from|[a-z]+(?! ))"
)
_BASE_LEAD = re.compile(
    r"\b(?:conspir\w+|schem\w+|plot\w*|attempt\w*|tried|trying|arranged|continu\w+|us(?:ed|ing) [^.;]{1,80}|caus(?:ed|ing) [^.;]{1,50}|network|set up [^.;]{1,60}|front compan(?:y|ies)|order|helped [^.;]{1,40}|enabled [^.;]{1,40}|"
    r"intermediar(?:y|ies)|employees|effort|operation|engaged in [^.;]{1,40}) (?:[a-z]+ly )?to (?:[a-z]+ly )?$|\b(?:did|to (?:unlawfully|illegally|knowingly|secretly)) $"
)
_MARKS = ("NN", "DD", "CC")
_RESTRICTED = frozenset(
    {"conduct", "maintain", "operate", "engage", "do", "execute", "book", "clear", "pass", "give", "purchase", "arrange"}
)
_PROVISO = re.compile(r" (?:in|that|by|under|for|herein)\b")
_LETS = ("let", "allow", "permit", "enabl", "gav", "giv", "sell", "sold", "pay", "paid")
_SOMEBODY = re.compile(
    r"\b(?:users?|customers?|clients?|persons?|people|part(?:y|ies)|compan(?:y|ies)|firms?|residents?|entit(?:y|ies)|airlines?|banks?|nationals?|engineers?|buyers?|institutes?|factory|factories|traders?)\b"
)
_WITH_WHAT = re.compile(
    r"(?: [^ .;,]+){0,6}? (?:transactions?|payments?|business|dealings|trades?|accounts?|funds|flights?|shipments?|sales?|cargo(?:es)?|parts|goods|information|access|drawings|orders|transfers?)(?![a-z])"
)


@dataclass(frozen=True)
class _Rows:
    verbs: Phrases
    give: dict[str, tuple[str, bool]]
    help: dict[str, bool]
    arrive: re.Pattern[str]
    barred: re.Pattern[str]
    opening: frozenset[str]


@cache
def _rows() -> _Rows:
    rows = read_yaml(TABLES / "dealings.yaml")
    give = {form: (forms[0], form == forms[0]) for forms in rows["give"] for form in forms}
    helping = {form: form == forms[0] != forms[1] for forms in rows["help"] for form in forms}
    forms = {*give, *helping}
    arrive = re.compile(rf"(?<![a-z-])(?:{rows['arrive']})(?![a-z])")
    first = frozenset(
        ["ended", "ending", "wound", "turned", "found", "way", "landed", "arrived", "destined", "intended", "bound", "meant"]
    )
    return _Rows(
        Phrases(forms), give, helping, arrive,
        re.compile(rf"(?<![a-z])(?:{rows['barred']})(?![a-z])"), frozenset(re.split("[ -]", f)[-1] for f in forms) | first,
    )  # fmt: skip


def opening_words() -> frozenset[str]:
    """Words of which a sentence must have one."""
    return _rows().opening


def barred(masked: str, start: int, end: int) -> bool:
    """Whether words name somebody whom the law bars without a name: "sanctioned jurisdictions"."""
    return _rows().barred.search(masked, start, end) is not None


def dealing_deeds(masked: str, span: Span) -> Iterator[Deed]:
    """What a sentence says came to somebody, with the stretch in which the receiver stands.

    >>> words = "the company supplied NNNN with chips."
    >>> [(d.act, words[d.patient.start : d.patient.end]) for d in dealing_deeds(words, Span(0, len(words)))]
    [('export_violation.does', 'NNNN')]
    """
    rows = _rows()
    if not any(masked.find(mark, span.start, span.end) >= 0 for mark in _MARKS) and not barred(masked, span.start, span.end):
        return
    for verb in rows.verbs.finditer(masked, span.start, span.end):
        word = verb[0]
        base = (rows.give.get(word) or ("", rows.help.get(word, False)))[1]
        if base and not _BASE_LEAD.search(masked, max(span.start, verb.start() - 110), verb.start()):
            continue
        if (
            word in rows.help
            and not (word == "provided" and _PROVISO.match(masked, verb.end()))
            and (helped := _HELPED.match(masked, verb.end(), span.end)) is not None
            and (not word.startswith(_LETS) or _SOMEBODY.search(helped[0]))
        ):
            yield _deed(verb, Span(*helped.span("whom")), "help")
            continue
        verb_of = rows.give.get(word)
        if verb_of is None:
            continue
        if word == "provided" and _PROVISO.match(masked, verb.end()):
            continue
        if verb_of[0] == "fly" and masked.startswith((" to ", " from ", " in "), verb.end()):
            continue  # a flight, not goods flown
        if verb_of[0] in ("trade", "deal") and not masked.startswith((" with ", " in "), verb.end()):
            continue
        if verb_of[0] in _RESTRICTED and not _WITH_WHAT.match(masked, verb.end(), span.end):
            continue
        stop = _END.search(masked, verb.end(), span.end)
        end = min(stop.start() if stop else span.end, verb.end() + 240)
        yield _deed(verb, Span(verb.end(), end), "deal")
    for found in rows.arrive.finditer(masked, span.start, span.end):
        yield _deed(found, Span(found.end(), min(span.end, found.end() + 90)), "arrive")


def _deed(verb: re.Match[str], patient: Span, how: str) -> Deed:
    return Deed(
        "export_violation.does",
        Span(*verb.span()),
        Span(verb.start(), patient.end),
        patient,
        False,
        False,
        None,
        how,
        head=verb.start(),
    )
