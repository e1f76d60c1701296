"""Whether the packs hold together: gaps and overlaps at each date of change, the form of every citation, every rule's cases,
and the Code's own notes about text that is printed but not in effect.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from licet.citations import Citation
from licet.errors import LicetError, PackError
from licet.facts import AsOf
from licet.law.cases import Reader, Rule, cases_of, run
from licet.law.effective_dates import Stay, read_stays, uncovered
from licet.law.law import Law
from licet.law.pack import DatedValue, Series, all_packs, load_pack, pack_file
from licet.yaml_text import read_yaml

#: A moment by which everything in the packs is known.
_EVERYTHING_KNOWN = datetime(2200, 1, 1, tzinfo=UTC)
_PLACES = {"country chart": "us/ear/part738_country_chart", "country groups": "us/ear/part740_country_groups"}


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that does not hold together.

    Attributes:
        where: Pack, series, case or file.
        what: In words.
        kind: "pack", "gap", "overlap", "citation", "case", "table" or "note".
    """

    where: str
    what: str
    kind: str


@dataclass(slots=True)
class Report:
    """What was looked at, and what is wrong.

    Attributes:
        packs, series, values: How many.
        days: Dates of change that were asked, each with the day before it.
        cases: Worked questions run.
        citations: Distinct citations whose form was read.
        unread: Citations in words that no official form fits, for a person to look at.
        stays: Effective date notes read.
        problems: What is wrong.
    """

    packs: int = 0
    series: int = 0
    values: int = 0
    days: int = 0
    cases: int = 0
    citations: int = 0
    unread: tuple[str, ...] = ()
    stays: tuple[Stay, ...] = ()
    problems: list[Problem] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        """As `--json` prints it."""
        return {
            "packs": self.packs, "series": self.series, "values": self.values, "days": self.days, "cases": self.cases,
            "citations": self.citations, "citations_in_words": list(self.unread),
            "stays": [
                {"where": s.where, "what": s.what, "verb": s.verb, "cite": s.cite, "published": s.published.isoformat(),
                 "through": s.through.isoformat() if s.through else None}
                for s in self.stays
            ],
            "problems": [{"kind": p.kind, "where": p.where, "what": p.what} for p in self.problems],
        }  # fmt: skip


def check_packs(
    prefix: str = "", *, rules: Mapping[str, Rule] | None = None, read: Reader | None = None, regulations: Iterable[Path] = ()
) -> Report:
    """Check the packs whose path begins with `prefix`.

    Args:
        prefix: Such as "us/ear"; everything when empty.
        rules: Each regime's `determine`, to run its cases; none are run without it.
        read: How the cases' transactions are read.
        regulations: eCFR XML files whose effective date notes must be known to the packs.
    """
    report = Report()
    cites: dict[str, None] = {}
    for pack in all_packs():
        if not _within(pack, prefix):
            continue
        report.packs += 1
        try:
            found = load_pack(pack)
        except PackError as error:
            report.problems.append(Problem(pack, error.message, "pack"))
            continue
        for series in found.values():
            report.series += 1
            report.values += len(series.values)
            cites.update(dict.fromkeys(cite for value in series.values for cite in value.cite.split("; ")))
            report.days += 2 * len(series.values)
            report.problems += _series_problems(series)
    report.problems += _table_problems(prefix)
    for path in _PLACES.values():
        if _within(path, prefix):
            cites.update(dict.fromkeys(_table_cites(path)))
    report.citations = len(cites)
    report.unread = tuple(cite for cite in cites if Citation.read(cite).kind == "other")
    report.problems += [Problem(cite, "is not the form of a citation", "citation") for cite in cites if not _cites(cite)]
    if rules is not None and read is not None:
        _run_cases(report, prefix, rules, read)
    stays = [stay for file in regulations for stay in read_stays(file)]
    report.stays = tuple(stays)
    report.problems += [
        Problem(stay.where, f"{stay.what} is {stay.verb} by {stay.cite}, which no pack cites", "note")
        for stay in uncovered(stays, cites)
    ]
    return report


