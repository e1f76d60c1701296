"""Entries: what the item's entry on the Commerce Control List says to an exception.

Flags are read for the item's paragraph. A bare heading has not said which of its paragraphs is meant: where a flag holds
for some of them only, it is unknown.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from licet.decisions import Requirement
from licet.law.inquiry import Inquiry
from licet.law.us.ear.part740_exceptions.license_exception import reason_of
from licet.law.us.ear.part774_ccl.paragraphs import any_under
from licet.proofs import Proof, Question, condition

KINDS = {"A": "commodity", "B": "commodity", "C": "commodity", "D": "software", "E": "technology"}


@lru_cache(maxsize=65536)
def listed(paragraphs: tuple[str, ...], eccn: str) -> bool | None:
    """Whether a list of paragraphs takes the ECCN in; a leading "-" takes paragraphs out.

    >>> listed(("5A992.c",), "5A992.c"), listed(("3A001.a.7",), "3A001"), listed(("4A003", "-4A003.g"), "4A003.b")
    (True, None, True)
    """
    heading, _, path = eccn.partition(".")
    here = _by_heading(paragraphs).get(heading)
    if here is None:
        return False
    if any(not rest for rest, shut in here if shut):
        return False
    taken_out = any_under(path, [rest for rest, shut in here if shut])
    whole = any(not rest for rest, shut in here if not shut)
    taken_in = True if whole else any_under(path, [rest for rest, shut in here if not shut])
    if taken_out is True or taken_in is False:
        return False
    return None if taken_out is None or taken_in is None else True


@lru_cache(maxsize=1024)
def _by_heading(paragraphs: tuple[str, ...]) -> dict[str, list[tuple[str, bool]]]:
    """The paragraphs of each entry that a list names, and whether it takes them out."""
    found: dict[str, list[tuple[str, bool]]] = {}
    for name in paragraphs:
        heading, _, path = name.lstrip("-").partition(".")
        found.setdefault(heading, []).append((path, name.startswith("-")))
    return found


def is_listed(q: Inquiry, path: str) -> bool | None:
    """Whether the item is in the list of paragraphs at `path`, as of the day; None when its paragraph is not told."""
    return q.law.test(path, _takes_in, q.eccn)


def _takes_in(paragraphs: tuple[str, ...] | None, eccn: str | None) -> bool | None:
    return None if eccn is None else False if paragraphs is None else listed(paragraphs, eccn)


def _which(q: Inquiry) -> Question:
    return Question(f"{q.path}.eccn", "Under which ECCN and paragraph does the item fall?")


def kind_of(q: Inquiry) -> str | None:
    """ "commodity", "software" or "technology" by the product group (15 CFR 738.2(b)); None when it does not say.

    EAR99 is taken for a commodity unless its description speaks of software or technology.
    """
    if q.group:
        return KINDS[q.group]
    text = (q.item.description or "").lower()
    if "software" in text or "source code" in text:
        return "software"
    return "technology" if "technology" in text or "technical data" in text else "commodity" if q.eccn else None


def of_kind(q: Inquiry, *kinds: str, cite: str) -> Proof:
    """Whether the item is of one of the kinds."""
    kind = kind_of(q)
    return condition(f"the item is {' or '.join(kinds)}", None if kind is None else kind in kinds, cite=cite, asks=_which(q))


def reasons_found(requirements: Iterable[Requirement]) -> frozenset[str]:
    """Reasons for control among the requirements found to the destination."""
    return frozenset(reason for r in requirements if r.family in ("chart", "prose", "deemed") and (reason := reason_of(r)))


def only_for(requirements: tuple[Requirement, ...], reasons: frozenset[str], *, cite: str) -> Proof:
    """Whether the requirements of the chart and part 742 rest on these reasons and no other; one in doubt leaves it open."""
    named = ", ".join(sorted(reasons))
    return condition(
        f"the license is required for {named} reasons only",
        rest_on(requirements, reasons),
        cite=cite,
        asks=Question("requirements", f"Does a requirement for other reasons than {named} apply?"),
    )


def rest_on(requirements: tuple[Requirement, ...], reasons: frozenset[str]) -> bool | None:
    """Whether every requirement of the chart and part 742 has one of the reasons, and there is one."""
    listed_ = [r for r in requirements if r.family in ("chart", "prose", "deemed") and reason_of(r)]
    others = [r for r in listed_ if reason_of(r) not in reasons]
    if any(r.certain for r in others) or len(others) == len(listed_):
        return False
    return None if others else True
