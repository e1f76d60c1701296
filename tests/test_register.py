"""The shipped record of the ZTE matter, day by day."""

from datetime import date

import pytest

from licet.facts import AsOf, as_of
from licet.listings import Authorization, DenialOrder, EntityListing, GeneralLicense
from licet.register import events, shipped


def held(day: str, known: str | None = None):
    when = AsOf.on(date.fromisoformat(day), date.fromisoformat(known) if known else None)
    return {fact.id: fact for fact in as_of(shipped(), when)}


STATE = {
    "2016-03-07": (False, False, None, False),
    "2016-03-08": (True, False, None, False),
    "2016-03-23": (True, False, None, False),
    "2016-03-24": (True, True, None, False),
    "2016-08-25": (True, True, None, False),
    "2016-11-28": (True, True, None, False),
    "2017-02-27": (True, True, None, False),
    "2017-03-28": (True, True, "suspended", False),
    "2017-03-29": (False, True, "suspended", False),
    "2018-04-14": (False, False, "suspended", False),
    "2018-04-15": (False, False, "active", False),
    "2018-07-01": (False, False, "active", False),
    "2018-07-02": (False, False, "active", True),
    "2018-07-12": (False, False, "active", True),
    "2018-07-13": (False, False, "suspended", False),
    "2026-11-22": (False, False, "suspended", False),
    "2028-06-08": (False, False, None, False),
}


@pytest.mark.parametrize("company", ["zte-corporation", "zte-kangxun"])
@pytest.mark.parametrize("day", STATE)
def test_each_day_has_its_legal_state(company, day):
    facts = held(day)
    listed = any(isinstance(f.value, EntityListing) and f.id.endswith(company) for f in facts.values())
    licensed = any(isinstance(f.value, GeneralLicense) and "zte" in f.id for f in facts.values())
    orders = [f.value for f in facts.values() if isinstance(f.value, DenialOrder) and f"/{company}" in f.id]
    state = None if not orders else "suspended" if orders[0].suspended else "active"
    allowed = any(isinstance(f.value, Authorization) for f in facts.values())
    assert (listed, licensed, state, allowed) == STATE[day]


@pytest.mark.parametrize("sister", ["beijing-8-star", "zte-parsian"])
def test_the_sisters_were_listed_without_a_break(sister):
    for day in ("2016-03-08", "2017-03-29", "2018-04-15", "2018-07-13", "2026-07-31"):
        assert f"us_bis_entity/{sister}" in held(day)
    served = [f for f in shipped() if isinstance(f.value, GeneralLicense)]
    assert not any(sister in name for f in served for name in f.value.parties)


def test_on_the_eve_of_the_order_nobody_knew_of_it():
    facts = held("2018-04-20", known="2018-04-14")
    assert "us_bis_dpl/zte-corporation" not in facts
    assert "us_bis_dpl/zte-corporation-2017-suspended" in facts


def test_the_settlement_of_2017_adds_up():
    figures = {name: int(value) for name, value in next(e for e in events("zte") if e.id == "settlement-2017").figures}
    payable = figures["justice_usd"] + figures["treasury_usd"] + figures["commerce_usd"] - figures["suspended_usd"]
    assert payable == figures["payable_usd"]
    assert payable + figures["suspended_usd"] == figures["total_usd"]


def test_what_was_only_said_has_no_effect_in_law():
    assert {e.effect for e in events("zte") if e.kind == "relief_pledge"} == {"said"}
