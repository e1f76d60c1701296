"""The ledger: vintages become dated versions, nothing is edited, and any order of loading tells the same."""

from __future__ import annotations

import itertools
import random
from pathlib import Path

import pytest
from sqlalchemy import text
from tests.records.conftest import NewLedger
from tests.records.listed import LIST, listing, moment, publish, shown

from licet.errors import LedgerError, OutOfCoverage
from licet.facts import Interval
from licet.listings import Listing
from licet.records.ledger import Ledger

A, B, C = listing("A one"), listing("B one"), listing("C one")


def test_an_entry_is_listed_from_its_first_vintage_to_the_one_that_misses_it(ledger: Ledger) -> None:
    publish(ledger, "2019-01-10", {"a": A, "b": B})
    done = publish(ledger, "2021-07-01", {"b": B, "c": C})
    assert (done.added, done.removed, done.changed) == (1, 1, 0)
    assert shown(ledger, "2019-01-09") == {}
    assert shown(ledger, "2019-01-10") == {"a": "A one", "b": "B one"}
    assert shown(ledger, "2021-06-30", known="2022-01-01") == {"a": "A one", "b": "B one"}
    assert shown(ledger, "2021-07-01") == {"b": "B one", "c": "C one"}


def test_what_was_known_before_a_vintage_stays_what_it_was(ledger: Ledger) -> None:
    publish(ledger, "2019-01-10", {"a": A})
    publish(ledger, "2021-07-01", {"a": listing("A renamed")})
    assert shown(ledger, "2020-01-01", known="2020-01-01") == {"a": "A one"}
    assert shown(ledger, "2020-01-01", known="2021-07-01") == {"a": "A renamed"}


def test_a_change_of_legal_effect_starts_a_new_period(ledger: Ledger) -> None:
    publish(ledger, "2019-01-10", {"a": A})
    publish(ledger, "2021-07-01", {"a": listing("A sanctioned more", "SDGT")})
    assert shown(ledger, "2020-01-01", known="2022-01-01") == {"a": "A one"}
    assert shown(ledger, "2021-07-01") == {"a": "A sanctioned more"}


def test_an_entry_that_comes_back_has_two_periods(ledger: Ledger) -> None:
    publish(ledger, "2019-01-10", {"a": A, "b": B})
    publish(ledger, "2020-01-10", {"b": B})
    publish(ledger, "2021-01-10", {"a": A, "b": B})
    late = "2022-01-01"
    assert [("a" in shown(ledger, day, known=late)) for day in ("2019-06-01", "2020-06-01", "2021-06-01")] == [
        True, False, True,
    ]  # fmt: skip


def test_the_source_s_own_dates_bound_the_interval(ledger: Ledger) -> None:
    own = {"a": Interval.through(moment("2018-04-15").date(), moment("2020-07-12").date())}
    publish(ledger, "2019-01-10", {"a": A, "b": B}, own=own)
    publish(ledger, "2021-01-10", {"b": B})
    assert "a" in shown(ledger, "2018-04-15", known="2019-02-01")
    assert "a" in shown(ledger, "2020-07-12", known="2022-01-01")
    assert "a" not in shown(ledger, "2020-07-13", known="2022-01-01")


def test_importing_the_same_publication_again_changes_nothing(ledger: Ledger) -> None:
    first = publish(ledger, "2019-01-10", {"a": A})
    again = publish(ledger, "2019-01-10", {"a": A})
    assert not again.new
    assert again.position == first.position == ledger.position() == 1
    assert len(ledger.vintages()) == 1


def test_a_corrected_file_of_the_same_vintage_replaces_it(ledger: Ledger) -> None:
    publish(ledger, "2019-01-10", {"a": A, "b": B})
    publish(ledger, "2020-01-10", {"a": A, "b": B})
    publish(ledger, "2019-01-10", {"b": B})
    assert shown(ledger, "2019-02-01") == {"b": "B one"}
    assert shown(ledger, "2020-02-01") == {"a": "A one", "b": "B one"}


