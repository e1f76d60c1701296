"""Samples: small made-up publications beside each reader, one folder a format, and what they must read as.

us_bis_dpl/samples/tabs/dpl.txt         the publication, its files named as the publisher names them
us_bis_dpl/samples/tabs/expected.yml    what it must read as: see `reading`

`mapping.yml` beside the files of a user's own list is the mapping they are read with; it is no file of the publication.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from licet.errors import PackError
from licet.facts import Fact, moment
from licet.listings import Listing
from licet.parties import Address, Identifier, Name, Strength
from licet.sources import FAMILIES, Reader, reader_of, spec_of, stated_vintage
from licet.sources.document import Document, File
from licet.sources.spec import Spec

EXPECTED, MAPPING = "expected.yml", "mapping.yml"
WHEN = datetime(2024, 1, 1, tzinfo=UTC)
"""The vintage of samples whose files do not date themselves."""
_COMMON = {"list_id", "party", "programs", "cite", "raw"}


@dataclass(frozen=True, slots=True)
class Sample:
    """One made-up publication.

    Attributes:
        source: The source's id, its folder's name.
        format: The format it is in, its folder's name.
        folder: Where it lies.
    """

    source: str
    format: str
    folder: Path

    @property
    def list_id(self) -> str:
        """The list it is read as; sources that many lists share have one called "sample"."""
        return f"{self.source}:sample" if self.source in FAMILIES else self.source

    @property
    def paths(self) -> list[Path]:
        """Where the files of the publication lie, by name."""
        return sorted(path for path in self.folder.iterdir() if path.is_file() and path.name not in (EXPECTED, MAPPING))

    @property
    def files(self) -> list[File]:
        """The files of the publication, by name."""
        return list(map(File.open, self.paths))

    @property
    def mapping(self) -> dict[str, str] | None:
        """The mapping it is read with, None when its columns have usual names."""
        path = self.folder / MAPPING
        return {key: str(value) for key, value in _yaml(path).items()} if path.exists() else None

    @property
    def expected(self) -> dict[str, Any]:
        """What it must read as, every scalar as text.

        Raises:
            PackError: There is no such file, or it is not YAML.
        """
        return _yaml(self.folder / EXPECTED)

    def read(
        self, files: list[File] | None = None, spec: Spec | None = None, reader: Reader | None = None
    ) -> tuple[Document, list[Fact[Listing]]]:
        """Its facts, or those of other files in its place."""
        document = Document(spec or spec_of(self.list_id), tuple(files or self.files), WHEN, WHEN, mapping=self.mapping)
        return document, list((reader or reader_of(self.list_id))(document))


def samples_in(folder: Path) -> list[Sample]:
    """The samples of a source's folder, by format."""
    inside = folder / "samples"
    found = sorted(path for path in inside.iterdir() if path.is_dir() and path.name[0] not in "._") if inside.is_dir() else []
    return [Sample(folder.name, path.name, path) for path in found]


def reading(sample: Sample, document: Document, facts: list[Fact[Listing]]) -> dict[str, Any]:
    """What a sample was read as, in the shape of `expected.yml`: counts, then the entries; what is empty is left out."""
    tally = document.tally
    stated = stated_vintage(sample.list_id, document.files)
    body: dict[str, Any] = _plain({
        "dated": moment(stated) if stated else "by nobody",
        "read": tally.read,
        "kept": tally.kept,
        "repeated": tally.repeated or None,
        "not_given": sorted(document.absent),
        "set_aside": [f"{item.file}, {item.locator}: {item.reason}" for item in tally.quarantined],
        "notes": list(tally.notes),
        "entries": {fact.id: _entry(fact) for fact in facts},
    })  # fmt: skip
    return body


def differences(expected: Any, found: Any, path: str = "") -> Iterator[str]:
    """Where two readings differ, one line a place."""
    if isinstance(expected, dict) and isinstance(found, dict):
        for key in dict.fromkeys((*expected, *found)):
            yield from differences(expected.get(key), found.get(key), f"{path}, {key}" if path else str(key))
    elif expected != found:
        yield f"{path}: expected {_said(expected)}, read {_said(found)}"


def _entry(fact: Fact[Listing]) -> dict[str, Any]:
    listing, party = fact.value, fact.value.party
    told = ((spec, getattr(listing, spec.name)) for spec in fields(listing) if spec.name not in _COMMON)
    own = {spec.name: "unknown" if value is None else value for spec, value in told if value or value != spec.default}
    return {
        "listing": listing.kind,
        "party": party.kind.value,
        "names": [_name(name, first=number == 0) for number, name in enumerate(party.names)],
        "addresses": list(map(_address, party.addresses)),
        "identifiers": list(map(_identifier, party.identifiers)),
        "country": party.country,
        "nationalities": list(party.nationalities),
        "born": list(party.birth_dates),
        "birth_places": list(party.birth_places),
        "remarks": party.remarks,
        "programs": list(listing.programs),
        "cite": listing.cite,
        "valid": str(fact.valid),
        **{name: sorted(value) if isinstance(value, (tuple, frozenset)) else value for name, value in own.items() if value != ()},
        "words_kept": list(dict.fromkeys(column for column, _ in listing.raw)),
        "at": fact.source.locator,
    }


def _name(name: Name, *, first: bool) -> str:
    """A name, with its strength and script where they are not the usual ones."""
    usual = Strength.PRIMARY if first else Strength.STRONG
    marks = [part for part in (name.strength.value if name.strength is not usual else None, name.script) if part]
    raw = f" <- {name.raw!r}" if name.raw is not None else ""
    return name.text + (f" [{', '.join(marks)}]" if marks else "") + raw


def _address(address: Address) -> str:
    return f"{address.text} [{address.country or '?'}]" + (f" <- {address.raw!r}" if address.raw is not None else "")


def _identifier(found: Identifier) -> str:
    said = f"{found.kind} {found.number}" + (f" [{found.country}]" if found.country else "")
    return f"{said} ({found.note})" if found.note else said


def _plain(value: Any) -> Any:
    """Text, lists and mappings alone, what is empty left out: as YAML without types reads it back."""
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items() if item not in (None, "", [], {}, frozenset())}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return str(value).lower() if isinstance(value, bool) else str(value)


def _yaml(path: Path) -> dict[str, Any]:
    """A YAML file as text, lists and mappings."""
    import yaml

    where = "/".join(path.parts[-4:])
    try:
        body = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506  text only, no objects
    except FileNotFoundError as error:
        remedy = "Write it with `licet sources check ID --write`, then read it." if path.name == EXPECTED else ""
        raise PackError("there is no such file", where=where, remedy=remedy) from error
    except (OSError, yaml.YAMLError, UnicodeDecodeError) as error:
        raise PackError(f"it cannot be read: {error}", where=where) from error
    if not isinstance(body, dict):
        raise PackError("it is no mapping", where=where)
    return body


def _said(value: Any) -> str:
    said = "nothing" if value is None else str(value)
    return said if len(said) <= 300 else said[:299] + "…"
