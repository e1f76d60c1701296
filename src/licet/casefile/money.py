"""Money in prose: currency, value or range, and how firmly it is said.

`$1.19 billion` keeps the precision of its words: `decimals` and `scale` tell a rounding from a contradiction
(1.2 billion is 1.19 billion to two digits; 70,000 is not 75,000).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from licet.casefile.text import DIGIT_STARTS, Span, Text, near

SCALES = {
    "k": 10**3, "thousand": 10**3, "thousands": 10**3, "m": 10**6, "mn": 10**6, "mln": 10**6, "million": 10**6,
    "millions": 10**6, "bn": 10**9, "b": 10**9, "bln": 10**9, "billion": 10**9, "billions": 10**9, "tn": 10**12,
    "trn": 10**12, "trillion": 10**12, "trillions": 10**12,
}  # fmt: skip
_SYMBOLS = {
    "us$": "USD", "u.s.$": "USD", "$": "USD", "a$": "AUD", "au$": "AUD", "c$": "CAD", "ca$": "CAD", "hk$": "HKD", "nt$": "TWD",
    "s$": "SGD", "nz$": "NZD", "€": "EUR", "£": "GBP", "¥": "JPY", "cn¥": "CNY", "rmb¥": "CNY", "rmb": "CNY", "₽": "RUB", "₹": "INR", "₩": "KRW",
    "usd": "USD", "eur": "EUR", "gbp": "GBP", "cny": "CNY", "jpy": "JPY", "rub": "RUB", "chf": "CHF", "hkd": "HKD", "cad": "CAD",
    "aud": "AUD", "twd": "TWD", "inr": "INR", "krw": "KRW", "sgd": "SGD",
}  # fmt: skip
_NAMES = {
    "dollar": "USD", "u.s. dollar": "USD", "us dollar": "USD", "american dollar": "USD", "euro": "EUR", "yuan": "CNY",
    "renminbi": "CNY", "rmb": "CNY", "ruble": "RUB", "rouble": "RUB", "pound": "GBP", "pounds sterling": "GBP", "yen": "JPY", "won": "KRW",
    "rupee": "INR", "swiss franc": "CHF", "franc": "CHF", "hong kong dollar": "HKD", "canadian dollar": "CAD",
    "australian dollar": "AUD", "usd": "USD", "eur": "EUR", "cny": "CNY", "gbp": "GBP",
}  # fmt: skip
_SCALE = r"(?:thousand|million|billion|trillion|bn|mn|mln|bln|tn|[kmb](?![a-z]))"
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SIGN = r"(?:us\$|u\.s\.\$|au?\$|ca?\$|hk\$|nt\$|nz\$|s\$|(?:rmb|cn)?¥|rmb|[$€£₽₹₩]|usd|eur|gbp|cny|jpy|rub|chf|hkd|cad|aud|twd|inr|krw|sgd)"
_UNIT = (
    r"(?:(?:u\.?s\.? |american |hong kong |canadian |australian )?dollars?|euros?|yuan|renminbi|rmb|r(?:o)?ubles?|"
    r"pounds(?: sterling)?|yen|won|rupees?|(?:swiss )?francs?|usd|eur|cny|gbp)\b"
)
_SIGNED = re.compile(
    rf"(?P<sign>{_SIGN}) ?(?P<n1>{_NUMBER})(?:[ -]?(?P<s1>{_SCALE})\b)?"
    rf"(?: ?(?:-|–|to|and) ?(?P<sign2>{_SIGN} ?)?(?P<n2>{_NUMBER})(?:[ -]?(?P<s2>{_SCALE})\b)?(?(sign2)|(?(s2)|(?!)))(?=[^\d%]|$))?"
)
_NAMED = re.compile(
    rf"(?P<n1>{_NUMBER})(?:[ -](?P<s1>{_SCALE}))?(?: ?(?:-|–|to) ?(?P<n2>{_NUMBER})(?:[ -](?P<s2>{_SCALE}))?)? (?P<unit>{_UNIT})"
)
_WORDS = re.compile(
    rf"(?P<w>(?:(?P<how>tens|hundreds|dozens|thousands|millions|billions|trillions)(?: of (?P<of>thousands|millions|billions|trillions))?"
    rf"(?: of (?P<of2>millions|billions))?|(?P<one>(?:a|one|two|three|four|five|six|seven|eight|nine|ten|half a) (?:thousand|million|billion|trillion|hundred million))))"
    rf" (?:of |in )?(?P<unit>{_UNIT})"
)
_BEFORE = re.compile(
    r"(?P<about>about|around|approximately|roughly|nearly|almost|some|an estimated|estimated|close to|in the region of|circa|~)|"
    r"(?P<over>over|more than|at least|in excess of|exceeding|above|north of|upwards of|not less than|no less than|greater than)|"
    r"(?P<up_to>up to|as much as|as many as|at most|less than|under|below|no more than|not more than|not exceeding|a maximum of)"
)
_HEDGE = re.compile(rf"(?:{_BEFORE.pattern}) (?:a |an |the )?$")
_HEDGE_ENDS = tuple(
    f"{last} {article}"
    for last in ("about", "around", "approximately", "roughly", "nearly", "almost", "some", "estimated", "to", "of", "circa", "~", "over",
                 "than", "least", "exceeding", "above", "as", "most", "under", "below")
    for article in ("", "a ", "an ", "the ")
)  # fmt: skip  # how the words of `_BEFORE` end
_SIGN_ANCHOR = re.compile(r"[$€£¥₽₹₩]|(?:usd|eur|gbp|cny|jpy|rub|chf|hkd|cad|aud|twd|inr|krw|sgd|rmb) ?\d")
_UNIT_ANCHOR = re.compile(r"dollar|euro|yuan|renminbi|rmb|rouble|ruble|pound|yen\b|won\b|rupee|franc|usd|eur\b|gbp|cny")
_SIGN_STARTS = re.compile(r"(?<![^\W_])[uachnsregjtik]|[$€£¥₽₹₩]")
_WORD_STARTS = re.compile(r"(?<![^\W_])(?:a |one|tw|th|fo|fi|si|se|ei|ni|te|ha|hu|do|mi|bi|tr)")
_WORD_COUNT = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}


@dataclass(slots=True)
class Amount:
    """A sum of money as written; `value` is None for a range or a vague sum, whose bounds are `low` and `high`."""

    span: Span
    value: Decimal | None
    currency: str
    modifier: str = "exact"
    low: Decimal | None = None
    high: Decimal | None = None
    step: Decimal = Decimal(1)
    role: str | None = None
    event: str | None = None


def find_money(text: Text) -> list[Amount]:
    """Every amount of money, in order.

    >>> from licet.casefile.text import Text
    >>> [(a.value, a.currency, a.modifier) for a in find_money(Text("over US$2.3 billion, then about 300 million yuan"))]
    [(Decimal('2300000000'), 'USD', 'over'), (Decimal('300000000'), 'CNY', 'about')]
    """
    low = text.low
    found: list[Amount] = []
    for pattern, anchor, starts, marks, back, reader in (
        (_SIGNED, _SIGN_ANCHOR, _SIGN_STARTS, "money_signs", 6, _signed),
        (_NAMED, _UNIT_ANCHOR, DIGIT_STARTS, "money_units", 60, _named),
        (_WORDS, _UNIT_ANCHOR, _WORD_STARTS, "money_units", 60, _vague),
    ):
        for match in near(pattern, anchor, text.marks[marks], low, back, 60, starts):
            start = match.start()
            if start and (low[start - 1].isalnum() or (low[start - 1] in ".,$" and pattern is not _SIGNED)):
                continue
            if any(start < a.span.end and a.span.start < match.end() for a in found[-6:]):
                continue
            amount = reader(match)
            if amount.modifier == "exact":
                amount.modifier = hedge(low, start)
            found.append(amount)
        found.sort(key=lambda a: a.span.start)
    kept: list[Amount] = []
    for amount in found:
        if not kept or kept[-1].span.end <= amount.span.start:
            kept.append(amount)
    return kept


def hedge(low: str, start: int) -> str:
    """exact, about, over or up_to, from the words right before a figure."""
    if not low.endswith(_HEDGE_ENDS, max(0, start - 20), start):
        return "exact"
    match = _HEDGE.search(low, max(0, start - 20), start)
    return (match.lastgroup or "exact") if match else "exact"


def _number(figure: str, scale: str | None) -> tuple[Decimal, Decimal]:
    """The value, and the size of one unit in its last written place."""
    plain = Decimal(figure.replace(",", ""))
    factor = Decimal(SCALES.get(scale or "", 1))
    if "." in figure:
        step = Decimal(1).scaleb(-len(figure.split(".")[1])) * factor
    else:
        trailing = len(figure.replace(",", "")) - len(figure.replace(",", "").rstrip("0"))
        step = factor * (Decimal(10) ** trailing if scale is None else 1)
    return (plain * factor).normalize() + 0, step


def _signed(match: re.Match[str]) -> Amount:
    currency = _SYMBOLS[match["sign"]]
    return _figures(match, currency)


def _named(match: re.Match[str]) -> Amount:
    unit = match["unit"]
    currency = _NAMES.get(unit) or _NAMES.get(unit.rstrip("s")) or _NAMES.get(unit.replace(".", "").rstrip("s")) or "USD"
    return _figures(match, currency)


def _figures(match: re.Match[str], currency: str) -> Amount:
    span = Span(*match.span())
    if match["n2"]:
        scale_one = match["s1"] or match["s2"]
        one, step = _number(match["n1"], scale_one)
        two, _ = _number(match["n2"], match["s2"] or match["s1"])
        if two > one:
            return Amount(span, None, currency, "range", _plain(one), _plain(two), step)
        span = Span(match.start(), match.end("s1") if match["s1"] else match.end("n1"))
    value, step = _number(match["n1"], match["s1"])
    return Amount(span, _plain(value), currency, "exact", None, None, step)


def _vague(match: re.Match[str]) -> Amount:
    span = Span(*match.span())
    unit = match["unit"]
    currency = _NAMES.get(unit) or _NAMES.get(unit.rstrip("s")) or "USD"
    if match["one"]:
        count, scale = match["one"].rsplit(" ", 1)
        factor = Decimal(SCALES[scale]) * (100 if "hundred" in count else 1)
        half = Decimal("0.5") if count.startswith("half") else Decimal(_WORD_COUNT.get(count.split()[0], 1))
        return Amount(span, _plain(half * factor), currency, "exact", None, None, factor)
    how, of = match["how"], match["of"] or match["of2"]
    if how in ("tens", "dozens", "hundreds") or of:
        base = {"tens": 10, "dozens": 12, "hundreds": 100}.get(how, SCALES.get(how, 1))
        factor = Decimal(SCALES.get(of or "", 1))
    else:
        base, factor = 1, Decimal(SCALES[how])
    low = 2 * base * factor
    high = {10: 99, 12: 99, 100: 999}.get(base, 999 * base) * factor
    return Amount(span, None, currency, "range", _plain(low), _plain(high), base * factor)


def _plain(value: Decimal) -> Decimal:
    """No exponent: 5E+10 is written 50000000000."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
