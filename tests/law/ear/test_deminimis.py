"""De minimis: exact arithmetic, levels by place and day, content by rule; what is not known never makes it lighter."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from licet.facts import AsOf
from licet.law.law import law_as_of
from licet.law.us.ear.part734_deminimis import de_minimis, level_of
from licet.law.us.ear.part740_country_groups import members
from licet.proofs import FAILS, HOLDS, UNKNOWN
from licet.transactions import Content, Item

DAY = date(2024, 6, 1)


def ask(destination, *parts, total="1000", eccn="EAR99", on=DAY, **facts):
    content = tuple(Content(part=name, eccn=code, value_usd=None if usd is None else Decimal(usd)) for name, code, usd in parts)
    item = Item(id="x", eccn=eccn, value_usd=Decimal(total), origin="foreign", made_in="KR", us_content=content)
    return de_minimis(item, destination, on, law_as_of(AsOf.on(on)), **facts)


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 10**12), st.integers(1, 10**9))
def test_the_border_is_exact_to_the_last_digit(cents, scale):
    """A share is above the level exactly when 100 * controlled > level * total, whatever the numbers."""
    total = Decimal(cents) * 4 / 100
    at, above = total / 4, total / 4 + Decimal(1) / Decimal(10**6 * scale)
    assert ask("CN", ("chip", "3A001.a.7", str(at)), total=str(total)).proof.verdict is FAILS
    if above <= total:
        assert ask("CN", ("chip", "3A001.a.7", str(above)), total=str(total)).proof.verdict is HOLDS


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 10**9))
def test_ten_percent_is_exact_too(cents):
    total = Decimal(cents) / 10
    assert ask("SY", ("part", "EAR99", str(total / 10)), total=str(total)).proof.verdict is FAILS
    assert ask("SY", ("part", "EAR99", str(total / 10 + Decimal("0.00001"))), total=str(total)).proof.verdict is HOLDS


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["EAR99", "5A991", "3A001.b.4", "9A610.x"]), st.integers(0, 100)), max_size=5))
def test_an_unknown_part_never_loosens(parts):
    """Forgetting a part's classification may turn an answer into a question, never into a clearance that was not there."""
    named = [("part", code, str(usd)) for code, usd in parts]
    assert ask("CN", *named, ("last", "9A610.x", "1")).proof.verdict is HOLDS
    assert ask("CN", *named, ("last", None, "1")).proof.verdict is not FAILS


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(["EAR99", "5A991", "3A001.b.4", "9A610.y"]), st.integers(0, 1000))
def test_a_stricter_destination_never_loosens(code, usd):
    """What is above the level for Brazil is above it for Syria, and for Cuba."""
    if ask("BR", ("part", code, str(usd))).proof.verdict is HOLDS:
        assert ask("SY", ("part", code, str(usd))).proof.verdict is HOLDS
        assert ask("CU", ("part", code, str(usd))).proof.verdict is HOLDS


@settings(max_examples=30, deadline=None)
@given(st.permutations([("a", "EAR99", "10"), ("b", "3A001.b.4", "240"), ("c", "5A991", "300"), ("d", "3A991", "1")]))
def test_the_order_of_the_parts_does_not_matter(parts):
    found = ask("CN", *parts)
    assert (found.proof.verdict, found.threshold_pct) == (FAILS, Decimal(25))


@pytest.mark.parametrize(
    ("destination", "day", "level", "cite"),
    [
        ("CN", "2024-06-01", 25, "15 CFR 734.4(d)"),
        ("IR", "2024-06-01", 10, "15 CFR 734.4(c)"),
        ("CU", "2015-07-21", 10, "15 CFR 734.4(c)"),
        ("CU", "2015-07-22", 25, "15 CFR 734.4(d)"),
        ("CU", "2019-10-20", 25, "15 CFR 734.4(d)"),
        ("CU", "2019-10-21", 10, "15 CFR 734.4(c)"),
        ("SD", "2021-01-13", 10, "15 CFR 734.4(c)"),
        ("SD", "2021-01-14", 25, "15 CFR 734.4(d)"),
        ("RU", "2024-06-01", 25, "15 CFR 734.4(d)"),
    ],
)
def test_levels_by_place_and_day(destination, day, level, cite):
    on = date.fromisoformat(day)
    assert level_of(destination, on, law_as_of(AsOf.on(on))) == (Decimal(level), cite)


