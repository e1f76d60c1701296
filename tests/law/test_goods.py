"""What the goods are, told apart from what they have to do with."""

from __future__ import annotations

import pytest

from licet.law.goods import goods_of


@pytest.mark.parametrize(
    ("description", "verdict"),
    [
        ("food", True),
        ("canned food", True),
        ("bags of wheat flour", True),
        ("500 kg of frozen meat", True),
        ("US-origin rice, in bulk", True),
        ("food and medicine", True),
        ("medicine: insulin vials for a clinic", True),
        ("food and clothes", None),
        ("food processing machines", False),
        ("meat grinders for a kitchen", False),
        ("packaging machine for medicines", False),
        ("food and grinders", None),
        ("forklifts", False),
        ("", None),
        (None, None),
    ],
)
def test_food_and_medicine_are_what_the_phrase_names(description, verdict):
    assert goods_of(description, "food", "medicine") is verdict


@pytest.mark.parametrize(
    ("description", "verdict"),
    [
        ("mobile phones", True),
        ("laptops and tablets", True),
        ("phone masts", False),
        ("cell tower for mobile phones", False),
        ("phone cases", None),
    ],
)
def test_a_mast_is_no_phone(description, verdict):
    assert goods_of(description, "consumer_device") is verdict


def test_parts_count_only_where_a_rule_serves_them():
    assert goods_of("parts exclusively for medical devices", "medical_device", parts=True) is True
    assert goods_of("parts for medical devices", "medical_device") is None
    assert goods_of("molding machines for medical devices", "medical_device", parts=True) is False
