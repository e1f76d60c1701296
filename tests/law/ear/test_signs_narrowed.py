"""What is not asked would have said nothing: signs of limbs that `find` leaves out, and end-use rules that no word raises."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from licet.decisions import Requirement
from licet.law.us.ear import part744_end_uses as uses
from licet.law.us.ear.part740_exceptions import EXCEPTIONS
from licet.law.us.ear.part740_exceptions.find import _limbs_for
from licet.law.us.ear.part740_exceptions.license_exception import never
from licet.law.words import Words, _cues
from licet.proofs import condition

NEEDS = (
    Requirement(reason="NS 2", family="chart", proof=condition("NS 2", True), cites=()),
    Requirement(reason="embargo", family="embargo", proof=condition("embargo", True), cites=("15 CFR 746.2",)),
)
CODES = tuple(dict.fromkeys(cue.code for cue in _cues()))
FIELDS = {
    "one_for_one": True, "original_lawfully_exported": True, "for_lawfully_exported_item": False, "nac_notified": True,
    "prior_consignee_statement": False, "written_assurance_technology": False, "datacenter": False, "located_in_us": True,
    "classification_obtained": True, "enc_paragraph": "740.17(b)(2)(i)(A)", "reexporting_country_authorisation": True,
}  # fmt: skip


def saying(q, *said: str):
    words = Words(frozenset(said), frozenset())
    return replace(q, use=words, words=words)


def no_sign_is_lost(q) -> set[str]:
    """The limbs that some sign puts forward, each of which `find` asks about."""
    asked = {
        limb.id: (claimed is not never and (claimed(q, NEEDS)), opens is not never and opens(q, NEEDS))
        for _, limb, claimed, opens in _limbs_for(q)
    }
    put_forward = set()
    for exception in EXCEPTIONS:
        for limb in exception.limbs:
            found = (bool(limb.claimed(q, NEEDS)), bool(limb.by_entry(q, NEEDS)))
            assert tuple(map(bool, asked.get(limb.id, (False, False)))) == found, limb.id
            if any(found):
                put_forward.add(limb.id)
    return put_forward


def test_no_sign_that_points_is_left_out_for_any_word(inquiry_of):
    q = inquiry_of("2025-06-02", known="2026-11-22", destination="CN", items=[{"eccn": "9A515.a"}], end_use="civil")
    found = set().union(*(no_sign_is_lost(saying(q, code, *more)) for code in CODES for more in (("sojourn", "replacement"),)))
    assert {"GFT(a)", "AVS(a)", "BAG(b)", "TMP(a)(1)"} <= found


@pytest.mark.parametrize(
    ("eccn", "to"),
    tuple(product(("EAR99", "5E002", "5A004", "4A003", "4D001", "0A505.a", "3A090.c", "1A613.c"), ("CU", "SY", "US", "DE"))),
)
def test_no_sign_that_points_is_left_out_for_any_field(inquiry_of, eccn, to):
    for name, told in [("origin", "foreign"), *FIELDS.items()]:
        item = {"eccn": eccn, "origin": "foreign", name: told}
        q = inquiry_of("2025-06-02", known="2026-11-22", kind="reexport", destination=to, items=[item], end_use="civil")
        for said in ((), ("personal_effects", "tools_of_trade"), ("defective", "replacement", "food")):
            no_sign_is_lost(saying(q, *said))


def test_words_that_raise_no_end_use_raise_none_of_its_rules(inquiry_of):
    q = inquiry_of("2025-06-02", known="2026-11-22", destination="CN", items=[{"eccn": "3B001.c"}], end_use="civil")
    rules = [uses.nuclear, uses.missile, uses.chemical_biological, uses.naval_propulsion, uses.supercomputer, uses.advanced_node,
             uses.node_unknown, uses.design_software, uses.tools]  # fmt: skip
    raised = {code for code in CODES if any(rule(saying(q, code)) is not None for rule in rules)}
    assert raised
    assert raised <= uses._RAISING
    assert all(uses.end_uses(saying(q, code)) for code in raised)
    everything_else = saying(q, *(set(CODES) - uses._RAISING))
    assert not any(rule(everything_else) for rule in rules)
    assert uses.end_uses(
        inquiry_of(
            "2025-06-02",
            known="2026-11-22",
            destination="CN",
            items=[{"eccn": "3B001.c"}],
            end_use="DRAM of 16 nm half pitch, 0.001 um2 cells",
        )
    )
