"""What follows: EEI, destination control statement, UVL statement, reports, retention, signs."""

import pytest

from licet.decisions import Outcome
from licet.law.us.ear.follow import UVL_STATEMENT, follow

CLEAR, LICENSE = Outcome.NO_LICENSE_REQUIRED, Outcome.LICENSE_REQUIRED


@pytest.fixture
def papers(inquiry_of):
    """The documents of one line from the United States."""

    def build(eccn, to, value=500, on="2026-07-01", outcome=CLEAR, exception=None, **fields):
        q = inquiry_of(on, destination=to, items=[{"eccn": eccn, "value_usd": value, "origin": "US"}], **fields)
        return follow(q, outcome, (), exception)["documents"]

    return build


@pytest.mark.parametrize(
    ("eccn", "to", "value", "on", "filed"),
    [
        ("EAR99", "DE", 2500, "2026-07-01", False), ("EAR99", "DE", "2500.01", "2026-07-01", True),
        ("EAR99", "CA", 90000, "2026-07-01", False),
        ("EAR99", "IR", 1, "2026-07-01", True), ("EAR99", "CU", 1, "2026-07-01", True),
        ("5A991", "CN", 1, "2020-06-28", False), ("5A991", "CN", 1, "2020-06-29", True),
        ("5A991", "HK", 1, "2020-12-22", False), ("5A991", "HK", 1, "2020-12-23", True),
        ("EAR99", "CN", 1, "2026-07-01", False), ("5A991", "VE", 1, "2026-07-01", True),
        ("9A610.x", "CA", 1, "2026-07-01", True), ("9A610.y", "CA", 1, "2026-07-01", False),
    ],
)  # fmt: skip
def test_when_eei_is_filed(papers, eccn, to, value, on, filed):
    assert papers(eccn, to, value, on)["eei_required"] is filed


def test_a_licensed_export_is_filed_whatever_the_value_with_its_eccn(papers):
    found = papers("3A001.a.7", "CN", 1, outcome=LICENSE)
    assert (found["eei_required"], found["eccn_in_eei"]) == (True, True)


def test_sta_is_filed_whatever_the_value(papers):
    assert papers("3A001.a.7", "DE", 1, outcome=Outcome.EXCEPTION_AVAILABLE, exception="STA")["eei_required"] is True


def test_an_unknown_value_leaves_the_filing_open(inquiry_of):
    q = inquiry_of("2026-07-01", items=[{"eccn": "EAR99", "origin": "US"}])
    assert follow(q, CLEAR)["documents"]["eei_required"] is None


def test_lines_of_one_tariff_number_are_added(inquiry_of):
    lines = [{"eccn": "EAR99", "value_usd": 2000, "origin": "US", "hts": "8517.62"} for _ in range(2)]
    assert follow(inquiry_of("2026-07-01", items=lines), CLEAR)["documents"]["eei_required"] is True
    untold = [{"eccn": "EAR99", "value_usd": 2000, "origin": "US"} for _ in range(2)]
    assert follow(inquiry_of("2026-07-01", items=untold), CLEAR)["documents"]["eei_required"] is None


@pytest.mark.parametrize(
    ("eccn", "to", "named"), [("5A991", "DE", False), ("5A991", "CN", True), ("EAR99", "DE", False), ("3A001.a.7", "DE", True)]
)
def test_the_eccn_is_named_unless_anti_terrorism_is_the_only_reason(papers, eccn, to, named):
    assert papers(eccn, to, 9000)["eccn_in_eei"] is named


@pytest.mark.parametrize(
    ("eccn", "exception", "stated"),
    [("EAR99", None, False), ("5A991", None, True), ("5A992.c", "BAG", False), ("5A992.c", "GFT", False)],
)
def test_when_the_invoice_carries_the_statement(papers, eccn, exception, stated):
    assert papers(eccn, "DE", 9000, exception=exception)["dcs_required"] is stated


def test_software_may_leave_without_a_shipment_so_its_papers_are_open(papers):
    found = papers("5D991", "CN", 9000)
    assert (found["eei_required"], found["dcs_required"]) == (None, None)
    sent = papers("5D991", "CN", 9000, end_use="civil, downloaded from our server")
    assert (sent["eei_required"], sent["dcs_required"]) == (False, False)
    shipped = papers("5D991", "CN", 9000, end_use="civil, sent on a disk")
    assert (shipped["eei_required"], shipped["dcs_required"]) == (True, True)


