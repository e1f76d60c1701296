"""Acts in other words and orders than a frame's examples: passive, participle, noun, and what grammar must not take for an act."""

from __future__ import annotations

from datetime import date

import pytest

from licet.casefile.across import Keys
from licet.casefile.deeds import deeds, inflected, table
from licet.casefile.frames import GROUP_OF
from licet.casefile.reading import Reading, read_text
from licet.casefile.text import Span

WRITTEN = date(2019, 6, 12)  # a Wednesday
TOLD = [
    ("designation", "An asset freeze has been imposed on Kestrel Marine LLC.", "in_force"),
    ("designation", "Kestrel Marine LLC was among 12 shippers hit with sanctions by the Treasury on Monday.", "in_force"),
    ("designation", "Kestrel Marine LLC, sanctioned by Washington in 2018, denied wrongdoing.", "in_force"),
    ("designation", "The sanctions on Kestrel Marine LLC came into force on Monday.", "in_force"),
    ("designation", "The name of Kestrel Marine LLC is added to Annex I.", "in_force"),
    ("designation", "OFAC has not designated Kestrel Marine LLC.", "denied"),
    ("entity_list_addition", "The Entity List was expanded on Monday to include Kestrel Marine LLC.", "in_force"),
    ("entity_list_addition", "BIS determined that Kestrel Marine LLC should be added to the Entity List.", "proposed"),
    ("delisting", "Sanctions on Kestrel Marine LLC were lifted on Monday.", "in_force"),
    ("delisting", "The designation of Kestrel Marine LLC was revoked on Monday.", "in_force"),
    ("delisting", "The entry concerning Kestrel Marine LLC is deleted.", "in_force"),
    ("delisting", "Kestrel Marine LLC is no longer subject to an asset freeze.", "in_force"),
    ("temporary_denial_order", "Kestrel Air LLC was hit with a temporary denial order on Monday.", "in_force"),
    ("denial_order", "The Commerce Department on Monday stripped Kestrel Air LLC of its export privileges.", "in_force"),
    ("temporary_general_license", "A general license lets buyers deal with Kestrel Marine LLC until August 1.", "in_force"),
    ("penalty", "A $3 million fine was imposed on Kestrel Marine LLC in 2016.", "historical"),
    ("settlement", "Kestrel Marine LLC and BIS reached a settlement in 2016.", "historical"),
    ("investigation", "U.S. authorities are examining whether Kestrel Marine LLC broke export rules.", "in_force"),
    ("indictment", "Charges against Victor Hallam were unsealed on Monday.", "in_force"),
    ("court_order", "The General Court annulled the sanctions on Kestrel Marine LLC on Monday.", "in_force"),
    ("lawsuit", "Kestrel Marine LLC took the Treasury Department to court on Monday.", "in_force"),
    ("relief_pledge", "President Donald Trump said on Monday he would lift all sanctions on Syria.", "announced"),
    ("sanctions_relief", "The United States on Monday terminated its sanctions on Syria.", "in_force"),
    ("agency_letter", "U.S. officials told Kestrel Chips Inc. to stop exporting processors to China.", "historical"),
    ("transaction_prohibition", "Americans may no longer do business with Kestrel Marine LLC.", "in_force"),
    ("rule_amendment", "New export curbs on quantum computers came into force on Monday.", "in_force"),
]
NOT_TOLD = [
    ("designation", "The refinery paid sanctioned banks, among them Petrel Bank JSC, for years."),
    ("delisting", "The parties agreed that an order vacating the designation of Kestrel Marine LLC would be appropriate."),
    ("delisting", "Beijing demanded that the sanctions on Kestrel Marine LLC be lifted."),
    ("lawsuit", "Kestrel Marine LLC had filed no lawsuit by Monday."),
    ("designation", "The company put Kestrel Marine LLC on its list of preferred carriers."),
]


def read(words: str) -> Reading:
    reading = read_text("A report\n\n" + words + "\n")
    reading.about(WRITTEN, "stated")
    return reading


@pytest.mark.parametrize(("kind", "words", "status"), TOLD, ids=[words for _, words, _ in TOLD])
def test_an_act_is_read_in_any_order_and_voice(kind, words, status):
    found = [e for e in read(words).sure if e.type == kind]
    assert [e.status for e in found] == [status]
    if "on Monday" in words and status == "in_force":
        assert found[0].date == "2019-06-10"


@pytest.mark.parametrize(("kind", "words"), NOT_TOLD, ids=[words for _, words in NOT_TOLD])
def test_what_is_not_done_is_no_act_in_force(kind, words):
    assert [e for e in read(words).sure if e.type == kind and e.status in ("in_force", "historical")] == []


def test_the_target_is_who_undergoes_it():
    words = (
        "Two insurers, Kestrel Insurance LLC and Petrel Insurance LLC, were also sanctioned. "
        "The Treasury on Monday sanctioned three managers of Halden Shipping LLC, among them chief accountant Victor Hallam."
    )
    reading = read(words)
    named = [{reading.entity(t).canonical for t in e.target} for e in reading.sure if e.type == "designation"]
    assert {"Kestrel Insurance LLC", "Petrel Insurance LLC"} in named
    assert all("Halden Shipping LLC" not in names for names in named)


