"""What the tests of readers share: where samples and staged files lie, and a reading of them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from licet.facts import Fact
from licet.listings import Listing
from licet.sources.check import folder_of
from licet.sources.document import Document, File
from licet.sources.samples import samples_in
from licet.sync import read_publication

DATA = Path(__file__).parents[3] / "shared" / "data"
WHEN = datetime(2024, 1, 1, tzinfo=UTC)
DPL_COLUMNS = (
    "Name", "Street_Address", "City", "State", "Country", "Postal_Code", "Effective_Date", "Expiration_Date", "Standard_Order",
    "Last_Update", "Action", "FR_Citation",
)  # fmt: skip
DPL_HEAD = "\t".join(DPL_COLUMNS) + "\n"


def staged(list_id: str, *names: str) -> tuple[Document, list[Fact[Listing]]]:
    """A publication of the staged files."""
    return read_publication(list_id, [File.open(DATA / name) for name in names], WHEN)


def sample(source: str, form: str) -> tuple[Document, list[Fact[Listing]]]:
    """The sample of a format beside a reader."""
    return next(found for found in samples_in(folder_of(source)) if found.format == form).read()


def given(list_id: str, *contents: str | bytes, name: str = "given.csv") -> tuple[Document, list[Fact[Listing]]]:
    """Files written by the test."""
    files = [
        File.of(f"{number or ''}{name}", content if isinstance(content, bytes) else content.encode())
        for number, content in enumerate(contents)
    ]
    return read_publication(list_id, files, WHEN)


def denied(count: int, first: int = 0) -> str:
    """A Denied Persons List of so many made-up orders."""
    rows = (
        f"PERSON {n}\tROAD {n}\tDUBAI\t\tAE\t\t01/02/2020\t01/02/2030\tY\t2020-01-03\tNEW\t1 F.R. {n}\n"
        for n in range(first, first + count)
    )
    return DPL_HEAD + "".join(rows)