def test_positions_are_gapless_and_nothing_can_be_edited(ledger: Ledger) -> None:
    publish(ledger, "2019-01-10", {"a": A, "b": B})
    publish(ledger, "2020-01-10", {"b": B})
    assert sorted(row.position for row in ledger.stored()) == [1, 2, 3]
    for act in ("UPDATE facts SET present = NOT present", "DELETE FROM publications", "DELETE FROM payloads"):
        with pytest.raises(LedgerError, match="append-only"), ledger.writing() as connection:
            connection.execute(text(act))


def test_a_failed_import_leaves_no_trace(ledger: Ledger) -> None:
    publish(ledger, "2019-01-10", {"a": A})

    def fails() -> None:
        with ledger.writing() as connection:
            connection.execute(text("INSERT INTO payloads (sha256, effect, body) VALUES ('x', 'y', 'z')"))
            raise RuntimeError("killed")

    with pytest.raises(RuntimeError):
        fails()
    assert len(dict(ledger.bodies())) == 1


def test_the_state_of_a_vintage_is_what_it_carried(ledger: Ledger) -> None:
    publish(ledger, "2019-01-10", {"a": A, "b": B})
    publish(ledger, "2020-01-10", {"b": listing("B two"), "c": C})
    assert {key: value.party.caption for key, value in ledger.state(LIST, moment("2019-01-10")).items()} == {
        f"{LIST}/a": "A one", f"{LIST}/b": "B one",
    }  # fmt: skip
    with pytest.raises(OutOfCoverage):
        ledger.state(LIST, moment("2019-01-11"))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(6))
def test_any_order_of_loading_tells_the_same(seed: int, new_ledger: NewLedger) -> None:
    rng = random.Random(seed)
    pool: list[Listing] = [listing("A one"), listing("A two"), listing("A one", "SDGT")]
    days = ["2019-01-10", "2019-06-10", "2020-01-10", "2021-01-10", "2021-09-10"]
    vintages = {day: {key: rng.choice(pool) for key in "abc" if rng.random() < 0.6} for day in days}
    straight, shuffled = new_ledger(), new_ledger()
    order = rng.sample(days, len(days))
    for day in days:
        publish(straight, day, vintages[day])
    for day in order:
        publish(shuffled, day, vintages[day])
    asked = [*days, "2018-01-01", "2019-03-01", "2020-06-01", "2022-01-01"]
    for on, known in itertools.product(asked, repeat=2):
        assert shown(shuffled, on, known) == shown(straight, on, known), (order, on, known)
    for day in days:
        assert shown(straight, day) == {key: value.party.caption for key, value in vintages[day].items()}


def test_migrations_make_the_tables_the_code_knows(ledger: Ledger) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    from licet.records.tables import metadata

    with ledger.writing() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_a_ledger_of_a_newer_licet_is_refused(tmp_path: Path) -> None:
    opened = Ledger.open(tmp_path)
    with opened.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(LedgerError, match="Update licet"):
        Ledger.open(tmp_path)


def test_what_moved_at_a_vintage_is_told_right_whatever_the_order_of_loading(new_ledger: NewLedger) -> None:
    vintages: dict[str, dict[str, Listing]] = {
        "2019-01-10": {"a": A, "b": B}, "2020-01-10": {"a": listing("A renamed"), "c": C}, "2021-01-10": {"a": A, "c": C},
        "2022-01-10": {"a": A, "c": C},
    }  # fmt: skip
    for order in (list(vintages), list(reversed(vintages)), ["2020-01-10", "2022-01-10", "2019-01-10", "2021-01-10"]):
        loaded = new_ledger()
        for day in order:
            done = publish(loaded, day, vintages[day])
        assert loaded.moved(LIST) == {
            moment("2019-01-10"): (0, 0, 0), moment("2020-01-10"): (1, 1, 1), moment("2021-01-10"): (0, 0, 1),
            moment("2022-01-10"): (0, 0, 0),
        }, order  # fmt: skip
        assert loaded.last_changes() == {LIST: moment("2021-01-10")}
    assert (done.before, done.after) == (moment("2020-01-10"), 1)
