"""Whether a day beyond another clause is still that of an act: clauses that are closed, that tell of the same moment, or of the noun before."""

from __future__ import annotations

import re

_OTHER_CLAUSE = re.compile(
    r"(?:;|\b(?:after|before|following|because|as a result of|which|who|whose|where|since|until|when|amid|while|ahead of|but|prior to|concerning|regarding|relating to|in connection with|decision (?:of|by|to)|for violating|that (?:were|was|resulted))\b)"
)
_SAME_HOURS = re.compile(
    r"\b(?:(?:just |mere |only |a few |several )?(?:hours|minutes|moments)|the same day|on the day) (?:after|before|that|as)\b"
)
_WHEN_THEN = re.compile(
    r"\b(?:when|as) (?=(?:the two|the leaders|the ministers|they|he|she|it|[CPGN]{2,}|the [a-z]+) (?:last |first )?(?:met|spoke|talked|visited|called|telephoned|saw|[a-z]+ed|came|went|signed|held|sat down)\b)"
)
_WHEN_ON = re.compile(r",? when, (?:in|on|late in|early in) $")
_FRONTED = re.compile(
    r"(?:and |but |then |back |late |early |earlier |mid-|in |on |by |at |over |during |the |last |this |around )*"
)
_OPENS_APPOSITION = re.compile(r", (?:an? |the |its |one of |which |who |whose |[a-z]+ed |known |based )")
_ENDS_APPOSITION = re.compile(r", (?:(?:on|in|late|early|earlier|back|at|mid-) ?)*$")
_NOUN_OF_THE_ACT = re.compile(
    r"[^,;]{0,60}?(?:\b(?:indictment|complaint|order|rule|rules|notice|agreement|settlement|letter|ruling|decision|sanctions|license|bill|suit|lawsuit)),? (?:which|that) (?:was|were) (?:[a-z]+ly )?(?:returned|unsealed|filed|issued|published|signed|announced|dated|entered|sealed|introduced|lodged|imposed|made public)(?: late| early)? (?:on |in )?$"
)
_IN_A_PLACE_WHERE = re.compile(r" in (?:the )?[NCGP]{2,}(?:,? (?:the )?[NCGP]{2,})*, where (?:the |an? )?(?:[a-z]+ ){0,2}$")
_NOUN_THAT_SOMEBODY = re.compile(
    r"\b(?:suit|lawsuit|complaint|case|petition|appeal|rules?|ban|order|list|licen[sc]e|fine|agreement|deal|contract|sanctions|tariffs|duties|bill|plan|offer) (?:that |which )?(?:the )?(?:[CPGN]{2,}|company|firm|bank|department|government|it|he|she|they) (?:had )?(?:[a-z]+ed|brought|made|struck|signed|put|gave|won|lost|set) (?:[a-z]+ ){0,3}$"
)
_ADDED_BEFORE = re.compile(
    r", (?:already |previously |first |itself |both |all )?(?:listed|added|sanctioned|blacklisted|designated|placed|put|fined|charged|indicted|founded|acquired|arrested|established|set up|created|convicted|jailed|enacted|passed) (?:(?:by|to|on|for|from|as|at) [^,;]{0,50} )?(?:on |in |late |early |last )?$"
)
_OF_A_PAPER = re.compile(
    r"\b(?:as (?:[a-z]+ )?(?:noted|described|stated|announced|set out|explained|outlined|mentioned|detailed|reported|notified) (?:in|by|to)\b[^;.]{0,60}\b(?:letter|notice|notification|agreement|report|order|statement|memorandum|decision|submission|filing|announcement|release)"
    r"|(?:according to|under|pursuant to|in accordance with|consistent with|in line with)\b[^;.]{0,60}\b(?:letter|notice|notification|report|statement|memorandum|submission|filing|announcement))s?\b[^;.,]{0,40}$"
)
_AND_IT = ("and it ", "and he ", "and she ", "and they ", "and the ")
_WHICH_OPENED = re.compile(
    r", (?:which|who|whose) (?!(?:takes?|took|will|comes?|came|goes?|went|expires?|begins?|began|is|are) )[^,;]*$|\bthat (?:had|has|have|was|were) [^,;]*$|, (?:already |previously )?(?:listed|added|sanctioned|blacklisted|designated) (?:by|in|on) [^,;]*$"
)


def fronted(masked: str, begin: int, start: int) -> bool:
    """Whether a date opens its sentence: "Last month, ...", "On March 3 ..."; it then reaches all its main clauses."""
    return start - begin < 24 and _FRONTED.fullmatch(masked, begin, start) is not None


def reaches(between: str, *, opens: bool, after: bool) -> bool:
    """Whether a day counts for an act although words of another clause stand between them.

    Args:
        between: The masked words between the two.
        opens: Whether the date opens the sentence.
        after: Whether the date stands after the act.

    >>> reaches(" the ban when the two met in NNNNNN on ", opens=False, after=True)
    True
    >>> reaches(", days after PPPPP and PP agreed to a truce in NNNNN, the GGGGGG ", opens=True, after=False)
    True
    >>> reaches(" CCCCC, which was added after it broke rules in ", opens=False, after=True)
    False
    """
    left = _SAME_HOURS.sub("", between)
    if after:
        left = _WHEN_ON.sub("", _WHEN_THEN.sub("", left))
    if _OTHER_CLAUSE.search(left) is None:
        return True
    if after:
        return closes(between) or _NOUN_OF_THE_ACT.match(between) is not None
    if _IN_A_PLACE_WHERE.match(between):
        return True
    tail = between.rpartition(", ")[2]
    tail = tail if opens or tail.startswith(_AND_IT) else ""
    return bool(tail) and _OTHER_CLAUSE.search(tail) is None


def closes(between: str) -> bool:
    """Whether what stands between an act and a day after it is closed by a comma: "stopped selling it, a part that it made for X, in April"."""
    if _ENDS_APPOSITION.search(between) is None:
        return False
    opened = _OPENS_APPOSITION.search(between)
    return (
        opened is not None
        and between.count(",") >= 2
        and _OTHER_CLAUSE.search(between, 0, opened.start()) is None
        and _ENDS_APPOSITION.match(between, opened.start()) is None
    )


def within_a_clause(inside: str) -> bool:
    """Whether a day inside an act's words is that of a clause about its party: "C, which has been listed since T, lost a bid"."""
    return _WHICH_OPENED.search(inside) is not None


def of_a_paper(lead: str) -> bool:
    """Whether a day is that of a paper the sentence leans on: "As noted in the letter of T, the removal of C".

    >>> of_a_paper("as noted in the letter to GGGGGGG of ")
    True
    """
    return _OF_A_PAPER.search(lead) is not None


def of_the_noun(between: str) -> bool:
    """Whether a day after an act is that of a noun it names: "settled the suit C brought in", "add T, listed by N last"."""
    return _NOUN_THAT_SOMEBODY.search(between) is not None or _ADDED_BEFORE.search(between) is not None


__all__ = ["closes", "fronted", "of_a_paper", "of_the_noun", "reaches", "within_a_clause"]
