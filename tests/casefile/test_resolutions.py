"""Terms of a resolution, suits a ruling ended, and the firm that says "we" in its filing."""

from __future__ import annotations

from licet.casefile.reading import read_text


def _acts(text: str, kind: str) -> list[tuple[str, set[str]]]:
    reading = read_text(text, name="x.txt")
    names = {e.id: e.canonical for e in reading.parties.entities}
    return [(e.status, {names[t] for t in e.target}) for e in reading.sure if e.type == kind]


def test_terms_of_a_plea_bind_from_its_day_but_those_of_a_plea_to_come_do_not():
    release = (
        "Department of Justice\nOffice of Public Affairs\nFOR IMMEDIATE RELEASE\nTuesday, June 20, 2023\n\n"
        "Corvane Systems Inc. {} today to conspiring to export sensors to Iran. Corvane Systems Inc. agreed to forfeit $9 million.\n"
    )
    assert [s for s, _ in _acts(release.format("pleaded guilty"), "forfeiture")] == ["in_force"]
    assert [s for s, _ in _acts(release.format("agreed to plead guilty"), "forfeiture")] == ["announced"]


def test_a_suit_is_over_once_a_ruling_decided_it_and_pending_under_an_injunction():
    report = "WASHINGTON, June 20, 2023 - Corvane Systems Inc. makes sensors.\n\nCorvane Systems Inc. sued the Defense Department in March 2022. {}\n"
    over = report.format("On May 4 the court struck down the Defense Department's listing of Corvane Systems Inc.")
    pending = report.format(
        "On May 4 a judge granted Corvane Systems Inc. a preliminary injunction against the Defense Department."
    )
    assert [s for s, _ in _acts(over, "lawsuit")] == ["historical"]
    assert [s for s, _ in _acts(pending, "lawsuit")] == ["in_force"]


def test_we_in_a_filing_is_the_firm_at_its_head():
    filing = (
        "KESSEL ETCH SYSTEMS, INC.\n\nQUARTERLY REPORT ON FORM 10-Q\nFor the quarterly period ended September 24, 2023\n\n"
        "On December 15, 2022, BIS added Xiamen Memory Corporation to the Entity List. "
        "In April 2021, we entered into a settlement agreement with the Bureau of Industry and Security.\n"
    )
    assert [t for _, t in _acts(filing, "settlement")] == [{"KESSEL ETCH SYSTEMS, INC"}]


def test_conduct_told_without_plea_or_finding_is_alleged():
    told = "WASHINGTON, June 20, 2023 - Officials spoke of export controls on Tuesday.\n\nCorvane Systems Inc. illegally shipped sensors to Iran.{}\n"
    assert [s for s, _ in _acts(told.format(""), "export_violation")] == ["alleged"]
    assert [s for s, _ in _acts(told.format(" It pleaded guilty in 2021."), "export_violation")] == ["historical"]
