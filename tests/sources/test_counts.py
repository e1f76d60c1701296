"""Every complete staged file reads with exactly the counts of its README; every broken one is refused, with the reason."""

from __future__ import annotations

import gzip

import pytest
from tests.sources.reading import DATA, given, staged

from licet.errors import SourceDamaged
from licet.listings import Blocking, Debarment, DenialOrder, EntityListing, MilitaryEndUser, Sanction, Unverified

pytestmark = [pytest.mark.shared, pytest.mark.slow]

SDN = ("sdn.csv.gz", "alt.csv.gz", "add.csv.gz", "sdn_comments.csv")


@pytest.mark.parametrize(
    ("vintage", "counts"),
    [("2019-01", (7379, 9682, 11696, 3)), ("2021-07", (8976, 11910, 13837, 5)), ("2023-12", (13821, 17091, 18990, 17))],
)
def test_complete_sdn_sets(vintage: str, counts: tuple[int, ...]) -> None:
    document, facts = staged("us_ofac_sdn", *(f"ofac/sdn-{vintage}/{name}" for name in SDN))
    assert tuple(document.tally.read.values()) == counts
    assert not document.tally.quarantined
    assert len(facts) == counts[0]
    assert sum(len([n for n in fact.value.party.names[1:] if n.raw is None]) for fact in facts) <= counts[1]


DAILY = {
    "2021-08-18T0939Z": 9083, "2021-08-20T0138Z": 9086, "2021-08-20T1850Z": 9115, "2021-11-23T1848Z": 9107,
    "2021-12-02T0141Z": 9000, "2022-05-06T1317Z": 10026, "2022-05-08T1850Z": 10150, "2023-12-20T0123Z": 13881,
    "2023-12-20T1843Z": 13817, "2024-05-01T1843Z": 14966, "2024-05-02T1843Z": 14973, "2024-05-03T1843Z": 14965,
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "records"), [("sdn-2018-01/sdn.csv.gz", 6068), *((f"sdn-daily/sdn-{d}.csv.gz", n) for d, n in DAILY.items())]
)
def test_main_files_alone(name: str, records: int) -> None:
    document, facts = staged("us_ofac_sdn", f"ofac/{name}")
    assert (document.tally.total, document.tally.kept, len(facts)) == (records, records, records)
    assert document.absent == {"aliases", "addresses", "comments"}


def test_the_consolidated_list_in_three_formats() -> None:
    document, facts = staged("us_ofac_cons", *(f"ofac/cons-2025-12/cons_{part}.csv" for part in ("prim", "alt", "add", "comments")))
    assert (tuple(document.tally.read.values()), len(facts)) == ((442, 1073, 574, 10), 442)
    document, facts = staged("us_ofac_cons", "ofac/cons-2020-03/consolidated.xml.gz")
    assert (document.tally.total, document.tally.kept, len(facts)) == (375, 375, 375)
    document, facts = staged("us_ofac_cons", "ofac/cons-2025-01/CONS_ENHANCED.ZIP")
    assert (document.tally.total, document.tally.kept, len(facts)) == (443, 443, 443)
    assert all(isinstance(fact.value, Sanction) for fact in facts)


def test_the_enhanced_format_agrees_with_the_delimited_one_eleven_months_later() -> None:
    _, enhanced = staged("us_ofac_cons", "ofac/cons-2025-01/CONS_ENHANCED.ZIP")
    _, delimited = staged("us_ofac_cons", *(f"ofac/cons-2025-12/cons_{part}.csv" for part in ("prim", "alt", "add", "comments")))
    later = {fact.id: fact.value.party.caption for fact in delimited}
    same = [fact for fact in enhanced if later.get(fact.id) == fact.value.party.caption]
    assert len(same) > 420


@pytest.mark.parametrize("vintage", ["2026-03-25", "2026-07-18", "2026-07-23"])
def test_part_744(vintage: str) -> None:
    name = f"ear/ecfr-xml/part-744-{vintage}.xml.gz"
    for list_id, rows, kind in (
        ("us_bis_entity", 3415, EntityListing),
        ("us_bis_uvl", 186, Unverified),
        ("us_bis_meu", 90, MilitaryEndUser),
    ):
        document, facts = staged(list_id, name)
        assert (document.tally.total, document.tally.kept) == (rows, rows)
        assert all(isinstance(fact.value, kind) for fact in facts)
        assert all(fact.valid.start is not None and fact.value.cite for fact in facts)
    reserved = [note for note in document.tally.notes if "reserved" in note]
    assert len(reserved) == 4


CSL = {
    "sdn": 10026, "el": 2001, "dtc": 727, "dpl": 462, "ssi": 290, "uvl": 201, "isn": 163, "plc": 78, "meu": 71,
    "cmic": 68, "cap": 53, "mbs": 17, "fse": 3,
}  # fmt: skip


