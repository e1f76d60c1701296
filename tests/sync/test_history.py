"""A ledger of staged vintages: who was listed on a day can be asked, and is right."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.sources.reading import DATA

from licet.facts import AsOf
from licet.records.ledger import Ledger
from licet.sources.document import File
from licet.sync.imports import import_files
from licet.sync.store import compile_store

pytestmark = [pytest.mark.shared, pytest.mark.slow]
SDN = ("sdn.csv.gz", "alt.csv.gz", "add.csv.gz", "sdn_comments.csv")
FULL = {"sdn-2019-01": "2019-01-04", "sdn-2021-07": "2021-07-07", "sdn-2023-12": "2023-12-28"}
DAILY = ("2021-08-18T0939Z", "2021-08-20T0138Z", "2021-12-02T0141Z", "2024-05-03T1843Z")


def numbers(name: str) -> set[str]:
    """The numbers in a main file, told without our reader."""
    lines = File.open(DATA / name).content.decode("ascii").splitlines()
    return {line.partition(",")[0] for line in lines if line.partition(",")[0].isdigit()}


def test_who_was_listed_is_what_the_vintage_of_the_day_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from licet.sync import store as stores

    monkeypatch.setattr(stores, "_build_names", lambda *_: None)  # names are not asked for here
    ledger = Ledger.open(tmp_path)
    for folder, day in FULL.items():
        import_files(ledger, "us_ofac_sdn", [DATA / "ofac" / folder / name for name in SDN], as_of=date.fromisoformat(day))
    for day in DAILY:
        import_files(ledger, "us_ofac_sdn", [DATA / f"ofac/sdn-daily/sdn-{day}.csv.gz"])
    for day, name in (("2019-06-29", "dpl-2019-06.txt"), ("2023-11-30", "dpl-2023-11.txt")):
        import_files(ledger, "us_bis_dpl", [DATA / "bis/dpl" / name], as_of=date.fromisoformat(day))
    store = compile_store(ledger, tmp_path / "snapshots")

    def listed(day: str) -> set[str]:
        held = store.select(AsOf.on(date.fromisoformat(day)))
        return {key.removeprefix("us_ofac_sdn/") for key in held if key.startswith("us_ofac_sdn/")}

    assert listed("2019-06-30") == numbers("ofac/sdn-2019-01/sdn.csv.gz")
    assert listed("2021-08-19") == numbers("ofac/sdn-daily/sdn-2021-08-18T0939Z.csv.gz")
    assert listed("2023-12-28") == numbers("ofac/sdn-2023-12/sdn.csv.gz")
    info = store.select(AsOf.on(date(2017, 1, 1))).lists["us_ofac_sdn"]
    assert info.coverage is not None
    assert date(2017, 1, 1) not in info.coverage

    held = store.select(AsOf.on(date(2019, 6, 30)))
    orders = {key for key in held if key.startswith("us_bis_dpl/")}
    assert 380 < len(orders) <= 417

    # A main file alone does not make the aliases of the vintage before it disappear.
    latest = store.select(AsOf.on(date(2024, 5, 4)))
    assert len(latest["us_ofac_sdn/36"].value.party.names) > 1
