"""The Denied Persons List: repeated rows, several addresses, impossible years, short rows."""

from __future__ import annotations

from datetime import date

import pytest
from tests.sources.reading import DPL_HEAD, given, sample, staged

from licet.errors import SourceChanged, SourceDamaged
from licet.facts import Interval
from licet.listings import DenialOrder


def test_the_sample_reads_into_orders_with_their_addresses() -> None:
    document, facts = sample("us_bis_dpl", "tabs")
    assert (document.tally.total, document.tally.kept, document.tally.repeated) == (9, 7, 1)
    assert [item.reason for item in document.tally.quarantined] == ["Effective_Date '13/30/1985' is no day", "every field is empty"]
    acme = next(fact for fact in facts if "acme" in fact.id)
    assert acme.id == "us_bis_dpl/acme-trading-fze-2019-04-08"
    assert acme.valid == Interval(date(2019, 4, 8), date(2024, 4, 8))
    assert isinstance(acme.value, DenialOrder)
    assert acme.value.standard_terms is True
    assert [address.country for address in acme.value.party.addresses] == ["AE", "JO"]
    assert acme.source.locator == "row 2, row 3"


def test_names_are_trimmed_and_their_raw_words_kept() -> None:
    _, facts = sample("us_bis_dpl", "tabs")
    name = facts[0].value.party.names[0]
    assert (name.text, name.raw) == ("A. SAMPLE", " A. SAMPLE")
    assert facts[0].value.cite == "1 FR 100; 2 FR 200"


def test_an_impossible_update_year_is_noted_and_kept_in_words() -> None:
    document, facts = sample("us_bis_dpl", "tabs")
    assert "3017-08-22" in document.tally.notes[0]
    acme = next(fact for fact in facts if "acme" in fact.id)
    assert ("Last_Update", "3017-08-22") in acme.value.raw


def test_a_renamed_column_is_refused_by_name() -> None:
    with pytest.raises(SourceChanged, match="'Effective_Date' is gone"):
        given("us_bis_dpl", DPL_HEAD.replace("Effective_Date", "Effective") + "A\t\t\t\t\t\t1/1/2001\t\tY\t\t\t\n")


def test_nothing_readable_is_refused() -> None:
    with pytest.raises(SourceDamaged):
        given("us_bis_dpl", DPL_HEAD)
    with pytest.raises(SourceDamaged, match="is no day"):
        given("us_bis_dpl", DPL_HEAD + "A\t\t\t\t\t\tsoon\t\tY\t\t\t\n")


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "records", "repeated", "noted"),
    [("dpl-2019-06.txt", 546, 3, 1), ("dpl-2023-11.txt", 665, 2, 3)],
)
def test_complete_vintages_have_the_published_counts(name: str, records: int, repeated: int, noted: int) -> None:
    document, facts = staged("us_bis_dpl", f"bis/dpl/{name}")
    tally = document.tally
    assert (tally.total, tally.kept, tally.repeated, len(tally.notes)) == (records, records, repeated, noted)
    rows = [row for fact in facts for row in (fact.source.locator or "").split(", ")]
    assert len(rows) == len(set(rows)) == records - repeated


@pytest.mark.shared
def test_the_2015_extract_with_short_rows_and_an_empty_record_reads() -> None:
    document, facts = staged("us_bis_dpl", "format-extracts/dpl.txt")
    assert (document.tally.total, len(facts)) == (10, 9)
    assert document.tally.quarantined[0].reason == "every field is empty"
