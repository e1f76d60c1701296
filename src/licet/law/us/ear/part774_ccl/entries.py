"""Entries of the Commerce Control List: what each is controlled for, by paragraph, and which exceptions it opens.

A row of a pack reads: `reason`, then either `column` (of the Country Chart) or `reach` (in words) and the `rule` that
states it, then what it covers: `covers` and `except` are paragraphs; `for` and `not_for` say what software or technology
is for; `same` asks that this item be controlled for the same reason; `if` is what only the facts of the item can show.
Every question about a paragraph has three answers: yes, no, and unknown with the question that would decide it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from licet.law.us.ear.part774_ccl.paragraphs import Eccn, any_under, under
from licet.law.us.ear.part774_ccl.scopes import HOMES, Scope, Terms

#: Whether an item is controlled for a reason: (ECCN, reason) to yes, no, unknown.
ControlledFor = Callable[[str, str], bool | None]


class Answer(NamedTuple):
    """Yes, no, or unknown with its question.

    Attributes:
        holds: Yes, no, unknown.
        ask: What would decide it, as the end of "is it so that ..."; empty unless unknown.
    """

    holds: bool | None
    ask: str = ""


YES, NO = Answer(True), Answer(False)


class Control(NamedTuple):
    """One row of an entry's license table.

    Attributes:
        heading: The entry, "3A001".
        reason: "NS".
        column: Chart column "NS 2"; empty when the row states its reach in words.
        reach: Code of that reach, see reaches.yaml; empty with a column.
        rule: Section that makes it, "742.4", "742.6(a)(6)(i)".
        scope: What it covers.
    """

    heading: str
    reason: str
    column: str
    reach: str
    rule: str
    scope: Scope

    @property
    def cite(self) -> str:
        """As decisions cite it: "CCL 3A001: NS 2"."""
        return f"CCL {self.heading}: {self.column or self.reason}"

    @property
    def home(self) -> str:
        """The section it rests on: "15 CFR 742.4"."""
        return f"15 CFR {self.rule}"


class Applied(NamedTuple):
    """A row, and whether it covers the paragraph that was asked about."""

    control: Control
    answer: Answer


class Since(NamedTuple):
    """When an entry or a paragraph came to the list, or left it.

    Attributes:
        path: Paragraph of the entry; empty for the whole of it.
        start: First day, None when older than the packs.
        end: First day it was gone, None when it stands.
        cite: The rule.
        mark: How sure the writer is.
    """

    path: str
    start: date | None
    end: date | None
    cite: str
    mark: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry as of a day, asked about one of its paragraphs.

    Attributes:
        eccn: What was asked for.
        controls: License table, in its order; with a row of reason "elsewhere", always unknown, where there is
            no table or the entry was not on the list that day.
        terms: Exception lines: STA says what is closed, the others what is open.
        paths: Every paragraph of the entry.
        status: "" for an ordinary entry; "itar" (the Department of State controls it), "elsewhere" (it only points on),
            "supplement 5" (0Y521: see Supplement No. 5 to part 774), "ear99", "former" (left the list before the issue).
        absent: Why it was not on the list on the day asked about; None when it was.
        issue: The day of the issue the rows were read in; earlier days are carried back.
        on: The day asked about.
        also: Sections of parts 743 and 744 that the entry points to besides its table.
        about: A few words of our own on what it is.
        civ: What License Exception CIV said of it until 2020-06-28; None when not known.
    """

    eccn: Eccn
    controls: tuple[Control, ...]
    terms: tuple[Terms, ...]
    paths: tuple[str, ...]
    status: str
    absent: Since | None
    issue: date
    on: date
    also: tuple[str, ...] = ()
    about: str = ""
    civ: tuple[str, ...] | None = None
    _controlled_for: ControlledFor = field(default=lambda _eccn, _reason: None, repr=False, compare=False)

    @property
    def verified(self) -> bool:
        """Whether the rows were read in an issue of the day or before it, rather than carried back to it."""
        return self.on >= self.issue

    def asked_on(self, on: date, controlled_for: ControlledFor) -> Entry:
        """The same entry asked about on another day of those for which its rows hold."""
        return Entry(
            self.eccn, self.controls, self.terms, self.paths, self.status, self.absent, self.issue, on, self.also, self.about,
            self.civ, controlled_for,
        )  # fmt: skip

    @property
    def reasons(self) -> tuple[str, ...]:
        """Its reasons for control, in the order of the table."""
        return tuple(dict.fromkeys(control.reason for control in self.controls))

    @property
    def is_leaf(self) -> bool:
        """Whether nothing lies under what was asked about."""
        return not any(under(self.eccn.path, path) is None for path in self.paths)

    @property
    def children(self) -> tuple[str, ...]:
        """The paragraphs right under what was asked about."""
        depth = len(self.eccn.path.split(".")) + 1 if self.eccn.path else 1
        below = (path for path in self.paths if under(path, self.eccn.path) or not self.eccn.path)
        return tuple(path for path in below if len(path.split(".")) == depth)

    def controlled(self, *, made_for: str | None = None) -> tuple[Applied, ...]:
        """Every row with its answer for the paragraph asked about.

        Args:
            made_for: For software and technology, the ECCN of what it is for; None when not told.
        """
        return tuple(Applied(control, self.covers(control, made_for)) for control in self.controls)

    def covers(self, control: Control, made_for: str | None = None) -> Answer:
        """Whether a row covers the paragraph asked about."""
        if self.absent:
            return Answer(None, f"{self.eccn} was on the list on {self.on}: {_why_absent(self.absent)}")
        return self._within(control.scope, made_for, control.reason)

    def controlled_for(self, reason: str, *, made_for: str | None = None) -> bool | None:
        """Whether the paragraph is controlled for a reason, wherever it may go."""
        found = [self.covers(control, made_for).holds for control in self.controls if control.reason == reason]
        return True if True in found else None if None in found else False

    def lvs_limit(self, *, to: str | None = None, made_for: str | None = None) -> tuple[Decimal | None, Answer]:
        """The LVS value limit in USD of the paragraph (15 CFR 740.3(b)), and whether it has one.

        Args:
            to: Destination, for the few limits that depend on it.
            made_for: What software or technology is for.

        Returns:
            The greatest limit that surely holds, with yes; the greatest that may hold, with its question; None with no.
        """
        found = [(term.usd, self._says(term, to, made_for)) for term in self.terms if term.symbol == "LVS"]
        sure = [usd for usd, answer in found if usd is not None and answer.holds]
        if sure:
            return max(sure), YES
        maybe = [(usd, answer) for usd, answer in found if usd is not None and answer.holds is None]
        return max(maybe, key=lambda pair: pair[0]) if maybe else (None, NO)

    def opens(self, symbol: str, *, to: str | None = None, made_for: str | None = None) -> Answer:
        """Whether the entry opens a list-based exception for the paragraph: "GBS", "TSR", "APP", "NAC/ACA", "IEC" ...

        Raises:
            ValueError: STA, which entries close rather than open: ask `sta_closed`.
        """
        if symbol == "STA":
            raise ValueError("an entry closes License Exception STA: ask sta_closed")
        return _any([self._says(term, to, made_for) for term in self.terms if term.symbol == symbol])

    def differs_by_place(self, symbol: str) -> bool:
        """Whether what the entry says of an exception depends on the destination."""
        return any(term.to or term.not_to or "UN" in term.unless for term in self.terms if term.symbol == symbol)

    def sta_closed(self, group: str, *, made_for: str | None = None) -> Answer:
        """Whether the entry closes License Exception STA for "A:5" (740.20(c)(1)) or "A:6" (740.20(c)(2))."""
        lines = [term for term in self.terms if term.symbol == "STA" and group in term.to]
        return _any([self._within(term.scope, made_for, "") for term in lines])

    def civ_open(self) -> Answer:
        """Whether the entry opened License Exception CIV for the paragraph, which ended on 2020-06-29 (85 FR 23470)."""
        if self.on >= date(2020, 6, 29):
            return NO
        if self.civ is None:
            return Answer(None, "the entry of that day said yes to License Exception CIV")
        said = any_under(self.eccn.path, self.civ)
        return Answer(said, f"the paragraph is one of {', '.join(self.civ)}" if said is None else "")

    def _says(self, term: Terms, to: str | None, made_for: str | None) -> Answer:
        """Whether a line holds: within its scope, not undone by a reason, and open to the destination."""
        parts = [self._within(term.scope, made_for, "")]
        for reason in term.unless:
            said = self.controlled_for(reason, made_for=made_for) if reason != "UN" else _under_un_embargo(to, self.on)
            parts.append(Answer(None if said is None else not said, f"it is not controlled for {reason} reasons"))
        if term.to or term.not_to:
            parts.append(_destined(term, to, self.on))
        return _all(parts)

    def _within(self, scope: Scope, made_for: str | None, reason: str) -> Answer:
        """Whether a scope covers the paragraph asked about."""
        path = self.eccn.path
        parts = []
        if scope.covers:
            inside = any_under(path, scope.covers)
            if inside is False:
                return NO
            if inside is None:
                parts.append(Answer(None, f"the paragraph is {_or(scope.covers)}"))
        if scope.excepts:
            left_out = any_under(path, scope.excepts)
            if left_out:
                return NO
            if left_out is None:
                parts.append(Answer(None, f"the paragraph is not {_or(scope.excepts)}"))
        if scope.subject:
            inside = None if made_for is None else matches(made_for, scope.subject)
            parts.append(Answer(inside, f"it is for {_or(scope.subject)}"))
            if scope.same and inside is not False:
                said = None if made_for is None else self._controlled_for(made_for, reason)
                parts.append(Answer(said, f"what it is for is controlled for {reason} reasons"))
        if scope.not_for:
            inside = None if made_for is None else matches(made_for, scope.not_for)
            parts.append(Answer(None if inside is None else not inside, f"it is not for {_or(scope.not_for)}"))
        if scope.condition:
            parts.append(Answer(None, scope.condition))
        return _all(parts)


