"""Documents with their acts, as tokens and labels, for training and judging the trained reader of acts.

Two sources: the matters in `benchmarks/matters` (`marked.py`), and the tellings in `benchmarks/tellings`: short passages written by hand
for training, in as many wordings as their writers found, with invented firms and persons.

```text
@ press 2023-05-18                       what kind of document (press, official, filing) and its day
The Commerce Department put ...          the passage, on one line
- entity_list_addition in_force 2023-05-18 | put; blacklist | Tolmar Devices
```

A line an act: type, status, date (`-` for none) | the words that tell it | its targets as they stand in the text (`-` for none).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from licet.casefile.reading import Reading, read_text
from licet.casefile.trained.tokens import Tokens, tokens_of
from marked import read_matter

HERE = Path(__file__).parent
_HEAD = re.compile(r"@ (press|official|filing) (\d{4}-\d\d-\d\d)")
_ACT = re.compile(r"- (\S+) (\S+) (\S+) \| (.+) \| (.+)")


@dataclass(frozen=True, slots=True)
class Act:
    """An act as a hand marked it: tokens that tell it, tokens of its evidence, ids of the entities it befalls."""

    type: str
    status: str
    date: str | None
    trigger: tuple[int, ...]
    evidence: frozenset[int]
    targets: frozenset[str]
    wanted: int
    optional: bool


@dataclass(slots=True)
class Document:
    """A document with its acts. `group` is the set or the file it comes from; `telling` says that it was written for training."""

    name: str
    group: str
    reading: Reading
    tokens: Tokens
    acts: list[Act]
    telling: bool = False


def matters(folder: Path) -> Iterator[Document]:
    """The documents of a set of matters."""
    for path in sorted(folder.glob("*.txt")):
        gold, texts = read_matter(path)
        for row, (name, text) in zip(gold["documents"], texts, strict=True):
            reading = read_text(text, name=name)
            said = ((row.get("metadata") or {}).get("published") or {}).get("value")
            if reading.written is None and said:
                reading.about(date.fromisoformat(str(said)[:10]), "stated")
            mentions = {e["id"]: [(m["start"], m["end"]) for m in e["mentions"]] for e in row["entities"]}
            acts = [
                (e["type"], e["status"], (e.get("date") or {}).get("value"), [_ends(e["trigger"])], [_ends(s) for s in (e["trigger"], *e["evidence"])],
                 [mentions.get(t, []) for t in e["target"]], bool(e.get("optional")))
                for e in row["events"]
            ]  # fmt: skip
            yield _document(f"{path.stem}/{name}", folder.name, reading, acts)


def tellings(path: Path) -> Iterator[Document]:
    """The passages of a file of tellings.

    Raises:
        ValueError: A passage is not in the form above, or its words do not stand in its text.
    """
    for number, block in enumerate(re.split(r"\n\s*\n", path.read_text("utf-8").strip()), 1):
        head, text, *lines = block.strip().split("\n")
        found = _HEAD.fullmatch(head)
        if found is None:
            raise ValueError(f"{path.name}, passage {number}: {head!r} is not '@ KIND DAY'")
        reading = read_text(text + "\n", name=f"{path.stem}-{number}")
        reading.official = found[1] == "official"
        reading.about(date.fromisoformat(found[2]), "stated")
        acts = []
        for line in lines:
            act = _ACT.fullmatch(line)
            if act is None:
                raise ValueError(f"{path.name}, passage {number}: {line!r} is not '- TYPE STATUS DATE | WORDS | TARGETS'")
            kind, status, day, words, targets = act.groups()
            told = [_places(text, w, f"{path.name}, passage {number}")[0] for w in words.split("; ")]
            whom = [] if targets == "-" else [_places(text, w, f"{path.name}, passage {number}") for w in targets.split("; ")]
            acts.append((kind, status, None if day == "-" else day, told, told, whom, False))
        yield replace(_document(f"{path.stem}/{number}", path.stem, reading, acts), telling=True)


def _ends(span: dict[str, Any]) -> tuple[int, int]:
    return span["start"], span["end"]


def _places(text: str, words: str, where: str) -> list[tuple[int, int]]:
    places = [m.span() for m in re.finditer(re.escape(words), text)]
    if not places:
        raise ValueError(f"{where}: {words!r} does not stand in the text")
    return places


def tokens(reading: Reading) -> Tokens:
    """The tokens of all sentences."""
    return tokens_of(reading.text, reading.masked, reading.parties, reading.dates, reading.written, reading.text.sentences)


def _document(name: str, group: str, reading: Reading, acts: Iterable[tuple[Any, ...]]) -> Document:
    stream = tokens(reading)

    def over(spans: list[tuple[int, int]]) -> list[int]:
        return [
            i
            for i, (a, z) in enumerate(zip(stream.starts, stream.ends, strict=True))
            if z > a and any(a < end and start < z for start, end in spans)
        ]

    rows = []
    for kind, status, day, told, evidence, whom, optional in acts:
        ids = {
            e.id for spans in whom for span, e in reading.parties.where if any(span.start < z and a < span.end for a, z in spans)
        }
        rows.append(Act(kind, status, day, tuple(over(told)), frozenset(over(evidence)), frozenset(ids), len(whom), optional))
    return Document(name, group, reading, stream, rows)


if __name__ == "__main__":
    for path in sorted((HERE / "tellings").glob("*.txt")):
        told = list(tellings(path))
        print(f"{path.stem:16} {len(told):5} passages {sum(len(d.acts) for d in told):6} acts")
