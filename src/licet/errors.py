"""Every error licet raises, drawn as a tree.

```text
LicetError                    licet-failed         1
├── BadInput                  bad-input            2   what a caller gave us cannot be read
│   ├── BadFile               bad-file             2   a whole file: empty, too large, not the format it claims
│   ├── BadValue              bad-value            2   one value in a file: where, what, what is allowed
│   ├── ManyProblems          many-problems        2   all the mistakes of one input, together
│   └── UnknownName           unknown-name         2   a list, measure, law path or ECCN nobody has heard of
├── PackError                 bad-pack             1   a law pack or source description contradicts itself
├── OutOfCoverage             out-of-coverage      3   a day, place or rule before or beyond what the packs hold
├── NotScreened               not-screened         3   a party nobody screened was asked about
├── CurrencyMismatch          currency-mismatch    2   two prices in different currencies and no rate
├── SourceRefused             source-refused       5   a publication that must not replace the one we hold
│   ├── SourceChanged         source-changed       5   its columns or categories are not those we know
│   ├── SourceDamaged         source-damaged       5   empty, truncated, malformed
│   ├── SourceShrunk          source-shrunk        5   it lost more entries than its bounds allow
│   └── SourceStale           source-stale         5   older than its limit
├── FetchFailed               fetch-failed         5   the publisher could not be reached safely
├── LedgerError               ledger-error         1   the ledger is locked, of another version, or was altered
└── MissingExtra              missing-extra        1   an optional part of licet is not installed
```

An error says where (file and line, source and row), what was found, why that matters, and what to do next.
The last column is the exit code of the command line (see the contract).
"""

from __future__ import annotations

from collections.abc import Iterable


class LicetError(Exception):
    """The root of the tree; `code` has a section in docs/reference/errors.md.

    Args:
        message: What was found, in one line.
        where: File and line, or source and row; empty when there is none.
        why: Why it matters here.
        remedy: What to do next.
    """

    code = "licet-failed"
    exit_code = 1

    def __init__(self, message: str, *, where: str = "", why: str = "", remedy: str = "") -> None:
        self.message, self.where, self.why, self.remedy = message, where, why, remedy
        super().__init__(self.text())

    def text(self) -> str:
        """The whole error as a person reads it: the first line, then why, then what to do."""
        head = f"{self.where}: {self.message}" if self.where else self.message
        return "\n  ".join(part for part in (head, self.why, self.remedy) if part)

    def __str__(self) -> str:
        return f"{self.code}: {self.text()}"

    def as_dict(self) -> dict[str, str]:
        """The error as the API and `--json` print it."""
        return {
            "code": self.code, "where": self.where, "message": self.message, "why": self.why, "remedy": self.remedy,
        }  # fmt: skip


class BadInput(LicetError):
    """What a caller gave us cannot be read."""

    code = "bad-input"
    exit_code = 2


class BadFile(BadInput):
    """A whole file is empty, too large, or not the format it claims to be."""

    code = "bad-file"


class BadValue(BadInput):
    """One value of an input is wrong: the message names the field and what is allowed."""

    code = "bad-value"


class UnknownName(BadInput):
    """A list, measure, law path, country or ECCN that nobody has heard of."""

    code = "unknown-name"


class ManyProblems(BadInput):
    """All the mistakes of one input, reported together.

    Attributes:
        problems: Each mistake as an error of its own, in the order of the input.
    """

    code = "many-problems"

    def __init__(self, problems: Iterable[LicetError]) -> None:
        self.problems = tuple(problems)
        count = len(self.problems)
        super().__init__(f"{count} problem{'s' if count != 1 else ''}")

    def text(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)

    def __str__(self) -> str:
        return self.text()


class PackError(LicetError):
    """A law pack or a source description contradicts itself."""

    code = "bad-pack"


class OutOfCoverage(LicetError):
    """A day, place or rule before or beyond what the packs hold."""

    code = "out-of-coverage"
    exit_code = 3


class NotScreened(LicetError):
    """A party nobody screened was asked about."""

    code = "not-screened"
    exit_code = 3


class CurrencyMismatch(BadInput):
    """Two prices in different currencies and no rate between them."""

    code = "currency-mismatch"


class SourceRefused(LicetError):
    """A publication that must not replace the one we hold."""

    code = "source-refused"
    exit_code = 5


class SourceChanged(SourceRefused):
    """Its columns or categories are not those we know."""

    code = "source-changed"


class SourceDamaged(SourceRefused):
    """It is empty, truncated or malformed."""

    code = "source-damaged"


class SourceShrunk(SourceRefused):
    """It lost more entries than the bounds of its source allow."""

    code = "source-shrunk"


class SourceStale(SourceRefused):
    """It is older than its source's limit."""

    code = "source-stale"


class FetchFailed(LicetError):
    """The publisher could not be reached, or not safely."""

    code = "fetch-failed"
    exit_code = 5


class LedgerError(LicetError):
    """The ledger is locked, of another version, or was altered."""

    code = "ledger-error"


class MissingExtra(LicetError):
    """An optional part of licet is not installed."""

    code = "missing-extra"

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(f"{what} needs an optional part of licet", remedy=f"pip install 'licet[{extra}]'")


def nearest(word: str, allowed: Iterable[str], *, limit: int = 3) -> str:
    """A hint such as `did you mean destination?`, or an empty string when nothing is near.

    >>> nearest("destinaton", ["destination", "kind"])
    'did you mean destination?'
    >>> nearest("xyzzy", ["destination", "kind"])
    ''
    """
    from difflib import get_close_matches

    lowered = {str(name).lower(): str(name) for name in allowed}
    close = get_close_matches(word.lower(), list(lowered), n=limit, cutoff=0.6)
    return f"did you mean {' or '.join(lowered[name] for name in close)}?" if close else ""
