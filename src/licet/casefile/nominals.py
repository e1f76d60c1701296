"""Acts told without a verb that does them: nouns of doing, restrictions taken as known, and standing on a list.

```text
the blacklisting of C, C's removal from the list      a noun of doing, with whom it befell
sanctions on C, a denial order against C              a restriction taken as known: it stands when nothing else is told of it
C is on the list, C, on the list since T, ...         standing on a list
```

What the nouns mean is in `names/deeds.yaml` under `nominal`; the things and lists are those of the grammar of deeds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from licet.casefile.deeds import _LIST, _PREPOSITION, STOP, Deed, table
from licet.casefile.known import TABLES
from licet.casefile.text import Span
from licet.casefile.word_facts import words_in
from licet.yaml_text import read_yaml

_OF = re.compile(r" (?:earlier |recent |later |formal )?of (?=\S)")
_OWNED = re.compile(
    r"(?:^|[ (])(?P<owner>[CP]{2,}'s?|[CP]{2,}(?='s)|its|their|his|her|the (?:company|firm|bank|airline|group|carrier|chipmaker|manufacturer|maker)'s)"
    r" (?:(?:own|earlier|later|subsequent|recent|formal|initial|eventual|possible|[DNG]+|[a-z]*[0-9][0-9a-z]*|T+) ){0,3}$"
)
_STANDS = re.compile(
    r"(?:(?P<be>\b(?:(?:is|are|was|were|been|being|remains?|remained|stays?|stayed|sits?|came|comes|fell)(?: (?:now|already|still|currently|also|thus|therefore|itself|both|all|T+)){0,2}|both|all|now|already|still|currently|also)) |(?P<comma>[CP]{2},(?: (?:a|an|one of) [^,;.]{2,60},)? (?:(?:already|also|long|still|now|itself|both|who|which) ){0,2}|[CP]{2} \())$"
)
_NEGATED = re.compile(r"\b(?:not|never|no longer|n't)(?: [a-z]+)? $")
_HOLDS = re.compile(
    r"(?P<np>(?:[^ ,.;:]+ ){1,4}?(?:black)?list(?: of [^,.;:]{3,70}?)?),? (?:(?:already|now|also|currently|still|which) ){0,2}(?P<verb>includes|include|included|names|contains|features|comprises)(?= )"
)
_JOINS = re.compile(
    r"(?<![a-z])(?P<verb>joins?|joined|joining|entered) (?:(?:[^ ,.;]+ ){1,8}?on )?(?P<np>(?:the |an? |its )(?:[^ ,.;:]+ ){0,4}?(?:black)?list)(?![a-z])"
)
_TO_WHICH = re.compile(
    r"(?P<np>(?:[^ ,.;:]+ ){1,4}?(?:black)?list(?: of [^,.;:]{3,70}?)?),? (?:to|on|onto) which (?P<whom>[^;.]{3,160}?) (?:was|were|has been|have been|had been) (?:(?:also|T+|recently|first|later|already) ){0,2}(?P<verb>added|placed|put|named|listed)(?![a-z])"
)
_WITH = re.compile(r"\b(?P<with>with )[CP]{2,}(?:'s)? (?:(?:now|still|already|also|itself) ){0,2}$")
_UNDER = re.compile(r"(?<![a-z])(?:under|subject to)(?= )")
_ON = re.compile(r"(?: (?:T+|imposed|issued|in place|in force))? (?:on|against|for|to)(?= )")
_WOULD = re.compile(r"[^.;]{0,40}?\b(?:would|could|might|may|if|should)\b")
_GOVERNED = re.compile(
    r"\b(?:violat(?:e|es|ed|ing|ions?)|evad(?:e|es|ed|ing)|evasion|breach(?:es|ed|ing)?|circumvent(?:s|ed|ing|ion)?|comply(?:ing)?|complies|dodg(?:e|es|ed|ing)|skirt(?:s|ed|ing)?|bypass(?:es|ed|ing)?|flout(?:s|ed|ing)?|enforc(?:e|es|ed|ing|ement)|against|any|no|possible|potential|threat(?:s|ened)?|of|more|further|new|secondary|fresh|tougher|about) (?:[a-z]+ )?(?:[A-Z]+(?:'s)? )?(?:of )?(?:the )?$"
)
_UNDONE = re.compile(
    r"\b(?:annul|quash|str(?:ike|ikes|uck|iking) down|vacat|overturn|challeng|appeal|contest|su(?:e|es|ed|ing) over|lift|revok|revers|rescind|remov|terminat|withdr|dropp?|end|eas|seek|sought|halt|block|suspend|stay|clear|freed?|bar|enjoin|paus|set aside|consider|weigh|mull|discuss|threaten|urg|ask|call|push|demand|propos|recommend|oppos|support|criticiz|denounc|condemn|protest|avoid|prevent|expect|fear|likely|possible|potential|risk)"
    r"[a-z]{0,5}(?: (?:for|of|against|over|about|to))?(?: (?:a|an|the|any|its|their|his|her|these|those|first|most|all|some|further|crushing|[a-z]+ing|[A-Z]+(?:'s)?|court|judge)){0,4} $"
)
_EXCHANGE = re.compile(
    r" (?:on|in|at) (?:the )?(?:[CNG]+(?:'s)? )?(?:[a-z]+ )?(?:stock )?(?:exchange|market|bourse)|[a-z ]{0,12}(?:rules?|fees?|prospectus|date of (?:its|the) shares|particulars|documents?|price)"
)


@cache
def _nouns() -> tuple[dict[str, str], dict[str, str], re.Pattern[str]]:
    """Nouns of lists (on, off) and of things (impose, end, ease, renew), and an expression of them all."""
    rows = read_yaml(TABLES / "deeds.yaml")["nominal"]
    lists = {noun: name for name in ("on", "off") for noun in rows[name]}
    things = {noun: name for name in ("impose", "end", "ease", "renew") for noun in rows[name]}
    either = "|".join(sorted({*lists, *things}, key=len, reverse=True))
    return lists, things, re.compile(rf"(?<![a-z-])(?:{either})(?![a-z-])")


def opening_words() -> tuple[frozenset[str], frozenset[str]]:
    """Words of which a sentence must have one to tell anything by nouns, and those that tell it beside a thing (`deeds.Table.anywhere`)."""
    lists, things, _ = _nouns()
    return frozenset({*lists, *things, *_LISTS}), _UNDERS | _THINGS


def nominal_deeds(masked: str, span: Span) -> Iterator[Deed]:
    """What a sentence tells by nouns and by standing on a list.

    >>> words = "the blacklisting of CCCC in TTTT hurt it."
    >>> [(d.act, words[d.patient.start : d.patient.end]) for d in nominal_deeds(words, Span(0, len(words)))]
    [('blacklisting.does', 'CCCC')]
    """
    rows = table()
    lists, things, nouns = _nouns()
    words = words_in(masked[span.start : span.end])
    if not (lists.keys().isdisjoint(words) and things.keys().isdisjoint(words)):
        for found in nouns.finditer(masked, span.start, span.end):
            noun = found.group()
            at = Span(*found.span())
            told = _of_list_noun(masked, span, at, noun, lists[noun]) if noun in lists else None
            if told is None and noun in things:
                told = _of_thing_noun(masked, span, at, things[noun])
            if told is not None:
                yield told
    if not _UNDERS.isdisjoint(words):
        yield from _standing_under(masked, span)
    if not _LISTS.isdisjoint(words):
        yield from _standing_on(masked, span)
        yield from _list_holds(masked, span)
    if not _THINGS.isdisjoint(words):
        for found in rows.anywhere.finditer(masked, span.start, span.end):
            told = _thing_known(masked, span, found)
            if told is not None:
                yield told


_UNDERS = frozenset({"under", "subject"})
_LISTS = frozenset({"list", "lists", "blacklist", "blacklists", "register", "annex"})
_THINGS = frozenset(
    {
        "sanctions",
        "freeze",
        "freezes",
        "order",
        "orders",
        "tdo",
        "tdos",
        "ban",
        "bans",
        "license",
        "licence",
        "waiver",
        "reprieve",
        "measures",
        "designation",
        "listing",
    }
)
_DIRECT = {
    "blacklisting": "blacklisting.does", "designation": "listing.does", "sanctioning": "designation.does", "listing": "listing.does", "relisting": "listing.does",
    "delisting": "delisting.does", "blocking": "designation.does", "designations": "listing.does", "listings": "listing.does",
}  # fmt: skip


def _after_list(masked: str, start: int, end: int, operation: str) -> re.Match[str] | None:
    found = _LIST.search(masked, start, min(end, start + 260))
    if found is None or found["np"] == "it" or STOP.search(masked, start, found.start()):
        return None
    return found if found.group().startswith(("from", "off")) == (operation == "off") else None


def _of_list_noun(masked: str, span: Span, at: Span, noun: str, operation: str) -> Deed | None:
    """The addition of C to the list; C's removal from it; the designation of C."""
    if operation == "on" and _UNDONE.search(masked, max(span.start, at.start - 70), at.start):
        return None  # what is done to the listing is the act
    listed = _after_list(masked, at.end, span.end, operation)
    act = "delisting.does" if operation == "off" else "listed.does"
    if listed is None:
        if noun not in _DIRECT:
            return None
        act = _DIRECT[noun]
    of = _OF.match(masked, at.end, span.end)
    if of is not None:
        stop = STOP.search(masked, of.end(), span.end)
        end = min(listed.start() if listed else span.end, stop.start() if stop else span.end, of.end() + 200)
        patient = Span(of.end(), end)
    else:
        owner = _OWNED.search(masked, max(span.start, at.start - 80), at.start)
        if owner is None or _EXCHANGE.match(masked, at.end, span.end):
            return None
        patient = Span(owner.start("owner"), owner.end("owner"))
    end = listed.end() if listed else at.end
    head = at.start if of is not None else patient.start
    return Deed(
        act, at, Span(head, max(end, patient.end if of is None else at.end)), patient, False, False,
        Span(*listed.span("np")) if listed else Span(at.start, at.end), operation, listed["np"] if listed else "", head=head, nominal=True,
    )  # fmt: skip


