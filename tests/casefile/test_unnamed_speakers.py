"""Who speaks without a name is somebody of their own; who speaks for a body that is named, is that body."""

from __future__ import annotations

import pytest

from licet.casefile.reading import read_text


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ('Ann Lowe announced the step. "Customers may buy our goods," a spokesman said in a statement.', "a spokesman"),
        ('"It is a fine for a rowing boat," an adviser to President Jan Roe said.', "an adviser"),
        ('Senator Ann Lowe brought a bill. "We prepare a petition, no more," said a spokeswoman.', "a spokeswoman"),
        ('Ann Lowe was asked. A senior official of the ministry called the firm "a serial offender".', "A senior official"),
        ('An OFAC spokeswoman said the office "does not comment on licenses".', "Office of Foreign Assets Control"),
        ('"We regret it," a spokesman for the ministry, Jane Halloran, said.', "Jane Halloran"),
    ],
)
def test_who_speaks(words, speaker):
    reading = read_text(f"May 6, 2025\n\n{words}\n")
    assert [reading.entity(quote.speaker).canonical for quote in reading.quotes] == [speaker]
