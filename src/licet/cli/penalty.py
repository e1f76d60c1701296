"""`licet penalty FILE`: the statutory maximum and the guideline's base amount of violations, and settlement sums.

```yaml
assessed_on: 2025-06-01
violations:
  - {statute: ECRA, transaction_value_usd: 100000, egregious: false, voluntarily_disclosed: true}
settlement:
  - {agency: Commerce, amount_usd: 661000000, suspended_usd: 300000000}
```

`violations`, `settlement` or both. A violation may also say `violated_on` and `count`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer
import yaml

from licet.errors import BadFile, BadValue, LicetError, ManyProblems, nearest
from licet.law.us.ear.penalties import Payment, Penalty, Statute, Violation, sums
from licet.law.us.ear.penalties import penalty as penalty_of
from licet.yaml_text import loader

_T = TypeVar("_T")
MAX_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Assessment:
    """A penalty file, read.

    Attributes:
        assessed_on: The day whose figures count.
        violations: Each as told.
        settlement: Payments to agencies.
    """

    assessed_on: date
    violations: tuple[Violation, ...]
    settlement: tuple[Payment, ...]


def penalty(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Violations and settlement, as YAML or JSON.")],
    as_json: Annotated[bool, typer.Option("--json", help="The amounts as one JSON object.")] = False,
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="Day of assessment, in place of the file's.")] = None,
) -> None:
    """Penalty arithmetic on a date; an amount whose facts are missing is left open, never guessed."""
    told = read_assessment(file, as_of)
    found = [penalty_of(violation, told.assessed_on) for violation in told.violations]
    result = as_dict(told, found)
    if as_json:
        typer.echo(json.dumps(result))
        return
    for number, each in enumerate(found, 1):
        _print(number, each)
    for name, amount in result["compute"].items():
        typer.echo(f"{name.replace('_', ' ')}: {_shown(amount)}")
    typer.echo("The guidelines' factors are judgment and are not weighed. licet informs and is not legal advice.")


def as_dict(told: Assessment, found: list[Penalty]) -> dict[str, Any]:
    """The amounts as JSON data; `compute` sums them when every one is known."""
    compute: dict[str, Any] = {}
    if found:
        compute["max_civil_penalty_usd"] = _total([(p.maximum, p.violation.count) for p in found])
        compute["base_penalty_max_usd"] = _total([(p.base, p.violation.count) for p in found])
    if told.settlement:
        compute |= {name: _number(amount) for name, amount in sums(told.settlement).items()}
    return {
        "assessed_on": told.assessed_on.isoformat(),
        "violations": [
            {
                "statute": p.violation.statute.value,
                "count": p.violation.count,
                "max_civil_penalty_usd": _number(p.maximum),
                "base_penalty_max_usd": _number(p.base),
                "because": list(p.because),
                "cites": list(p.cites),
                "verified": p.verified,
                "missing": list(p.missing),
                "limitation": p.limitation.isoformat() if p.limitation else None,
            }
            for p in found
        ],
        "compute": compute,
    }


def _total(parts: list[tuple[Decimal | None, int]]) -> int | str | None:
    known = [amount * count for amount, count in parts if amount is not None]
    return _number(sum(known, Decimal(0))) if len(known) == len(parts) else None


def _number(amount: Decimal | None) -> int | str | None:
    """Whole dollars as an integer, cents as exact text."""
    if amount is None:
        return None
    return int(amount) if amount == amount.to_integral_value() else f"{amount:f}"


def _shown(amount: int | str | None) -> str:
    return "open: a fact is missing" if amount is None else f"{amount:,}" if isinstance(amount, int) else amount


def _print(number: int, each: Penalty) -> None:
    times = f" x {each.violation.count}" if each.violation.count > 1 else ""
    typer.echo(f"{number}. {each.violation.statute.value}{times}{'' if each.verified else '  (a figure rests on memory, check)'}")
    for step in each.because:
        typer.echo(f"   {step}")
    typer.echo(f"   civil maximum: {_shown(_number(each.maximum))}   base: {_shown(_number(each.base))}")
    if each.missing:
        typer.echo(f"   to settle it, tell: {', '.join(each.missing)}")
    if each.limitation:
        typer.echo(f"   a charge may be brought until {each.limitation}")


# --- the file ---------------------------------------------------------------------------------------------------------


def read_assessment(file: Path, as_of: str | None = None) -> Assessment:
    """The file, checked; every mistake is reported together.

    Raises:
        BadFile: It cannot be read, or is no YAML.
        ManyProblems: Values in it are wrong.
    """
    return assessment(_body(file), str(file), as_of)


def assessment(body: Mapping[str, Any], where: str, as_of: str | None = None) -> Assessment:
    """What a file's mapping says, every value given as text or as a number; mistakes are reported together.

    Raises:
        ManyProblems: Values in it are wrong.
    """
    problems: list[LicetError] = []
    _known(body, ("assessed_on", "violations", "settlement"), where, problems)
    violations = [_violation(row, f"{where}, violations[{i}]", problems) for i, row in _rows(body, "violations", where, problems)]
    payments = [_payment(row, f"{where}, settlement[{i}]", problems) for i, row in _rows(body, "settlement", where, problems)]
    if not violations and not payments and not problems:
        problems.append(BadFile("names neither violations nor a settlement", where=where))
    given = as_of or body.get("assessed_on")
    day = _read(_date, given, f"{where}, assessed_on", problems)
    if day is None and given is None:
        problems.append(BadValue("is missing", where=f"{where}, assessed_on", remedy="the day of assessment, such as 2025-06-01"))
    if problems or day is None:
        raise ManyProblems(problems)
    return Assessment(day, tuple(v for v in violations if v), tuple(p for p in payments if p))


def _body(file: Path) -> Mapping[str, Any]:
    try:
        data = file.read_bytes()
    except OSError as error:
        raise BadFile(f"cannot be read: {error.strerror}", where=str(file), remedy="check the path") from error
    if not data.strip() or len(data) > MAX_BYTES:
        raise BadFile("is empty, or larger than 1 MiB", where=str(file))
    try:
        body = yaml.load(data.decode("utf-8-sig"), Loader=loader())  # noqa: S506  makes only text, dict, list
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        raise BadFile(f"is not YAML: {error}", where=str(file)) from error
    if not isinstance(body, dict):
        raise BadFile("is not a mapping", where=str(file), remedy="see licet penalty --help")
    return body


def _rows(body: Mapping[str, Any], name: str, where: str, problems: list[LicetError]) -> list[tuple[int, Mapping[str, Any]]]:
    rows = body.get(name) or []
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        problems.append(BadValue("is not a list of mappings", where=f"{where}, {name}"))
        return []
    return list(enumerate(rows))


def _known(row: Mapping[str, Any], allowed: tuple[str, ...], where: str, problems: list[LicetError]) -> None:
    hint = f"known keys: {', '.join(allowed)}"
    problems += [
        BadValue(f"unknown key {key!r}", where=where, remedy=nearest(key, allowed) or hint) for key in row if key not in allowed
    ]


def _violation(row: Mapping[str, Any], where: str, problems: list[LicetError]) -> Violation | None:
    allowed = ("statute", "transaction_value_usd", "egregious", "voluntarily_disclosed", "violated_on", "count")
    _known(row, allowed, where, problems)
    statute = _read(_statute, row.get("statute", "?"), f"{where}.statute", problems)
    value = _read(_money, row.get("transaction_value_usd"), f"{where}.transaction_value_usd", problems)
    egregious = _read(_flag, row.get("egregious"), f"{where}.egregious", problems)
    disclosed = _read(_flag, row.get("voluntarily_disclosed"), f"{where}.voluntarily_disclosed", problems)
    day = _read(_date, row.get("violated_on"), f"{where}.violated_on", problems)
    count = _read(_count, row.get("count", "1"), f"{where}.count", problems)
    if statute is None or count is None:
        return None
    return Violation(
        statute=statute, transaction_value=value, egregious=egregious, voluntarily_disclosed=disclosed, violated_on=day, count=count
    )


def _payment(row: Mapping[str, Any], where: str, problems: list[LicetError]) -> Payment | None:
    _known(row, ("agency", "amount_usd", "suspended_usd"), where, problems)
    amount = _read(_money, row.get("amount_usd", "?"), f"{where}.amount_usd", problems)
    suspended = _read(_money, row.get("suspended_usd", "0"), f"{where}.suspended_usd", problems)
    if amount is None or suspended is None:
        return None
    return Payment(agency=str(row.get("agency", "agency")), amount=amount, suspended=suspended)


def _read(reader: Callable[[str], _T], text: Any, where: str, problems: list[LicetError]) -> _T | None:
    """A value by its reader; None when not told, or when it is wrong, which is noted."""
    if text is None or text == "":
        return None
    try:
        return reader(str(text).strip())
    except BadValue as error:
        problems.append(BadValue(error.message, where=where, remedy=error.remedy))
        return None


def _statute(text: str) -> Statute:
    if text.upper() not in tuple(Statute):
        raise BadValue(f"{text!r} is not a statute known here", remedy="ECRA or IEEPA")
    return Statute(text.upper())


def _money(text: str) -> Decimal:
    try:
        amount = Decimal(text.replace(",", "").replace("_", ""))
    except InvalidOperation as error:
        raise BadValue(f"{text!r} is not an amount in US dollars") from error
    if not amount.is_finite() or amount < 0:
        raise BadValue(f"{text!r} is not an amount of zero or more")
    return amount


def _flag(text: str) -> bool:
    if text.lower() not in ("true", "false", "yes", "no"):
        raise BadValue(f"{text!r} is not yes or no")
    return text.lower() in ("true", "yes")


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise BadValue(f"{text!r} is not a date", remedy="write year-month-day, such as 2025-06-01") from error


def _count(text: str) -> int:
    if not text.isdigit() or int(text) < 1:
        raise BadValue(f"{text!r} is not a count of one or more")
    return int(text)