def _of_thing_noun(masked: str, span: Span, at: Span, operation: str) -> Deed | None:
    """The lifting of the sanctions on C, a renewal of the order against C."""
    rows = table()
    opens = _OF.match(masked, at.end, span.end)
    if opens is None:
        return None
    found = rows.anywhere.search(masked, opens.end(), min(span.end, opens.end() + 60))
    if found is None or STOP.search(masked, opens.end(), found.start()):
        return None
    name = found.lastgroup or ""
    thing = rows.things[name]
    act = thing.acts.get(operation)
    if act is None or thing.to != "on":
        return None
    start, end = found.span(name)
    prep = _PREPOSITION.match(masked, end, span.end)
    patient = None
    if prep is not None:
        stop = STOP.search(masked, prep.end(), span.end)
        patient = Span(prep.end(), min(stop.start() if stop else span.end, prep.end() + 200))
    elif owner := _OWNED.search(masked, max(opens.start(), start - 60), start):
        patient = Span(owner.start("owner"), owner.end("owner"))
    return Deed(act, at, Span(at.start, end), patient, False, False, Span(start, end), operation, head=at.start, nominal=True)


def _standing_on(masked: str, span: Span) -> Iterator[Deed]:
    """C is on the list; C, on the list since T."""
    for found in _LIST.finditer(masked, span.start, span.end):
        if not found.group().startswith("on ") or found["np"] == "it":
            continue
        lead = masked[max(span.start, found.start() - 110) : found.start()]
        stands = _STANDS.search(lead)
        joined = _WITH.search(lead)
        if joined is not None:  # "with C now on the list"
            start = found.start() - len(lead) + joined.end("with")
            yield Deed(
                "listed.does", Span(found.start(), found.start() + 2), Span(start, found.end()), Span(start - 1, found.start()), False, False,
                Span(*found.span("np")), "on", found["np"], head=start, nominal=True, stands=True,
            )  # fmt: skip
            continue
        if stands is None or _NEGATED.search(lead):
            continue
        head = found.start() - len(lead) + (stands.start("be") if stands["be"] else stands.start())
        if not stands["be"]:
            head = found.start() - len(lead) + stands.start() + 2
        yield Deed(
            "listed.does", Span(found.start(), found.start() + 2), Span(head, found.end()), Span(span.start, head), True, not stands["be"],
            Span(*found.span("np")), "on", found["np"], head=head, nominal=True, stands=True,
        )  # fmt: skip


