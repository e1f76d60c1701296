"""Facts beside a name: what they may add is bounded, so that names out of reach are left before any listing is read."""

from hypothesis import given
from hypothesis import strategies as st

from licet.screening.entries import Entry
from licet.screening.facts import most_of_facts, weigh_facts
from licet.screening.query import Query

DATES = st.sampled_from(["", "1970-03-04", "1970-04-03", "1971", "1972-03", "31 Feb 1970"])
COUNTRIES = st.lists(st.sampled_from(["DE", "CN", "HK", "UA-43"]), max_size=2).map(tuple)
ADDRESSES = st.sampled_from(["", "Unit 5, 12 Harbor Road, Kowloon", "Flat 5, 12 Harbour Rd, Kowloon", "7 Elm Street, Springfield"])


@given(DATES, COUNTRIES, ADDRESSES, DATES, COUNTRIES, ADDRESSES)
def test_facts_never_add_more_than_is_said_beforehand(born, countries, address, listed_born, listed_countries, listed_address):
    query = Query("Anna Marlow", birth_date=born or None, countries=countries, address=address or None)
    entry = Entry(
        "own/1", "own", "person", (), countries=listed_countries, birth_dates=(listed_born,) if listed_born else (),
        addresses=(listed_address,) if listed_address else (),
    )  # fmt: skip
    assert sum(line.weight for line in weigh_facts(query, entry, 1.0).lines) <= most_of_facts(query)


def test_an_identifier_outweighs_whatever_the_name_says():
    query = Query("Anna Marlow", identifiers={"imo": "9187629"})
    entry = Entry("own/1", "own", "vessel", (), identifiers={"imo": ("9187629",)})
    assert weigh_facts(query, entry, -30.0).lines[0].weight > 30
    assert most_of_facts(query) == float("inf")
