"""De minimis (15 CFR 734.4 and Supplement No. 2 to part 734): does a foreign-made item hold too much US content?

Like is measured with like; a part counts when it would need a license to the destination on its own; the share is compared
as exact decimals, and only what exceeds the level brings the item in. Some content has no level at all. In order: the
answer's form, the whole question, its levels, its content without a level, encryption, technology.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Context, Decimal
from typing import NamedTuple

from licet.law.law import Law
from licet.law.us.ear import part734_content as content
from licet.law.us.ear.item_sets import covered, product_group
from licet.law.us.ear.part734_zero import Surroundings, without_level
from licet.law.us.ear.part740_country_groups import member
from licet.proofs import FAILS, HOLDS, UNKNOWN, Proof, Question, all_of, any_of, condition, pledge
from licet.transactions import Content, Item

PACK = "us/ear/part734_deminimis"
GUIDELINES = "15 CFR Supp. 2 to 734(a)(1)"
RIDER = "15 CFR 734.4(d)(1) note 3"
ENOUGH = Context(prec=28)
NO_ANSWERS: Mapping[str, str] = {}


class Counted(NamedTuple):
    """One US-origin part, and whether it counts.

    Attributes:
        part: The part.
        counts: True, False, or None when it cannot be told.
        proof: Why: holds when it counts.
    """

    part: Content
    counts: bool | None
    proof: Proof


class DeMinimis(NamedTuple):
    """What the content test says of a foreign-made item for a destination.

    Attributes:
        proof: "the item's US content makes it subject to the EAR": holds, fails or unknown.
        controlled_usd: Value of the content that counts; None when it cannot be told.
        total_usd: Value of the item, None when not told.
        pct: 100 * controlled / total, exact to 28 digits; where the side of the level is sure though a part's control is
            not, with that part counted; None when it cannot be told.
        threshold_pct: The level that governs: 0, 10 or 25.
        parts: Every part with its reason.
        cites: Citations that carry the answer, the paragraph of 734.4 first.
        weighed: Citations of special levels that were looked at and do not bite here.
        munitions: Cites of the requirement that zero-level 600 series or 9x515 content keeps, empty when there is none.
    """

    proof: Proof
    controlled_usd: Decimal | None
    total_usd: Decimal | None
    pct: Decimal | None
    threshold_pct: Decimal
    parts: tuple[Counted, ...]
    cites: tuple[str, ...]
    weighed: tuple[str, ...] = ()
    munitions: tuple[str, ...] = ()

    @property
    def riders(self) -> tuple[Proof, ...]:
        """US-origin software that goes along with a commodity and needs a test of its own (note 3 to 734.4(c)(1), (d)(1))."""
        return tuple(part.proof for part in self.parts if part.counts is None and part.proof.because[0].cite == RIDER)

    @property
    def questions(self) -> tuple[Question, ...]:
        """What to ask, when it is unknown."""
        return tuple(dict.fromkeys(self.proof.open_questions()))


def de_minimis(
    item: Item,
    destination: str,
    on: date,
    law: Law,
    *,
    sent_from: str | None = None,
    path: str = "items[0]",
    one_time_report_filed: bool | None = None,
    around: Surroundings | None = None,
    bundled: bool | None = None,
    answered: Mapping[str, str] = NO_ANSWERS,
) -> DeMinimis:
    """Whether the US content of a foreign-made item makes it subject to the EAR for a destination on a day.

    Args:
        item: The item, with its US content.
        destination: Ultimate destination, as a code.
        on: The day of the act.
        law: Dated values.
        sent_from: Country it is sent from abroad, for the partner-country rule (15 CFR 746.8(a)(12)(iii)(B)).
        path: Where the item stands in the transaction, for questions.
        one_time_report_filed: Whether the report of Supplement No. 2(b) was filed, for technology.
        bundled: False when US-origin software in the list is sent apart from the commodity.
        around: Facts of the transaction that the special levels look at; none known when None.
        answered: Answers a person gave to questions of an earlier decision about the content, by fact.

    Raises:
        OutOfCoverage: The day is before 2008-10-01.
    """
    around = around or Surroundings(sent_from=sent_from)
    level, level_cite = level_of(destination, on, law)
    if item.us_content is None:
        ask = Question(f"{path}.us_content", "Which US-origin parts, software or technology does it hold, at what value?")
        proof = condition("its controlled US content exceeds the de minimis level", None, cite=level_cite, asks=ask)
        return DeMinimis(
            proof=proof, controlled_usd=None, total_usd=item.value_usd, pct=None, threshold_pct=level, parts=(),
            cites=(level_cite, GUIDELINES),
        )  # fmt: skip
    parts = tuple(
        _weigh(item, part, destination, on, law, sent_from, f"{path}.us_content[{place}]", bundled, answered)
        for place, part in enumerate(item.us_content)
    )
    zeros = without_level(item, destination, on, law, around, path)
    biting = [zero for zero in zeros if zero.proof.verdict is HOLDS]
    share, controlled, pct = _share(item, parts, level, level_cite, path)
    branches = [share, *(zero.proof for zero in zeros)]
    encryption = _encryption(item, destination, on, law, path, bundled)
    if encryption is not None:
        branches.append(encryption)
    report = _report(item, parts, one_time_report_filed, level)
    if report is not None:
        branches.append(report)
    proof = any_of("its US content makes the foreign-made item subject to the EAR", *branches, cite="15 CFR 734.3(a)(3)")
    threshold = Decimal(0) if biting else level
    cites = _cites(proof, level_cite, parts, biting, share, encryption, report)
    spared = ("15 CFR Supp. 4 to 742",) if around.carved_out else ()
    near = [zero for zero in zeros if zero.near and zero.proof.verdict is FAILS]
    weighed = tuple(dict.fromkeys([*(zero.cite for zero in near), *(spared if near else ())]))
    munitions = tuple(dict.fromkeys(cite for zero in zeros for cite in zero.munitions))
    return DeMinimis(
        proof=proof, controlled_usd=controlled, total_usd=item.value_usd, pct=pct, threshold_pct=threshold, parts=parts,
        cites=cites, weighed=weighed, munitions=munitions,
    )  # fmt: skip


def level_of(destination: str, on: date, law: Law) -> tuple[Decimal, str]:
    """The level for a destination and the paragraph that sets it: 10 for E:1 and E:2, 25 elsewhere.

    Cuba had 25 from 2015-07-22 to 2019-10-20, out of E:1 and not yet named with E:2.
    """
    groups = law.value(f"{PACK}/low_level_groups").value
    low = any(member(group, destination, on) is not False for group in sorted(groups))
    found = law.value(f"{PACK}/low_level" if low else f"{PACK}/general_level")
    return found.value, found.cite


# --- the parts ----------------------------------------------------------------------------------------------------------


def _weigh(
    item: Item, part: Content, destination: str, on: date, law: Law, sent_from: str | None, path: str, bundled: bool | None,
    answered: Mapping[str, str],
) -> Counted:  # fmt: skip
    """Whether a part counts: like with like, then a license of its own, then a fair price."""
    name = part.part or part.eccn or "a part"
    alike = _alike(item, part, path, bundled)
    if alike.verdict is FAILS:
        return Counted(part=part, counts=False, proof=alike)
    needs = _settled(content.controlled(part, destination, on, law, sent_from=sent_from, path=path), answered)
    proof = all_of(f"{name} counts as controlled US content", alike, needs, cite=GUIDELINES)
    return Counted(part=part, counts=proof.verdict.truth, proof=proof)


def _settled(needs: Proof, answered: Mapping[str, str]) -> Proof:
    """A part's control, settled when a person answered its one open question with yes or no."""
    said = answered.get(needs.question.fact, "").strip().lower() if needs.question is not None else ""
    return condition(needs.claim, said == "yes", cite=needs.cite) if said in ("yes", "no") else needs


