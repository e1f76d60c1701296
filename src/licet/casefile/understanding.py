"""What a question of legal status asks: types of act by the words their frames list under `asks`, parties by name, a figure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache

from licet.casefile.across import Keys, bare_name
from licet.casefile.blocks import frame
from licet.casefile.frames import GROUP_OF, frames
from licet.casefile.known import without_legal_form
from licet.casefile.literals import parse, required_literals
from licet.casefile.money import find_money
from licet.casefile.parties import find_parties
from licet.casefile.predicates import asks_another_thing
from licet.casefile.reading import Reading
from licet.casefile.text import Text
from licet.casefile.turning_on import turns_on
from licet.casefile.who_and_when import WhoAndWhen, who_and_when
from licet.casefile.whose_law import gives_law

_BROAD = re.compile(
    r"\b(?:sanctioned|under (?:[\w.'-]+ ){0,3}(?:sanctions|restrictions)|restricted|on any (?:\w+ )?list|subject to (?:[\w.'-]+ ){0,4}(?:sanctions|restrictions|restrictive measures))\b"
)
_RELIEF = re.compile(r"\b(?:relief|reprieve|eased?|easing|lifted|waived?|waiver|exempt(?:ed|ion)?)\b")
_BAN_OF = re.compile(
    r"\b(?:ban|prohibitions?|restrictions?|curbs?) (?:of|in|under|imposed by|made by|set out in) (?:the )?executive order\b"
)
_LISTINGS = frozenset({"designation", "entity_list_addition", "military_company_listing"})
_SALES = re.compile(
    r"\b(?:sales?|selling|resale|imports?) [^?]{0,80}?\b(?:barred|banned|prohibited|forbidden|stopped)\b(?=[^?]{0,40}\b(?:entity list|listing|order|addition|designation|blacklist)\b)"
)
_TOGETHER = re.compile(r"^(?:are|were|have) (?!any\b)[^?]*? and |\bboth\b")
_NAMED_ACT = re.compile(r"\b[A-Z]\w+ Act\b(?! of)")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question asks: types of act, parties by key, a figure, and whether it is about relief or anything at all.

    Attributes:
        unknown: Names in small letters that are no known party's: only acts whose sentences have them may answer.
        beyond: The word by which it asks something that the acts it names do not answer, if it does.
        beside: Words for acts that it names beside the one it turns on, such as what a suit is over.
        thing: What is asked of a court or an agency, where the question is about that.
        whom: By whom and when.
        each: Whether it asks of several parties together.
        degree: A word by which an act is not enough for a "yes", such as "the largest".
    """

    types: tuple[str, ...]
    parties: frozenset[str]
    figure: Decimal | None
    broad: bool
    relief: bool
    by_bill: bool
    unknown: tuple[str, ...] = ()
    beyond: str | None = None
    beside: tuple[str, ...] = ()
    thing: str | None = None
    whom: WhoAndWhen = field(default_factory=WhoAndWhen)
    each: bool = False
    degree: str | None = None


@cache
def _asks() -> tuple[tuple[frozenset[str], str, str], ...]:
    """Every way to ask for an act, with what it cannot do without: the words of its frame, and its own name ("procurement ban" is no export ban)."""
    return tuple(
        (frozenset(map(str.lower, required_literals(parse(ask)))), ask, kind)
        for kind, f in frames().items()
        for ask in (*f.asks, f"{kind.replace('_', ' ')}s?")
    )


@cache
def _asking(ask: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{ask})(?!\w)", re.IGNORECASE)


def sales_by_listing(question: str) -> bool:
    """Whether a question asks if a listing or an order bars a party's own sales: by law such acts bar supplies to it (15 CFR 744.11, 764.2(k)).

    >>> sales_by_listing("Is the sale of Acme's phones barred by the Entity List addition?")
    True
    """
    return _SALES.search(question.lower()) is not None


def understand(question: str, keys: Keys, readings: Sequence[Reading] = ()) -> Asked:
    """Read a question; the longest word for an act wins over shorter ones at the same place.

    Args:
        question: In plain words.
        keys: Case-wide names.
        readings: The documents, whose every name for a party may be asked by.
    """
    text = frame(Text(question))
    low = text.low
    hits: list[tuple[int, int, str]] = []
    for needs, ask, kind in _asks():
        if needs and not any(word in low for word in needs):
            continue
        for match in _asking(ask).finditer(low):
            hits.append((match.start(), match.end(), kind))
    kept = [h for h in hits if not any(o[0] <= h[0] and h[1] <= o[1] and (o[1] - o[0]) > (h[1] - h[0]) for o in hits)]
    found = find_parties(text)
    turned = turns_on(low, kept, [(m.span.start, m.span.end) for e in found.entities for m in e.mentions])
    kept = turned.named
    types = tuple(dict.fromkeys(kind for _, _, kind in sorted(kept)))
    if "executive_order" in types and _BAN_OF.search(low):  # the ban that an order makes has its own day
        types = ("transaction_prohibition",)
    if sales_by_listing(low):  # what a listing is asked to bar beside what it bars by law
        types = ("sales_ban",)
    firms = [e for e in found.entities if e.type in ("company", "organization", "person") and not gives_law(e)]
    listed = bool(_BROAD.search(low)) or bool(_LISTINGS & set(types))
    personal = bool(types) and all(GROUP_OF.get(kind) == "cases" for kind in types)  # a plea, a fine or a charge is somebody's
    if listed and not firms:  # a ministry of another state may be listed as well
        firms = [e for e in found.entities if e.type == "agency" and e.known is None]
    called_by = keys.called_by(readings)
    parties = set()
    for firm in firms:
        own = keys.of(firm.key)
        known = own in keys.canonical or firm.known is not None
        parties.add(own if known else called_by.begins_with(without_legal_form(firm.canonical)) or own)
    for span in found.unresolved:
        key = called_by.begins_with(text.words(span))
        if key:
            parties.add(key)
    if not any(key in keys.canonical for key in parties):
        parties = called_by.named_in(low) or parties
    bare = keys.by_bare_name(readings)
    parties = parties.union(*(bare.get(bare_name(key), ()) for key in parties))
    amounts = find_money(text)
    figure = amounts[0].value if amounts else None
    named = [(start, end) for start, end, _ in (*kept, *turned.beside)]
    return Asked(
        types,
        frozenset(parties),
        figure,
        bool(_BROAD.search(low)),
        bool(_RELIEF.search(low)),
        bool(re.search(r"\bby (?:the|a) (?:\w+ )?(?:bill|legislation)\b|\bbill\b", low) or _NAMED_ACT.search(text.flat)),
        tuple(text.words(span).lower() for span in found.unresolved) if (listed or personal) and not parties else (),
        turned.beyond or asks_another_thing(low, named, [(m.span.start, m.span.end) for e in firms for m in e.mentions]),
        tuple(low[start:end] for start, end, _ in turned.beside),
        turned.thing,
        who_and_when(text, found, keys, turned.beside),
        len(parties) > 1 and _TOGETHER.search(low) is not None,
        turned.degree,
    )
