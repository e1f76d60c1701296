"""Advanced nodes (15 CFR 772.1, "advanced-node integrated circuits"): what words and figures of a facility say of it.

Logic with non-planar transistors or at 16/14 nm or less, NAND of 128 layers or more: those are cues of words. DRAM is told by
figures whose limits changed: a half-pitch of 18 nm or less until 2024-12-01; since then a cell area under 0.0026 square
micrometers, a density over 0.20 gigabits a square millimeter, or over 3,000 through-silicon vias a die.
"""

from __future__ import annotations

import re
from decimal import Decimal

from licet.law.inquiry import Inquiry

PACK = "us/ear/part772_nodes"
_NUMBER = r"(\d+(?:[.,]\d+)*)"
_MEMORY = re.compile(r"\bDRAM\b", re.IGNORECASE)
_PITCH = re.compile(_NUMBER + r" ?(?:nm|nanomet\w+)\b", re.IGNORECASE)
_AREA = re.compile(_NUMBER + r" ?(?:(?:um|µm|μm)(?:2|²|\^2)|square microme\w+)", re.IGNORECASE)
_DENSITY = re.compile(_NUMBER + r" ?(?:Gb|gigabits?) ?(?:/|per|a)? ?(?:mm(?:2|²|\^2)|square millime\w+)", re.IGNORECASE)
_VIAS = re.compile(_NUMBER + r" ?(?:TSVs?|through[- ]silicon vias?)\b", re.IGNORECASE)


def advanced_node(q: Inquiry, *, goods_too: bool = False) -> bool | None:
    """Whether the end use (with `goods_too` the description as well) speaks of an advanced-node facility.

    True when it does; False when it speaks of a mature one; None when it does not say, or gives a figure that decides nothing.
    """
    words = q.words if goods_too else q.use
    if words.says("advanced_node"):
        return True
    texts = [q.tx.end_use, q.item.description if goods_too else None]
    found = [_memory(q, text) for text in texts if text and _MEMORY.search(text)]
    if True in found:
        return True
    return False if False in found or words.says("mature_node") or words.says("advanced_node") is False else None


def speaks_of_memory(text: str | None) -> bool:
    """Whether a text speaks of DRAM, so that its figures may make a facility an advanced-node one."""
    return bool(text and _MEMORY.search(text))


def undecided(q: Inquiry) -> bool:
    """Whether the end use hints at an advanced node without saying it: words alone, or a figure the definition does not use."""
    if advanced_node(q) is None and q.use.says("advanced_raised"):
        return True
    text = q.tx.end_use or ""
    limit = q.law.get(f"{PACK}/dram_half_pitch_nm")
    fine = bool(_MEMORY.search(text)) and any(_figure(each) <= 18 for each in _PITCH.findall(text))
    return limit is None and fine and advanced_node(q) is None


def _memory(q: Inquiry, text: str) -> bool | None:
    """The figures of DRAM against the limits of the day."""
    pitch = q.law.get(f"{PACK}/dram_half_pitch_nm")
    if pitch is not None:
        told = [_figure(each) for each in _PITCH.findall(text)]
        return None if not told else any(each <= pitch.value for each in told)
    area, density, vias = (q.law.get(f"{PACK}/{name}") for name in ("dram_cell_area_um2", "dram_density_gb_mm2", "dram_vias"))
    if area is None or density is None or vias is None:
        return None
    above = [_figure(each) > density.value for each in _DENSITY.findall(text)]
    above += [_figure(each) > vias.value for each in _VIAS.findall(text)]
    above += [_figure(each) < area.value for each in _AREA.findall(text)]
    return True if True in above else None


def _figure(text: str) -> Decimal:
    """A figure as people write it: a comma before three digits parts thousands."""
    return Decimal(re.sub(r",(?=\d{3}\b)", "", text).replace(",", "."))