def test_the_consolidated_screening_list_by_source() -> None:
    document, facts = staged("us_trade_csl", "csl/consolidated-2022-05-06.csv.gz")
    assert (document.tally.total, document.tally.kept) == (14160, 14160)
    rows: dict[str, int] = {}
    for fact in facts:
        code = fact.id.partition("/")[2].partition("-")[0]
        rows[code] = rows.get(code, 0) + len((fact.source.locator or "").split(", "))
    assert rows == CSL
    kinds = {Blocking: 10026, EntityListing: 2001, Debarment: 890, DenialOrder: 462, Unverified: 201, MilitaryEndUser: 71}
    for kind, least in kinds.items():
        assert 0 <= least - sum(isinstance(fact.value, kind) for fact in facts) <= 8


def test_the_csl_and_the_sdn_file_of_that_day_agree_on_all_numbers() -> None:
    _, csl = staged("us_trade_csl", "csl/consolidated-2022-05-06.csv.gz")
    _, sdn = staged("us_ofac_sdn", "ofac/sdn-daily/sdn-2022-05-06T1317Z.csv.gz")
    numbers = {fact.id.removeprefix("us_trade_csl/sdn-") for fact in csl if fact.id.startswith("us_trade_csl/sdn-")}
    assert len(numbers) == 10026
    assert numbers == {fact.id.removeprefix("us_ofac_sdn/") for fact in sdn}


def test_the_older_layout_of_the_csl() -> None:
    document, facts = staged("us_trade_csl", "csl/csl-2019-12-extract.csv")
    assert (document.tally.total, document.tally.kept, len(facts)) == (115, 115, 115)


@pytest.mark.parametrize(
    ("list_id", "names", "records"),
    [
        ("us_state_dtc", ("2014-07-14", "2017-04-17", "2018-01-24", "2019-05-02", "2019-11-06"), (525, 516, 515, 686, 707)),
        ("us_state_isn", ("2014-10-27", "2015-04-23", "2015-11-30", "2016-07-22", "2016-12-02"), (462, 462, 180, 203, 213)),
    ],
)
def test_state_lists_in_all_their_layouts(list_id: str, names: tuple[str, ...], records: tuple[int, ...]) -> None:
    for name, count in zip(names, records, strict=True):
        file = f"dtc/itar_debarred-{name}.csv" if list_id.endswith("dtc") else f"isn/isn-{name}.csv"
        document, facts = staged(list_id, f"state/{file}")
        assert (document.tally.total, document.tally.kept, len(facts)) == (count, count, count)
        assert not any("\xa0" in n.text or "ÿ" in n.text for fact in facts for n in fact.value.party.names)


def test_un_uk_counts() -> None:
    document, facts = staged("un_sc", "un/consolidated-2026-02-27.xml.gz")
    assert (document.tally.total, document.tally.kept) == (1003, 1003)
    assert sum(fact.value.party.kind == "person" for fact in facts) == 730
    document, facts = staged("uk_ofsi", "uk/ConList-2020-04-27.csv.gz")
    assert (document.tally.total, document.tally.kept, len(facts)) == (9492, 9492, 2114)
    document, facts = staged("uk_ofsi", "uk/ConList-2022-05-04.xlsx")
    assert (document.tally.total, document.tally.kept, len(facts)) == (15261, 15261, 3430)


def test_un_2024_reads_once_its_six_ampersands_are_escaped() -> None:
    import re

    damaged = gzip.decompress((DATA / "un/consolidated-2024-10-16.notwellformed.xml.gz").read_bytes())
    with pytest.raises(SourceDamaged, match="not well-formed"):
        given("un_sc", damaged, name="un.xml")
    mended, count = re.subn(rb"&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-fA-F]+);)", b"&amp;", damaged)
    assert count == 6
    document, facts = given("un_sc", mended, name="un.xml")
    assert (document.tally.total, len(facts)) == (877, 877)
    _, later = staged("un_sc", "un/consolidated-2026-02-27.xml.gz")
    then, now = {fact.id for fact in facts}, {fact.id for fact in later}
    assert (len(now - then), len(then - now)) == (138, 12)


@pytest.mark.parametrize(
    ("list_id", "name", "says"),
    [
        ("us_ofac_sdn", "ofac/sdn-daily/sdn-2024-05-04T0136Z.csv", "the file is empty"),
        ("us_trade_csl", "csl/csl-2023-11-broken.csv.gz", "unexpected end of data"),
        ("eu_fsf", "eu/fsf-2022-03-18.truncated.xml.gz", "not well-formed"),
        ("us_ofac_sdn", "ofac/partial-2025-01/alt.csv.gz", "the main file .* is missing"),
        ("us_ofac_sdn", "format-extracts/sdn.xml", "it says it has 5704 records and has 4"),
    ],
)
def test_broken_files_are_refused_with_the_reason(list_id: str, name: str, says: str) -> None:
    with pytest.raises(SourceDamaged, match=says):
        staged(list_id, name)


@pytest.mark.parametrize(
    ("list_id", "name", "entries"),
    [("us_bis_entity", "el.csv", 7), ("us_bis_uvl", "uvl.csv", 13), ("us_bis_meu", "meu.csv", 7), ("us_state_dtc", "dtc.csv", 4)],
)
def test_format_extracts_read(list_id: str, name: str, entries: int) -> None:
    document, facts = staged(list_id, f"format-extracts/{name}")
    assert (document.tally.total, len(facts)) == (document.tally.kept, entries)
