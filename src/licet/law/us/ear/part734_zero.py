"""Content without a de minimis level (15 CFR 734.4(a)): any amount makes the foreign item subject to the EAR.

Each class is a dated value: which foreign items, which US content, which places, and what else must be so. One function
reads them all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from licet.law.law import Law, Value
from licet.law.us.ear.item_sets import covered
from licet.law.us.ear.part740_country_groups import member
from licet.law.words import Words, read_words
from licet.proofs import FAILS, HOLDS, Proof, Question, all_of, any_of, condition, negation
from licet.transactions import Content, Item

PACK = "us/ear/part734_deminimis"
CLASSES = (
    "computers", "computers_for_terrorist_supporting_states", "encryption_technology", "advanced_lithography",
    "engine_technology", "military_cameras", "six_hundred_series_content", "y_content", "sme_with_us_circuit",
    "other_tools_with_us_circuit",
)  # fmt: skip
MUNITIONS = "six_hundred_series_content"
#: ECCN paragraphs that are integrated circuits whatever the part is called.
CIRCUITS = ("3A090", "3A001.a.2", "3A001.a.3", "3A001.a.4", "3A001.a.5", "3A001.a.6", "3A001.a.7", "3A001.a.8", "3A001.a.9",
            "3A001.a.10", "3A001.a.11", "3A001.a.12", "3A001.a.14", "3A001.z", "3A991.a", "3A991.b", "3A991.c", "3A991.d",
            "3A991.e", "3A991.f", "3A991.g", "3A991.i", "3A991.p")  # fmt: skip
_IC_WORDS = ("integrated circuit", "chip", "microprocessor", "processor", "fpga", "asic", "microcontroller", "memory", " ic")


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What the special levels look at beside the item.

    Attributes:
        sent_from: Country it is sent from.
        words: What the end use and the description say.
        footnotes: Footnotes of the Entity List parties in the four roles.
        carved_out: Whether the sender has the Supplement No. 4 to part 742 carve-out; None when it cannot be told.
    """

    sent_from: str | None = None
    words: Words = field(default_factory=lambda: read_words(None))
    footnotes: frozenset[int] = frozenset()
    carved_out: bool | None = False


class Zero(NamedTuple):
    """One class of content without a level, asked of an item.

    Attributes:
        name: Of its series.
        proof: Holds when it makes the item subject.
        cite: Its paragraph of 734.4.
        why: The control of the content that stands behind it.
        near: Whether the item and its content are of the class, though the place may not be.
        munitions: Citations of the requirement that the content keeps, for the 600 series and 9x515.
    """

    name: str
    proof: Proof
    cite: str
    why: tuple[str, ...]
    near: bool
    munitions: tuple[str, ...] = ()


def without_level(item: Item, destination: str, on: date, law: Law, around: Surroundings, path: str) -> tuple[Zero, ...]:
    """The classes that the item and its content are, or may be, of; in the order of 734.4(a)."""
    found = []
    for name in CLASSES:
        rule = law.get(f"{PACK}/{name}")
        if rule is None:
            continue
        asked = _ask(name, rule, item, destination, on, law, around, path)
        if asked is not None:
            found.append(asked)
    return tuple(found)


def _ask(name: str, rule: Value, item: Item, destination: str, on: date, law: Law, around: Surroundings, path: str) -> Zero | None:
    terms: Mapping[str, Any] = rule.value
    whole = _whole(terms["items"], item, law)
    if whole is False or not item.us_content:
        return None
    held = [
        (place, part, has) for place, part in enumerate(item.us_content)
        if (has := _holds(part, terms)) is not False
    ]  # fmt: skip
    if not held:
        return None
    asks = Question(f"{path}.eccn", "Which paragraph of the ECCN is the item?")
    item_proof = condition("the foreign item is of the class", whole, cite=rule.cite, rests_on=rule.ref, asks=asks)
    parts = any_of(
        "it holds US content of the class",
        *(
            condition(
                f"{part.part or part.eccn or 'a part'} is of the class", has, cite=rule.cite,
                asks=Question(
                    f"{path}.us_content[{place}].eccn", "Which ECCN paragraph is this part, and is it an integrated circuit?"
                ),
            )
            for place, part, has in held
        ),
        cite=rule.cite,
    )  # fmt: skip
    place = _place(terms, destination, on, law, around, rule.cite)
    proof = all_of(f"{rule.says[:1].lower()}{rule.says[1:].rstrip('.')}", item_proof, parts, place, cite=rule.cite)
    why = (str(terms["why"]),) if "why" in terms else ()
    near = item_proof.verdict is HOLDS and parts.verdict is HOLDS
    munitions = why if name in (MUNITIONS, "y_content") and proof.verdict is not FAILS else ()
    return Zero(name=name, proof=proof, cite=rule.cite, why=why, near=near, munitions=munitions)


