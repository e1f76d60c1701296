"""Diffs between the staged vintages equal the figures that were computed from them independently."""

from __future__ import annotations

import csv
import itertools

import pytest
from tests.sources.reading import DATA, DPL_HEAD, given, staged

from licet.sources import spec_of
from licet.sync.diff import Diff, Side, compare
from licet.sync.diff_page import diff_page
from licet.sync.words import changes, marked

SDN = ("sdn.csv.gz", "alt.csv.gz", "add.csv.gz", "sdn_comments.csv")


def side(list_id: str, *names: str) -> Side:
    document, facts = staged(list_id, *names)
    return Side(label=names[0], vintage=None, listings={f.id: f.value for f in facts}, absent=frozenset(document.absent))


def between(before: str, after: str) -> Diff:
    def daily(day: str) -> Side:
        return side("us_ofac_sdn", f"ofac/sdn-daily/sdn-{day}.csv.gz")

    return compare("us_ofac_sdn", daily(before), daily(after))


def figures(found: Diff) -> tuple[int, int, int]:
    return found.counts["added"], found.counts["removed"], found.counts["changed"]


@pytest.mark.shared
@pytest.mark.slow
def test_sdn_2021_07_to_2023_12() -> None:
    full = [side("us_ofac_sdn", *(f"ofac/sdn-{v}/{name}" for name in SDN)) for v in ("2021-07", "2023-12")]
    found = compare("us_ofac_sdn", *full)
    assert figures(found) == (5637, 792, 726)
    assert found.counts["unchanged"] + 792 + 726 + found.counts["changed_aliases_or_addresses"] == 8976


@pytest.mark.shared
@pytest.mark.slow
def test_sdn_2018_01_to_2019_01_compares_only_what_both_have() -> None:
    before = side("us_ofac_sdn", "ofac/sdn-2018-01/sdn.csv.gz")
    found = compare("us_ofac_sdn", before, side("us_ofac_sdn", *(f"ofac/sdn-2019-01/{name}" for name in SDN)))
    assert figures(found) == (1347, 36, 420)
    assert found.not_compared == ("addresses", "aliases", "comments")


@pytest.mark.shared
@pytest.mark.slow
def test_daily_pairs_that_follow_each_other_equal_daily_stats() -> None:
    with (DATA / "ofac/sdn-daily/daily_stats.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows
    for before, after, expected in (
        ("2021-08-20T0138Z", "2021-08-20T1850Z", (29, 0, 36)),
        ("2021-11-23T1848Z", "2021-12-02T0141Z", (5, 112, 7)),
        ("2023-12-20T0123Z", "2023-12-20T1843Z", (5, 69, 0)),
        ("2024-05-01T1843Z", "2024-05-02T1843Z", (7, 0, 0)),
        ("2024-05-02T1843Z", "2024-05-03T1843Z", (0, 8, 0)),
    ):
        stamped = f"{after[:13]}:{after[13:15]}"
        told = [row for row in rows if any(str(value).replace(" ", "T").startswith(stamped) for value in row.values())]
        if told:
            assert (int(told[0]["added"]), int(told[0]["removed"]), int(told[0]["changed"])) == expected
        assert figures(between(before, after)) == expected


@pytest.mark.shared
@pytest.mark.slow
def test_part_744_has_461_editorial_rows_and_no_legal_change() -> None:
    march, july = (side("us_bis_entity", f"ear/ecfr-xml/part-744-{v}.xml.gz") for v in ("2026-03-25", "2026-07-23"))
    found = compare("us_bis_entity", march, july)
    assert figures(found) == (0, 0, 0)
    assert found.counts["editorial"] == 461


@pytest.mark.shared
@pytest.mark.slow
def test_a_new_layout_is_no_change_of_its_entries() -> None:
    def counts(list_id: str, name: str, *days: str) -> list[tuple[int, int, int]]:
        sides = [side(list_id, name.format(day)) for day in days]
        return [figures(compare(list_id, one, two)) for one, two in itertools.pairwise(sides)]

    isn = counts("us_state_isn", "state/isn/isn-{}.csv", "2014-10-27", "2015-04-23", "2015-11-30", "2016-07-22", "2016-12-02")
    assert [(added, removed) for added, removed, _ in isn] == [(0, 0), (121, 403), (43, 20), (27, 17)]
    assert all(changed < 70 for _, _, changed in isn)
    dtc = counts("us_state_dtc", "state/dtc/itar_debarred-{}.csv", "2017-04-17", "2018-01-24", "2019-05-02", "2019-11-06")
    assert dtc == [(0, 1, 0), (176, 5, 5), (23, 2, 2)]


def test_a_column_that_one_layout_lacks_is_not_compared() -> None:
    rows = {2015: "ISN,,,INKSNA,Works,,,,,,RU,,1/2/2014" + "," * 18, 2016: "ISN,INKSNA,Works,,Russia,,1/2/2014,,http://x"}
    heads = [dict(spec_of("us_state_isn").columns)[f"columns_{year}"] for year in rows]
    both = [given("us_state_isn", ",".join(head) + "\n" + row + "\n")[1] for head, row in zip(heads, rows.values(), strict=True)]
    found = compare("us_state_isn", *(Side(label="", vintage=None, listings={f.id: f.value for f in facts}) for facts in both))
    assert (figures(found), found.counts["unchanged"], found.not_compared) == ((0, 0, 0), 1, ("Web Link",))


def test_a_change_names_its_fields_and_the_page_escapes_them() -> None:
    row = "<b>EVIL</b>\tRoad 1\tDubai\t\tAE\t\t01/02/2020\t01/02/2030\tY\t2020-01-03\tNEW\t1 F.R. 2\n"
    _, one = given("us_bis_dpl", DPL_HEAD + row)
    _, two = given("us_bis_dpl", DPL_HEAD + row.replace("Road 1", "Road 2") + "OTHER\t\t\t\t\t\t01/02/2020\t\tN\t\t\t\n")
    sides = [Side(label=str(n), vintage=None, listings={f.id: f.value for f in facts}) for n, facts in enumerate((one, two))]
    found = compare("us_bis_dpl", *sides)
    assert [listing.party.caption for _, listing in found.added] == ["OTHER"]
    (change,) = (*found.changed, *found.attached)
    assert [(field.field, field.after) for field in change.fields] == [("addresses", "Road 2, Dubai, AE")]
    page = diff_page(found)
    assert "<b>EVIL</b>" not in page
    assert "&lt;b&gt;EVIL&lt;/b&gt;" in page
    assert 'name="viewport"' in page
    assert "<del>1</del> <ins>2</ins> Road" not in page
    assert "<del>Road 1,</del>" in page or "<del>1,</del> <ins>2,</ins>" in page


def test_a_long_wording_is_shown_around_its_change_and_lists_by_their_items() -> None:
    long = " ".join(f"word{n}" for n in range(100))
    assert marked(changes(long, long.replace("word50", "other"))) == (
        "… word45 word46 word47 word48 word49 [-word50-] {+other+} word51 word52 word53 word54 word55 …"
    )
    assert marked(changes("B; A", "A; C; D")) == "[-B-] {+C+} {+D+}"
    assert marked(changes("CUBA", "CUBA, SDGT", ", ")) == "{+SDGT+}"
    assert marked(changes("", "new words")) == "{+new words+}"
