"""Comparing two names."""

import pytest

from licet.screening.compare import compare, compare_many

SAME = [
    ("Siemens Aktiengesellschaft", "Siemens AG", "organization"),
    ("Müller Präzision GmbH", "MUELLER PRAEZISION", "organization"),
    ("Sergey Ivanovich Petrov", "PETROV, Sergei Ivanovich", "person"),
    ("Abdul Rahman al-Otaibi", "Abdulrahman Alotaibi", "person"),
    ("Brigade Forty-Four", "44 Brigade", "organization"),
]
DIFFERENT = [
    ("Orchid Star 6", "Orchid Star 5", "vessel"),
    ("Government of Estonia", "Government of Ethiopia", "organization"),
    ("Sergey Petrov", "Anna Kovalenko", "person"),
]


@pytest.mark.parametrize(("one", "other", "kind"), SAME)
def test_same_names_agree(one: str, other: str, kind: str) -> None:
    assert compare(one, other, kind).score > 0.5


@pytest.mark.parametrize(("one", "other", "kind"), DIFFERENT)
def test_different_names_do_not(one: str, other: str, kind: str) -> None:
    assert compare(one, other, kind).score < 0.5


def test_many_answer_like_one() -> None:
    pairs = [*SAME, *DIFFERENT, ("", "Anna", "person")]
    assert list(compare_many(pairs)) == [compare(*pair) for pair in pairs]


def test_an_unreadable_name_says_so() -> None:
    answer = compare("", "Anna Kovalenko", "person")
    assert (answer.score, answer.screening) == (0.0, 0.0)
    assert answer.error
