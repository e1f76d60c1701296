"""What was measured: figures of an item that decide a row of its entry, or that belie the entry it was given.

Thermal cameras of 6A003.b.4.b by frame rate and elements; chips of 3A090 by the figures of the day (aggregate bit length and
transfer rate from 2022-10-21, total processing performance and its density from 2023-11-17).
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

from licet.decisions import Requirement
from licet.law.inquiry import Inquiry
from licet.proofs import UNKNOWN, all_of, condition

#: 3A090 of 2022: TOPS times bit length, and bidirectional transfer rate in GB/s, both at least (87 FR 62186).
FIRST_CHIPS, SECOND_CHIPS = date(2022, 10, 21), date(2023, 11, 17)
_METRIC, _TRANSFER = Decimal(4800), Decimal(600)
#: Performance densities that part the paragraphs of 3A090 from 2023-11-17 (Commerce Control List, 3A090.a and .b).
_DENSE, _HALF, _THIN = Decimal("5.92"), Decimal("3.2"), Decimal("1.6")
_HZ, _ELEMENTS = Decimal(60), Decimal(111_000)
_EMBEDDED = re.compile(r"\bembed|\bbuilt into\b|\bincorporat", re.IGNORECASE)
#: Entries of chips that may be 3A090 by their figures.
CHIPS = frozenset({"3A090", "3A991", "3A001"})


def camera_row(q: Inquiry, requirement: Requirement) -> Requirement:
    """A row of 6A003.b.4.b that turns on frame rate and elements, settled where they are told (CCL 6A003, RS)."""
    if q.heading != "6A003" or requirement.proof.verdict is not UNKNOWN or not requirement.proof.because:
        return requirement
    first, *others = requirement.proof.because
    asks = first.question.asks if first.question else ""
    fast = _fast(q)
    if fast is None or "frame rate" not in asks:
        return requirement
    truth = fast if "frame rate above" in asks else not fast
    settled = condition(first.claim, truth, cite=first.cite)
    return replace(requirement, proof=all_of(requirement.proof.claim, settled, *others, cite=requirement.proof.cite))


def _fast(q: Inquiry) -> bool | None:
    """Above 60 Hz, over 111,000 elements, or to be embedded in a civil product; slow only when both figures are told."""
    rate, elements = q.item.frame_rate_hz, q.item.elements
    if (rate is not None and rate > _HZ) or (elements is not None and elements > _ELEMENTS):
        return True
    if rate is None or elements is None:
        return None
    return bool(_EMBEDDED.search(f"{q.item.description or ''} {q.tx.end_use or ''}"))


def meets_3a090(q: Inquiry, kind: str) -> bool | None:
    """Whether the figures told are those of a 3A090 paragraph ("a" or "b") on the day; None when too few are told."""
    if q.on < SECOND_CHIPS:
        return _first(q) if q.on >= FIRST_CHIPS and kind == "a" else None
    tpp, density = q.item.tpp, q.item.performance_density
    if tpp is None:
        return None
    if tpp >= 4800:
        return kind == "a"
    if tpp < 1600:
        return False
    if density is None:
        return None
    if density >= _DENSE:
        return kind == "a"
    return kind == "b" and (density >= _HALF or (tpp >= 2400 and density >= _THIN))


def _first(q: Inquiry) -> bool | None:
    metric, transfer = q.item.performance_metric, q.item.interconnect_gb_s
    if (metric is not None and metric < _METRIC) or (transfer is not None and transfer < _TRANSFER):
        return False
    return None if metric is None or transfer is None else True