def _within(path: str, prefix: str) -> bool:
    return not prefix or path == prefix or path.startswith(f"{prefix}/")


# --- series: each value on its first day, and the day before ---------------------------------------------------------------


def _series_problems(series: Series) -> Iterator[Problem]:
    for before, value in zip((None, *series.values[:-1]), series.values, strict=True):
        yield from _boundary(series, before, value)
        if before is not None and before.valid.end is not None and value.valid.start is not None:
            if before.valid.end < value.valid.start:
                days = (value.valid.start - before.valid.end).days
                yield Problem(series.path, f"no value for {days} days before {value.valid.start}", "gap")
            if before.value == value.value and before.cite == value.cite and before.note == value.note:
                yield Problem(series.path, f"says the same twice, on {before.valid.start} and {value.valid.start}", "overlap")
    if not series.says.strip():
        yield Problem(series.path, "does not say what it is", "pack")


def _boundary(series: Series, before: DatedValue | None, value: DatedValue) -> Iterator[Problem]:
    """The value holds on its first day, and what came before it on the day before."""
    start = value.valid.start
    if start is None or value.valid.empty:
        yield Problem(series.path, "a value without a first day", "pack")
        return
    on_the_day = _at(series, start)
    if on_the_day is None or on_the_day != value.value:
        yield Problem(series.path, f"does not give its value on {start}", "overlap")
    eve = _at(series, start - timedelta(days=1))
    expected = before.value if before is not None and (start - timedelta(days=1)) in before.valid else None
    if eve != expected:
        yield Problem(series.path, f"the value of {start} reaches back to the day before", "overlap")


def _at(series: Series, day: date) -> Any:
    found = Law(AsOf(day, _EVERYTHING_KNOWN)).get(series.path)
    return None if found is None else found.value


# --- tables --------------------------------------------------------------------------------------------------------------


def _table_problems(prefix: str) -> Iterator[Problem]:
    """Every cell of the Country Chart and the Country Groups, on each date of change and the day before."""
    from licet.law.us.ear import part738_country_chart, part740_country_groups

    for table in (part738_country_chart.table(), part740_country_groups.table()):
        if not _within(table.path, prefix):
            continue
        yield from (Problem(table.path, text, "table") for text in table.contradictions())
        for (column, country), changes in table.changes.items():
            for first, change in zip((True, *[False] * len(changes)), changes, strict=False):
                eve = table.at(column, country, change.start - timedelta(days=1)).marked
                day = table.at(column, country, change.start).marked
                covered = first and change.start - timedelta(days=1) >= table.since[column]
                if day is not change.marked or (covered and eve is not change.before):
                    yield Problem(
                        f"{table.path}/{column}/{country}",
                        f"the change of {change.start} does not meet what came before it",
                        "table",
                    )


def _table_cites(path: str) -> Iterator[str]:
    def walk(node: Any) -> Iterator[str]:
        if isinstance(node, dict):
            if isinstance(node.get("cite"), str):
                yield from node["cite"].split("; ")
            for part in node.values():
                yield from walk(part)
        elif isinstance(node, list):
            for part in node:
                yield from walk(part)

    yield from walk(read_yaml(pack_file(path)))


# --- citations and cases ---------------------------------------------------------------------------------------------------


def _cites(text: str) -> bool:
    """Whether a citation is one: a known form, or words that name a document (a number, a year or an order)."""
    return Citation.read(text).kind != "other" or any(sign.isdigit() for sign in text) or text.istitle() or "Rule" in text


def _run_cases(report: Report, prefix: str, rules: Mapping[str, Rule], read: Reader) -> None:
    regimes = [regime for regime in rules if _within(regime, prefix) or _within(prefix, regime)]
    for regime in regimes:
        try:
            cases = cases_of(regime)
        except LicetError as error:
            report.problems.append(Problem(regime, str(error), "case"))
            continue
        report.cases += len(cases)
        for failure in run(cases, rules, read):
            where = f"{regime}/cases/{failure.case.file.stem}"
            report.problems.append(Problem(where, f"{failure.case.says}: {'; '.join(failure.wrong)}", "case"))
