"""What somebody is told to stop or to give up, and takeovers that a government stops.

```text
agencies must stop buying from C, N told its airlines to stop taking C's jets      a ban on procurement: who buys is bound
N forced C to sell its plant, C has until T to divest its shares in C              a prohibition of transactions: who owns is bound
N blocked C's takeover of C, the sale of C to C was blocked                        the same, before the deal is done
```

Sources: 50 U.S.C. 4565 (reviews of acquisitions, suspension and divestment), National Security and Investment Act 2021 (UK) sections 25
and 26, Investment Canada Act part IV.1, Section 889 of Pub. L. 115-232, Cybersecurity Law of China article 35.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from licet.casefile.deeds import STOP, Deed
from licet.casefile.text import Span
from licet.casefile.word_facts import words_in

_BUYERS = (
    r"G{2}|\b(?:agenc(?:y|ies)|government|departments?|military|army|navy|air force|troops|units|pentagon|contractors?|carriers?|operators?|employees|officials|staff|universities|schools|police|ministr(?:y|ies)|"
    r"councils?|utilities|civil servants|hospitals|state-owned|state|airlines?|companies|firms|banks|bureaus|bodies|offices|personnel|providers|bases|authorities|telecoms?|businesses|chipmakers|carmakers|enterprises)\b"
)
_BOUND = re.compile(_BUYERS)
_OFFICE = re.compile(
    r"G{2}|\b(?:government|departments?|military|army|navy|air force|pentagon|ministry|police|state|agency|agencies|parliament|council|city|university)\b"
)
_GETTING = (
    r"(?:buying|using|purchasing|procuring|installing|deploying|ordering|acquiring|sourcing|leasing|operating|flying|accepting|taking (?:any )?(?:further |new )?deliver(?:y|ies) of|awarding|contracting|"
    r"(?:the |their |its |all |any )*(?:use|purchases?|procurement|orders?) (?:of|for|from))"
)
_STOPS = re.compile(
    rf"(?P<how>(?<![a-z])(?:(?P<told>to|not to)|(?P<must>must|shall|will|would|should|has to|have to|are to|is to)|(?P<did>has|have|had)?) ?(?:immediately |gradually |eventually |also )?"
    rf"(?:(?P<past>stopped|halted|ceased|ended|discontinued|suspended)|stop|halt|cease|quit|end|avoid|discontinue|refrain from|suspend|phase out)) (?:all |any )?{_GETTING}(?![a-z])"
)
_NOT_TO = re.compile(
    r"(?<![a-z])not to (?:buy|use|purchase|procure|install|deploy|order|acquire|renew|fly|operate)(?![a-z])|(?<![a-z])to avoid(?= (?:[a-zD-]+ ){0,2}?C{2})"
)
_SELLING = re.compile(
    r"(?<![a-z])(?:to (?:immediately )?(?:stop|halt|cease|suspend|pause|end)|not to|(?:it|they|that it|that they) (?:must|should|had to) (?:stop|halt|cease)) (?:all |any |its |their |most |some |further )*"
    r"(?:exporting|shipping|selling|supplying|delivering|servicing|sell|ship|supply|export|shipments|sales|exports|deliveries|supplies)(?![a-z])"
)
_OWN_GOODS_IN = re.compile(r"(?! to )(?: (?!to |from )[^ .;,]+){1,8}? (?:in|inside|across) (?:the )?(?:N{2}|country|D{2})")
_FIRMS = re.compile(
    r"C{2}|\b(?:it|them|suppliers?|chipmakers?|companies|firms|makers|manufacturers|vendors|exporters|distributors|developers)\b"
)
_TELLS = re.compile(
    r"(?<![a-z])(?P<verb>order(?:s|ed|ing)?|told|tells|telling|instruct(?:s|ed|ing)?|direct(?:s|ed|ing)?|requir(?:es|ed|ing)|command(?:s|ed)|oblig(?:es|ed)|forc(?:es|ed|ing))(?P<whom>(?: (?!(?:to|that|it)\b)[^ ;]+){0,12}?) (?:T+ |on T+ |in T+ )?(?:by [^.;,]{1,40} )?$"
)
_BE = re.compile(r"\b(?:is|are|was|were|been|being|be) (?:also |now |reportedly |not |T+ )*$")
_CLAUSE = re.compile(r"[;:]|, (?!and |or )|\b(?:that|said|says|because|while|which|but|after|when|as) ")

_GIVE_UP = (
    r"(?:fully |completely )?(?:divest(?! (?:from|of)\b(?! (?:its|all|the)))|unwind|sell (?:off |down )?(?!to\b|goods|products|shares)(?=[a-zC])|spin off|dispose of|relinquish|offload|wind (?:up|down) (?=its|their|operations|the)|"
    r"(?:cease|stop|halt|end) (?:all |its |their )*(?:[a-zDN]+ )?(?:operations|operating|business|(?:providing|offering) (?:[a-z-]+ ){0,2}?services?)(?= in|[.,;]|$)|give up (?=its|their|control)|reduce its stake)"
)
_FORCES = re.compile(
    rf"(?<![a-z])(?P<verb>order(?:s|ed|ing)?|forc(?:e|es|ed|ing)|told|tells|requir(?:e|es|ed|ing)|direct(?:s|ed|ing)?|compel(?:s|led|ling)?|oblig(?:es|ed|ing)|gave|gives|giving|instruct(?:s|ed))"
    rf"(?P<whom> [^.;]{{2,90}}?) (?:(?:until )?T+ |\d+ (?:days|months) |[a-z]+ (?:days|months) )?to {_GIVE_UP}"
)
_FORCED = re.compile(
    rf"(?P<whom>C{{2,}}(?:(?:,|,? and|,? or) (?:its (?:[a-z]+ ){{1,2}})?C{{2,}})*|it|they|the (?:[a-z]+ )?(?:company|firm|group|companies|investors?|owner))(?:,[^.;,]{{1,80}},)? (?:was|were|is|are|has been|have been|had been) (?:also |later |T+ )*"
    rf"(?P<verb>ordered|forced|told|required|directed|given (?:until )?(?:T+|\d+ (?:days|months)|[a-z]+ (?:days|months))|compelled|obliged)(?: (?:by|in) [^.;,]{{1,60}}?)?(?: T+| on T+| in T+)? to {_GIVE_UP}"
)
_HAS_UNTIL = re.compile(
    rf"(?P<whom>C{{2,}}(?:(?:,|,? and) C{{2,}})*|it|the (?:[a-z]+ )?(?:company|firm|group|owner))(?:,[^.;,]{{1,80}},)? (?P<verb>(?:has|have|had|was given|got) (?:until T+|T+|\d+ (?:days|months)|[a-z]+ (?:days|months))|must(?=[^.;]{{1,60}} (?:within|by T|before T))) (?:in which )?(?:to )?{_GIVE_UP}"
)
_AUTHORITY = re.compile(
    r"[GN]{2}|D{2,} (?:government|regulators?|authorities|administration|ministers?)|P{2}|\b(?:government|administration|president|ministry|minister|regulators?|commission|cabinet|authorities|law|act|legislation|statute|bill|ottawa|brussels|court|it|he|she|they|which|who|that)(?: |$)"
)
_DEAL = r"(?:takeover|acquisition|purchase|buyout|buy-out|merger|bid|sale|deal|tie-up|investment)"
_BLOCKS = re.compile(
    rf"(?<![a-z])(?P<verb>block(?:s|ed|ing)?|veto(?:es|ed|ing)?|prohibit(?:s|ed|ing)?|forb(?:id|ids|ade)|bann?(?:s|ed|ing)|halt(?:s|ed)|stopp?(?:s|ed)|quash(?:es|ed)|scuttl(?:es|ed)|nix(?:es|ed)|thwart(?:s|ed)|barr?(?:s|ed))"
    rf"(?P<what> (?:(?!(?:from|to|that|its exports|exports)\b)[^ .;,]+ ){{0,8}}?(?P<deal>{_DEAL})(?: (?:of|by|from|with|to|for|in) [^.;]{{1,140}}?)?)(?=,| on (?:national )?| over | for | because | citing | last | this | in (?:T|an? )|on T|[.;]|$)"
)
_BLOCKED = re.compile(
    rf"(?P<what>(?:the |a |an |its |C+'s? )(?:(?:[a-z-]+|M+|D+|C+'s?) ){{0,5}}?(?P<deal>{_DEAL}) (?:of|by|from|with|to|for|in) [^.;]{{1,140}}?) (?:was|were|is|has been|had been) (?:also |later |T+ )*(?P<verb>blocked|vetoed|prohibited|banned|forbidden|rejected|stopped|thwarted)(?= (?:by|on|over|for|in|T)|[.,;]|$)"
)
#: A sale, purchase or investment is a takeover where it is of a firm itself, not of its goods: "the sale of C to C", "C's sale to C".
_OF_A_FIRM = re.compile(
    r"(?:takeover|acquisition|buyout|buy-out|merger|bid|tie-up)(?![a-z])|(?:sale|purchase|deal|investment) (?:of|in|by|with) (?:(?:the|D+|chipmaker|its|rival|german|american|british|[a-z]+ (?:maker|firm|company)) ){0,4}?C{2,}(?= (?:to|by|from|for|was|is|on|has|in [a-z]*)(?![a-z])|[,.;]|$)|C{2,}'s? (?:[a-z-]+ ){0,2}?(?:sale|purchase|deal|investment)(?= (?:to|of C|by|in C))"
)
_BY_AUTHORITY = re.compile(r"\bby (?:the )?(?:[GND]{2}|[a-z]+ (?:government|officials|authorities|regulators|department))")
_AUTHORITY_TELLS = re.compile(
    r"(?:[GND]{2}|\b(?:government|department|officials|administration|ministry|regulators?|authorities|bureau|agency|washington|beijing|it|they|he))(?: (?:has|have|had|also|then|later|reportedly|T+|on T+)){0,3} $"
)
_SELLS = frozenset(
    words_in(
        "exporting shipping selling supplying delivering servicing sell ship supply export shipments sales exports deliveries supplies"
    )
)
_TO_STOP = frozenset(
    words_in(
        "stop stopped halt halted cease ceased quit avoid discontinue discontinued refrain end ended suspended suspend phase pause not"
    )
)
_GETS = frozenset(
    words_in(
        "buying using purchasing procuring installing deploying ordering acquiring sourcing leasing operating flying accepting taking awarding contracting use purchase purchases procurement orders buy avoid purchase install order"
    )
)
_YIELD = frozenset(words_in("divest unwind sell spin dispose relinquish offload wind cease operations give stake services"))
_DEALS = frozenset(words_in("takeover acquisition purchase buyout merger bid sale deal investment"))
_FORCE = frozenset(
    words_in(
        "order orders ordered ordering force require direct compel forces forced forcing told tells requires required requiring directs directed directing compels compelled obliges obliged gave gives given giving instructs instructed must has have had got"
    )
)
_BLOCK = frozenset(
    words_in(
        "block blocks blocked blocking veto vetoes vetoed vetoing prohibits prohibited prohibiting forbids forbade banned bans halted stopped quashed scuttled nixed thwarted barred bars rejected"
    )
)
OPENING_WORDS = frozenset(
    {*(_TO_STOP - {"not"}), *(_GETS - {"use", "order", "orders"}), *_DEALS, *(_YIELD - {"operations", "give", "services"})}
)


def told_deeds(masked: str, span: Span) -> Iterator[Deed]:
    """What a sentence of masked text says somebody must stop or give up.

    >>> words = "agencies must stop buying from CCCC."
    >>> [(d.act, words[d.patient.start : d.patient.end]) for d in told_deeds(words, Span(0, len(words)))]
    [('procurement_ban.does', ' from CCCC')]
    >>> words = "NNNN blocked CCCC's takeover of CCCC."
    >>> [(d.act, words[d.patient.start : d.patient.end]) for d in told_deeds(words, Span(0, len(words)))]
    [('transaction_prohibition.does', " CCCC's takeover of CCCC")]
    """
    words = words_in(masked[span.start : span.end])
    if not (_TO_STOP.isdisjoint(words) or _SELLS.isdisjoint(words)):
        yield from _sales_stopped(masked, span)
    if not (_TO_STOP.isdisjoint(words) or _GETS.isdisjoint(words)):
        yield from _stopped(masked, span)
    if not (_YIELD.isdisjoint(words) or _FORCE.isdisjoint(words)):
        yield from _given_up(masked, span)
    if not (_DEALS.isdisjoint(words) or _BLOCK.isdisjoint(words)):
        yield from _deals_stopped(masked, span)


def _stopped(masked: str, span: Span) -> Iterator[Deed]:
    """Who is told, or has, to stop buying or using what."""
    for found in (*_STOPS.finditer(masked, span.start, span.end), *_NOT_TO.finditer(masked, span.start, span.end)):
        kind = found.groupdict()
        lead = masked[span.start : found.start()]
        if kind.get("must") or kind.get("past"):
            whom = _last_clause(lead)
            if kind.get("past") and not kind.get("must"):
                whom = whom if _OFFICE.search(whom) and not re.search(r"[CP]{2}", whom) else ""
            head = found.start()
        elif kind.get("told") or "told" not in kind:
            tells = _TELLS.search(lead[-160:])
            if tells is None:
                continue
            passive = not tells["whom"].strip()
            before = lead[: len(lead) - len(lead[-160:]) + tells.start()]
            be = _BE.search(before)
            if passive and be is None:
                continue
            whom = _last_clause(before[: be.start()]) if be else tells["whom"]
            head = span.start + len(before)
        else:
            continue
        if not _BOUND.search(whom):
            continue
        stop = STOP.search(masked, found.end(), span.end)
        end = min(stop.start() if stop else span.end, found.end() + 160)
        yield _deed("procurement_ban", found.start(), found.end(), head, Span(found.end(), end))


def _sales_stopped(masked: str, span: Span) -> Iterator[Deed]:
    """Which firms an authority tells to stop selling to somebody: by a letter, as rules are told to all (15 CFR 744.21(b), 744.22(b))."""
    for found in _SELLING.finditer(masked, span.start, span.end):
        lead = masked[max(span.start, found.start() - 160) : found.start()]
        at = found.start() - len(lead)
        tells = _TELLS.search(lead)
        if tells is None:
            continue
        be = _BE.search(lead, 0, tells.start())
        if be is not None:
            by = _BY_AUTHORITY.search(lead, tells.start())
            clause = list(_CLAUSE.finditer(lead, 0, be.start()))
            whom = Span(at + (clause[-1].end() if clause else 0), at + be.start())
            if by is None and not re.search(r"C{2}", masked[whom.start : whom.end]):
                continue
        else:
            whom = Span(at + tells.start("whom"), at + tells.end("whom"))
            if _AUTHORITY_TELLS.search(lead[: tells.start()]) is None:
                continue
        if _FIRMS.search(masked, whom.start, whom.end):
            own = _OWN_GOODS_IN.match(masked, found.end(), span.end) is not None
            yield _deed(
                "sales_ban" if own else "agency_letter", at + tells.start("verb"), found.end(), at + tells.start("verb"), whom
            )


def _last_clause(lead: str) -> str:
    return _CLAUSE.split(lead)[-1]


def _given_up(masked: str, span: Span) -> Iterator[Deed]:
    """Who is made to sell what it owns, or to close down."""
    for found in _FORCES.finditer(masked, span.start, span.end):
        if not re.search(r"C{2}|\b(?:it|them|the (?:[a-z]+ )?(?:company|firm|group|owner|companies))\b", found["whom"]):
            continue
        if _AUTHORITY.search(masked[max(span.start, found.start() - 50) : found.start()]) is not None:
            yield _deed("transaction_prohibition", found.start(), found.end(), found.start(), Span(*found.span("whom")))
    for pattern in (_FORCED, _HAS_UNTIL):
        for found in pattern.finditer(masked, span.start, span.end):
            yield _deed("transaction_prohibition", found.start("verb"), found.end(), found.start("verb"), Span(*found.span("whom")))


def _deals_stopped(masked: str, span: Span) -> Iterator[Deed]:
    """Takeovers that are blocked."""
    for found in _BLOCKS.finditer(masked, span.start, span.end):
        if not re.search(r"C{2}", found["what"]) or not _OF_A_FIRM.search(found["what"]):
            continue
        if _AUTHORITY.search(masked[max(span.start, found.start() - 50) : found.start()]) is not None:
            yield _deed("transaction_prohibition", found.start(), found.end(), found.start(), Span(*found.span("what")))
    for found in _BLOCKED.finditer(masked, span.start, span.end):
        if re.search(r"C{2}", found["what"]) and _OF_A_FIRM.search(found["what"]):
            yield _deed(
                "transaction_prohibition", found.start("verb"), found.end("verb"), found.start("verb"), Span(*found.span("what"))
            )


def _deed(kind: str, start: int, end: int, head: int, patient: Span) -> Deed:
    at = Span(start, end)
    return Deed(f"{kind}.does", at, Span(min(head, start), end), patient, False, False, None, "forbid", head=head, whole=True)
