"""The compiled history answers as the ledger does, for any two clocks, and refuses to be altered."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from tests.records.listed import LIST, empty_ledger, listing, publish, shown

from licet.compiled import Store
from licet.errors import LedgerError, OutOfCoverage
from licet.facts import AsOf, Fact, Interval, Source
from licet.listings import Blocking, Listing
from licet.parties import Name, Party
from licet.records.ledger import Ledger
from licet.screening.entries import Entry
from licet.screening.index import NameIndex
from licet.screening.part import Part
from licet.snapshot import Everything, Snapshot
from licet.sync import naming
from licet.sync.held import held_on
from licet.sync.store import ImportedLists, compile_store, open_store

A, B, C = listing("Alpha"), listing("Beta"), listing("Gamma")


@pytest.fixture
def history(tmp_path: Path) -> Ledger:
    """Three vintages: Beta leaves, Gamma comes, Alpha is sanctioned more."""
    ledger = empty_ledger(tmp_path)
    publish(ledger, "2019-01-10", {"a": A, "b": B})
    publish(ledger, "2020-01-10", {"a": A, "c": C})
    publish(ledger, "2021-01-10", {"a": listing("Alpha", "SDGT"), "b": B, "c": C})
    return ledger


def test_a_selection_says_what_the_ledger_says(history: Ledger, tmp_path: Path) -> None:
    store = compile_store(history, tmp_path / "snapshots")
    for on in ("2018-12-31", "2019-01-10", "2019-12-31", "2020-01-10", "2020-06-01", "2021-01-10", "2022-01-01"):
        for known in ("2018-01-01", "2019-06-01", "2020-02-01", "2021-02-01"):
            when = AsOf(date.fromisoformat(on), datetime.fromisoformat(known).replace(tzinfo=UTC))
            held = store.select(when)
            assert {k.removeprefix(f"{LIST}/"): f.value.party.caption for k, f in held.items()} == shown(history, on, known)


def test_ids_stay_the_same_over_all_periods_of_an_entry(history: Ledger, tmp_path: Path) -> None:
    store = compile_store(history, tmp_path / "snapshots")
    before, after = (store.select(AsOf.on(date(year, 6, 1)))[f"{LIST}/a"] for year in (2019, 2021))
    assert before.id == after.id == f"{LIST}/a"
    assert (before.value.programs, after.value.programs) == ((), ("SDGT",))
    assert store.select(AsOf.on(date(2020, 6, 1))).ended(f"{LIST}/b") is not None
    assert store.select(AsOf.on(date(2020, 6, 1))).ended(f"{LIST}/a") is None


def test_the_digest_is_of_the_facts_that_hold_and_survives_late_history(tmp_path: Path) -> None:
    ledger = empty_ledger(tmp_path)
    publish(ledger, "2020-01-10", {"a": A})
    when = AsOf.on(date(2020, 2, 1))
    first = compile_store(ledger, tmp_path / "snapshots")
    digest, position = first.select(when).digest, first.position
    publish(ledger, "2021-01-10", {"a": A, "b": B})
    later = compile_store(ledger, tmp_path / "snapshots")
    assert later.select(when).digest == digest
    publish(ledger, "2020-01-20", {"a": A, "c": C})
    late = compile_store(ledger, tmp_path / "snapshots")
    assert late.select(when).digest != digest
    assert late.select(when, position).digest == digest


def test_each_list_says_which_days_its_history_covers(history: Ledger, tmp_path: Path) -> None:
    compile_store(history, tmp_path / "snapshots")
    info = open_store(tmp_path).store.select(AsOf.on(date(2020, 2, 1))).lists[LIST]  # type: ignore[union-attr]
    assert (info.version, info.rows) == ("2020-01-10", 2)
    assert info.coverage is not None
    assert date(2019, 1, 9) not in info.coverage
    assert date(2021, 1, 12) in info.coverage
    with pytest.raises(OutOfCoverage, match="nobody was listed"):
        held_on(tmp_path, date(2018, 1, 1), lists=[LIST])
    _, notes = held_on(tmp_path, date(2018, 1, 1))
    assert notes


def test_a_snapshot_lays_facts_at_hand_over_imported_ones(history: Ledger, tmp_path: Path) -> None:
    store = compile_store(history, tmp_path / "snapshots")
    when = AsOf.on(date(2020, 2, 1))
    source = Source(publisher="hand", title="hand")
    hand: Fact[Listing] = Fact(
        id="us_bis_dpl/x", value=Blocking(list_id="us_bis_dpl", party=Party(id="x", names=(Name("X"),))),
        valid=Interval(date(2019, 1, 1)), known_at=datetime(2019, 1, 1, tzinfo=UTC), source=source,
    )  # fmt: skip
    snapshot = store.snapshot(when, [hand])
    assert set(snapshot.facts) == {"us_bis_dpl/x", f"{LIST}/a", f"{LIST}/c"}
    assert snapshot.listing(f"{LIST}/a") is not None
    assert snapshot.digest != Snapshot.of([hand], when).digest
    moved = Snapshot.of(snapshot.everything, AsOf.on(date(2019, 2, 1)), snapshot.lists, snapshot.position)
    assert set(moved.facts) == {"us_bis_dpl/x", f"{LIST}/a", f"{LIST}/b"}
    over = snapshot.with_facts(
        [Fact(id=f"{LIST}/a", value=A, valid=Interval(date(2030, 1, 1)), known_at=hand.known_at, source=source)]
    )
    assert f"{LIST}/a" not in over.facts
    assert f"{LIST}/c" in over.facts
    assert isinstance(over.everything, Everything)
    assert {fact.id for fact in snapshot.learned_later([f"{LIST}/b"])} == set()


@pytest.mark.parametrize("name", ["rows.npy", "keys.bin", "meta.json", "locators.bin"])
def test_an_altered_store_is_refused_and_compiled_again(name: str, history: Ledger, tmp_path: Path) -> None:
    store = compile_store(history, tmp_path / "snapshots")
    path = store.folder / name
    body = bytearray(path.read_bytes())
    body[-1] ^= 1
    path.write_bytes(bytes(body))
    with pytest.raises(LedgerError, match="altered"):
        Store.open(store.folder)


def test_an_altered_listing_is_refused_when_it_is_read(history: Ledger, tmp_path: Path) -> None:
    store = compile_store(history, tmp_path / "snapshots")
    path = store.folder / "payloads.bin"
    path.write_bytes(path.read_bytes().replace(b"Alpha", b"Omega"))
    held = Store.open(store.folder).select(AsOf.on(date(2019, 2, 1)))
    with pytest.raises(LedgerError, match="altered"):
        list(held.values())


def test_a_new_process_finds_the_current_store_and_follows_the_ledger(history: Ledger, tmp_path: Path) -> None:
    compile_store(history, tmp_path / "snapshots")
    first = open_store(tmp_path)
    assert first is not None
    publish(history, "2022-01-10", {"a": A})
    second = open_store(tmp_path)
    assert second is not None
    assert second.store.position == history.position() > first.store.position
    (tmp_path / "snapshots" / "current.json").write_text("{")
    third = open_store(tmp_path)
    assert third is not None
    assert third.store.digest == second.store.digest
    assert json.loads((tmp_path / "snapshots" / "current.json").read_text())["digest"] == second.store.digest


def test_an_empty_ledger_has_no_store(tmp_path: Path) -> None:
    assert open_store(tmp_path) is None
    Ledger.open(tmp_path).close()
    assert open_store(tmp_path) is None


@pytest.fixture
def wide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ledger:
    """A ledger whose names are worth helpers and blocks."""
    monkeypatch.setattr(naming, "_LEAST_ENTRIES", 10)
    monkeypatch.setattr(naming, "_BLOCK", 5)
    monkeypatch.setattr(naming, "_cores", lambda: 1)
    ledger = empty_ledger(tmp_path)
    publish(ledger, "2019-01-10", {str(number): listing(f"Quell {number} Optics Trading House {number % 7}") for number in range(40)})
    publish(ledger, "2020-01-10", {str(number): listing(f"Quell {number} Optik") for number in range(5, 40)})
    return ledger


def whole_index(store: Store) -> NameIndex:
    return NameIndex.build(naming.entries_of(store.listings()))


@pytest.mark.parametrize(
    "helper",
    [
        pytest.param(None, id="as it is", marks=pytest.mark.slow),
        pytest.param("raise SystemExit(3)", id="fails at once"),
        pytest.param("input(); import os; os.kill(os.getpid(), 9)", id="killed halfway"),
    ],
)
def test_names_are_the_same_whoever_analyzed_them(
    wide: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, helper: str | None
) -> None:
    started: list[subprocess.Popen[bytes]] = []
    start_helper = naming._start

    def start(parts: Path, number: int, many: int) -> subprocess.Popen[bytes] | None:
        begun = (
            subprocess.Popen([sys.executable, "-I", "-S", "-c", helper], stdin=subprocess.PIPE)
            if helper
            else start_helper(parts, number, many)
        )
        assert begun is not None
        started.append(begun)
        return begun

    monkeypatch.setattr(naming, "_cores", lambda: 2)
    monkeypatch.setattr(naming, "_start", start)
    told: list[float] = []
    store = compile_store(wide, tmp_path / "snapshots", told.append)
    assert len(started) == 1
    assert started[0].poll() is not None
    assert NameIndex.load(store.folder).digest == whole_index(store).digest
    assert told == sorted(told)
    assert 0 < told[0] <= told[-1] <= 1


def test_a_helper_analyzes_what_is_asked_and_no_more(wide: Ledger, tmp_path: Path) -> None:
    store = compile_store(wide, tmp_path / "snapshots")
    parts = tmp_path / "parts"
    asked = [json.dumps({"store": str(store.folder)}).encode()]
    naming.help_out(parts, 0, 1, os.getppid() + 1, asked)
    assert not parts.exists()  # the asker is gone
    naming.help_out(parts, 0, 1, os.getppid(), asked)
    files = {file: file.stat().st_mtime_ns for file in parts.iterdir()}
    assert {file.stem for file in files} == {block.digest for block in naming.blocks_of(store)}
    naming.help_out(parts, 0, 1, os.getppid(), asked)
    assert files == {file: file.stat().st_mtime_ns for file in parts.iterdir()}


def test_what_is_analyzed_ahead_is_what_the_store_asks_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(naming, "_BLOCK", 5)
    told: dict[str, str] = {}
    said = {str(number): listing(f"Quell {number} Optik") for number in range(40)}
    ledger = empty_ledger(tmp_path)
    publish(ledger, "2019-01-10", said, told.update)
    file = tmp_path / "ahead.json"
    file.write_text(json.dumps(sorted(told.items())), "utf-8")
    blocks, listings = naming._ahead_source(file)
    store = compile_store(ledger, tmp_path / "snapshots")
    assert [block.digest for block in blocks] == [block.digest for block in naming.blocks_of(store)]
    assert len(blocks) > 3
    assert [key for block in blocks for key, _ in listings(block.first, block.last)] == [key for key, _ in store.listings()]


def test_only_blocks_whose_entries_changed_are_analyzed_again(wide: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    analyze, count = naming.analyzed, []

    def counted(entries: Iterable[Entry], file: Path) -> Part:
        count.append(file.stem)
        return analyze(entries, file)

    monkeypatch.setattr(naming, "analyzed", counted)
    first = compile_store(wide, tmp_path / "snapshots")
    assert len(count) == len(naming.blocks_of(first)) > 3
    count.clear()
    publish(wide, "2021-01-10", {str(number): listing(f"Quell {number} Optik{' Neu' * (number == 20)}") for number in range(5, 40)})
    store = compile_store(wide, tmp_path / "snapshots")
    assert len(count) == 1
    damaged = tmp_path / "snapshots" / "parts" / f"{naming.blocks_of(store)[0].digest}.part"
    damaged.write_bytes(damaged.read_bytes()[:-1])
    (store.folder / "names.licet-index").unlink()
    assert ImportedLists(store).names.digest == whole_index(store).digest


def test_an_empty_store_has_no_blocks_and_every_key_is_in_one(wide: Ledger, tmp_path: Path) -> None:
    assert naming.blocks_of(compile_store(empty_ledger(tmp_path / "none"), tmp_path / "none")) == []
    store = compile_store(wide, tmp_path / "snapshots")
    blocks = naming.blocks_of(store)
    assert [key for block in blocks for key, _ in store.listings(block.first, block.last)] == [key for key, _ in store.listings()]
