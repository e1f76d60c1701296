"""Documents: one publication of a list, as files with their hashes, and the tally of what was read from it.

A document holds bytes, never paths or addresses: fetching and opening are done before a reader sees it.
"""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from licet.errors import BadFile, SourceDamaged
from licet.facts import Fact, Interval, Source
from licet.listings import Listing
from licet.parties import PartyKind
from licet.sources.spec import Spec

MAX_BYTES = 512 * 1024 * 1024
MAX_RATIO = 200
"""Uncompressed bytes a compressed one may stand for: the staged lists reach 12, a bomb reaches 1000."""


@dataclass(frozen=True, slots=True)
class File:
    """One file of a publication: its name, its uncompressed bytes, their SHA-256 in hexadecimal."""

    name: str
    content: bytes
    sha256: str

    @staticmethod
    def of(name: str, content: bytes) -> File:
        """A file from bytes, unpacked when they are gzip or a ZIP of one member.

        Raises:
            SourceDamaged: The bytes are empty, or the packing is broken or a bomb.
        """
        unpacked_name, unpacked = _unpack(name, content)
        if not unpacked.strip(b" \t\r\n\x1a\x00"):
            raise SourceDamaged(
                "the file is empty", where=name, why="An empty list would clear everybody on it.",
                remedy="Fetch it again; the list we hold is kept.",
            )  # fmt: skip
        return File(unpacked_name, unpacked, sha256(unpacked).hexdigest())

    @staticmethod
    def open(path: Path) -> File:
        """The file at a path.

        Raises:
            BadFile: It does not exist, cannot be read, or exceeds the size bound.
        """
        try:
            if path.stat().st_size > MAX_BYTES:
                raise BadFile(f"larger than {MAX_BYTES // 2**20} MB", where=str(path))
            return File.of(path.name, path.read_bytes())
        except OSError as error:
            raise BadFile(error.strerror or "cannot be read", where=str(path), remedy="Check the path.") from error


def _unpack(name: str, content: bytes) -> tuple[str, bytes]:
    """The bytes inside gzip or a one-member ZIP; other bytes as they are. XLSX files stay whole."""
    if content[:2] == b"\x1f\x8b":
        return name.removesuffix(".gz"), _gunzip(name, content)
    if content[:4] == b"PK\x03\x04" and not name.lower().endswith(".xlsx"):
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                members = [member for member in archive.infolist() if not member.is_dir()]
                if len(members) != 1:
                    raise SourceDamaged(f"the ZIP holds {len(members)} files where one is expected", where=name)
                _bounded(name, len(content), members[0].file_size)
                with archive.open(members[0]) as inner:
                    unpacked = inner.read(members[0].file_size + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError) as error:
            raise SourceDamaged(f"the ZIP is broken: {error}", where=name, remedy="Fetch it again.") from error
        if len(unpacked) > members[0].file_size:
            raise SourceDamaged("the ZIP understates its size", where=name)
        return Path(members[0].filename).name, unpacked
    return name, content


