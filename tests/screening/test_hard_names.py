"""Names that are hard for a reason: other scripts, translations, initials, addresses, and input that is no name."""

import pytest

from licet.screening.addresses import address_numbers, same_address
from licet.screening.arabic import latin_arabic
from licet.screening.entries import Entry, ListedName
from licet.screening.index import NameIndex
from licet.screening.names import Reading, UnreadableName, analyze
from licet.screening.query import Query


def _listed(number: int, *names: str, kind: str = "organization", addresses: tuple[str, ...] = ()) -> Entry:
    return Entry(f"own/{number}", "own:test", kind, tuple(map(ListedName, names)), addresses=addresses)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def index() -> NameIndex:
    return NameIndex.build([
        _listed(1, "Quiet Harbor Ore Exploration Corporation"),
        _listed(2, "Severnyy Podshipnikovyi Zavod, AO"),
        _listed(3, "Mas'ud Karimzada", kind="person"),
        _listed(4, "Luoshan Precision Bearing Co., Ltd."),
        _listed(5, addresses=("Unit 2205, 22/F, Lantern Tower, 88 Willow Creek Road, Kwai Chung, Hong Kong",)),
        _listed(6, "Brightwater Components Limited", addresses=("Room 1607, Heron Centre, 29 Plum Street, Chai Wan",)),
        *(_listed(100 + place, f"Filler Number {place} Trading") for place in range(40)),
    ])  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "kind", "found"),
    [
        ("QHOEC", "organization", "own/1"),
        ("Northern Bearing Plant", "organization", "own/2"),
        ("مسعود کریم زاده", "person", "own/3"),
        ("洛山精密轴承有限公司", "organization", "own/4"),
    ],
)
def test_the_right_listing_is_best(index: NameIndex, asked: str, kind: str, found: str) -> None:
    hits = index.search(Query(asked, kind), threshold=0.0)
    assert hits[0].entry.listing_id == found


def test_initials_say_that_a_person_must_look_and_reach_the_threshold(index: NameIndex) -> None:
    hit = index.search(Query("QHOEC", "organization"))[0]
    assert any("a person must look" in line.says for line in hit.because)
    assert sum(line.weight for line in hit.because) > 0


def test_a_listed_address_is_found_under_any_name(index: NameIndex) -> None:
    query = Query(
        "Cloudless Trading", "organization", address="88 Willow Creek Rd., Lantern Tower, 22nd Floor, Unit 2205, Kwai Chung"
    )
    hit = index.search(query)[0]
    assert hit.entry.listing_id == "own/5"
    assert "the address itself is listed" in hit.because[0].says


def test_a_listed_party_s_unit_is_asked_about_and_its_house_is_not_an_alarm(index: NameIndex) -> None:
    unit = Query("Cloudless Trading", "organization", address="Rm 1607, 29 Plum St., Chai Wan, Hong Kong")
    house = Query("Cloudless Trading", "organization", address="29 Plum Street, Chai Wan")
    assert [hit.entry.listing_id for hit in index.search(unit)] == ["own/6"]
    assert index.search(house) == []
    assert [hit.entry.listing_id for hit in index.search(house, threshold=0.4)] == ["own/6"]


def test_a_city_alone_is_no_address() -> None:
    assert address_numbers("Hong Kong") == ()
    assert not same_address("Kwai Chung, Hong Kong", "Kwai Chung, Hong Kong")


def test_arabic_letters_of_all_keyboards_are_one() -> None:
    assert latin_arabic("علي") == latin_arabic("علی")
    assert latin_arabic("كريم") == latin_arabic("کریم") == "karim"


def test_a_translated_word_keeps_the_weight_of_a_word() -> None:
    words = analyze("Podshipnikovyi Zavod", Reading.OTHER).words
    assert words[0].concept == analyze("Bearing Works", Reading.OTHER).words[0].concept != 0
    assert words[0].word_class.name == "BODY"


BAD = ["", "  ", "x", "?!-", "\u200b\u202e", "🚀🚀", "\x00\x01", "a" * 10_001, " ".join(f"alias {number}" for number in range(500))]


@pytest.mark.parametrize("name", BAD, ids=lambda name: f"{len(name)} characters {name[:4]!a}")
@pytest.mark.parametrize("kind", ["person", "organization", None])
def test_what_is_no_name_is_an_error_and_never_an_empty_answer(index: NameIndex, name: str, kind: str | None) -> None:
    answer = next(index.search_many([Query(name, kind)]))
    assert isinstance(answer, UnreadableName)
    assert answer.message


@pytest.mark.parametrize("name", ["Петр Ivanov 彼得", "١٢٣ شركة", "Acme 🚀 Rockets Ltd", "b" * 9_999, "Zoë\tO’Neill\r\n", "ﷺ محمد"])
def test_odd_names_have_a_defined_answer(index: NameIndex, name: str) -> None:
    assert isinstance(next(index.search_many([Query(name)])), list)
