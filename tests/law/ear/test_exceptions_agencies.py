"""Who counts as an agency, by what is told and by a name read narrowly."""

from __future__ import annotations

import pytest

from licet.law.us.ear.part740_exceptions.agencies import national_agency, us_agency_takes_part
from licet.transactions import Participant, Role


def party(name: str, **facts) -> Participant:
    return Participant(role=Role.END_USER, name=name, **facts)


@pytest.mark.parametrize(
    ("name", "facts", "is_one"),
    [
        ("Ministry of Defence", {}, True),
        ("Some office", {"government": True}, True),
        ("City of Oslo water works", {"government": True}, None),
        ("Travel Agency GmbH", {}, None),
        ("Army and Navy Store", {}, None),
        ("Arms maker", {"military": True}, None),
        ("Ministry of Defence", {"government": False}, False),
    ],
)
def test_a_national_agency_is_told_or_named_so(name, facts, is_one):
    assert national_agency(party(name, **facts)) is is_one


@pytest.mark.parametrize(
    ("name", "facts", "is_one"),
    [
        ("US Embassy Paris", {"country": "FR"}, True),
        ("Weather bureau", {"country": "US", "government": True}, True),
        ("US Army contractor LLC", {"country": "US"}, None),
        ("A private company", {"country": "US"}, None),
        ("French ministry", {"country": "FR", "government": True}, None),
    ],
)
def test_an_agency_of_the_united_states_is_told_or_named_so(inquiry_of, name, facts, is_one):
    q = inquiry_of("2026-07-01", parties=[{"role": "end_user", "name": name, **facts}], items=[{"eccn": "5A980"}])
    assert us_agency_takes_part(q) is is_one
