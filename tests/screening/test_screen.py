"""Screening a party: what is found, what is said, and what is never passed over in silence."""

from datetime import date
from pathlib import Path

import pytest

from licet.facts import AsOf
from licet.screening import lexicon
from licet.screening.entries import Entry, ListedName
from licet.screening.index import DamagedIndex, NameIndex
from licet.screening.judgments import Judgments, judge
from licet.screening.names import UnreadableName
from licet.screening.part import Part, part_of
from licet.screening.query import Query
from licet.screening.score import Asked, EdgeParts, Ints
from licet.screening.screenable import why_unscreenable
from licet.screening.search import Searcher
from licet.workspace import Workspace

DAY = AsOf.on(date(2017, 6, 1))
ZTE = Query("Zhongxing Telecommunications Equipment Corporation", "organization")
ENTRIES = (
    Entry("own:a/1", "own:a", "person", (ListedName("BARANOWICZ, Ilja Petrowitsch"),), ("BY",), ("1961-03-07",)),
    Entry("own:a/2", "own:a", "organization", (ListedName("Tamarind Reef Shipping Co Ltd"), ListedName("TRS Marine"))),
    Entry("own:a/3", "own:a", "vessel", (ListedName("ORCHID STAR 6"),), identifiers={"imo": ("9074729",)}),
    Entry("own:b/1", "own:b", "unknown", (ListedName("Quellmann Optics GmbH"),)),
    Entry("own:b/2", "own:b", "person", (ListedName("AL-ZAHIRI, Yusuf"), ListedName("Abu Tamim", "weak"))),
)


@pytest.fixture(scope="module")
def index() -> NameIndex:
    return NameIndex.build(ENTRIES)


@pytest.fixture(scope="module")
def workspace() -> Workspace:
    return Workspace(shipped_only=True)


@pytest.mark.parametrize(
    ("name", "kind", "listing"),
    [
        ("Ilya Petrovich Baranovich", "person", "own:a/1"),
        ("ИЛЬЯ ПЕТРОВИЧ БАРАНОВИЧ", "person", "own:a/1"),
        ("Tamarind Reef Shipping Company Limited", "organization", "own:a/2"),
        ("TamarindReef Shipping", "organization", "own:a/2"),
        ("Quellmann Optics", None, "own:b/1"),
        ("Youssef Alzahiri", "person", "own:b/2"),
        ("MV Orchid Star 6", "vessel", "own:a/3"),
    ],
)
def test_spellings_are_found(index: NameIndex, name: str, kind: str | None, listing: str) -> None:
    found = index.search(Query(name, kind), threshold=0.05)
    assert found
    assert found[0].entry.listing_id == listing


def test_weights_add_up_to_the_score(index: NameIndex) -> None:
    import math

    hit = index.search(Query("Ilya Baranovich", "person", ("BY",), "1961"), threshold=0.01)[0]
    odds = sum(line.weight for line in hit.because)
    assert hit.score == pytest.approx(min(1 / (1 + math.exp(-odds)), 0.99), abs=0.02)


def test_a_name_alone_is_never_certain(index: NameIndex) -> None:
    assert index.search(Query("BARANOWICZ, Ilja Petrowitsch", "person"), threshold=0.1)[0].score <= 0.99


def test_a_birth_date_apart_lowers_and_never_deletes(index: NameIndex) -> None:
    plain = index.search(Query("Ilja Petrowitsch Baranowicz", "person"), threshold=0.0)[0]
    apart = index.search(Query("Ilja Petrowitsch Baranowicz", "person", birth_date="1990"), threshold=0.0)[0]
    assert apart.entry == plain.entry
    assert apart.score < plain.score
    assert any("29 apart" in line.says for line in apart.because)


def test_a_shared_address_adds_and_says_so() -> None:
    listed = Entry("own:c/1", "own:c", "organization", (ListedName("Quellmann Optik"),), addresses=("Rosental Street 12, Riga",))
    index = NameIndex.build([listed])
    plain = index.search(Query("Quellman Optics", "organization"), threshold=0.0)[0]
    there = index.search(Query("Quellman Optics", "organization", address="12 Rosental Str., LV-1010 Riga"), threshold=0.0)[0]
    assert there.score > plain.score
    assert any("same address" in line.says for line in there.because)