@pytest.mark.parametrize(
    ("eccn", "on", "named"),
    [
        ("9A610.x", "2017-01-01", True),
        ("3A090.a", "2023-11-16", False),
        ("3A090.a", "2023-11-17", True),
        ("5A991", "2026-07-01", False),
    ],
)
def test_which_eccns_the_invoice_names(papers, eccn, on, named):
    assert papers(eccn, "DE", 9000, on)["eccn_on_invoice"] is named


def test_an_unverified_party_signs_a_statement_and_eei_is_filed(inquiry_of):
    party = {"role": "end_user", "name": "Firm", "country": "MY", "listed_as": "UVL"}
    q = inquiry_of("2026-07-01", destination="MY", items=[{"eccn": "EAR99", "value_usd": 10, "origin": "US"}], parties=[party])
    found = follow(q, CLEAR)
    assert UVL_STATEMENT in found["conditions"]
    assert found["documents"]["eei_required"] is True
    assert {"15 CFR 744.15(b)", "15 CFR 758.1(b)(8)"} <= set(found["document_cites"])


def test_reports_follow_some_exceptions_outside_the_wassenaar_states(papers):
    assert "reports" in papers("3A001.a.7", "TW", 9000, outcome=Outcome.EXCEPTION_AVAILABLE, exception="GBS")
    assert "reports" not in papers("3A001.a.7", "JP", 9000, outcome=Outcome.EXCEPTION_AVAILABLE, exception="GBS")
    assert "reports" not in papers("3A001.a.7", "TW", 9000, outcome=Outcome.EXCEPTION_AVAILABLE, exception="RPL")


@pytest.mark.parametrize(("known", "until"), [(None, "2023-04-01"), ("2019-06-30", "2024-06-30"), ("2017-01-01", "2023-04-01")])
def test_records_are_kept_five_years_from_the_latest_event(inquiry_of, known, until):
    q = inquiry_of("2018-04-01", items=[{"eccn": "5A991", "value_usd": 9000, "origin": "US", "known_reexport": known}])
    assert follow(q, CLEAR)["compute"] == {"retain_until": until}


def test_a_reexport_needs_no_us_papers_but_its_records(inquiry_of):
    q = inquiry_of(
        "2026-07-01", kind="reexport", exporter_country="FR", items=[{"eccn": "5A991", "value_usd": 9000, "origin": "US"}]
    )
    found = follow(q, CLEAR)
    assert (found["documents"]["eei_required"], found["documents"]["dcs_required"]) == (False, False)
    assert found["compute"]["retain_until"] == "2031-07-01"


def test_nothing_follows_from_what_may_not_go(inquiry_of):
    q = inquiry_of("2026-07-01", items=[{"eccn": "5A991", "value_usd": 9000, "origin": "US"}])
    assert "documents" not in follow(q, Outcome.PROHIBITED)
    assert "documents" not in follow(q, Outcome.NOT_SUBJECT)


def test_a_forwarder_as_end_user_is_a_sign_with_a_question(inquiry_of):
    party = {"role": "end_user", "name": "Gulf Freight Logistics LLC", "country": "AE"}
    found = follow(inquiry_of("2026-07-01", destination="AE", items=[{"eccn": "5A991", "value_usd": 9}], parties=[party]), CLEAR)
    assert found["red_flag"] is True
    assert "Gulf Freight" in found["conditions"][0]


@pytest.mark.parametrize(
    ("founded", "to", "flagged"), [("2022-04", "KG", True), ("2021-12", "KG", False), ("2022-04", "DE", False)]
)
def test_a_company_set_up_since_the_war_that_buys_electronics_is_a_sign(inquiry_of, founded, to, flagged):
    party = {"role": "end_user", "name": "New Trading", "country": to, "founded": founded}
    q = inquiry_of("2024-06-01", destination=to, items=[{"eccn": "3A991", "value_usd": 9}], parties=[party])
    assert follow(q, CLEAR)["red_flag"] is flagged
