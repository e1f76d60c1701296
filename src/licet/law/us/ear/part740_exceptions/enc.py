"""License Exception ENC: encryption items (15 CFR 740.17).

The paragraph an item falls under decides who may receive it. The exporter states it (`enc_paragraph`); an item nobody has
placed leaves the exception open, for a restricted item looks like any other.
"""

from __future__ import annotations

import re

from licet.decisions import Requirement
from licet.law.inquiry import Inquiry
from licet.law.us.ear.part740_exceptions.enc_users import (
    development,
    favored,
    network_users,
    no_nationals,
    not_d1,
    only_favored,
    private_or_favored,
    us_subsidiary,
)
from licet.law.us.ear.part740_exceptions.license_exception import LicenseException, Limb, Rule, Sign, only_where
from licet.law.us.ear.part740_exceptions.places import destination_in
from licet.law.us.ear.part740_exceptions.users import end_users, undertaken, used_for
from licet.proofs import Proof, Question, all_of, any_of, condition, pledge

CITE = "15 CFR 740.17"
PACK = "us/ear/part740_exceptions/enc"
HEADINGS = frozenset({"5A002", "5B002", "5A004", "5D002", "5E002"})


def paragraph(q: Inquiry) -> str | None:
    """The stated paragraph of 740.17 as "(b)(2)(i)(A)", None when not told."""
    told = q.item.enc_paragraph
    return None if told is None else re.sub(r"^(?:15 ?CFR ?)?(?:740\.17)?", "", told.strip()).replace(" ", "")


def _limb(limb: str, title: str, asks: str, *tests: Rule, claimed: Sign | None = None) -> Limb:
    """A limb: the item and the place first, then its own tests."""
    cite = f"{CITE}{limb[3:]}"

    def rule(q: Inquiry, requirements: tuple[Requirement, ...]) -> Proof:
        return all_of(
            f"License Exception ENC is available under paragraph {limb[3:]}",
            condition(
                "the item is classified under an encryption entry",
                None if q.eccn is None else q.heading in HEADINGS,
                cite=CITE,
                asks=Question(f"{q.path}.eccn", "Under which ECCN and paragraph does the item fall?"),
            ),
            destination_in(q, f"{PACK}/places", cite=CITE),
            no_nationals(q),
            *(test(q, requirements) for test in tests),
            undertaken(q, "it is not known to serve against systems without their owner's consent", "intrusion", cite=f"{CITE}(f)"),
            cite=cite,
        )

    sign = claimed or _stated(limb[3:])
    return Limb(id=limb, title=title, cite=cite, rule=rule, claimed=sign, asks=asks)


def _stated(named: str) -> Sign:
    """Whether the stated paragraph is this limb or lies under it."""

    @only_where(told=["enc_paragraph"])
    def sign(q: Inquiry, requirements: tuple[Requirement, ...]) -> bool:
        told = paragraph(q)
        return told is not None and (told == named or told.startswith(f"{named}("))

    return sign


@only_where(told=["enc_paragraph"])
def _network_or_loose(q: Inquiry, requirements: tuple[Requirement, ...]) -> bool:
    """(b)(2)(i)(A), or (b)(2) without saying which of its paragraphs."""
    return _stated("(b)(2)(i)(A)")(q, requirements) or paragraph(q) in ("(b)(2)", "(b)(2)(i)")


_NETWORK = re.compile(
    r"\b(?:routers?|switch(?:es)?|network\w*|gateways?|carrier\w*|VPN|WAN|base stations?|satellite|backhaul)\b", re.I
)


def _network_item(q: Inquiry, requirements: tuple[Requirement, ...]) -> Proof:
    """Whether it is network infrastructure: stated, or described so; who may have any (b)(2)(i) item need not know."""
    told = paragraph(q)
    exact = told is not None and told.startswith("(b)(2)(i)(A)")
    described = told == "(b)(2)(i)" and _NETWORK.search(q.item.description or "") is not None
    placed = condition(
        "the item is network infrastructure of (b)(2)(i)(A)",
        True if exact or described else None,
        cite=f"{CITE}(b)(2)(i)(A)",
        asks=Question(f"{q.path}.enc_paragraph", "Which paragraph below 15 CFR 740.17(b)(2) describes the item?"),
    )
    if told == "(b)(2)(i)" and not described:
        return any_of(
            "it is network infrastructure, or its users may have any item of (b)(2)(i)",
            placed,
            private_or_favored(q, requirements),
        )
    return placed