def test_an_identifier_finds_another_name(index: NameIndex) -> None:
    found = index.search(Query("Lotus Moon", "vessel", identifiers={"imo": "IMO 9074729"}), threshold=0.3)
    assert found
    assert found[0].entry.listing_id == "own:a/3"
    assert any("same imo" in line.says for line in found[0].because)


@pytest.mark.parametrize("name", ["", "   ", "x", "🙂🙂", "!!!", "\x00\x07", "a" * 10_001, ", ".join(["Alias One"] * 500)])
def test_what_cannot_be_screened_is_an_error_not_clear(workspace: Workspace, index: NameIndex, name: str) -> None:
    answer = workspace.screen(Query(name), DAY)
    assert answer.status == "error"
    assert answer.error
    with pytest.raises(UnreadableName):
        index.search(Query(name))


@pytest.mark.parametrize(
    "name",
    [
        "Ilja " * 30, "a b " * 19, "Ба ra 華 نو " * 8, "x" * 9_999, "Tamarind/Reef/Shipping/Ltd " * 9, "co ltd " * 20, "7 " * 40,
        "\u202eIlja\x07 \U0001f642 Baranowicz", "al " * 39, "Quellmann; Tamarind Reef; Orchid Star; Yusuf Alzahiri",
    ],
)  # fmt: skip
def test_no_name_costs_more_than_some_hundred_pairs(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    crowd = (Entry(f"own:d/{number}", "own:d", "unknown", (ListedName(f"{name[:200]} {number}"),)) for number in range(400))
    index = NameIndex.build([*ENTRIES, *crowd])
    searcher = Searcher(index, compiled=False)
    pairs = []
    compare = searcher.scorer.promising

    def counted(asked: Asked, query: Ints, row: Ints, strength: Ints) -> tuple[Ints, EdgeParts]:
        pairs.append((len(query), int((asked.count[query] * index.names.count[row]).sum())))
        return compare(asked, query, row, strength)

    monkeypatch.setattr(searcher.scorer, "promising", counted)
    list(searcher.search_many([Query(name)], 5, 0.05, None))
    # Two readings of a name and of at most four names side by side, 50 candidates each (more share its letters), 12 words a name.
    for compared, words in pairs:
        assert compared <= 2 * 5 * (50 + 30)
        assert words <= compared * 144


def test_digits_are_no_person_but_may_be_a_vessel(workspace: Workspace) -> None:
    assert workspace.screen(Query("4711", "person"), DAY).status == "error"
    assert workspace.screen(Query("4711", "vessel"), DAY).status == "clear"


@pytest.mark.parametrize("name", ["47 11", "Co., Ltd.", "GmbH", "有限公司", "Mr."])
def test_what_is_no_name_is_an_error_and_nobody_is_cleared_by_it(workspace: Workspace, name: str) -> None:
    answer = workspace.screen(Query(name), DAY)
    assert answer.status == "error"
    assert answer.error == why_unscreenable(name)


@pytest.mark.parametrize("name", ["El Al", "3M", "Unit 4711", "Li", "No. 1 Ltd", "Mr. Lu", "Группа 7"])
def test_a_short_name_is_a_name(name: str) -> None:
    assert why_unscreenable(name) is None


def test_no_list_is_an_error_not_clear(workspace: Workspace) -> None:
    assert workspace.screen(Query("Anna Beispiel", "person"), DAY, lists=["own:none"]).status == "error"


def test_a_list_can_be_chosen(workspace: Workspace) -> None:
    assert workspace.screen(ZTE, DAY).status == "hit"
    answer = workspace.screen(ZTE, DAY, lists=["us_ofac_sdn"])
    assert answer.status == "clear"
    assert [part.list_id for part in answer.searched] == ["us_ofac_sdn"]


def test_a_judgment_suppresses_counts_and_ends(workspace: Workspace) -> None:
    judgments = Judgments(
        judge(ZTE, match.hit.entry, "different", reason="another firm", author="c.o.", on=date(2017, 5, 2), expires_on=date(2018, 1, 2))
        for match in workspace.screen(ZTE, DAY).matches
    )
    during = workspace.screen(ZTE, DAY, judgments=judgments)
    assert (during.status, during.suppressed, during.matches[0].identity) == ("clear", len(during.matches), "different")
    assert workspace.screen(ZTE, AsOf.on(date(2017, 5, 1)), judgments=judgments).status == "hit"
    assert workspace.screen(ZTE, AsOf.on(date(2018, 1, 2)), judgments=judgments).status == "hit"
    changed = Query(ZTE.name, ZTE.kind, countries=("CN",))
    assert workspace.screen(changed, DAY, judgments=judgments).status == "hit"


def test_blocks_and_single_calls_agree(index: NameIndex) -> None:
    names = ["Ilya Baranovich", "Tamarind Reef", "", "Yusuf Zahiri", "Orchid Star"] * 60
    queries = [Query(name, None) for name in names]
    many = list(index.search_many(queries, threshold=0.05))
    for query, answer in zip(queries[:5], many[-5:], strict=True):
        if isinstance(answer, UnreadableName):
            assert query.name == ""
        else:
            assert index.search(query, threshold=0.05) == answer


def test_an_index_is_the_same_after_loading(index: NameIndex, tmp_path: Path) -> None:
    index.save(tmp_path)
    loaded = NameIndex.load(tmp_path)
    assert loaded.digest == index.digest
    query = Query("Ilya Baranovich", "person")
    assert loaded.search(query, threshold=0.05) == index.search(query, threshold=0.05)


def test_an_index_has_the_same_bytes_however_it_was_parted(index: NameIndex) -> None:
    for cut in range(len(ENTRIES) + 1):
        parts = [part_of(ENTRIES[:cut]), part_of(ENTRIES[cut:])]
        assert NameIndex.of_parts([Part.from_arrays(part.as_arrays()) for part in parts]).digest == index.digest


def test_a_changed_index_is_refused(index: NameIndex, tmp_path: Path) -> None:
    path = index.save(tmp_path)
    data = bytearray(path.read_bytes())
    data[-70] ^= 1
    path.write_bytes(data)
    with pytest.raises(DamagedIndex, match="digest"):
        NameIndex.load(tmp_path)


def test_an_index_of_other_word_tables_is_refused(index: NameIndex, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    index.save(tmp_path)
    monkeypatch.setattr(lexicon, "tables_digest", lambda: "of a later version")
    with pytest.raises(DamagedIndex, match="other word tables"):
        NameIndex.load(tmp_path)


def test_an_empty_index_finds_nothing() -> None:
    empty = NameIndex.build([])
    assert empty.search(Query("Anna Beispiel", "person")) == []
    assert len(empty) == 0


@pytest.mark.slow
def test_threads_share_an_index(index: NameIndex) -> None:
    from concurrent.futures import ThreadPoolExecutor

    names = [f"{given} Baranovich{ending}" for given in ("Ilya", "Ilja", "Anna", "Yusuf") for ending in ("", "a", "ych") for _ in range(10)]
    alone = [index.search(Query(name, "person"), threshold=0.05) for name in names]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda name: index.search(Query(name, "person"), threshold=0.05), names))
    assert together == alone


def test_a_monotone_score(index: NameIndex) -> None:
    scores = [
        index.search(Query(name, "person"), threshold=0.0)[0].score
        for name in ("Ilja Baranowicz", "Ilja Petrowitsch Baranowicz")
    ]
    assert scores == sorted(scores)


def test_many_queries_at_once_keep_their_places(index: NameIndex) -> None:
    from licet.screening.names import Reading, analyze

    names = [analyze(name, Reading.OTHER) for name in ("Tamarind Reef Shipping", "Orchid Star", "Nothing Alike")]
    few = index.candidates(names, 5)
    many = index.candidates(names * 500, 5)
    last = many[0] >= 1497
    assert [part.tolist() for part in few[1:]] == [part[last].tolist() for part in many[1:]]
