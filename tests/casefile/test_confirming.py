"""Claims into the ledger and back: confirmed ones decide, said ones never do."""

# Expressions, table rows and markup are each kept on one line.

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest
import yaml
from tests.casefile import matters
from typer.testing import CliRunner

from licet.casefile import build_case, read_text
from licet.casefile.claim_of_case import DONE, find_claim
from licet.casefile.confirming import confirm, confirmed, withdraw
from licet.casefile.supposing import what_if
from licet.cli.case import app
from licet.errors import BadValue, LicetError, UnknownName
from licet.exposure.what_if import read_what_if
from licet.facts import AsOf
from licet.records.ledger import Ledger
from licet.sync import open_store
from licet.workspace import Workspace

RUN = CliRunner()
ORDER = {
    "id": "S1", "kind": "export", "exporter_country": "US", "destination": "CN", "end_use": "telephony, civil",
    "parties": [{"role": "end_user", "name": "Longwei Technologies Co. Ltd.", "country": "CN"}], "items": [{"eccn": "EAR99", "value_usd": 1000, "origin": "US"}],
}  # fmt: skip


@pytest.fixture(scope="module")
def press():
    return build_case([read_text(matters.ALL[n], name=f"{n}.txt") for n in ("pledge", "charges")])


@pytest.fixture(scope="module")
def listing():
    return build_case([read_text(matters.LISTING_RULE, name="listing.txt")])


@pytest.fixture
def ledger(tmp_path):
    opened = Ledger.open(tmp_path)
    yield opened
    opened.close()


def claim_of(case, kind):
    return find_claim(case, "matter", next(c.id for c in case.clusters if c.type == kind))


def hits(folder, name, day):
    open_store(folder)
    from licet.screening.query import Query

    return [m.hit.entry.listing_id for m in Workspace(folder).screen(Query(name=name), AsOf.on(day)).matches]


def test_an_official_document_confirms_itself(listing, ledger, tmp_path):
    claim = claim_of(listing, "entity_list_addition")
    facts, recorded = confirm(ledger, claim, by=None, reason=None)
    assert recorded.new
    assert [f.value.kind for f in facts] == ["entity_listing"]
    assert facts[0].valid.start == date(2018, 10, 30)
    assert facts[0].known_at.date() == date(2018, 10, 30), "known since its own day, not since today"
    assert hits(tmp_path, "Minjiang Integrated Circuit Company", date(2018, 11, 1)) == [facts[0].id]
    assert hits(tmp_path, "Minjiang Integrated Circuit Company", date(2018, 10, 1)) == []
    assert not confirm(ledger, claim, by=None, reason=None)[1].new, "confirming twice changes nothing"


def test_a_press_report_needs_a_person_a_reason_and_a_day(press, ledger):
    claim = claim_of(press, "denial_order")
    with pytest.raises(BadValue, match="no official document"):
        confirm(ledger, claim, by=None, reason=None)
    with pytest.raises(BadValue, match="needs a reason"):
        confirm(ledger, claim, by="Jane Roe", reason=" ")
    with pytest.raises(BadValue, match="no day"):
        confirm(ledger, claim, by="Jane Roe", reason="read the order")
    facts, _ = confirm(ledger, claim, by="Jane Roe", reason="read the order", start=date(2019, 5, 20), cite="84 FR 24000")
    assert (facts[0].value.kind, facts[0].value.cite) == ("denial_order", "84 FR 24000; confirmed by Jane Roe")
    assert facts[0].valid.last_day == date(2024, 5, 19), "five years, as the report says"


def test_what_is_only_said_never_becomes_a_fact(press, ledger):
    """No status but done, and no kind of act but a listing, leads into the ledger without a stated day and publication."""
    tried = 0
    for cluster in press.clusters:
        for reading, event in cluster.members:
            if event.status in DONE:
                continue
            claim = find_claim(press, "matter", f"{reading.doc_id}/{event.id}")
            tried += 1
            for start in (None, date(2019, 6, 3)):
                with pytest.raises(LicetError):
                    confirm(ledger, claim, by="Jane Roe", reason="a tweet", start=start)
    assert tried >= 3
    assert confirmed(ledger) == {}
    assert ledger.position() == 0


def test_a_pledge_is_no_listing_even_with_a_day_and_a_citation(press, ledger):
    with pytest.raises(BadValue, match="no listing"):
        confirm(ledger, claim_of(press, "relief_pledge"), by="Jane Roe", reason="x", start=date(2019, 6, 3), cite="a tweet")
    assert ledger.position() == 0


