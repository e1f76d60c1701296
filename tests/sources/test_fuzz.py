"""Every reader against damage to every file of its samples: an error of ours or a reading, never a crash, a hang or a bomb."""

from __future__ import annotations

import gzip
import io
import re
import resource
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.sources.damage import garbled, packed, stretched, taken_apart
from tests.sources.reading import WHEN

from licet.errors import LicetError, SourceDamaged
from licet.sources import FAMILIES, SOURCES
from licet.sources.check import folder_of
from licet.sources.document import File
from licet.sources.samples import Sample, samples_in
from licet.sources.xml import parse
from licet.sync.imports import read_publication, vintage_of_files

SAMPLES = {f"{source}-{sample.format}": sample for source in (*SOURCES, *FAMILIES) for sample in samples_in(folder_of(source))}
FILES = {f"{name}-{path.name}": (sample, path) for name, sample in SAMPLES.items() for path in sample.paths}
DAMAGE: dict[str, Callable[[bytes, str], st.SearchStrategy[bytes]]] = {
    "garbled": lambda whole, _: garbled(whole), "taken apart": taken_apart, "stretched": lambda whole, _: stretched(whole),
}  # fmt: skip


def read(sample: Sample, path: Path, body: bytes) -> None:
    """Read a sample with one of its files replaced; licet's own errors are answers."""
    try:
        files = [File.of(found.name, body if found == path else found.read_bytes()) for found in sample.paths]
        vintage_of_files(sample.list_id, files, None, WHEN)
        document, facts = read_publication(sample.list_id, files, WHEN, mapping=sample.mapping)
    except LicetError:
        return
    assert facts
    assert 0 <= document.tally.kept <= document.tally.total
    assert len({fact.id for fact in facts}) == len(facts)


def damaged(how: str, name: str, examples: int) -> None:
    """Read so many damaged copies of one file."""
    sample, path = FILES[name]

    @settings(max_examples=examples, deadline=4000, suppress_health_check=list(HealthCheck), derandomize=True, database=None)
    @given(body=DAMAGE[how](path.read_bytes(), path.name))
    def run(body: bytes) -> None:
        read(sample, path, body)

    run()


@pytest.mark.slow
@pytest.mark.parametrize("name", FILES)
def test_damage_is_refused_or_read(name: str) -> None:
    for how, examples in (("garbled", 3), ("taken apart", 3), ("stretched", 1)):
        damaged(how, name, examples)


@pytest.mark.slow
@pytest.mark.parametrize("how", DAMAGE)
@pytest.mark.parametrize("name", FILES)
def test_much_damage_is_refused_or_read(name: str, how: str) -> None:
    damaged(how, name, 40 if how == "stretched" else 150)


# Bombs


@pytest.fixture(autouse=True)
def bounded(request: pytest.FixtureRequest) -> Iterator[None]:
    """Tests of bombs take a few seconds of work and 200 MB more at most."""
    start, before = time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    yield
    if "bomb" in request.node.name:
        assert time.process_time() - start < 8
        assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200 << 10


ENTITIES = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
OUTSIDE = b'<!DOCTYPE x [<!ENTITY c SYSTEM "file:///etc/passwd">]>'
XML = [name for name, (_, path) in FILES.items() if path.suffix.lower() == ".xml"]
BOOKS = [name for name, (_, path) in FILES.items() if path.suffix == ".xlsx"]


@pytest.mark.parametrize("name", XML)
@pytest.mark.parametrize("kind", [ENTITIES, OUTSIDE], ids=["entities", "outside"])
def test_an_xml_bomb_in_a_sample_is_refused(name: str, kind: bytes) -> None:
    sample, path = FILES[name]
    head = re.match(rb"(?s)\s*<\?xml.*?\?>\s*", whole := path.read_bytes())
    assert head is not None
    rest = whole[head.end() :]
    body = head[0] + kind + rest[: (at := rest.index(b">") + 1)] + b"&c;" + rest[at:]
    with pytest.raises(SourceDamaged, match=r"document type|not well-formed"):
        read_publication(sample.list_id, [File.of(path.name, body)], WHEN)


def test_an_xml_bomb_of_depth_is_refused() -> None:
    with pytest.raises(SourceDamaged):
        parse(File.of("x.xml", b"<a>" * 5000 + b"</a>" * 5000))


@pytest.mark.slow
@pytest.mark.parametrize("name", FILES)
def test_a_bomb_in_a_packed_sample_is_refused(name: str) -> None:
    _, path = FILES[name]
    whole = path.read_bytes() + b"\n" * (2 << 20)
    if path.suffix != ".xlsx":
        with pytest.raises(SourceDamaged, match="bomb"):
            File.of(f"{path.name}.zip", packed({path.name: whole}))
    with pytest.raises(SourceDamaged, match="bomb"):
        File.of(f"{path.name}.gz", gzip.compress(whole))


@pytest.mark.parametrize("name", BOOKS)
@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (rb"</sheetData>", b"<!--" + b" " * (5 << 20) + b"--></sheetData>", "bomb"),
        (rb"^", b"<!DOCTYPE x>", "document type"),
        (rb"</sheetData>", b'<row r="150001"><c r="A150001"><v>1</v></c></row></sheetData>', "blank rows"),
        (rb"</sheetData>", b'<row r="90"><c r="XFD90"><v>1</v></c></row></sheetData>', "16384 cells"),
    ],
    ids=["bytes", "document type", "rows", "columns"],
)
def test_a_workbook_bomb_in_a_sample_is_refused(name: str, old: bytes, new: bytes, says: str) -> None:
    sample, path = FILES[name]
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
        members = {inner: archive.read(inner) for inner in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    members[sheet] = re.sub(old, lambda _: new, members[sheet], count=1)
    with pytest.raises(SourceDamaged, match=says):
        read_publication(sample.list_id, [File.of(path.name, packed(members))], WHEN)


def test_a_workbook_that_states_a_smaller_size_than_it_has_is_read_whole() -> None:
    sample, path = FILES["own-xlsx-blocked.xlsx"]
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
        members = {inner: archive.read(inner) for inner in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    members[sheet] = re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1"', members[sheet])
    _, facts = read_publication(sample.list_id, [File.of(path.name, packed(members))], WHEN)
    assert [fact.value for fact in facts] == [fact.value for fact in sample.read()[1]]


def test_an_archive_of_several_files_is_refused() -> None:
    with pytest.raises(SourceDamaged, match="2 files"):
        File.of("x.zip", packed({"a.csv": b"a", "b.csv": b"b"}))


@pytest.mark.parametrize(
    "body",
    [b"\x1f\x8b broken", gzip.compress(b"abc", mtime=0)[:-6], b"PK\x03\x04 broken", zlib.compress(b"x")],
    ids=["gzip", "gzip cut off", "zip", "zlib"],
)
def test_broken_packing_is_an_error_of_ours(body: bytes) -> None:
    with pytest.raises(LicetError):
        read_publication("us_bis_dpl", [File.of("x", body)], WHEN)
