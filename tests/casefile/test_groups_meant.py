"""Whom an act befalls where its words only count them."""

import pytest

from licet.casefile.output import document_dict
from licet.casefile.reading import read_text

LEAD = "WASHINGTON, June 20, 2023 (Newswire) - "
TWO = "Tarnhall Optics Ltd. and Corvane Shipping Ltd. are based in Dubai. "
THREE = "Dmitri Volsky controls Tarnhall Optics Ltd., Corvane Shipping Ltd. and Bexley Metals Ltd. "


def targets(text: str, kind: str) -> list[set[str]]:
    told = document_dict(read_text(LEAD + text, name="x.txt"))
    names = {entity["id"]: entity["canonical"].removesuffix(".") for entity in told["entities"]}
    return [{names[one].split()[0] for one in event["target"]} for event in told["events"] if event["type"] == kind]


@pytest.mark.parametrize(
    ("text", "kind", "whom"),
    [
        (TWO + "The Treasury Department sanctioned both companies on Tuesday.", "designation", {"Tarnhall", "Corvane"}),
        (TWO + "Both companies were sanctioned on Tuesday.", "designation", {"Tarnhall", "Corvane"}),
        (THREE + "OFAC designated Volsky and the three companies on June 6, 2023.", "designation", {"Dmitri", "Tarnhall", "Corvane", "Bexley"}),
        (TWO + "Acme Corp. makes phones. OFAC designated the two firms on June 6, 2023.", "designation", {"Tarnhall", "Corvane"}),
    ],
)  # fmt: skip
def test_those_counted_are_those_told_of_as_one(text, kind, whom):
    assert whom in targets(text, kind)


def test_an_order_taken_up_again_befalls_whom_it_befell():
    text = (
        "On March 9, 2022, the Bureau of Industry and Security signed an order temporarily denying the export privileges of "
        "Tarnhall Optics Ltd., Corvane Shipping Ltd. and Dmitri Volsky. The temporary denial order was renewed on September 3, 2022."
    )
    assert all(len(each) == 3 for each in targets(text, "temporary_denial_order"))


def test_a_count_that_fits_no_run_of_names_changes_nothing():
    assert targets(TWO + "OFAC designated the five firms on June 6, 2023.", "designation") == targets(
        TWO + "OFAC designated the firms on June 6, 2023.", "designation"
    )