def test_what_an_order_takes_up_again_is_its_latest_target():
    reading = read("The Treasury imposed sanctions on Kestrel Marine LLC on Monday. A judge halted the sanctions on Tuesday.")
    (order,) = [e for e in reading.sure if e.type == "court_order"]
    assert [reading.entity(t).canonical for t in order.target] == ["Kestrel Marine LLC"]


def test_a_day_inside_a_participle_is_that_of_the_participle():
    reading = read("The Treasury on Monday eased sanctions imposed last week on Kestrel Marine LLC.")
    assert {e.date for e in reading.sure if e.type == "sanctions_relief"} == {"2019-06-10"}


def test_the_other_end_of_an_offset_is_counted():
    reading = read(
        "The Treasury on Monday lifted sanctions on Kestrel Marine LLC, two weeks after it fined Petrel Air LLC $3 million."
    )
    assert [e.date for e in reading.sure if e.type == "penalty"] == ["2019-05-27"]


def test_every_act_of_the_table_is_of_the_closed_list():
    acts = {act for thing in table().things.values() for act in thing.acts.values()} | set(table().direct.values())
    assert {act.split(".")[0] for act in acts} - {"listing", "blacklisting", "targeting", "assets", "unfrozen", "judged", "banned"} <= set(
        GROUP_OF
    )


def test_forms_of_a_verb():
    assert inflected("put", {"put": ["puts", "put", "putting", "put"]}) == [
        ("put", "base"),
        ("puts", "s"),
        ("put", "ed"),
        ("putting", "ing"),
    ]
    words = "cccc was sanctioned."
    assert [d.before for d in deeds(words, Span(0, len(words)))] == [True]


LASTING = [
    ("designation", "Sanctions on Kestrel Marine LLC stay in force.", "in_force"),
    ("designation", "Kestrel Marine LLC remains on the SDN List.", "in_force"),
    ("designation", "The assets of Kestrel Marine LLC are frozen.", "in_force"),
    ("sanctions_relief", "The Treasury on Monday put off sanctions on Kestrel Marine LLC.", "in_force"),
    ("court_order", "The General Court on Monday annulled decisions to put Kestrel Marine LLC on a sanctions list.", "in_force"),
    ("temporary_general_license", "A general license for Kestrel Marine LLC lapsed.", "historical"),
]


@pytest.mark.parametrize(("kind", "words", "status"), LASTING, ids=[f"{kind}: {words}" for kind, words, _ in LASTING])
def test_what_lasts_or_lapses_is_told_without_the_day_it_began(kind, words, status):
    found = [e for e in read(words).sure if e.type == kind]
    assert [e.status for e in found] == [status]
    if " on Monday" not in words:
        assert found[0].date is None


def test_an_order_that_ran_out_has_the_day_it_ran_out():
    (order,) = [e for e in read("The export ban on Kestrel Air LLC expired on Monday.").sure if e.type == "denial_order"]
    assert (order.status, order.date, order.until) == ("historical", "2019-06-10", "2019-06-10")


def test_another_list_of_the_same_name_is_not_the_entity_list():
    words = "China put Kestrel Marine LLC on its unreliable entity list on Monday."
    assert [e for e in read(words).sure if e.type == "entity_list_addition"] == []


def test_a_fine_the_law_allows_is_no_fine():
    words = "If convicted, Victor Hallam faces up to 20 years in prison and a fine of $1 million."
    assert [e for e in read(words).sure if e.type == "penalty"] == []


def test_what_is_put_off_is_not_imposed():
    assert not [e for e in read("The Treasury put off sanctions on Kestrel Marine LLC.").sure if e.type == "designation"]


def test_the_lines_of_a_list_name_who_opens_them():
    words = "The following persons are added to the sanctions list:\n\n1. Victor Hallam, director of Kestrel Marine LLC.\n\n2. Jane Sorrel, founder of Kestrel Marine LLC.\n"
    reading = read_text("OFFICE OF FOREIGN ASSETS CONTROL\nRecent Actions\n\nJune 12, 2019\n\n" + words)
    (listing,) = [e for e in reading.sure if e.type == "designation"]
    assert sorted(reading.entity(t).canonical for t in listing.target) == ["Jane Sorrel", "Victor Hallam"]


def test_a_refinery_is_who_opens_the_next_sentence():
    reading = read("The Treasury on Monday imposed sanctions on a refinery. Kestrel Oil LLC buys crude from Iran.")
    (act,) = [e for e in reading.sure if e.type == "designation"]
    assert [reading.entity(t).canonical for t in act.target] == ["Kestrel Oil LLC"]


def test_a_name_with_its_own_legal_form_is_no_short_form():
    one = read_text("A report\n\nThe Treasury on June 3, 2019 sanctioned Kestrel Corp.\n", name="a.txt")
    other = read_text("A report\n\nThe bank paid Kestrel Aviation LLC.\n", name="b.txt")
    third = read_text("A report\n\nThe bank paid Halden Aviation LLC.\n", name="c.txt")
    short = read_text("A report\n\nThe Treasury on June 3, 2019 sanctioned the trader Halden.\n", name="d.txt")
    keys = Keys([one, other, third, short])
    of = {
        e.canonical.rstrip("."): keys.of(e.key)
        for r in (one, other, third, short)
        for e in r.parties.entities
        if e.type == "company"
    }
    assert of["Kestrel Corp"] != of["Kestrel Aviation LLC"]
    assert of["Halden"] == of["Halden Aviation LLC"]