def _self_classified(q: Inquiry, requirements: tuple[Requirement, ...]) -> Proof:
    """Whether the item is one to classify oneself: stated (b)(1), and so in neither (b)(2) nor (b)(3)."""
    told = paragraph(q)
    technology = q.heading in ("5E002", "5A004")
    truth = False if technology else None if told is None else told.startswith("(b)(1)")
    return condition(
        "the item falls under (b)(1): neither (b)(2) nor (b)(3) describes it",
        truth,
        cite=f"{CITE}(b)(1)",
        asks=Question(f"{q.path}.enc_paragraph", "Under which paragraph of 15 CFR 740.17 does the item fall?"),
    )


def _reported(q: Inquiry, requirements: tuple[Requirement, ...]) -> Proof:
    """The report due by 1 February of the next year, unless a classification was obtained (15 CFR 740.17(e)(3))."""
    claim, cite = "the self-classification report is filed by 1 February of the next year", f"{CITE}(e)(3)"
    if q.item.self_classification_report is False and not q.item.classification_obtained:
        return condition(claim, False, cite=cite)
    return pledge(claim, cite=cite)


def _classified(q: Inquiry, requirements: tuple[Requirement, ...]) -> Proof:
    """A classification request made 30 days before; on the day itself for the states of Supplement No. 3."""
    claim, cite = "a classification request was filed, and 30 days have passed where they must", f"{CITE}(b)"
    if not q.item.classification_obtained and favored(q) is True:  # the request serves at once; its answer need not be in hand
        return pledge("a classification request is filed before the export", cite=cite)
    return q.item_told(claim, "classification_obtained", "Was a classification obtained, or requested 30 days ago?", cite=cite)


def _us_parent(q: Inquiry, requirements: tuple[Requirement, ...]) -> bool:
    parents = [party.ultimate_parent_hq or party.parent_country for _, party in end_users(q)]
    return (bool(parents) and all(parent == "US" for parent in parents)) or used_for(q, "us_subsidiary")


@only_where(said=["internal_development"])
def _internal(q: Inquiry, requirements: tuple[Requirement, ...]) -> bool:
    return used_for(q, "internal_development")


def _foreign_product(q: Inquiry, requirements: tuple[Requirement, ...]) -> Proof:
    """A foreign product with US encryption parts, sent from abroad (15 CFR 740.17(a)(3))."""
    return all_of(
        "a foreign product holds US encryption parts that were classified or reported",
        condition(
            "it is foreign-made and sent from abroad", q.item.origin == "foreign" and q.tx.kind != "export", cite=f"{CITE}(a)(3)"
        ),
        q.item_told(
            "the US part was classified or reported",
            "classification_obtained",
            "Was the US encryption part classified or reported?",
            cite=f"{CITE}(a)(3)",
        ),
        pledge("the cryptographic function of the US part was not changed", cite=f"{CITE}(a)(3)"),
        cite=f"{CITE}(a)(3)",
    )


@only_where(told=["classification_obtained"])
def _foreign(q: Inquiry, requirements: tuple[Requirement, ...]) -> bool:
    return q.item.origin == "foreign" and paragraph(q) is None and q.item.classification_obtained is not None


def _unplaced(q: Inquiry, requirements: tuple[Requirement, ...]) -> bool:
    """An encryption item nobody has placed under a paragraph."""
    return q.heading in HEADINGS and paragraph(q) is None


