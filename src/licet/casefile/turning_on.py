"""What a question turns on: of the acts it names, those that would answer it, and words by which none would.

```text
"Has Acme sued over the ban of June 2024?"                the suit; the ban stands beside it
"Has the injunction that A sought in its suit been granted?"   the injunction, no suit
"Has a stay of the listing been granted?"                 a stay, which no act is: no answer
"Is Acme no longer on the list?", "Is Acme exempt?"       turned about: an act in force is no yes
"Is the ban permanent?", "Is the bank allowed under the ban?"  more than that it stands: no answer
```
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

Hit = tuple[int, int, str]
#: What is asked of a court, an agency or a state: asking for it is told of as an act, having it is another.
_ASKED_FOR = (
    r"injunctions?|restraining orders?|motions?|stays?(?! (?:in|on|under|blocked|sanctioned|listed)\b)|appeals?|petitions?|(?<!at the )requests?|"
    r"extraditions?|bail|challenges?|objections?|hearings?|trials?|verdicts?|convictions?|warrants?|damages|refunds?|compensation|applications?"
)
_THING = re.compile(
    rf"(?:^(?:is|are|was|were|has|have|had|did) |\b(?:an?|the|any|its|his|her|their|that|this|no|for|of|granted|won|on) |'s )(?:(?!of\b|on\b|in\b|that\b|to\b)[a-z-]+ ){{0,2}}?(?P<thing>{_ASKED_FOR})\b"
)
_RELATIVE = re.compile(
    r"\b(?:that|which|who|whom|whose) (?P<inside>.*?)(?= been\b| in (?:force|effect|place)\b| still\b| valid\b| pending\b| (?:granted|issued|lifted|terminated|sanctioned|blacklisted|designated)\?|, |\?|$)"
)
_BESIDE = re.compile(
    r"\b(?:over|about|because of|after|following|in response to|for|against|despite|since|before|in connection with|on account of|due to|concerning|regarding|until|once|when)"
    r" (?:(?!and\b|or\b|been\b)[\w.'$&-]+ ){0,5}$"
)
_TURNED = re.compile(
    r"\b(?:no longer|not(?! guilty)|never|exempt|free|immune|safe|off|outside|unaffected|able|unable|eligible|entitled|obliged|without|unsanctioned|except|nothing|neither)\b|n't\b"
)
_LEAVE_WORDS = "allowed permitted licensed exempted excepted authorized authorised approved waived relaxed denied refused cleared"
_LEAVE = frozenset(_LEAVE_WORDS.split(" "))
_DEGREE = re.compile(
    r"\b(?:more than|less than|fewer than|at least|at most|twice|doubled?|higher|lower|larger|smaller|largest|biggest|longer|permanent(?:ly)?|record|only|alone|both|unanimous(?:ly)?|retroactive(?:ly)?|public(?:ly)?|in full|in part|full|again|first|second|third|worldwide|all)\b"
)
_RESTRICTING = (
    "entity_list_addition designation military_company_listing denial_order temporary_denial_order transaction_prohibition procurement_ban "
    "sales_ban tariff rule_amendment executive_order suspended_denial_order"
)
_RESTRICTS = frozenset(_RESTRICTING.split(" "))
_OF_CASES = "lawsuit indictment settlement penalty forfeiture guilty_plea court_order deferred_prosecution_agreement investigation"
_CASES = frozenset(_OF_CASES.split(" "))
_REACHES = re.compile(r"\b(?:cover(?:s|ed)?|appl(?:y|ies|ied) to|includes?|extends? to|reach(?:es)?|affects?)\b")
_ASKS_FOR = re.compile(r"\b(?:applied|apply|asked|petitioned|lobbied|bid|moved|sought) (?:for|to)\b|\bsought\b")
_ACTIVE = re.compile(
    r"\b(?:grant|give|issue|impose|make|add|place|put|list|name|designate|sanction|blacklist|block|bar|ban|prohibit|forbid|restrict|take effect|enter|adopt|enact|"
    r"sign|introduce|bring|file|open|launch|start|begin|levy|order|apply|cover|include|extend|reach|affect|renew|prolong|lift|end|terminate|revoke|rescind|repeal|withdraw|"
    r"remove|delist|expire|lapse|still|charge|indict|fine|settle|plead|violate|stay)\b"
)
_STANDS = re.compile(
    r"\b(?:in (?:force|effect|place)|still|valid|active|binding|pending|subject to|under)\b|(?P<on>\bon (?:the|a|any|its|china's|[a-z.]+'s)\b)"
)
_JOINED = re.compile(r"^(?:[^,?]{0,30},)? and (?:(?:been|then|also) )?(?:(?:a|the|an) )?$")


@dataclass(frozen=True, slots=True)
class TurnsOn:
    """Which of the acts that a question names would answer it.

    Attributes:
        named: Where it names them, with their types.
        beside: The acts it names beside: what a suit is over, what a fine is for; each where it stands.
        thing: What is asked of somebody, where the question is about that: only an act whose words name it answers.
        beyond: The word by which no act told of would answer.
        degree: The word by which an act told of is not enough for a "yes": "Is the fine the largest?".
    """

    named: list[Hit]
    beside: tuple[Hit, ...] = ()
    thing: str | None = None
    beyond: str | None = None
    degree: str | None = None


def turns_on(question: str, named: Sequence[Hit], parties: Sequence[tuple[int, int]]) -> TurnsOn:
    """What a question turns on.

    Args:
        question: In small letters.
        named: Where it names acts, in order.
        parties: Where it names parties.

    >>> q = "has acme sued over the prohibition of june 2024?"
    >>> [kind for _, _, kind in turns_on(q, [(9, 13, "lawsuit"), (23, 37, "transaction_prohibition")], [(4, 8)]).named]
    ['lawsuit']
    >>> turns_on("has a stay of the ban been granted?", [(18, 21, "denial_order")], []).beyond
    'stay'
    >>> turns_on("is acme no longer on the entity list?", [(25, 36, "entity_list_addition")], [(3, 7)]).beyond
    'no longer'
    """
    kept = sorted(named)
    relative = _RELATIVE.search(question)
    clause = relative.span("inside") if relative is not None else (0, 0)
    outside = [hit for hit in kept if not clause[0] <= hit[0] < clause[1]]
    thing = next((m for m in _THING.finditer(question) if not clause[0] <= m.start("thing") < clause[1]), None)
    if thing is not None and not any(start <= p < end for p in (thing.start("thing"),) for start, end in parties):
        whole = [hit for hit in kept if hit[0] < thing.end("thing") and thing.start("thing") < hit[1]]
        if not whole:
            return TurnsOn(kept, beyond=thing["thing"])
        return TurnsOn(whole, tuple(hit for hit in kept if hit not in whole), thing["thing"])
    dropped = [hit for hit in kept if hit not in outside] if outside else []
    if outside:
        kept = outside
    first = kept[:1]
    beside = [hit for hit in kept[1:] if hit[2] != first[0][2] and _BESIDE.search(question[first[0][1] : hit[0]]) is not None]
    dropped += beside
    kept = [hit for hit in kept if hit not in beside]
    degree = _free(_DEGREE, question, [*parties, *((s, e) for s, e, _ in kept)])
    return TurnsOn(kept, tuple(dropped), None, _more(question, kept, parties), degree)


def _free(pattern: re.Pattern[str], question: str, taken: Sequence[tuple[int, int]]) -> str | None:
    """The first words of a pattern that stand in no act or name."""
    found = (m for m in pattern.finditer(question) if not any(start <= m.start() < end for start, end in taken))
    return next((m.group() for m in found), None)


def _more(question: str, named: Sequence[Hit], parties: Sequence[tuple[int, int]]) -> str | None:
    """The word by which a question asks for more than whether its act was made or stands."""
    turned = _free(_TURNED, question, [*parties, *((s, e) for s, e, _ in named)])
    kinds = {kind for _, _, kind in named}
    if not kinds:
        return turned if turned == "exempt" else None
    if turned is not None:
        return turned
    for word in re.finditer(r"[a-z]+", question):
        if word.group() in _LEAVE and kinds & (_RESTRICTS | _CASES) and not any(s <= word.start() < e for s, e, _ in named):
            return word.group()
    for (_, end, kind), (start, _, other) in pairwise(named):
        if kind != other and kinds & _CASES and _JOINED.match(question[end:start]):
            return "and"
    reaches = _REACHES.search(question)
    if reaches is not None:
        passive = re.search(r"\bby\b", question[reaches.end() :]) is not None
        if not any((start < reaches.start()) if passive else (start >= reaches.end()) for start, _ in parties):
            return reaches.group()
        if re.search(r"'s [a-z]", question[reaches.end() :]):
            return reaches.group()
    opening = question.split(" ", 1)[0]
    if opening in ("may", "can"):
        return opening
    asks = _free(_ASKS_FOR, question, [(s, e) for s, e, _ in named])
    if asks is not None:
        return asks
    if opening in ("did", "does", "do") and not any(
        not any(s <= m.start() < e for s, e in parties) for m in _ACTIVE.finditer(question)
    ):
        return opening
    return _predicate(question, named, opening)


_PAST = re.compile(r"\b[a-z]+(?:ed|en|ne|de|ut|ld|ght)\b")


def _predicate(question: str, named: Sequence[Hit], opening: str) -> str | None:
    """The last word of "is the ban permanent?", which says of an act what is neither that it was made nor that it stands."""
    if opening not in ("is", "are", "was", "were") or question.startswith(f"{opening} there "):
        return None
    for stands in _STANDS.finditer(question):
        if stands["on"] is None or not any(0 <= stands.start() - end <= 1 for _, end, _ in named):
            return None
    last = re.search(r"([\w-]+)\W*$", question)
    if last is None or any(start <= last.start(1) < end for start, end, _ in named):
        return None
    return None if _PAST.search(question, len(opening)) else last[1]
