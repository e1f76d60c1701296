"""Goods: what a description says the goods themselves are, told apart from what they merely have to do with.

"Food processing machines" are no food, "phone masts" no phones, "food and clothes" not food alone. A kind is taken from the
head of the phrase, and from every member of a list; where a cue stands elsewhere in the description, nothing is known.
"""

from __future__ import annotations

import re
from functools import lru_cache

from licet.law.words import pattern_of

#: What parts the members of a list.
_MEMBERS = re.compile(r"\s*(?:[,;/&+]|\b(?:and|or|plus|with|together with)\b)\s*", re.IGNORECASE)
#: What a quantity or a package is of is the goods; so are parts "for" a thing, where a rule serves its parts too.
_PACKED = re.compile(
    r"^(?:[\d.,]+\s*)?(?:bags?|sacks?|tins?|cans?|boxes|box|cartons?|packs?|packets?|parcels?|pallets?|tons?|tonnes?|kg|kilograms?|lit(?:er|re)s?"
    r"|bottles?|vials?|doses|cases|shipments?|cargo(?:es)?|consignments?|loads?|containers?|packages?|supply|supplies|deliver(?:y|ies))\s+of\s+",
    re.IGNORECASE,
)  # fmt: skip
_PARTS = re.compile(
    r"^(?:spare |replacement )?(?:parts?|components?|accessories|spares) (?:exclusively |only )?(?:for|of) (?:an? |the )?",
    re.IGNORECASE,
)
#: Where the phrase ends and what is said about it begins.
_AFTER = re.compile(
    r"\s*(?:[(:\[]|\b(?:for|from|in|to|by|at|on|of|made|sold|bought|meant|intended|worth|bound|under|without|that|which)\b).*$",
    re.IGNORECASE,
)
#: Members of a list that say where goods come from, not what they are.
_ORIGIN = re.compile(r"^(?:u\.?s\.?a?|american|foreign|ear99|new|used)?[- ]?(?:origin|made)?$", re.IGNORECASE)
#: Heads that say outright that the goods are something else: machines for food, masts for phones.
_OTHERWISE = re.compile(
    r"\b(?:machines?|machinery|equipment|apparatus|tools?|systems?|plants?|lines?|vehicles?|trucks?|packaging|cookers?|grinders?|mills?"
    r"|silos?|harvesters?|refrigerators?|ovens?|masts?|towers?|base stations?)$",
    re.IGNORECASE,
)
#: Nouns that may follow the cue and leave the kind as it is: "wheat flour", "insulin vials".
_STILL = re.compile(
    r"(?:\s+(?:flour|powder|oil|products?|items?|goods|aid|suppl(?:y|ies)|concentrates?|ingredients?|rations?|parcels?|shipments?"
    r"|doses|vials?|tablets?|pills?|capsules?|stocks?|sets?|units?|models?|kits?))*\s*[.\d]*$",
    re.IGNORECASE,
)  # fmt: skip


@lru_cache(maxsize=65536)
def goods_of(description: str | None, *codes: str, parts: bool = False) -> bool | None:
    """Whether the goods described are of the kinds that the cues of these codes name.

    Args:
        description: The goods in words.
        codes: Codes of the table of cues; goods of any of them are of the kind.
        parts: Whether parts for such goods count as such goods.

    Returns:
        True when every member of the description is of a kind; False when no cue occurs, or each member names another thing
        outright; None when nothing is described, or a cue occurs and the goods may be something else or something more.

    >>> goods_of("bags of wheat flour", "food"), goods_of("food and clothes", "food"), goods_of("food processing machines", "food")
    (True, None, False)
    >>> goods_of("forklifts", "food"), goods_of(None, "food"), goods_of("canned food, insulin", "food", "medicine")
    (False, None, True)
    """
    text = (description or "").strip()
    if not text:
        return None
    cues = [pattern for code in codes if (pattern := pattern_of(code)) is not None]
    if not any(cue.search(text) for cue in cues):
        return False
    members = [member for each in _MEMBERS.split(_head(text, parts)) if not _ORIGIN.match(member := each.strip())]
    of_kind = [_ends_in(member, cues, parts) for member in members]
    if members and all(of_kind):
        return True
    return False if members and not any(of_kind) and all(_OTHERWISE.search(member) for member in members) else None


def _head(text: str, parts: bool) -> str:
    """The phrase up to what is said about it."""
    text = _PACKED.sub("", text)
    return _AFTER.sub("", _PARTS.sub("", text) if parts else text)


def _ends_in(member: str, cues: list[re.Pattern[str]], parts: bool) -> bool:
    member = _PACKED.sub("", member)
    if parts and re.fullmatch(r"(?:spare |replacement )?(?:parts?|components?|accessories|spares)", member, re.IGNORECASE):
        return True
    return any(_STILL.match(member, found.end()) for cue in cues for found in cue.finditer(member))
