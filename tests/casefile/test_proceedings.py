"""Cases and conduct in the words releases, courts and the press have for them; and business that is neither."""

from __future__ import annotations

from datetime import date

import pytest

from licet.casefile.frames import GROUP_OF
from licet.casefile.reading import Reading, read_text

WRITTEN = date(2019, 6, 12)  # a Wednesday
TOLD = [
    ("investigation", "FBI agents searched the offices of Kestrel Marine LLC on Monday.", "in_force", "2019-06-10", ["Kestrel"]),
    ("investigation", "Kestrel Marine LLC said it would cooperate with an inquiry by BIS.", "in_force", None, ["Kestrel"]),
    ("indictment", "Victor Hallam was arrested on Monday and charged with smuggling.", "in_force", "2019-06-10", ["Hallam"]),
    ("indictment", "Prosecutors dropped all charges against Victor Hallam.", "reversed", None, ["Hallam"]),
    ("agency_letter", "BIS has charged Kestrel Marine LLC with 17 violations of its rules.", "historical", None, ["Kestrel"]),
    ("court_order", "A judge on Monday blocked the Pentagon from listing Kestrel Marine LLC.", "in_force", "2019-06-10", ["Defense"]),
    ("court_order", "A judge gave Victor Hallam five years in prison on Monday.", "in_force", "2019-06-10", ["Hallam"]),
    ("penalty", "A court ordered Kestrel Marine LLC to pay a $2 million fine in 2016.", "historical", "2016", ["Kestrel"]),
    ("penalty", "Petrel Bank JSC set money aside for a possible fine of $2 million.", "proposed", None, []),
    ("forfeiture", "Police seized a yacht belonging to Victor Hallam in 2016.", "historical", "2016", ["Hallam"]),
    ("deferred_prosecution_agreement", "Kestrel Marine LLC signed a deferred prosecution agreement in 2012.", "historical", "2012", ["Kestrel"]),
    ("export_violation", "Kestrel Marine LLC is accused of diverting engines to Iran.", "alleged", None, ["Iran"]),
    ("export_violation", "Kestrel Marine LLC denied that it had broken U.S. sanctions.", "denied", None, []),
    ("false_statement", "Kestrel Marine LLC hid the sales from federal investigators, prosecutors say.", "alleged", None, []),
    ("operations_halt", "Kestrel Marine LLC stopped shipments to Russia on Monday.", "historical", "2019-06-10", []),
]  # fmt: skip
NOT_TOLD = [
    ("court_order", "Victor Hallam will be sentenced in September."),
    ("export_violation", "Those who evade our export laws will be held to account."),
    ("export_violation", "Kestrel Marine LLC's sales to Germany and France rose despite weak demand."),
    ("export_violation", "BIS told Kestrel Marine LLC to stop shipping chips to China without a license."),
    ("investigation", "The agency is investigating the case against Kestrel Marine LLC."),
    ("operations_halt", "A judge halted the sale of Kestrel Marine LLC."),
]


def read(words: str) -> Reading:
    reading = read_text("A report\n\nThe week in trade.\n\n" + words + "\n")
    reading.about(WRITTEN, "stated")
    return reading


@pytest.mark.parametrize(("kind", "words", "status", "day", "whom"), TOLD, ids=[words for _, words, *_ in TOLD])
def test_a_case_or_conduct_is_read_with_whom_and_when(kind, words, status, day, whom):
    assert kind in GROUP_OF
    reading = read(words)
    found = [e for e in reading.sure if e.type == kind]
    assert [(e.status, e.date) for e in found] == [(status, day)]
    named = [reading.entity(t).canonical for t in found[0].target]
    assert all(any(who in name for name in named) for who in whom), named


@pytest.mark.parametrize(("kind", "words"), NOT_TOLD, ids=[words for _, words in NOT_TOLD])
def test_what_is_no_case_is_not_read_as_one(kind, words):
    assert [e for e in read(words).sure if e.type == kind] == []


def test_a_company_and_its_owner_who_plead_are_both_the_actors():
    events = read("Kestrel Marine LLC and its owner, Victor Hallam, pleaded guilty.").sure
    assert [len(e.actor) for e in events if e.type == "guilty_plea"] == [2]


def test_charges_end_in_a_plea():
    events = read(
        "A grand jury indicted Victor Hallam in 2016. He pleaded guilty in 2017. Victor Hallam was sentenced in 2018."
    ).sure
    assert [e.status for e in events if e.type == "indictment"] == ["historical"]