@only_where(headings=["5E002"], told=["enc_paragraph"])
def _unplaced_technology(q: Inquiry, requirements: tuple[Requirement, ...]) -> bool:
    """Encryption technology nobody has placed, or stated to be of (b)(2)(iv)(B)."""
    return (q.heading == "5E002" and paragraph(q) is None) or _stated("(b)(2)(iv)(B)")(q, requirements)


@only_where(headings=["5A004"], told=["enc_paragraph"])
def _unplaced_tool(q: Inquiry, requirements: tuple[Requirement, ...]) -> bool:
    """A 5A004 item nobody has placed, or an item stated to be of (b)(3)."""
    return (q.heading == "5A004" and paragraph(q) is None) or _stated("(b)(3)")(q, requirements)


def _placed(named: str) -> Rule:
    """Whether the item was stated to fall under the paragraph; unknown when nobody placed it."""

    def rule(q: Inquiry, requirements: tuple[Requirement, ...]) -> Proof:
        return condition(
            f"the item falls under {named}",
            True if _stated(named)(q, requirements) else None,
            cite=f"{CITE}{named}",
            asks=Question(f"{q.path}.enc_paragraph", "Under which paragraph of 15 CFR 740.17 does the item fall?"),
        )

    return rule


@only_where(headings=HEADINGS, told=["enc_paragraph"])
def _plain(q: Inquiry, requirements: tuple[Requirement, ...]) -> bool:
    unplaced = _unplaced(q, requirements) and q.heading not in ("5E002", "5A004")
    return unplaced or _stated("(b)(1)")(q, requirements)


def _half_yearly(q: Inquiry, requirements: tuple[Requirement, ...]) -> Proof:
    return pledge("half-yearly reports go in by 1 August and 1 February", cite=f"{CITE}(e)(1)")


_PLACE = "Under which paragraph of 15 CFR 740.17 does the encryption item fall, and was it classified?"

EXCEPTION = LicenseException(
    symbol="ENC",
    section=CITE,
    reasons=frozenset({"NS", "EI", "AT"}),
    limbs=(
        _limb("ENC(a)(1)", "private firms of favored states, for development", _PLACE, development, claimed=_internal),
        _limb("ENC(a)(2)", "US subsidiaries and staff of US companies", _PLACE, us_subsidiary, claimed=_us_parent),
        _limb("ENC(a)(3)", "foreign products with US encryption parts", _PLACE, _foreign_product, claimed=_foreign),
        _limb("ENC(b)(1)", "self-classified items", _PLACE, _self_classified, _reported, claimed=_plain),
        _limb(
            "ENC(b)(2)(i)(A)",
            "network infrastructure",
            _PLACE,
            _network_item,
            _classified,
            network_users,
            _half_yearly,
            claimed=_network_or_loose,
        ),
        *(
            _limb(f"ENC(b)(2)(i)({letter})", title, _PLACE, _classified, private_or_favored, _half_yearly)
            for letter, title in (
                ("B", "encryption source code"),
                ("C", "customized items"),
                ("D", "quantum cryptography"),
                ("E", "items of paragraph (E)"),
                ("F", "network penetration tools"),
                ("G", "public safety radio"),
                ("H", "ultra-wideband and spread spectrum"),
            )
        ),
        _limb("ENC(b)(2)(ii)", "cryptanalytic items", _PLACE, _classified, private_or_favored, _half_yearly),
        _limb("ENC(b)(2)(iii)", "open cryptographic interfaces", _PLACE, _classified, only_favored, _half_yearly),
        _limb("ENC(b)(2)(iv)(A)", "technology for non-standard cryptography", _PLACE, _classified, only_favored, _half_yearly),
        _limb(
            "ENC(b)(2)(iv)(B)",
            "other encryption technology",
            _PLACE,
            _placed("(b)(2)(iv)(B)"),
            _classified,
            not_d1,
            private_or_favored,
            _half_yearly,
            claimed=_unplaced_technology,
        ),
        _limb(
            "ENC(b)(3)",
            "components, toolkits, forensics, activation",
            _PLACE,
            _placed("(b)(3)"),
            _classified,
            claimed=_unplaced_tool,
        ),
    ),
)
