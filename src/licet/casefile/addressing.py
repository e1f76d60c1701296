"""Acts told as what somebody tells, asks or urges another to do, in whatever order and with whatever between.

```text
the ministry told carriers (on T) to stop using CCC's chips      an order of somebody above
NNN asked GGG, which keeps the list, for another six months      relief: a measure eased, a permission given, harm not done
senators urged GGG in a letter to put CCC on the list            a demand
carriers have been told not to take deliveries                   the same, told of who is addressed
```

A verb of speech opens the reading (`names/addressing.yaml`); who is addressed stands between it and what is to be done. Which act it is
follows from the verb, from who speaks to whom, and from what is asked for: an order of a head of government to an office is a directive, a request for relief
is one whoever makes it, another request of a state or a lawmaker is a demand where it speaks of measures, goods or papers. Firms that ask firms, courts that
order, and all that is asked of readers, voters and reporters tell of nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from licet.casefile.deeds import Deed
from licet.casefile.speech_table import SpeechRows, speech_rows
from licet.casefile.text import Span

_LINKS = (" to ", " that ", " for ", " against ", " with ", " be ")
_OF_CLAUSES = ("ask", "request", "demand", "insist", "urg")
_NOT_DONE = re.compile(
    r"\b(?:not|never|n't|if|whether|could|may|might|should|cannot|can|nor|declin\w+ to|refus\w+ to|without) (?:[a-z]+ly |also |again |be |been )*$"
)
_TO_COME = re.compile(
    r"\b(?:will|would|shall|plan(?:s|ned|ning)? to|intend(?:s|ed)? to|(?:is|are) (?:set|expected|due|preparing|about|likely) to|going to|vow(?:s|ed) to|promis(?:es|ed) to|prepar(?:es|ed|ing) to) (?:also |again |[a-z]+ly )*$"
)
_NOW = re.compile(
    r'(?:^|[ ",])(?:we|i|they|N{2,} and [N ]+|officials|senators|lawmakers|who)(?: (?:also|again|[a-z]+ly|call|therefore|now))* $'
)
_PASSIVE = re.compile(r"\b(?P<be>is|are|was|were|be|been|being) (?:(?:also|now|already|since|again|T+|[a-z]+ly) ){0,3}$")
_SENTENCE = re.compile(r"[;]|\.(?= |$)")
_NAME = re.compile(r"[CPGND]{2,}")
_BY_INSTRUMENT = re.compile(
    r"\b(?:orders?|section [0-9a-z()]*|acts?|laws?|rules?|regulations?|resolutions?|bills?|legislation|memorandum|proclamation|statute)(?: (?:that|which|also|now|T+|of T+))*,? $"
)
_NOT_BUY = re.compile(r" (?:buying|using|installing|procuring|purchasing|deploying|new purchases|(?:the )?use)\b")
_CLAUSE = re.compile(r"[^;.]{0,160}")
_SUBJUNCTIVE = re.compile(r" (?:(?:on )?T+ )?that (?:the )?(?P<addr>(?:[^ .;:,]+ ){1,6}?)(?P<not>not )?(?P<do>[a-z]+)(?= )")
_BE_DONE = re.compile(
    r" (?:(?:on )?T+ )?(?:that )?(?P<what>(?:[^ .;:,]+ ){1,7}?)(?:to )?be (?:[a-z]+ly )?(?P<done>[a-z]+)(?![a-z])"
)
_AGAINST = re.compile(r"(?P<doing>[a-z]+ing)(?![a-z])")


def firms_addressed(words: str) -> bool:
    """Whether words end with a noun of firms: "NNN's carriers"."""
    return words.rsplit(" ", 1)[-1] in speech_rows().firms


def opening_words() -> frozenset[str]:
    """Words of which a sentence must have one."""
    return frozenset(form.split()[0] for form in speech_rows().kinds)


def addressing_deeds(masked: str, span: Span) -> Iterator[Deed]:
    """What a sentence says that somebody was told, asked or urged to do.

    >>> words = "the ministry told carriers on TTTT to stop using CCCC's chips."
    >>> [(d.act, words[d.patient.start : d.patient.end]) for d in addressing_deeds(words, Span(0, len(words)))]
    [('directive.does', 'carriers')]
    >>> words = "senators urged GGGG in a letter to put CCCC on the list."
    >>> [d.act for d in addressing_deeds(words, Span(0, len(words)))]
    ['demand.does']
    """
    rows = speech_rows()
    for verb in rows.verbs.finditer(masked, span.start, span.end):
        deed = _addressed(masked, span, verb, rows)
        if deed is not None:
            yield deed


def _addressed(masked: str, span: Span, verb: re.Match[str], rows: SpeechRows) -> Deed | None:
    ahead = masked[verb.end() : min(span.end, verb.end() + 260)]
    if not any(link in ahead for link in _LINKS):
        return None
    kind, form = rows.kinds[verb[0]], verb[0]
    near = masked[max(span.start, verb.start() - 60) : verb.start()]
    passive = _PASSIVE.search(near) if form.split()[0].endswith(("ed", "old")) else None
    found = rows.to.match(masked, verb.end(), span.end) if passive is None else None
    whom = _party(found["addr"], rows) if found is not None else None
    if passive is None and whom is None and (found is not None or not form.startswith(_OF_CLAUSES)):
        return None
    lead = masked[max(span.start, verb.start() - 90) : verb.start()]
    section = "does"
    if form in rows.base:
        if _TO_COME.search(lead):
            section = "announces"
        elif not _NOW.search(lead):
            return None
    elif _NOT_DONE.search(lead):
        return None
    speaker = _speaker(masked, span, verb.start(), rows)
    if speaker == "court" or _BY_INSTRUMENT.search(lead):
        return None
    if passive is not None:
        return _told_passively(masked, span, verb, kind, verb.start() - len(near) + passive.start(), rows)
    if found is None or whom is None:
        return _subjunctive(masked, span, verb, section, speaker, rows)
    addressed = Span(*found.span("addr"))
    if whom in ("him", "her") and form.endswith("ing"):  # "wrote to P urging him": whom the words before address
        named = [m for m in _NAME.finditer(masked, max(span.start, verb.start() - 90), verb.start()) if m[0][0] in "PG"]
        if named:
            whom, addressed = "office", Span(*named[-1].span())
    asked = _asked_for(masked, span, found, rows)
    if asked is None:
        return None
    act = _act(kind, speaker, whom, asked)
    if act == "directive" and whom == "firm" and found["do"] in rows.answer:
        act = "demand"  # "ordered CCC to explain"
    if act == "directive" and (
        found["do"] in _PAYS or "CC" in found["addr"] or (whom == "office" and _NOT_BUY.match(masked, found.end(), span.end))
    ):
        return None  # a judgment, an order to one firm, a ban on procurement: acts of their own
    if act is None:
        return None
    return _deed(f"{act}.{section}", verb, addressed, found.end(), before=False)


def _deed(act: str, verb: re.Match[str], patient: Span | None, end: int, *, before: bool) -> Deed:
    return Deed(act, Span(*verb.span()), Span(verb.start(), end), patient, before, False, None, "address", head=verb.start())


def _speaker(masked: str, span: Span, at: int, rows: SpeechRows) -> str:
    """Who speaks, by the last party or noun of one before the verb: leader, state, lawmaker, firm, person, court, it, or unknown."""
    lead = masked[max(span.start, at - 140) : at]
    lead = lead[max(lead.rfind(mark) + 1 for mark in ("; ", ". ", " - ", " — ", " – ")) :]
    if rows.courts.search(lead):
        return "court"
    best, kind = -1, "unknown"
    for name, pattern in (
        ("state", rows.offices),
        ("lawmaker", rows.lawmakers),
        ("firm", rows.firms),
        ("other", rows.others),
        ("leader", rows.leaders),
    ):
        for found in pattern.finditer(lead):
            if found.start() >= best:
                best, kind = found.start(), name
    for found in _NAME.finditer(lead):
        if found.start() > best:
            best = found.start()
            letter = found[0][0]
            title = kind if letter == "P" and kind in ("leader", "state", "lawmaker") else "person"
            kind = {"C": "firm", "P": title, "G": "state", "N": "state", "D": "state"}[letter]
    return kind


def _party(words: str, rows: SpeechRows) -> str | None:
    """Who is addressed: office, state, firm, person, lawmaker or one that a pronoun names; None for anybody else."""
    words = words.strip()
    if words in ("it", "him", "her", "them"):
        return words
    if rows.courts.search(words):
        return None
    last = words.rsplit(" ", 1)[-1]
    if last in rows.firms:
        return "firm"
    if "GG" in words:
        return "office"
    if "PP" in words:
        return "person"
    if "CC" in words:
        return "firm"
    if rows.lawmakers.search(words):
        return "lawmaker"
    if rows.offices.search(words):
        return "office"
    if "NN" in words or (("DD" in words or "the" in words.split()) and rows.states.search(words)):
        return "state"
    return None


def _asked_for(masked: str, span: Span, found: re.Match[str], rows: SpeechRows) -> str | None:
    """What is asked for: relief, a matter of trade, something else; None where nothing is asked."""
    clause = _CLAUSE.match(masked, found.end(), span.end)
    rest = masked[found.end() : clause.end() if clause is not None else found.end()]
    if found["what"] is not None:
        return "relief"
    if found["papers"] is not None:
        return "matter"
    if found["task"] is not None:
        return "other"
    if found["against"] is not None:
        stem = found["against"][:-3]
        return (
            "relief"
            if stem in rows.spare or f"{stem}e" in rows.spare or stem[:-1] in rows.spare
            else "matter"
            if rows.matters.search(rest)
            else None
        )
    return _content(found["do"], found["not"] is not None, rest, rows)


def _content(do: str, negated: bool, rest: str, rows: SpeechRows) -> str | None:
    near = rest[:90]
    if do in rows.nothing:
        return None
    if negated:
        spared = do in rows.spare and (
            do.endswith(("list", "sanction", "impose", "designate")) or rows.eased.search(near) or rows.given.search(near)
        )
        return "relief" if spared else "matter" if rows.matters.search(rest) else "other"
    if do in ("have", "get", "see") and _UNDONE.match(rest):
        return "relief"
    if (
        do in rows.ease
        and rows.eased.search(near)
        and not (do in ("put", "hold", "take", "end", "stop", "halt", "cease") and _HARDENS.search(near))
    ):
        return "relief"
    if do in rows.give and rows.given.search(near):
        return "relief"
    return "matter" if rows.matters.search(f"{do} {rest}") else "other"


_UNDONE = re.compile(
    r" (?:[^ .;,]+ ){1,6}?(?:dropped|lifted|removed|eased|taken off|unfrozen|released|withdrawn|scrapped|suspended|freed|delisted)\b"
)
_HARDENS = re.compile(
    r"^ (?:[^ ]+ ){1,5}?(?:on (?:the|its|a|their) (?:[a-zG]+ ){0,3}?(?:list|blacklist)|sanctions? on|tariffs? on)|^ (?:all |its |their |any |the )*(?:[a-z-]+ ){0,2}?(?:sales?|shipments?|selling|shipping|exports?|supplying|supplies|servicing|purchases|buying|using|licen[sc]es)\b"
)


def _act(kind: str, speaker: str, whom: str, asked: str) -> str | None:
    """Which act it is that one party asks another for something."""
    pronoun = whom in ("it", "him", "her", "them")
    if kind == "tell":
        if speaker == "firm" or whom in ("person", "lawmaker") or pronoun:
            return None
        if whom == "state":
            return (
                "relief_request"
                if asked == "relief"
                else "demand"
                if asked == "matter" and speaker in ("state", "leader")
                else None
            )
        if whom == "firm":
            return "directive" if speaker in ("state", "leader") and asked in ("matter", "other") else None
        return "directive" if speaker in ("leader", "state", "person", "unknown") else None
    if speaker == "leader" and whom == "office" and kind == "ask":
        return "directive"
    if asked == "relief":
        return "relief_request" if whom in ("office", "state", "person", "lawmaker") else None
    if asked != "matter" or speaker not in ("state", "lawmaker", "leader") or pronoun:
        return None
    return "demand"


def _told_passively(masked: str, span: Span, verb: re.Match[str], kind: str, head: int, rows: SpeechRows) -> Deed | None:
    """Who "were told (by GGG) not to take deliveries": an order where an order of an office is told."""
    found = _PASSIVELY.match(masked, verb.end(), span.end)
    if found is None:
        return None
    lead = masked[max(span.start, head - 100) : head].rstrip()
    start = max(lead.rfind(", "), lead.rfind(" that "), lead.rfind("; "), lead.rfind(" and ") if kind == "ask" else -1) + 1
    whom = _party(_AFTER_NOUN.sub("", lead[start:]), rows)
    rest = masked[found.end() : min(span.end, found.end() + 90)]
    asked = _content(found["do"], found["not"] is not None, rest, rows)
    if whom not in ("firm", "office") or asked is None or (whom == "firm" and asked == "other") or found["do"] in _PAYS:
        return None
    by = _party(found["by"], rows) if found["by"] else None
    if found["by"] and by not in ("office", "state", "person", "lawmaker"):
        return None
    if kind == "tell":
        act = "directive"
    elif by is not None:
        act = "relief_request" if asked == "relief" and whom == "office" else "demand"
    else:
        return None
    at = head - len(lead) - (1 if head - len(lead) - 1 >= span.start else 0) + start
    return _deed(f"{act}.does", verb, Span(max(span.start, at), head), found.end(), before=True)


_PASSIVELY = re.compile(
    r"(?: by (?:the )?(?P<by>(?:[^ .;:,]+ ){0,4}?[^ .;:,]+))?(?: (?:on |in |late )?T+| last [a-z]+| in (?:a|recent) [a-z ]{1,20})?,? (?P<not>not )?to (?P<do>[a-z]+)(?![a-z])"
)
_PAYS = frozenset({"pay", "forfeit", "appear", "testify", "answer", "disclose", "serve", "surrender"})
_AFTER_NOUN = re.compile(r" (?:has|have|had|also)$")


def _subjunctive(masked: str, span: Span, verb: re.Match[str], section: str, speaker: str, rows: SpeechRows) -> Deed | None:
    """What is demanded of somebody in a clause of its own: "demanded that NNN cut its surplus", "asked that the listing be withdrawn"."""
    done = _BE_DONE.match(masked, verb.end(), span.end)
    if done is not None:
        stem = done["done"]
        eased = any(stem in (f"{base}ed", f"{base}d", base) for base in rows.ease) or stem in (
            "withdrawn",
            "dropped",
            "rescinded",
            "scrapped",
            "cancelled",
            "put",
            "taken",
        )
        if eased and rows.eased.search(done["what"]):
            return (
                _deed(f"relief_request.{section}", verb, None, done.end(), before=False)
                if speaker in ("state", "leader", "lawmaker", "person", "firm")
                else None
            )
        return None
    found = _SUBJUNCTIVE.match(masked, verb.end(), span.end)
    if found is None or found["do"] in ("was", "were", "is", "are", "had", "has", "would", "will", "could", "and", "or"):
        return None
    whom = _party(found["addr"], rows)
    if whom is None or found["do"].endswith(("ed", "ing")):
        return None
    asked = _content(found["do"], found["not"] is not None, masked[found.end() : min(span.end, found.end() + 120)], rows)
    act = _act("urge", speaker, whom, asked) if asked is not None else None
    return _deed(f"{act}.{section}", verb, Span(*found.span("addr")), found.end(), before=False) if act is not None else None