@pytest.mark.parametrize("place", sorted(members("D:5", DAY) | {"HK"}))
def test_trap_zero_percent_600_series_content_to_every_d5_country(place):
    found = ask(place, ("part", "3A611.x", "0.01"))
    assert (found.proof.verdict, found.threshold_pct) == (HOLDS, Decimal(0))


@pytest.mark.parametrize(
    ("place", "level"), [("CN", 0), ("RU", 0), ("BY", 0), ("IR", 0), ("CU", 0), ("VE", 25), ("LB", 25), ("BR", 25)]
)
def test_trap_d5_against_the_y_list(place, level):
    assert ask(place, ("part", "9A610.y", "0.01")).threshold_pct == level


def test_trap_zero_us_content_passes_here_and_says_nothing_of_direct_products():
    found = ask("CN")
    assert (found.proof.verdict, found.pct) == (FAILS, Decimal(0))


def test_trap_gbs_content_is_left_out():
    found = ask("BR", ("tester", "5B001", "400"))
    assert (found.pct, found.proof.verdict) == (Decimal(0), FAILS)
    assert "15 CFR 740.4" in found.cites


def test_trap_lvs_content_counts():
    found = ask("BR", ("module", "3A002.a", "300"))
    assert (found.pct, found.proof.verdict) == (Decimal(30), HOLDS)


def test_trap_part_744_makes_no_content_controlled():
    """An Entity List party is not even an argument of the question."""
    assert ask("CN", ("board", "EAR99", "900")).pct == 0


def test_trap_partner_country_leaves_out_at_only_content_for_russia():
    assert ask("RU", ("chip", "3A991", "300"), sent_from="DE").pct == 0
    assert ask("RU", ("chip", "3A991", "300"), sent_from="TR").pct == 30
    assert ask("RU", ("chip", "3A001.a.7", "300"), sent_from="DE").pct == 30


def test_a_transfer_price_is_no_price():
    item = Item(
        eccn="3A002.a",
        value_usd=Decimal(1000),
        origin="foreign",
        us_content=(Content(eccn="3A001.b.4", transfer_price_usd=Decimal(1)),),
    )
    found = de_minimis(item, "CN", DAY, law_as_of(AsOf.on(DAY)))
    assert found.proof.verdict is UNKNOWN
    assert found.questions[0].fact == "items[0].us_content[0].value_usd"


def test_every_part_gives_its_reason():
    found = ask("CN", ("chip", "3A001.b.4", "100"), ("screw", "EAR99", "5"))
    assert [(part.part.part, part.counts) for part in found.parts] == [("chip", True), ("screw", False)]
    assert all(part.proof.claim for part in found.parts)


def test_content_above_the_price_is_a_question():
    found = ask("CN", ("chip", "3A001.b.4", "2000"))
    assert found.proof.verdict is UNKNOWN
    assert "worth more than the item" in found.questions[0].asks


def test_software_with_controls_of_its_own_is_not_hidden_in_a_commodity():
    found = ask("CN", ("firmware", "5D002", "1"), eccn="5A991")
    assert found.proof.verdict is UNKNOWN
    assert found.riders


@pytest.mark.parametrize(("said", "subject"), [("yes", True), ("no", False), (None, None)])
def test_what_a_person_says_of_a_listed_part_settles_it(inquiry_of, said, subject):
    """EAR99 content counts for Russia when a supplement to part 746 lists it; nobody but a reader of the supplement can tell."""
    from licet.law.us.ear.part734_scope import subject_to_the_ear

    item = {
        "eccn": "EAR99", "origin": "foreign", "made_in": "IN", "value_usd": 100,
        "us_content": [{"part": "bearing", "eccn": "EAR99", "value_usd": 40}],
    }  # fmt: skip
    told = {"answers": {"items[0].us_content[0].hts": said}} if said else {}
    q = inquiry_of("2024-06-01", kind="reexport", exporter_country="IN", destination="RU", items=[item], fdp_facts="none", **told)
    assert subject_to_the_ear(q).values["subject_to_ear"] is subject
