"""A figure as a document tells it: its size, how finely it is written, what it is of, and the words around it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from licet.casefile.differences import Ref, Told, ref
from licet.casefile.reading import Reading
from licet.casefile.text import Span

_WORD = re.compile(r"[a-z]{3,}")
_EMPTY = (
    "that this with from have been were will would said says than more about after before over under their which million billion "
    "thousand dollars dollar company firm also into other some such between during through because first last year years month "
    "months week when where while they them there these those nearly almost around approximately the and for its has had was are "
    "not but who all any out one two per may can did due our his her she him you your each both"
)
_PLAIN = frozenset(_EMPTY.split())
# What a sum of money is: a word that says so, cut of its ending, by what it says.
_KINDS = {
    "penalty": "penalty penalties fine fines fined settle settled settles settlement settlements pay pays paid paying payment remit remitted assess "
               "assessed levied punishment",
    "forfeiture": "forfeit forfeited forfeits forfeiture surrender surrendered disgorge seized seize",
    "goods": "worth value valued exports exported export shipped shipment shipments ship sold sale sales selling sell goods products "
             "drives chips equipment orders bought cargo cargoes shipping",
    "charge": "charge charges writedown impairment provision wrote write written writes loss losses cost costs hit",
    "moved": "moved moving processed passed handled laundered laundering transferred passed flowed transactions stolen stole stealing theft trades "
             "funneled payments routed wired cleared",
    "revenue": "revenue revenues turnover earns earned profit profits income",
    "fund": "fund funds invest invested investment stake bid loan loans facility aid",
    "reward": "reward rewards bounty capture",
    "frozen": "froze frozen freeze freezing blocked",
    "lost": "lost lose losing wiped shed",
    "suspended": "suspended forgiven waived deferred credited credit installments installment quarterly",
}  # fmt: skip
_KIND_OF: dict[str, list[str]] = {}
for _kind, _spelled in _KINDS.items():
    for _word in _spelled.split():
        _KIND_OF.setdefault(_word, []).append(_kind)
_FOR_A_PERSON = re.compile(r" for (?:the |any )?(?:capture|arrest|information|tips)\b")
_ASIDE = re.compile(r" (?:for|to|over|by|after|because|and) ")
_BREAK = re.compile(r"[$€£¥;.]|\bdollars\b|, (?:and|but|or|which|while) ")
_NEAR = 70  # letters before a figure that may say what it is of
_AFTER = 34  # letters after it that may


@dataclass(frozen=True, slots=True)
class Figure:
    """A sum or a count of one document.

    Attributes:
        step: The size of one unit in the last place written.
        words: Of its sentence, by what is left of them without their endings: figures of one thing share some.
        kinds: What it is of, by the words next to it; none when they do not say.
    """

    value: Decimal
    step: Decimal
    unit: str
    where: Ref
    words: dict[str, str]
    kinds: frozenset[str]
    modifier: str

    @property
    def round_step(self) -> Decimal:
        """The step when the zeros at the end are no digits: ten millions for $790 million."""
        digits = Decimal(self.value).normalize().as_tuple()
        assert isinstance(digits.exponent, int)
        return max(self.step, Decimal(1).scaleb(digits.exponent))

    @property
    def digits(self) -> int:
        """How many digits say something: 1 for $3 million, 3 for $1.19 billion.

        >>> Figure(Decimal(1190000000), Decimal(10000000), "USD", ("", ""), {}, frozenset(), "exact").digits
        3
        """
        return len(Decimal(self.value).normalize().as_tuple().digits)


def amounts_told(told: Told) -> list[Figure]:
    """The sums of money of all documents."""
    return [
        Figure(
            a.value, a.step, a.currency, ref(reading, reading.ref(a)), _words(reading, a.span), _kinds(reading, a.span), a.modifier
        )
        for reading in told.readings
        for a in reading.amounts
        if a.value is not None and a.modifier in ("exact", "about", "over", "up_to")
    ]


def counts_told(told: Told, least: int = 100) -> list[Figure]:
    """The counts of all documents, shares and ranks left out."""
    return [
        Figure(q.value, q.step, q.unit, ref(reading, f"N{number}"), _words(reading, q.span), frozenset(), q.modifier)
        for reading in told.readings
        for number, q in enumerate(reading.quantities, 1)
        if q.value is not None and q.value >= least and q.unit not in ("percent", "rank") and q.modifier in ("exact", "about")
    ]


_SHARED_OUT = frozenset(
    {"market", "stak", "stake", "shar", "share", "own", "owner", "ownersh", "hold", "control", "revenu", "sal", "capital"}
)


def shares_told(reading: Reading) -> list[Figure]:
    """Percentages of a market, of a firm or of its sales."""
    return [
        Figure(q.value, q.step, "percent", ref(reading, f"N{number}"), words, frozenset(), q.modifier)
        for number, q in enumerate(reading.quantities, 1)
        if q.unit == "percent" and q.value is not None and not _SHARED_OUT.isdisjoint(words := _words(reading, q.span))
    ]


def _kinds(reading: Reading, span: Span) -> frozenset[str]:
    """What the words next to a sum say it is of.

    Those before it count up to the sum before, the nearest first; those after it only where they follow at once.
    """
    low = reading.text.low
    before = low[max(0, span.start - _NEAR) : span.start]
    for stop in _BREAK.finditer(before):
        before = " " * stop.end() + before[stop.end() :]
    after = low[span.end : span.end + _AFTER]
    for limit in (_BREAK, _ASIDE):
        end = limit.search(after)
        after = after[: end.start()] if end else after
    found = {kind for word in _WORD.findall(before) + _WORD.findall(after) for kind in _KIND_OF.get(word, ())}
    if _FOR_A_PERSON.match(low, span.end):
        found = {"reward"}
    return frozenset(found)


def _words(reading: Reading, span: Span) -> dict[str, str]:
    """The telling words around a figure in its sentence, by what is left of them without their endings."""
    sentence = reading.text.sentence_at(span.start)
    if sentence is None:
        return {}
    begin, end = max(sentence.span.start, span.start - 200), min(sentence.span.end, span.end + 200)
    return {
        w.removesuffix("s").removesuffix("ed").removesuffix("e")[:7]: w
        for w in _WORD.findall(reading.text.low[begin : span.start] + " " + reading.text.low[span.end : end])
        if w not in _PLAIN
    }
