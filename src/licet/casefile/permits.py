"""Permissions: who was granted, won or was refused a license, and who may deal again.

```text
G granted C a one-year waiver to buy chips      a permission given to somebody
C has obtained a license from G to go on ...    somebody gets it
C was allowed to resume shipments               somebody is allowed to deal
the waiver lets C sell until T                  a permission that stands, with what it is for
```

A permission for a time, or for all, is a general license (31 CFR 501.801(a), Supplement No. 7 to 15 CFR part 744 of 2019); one for
somebody's dealings without a term eases the restriction (31 CFR 501.801(b), 15 CFR 748.1, waivers of a statute). Whether it is a
permission of this field is settled by the document, which must speak of exports or sanctions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from licet.casefile.deeds import Deed
from licet.casefile.text import Span
from licet.casefile.word_facts import words_in

_ANY = (
    r"(?:an?|the|its|their|his|another|such|any|one|two|three|several|some|new|second|third|fourth|final|special|specific|individual|temporary|limited|interim|general|export|treasury|further|additional|"
    r"[DNG]+(?:'s)?|u\.s\.|us|(?:[a-z]+|\d+)-(?:day|week|month|year|time)|months?-long|indefinite|blanket|partial|fresh|first|last|rare|provisional|wind-?down|formal|government|sanctions|required|necessary|more)"
)
_NOUN = r"(?:licen[sc]es?(?! (?:agreement|fee|deal|plate|key))|authori[sz]ations?|waivers?|exemptions?|reprieves?|dispensations?|permits?|permission|clearance|approvals?|green light|go-ahead|carve-?outs?|exceptions?|relief(?= from )|extensions?(?= (?:allowing|letting|permitting|that|to|of)))"
_PERMIT = rf"(?:{_ANY} ){{0,6}}{_NOUN}"
_DEAL = (
    r"(?:(?:also|again|once more|then|legally|temporarily|only) )?(?:keep |go on |carry on |continue |continue to |resume |restart |start |begin |be able to )?(?:to )?"
    r"(?:buy(?! back)|sell(?! (?:bonds|shares|stock))|ship|import|export|re-?export|suppl|receiv|purchas|deliver|operat|deal|do(?:ing)? (?:some |more |limited )?business|trad|servic|maintain|wind|fly|us(?:e|ing)(?![a-z])|tak(?:e|ing)|pay|process|produc|pump|transfer|provid|send|acquir|obtain|"
    r"resum|continu|complet|clos|divest|bring|install|upgrade|manufactur|drill|lift|run|go on|keep|work|transact|bank|exit|unwind|settle|access|shipments?|sales|exports|deliveries|transactions|dealings|payments|business)"
)
_FOR = re.compile(
    r"(?: from (?:the )?[GN]+(?:'s [a-z ]{1,20})?| by (?:the )?[GN]+| T+| on T+| in T+|,)*(?: that| which)? (?:to|for|from|lets?|letting|allow(?:s|ed|ing)|permit(?:s|ted|ting)|authori[sz](?:es|ed|ing)|covering|on)(?= )"
)
#: "grants C a license to sell": a permission given.
_GIVES = re.compile(
    rf"(?<![a-z-])(?P<verb>grant(?:s|ed|ing)?|g(?:a|i)v(?:e|es|en|ing)|issu(?:es|ed|ing)|award(?:s|ed|ing)|hand(?:s|ed|ing)|offer(?:s|ed|ing)|approv(?:es|ed|ing)|renew(?:s|ed|ing)|extend(?:s|ed|ing)|denie[sd]|denying|refus(?:es|ed|ing)|reject(?:s|ed|ing))"
    rf"(?P<whom> (?:[a-zDN'&-]+ ){{0,4}}?[CP]{{2,}}(?:(?:,|,? and) [CP]{{2,}})*)? (?P<permit>{_PERMIT})(?![a-z])"
)
#: "C won a license": somebody gets it.
_GETS = re.compile(
    rf"(?<![a-z-])(?P<verb>w(?:on|ins?|inning)|receiv(?:es?|ed|ing)|g(?:ot|ets?|etting|ained?)|obtain(?:s|ed|ing)?|secur(?:es?|ed|ing)|h(?:olds?|eld|as|ave|ad)|"
    rf"(?:is|are|was|were|been|being) (?:[a-z]+ly |also |since |T+ )?(?:granted|given|awarded|issued|handed|offered|denied|refused)) (?P<permit>{_PERMIT})(?![a-z])"
)
#: "G cleared C to resume shipments": somebody is allowed to deal.
_ALLOWS = re.compile(
    r"(?<![a-z-])(?P<verb>authori[sz](?:es|ed)|allow(?:s|ed)|permit(?:s|ted)|lets?|clear(?:s|ed)|exempt(?:s|ed)|free[sd])(?P<whom> (?:[a-zDN'&-]+ ){0,4}?(?:[CPND]{2,}(?:(?:,|,? and) [CP]{2,})*(?: [a-z]+){0,2}|(?:customers|companies|firms|buyers|banks|suppliers|investors|traders|others|businesses|exporters|it|them)))"
    rf"(?P<permit>(?: to)? {_DEAL}| from (?:(?:the|its|their|all|most|some|D+|N+(?:'s)?|G+(?:'s)?|u\.s\.|us|export|trade|chip|new) ){{0,4}}(?:sanctions|restrictions|curbs|controls|rules?|bans?|measures|requirements?))"
)
#: "C was allowed to buy again", "C has been exempted from the curbs", "C may again sell".
_ALLOWED = re.compile(
    rf"(?<![a-z-])(?:(?:is|are|was|were|been|being) (?:[a-z]+ly |also |again |once again |now |T+ )?(?P<verb>allowed|permitted|authori[sz]ed|cleared|exempted|exempt|freed|free)(?: by (?:the )?[GN]+)?(?: T+)?"
    rf"(?P<permit> to {_DEAL}| from (?:(?:the|its|their|all|most|some|D+|N+(?:'s)?|G+(?:'s)?|u\.s\.|us|export|trade|chip|new) ){{0,4}}(?:sanctions|restrictions|curbs|controls|rules?|bans?|measures|requirements?))"
    rf"|(?P<may>(?:can|may|could) (?:now |once )?again)(?P<again> {_DEAL})|(?P<able>can|may|could|able to) (?:now )?{_DEAL}[^;,.]{{0,60}}? (?:again|once more)(?= |[.,;]|$))"
)
#: "the waiver lets C sell": a permission that stands, and what it is for.
_LETS = re.compile(
    rf"(?<![a-z-])(?P<permit>(?:an?|the|this|that|its|their|two|three|under|new|temporary|limited|special) (?:{_ANY} )*{_NOUN})(?: no\.? ?\d+[a-z]*| \d+[a-z]*)?(?:,? (?:issued|granted|signed|renewed|extended|published)(?: by (?:the )?[A-Z]+)?(?: (?:in |on |last )?(?:T+|[a-z]+))?,?)?,?"
    r" (?:(?:that|which) )?(?:(?:has|have|had|would|will) )?(?P<verb>lets?|letting|allow(?:s|ed|ing)?|permit(?:s|ted|ting)?|authori[sz](?:es|ed|ing|e)|enabl(?:es|ed|ing)|shield(?:s|ed|ing)?|exempt(?:s|ed|ing)?|protect(?:s|ed|ing)?|spar(?:es|ed|ing)|cover(?:s|ed|ing)?)(?= )"
)
_FOR_WHAT = re.compile(r"[^;:.]{0,170}?(?=[;:]|\.(?= |$)|,? (?:which|who|after|because|but|while|said|says|although|though)\b|$)")
#: What is said of a name in a permission's words, and how they go on: ", which is under sanctions, | for another month".
_BEYOND = re.compile(r", (?:which|who) [^,;.]{2,80},[^;.,]{0,80}")
#: Who gives permissions: an office, a government, a capital.
_OFFICE = re.compile(
    r"(?:[GN]{2,}|D+ (?:government|administration|authorities|officials)|[a-z]+ (?:department|administration|government|ministry|bureau|agency)|washington|london|brussels|officials|regulators|authorities|treasury|council|president|P{2,}|it|he|she|they)"
    r"(?:'s decision)?(?:,[^,;.]{1,60},)?(?: T+| on T+| in T+| [a-z]+ly| also| has| have| had| later| then| since| again| itself| said (?:T+ )?(?:it|that it)(?: has| had)?){0,4} $"
)
_LAID_DOWN = re.compile(
    r"\b(?:stop(?:s|ped|ping)?|halt(?:s|ed|ing)?|suspend(?:s|ed|ing)?|ceas(?:es|ed|ing)|nothing in|no|without|before|against|consider(?:s|ed|ing)?|seek(?:s|ing)?|sought|propos(?:es|ed|ing)) (?:the |this |its |any |all )*$"
)
_NOT = re.compile(
    r"\b(?:not|never|n't|no longer|without|unless|until|if|whether|any|must|should|persons?|exporters|applicants?|only) (?:[a-z]+ ){0,2}$"
)
_TERM = re.compile(
    r"(?:general|temporary|interim|limited|wind-?down|(?:[a-z]+|\d+)-(?:day|week|month|year)|months?-long) (?:[a-z0-9-]+ ){0,3}(?:licen[sc]e|waiver|reprieve|authori[sz]ation|exemption|permi|extension)|reprieve|\b(?:until|through|till) (?:(?:mid|late|early|end|the end of|at least)[ -])?(?:T+|next|the end)|for (?:another |a further |up to |an additional )?(?:\d+ (?:more )?(?:days|months)|(?:[a-z]+ ){1,2}(?:days|weeks|months))|wind(?:ing)?[ -]down|\bunder (?:an? )?(?:[a-z]+ ){0,2}licen[sc]es?"
)
_LAPSED = re.compile(
    r" (?:has |had )?(?:expired|lapsed|ran out|run out)(?![a-z])| (?:was|were) (?:allowed to (?:lapse|expire)|not renewed)(?![a-z])"
)
#: A person's own paper, a company's: not a permission of this field.
_OF_A_FIRM = re.compile(
    r"(?: (?:issued|granted|given))? (?:from|by) (?:the )?[CP]{2,}|(?: of| under)? (?:[a-z]+ ){0,2}(?:patents?|software|designs?|trademarks?)"
)
_BE = ("is ", "are ", "was ", "were ", "been ", "being ", "be ")
_WORDS_OF_PERMITS = frozenset(
    f"{noun}{s}" for noun in ("license", "licence", "authorization", "authorisation", "waiver", "exemption", "reprieve", "dispensation", "permit", "approval", "carve-out", "exception", "extension") for s in ("", "s")
) | {"permission", "clearance", "go-ahead", "light", "relief"}  # fmt: skip
_WORDS_OF_ALLOWING = frozenset(
    ["authorized", "authorised", "authorizes", "authorises", "allowed", "allows", "permitted", "permits", "let", "lets", "cleared", "clears", "exempted", "exempts", "exempt", "freed", "frees", "free", "again"]
)  # fmt: skip
OPENING_WORDS = _WORDS_OF_PERMITS | _WORDS_OF_ALLOWING
#: Words for what boards and cities give as well: they count where they are for a dealing.
_SOFT = re.compile(r"(?:permits?|permission|clearance|approvals?|green light|go-ahead|extensions?)$")
_TO_DEAL = re.compile(
    rf"(?: from (?:the )?[GN]+(?:'s [a-z ]{{1,20}})?| by (?:the )?[GN]+| T+| on T+| in T+|,)*(?: that| which)? (?:to|for|from|lets?|letting|allow(?:s|ed|ing)|permit(?:s|ted|ting))(?: [^ ;.,]+){{0,4}}? {_DEAL}"
)
#: How a sentence or the one after it says that a permission is for a time.
RUNS = re.compile(
    r"\b(?:licen[sc]es?|authori[sz]ations?|waivers?|permissions?|exemptions?|it|which) (?:(?:will|would|that|is|was) )?(?:runs?|expires?|lasts?|ends?|valid|good|in effect|lapses?) (?:until|through|on|for|in|at|till) |\btemporary (?:general )?licen[sc]e"
)


def permissions(masked: str, span: Span) -> Iterator[Deed]:
    """What a sentence of masked text tells of permissions.

    >>> words = "CCCC won a six-month waiver to sell pumps."
    >>> [(d.act, words[d.patient.start : d.patient.end]) for d in permissions(words, Span(0, len(words)))]
    [('temporary_general_license.does', 'CCCC ')]
    """
    words = words_in(masked[span.start : span.end])
    if not _WORDS_OF_PERMITS.isdisjoint(words):
        yield from _given(masked, span)
        for found in _LETS.finditer(masked, span.start, span.end):
            goal = _goal(masked, found.end(), span.end)
            if not _LAID_DOWN.search(masked, max(span.start, found.start() - 30), found.start() + 5):
                yield _made(masked, found, goal, goal, stands=True)
    if not _WORDS_OF_ALLOWING.isdisjoint(words):
        yield from _allowed(masked, span)


def _given(masked: str, span: Span) -> Iterator[Deed]:
    for found in _GIVES.finditer(masked, span.start, span.end):
        goal = _purpose(masked, found.end(), span.end)
        if goal is None or _OF_A_FIRM.match(masked, found.end(), span.end) or masked.endswith(_BE, span.start, found.start()):
            continue
        if _LAID_DOWN.search(masked, max(span.start, found.start() - 30), found.start()):
            continue
        if _SOFT.search(found["permit"]) and not _TO_DEAL.match(masked, found.end(), span.end):
            continue
        whom = Span(*found.span("whom")) if found["whom"] else goal
        yield _made(masked, found, whom, goal, whole=not found["whom"])
    for found in _GETS.finditer(masked, span.start, span.end):
        if _OF_A_FIRM.match(masked, found.end(), span.end):
            continue
        goal = _purpose(masked, found.end(), span.end)
        if _SOFT.search(found["permit"]) and not _TO_DEAL.match(masked, found.end(), span.end):
            continue
        if goal is None and not re.search(r"sanctions|export|treasury|[GN]{2}|reprieve|waiver", found["permit"]):
            continue
        yield _made(masked, found, Span(span.start, found.start()), goal or Span(found.end(), found.end()), before=True)


def _allowed(masked: str, span: Span) -> Iterator[Deed]:
    for found in _ALLOWS.finditer(masked, span.start, span.end):
        lead = masked[max(span.start, found.start() - 90) : found.start()]
        if _OFFICE.search(lead) and not _NOT.search(lead) and not (lead.endswith("it ") and found["verb"].endswith("s")):
            yield _made(masked, found, Span(*found.span("whom")), _goal(masked, found.end("whom"), span.end))
    for found in _ALLOWED.finditer(masked, span.start, span.end):
        lead = masked[max(span.start, found.start() - 60) : found.start()]
        if not _NOT.search(lead):
            yield _made(masked, found, Span(span.start, found.start()), _goal(masked, found.end(), span.end), before=True)


def _purpose(masked: str, at: int, end: int) -> Span | None:
    """What a permission is for, where the words after it say so."""
    opens = _FOR.match(masked, at, end)
    return _goal(masked, opens.end(), end) if opens is not None else None


def _goal(masked: str, at: int, end: int) -> Span:
    rest = _FOR_WHAT.match(masked, at, end)
    return Span(at, rest.end() if rest is not None else at)


def _made(
    masked: str, found: re.Match[str], patient: Span, goal: Span, *, before: bool = False, whole: bool = False, stands: bool = False
) -> Deed:  # fmt: skip
    told = found.groupdict()
    verb = Span(*found.span(next(name for name in ("verb", "may", "able") if told.get(name))))
    start, end = found.start(), max(found.end(), goal.end)
    beyond = _BEYOND.match(masked, end)
    kind = "temporary_general_license" if _TERM.search(masked, start, beyond.end() if beyond else end) else "sanctions_relief"
    refused = re.match(r"(?:is|are|was|were|been|being)?(?: [a-z]+)? ?(?:denie|deny|refus|reject)", masked[verb.start : verb.end])
    lapsed = _LAPSED.search(masked, found.end(), goal.end)
    act = "sanctions_relief.denies" if refused else "temporary_general_license.lapses" if lapsed is not None else f"{kind}.does"
    return Deed(
        act, verb, Span(start, end), patient, before, False, Span(start, found.end()), "permit", head=start, whole=whole or stands, gets=before, stands=stands,
        goal=goal,
    )  # fmt: skip
