"""Whether the words around a date speak of what is to come or look back: "will begin in March", "ran it until March"."""

from __future__ import annotations

import re

from licet.casefile.dates import DateExpression
from licet.casefile.text import Text

_AHEAD = re.compile(
    r"\b(?:will|would|shall|can we|could we|may we|should we|to (?:be|visit|meet|hold|begin|take|start|expire|discuss)|next(?! (?:package|step|chapter|generation|target|phase|blow|move)\b)|may (?!have\b)[a-z]+|might (?!have\b)[a-z]+|upcoming|due|scheduled|set to|expected|plans?|ahead of|comes? into (?:force|effect)|goe?s? into (?:force|effect)|kicks? in|takes? effect)\b"
)
_UNTIL = re.compile(
    r"\b(?:until|by|through|before|effective|starting|beginning|no later than|as (?:early|soon|late) as|expires?(?: on)?|deadline(?: of)?|as of) $"
)
_FROM_THEN = re.compile(
    r"\b(?:from|starting|beginning|by|by the end of|by late|by early|by mid-?|before the end of|at the end of|after) $"
)
MODAL = re.compile(r"\b(?:would|will|shall|must|could|can|plans? to|is to|are to|expected to|due to|set to)\b")
_STARTS_THEN = re.compile(r"\b(?:starts?|begins?|opens?|ends?|expires?|closes?|meets?|returns?|arrives?) (?:again )?(?:on )?$")
_TO_BE_DONE = re.compile(
    r"\b(?:to|will|would|shall|may|could|must) (?:[a-z]+ly )?be \w{3,}(?:ed|en|ld|wn|ht) (?:[a-z]+ ){0,3}(?:on |in |by )?$"
    r"|\b(?:is|are|was|were) to (?:begin|start|open|end|expire|take place|take effect|resume|meet|vote|decide|rule) (?:[a-z]+ ){0,3}(?:on |in |by )?$"
)
_SET_FOR = re.compile(
    r"\b(?:will|(?:is|are) (?:(?:due|set|scheduled|expected|slated|poised) )?to)\b(?:(?! (?:after|since|was|were|had|said|told|announced|[a-z]{4,}ed)\b)(?:u\.[skn]\.|[^,;:.])){0,100} (?:on |in |by )?$"
)
_THEN_WILL = re.compile(r",? (?:[a-z'-]+ ){1,6}?(?:will|is due to|is set to|are due to|are set to|plans? to)\b")
_PUSHED = re.compile(
    r"\b(?:extend(?:s|ed|ing)?|postpon(?:es|ed|ing)|push(?:es|ed|ing)|delay(?:s|ed|ing)|deferr(?:ed|ing)|mov(?:es|ed|ing))\b"
)
_PAST = re.compile(
    r"\b(?:was|were|had|been|\w{3,}ed|began|met|took|made|went|came|gave|left|won|lost|held|sued|struck|brought|bought|sold|sent|paid|wrote|spoke|broke|fell|rose)\b[^.;,]{0,16}$"
)
_HAD_BY = re.compile(r"\bhad (?:(?:not|yet|already|so far|still) )?(?:[a-z]+ ){1,5}by (?:late |early |the end of )?$")
_WAS_SO_UNTIL = re.compile(
    r"\b(?:applied|worked|served|ran|led|headed|lived|remained|held|owned|used|managed|lasted|stood|oversaw|chaired|sat|taught|stayed|was in charge|was in force|were in force|was in effect) (?:[^,;.]{0,50} )?until (?:early |late |mid-)?$"
)
_LAPSES_THEN = re.compile(
    r"\b(?:lapses?|runs? out|expires?|falls? due)\b(?:(?! (?:was|were|had|[a-z]{3,}ed)\b)[^.;:]){0,40} (?:in|on) (?:early |late )?$"
)
_SET_DOWN = re.compile(
    r"\b(?:is|are|was|were|been) (?:set|scheduled|due|slated|planned|expected) (?:for|in|on) (?:early |late |the end of )?$"
)
_PRESENTLY = re.compile(
    r"\b(?:moves|starts|begins|joins|takes (?:over|effect|office)|returns|leaves|opens|closes|arrives|retires|kicks off|comes into force|goes on trial)\b(?:(?! (?:was|were|had|[a-z]{3,}ed)\b)[^.;:,]){0,50} in (?:early |late )?$"
)
_TOLD = re.compile(
    r"\b(?:said|says|told|tweeted|wrote|announced|reported|added|posted|stated|signed|imposed|issued|warned)\b[^.]{0,24}$"
)
_AND_THAT_DAY = re.compile(r"\b(?:and|then) (?:again )?(?:on |in )?(?:late |early )?$")
_PAST_WORDS = (
    "ed", "was", "were", "had", "been", "began", "met", "took", "made", "went", "came", "gave", "left", "won", "lost", "held", "sue",
    "struck", "bought", "brought", "sold", "sent", "paid", "wrote", "spoke", "broke", "fell", "rose",
)  # fmt: skip
_UNTIL_ENDS = (
    "until ",
    "by ",
    "through ",
    "before ",
    "effective ",
    "starting ",
    "beginning ",
    "than ",
    " as ",
    "expires ",
    "expire ",
    "on ",
    "of ",
    "deadline ",
)
_FROM_ENDS = ("from ", "starting ", "beginning ", "by ", "of ", "late ", "early ", "mid ", "mid- ", "after ")