def test_withdrawing_is_a_later_act_that_deletes_nothing(press, ledger, tmp_path):
    claim = claim_of(press, "denial_order")
    at = datetime(2026, 1, 5, 12, tzinfo=UTC)
    facts, _ = confirm(ledger, claim, by="Jane Roe", reason="read it", start=date(2019, 5, 20), cite="84 FR 24000", now=at)
    versions = len(list(ledger.stored(claim.id)))
    withdraw(ledger, claim.id, by="Ann Poe", reason="another firm", now=datetime(2026, 2, 1, tzinfo=UTC))
    assert len(list(ledger.stored(claim.id))) > versions
    assert confirmed(ledger)[claim.id][0].valid.empty
    assert hits(tmp_path, "Longwei Technologies", date(2019, 6, 3)) == []
    workspace = Workspace(tmp_path)
    assert workspace.at(date(2026, 1, 10), datetime(2026, 1, 10, tzinfo=UTC)).listing(facts[0].id) is None, (
        "its five years were over"
    )
    assert workspace.at(date(2023, 1, 10), datetime(2026, 1, 10, tzinfo=UTC)).listing(facts[0].id) is not None, (
        "as it was known then"
    )
    with pytest.raises(BadValue, match="withdrawn before"):
        withdraw(ledger, claim.id, by="Ann Poe", reason="again")
    with pytest.raises(UnknownName):
        withdraw(ledger, "case:nothing-00000000", by="Ann Poe", reason="x")


def test_an_act_that_ends_a_confirmed_claim_ends_it(listing, ledger, tmp_path):
    confirm(ledger, claim_of(listing, "entity_list_addition"), by=None, reason=None)
    text = "December 2, 2020\n\nBIS removed Minjiang Integrated Circuit Company, Ltd. from the Entity List on December 1, 2020.\n"
    later = build_case([read_text(text, name="later.txt")])
    removal = claim_of(later, "delisting")
    with pytest.raises(BadValue, match="no official document"):
        confirm(ledger, removal, by=None, reason=None)
    confirm(ledger, removal, by="Jane Roe", reason="85 FR 1")
    assert hits(tmp_path, "Minjiang Integrated Circuit Company", date(2019, 1, 1))
    assert hits(tmp_path, "Minjiang Integrated Circuit Company", date(2021, 1, 1)) == []


def test_a_removal_from_an_official_list_is_left_to_the_list(ledger):
    text = "July 14, 2018\n\nThe Department of Commerce terminated the denial order against ZTE Corporation on July 13, 2018.\n"
    claim = claim_of(build_case([read_text(text, name="t.txt")]), "denial_order_termination")
    with pytest.raises(BadValue, match="no confirmed claim"):
        confirm(ledger, claim, by="Jane Roe", reason="read it")


def test_a_supposed_claim_is_conditional_and_touches_nothing(press, tmp_path):
    for kind, standing in (("denial_order", ()), ("relief_pledge", ("us_bis_dpl/x",))):
        node = what_if(claim_of(press, kind), date(2019, 7, 1), standing)
        assert node["standing"] in ("announced", "supposed")
        path = tmp_path / f"{kind}.yaml"
        path.write_text(yaml.safe_dump(node, sort_keys=False))
        if kind == "denial_order":
            measure = read_what_if(path, Workspace(tmp_path / "none").at(date(2019, 6, 3)))
            assert measure.conditional
            assert [f.value.kind for f in measure.facts] == ["denial_order"]
    assert not (tmp_path / "ledger.sqlite").exists()


def test_the_decision_follows_the_ledger_not_the_case(tmp_path):
    """Read, check, confirm, check, withdraw, check: only the confirmation moves the decision, and a case beside it never does."""
    from licet import api

    folder = tmp_path / "data"
    (tmp_path / "pledge.txt").write_text(matters.PLEDGE)
    matter = tmp_path / "matter.json"
    assert RUN.invoke(app, ["read", str(tmp_path / "pledge.txt"), "--out", str(matter), "--quiet"]).exit_code == 0

    def outcome():
        api._workspace.cache_clear()  # as a new process would
        return api.check(ORDER, as_of=date(2019, 6, 3), data=folder).outcome

    def run(*words):
        done = RUN.invoke(app, [*words, "--data", str(folder), "--json"])
        assert done.exit_code == 0, done.output
        return json.loads(done.stdout)

    before = outcome()
    told = json.loads(matter.read_text())
    ban = next(c["id"] for c in told["clusters"] if c["type"] == "denial_order")
    done = run("confirm", str(matter), ban, "--by", "Jane Roe", "--reason", "read the order", "--from", "2019-05-20")
    assert outcome() in ("prohibited", "review") != before
    assert run("confirmed")["confirmed"][0]["publisher"] == "confirmed by Jane Roe"
    shown = RUN.invoke(
        app,
        [
            "show",
            str(matter),
            "--data",
            str(folder),
            "--as-of",
            "2019-06-03",
            "-q",
            "Is the denial order against Longwei in force?",
        ],
    )
    assert shown.stdout.startswith("YES (confirmed in force)")
    run("withdraw", done["claim"], "--by", "Jane Roe", "--reason", "another firm")
    assert outcome() == before
