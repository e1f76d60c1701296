"""Acts told by what an order says, by its being put off, or by a listing that names no list.

```text
a second order told C to sell up          an order of a president, spoken of before, and whom it binds
a ban on downloads of C was pushed back   a prohibition that begins later than it was to
the Union added C on Thursday             a listing by who keeps a list
```

Sources: 50 U.S.C. 1701-1708 (orders of the President), 15 CFR part 791 (prohibitions and the day they take effect),
31 CFR 501.807 and 15 CFR 744.16 (who keeps the lists).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from licet.casefile.deeds import STOP, Deed
from licet.casefile.text import Span
from licet.casefile.word_facts import words_in

_ORDER = re.compile(
    r"(?<![a-z-])(?:an?|the|this|that|his|her|N+'s) (?:(?:second|third|separate|another|first|later|earlier|new|sweeping|presidential|original|executive) ){0,2}?(?P<order>orders?)"
    r"(?:,? (?:signed|issued|dated)(?: by [A-Za-z]+)?(?: (?:on|in|late|last|earlier))?(?: T+)?,?| of T+| (?:on |against )[CP]+)? (?:T+ )?(?:also |then |had |has )?"
    r"(?P<verb>told|tells|gave|gives|requires?|required|direct(?:s|ed)|compel(?:s|led)|forces?|forced|bar(?:s|red)|bans|banned|prohibit(?:s|ed)|instruct(?:s|ed)|oblige[sd]?)(?= )"
)
_PUT_OFF = re.compile(
    r"(?<![a-z-])(?P<verb>put(?:s|ting)? off|push(?:es|ed|ing) back|postpon(?:es|ed|ing)|delay(?:s|ed|ing)|defer(?:s|red|ring))(?: (?:by|for|until|to|till) [^;.,]{1,24}?)? "
    r"(?P<thing>(?:an?|the|its|that|his|her) (?:[a-z]+ ){0,2}?(?:bans?|orders?|prohibitions?|restrictions)(?: (?:on|against|to remove|to pull|barring|banning|prohibiting|blocking) (?P<what>[^;.]{1,120}))?)"
)
_OFF_PUT = re.compile(
    r"(?<![a-z-])(?P<thing>(?:an?|the|its|that) (?:[a-z]+ ){0,2}?(?:bans?|orders?|prohibitions?|restrictions) (?:on|against|to remove|to pull|barring|banning|prohibiting|blocking) (?P<what>[^;.]{1,120}?)),? "
    r"(?:was|were|is|are|has been|have been|had been) (?:again )?(?P<verb>put off|pushed back|postponed|delayed|deferred)(?= )"
)
#: What a prohibition of transactions forbids (15 CFR 791.2): software and services, dealings, shares.
_DEALINGS = re.compile(
    r"\b(?:downloads?|updates?|transactions?|dealings|investments?|investing|app stores?|apps?|web hosting|trading|doing business)\b"
)
_BARE_ADD = re.compile(
    r"(?:G{2,}|N{2,}|C{2,}|\b(?:union|bloc|department|government|ministry|treasury|council))(?:'s [a-z]+)?,? (?:(?:has|have|had|also|then|later|itself|first|originally|initially|already|formally) ){0,2}"
    r"(?P<verb>add(?:s|ed)|list(?:s|ed)|includ(?:es|ed)) (?P<whom>(?:the (?:[a-z]+ )?(?:company|firm|bank|group|trader|maker)|it|them|(?:[a-zDN-]+ ){0,3}?[CP]{2,})[^;.]{0,160})"
)
#: "C, listed by N in 2020", "C, one of five firms added last month", "C, which was added on T": the list is the one spoken of.
_BARE_PART = re.compile(
    r"(?P<whom>(?:[CP]{2,}(?:,|,? and) (?=[^.;]{0,80}(?:which|who) were ))*[CP]{2,}(?: \([^()]{1,40}\))?),? (?:(?:an?|the|one of(?: the)?) (?:[a-zDN-]+ ){0,4}?(?:firms|companies|entities|names|banks|traders?|maker|company|firm|group)(?: [a-z]+)? )?(?:(?:which|who|that) (?:was|were|has been|had been) (?:also |first |itself )?)?"
    r"(?P<verb>added|listed|blacklisted|(?<=were )named|(?<=was )named)(?: by (?:the )?(?P<by>[GNC]{2,}|britain|brussels|washington))?(?= (?:on T|in T|T|last|earlier|since T|at the same time)|,? (?:by|and))"
)
#: "after it was listed on T", "C, which had been on it since T, was listed for a second time".
_WAS_LISTED = re.compile(
    r"(?P<whom>it|they|he|she|[CP]{2,})(?: itself| himself)?(?:, [^;.,]{1,60},)? (?:was|were|had been) (?:also |first )?"
    r"(?P<verb>listed|blacklisted|relisted|re-listed)(?= (?:on T|for (?:a|the) (?:second|third) time|once more|again))"
)
_STILL = re.compile(
    r"(?P<whom>[CP]{2,}|it|he|she),? (?:(?:which|who|that|also|itself) ){0,2}(?:[^;.]{3,160}? (?:and|but) )?(?:remains?|stays?|is still|are still|was still) (?P<verb>blacklisted|sanctioned|listed|designated|blocked|frozen)(?![a-z])"
)
_TO = re.compile(r"[^;.]{0,160}? (?:to|into|in|on) (?:the |its |their |an? )?[a-z]")
_WORDS = frozenset({"order", "orders"})
_OFF = frozenset(
    {"off", "back", "postpones", "postponed", "postponing", "delays", "delayed", "delaying", "defers", "deferred", "deferring"}
)
_ADDS = frozenset({"adds", "added", "lists", "listed"})
_STILLS = frozenset({"remains", "remain", "stays", "stay", "still"})
_PARTS = frozenset({"added", "listed", "blacklisted", "named", "relisted", "re-listed"})
OPENING_WORDS = _WORDS | _OFF | _ADDS | _STILLS | _PARTS


def instrument_deeds(masked: str, span: Span) -> Iterator[Deed]:
    """What a sentence of masked text tells of orders, of prohibitions put off, and of listings that name no list.

    >>> words = "a second order told CCCC to sell up."
    >>> [(d.act, words[d.patient.start : d.patient.end]) for d in instrument_deeds(words, Span(0, len(words)))]
    [('executive_order.does', ' CCCC to sell up')]
    """
    words = words_in(masked[span.start : span.end])
    if not _WORDS.isdisjoint(words):
        for found in _ORDER.finditer(masked, span.start, span.end):
            at, order = Span(*found.span("verb")), Span(found.start(), found.end("order"))
            stop = STOP.search(masked, at.end, span.end)
            end = min(stop.start() if stop else span.end, at.end + 160)
            patient = Span(at.end, end)
            yield Deed(
                "executive_order.does", at, Span(found.start(), end), patient, False, False, order, "instructs", head=order.start
            )
    if not _OFF.isdisjoint(words):
        for pattern in (_PUT_OFF, _OFF_PUT):
            for found in pattern.finditer(masked, span.start, span.end):
                if found["what"] is None or not _DEALINGS.search(found["thing"]):
                    continue
                what = Span(*found.span("what"))
                yield Deed(
                    "transaction_prohibition.announces", Span(*found.span("verb")), Span(*found.span()), what, False, False, Span(*found.span("thing")), "put off",
                    head=found.start(), whole=True,
                )  # fmt: skip
    if not _STILLS.isdisjoint(words):
        for found in _STILL.finditer(masked, span.start, span.end):
            at = Span(*found.span("verb"))
            act = (
                "blacklisting.does"
                if found["verb"] == "blacklisted"
                else "listing.does"
                if found["verb"] in ("listed", "designated")
                else "designation.does"
            )
            yield Deed(
                act,
                at,
                Span(found.start(), at.end),
                Span(*found.span("whom")),
                False,
                False,
                at,
                "on",
                head=at.start,
                nominal=True,
                stands=True,
            )
    if not _PARTS.isdisjoint(words):
        for found in (*_BARE_PART.finditer(masked, span.start, span.end), *_WAS_LISTED.finditer(masked, span.start, span.end)):
            at = Span(*found.span("verb"))
            yield Deed(
                "listing.does",
                at,
                at,
                Span(*found.span("whom")),
                False,
                False,
                None,
                "bare part",
                head=at.start,
                listed=found.groupdict().get("by") or "",
            )
    if not _ADDS.isdisjoint(words):
        for found in _BARE_ADD.finditer(masked, span.start, span.end):
            whom = Span(*found.span("whom"))
            stop = STOP.search(masked, whom.start, whom.end)
            whom = Span(whom.start - 1, stop.start() if stop else whom.end)
            if not _TO.match(masked, whom.start, whom.end):
                at = Span(*found.span("verb"))
                yield Deed("listing.does", at, Span(at.start, whom.end), whom, False, False, None, "bare", head=at.start)