def _alike(item: Item, part: Content, path: str, bundled: bool | None) -> Proof:
    """Commodity in commodity, software in software, technology in technology; software bundled with a commodity counts
    only when it is controlled for anti-terrorism alone or EAR99 (notes to 15 CFR 734.4(c)(1) and (d)(1))."""
    whole, piece = content.nature(item.eccn, item.description), content.nature(part.eccn, part.part)
    claim = "like is measured with like: it is incorporated in, bundled or commingled with the item"
    cite = "15 CFR 734.4(d)(1)"
    if piece == "technology" and whole != "technology":
        return condition(f"{claim} (technology used to make a commodity is not)", False, cite=GUIDELINES)
    if piece == "software" and whole == "commodity" and bundled is False:
        return condition(f"{claim} (sent apart, it is US-origin software by itself)", False, cite="15 CFR 734.4(d)(1) note 1")
    if piece == "software" and whole == "commodity" and not content.anti_terrorism_only(part.eccn):
        claim = "US software beyond AT-only and EAR99 that goes along is covered by the item's own test"
        asks = Question(f"{path}.eccn", "Add this US-origin software as an item of its own: it is subject to the EAR by itself.")
        return condition(claim, None, cite=RIDER, asks=asks)
    return condition(claim, True, cite=cite)


