"""Controlled content (Supplement No. 2(a)(1) to part 734): would this US part need a license to the place on its own?

The Country Chart, the words of part 742 and part 746 are asked; part 744 never is. Content that could go without a license
or under License Exception GBS is left out; content eligible for any other exception counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from licet.law.goods import goods_of
from licet.law.law import Law
from licet.law.us.ear.item_sets import covered, is_listed, product_group
from licet.law.us.ear.part740_country_groups import member
from licet.law.us.ear.part742_lines import leaves, lines_of
from licet.law.us.ear.part774_ccl.lookup import entry
from licet.law.us.ear.part774_ccl.paragraphs import any_under
from licet.law.us.ear.part774_ccl.scopes import Scope
from licet.proofs import FAILS, HOLDS, UNKNOWN, Proof, Question, all_of, any_of, condition
from licet.transactions import Content

PACK = "us/ear/part734_deminimis"
GUIDELINES = "15 CFR Supp. 2 to 734(a)(1)"
GBS = "15 CFR 740.4"
LVS = "15 CFR 740.3"


def controlled(
    part: Content, destination: str, on: date, law: Law, *, sent_from: str | None = None, path: str = "items[0].us_content[0]"
) -> Proof:
    """Holds when the part would need a license to the destination on its own; unknown when its ECCN was not told."""
    claim = f"{part.part or part.eccn or 'the part'} would need a license to {destination} on its own"
    if part.eccn is None:
        return condition(
            claim, None, cite=GUIDELINES, asks=Question(f"{path}.eccn", f"What is the ECCN of {part.part or 'this part'}?")
        )
    if free := _partner(part, destination, law, sent_from):
        return all_of(claim, condition("the partner-country rule leaves it out", True, cite=free), _never(free), cite=GUIDELINES)
    if part.eccn.upper() == "EAR99":
        return _ear99(part, claim, destination, law, path)
    if is_listed(part.eccn) is not True:
        ask = Question(f"{path}.eccn", f"{part.eccn} is not an ECCN: what is the part's classification?")
        return condition(claim, None, cite=GUIDELINES, asks=ask)
    whole = _whole_list(part.eccn, destination, law)
    if whole is not None:
        return whole
    if covered(part.eccn, ["5D002"]) and "742.15(b)" in (part.part or ""):
        return condition(f"{claim}: published encryption source code is not counted", False, cite="15 CFR 734.4(b)(1)(i)")
    proof = _on_the_list(part, part.eccn, claim, destination, on, law, path)
    if proof.verdict is not UNKNOWN:
        return proof
    each = [_on_the_list(part, leaf, claim, destination, on, law, path) for leaf in leaves(part.eccn, on)]
    same = {one.verdict for one in each}
    return each[0] if len(same) == 1 and UNKNOWN not in same else proof


def nature(eccn: str | None, described: str | None) -> str:
    """ "commodity", "software" or "technology": by product group, else by the words; a commodity unless they say otherwise.

    >>> nature("5D992.c", None), nature("EAR99", "drawings and other technology"), nature("EAR99", "screws")
    ('software', 'technology', 'commodity')
    """
    group = product_group(eccn)
    if group:
        return {"D": "software", "E": "technology"}.get(group, "commodity")
    text = (described or "").lower()
    return "software" if "software" in text else "technology" if "technology" in text or "technical data" in text else "commodity"


def anti_terrorism_only(eccn: str | None) -> bool:
    """Whether the code is EAR99 or an entry that gives anti-terrorism as its only reason (their digits are 99).

    >>> anti_terrorism_only("5D992.c"), anti_terrorism_only("EAR99"), anti_terrorism_only("5D002")
    (True, True, False)
    """
    return eccn is not None and (
        eccn.upper() == "EAR99"
        or covered(
            eccn, ["??99?", "!3B993", "!3B994", "!3D992", "!3D993", "!3D994", "!3E992", "!3E993", "!3E994", "!5A992.z", "!5D992.z"]
        )
        is True
    )


def cites_of(proof: Proof) -> Iterator[str]:
    """The citations along the branches that carry the proof's verdict."""
    if proof.cite:
        yield proof.cite
    for part in proof.because:
        if part.verdict is proof.verdict:
            yield from cites_of(part)


def _never(cite: str) -> Proof:
    return condition("it is counted all the same", False, cite=cite)


def _partner(part: Content, destination: str, law: Law, sent_from: str | None) -> str | None:
    """The paragraph that leaves AT-only and EAR99 content out when the item comes from a partner country."""
    partners = law.get(f"{PACK}/partner_countries")
    if partners is None or sent_from not in partners.value or not anti_terrorism_only(part.eccn):
        return None
    russia, iran = law.in_force(f"{PACK}/partner_content_russia"), law.in_force(f"{PACK}/partner_content_iran")
    if destination in ("RU", "BY") and russia:
        return russia.cite
    return iran.cite if destination == "IR" and iran and part.eccn == "EAR99" else None


