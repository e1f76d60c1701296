"""What must hold of OFAC, ITAR, procurement and tariffs whatever the transaction: listing never loosens, order never matters."""

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from licet.decisions import Outcome
from licet.facts import AsOf
from licet.intake import transaction_from
from licet.law.cases import stated
from licet.law.inquiry import Inquiry
from licet.law.law import Law
from licet.law.us.itar import steps as itar
from licet.law.us.ofac import steps as ofac
from licet.law.us.procurement import steps as procurement
from licet.law.us.tariffs import steps as tariffs
from licet.law.words import read_words

PLACES = st.sampled_from(["US", "DE", "CN", "IR", "CU", "SY", "KP", "RU", "UA-43", "AE", "TR"])
PARTIES = st.lists(
    st.fixed_dictionaries(
        {
            "role": st.sampled_from(["end_user", "purchaser", "carrier", "bank", "exporter", "seller", "buyer"]),
            "name": st.sampled_from(["Firm", "Huawei Technologies", "US federal agency", "rural carrier", "Bank"]),
            "country": PLACES,
        },
        optional={
            "owners": st.lists(
                st.fixed_dictionaries(
                    {"name": st.sampled_from(["Holder", "Other"]), "list": st.sampled_from([None, "SDN:SDGT", "US", "EL"])},
                    optional={"pct": st.integers(0, 50)},
                ),
                max_size=2,
            )
        },
    ),
    max_size=3,
)
ITEM = st.fixed_dictionaries(
    {
        "eccn": st.sampled_from(["EAR99", "5A991", "3A001.a.7", "USML", "service", "foreign-only"]),
        "origin": st.sampled_from(["US", "foreign"]),
    },
    optional={
        "made_in": PLACES, "value_usd": st.integers(1, 10000), "description": st.sampled_from(["ZTE routers", "wheat", "chairs"]),
        "us_content": st.lists(st.fixed_dictionaries({"eccn": st.just("3A991"), "value_usd": st.integers(0, 100)}), max_size=2),
    },
)  # fmt: skip
DEALS = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(["export", "reexport", "transfer", "deemed_export", "procurement"]),
        "exporter_country": PLACES,
        "destination": PLACES,
        "items": st.lists(ITEM, min_size=1, max_size=1),
        "parties": PARTIES,
    },
    optional={"us_person_involved": st.booleans(), "end_use": st.sampled_from(["civil", "military", "purchase with USF support"])},
)
DAYS = st.dates(date(2014, 9, 1), date(2026, 11, 22))


def severity(tx, on) -> int:
    """The strictest word of the four regimes; silence counts as "not subject"."""
    q = asked(tx, on)
    said = [rule.determine(q) for rule in (ofac, itar, procurement, tariffs)]
    return min([each.outcome.severity for each in said if each is not None], default=Outcome.NOT_SUBJECT.severity)


def asked(tx, on) -> Inquiry:
    item = tx.items[0]
    return Inquiry(
        tx=tx, item=item, law=Law(AsOf.on(on)), standings=tuple(stated(tx)), words=read_words(tx.end_use, item.description),
        use=read_words(tx.end_use),
    )  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(DEALS, DAYS, st.integers(0, 2))
def test_a_designation_never_loosens(body, on, which):
    tx = transaction_from(body)
    if not tx.parties:
        return
    place = which % len(tx.parties)
    listed = tuple(replace(p, listed_as="SDN:SDGT") if i == place else p for i, p in enumerate(tx.parties))
    assert severity(replace(tx, parties=listed), on) <= severity(tx, on)


@settings(max_examples=40, deadline=None)
@given(DEALS, DAYS)
def test_a_us_person_loosens_only_under_a_general_license(body, on):
    tx = transaction_from(body)
    free, bound = (severity(replace(tx, us_person_involved=told), on) for told in (False, True))
    if bound > free and bound != Outcome.NO_LICENSE_REQUIRED.severity:
        said = ofac.determine(asked(replace(tx, us_person_involved=True), on))
        assert said is not None
        assert "31 CFR 515.533" in said.because, "only the general license that leaves exports to the EAR"


@settings(max_examples=40, deadline=None)
@given(DEALS, DAYS)
def test_the_order_of_parties_never_matters(body, on):
    tx = transaction_from(body)
    assert severity(replace(tx, parties=tx.parties[::-1]), on) == severity(tx, on)


@settings(max_examples=40, deadline=None)
@given(DEALS, DAYS)
def test_forgetting_a_share_never_clears(body, on):
    tx = transaction_from(body)
    untold = tuple(replace(p, owners=tuple(replace(o, pct=None) for o in p.owners)) if p.owners else p for p in tx.parties)
    before, after = severity(tx, on), severity(replace(tx, parties=untold), on)
    blocked_before = before <= Outcome.REVIEW.severity
    assert not blocked_before or after <= Outcome.REVIEW.severity