def _whole(items: str | Iterable[str], item: Item, law: Law) -> bool | None:
    """Whether the foreign item is one the class speaks of."""
    if isinstance(items, str):
        tools = law.get(f"us/ear/part734_fdp/{items}_items")
        return covered(item.eccn, tools.value) if tools else False
    if item.eccn is not None and item.eccn in items:
        return True
    return covered(item.eccn, items)


def _holds(part: Content, terms: Mapping[str, Any]) -> bool | None:
    """Whether a part is of the class."""
    has = covered(part.eccn, terms["content"])
    if has is False:
        return False
    name = f" {part.part or ''} ".lower()
    if "not_words" in terms and terms["not_words"] in name:
        return False
    if "circuit" in terms and not (covered(part.eccn, CIRCUITS) is True or any(word in name for word in _IC_WORDS)):
        return None
    return has


def _place(terms: Mapping[str, Any], destination: str, on: date, law: Law, around: Surroundings, cite: str) -> Proof:
    """The destination, and what else the class asks of the transaction."""
    groups, places = terms.get("groups", ()), str(terms.get("places", "")).split()
    wide = not groups and not places and "tier_3" not in terms
    here: list[Proof] = []
    if not wide:
        tier = law.value(f"{PACK}/computer_tier_3").value if "tier_3" in terms else frozenset()
        china = destination == "HK" and member("D:1", "HK", on)
        inside = [destination in places, destination in tier, *(member(group, destination, on) for group in groups)]
        if china:
            inside.append("CN" in places or "CN" in tier)
        truth = True if True in inside else None if None in inside else False
        here.append(
            condition("the destination is one the class names", truth, cite=cite, asks=Question("destination", "Where does it go?"))
        )
    if "unless" in terms:
        ask = Question("parties", "Is the sender headquartered, or its ultimate parent, in Macau or Country Group D:5?")
        out = condition(
            "the sender is carved out by Supplement No. 4 to part 742", around.carved_out, cite="15 CFR 742.4(a)(4)", asks=ask
        )
        here.append(negation("the sender is not carved out", out, cite="15 CFR 742.4(a)(4)"))
    if "free_from" in terms:
        free = around.sent_from in str(terms["free_from"]).split()
        here.append(condition("the country of first export does not control it itself", not free, cite=cite))
    if "footnote" in terms:
        listed = int(terms["footnote"]) in around.footnotes
        node = around.words.says("advanced_node")
        fab = all_of(
            "it goes to an advanced-node facility there",
            *here,
            condition("such a facility is known", bool(node), cite=cite),
            cite=cite,
        )
        who = condition(f"a party carries footnote {terms['footnote']} of the Entity List", listed, cite=cite)
        return any_of("it goes to a footnote 5 party or an advanced-node facility", who, fab, cite=cite)
    if "end_use" in terms:
        node = around.words.says(str(terms["end_use"]))
        mature = around.words.says("mature_node")
        ask = Question("end_use", "Is it for developing or producing advanced-node integrated circuits?")
        known = True if node else False if mature or (around.words.says("civil") and node is None) else node
        here.append(condition("it is for advanced-node integrated circuits", known, cite=cite, asks=ask))
    if not here:
        here.append(condition("the class has no limit of place", True, cite=cite))
    return all_of("the place and the end use are those of the class", *here, cite=cite)