def matches(eccn: str, places: Sequence[str]) -> bool | None:
    """Whether an ECCN is one of the places a text names: "1C011.a", "3A001", ranges "1B001-1B003".

    >>> matches("1B002.a", ["1B001-1B003"]), matches("3A001", ["3A001.b"]), matches("3A001.a.7", ["3A001.b"])
    (True, None, False)
    """
    item = Eccn.read(eccn)
    found: list[bool | None] = []
    for place in places:
        first, dash, last = place.partition("-")
        if dash:
            found.append(first <= item.heading <= last and item.heading[:2] == first[:2])
        else:
            spot = Eccn.read(place)
            same = item.heading == spot.heading
            found.append(same and (not spot.path or under(item.path, spot.path)))
    return True if True in found else None if None in found else False


def _destined(term: Terms, to: str | None, on: date) -> Answer:
    """Whether a destination is one the line names, or not one it leaves out."""
    ask = f"it goes to {_or(term.to)}" if term.to else f"it does not go to {_or(term.not_to)}"
    if to is None:
        return Answer(None, ask)
    found = [_place(place, to, on) for place in term.to or term.not_to]
    named = True if True in found else None if None in found else False
    holds = named if term.to else None if named is None else not named
    return Answer(holds, ask if holds is None else "")


def _under_un_embargo(to: str | None, on: date) -> bool | None:
    """Whether UN controls reach the destination at all: an entry controlled for UN reasons is so to embargoed places alone
    (15 CFR 746.1(b)(2)), so "yes, except UN" leaves the exception open elsewhere."""
    if to is None:
        return None
    from licet.law.pack import load_pack

    values = load_pack("us/ear/part746_embargoes")["un_arms_embargo"].values
    return any(to in dated.value for dated in values if on in dated.valid)