def _share(
    item: Item, parts: tuple[Counted, ...], level: Decimal, level_cite: str, path: str
) -> tuple[Proof, Decimal | None, Decimal | None]:
    """The comparison, exact; parts that may or may not count decide it only when they matter."""
    counted = [part for part in parts if part.counts is not False]
    prices = {id(part): _price(part.part) for part in counted}
    sure = [prices[id(part)] for part in counted if part.counts]
    open_ = [prices[id(part)] for part in counted if part.counts is None]
    least = sum((price for price in sure if price is not None), Decimal(0))
    most = None if None in (*sure, *open_) else least + sum((p for p in open_ if p is not None), Decimal(0))
    exact = most is not None and most == least
    total = item.value_usd
    claim = f"the controlled content exceeds {level} percent of its value"
    if exact and least == 0:
        return condition(claim, False, cite=level_cite), Decimal(0), Decimal(0)
    if total is None or total <= 0:
        asks = Question(f"{path}.value_usd", "What is its fair market price where it is sold?")
        return condition(claim, None, cite=level_cite, asks=asks), least if exact else None, None
    if least > total:
        asks = Question(
            f"{path}.us_content", f"The US content ({least} USD) is worth more than the item ({total} USD): which is wrong?"
        )
        return condition(claim, None, cite=level_cite, asks=asks), least, None
    pct = ENOUGH.divide(100 * least, total) if exact else None
    over = 100 * least > level * total
    under = most is not None and 100 * most <= level * total
    if over or under:
        shown = f" ({least} of {total} USD)" if exact else ""
        counting = pct if exact or most is None else ENOUGH.divide(100 * most, total)
        return condition(claim + shown, over, cite=level_cite), least if exact else None, counting
    open_parts = [part.proof for part in counted if part.counts is None and part.proof.verdict is UNKNOWN]
    return Proof(claim, UNKNOWN, level_cite, (*open_parts, *_price_questions(parts, path))), None, None


def _price(part: Content) -> Decimal | None:
    """Fair market price in dollars; a transfer price or another currency does not serve (Supplement No. 2(a)(2))."""
    return part.value_usd if part.currency in (None, "USD") else None


def _price_questions(parts: Iterable[Counted], path: str) -> tuple[Proof, ...]:
    return tuple(
        condition(
            f"the fair market price of {each.part.part or each.part.eccn} is known",
            None,
            cite="15 CFR Supp. 2 to 734(a)(2)",
            asks=Question(
                f"{path}.us_content[{place}].value_usd",
                "What is its fair market price (not the transfer price), in USD, where the item is made?",
            ),
        )
        for place, each in enumerate(parts)
        if each.counts is not False and _price(each.part) is None
    )


# --- encryption and technology ------------------------------------------------------------------------------------------


def _encryption(item: Item, destination: str, on: date, law: Law, path: str, bundled: bool | None) -> Proof | None:
    """5A002, 5B002, 5A004 and 5D002 content may use the percentages only when authorized (15 CFR 734.4(b)(1)).

    Holds when it is not: the item is then subject to the EAR at any share. None when there is no such content.
    """
    rule = law.get(f"{PACK}/encryption_content")
    held = [
        part
        for part in item.us_content or ()
        if rule and covered(part.eccn, rule.value) and not (bundled is False and content.nature(part.eccn, part.part) == "software")
    ]
    if rule is None or not held or content.nature(item.eccn, item.description) == "technology":
        return None
    paragraph = (item.enc_paragraph or "").replace(" ", "")
    embargoed = any(member(group, destination, on) for group in ("E:1", "E:2"))
    allowed = (
        True if "(b)(1)" in paragraph or "(b)(3)" in paragraph or "742.15(b)" in paragraph
        else not embargoed if "(b)(2)" in paragraph
        else None if not paragraph else False
    )  # fmt: skip
    asks = Question(f"{path}.enc_paragraph", "Under which paragraph of 15 CFR 740.17(b) was the US encryption content authorized?")
    return condition(
        "its US encryption content was not authorized as 734.4(b)(1) asks", None if allowed is None else not allowed,
        cite=rule.cite, rests_on=rule.ref, asks=asks,
    )  # fmt: skip


def _report(item: Item, parts: Iterable[Counted], filed: bool | None, level: Decimal) -> Proof | None:
    """Technology may rely on the exclusion only after a one-time report (15 CFR 734.4(c)(3), (d)(3); Supp. 2(b)).

    Holds when it was not filed: the technology is then subject to the EAR. None when nothing controlled is commingled.
    """
    if product_group(item.eccn) != "E" or not any(part.counts is not False for part in parts):
        return None
    paragraph = "15 CFR 734.4(d)(3)" if level == 25 else "15 CFR 734.4(c)(3)"
    claim = "the one-time report that technology needs was not filed"
    if filed is not None:
        return condition(claim, not filed, cite=paragraph)
    kept = pledge(
        "file the one-time report, and wait 30 days, before relying on de minimis for technology", cite="15 CFR Supp. 2 to 734(b)"
    )
    return Proof(claim, FAILS, paragraph, (kept,))


def _cites(
    proof: Proof, level_cite: str, parts: Iterable[Counted], biting: Iterable[object], share: Proof,
    encryption: Proof | None, report: Proof | None,
) -> tuple[str, ...]:  # fmt: skip
    """The citations that carry the answer: the paragraph of 734.4 that decides, the guidelines, then why parts count."""
    found: list[str] = []
    for zero in biting:
        found += [zero.cite, *zero.why]  # type: ignore[attr-defined]
    if report is not None and report.verdict is HOLDS:
        found += [str(report.cite), "15 CFR Supp. 2 to 734(b)"]
    if encryption is not None and encryption.verdict is not FAILS:
        found.append(str(encryption.cite))
    if proof.verdict is not HOLDS or share.verdict is HOLDS or not found:
        found.append(level_cite)
    found.append(GUIDELINES)
    for part in parts:
        found += content.cites_of(part.proof)
    return tuple(dict.fromkeys(found))
