"""What a date is in a document: its words, what the grammar made of them, and its value once resolved."""

from __future__ import annotations

from dataclasses import dataclass, field

from licet.casefile.text import Span


@dataclass(slots=True)
class DateExpression:
    """A date as written.

    Attributes:
        span: Its words.
        kind: absolute, absolute_no_year, relative, offset or vague.
        form: Which rule of the grammar it is: full, month_day, month_year, weekday, month, day_word, unit, weekend, ago,
            offset, fiscal, year or vague.
        parts: What the rule caught: month, day, year, which, unit, count, direction, time.
        value: ISO 8601 at the precision of the words, once resolved; None while it is relative to an unknown day.
        precision: day, month, year, week, interval, minute or approx.
    """

    span: Span
    kind: str
    form: str
    parts: dict[str, str] = field(default_factory=dict)
    value: str | None = None
    precision: str | None = None
    basis: str | None = None
    optional: bool = False
