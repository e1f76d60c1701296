"""Countries: every usual spelling, the EAR's own spellings, regions, territories, and what must be asked back."""

import pytest

from licet.countries import codes, name_of, parent_of, read_country
from licet.errors import BadValue, UnknownName


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Korea, South", "KR"), ("South Korea", "KR"), ("republic of korea", "KR"), ("Korea, North", "KP"), ("DPRK", "KP"),
        ("Burma", "MM"), ("Myanmar", "MM"), ("Turkey", "TR"), ("Türkiye", "TR"), ("Czech Republic", "CZ"), ("Czechia", "CZ"),
        ("China (PRC)", "CN"), ("People's Republic of China", "CN"), ("PRC", "CN"), ("Hong Kong", "HK"), ("Macau", "MO"),
        ("Macao", "MO"), ("UK", "GB"), ("U.S.A.", "US"), ("united states", "US"), ("UAE", "AE"), ("Cote d'lvoire", "CI"),
        ("Côte d'Ivoire", "CI"), ("Ivory Coast", "CI"), ("Seycheles", "SC"), ("The Bahamas", "BS"), ("Bahamas, The", "BS"),
        ("Saint Kitts & Nevis", "KN"), ("St. Kitts and Nevis", "KN"), ("South Sudan, Republic of", "SS"), ("DEU", "DE"),
        ("Viet Nam", "VN"), ("Laos", "LA"), ("Swaziland", "SZ"), ("Kosovo", "XK"), ("cn", "CN"), ("  Germany ", "DE"),
        ("Congo (Democratic Republic of)", "CD"), ("Micronesia, Federated States of", "FM"), ("中国", "CN"),
    ],
)  # fmt: skip
def test_a_country_is_read_in_any_usual_spelling(text, code):
    assert read_country(text) == code


def test_norway_stays_norway():
    assert read_country("NO") == "NO"
    assert parent_of("SJ") == "NO"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Crimea", "UA-43"), ("ua-43", "UA-43"), ("Sevastopol", "UA-43"), ("UA-40", "UA-43"), ("DNR", "UA-14"),
        ("so-called DNR region of Ukraine", "UA-14"), ("so-called Luhansk People's Republic", "UA-09"), ("UA-09", "UA-09"),
    ],
)  # fmt: skip
def test_regions_below_country_level_keep_their_own_code(text, code):
    assert read_country(text) == code
    assert parent_of(code) == "UA"


@pytest.mark.parametrize("text", ["Korea", "Congo", "Virgin Islands"])
def test_a_spelling_of_two_countries_is_asked_back(text):
    with pytest.raises(BadValue, match="more than one country"):
        read_country(text)


def test_an_unknown_country_names_the_nearest():
    with pytest.raises(UnknownName, match="did you mean Germany"):
        read_country("Germny")
    with pytest.raises(UnknownName, match="alpha-2"):
        read_country("Ruritania-upon-Sea")


def test_an_unknown_code_has_no_name():
    with pytest.raises(UnknownName, match="ZZ"):
        name_of("ZZ")


def test_territories_belong_to_their_state():
    assert {code: parent_of(code) for code in ("GL", "PR", "HK", "AW", "GG", "DE")} == {
        "GL": "DK", "PR": "US", "HK": "CN", "AW": "NL", "GG": "GB", "DE": None,
    }  # fmt: skip


def test_every_code_reads_back_from_its_own_name_and_parents_exist():
    for code in codes():
        assert read_country(name_of(code)) == code
        assert (parent := parent_of(code)) is None or name_of(parent)
    assert len(codes()) == 250 + 3