_DONE_BEFORE = re.compile(
    r"\b(?:was|were|had|did|\w{3,}ed|put|began|met|took|made|went|came|gave|left|won|lost|held|sued|struck|brought|bought|sold|sent|paid|wrote|spoke|broke|fell|rose|set|hit|cut)\b"
)
_NOT_YET = re.compile(
    r"\b(?:will|would|shall|may|might|can|could|must|should|due|until|by|from|through|before|effective|next|upcoming|plans?|scheduled|expires?|(?:back|delayed|postponed|extended|moved|deferred|off) (?:to|till))\b"
)


def told_as_past(text: Text, e: DateExpression) -> bool:
    """Whether the sentence has told of something done before it comes to the date, and of nothing to come."""
    sentence = text.sentence_at(e.span.start)
    if sentence is None:
        return False
    lead = text.low[max(sentence.span.start, e.span.start - 160) : e.span.start]
    if len(lead) < 14:  # "On September 14, it designated ..."
        lead = text.low[e.span.end : min(sentence.span.end, e.span.end + 60)]
    return _DONE_BEFORE.search(lead) is not None and _NOT_YET.search(lead) is None


def looks_back(text: Text, e: DateExpression) -> bool:
    """Whether a past verb stands right before a date: "was added on", "since"."""
    near = text.low[max(0, e.span.start - 40) : e.span.start]
    return bool(re.search(r"\b(?:since|last|had|back in|on or after)\b[^.;]*$", near)) or (
        bool(_PAST.search(near)) and not re.search(r"\b(?:from|until|through|by|starting|beginning|to) (?:on )?$", near)
    )


def looks_ahead(text: Text, e: DateExpression) -> bool:
    """Whether the words before it in the sentence speak of the future, and no verb of telling stands right beside it."""
    sentence = text.sentence_at(e.span.start)
    begin = max(sentence.span.start if sentence else 0, e.span.start - 40)
    near = text.low[begin : e.span.start]
    if (
        _STARTS_THEN.search(near)
        or _TO_BE_DONE.search(near)
        or _SET_FOR.search(text.low, max(begin - 90, sentence.span.start if sentence else 0), e.span.start)
    ):
        return True
    if sentence is not None and e.span.start - sentence.span.start < 6 and _THEN_WILL.match(text.low, e.span.end, e.span.end + 70):
        return True
    if near.endswith((" in ", " on ", " for ", "early ", "late ", "end of ")) and (
        _SET_DOWN.search(near) or _LAPSES_THEN.search(near) or (e.form == "month" and _PRESENTLY.search(near))
    ):
        return True
    if text.low.startswith(" that ", e.span.end) and _AND_THAT_DAY.search(near):
        return False  # "was told on April 9 that it would, and on Monday that": the telling was then
    if "until " in near and _WAS_SO_UNTIL.search(near):
        return False
    if near.endswith(_UNTIL_ENDS) and _UNTIL.search(near) and not re.search(r"\bby $", near):
        return True
    wide = text.low[max(sentence.span.start if sentence else 0, e.span.start - 130) : e.span.start]
    if near.endswith(_FROM_ENDS) and _FROM_THEN.search(near) and MODAL.search(wide) and not _HAD_BY.search(near):
        return True
    if near.endswith((", to ", "deadline to ", "period to ")) and _PUSHED.search(wide):
        return True
    if (
        any(word in near for word in _PAST_WORDS)
        and _PAST.search(near)
        and not re.search(r"\b(?:scheduled|expected|planned)\b[^.;,]{0,16}$", near)
    ):
        return False
    told = [m.end() for m in _TOLD.finditer(near)]
    ahead = [m.end() for m in _AHEAD.finditer(near)]
    return bool(ahead) and (not told or max(ahead) > max(told) - 8)