def _ear99(part: Content, claim: str, destination: str, law: Law, path: str) -> Proof:
    """EAR99 content counts where part 746 takes EAR99 items; food and medicine only for Cuba."""
    places, listed = law.value(f"{PACK}/ear99_controlled"), law.get(f"{PACK}/ear99_controlled_if_listed")
    if destination in places.value:
        exempt = destination != "CU" and goods_of(part.part, "food", "medicine") is True
        return condition(claim, not exempt, cite=str(places.value[destination]), rests_on=None)
    if listed is not None and destination in listed.value:
        ask = Question(f"{path}.hts", f"Is {part.part or 'this EAR99 part'} listed by HTS code in a supplement to part 746?")
        return condition(claim, None, cite=str(listed.value[destination]), asks=ask)
    return condition(f"{claim} (EAR99 goes without one)", False, cite=GUIDELINES)


def _whole_list(eccn: str, destination: str, law: Law) -> Proof | None:
    """Places to which every entry needs a license: part 746, and anti-terrorism controls of part 742."""
    claim = f"{eccn} needs a license to {destination}, as every listed item does"
    places, some = law.value(f"{PACK}/whole_list_controlled"), law.get(f"{PACK}/categories_3_to_9_controlled")
    if destination in places.value:
        return condition(claim, True, cite=str(places.value[destination]))
    if some is not None and destination in some.value and eccn[:1] in "3456789":
        return condition(claim, True, cite=str(some.value[destination]))
    return None


def _on_the_list(part: Content, eccn: str, claim: str, destination: str, on: date, law: Law, path: str) -> Proof:
    """The rows of the part's entry for one of its paragraphs, and GBS."""
    lines = lines_of(eccn, destination, on, part.part, path=path, presume=True)
    if lines is None:
        return condition(
            claim, None, cite=GUIDELINES, asks=Question(f"{path}.eccn", f"{eccn} is not on the list of that day: what is it?")
        )
    live = [line for line in lines if line.proof.verdict is not FAILS]
    if not live:
        return Proof(claim, FAILS, GUIDELINES, tuple(line.proof for line in lines))
    needs = any_of(claim, *(line.proof for line in live), cite=GUIDELINES)
    if all(line.reason == "NS" for line in live):
        open_ = _gbs(eccn, destination, on, law)
        if open_.verdict is HOLDS:
            return all_of(
                f"{claim}, and not under GBS",
                needs,
                condition("License Exception GBS would not serve it", False, cite=GBS),
                cite=GUIDELINES,
            )
        if open_.verdict is not FAILS:
            closed = condition(
                "License Exception GBS would not serve it",
                None,
                cite=GBS,
                asks=Question(f"{path}.eccn", f"Which paragraph of {eccn} is it? GBS depends on it."),
            )
            return all_of(f"{claim}, and not under GBS", needs, closed, cite=GUIDELINES)
    if _limited_value(eccn, destination, on):
        note = condition("it counts even where LVS would be open: only NLR and GBS content is left out", True, cite=LVS)
        return all_of(claim, needs, note, cite=GUIDELINES)
    return needs


def _gbs(eccn: str, destination: str, on: date, law: Law) -> Proof:
    """Whether GBS would carry the part: Country Group B, and the entry says yes for the paragraph (15 CFR 740.4)."""
    shut = law.get(f"{PACK}/gbs_closed")
    place = False if shut and destination in shut.value else member("B", destination, on)
    return all_of(
        "License Exception GBS is open to it",
        condition("the destination is in Country Group B, and not shut out", place, cite=GBS),
        condition("its entry says yes to GBS", product_group(eccn) in "ABC" and _entry_opens(eccn, destination, on), cite=GBS),
        cite=GBS,
    )


def _entry_opens(eccn: str, destination: str, on: date) -> bool | None:
    """Whether the entry opens GBS for the paragraph.

    A bare heading is open when every paragraph is, those included that are shut only for a special function ("for 5A001.j"):
    gear of that function is not what a plain heading names.
    """
    found = entry(eccn, on)
    holds = found.opens("GBS", to=destination).holds
    if holds is not None or found.eccn.path or found.absent:
        return holds
    scopes = [term.scope for term in found.terms if term.symbol == "GBS" and not (term.unless or term.to or term.not_to)]
    plain = any(not scope.condition for scope in scopes)
    each = (any(_open_path(path, scope) for scope in scopes) for path in found.paths)
    return True if plain and all(each) else None


def _open_path(path: str, scope: Scope) -> bool:
    """Whether a line's paragraphs take the path in, its special function aside."""
    taken = not scope.covers or any_under(path, scope.covers) is not False
    return taken and not (scope.excepts and any_under(path, scope.excepts))


def _limited_value(eccn: str, destination: str, on: date) -> bool:
    """Whether the entry carries an LVS value and the destination is in Country Group B."""
    return bool(member("B", destination, on)) and entry(eccn, on).lvs_limit(to=destination)[0] is not None