def _gunzip(name: str, content: bytes) -> bytes:
    """Gzip, stopped as soon as it exceeds the bounds."""
    limit = min(MAX_BYTES, max(len(content) * MAX_RATIO, 1 << 20))
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(content)) as stream:
            unpacked = stream.read(limit + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise SourceDamaged(f"the gzip is broken: {error}", where=name, remedy="Fetch it again.") from error
    _bounded(name, len(content), len(unpacked))
    return unpacked


def _bounded(name: str, packed: int, unpacked: int) -> None:
    if unpacked > MAX_BYTES or unpacked > max(packed * MAX_RATIO, 1 << 20):
        raise SourceDamaged(
            f"{packed} compressed bytes would become {unpacked} or more", where=name,
            why="No list compresses so well: this is a decompression bomb.",
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A record that could not become a fact: where it stands, why, and its own words."""

    file: str
    locator: str
    reason: str
    words: str


@dataclass(slots=True)
class Tally:
    """Records of one document: read is always kept plus quarantined.

    Attributes:
        read: Records read, by file. Header lines, end marks and blank lines do not count.
        repeated: Records that repeat an earlier one to the letter; kept, since what they say is kept.
        quarantined: Records set aside.
        notes: Oddities a person may want to know, such as a date that cannot be.
        strange: Records of a kind nobody has heard of; they are kept, since whoever is listed must be found.
    """

    read: dict[str, int] = field(default_factory=dict)
    repeated: int = 0
    quarantined: list[Quarantined] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    strange: int = 0

    @property
    def total(self) -> int:
        return sum(self.read.values())

    @property
    def kept(self) -> int:
        return self.total - len(self.quarantined)

    def count(self, file: File) -> None:
        """One more record of `file`."""
        self.read[file.name] = self.read.get(file.name, 0) + 1

    def set_aside(self, file: File, locator: str, reason: str, words: Iterable[object] = ()) -> None:
        """Quarantine the record at `locator` with its words."""
        said = " | ".join(" ".join(str(word).split()) for word in words if word not in (None, ""))
        self.quarantined.append(Quarantined(file.name, locator, reason, said[:2000]))

    def kind(self, said: str | None, kinds: Mapping[Any, PartyKind], where: str) -> PartyKind:
        """The kind a source's word means; a word nobody has heard of means an unknown kind, and is noted."""
        if said in kinds:
            return kinds[said]
        self.strange += 1
        self.note(f"{where}: unknown type {said!r}; the party is kept, of unknown kind")
        return PartyKind.UNKNOWN

    def note(self, text: str) -> None:
        """Remember an oddity, up to a hundred of them."""
        if len(self.notes) < 100:
            self.notes.append(text)


@dataclass(frozen=True, slots=True)
class Document:
    """One publication of one list.

    Attributes:
        spec: The source it belongs to.
        files: Its files; most lists have one.
        vintage: When it was made public (UTC): stated in the file, or told by the caller.
        retrieved_at: When we fetched it (UTC).
        tally: What has been read so far.
        absent: Parts of a listing this publication does not speak of, such as "aliases" when OFAC's alias file was not
            given; they are then carried over from the vintage before, and not compared by a diff.
        mapping: Field to column, for a user's own list; None when the columns have usual names.
        layouts: The layouts of `spec.columns` that its tables were found to have.
        accepted: Why a person accepts it although a guard would refuse it, None as a rule.
    """

    spec: Spec
    files: tuple[File, ...]
    vintage: datetime
    retrieved_at: datetime = field(default_factory=lambda: datetime.now(UTC))
    tally: Tally = field(default_factory=Tally)
    absent: set[str] = field(default_factory=set)
    layouts: set[str] = field(default_factory=set)
    accepted: str | None = None
    mapping: Mapping[str, str] | None = None

    @property
    def file(self) -> File:
        """The only file.

        Raises:
            BadFile: There are several, and the list has one.
        """
        if len(self.files) != 1:
            raise BadFile(f"{self.spec.id} has one file, {len(self.files)} were given")
        return self.files[0]

    def id(self, key: str) -> str:
        """The fact id of a key."""
        return f"{self.spec.id}/{key}"

    def fact(self, *, key: str, value: Listing, file: File, locator: str, valid: Interval | None = None) -> Fact[Listing]:
        """A fact of this document; `valid.start` None means the source gives no day of listing."""
        return Fact(
            id=self.id(key),
            value=value,
            valid=valid or Interval(None, None),
            known_at=self.vintage,
            source=Source(
                publisher=self.spec.publisher,
                title=self.spec.title,
                url=self.spec.url,
                published=self.vintage.date(),
                retrieved_at=self.retrieved_at,
                sha256=file.sha256,
                locator=f"{file.name} {locator}" if len(self.files) > 1 else locator,
            ),
        )