def _place(place: str, to: str, on: date) -> bool | None:
    """Whether a destination is a group, a marked chart column, or a country; unknown for places another entry names."""
    from licet.law.us.ear import part738_country_chart as chart
    from licet.law.us.ear.part740_country_groups import groups, member

    if place in groups():
        return member(place, to, on)
    if place in chart.columns():
        return chart.mark(place, to, on)
    return place == to if len(place) == 2 else None


def _any(answers: Sequence[Answer]) -> Answer:
    """Yes when one is yes; unknown with its question when none is yes and one is unknown; else no."""
    if any(answer.holds for answer in answers):
        return YES
    asks = [answer.ask for answer in answers if answer.holds is None]
    return Answer(None, ", or ".join(asks)) if asks else NO


def _all(answers: Sequence[Answer]) -> Answer:
    """No when one is no; unknown with all questions when none is no and one is unknown; else yes."""
    if any(answer.holds is False for answer in answers):
        return NO
    asks = [answer.ask for answer in answers if answer.holds is None]
    return Answer(None, ", and ".join(asks)) if asks else YES


def _or(words: Sequence[str]) -> str:
    """Words joined for a sentence; a long list is cut."""
    shown = list(words[:6]) + (["..."] if len(words) > 6 else [])
    return " or ".join([", ".join(shown[:-1]), shown[-1]]) if len(shown) > 1 else shown[0]