def _list_holds(masked: str, span: Span) -> Iterator[Deed]:
    """The list already includes C and C; six firms joined the list."""
    for found in _JOINS.finditer(masked, span.start, span.end):
        at = Span(*found.span("verb"))
        yield Deed(
            "listed.does",
            at,
            Span(*found.span()),
            Span(span.start, at.start),
            True,
            False,
            Span(*found.span("np")),
            "on",
            found["np"],
            head=at.start,
            nominal=True,
        )
    for found in _TO_WHICH.finditer(masked, span.start, span.end):
        at = Span(*found.span("verb"))
        yield Deed(
            "listed.does", at, Span(*found.span()), Span(*found.span("whom")), False, False, Span(*found.span("np")), "on", found["np"], head=at.start,
        )  # fmt: skip
    for found in _HOLDS.finditer(masked, span.start, span.end):
        stop = STOP.search(masked, found.end(), span.end)
        end = min(stop.start() if stop else span.end, found.end() + 240)
        at = Span(*found.span("verb"))
        yield Deed(
            "listed.does", at, Span(found.start(), end), Span(found.end(), end), False, False, Span(*found.span("np")), "on", found["np"], head=at.start,
            nominal=True, stands=True,
        )  # fmt: skip


def _standing_under(masked: str, span: Span) -> Iterator[Deed]:
    """C is under sanctions; C, subject to an asset freeze since T."""
    rows = table()
    for found in _UNDER.finditer(masked, span.start, span.end):
        match = rows.anywhere.after(masked, found.end(), min(span.end, found.end() + 80))
        if match is None:
            continue
        name = match.lastgroup or ""
        act = rows.things[name].acts.get("last")
        lead = masked[max(span.start, found.start() - 110) : found.start()]
        stands = _STANDS.search(lead)
        if act is None or act == "none" or stands is None or _NEGATED.search(lead):
            continue
        head = found.start() - len(lead) + (stands.start("be") if stands["be"] else stands.start() + 2)
        yield Deed(
            act, Span(*found.span()), Span(head, match.end()), Span(span.start, head), True, not stands["be"], Span(*match.span(name)), "on", head=head,
            nominal=True, stands=True,
        )  # fmt: skip


def _thing_known(masked: str, span: Span, found: re.Match[str]) -> Deed | None:
    """Sanctions on C, of which something else is told."""
    rows = table()
    name = found.lastgroup or ""
    thing = rows.things[name]
    act = thing.acts.get("last") or (thing.acts.get("impose") if name in ("license",) else None)
    if act is None:
        return None
    start, end = found.span(name)
    lead = masked[max(span.start, start - 60) : start]
    prep = _ON.match(masked, end, span.end)
    if prep is None or _GOVERNED.search(lead) or _UNDONE.search(lead) or _WOULD.match(masked, end, span.end):
        return None
    stop = STOP.search(masked, prep.end(), span.end)
    patient = Span(prep.end(), min(stop.start() if stop else span.end, prep.end() + 160))
    return Deed(
        act,
        Span(start, end),
        Span(start, end),
        patient,
        False,
        False,
        Span(start, end),
        "known",
        head=start,
        nominal=True,
        stands=True,
    )
