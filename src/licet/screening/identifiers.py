"""Identifiers of parties and their check digits: LEI (ISO 17442, ISO 7064 MOD 97-10) and IMO numbers (IMO Res. A.1117(30))."""

import re

_LEI = re.compile(r"[A-Z0-9]{18}\d{2}$")


def bare(value: str) -> str:
    """An identifier without spaces, dots and dashes, in capitals; an IMO number without its prefix."""
    text = "".join(letter for letter in value.upper() if letter.isalnum())
    return text[3:] if text.startswith("IMO") and text[3:].isdigit() else text


def same_identifier(one: str, other: str) -> bool:
    """Whether two ways to write an identifier mean one."""
    return bare(one) == bare(other) != ""


def is_lei(value: str) -> bool:
    """Whether a text is a legal entity identifier with the right check digits.

    >>> is_lei("5493001KJTIIGC8Y1R12"), is_lei("5493001KJTIIGC8Y1R13")
    (True, False)
    """
    text = bare(value)
    return _LEI.match(text) is not None and int("".join(str(int(letter, 36)) for letter in text)) % 97 == 1


def is_imo(value: str) -> bool:
    """Whether a text is an IMO ship number with the right check digit.

    >>> is_imo("IMO 9074729"), is_imo("9074728")
    (True, False)
    """
    text = bare(value)
    if len(text) != 7 or not text.isdigit():
        return False
    return sum(int(digit) * weight for digit, weight in zip(text[:6], range(7, 1, -1), strict=True)) % 10 == int(text[6])


def kind_of(value: str) -> str | None:
    """`lei` or `imo` when a text is one by its form and check digits, else None."""
    return "lei" if is_lei(value) else "imo" if is_imo(value) else None