def _why_absent(since: Since) -> str:
    """In words, when it came or left."""
    if since.start:
        return f"it came with {since.cite} on {since.start}"
    if since.end is None and since.path:
        return f"it stands empty in {since.cite}, and what it held earlier was not read"
    if since.end is None:
        return f"it stood in {since.cite} and has left the list since"
    return f"it left with {since.cite} on {since.end}"


class Rows(NamedTuple):
    """What an entry's node says, read: the same for all its paragraphs."""

    controls: tuple[Control, ...]
    terms: tuple[Terms, ...]
    paths: tuple[str, ...]


def read_rows(heading: str, node: Mapping[str, object]) -> Rows:
    """The rows of an entry's pack node."""
    rows: Sequence[Mapping[str, str]] = node.get("controls", ())  # type: ignore[assignment]
    lines: Sequence[Mapping[str, str]] = node.get("exceptions", ())  # type: ignore[assignment]
    paths = tuple(str(node.get("paragraphs", "")).split())
    return Rows(tuple(_control(heading, row) for row in rows), tuple(_terms(line) for line in lines), paths)


def read_entry(eccn: Eccn, node: Mapping[str, object], *, rows: Rows, issue: date, on: date, absent: Since | None, about: str,
               civ: tuple[str, ...] | None, controlled_for: ControlledFor) -> Entry:  # fmt: skip
    """An entry from its pack node and the rows read from it."""
    listed = rows.controls
    status = str(node.get("status", ""))
    return Entry(
        eccn=eccn,
        controls=listed + (_elsewhere(eccn.heading, "former") if absent else () if listed else _elsewhere(eccn.heading, status)),
        terms=rows.terms,
        paths=rows.paths,
        status=status,
        absent=absent,
        issue=issue,
        on=on,
        also=tuple(f"15 CFR {section}" for section in str(node.get("also", "")).split()),
        about=about,
        civ=civ,
        _controlled_for=controlled_for,
    )


#: What decides about an item of an entry that has no license table of its own.
_DECIDED: Mapping[str, str] = {
    "itar": "the Department of State, which the entry names, asks for a license",
    "elsewhere": "the entry it points to asks for a license",
    "supplement 5": "Supplement No. 5 to part 774 names it, with its own requirement",
    "former": "the entry that held it on that day asks for a license",
}


def _elsewhere(heading: str, status: str) -> tuple[Control, ...]:
    """The row of an entry without a license table, or of another day: unknown, so that it is never read as no license."""
    if status not in _DECIDED:
        return ()
    return (Control(heading, "elsewhere", "", "see", "774 Supp. 1", Scope(condition=_DECIDED[status])),)


def _control(heading: str, row: Mapping[str, str]) -> Control:
    """A license table row."""
    reason = row["reason"]
    rule = row.get("rule", HOMES[reason])
    return Control(heading, reason, row.get("column", ""), row.get("reach", ""), rule, _scope(row))


def _terms(row: Mapping[str, str]) -> Terms:
    """An exception line."""
    import re

    usd = Decimal(row["usd"]) if "usd" in row else None
    to, not_to = (tuple(re.findall(r"[A-Z]{2} \d|\S+", row.get(key, ""))) for key in ("to", "not_to"))
    return Terms(row["symbol"], _scope(row), usd, tuple(row.get("unless", "").split()), to, not_to)


def _scope(row: Mapping[str, str]) -> Scope:
    """What a row covers."""
    return Scope(
        covers=tuple(row.get("covers", "").split()),
        excepts=tuple(row.get("except", "").split()),
        subject=tuple(row.get("for", "").split()),
        not_for=tuple(row.get("not_for", "").split()),
        same=row.get("same") == "yes",
        condition=row.get("if", ""),
    )
