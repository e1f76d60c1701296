"""What is forbidden to whom: bans on buying, using, selling, importing, investing, read by who is barred and from what.

```text
agencies are barred from buying C's cameras     a ban on procurement: whom it binds is a public body or a carrier
Americans may not invest in C                   a prohibition of transactions: whom it binds are investors, persons, banks
C is banned from selling phones in N            a ban on sales: it binds the firm itself
imports of C's phones are prohibited            the same, told of the goods
```

Denials of export privileges - "banned exports to C", "C is barred from buying parts" - are the frames' own
(15 CFR part 764); this module leaves them alone. Sources of the words: Section 889 of Pub. L. 115-232, 47 CFR 2.903, 15 CFR part
791, Executive Order 13959, 19 U.S.C. 1337.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from licet.casefile.deeds import STOP, Deed
from licet.casefile.text import Span
from licet.casefile.word_facts import words_in

OPENING_WORDS = frozenset(
    [
        "ban",
        "bans",
        "banned",
        "banning",
        "bar",
        "bars",
        "barred",
        "barring",
        "prohibit",
        "prohibits",
        "prohibited",
        "prohibiting",
        "forbid",
        "forbids",
        "forbade",
        "forbidden",
        "forbidding",
        "block",
        "blocks",
        "blocked",
        "blocking",
        "outlaw",
        "outlaws",
        "outlawed",
        "outlawing",
        "precludes",
        "precluded",
        "prohibition",
        "cannot",
        "may",
        "must",
        "longer",
        "stop",
        "stopped",
        "exclude",
        "excludes",
        "excluded",
        "excluding",
    ]
)
_BAN = re.compile(
    r"(?<![a-z-])(?:(?P<noun>bans?|prohibition)(?= (?:T+ )?(?:on|against)(?= ))|(?P<verb>bann?(?:s|ed|ing)?|bar(?:s|red|ring)?|prohibit(?:s|ed|ing)?|forb(?:id|ids|ade|idden|idding)|block(?:s|ed|ing)?|"
    r"outlaw(?:s|ed|ing)?|preclude[sd]|exclud(?:e|es|ed|ing)|stop(?:ped)?)|(?P<may>(?:may|must|can) (?:no longer|not)|cannot|can no longer))(?![a-z-])"
)
_PASSIVE = re.compile(
    r"\b(?:is|are|was|were|be|been|being|gets?|got|remains?|remained) (?:(?:not|also|now|already|still|since|immediately|effectively|formally|T+|[a-z]+ly) ){0,3}$"
)
_NOUN_BEFORE = re.compile(
    r"\b(?:the|a|an|its|this|that|import|sales|travel|export|new|outright|total|blanket|existing|federal|state|D+|N+'s) $"
)
_FROM = re.compile(r" (?:T+ )?(?:since T+ )?from (?=(?:[a-z]+ly )?(?P<g>[a-z]+))")
_TO = re.compile(r" to (?=(?P<g>[a-z]+))")
_INVEST = re.compile(
    r"(?:directly or indirectly |new |further |any |all |most |certain )*(?:participat(?:e|ing) in (?:the )?(?:primary |secondary |new )*(?:market|offering|sale|issuance)|open(?:ing)? (?:or maintain(?:ing)? )?(?:correspondent|payable-through)|mov(?:e|ing) (?:its )?assets|(?:send|transmit|transfer)(?:t?r?ing)? (?:any )?(?:funds|money|payments)|invest(?:ing|ments?)?|own(?:ing)?|hold(?:ing)?|trad(?:e|ing)|deal(?:ing)?s?|transact(?:ing|ions?)?|do(?:ing)? (?:any )?business|"
    r"(?:buy(?:ing)?|purchas(?:e|ing)|acquir(?:e|ing)) (?:or selling |and selling |new |any |the )*(?:shares|stocks?|securities|bonds|debt|stakes?|equity|interests?)|engag(?:e|ing) in (?:any )?(?:[a-z]+ )?(?:transactions?|dealings|business)|"
    r"financ(?:e|ing)|lend(?:ing)?|process(?:ing)? payments?|conduct(?:ing)? (?:[a-z]+ )?(?:transactions?|business))(?![a-z])"
)
_GET = re.compile(
    r"(?:directly |knowingly )?(?:buy(?:ing)?|us(?:e|ing)|procur(?:e|ing|ement)|purchas(?:e|ing)|leas(?:e|ing)|acquir(?:e|ing)|contract(?:ing)?|install(?:ing)?|deploy(?:ing)?|operat(?:e|ing)|award(?:ing)?|tapping|"
    r"spend(?:ing)?|sourc(?:e|ing)|enter(?:ing)? into (?:any )?(?:new )?contracts|do(?:ing)? business|download(?:ing)?|renew(?:ing)?|extend(?:ing)?)(?![a-z])"
)
_GIVE = re.compile(
    r"(?:directly or indirectly )?(?:sell(?:ing)?|import(?:ing)?|market(?:ing)?|offer(?:ing)?|provid(?:e|ing)|distribut(?:e|ing)|updat(?:e|ing)|ship(?:ping)?|licens(?:e|ing)|deliver(?:ing)?|operat(?:e|ing)|connect(?:ing)?|servic(?:e|ing)|launch(?:ing)?|export(?:ing)?)(?![a-z])"
)
_BID = re.compile(
    r"(?:bid(?:ding)?|compet(?:e|ing)|participat(?:e|ing)|tender(?:s|ing)?|supply(?:ing)? (?:the )?(?:government|federal|state|military|5g)|(?:supply|suppl(?:y|ying)|provid(?:e|ing)|sell(?:ing)?) [^;,.]{1,40}? (?:for|to) (?:the |its |their |any |N+'s )*(?:[a-z0-9]+ ){0,2}?(?:networks?|government|military|agencies)|(?:build(?:ing)?|roll(?:ing)? out|help(?:ing)? build|tak(?:e|ing) part in|work(?:ing)? on) (?:the |its |their |a |N+'s |D+ )*(?:[a-z0-9]+ ){0,3}?(?:networks?|rollout|contracts?|tenders?|infrastructure)|(?:the |its |all |their |N+'s |D+ |any |future |federal |government |public |state |military |core |national |mobile |telecoms? |5g )+"
    r"(?:contracts?|procurement|tenders?|networks?|rollout|purchases|infrastructure|projects?|devices|phones))(?![a-z])"
)
_PUBLIC = re.compile(
    r"G{2}|\b(?:agenc(?:y|ies)|governments?|departments?|military|pentagon|contractors?|carriers?|operators?|employees|officials|staff(?:ers)?|workers|sailors|troops|soldiers|universities|schools|police|ministr(?:y|ies)|councils?|recipients|"
    r"utilities|civil servants|hospitals|state-owned|public bodies|lawmakers|grantees|providers)\b"
)
_INVESTORS = re.compile(
    r"\b(?:americans|people|investors?|persons?|citizens|nationals|compan(?:y|ies)|firms|banks?|entit(?:y|ies)|funds?|residents|anyone|traders|business(?:es)?|institutions)\b|(?:^| )[DN]{2,}(?: and [DN]+)? $|D{2}"
)
_FIRM_ITSELF = re.compile(r"C{2}|\b(?:it|the company|the firm|them|both companies|the group|the app)\b")
_SOFT = re.compile(
    r"\b(?:software|services?|apps?|applications?|downloads?|updates?|platform|antivirus|anti-virus|programs?|subscriptions?)\b"
)
_GOODS_OF = re.compile(
    r" ?(?:the |all |any |new |future |further |most |D+ |N+'s )*(?P<deal>imports?(?: and sales?)?|importation|sales?(?: and imports?)?|marketing|distribution|approvals?|(?:equipment )?authori[sz]ations?|certifications?)(?: or [a-z]+| and [a-z]+)? (?:of|for|from) "
)
_USE_OF = re.compile(
    r" ?(?:the |all |any |new |government |federal |official |further )*(?:use|purchases?|procurement|installation|deployment|buying|acquisition)(?: (?:or|and) (?:use|purchases?|procurement))? (?:of|from) "
)
_MONEY_IN = re.compile(
    r" ?(?:the |all |any |new |most |certain |further |D+ |N+ |future |american )*(?:transactions?|dealings|investments?|trading|downloads?|business|(?:[a-z-]+ )?(?:hosting|services|payments|updates)|purchases? of (?:shares|securities|stock))(?: (?:by|from) [A-Za-z. ]{1,30})? (?:with|in|of|involving|by|for|to) "
)
_SECURITIES = re.compile(
    r"(?:the |any |D+ )*(?:C+(?:'s?)? (?:[a-z]+ ){0,2}?)?(?:securities|shares|stocks?|bonds|notes|derivatives)(?![a-z])"
)
_EXPORTS_OF = re.compile(
    r" ?(?:the |all |any |most |certain |D+ |N+'s |its )*(?:re-?)?(?:exports?|shipments?|overseas sales?|outbound shipments?)(?: of (?P<what>[^;,.]{1,80}))?(?![a-z])"
)
_IN_LAND = re.compile(
    r"^[^;,.]{0,60}?(?: from the (?:[a-z]+ )?market| from sale|,? (?:in|from|across|throughout) (?:the )?(?:N+|country|D+ market))(?! )?"
)
_SINCE = re.compile(r" since T+")
_OF_WHAT = frozenset({"the", "its", "all", "any", "their", "federal", "government", "public", "mobile", "core", "national"})
_SHOPS = re.compile(r"\bapp stores?\b")
_AGAINST_IT = re.compile(
    r"\b(?:lift|end|eas|relax|drop|remov|revers|challeng|appeal|oppos|criticiz|protest|threaten|consider|weigh|mull|discuss|avoid|against|delay|postpon|suspend|block|overturn|call(?:s|ed|ing)? for|no|possible|potential|any|violat|breach|circumvent|despite)[a-z]*(?: [a-zDN'-]+){0,4} $"
)


_BUYS_A_FIRM = re.compile(
    r"(?:buy|acquir|purchas|tak(?:e|ing) over)(?:e|ing)? (?:the |a stake in |control of |chipmaker |rival |D+ )*C{2,}(?= on | in | over |[,.;]|$)"
)
_PARTY = re.compile(r"[CPND]{2}")
_C = re.compile(r"C{2}")
#: What may not be done with a firm's goods: "C's chips may not be sold to operators", "may not enter N".
_SUFFERS = re.compile(
    r"(?:be (?:(?P<get>used|bought|purchased|installed|procured|deployed|acquired)|sold(?! to C)|imported|marketed|offered for sale|put on the market)|enter (?:the )?(?:N{2}|country|D{2}))(?![a-z])"
)


def prohibitions(masked: str, span: Span) -> Iterator[Deed]:
    """What a sentence of masked text says is forbidden.

    >>> words = "agencies are barred from buying cameras made by CCCC."
    >>> [(d.act, words[d.patient.start : d.patient.end]) for d in prohibitions(words, Span(0, len(words)))]
    [('procurement_ban.does', 'buying cameras made by CCCC')]
    """
    if OPENING_WORDS.isdisjoint(words_in(masked[span.start : span.end])):
        return
    for found in _BAN.finditer(masked, span.start, span.end):
        deed = _deed(masked, span, found)
        if deed is not None:
            yield deed


def _deed(masked: str, span: Span, found: re.Match[str]) -> Deed | None:
    start, end = found.span()
    lead = masked[max(span.start, start - 120) : start]
    since = _SINCE.match(masked, end, span.end)
    stop = STOP.search(masked, since.end() if since else end, span.end)
    limit = min(stop.start() if stop else span.end, end + 260)
    if masked.startswith(" for ", limit) and _PARTY.search(masked, end, limit) is None:
        stop = STOP.search(masked, limit + 5, span.end)  # "barred from processing payments | for C"
        limit = min(stop.start() if stop else span.end, end + 260)
    if found["noun"]:
        if _AGAINST_IT.search(lead):
            return None
        after = masked.find(" on ", end - 1, end + 12)
        content = Span((after + 3) if after >= 0 else end + 8, limit)
        return _classed(masked, found, start, "", content, Span(start, limit), goods=True)
    if found["may"]:
        return _may_not(masked, found, lead, Span(end, limit))
    if masked[start:end] in ("stop", "stopped"):
        link = _FROM.search(masked, end, min(limit, end + 120))
        whom = Span(end, link.start()) if link is not None and link["g"].endswith("ing") else None
        if link is None or whom is None or not _PUBLIC.search(masked[whom.start : whom.end]):
            return None
        return _from(masked, found, start, whom, Span(link.end(), limit))
    if masked[start:end] in ("ban", "bans", "bar", "bars", "block", "blocks") and _NOUN_BEFORE.search(lead):
        return None
    passive = _PASSIVE.search(lead)
    to = masked.startswith("forb", start)
    link = (_TO if to else _FROM).search(masked, end, min(limit, end + 200))
    if link is not None and (to or link["g"].endswith("ing") or link["g"] in _OF_WHAT):
        head = start - len(lead) + passive.start() if passive else start
        whom = Span(max(span.start, head - 120), head) if passive or link.start() == end else Span(end, link.start())
        if passive is None and link.start() == end:
            return None
        return _from(masked, found, head, whom, Span(link.end(), limit))
    if passive is not None:
        head = start - len(lead) + passive.start()
        subject = Span(max(span.start, head - 160), head)
        goods = _classed(
            masked, found, head, "", Span(_phrase_start(masked, subject), head), Span(subject.start, limit), goods=False
        )
        if goods is not None:
            return goods
        if _IN_LAND.match(masked[end : min(limit, end + 90)]) and re.search(
            r"C{2,}(?:'s? [a-z -]+)?(?: and C{2,})* $", masked[subject.start : head]
        ):
            return _made("sales_ban", found, head, Span(_phrase_start(masked, subject), head), limit)
        return None
    return _classed(masked, found, start, lead, Span(end, limit), Span(start, limit), goods=False)


def _phrase_start(masked: str, subject: Span) -> int:
    """Where the noun phrase begins that ends a stretch: after the last comma, conjunction or verb of saying."""
    parts = list(
        re.finditer(
            r"[;:]|, (?!and |or )|\b(?:that|said|says|because|while|which|but|after|when) ", masked[subject.start : subject.end]
        )
    )
    return subject.start + parts[-1].end() if parts else subject.start


def _made(kind: str, found: re.Match[str], head: int, patient: Span, end: int) -> Deed:
    at = Span(*found.span())
    return Deed(
        f"{kind}.does",
        at,
        Span(min(head, at.start), max(at.end, min(end, patient.end) if patient.start >= at.end else at.end)),
        patient,
        False,
        False,
        None,
        "forbid",
        head=head,
        whole=True,
    )


def _from(masked: str, found: re.Match[str], head: int, whom: Span, content: Span) -> Deed | None:
    """Whom is barred from what."""
    barred, what = masked[whom.start : whom.end], masked[content.start : content.end]
    if re.search(r"[;:]|\b(?:that|said|which|because) ", barred):
        barred = re.split(r"[;:]|\b(?:that|said|which|because) ", barred)[-1]
    if _PUBLIC.search(barred) and (_GET.match(what) or _INVEST.match(what)):
        return _made("procurement_ban", found, head, content, content.end)
    if _INVEST.match(what) and _INVESTORS.search(barred):
        return _made("transaction_prohibition", found, head, content, content.end)
    if _INVESTORS.search(barred) and _GET.match(what) and _SHOPS.search(what):
        return _made("transaction_prohibition", found, head, content, content.end)
    if _FIRM_ITSELF.search(barred):
        if _BUYS_A_FIRM.match(what):
            return _made("transaction_prohibition", found, head, Span(whom.start, content.end), content.end)
        if _BID.match(masked, content.start, content.end + 50):  # "supplying equipment | for its network"
            return _made("procurement_ban", found, head, whom, content.end)
        if _GIVE.match(what):
            return _made("transaction_prohibition" if _SOFT.search(what) else "sales_ban", found, head, whom, content.end)
    if (
        _INVESTORS.search(barred)
        and re.match(r"(?:sell|import|market|distribut)", what)
        and re.search(r"C{2}", what)
        and not re.search(r" to (?:the )?C{2}", what)
    ):
        return _made("sales_ban", found, head, content, content.end)
    return None


def _may_not(masked: str, found: re.Match[str], lead: str, content: Span) -> Deed | None:
    """`agencies may no longer buy`, `Americans cannot invest in`."""
    head = found.start()
    what = masked[content.start + 1 : content.end]
    whom = Span(head - min(len(lead), 60), head)
    suffers = _SUFFERS.match(what)
    if suffers is not None:
        subject = Span(_phrase_start(masked, Span(max(head - len(lead), 0), head)), head)
        if _C.search(masked, subject.start, subject.end):
            return _made("procurement_ban" if suffers["get"] else "sales_ban", found, head, subject, content.end)
    if what.startswith("be "):
        return None
    if not re.search(r"C{2}", what) and not (_INVEST.match(what) and re.search(r"[CND]{2}", what)):
        return None
    return _from(masked, found, head, whom, Span(content.start + 1, content.end))


def _classed(masked: str, found: re.Match[str], head: int, lead: str, content: Span, whole: Span, *, goods: bool) -> Deed | None:
    """A ban on goods, uses or dealings named by a noun."""
    for kind, words in (("transaction_prohibition", _MONEY_IN), ("procurement_ban", _USE_OF), ("sales_ban", _GOODS_OF)):
        match = words.match(masked, content.start, content.end)
        if match is not None:
            rest = masked[match.end() : content.end]
            if not re.search(r"C{2}", rest) and (kind != "transaction_prohibition" or not re.search(r"[ND]{2}", rest)):
                return None
            if kind == "sales_ban" and re.search(r"\bto (?:the )?C{2}", rest):
                return None  # a ban on sales to a firm is a denial of exports
            if kind == "procurement_ban" and _SECURITIES.match(rest):
                kind = "transaction_prohibition"  # "any purchase of its shares"
            if kind == "sales_ban" and _SOFT.search(rest[: rest.index("CC") + 60].partition(" in ")[0]):
                kind = "transaction_prohibition"  # 15 CFR part 791: "banned the sale of C's antivirus software"
            return _made(kind, found, head, Span(match.end(), content.end), content.end)
    exports = _EXPORTS_OF.match(masked, content.start, content.end)
    if exports is not None and not re.search(r"C{2}", masked[content.start : min(content.end, exports.end() + 60)]):
        return _made("exports", found, head, Span(content.start, min(whole.end, exports.end() + 60)), content.end)
    if goods or lead:
        named = re.match(
            r" (?:the |all |D+ |N+'s |app |chipmaker )*(?:C{2,}|the (?:company|app|firm|group)(?:'s)?(?![a-z]))(?:(?:,|,? and|,? or) C+)*(?:'s?)?(?P<rest>[^;,.]{0,80})",
            masked[content.start : content.end],
        )
        if named is not None:
            rest = named["rest"]
            if _BID.search(rest.removeprefix(" ").partition(" from ")[2] or ""):
                return _made("procurement_ban", found, head, content, content.end)
            if _SHOPS.search(rest):
                return _made("transaction_prohibition", found, head, content, content.end)
            if re.search(
                r" (?:in|from|across) (?:the )?(?:N+|country|D+ market|market)|^,? and (?:\d+|dozens of|several) (?:more|other) (?:[a-zD-]+ )?(?:apps|applications|firms|companies)|^ ?(?:products?|phones?|devices?|equipment|gear|drones|cameras|handsets|goods|vehicles|cars|chips|apps?)\b",
                rest,
            ):
                return _made("sales_ban", found, head, content, content.end)
    return None
