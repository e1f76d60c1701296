"""Matters written and annotated by hand, in one file each: the text with its marks, then what a careful reader takes from it.

```text
# what the matter is
== name.txt
{cA:Acme Corp.} paid {$3e8 USD:$300 million} {@2023-04-19:on Wednesday}. "We are glad," said {pJ:Jane Roe}.
--
quote pJ | We are glad
penalty in_force 2023-04-19 >cA | paid $300 million
== together
x quantity unresolved | drives sold | 9000000:paper | 7420496:wire
? 2023-04-22 no | Has any relief for Acme been granted?
```

Marks: a letter for the type of an entity (p person, c company, a agency, o organization, l legislature, g government, n country,
y place, k product or list) and a name for it; `@` a date; `$` an amount or `low-high`. Below `--`: `quote SPEAKER | first words`,
`mention ID TYPE words` for a name that stands in a title, `type ID TYPE`, `amount VALUE CURRENCY words`, and acts as
`type status date actors>targets | words | more words` (`-` no date, `~` optional; the first words are the trigger, all are evidence).
`~quote` is an optional quotation; a line `"~` says that all quotations not annotated are free.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

TYPES = {
    "p": "person", "c": "company", "a": "agency", "o": "organization", "l": "legislature", "g": "government", "n": "country", "y": "place",
    "k": "product", "x": "group",
}  # fmt: skip
_MARK = re.compile(
    r"\{(?P<key>@|\$|[a-z][A-Z])(?P<head>(?:[^:{}]|(?<=T\d\d):(?=\d\d[-+:])|(?<=T\d\d:\d\d[-+]\d\d):(?=\d\d:))*):|\}"
)
_QUOTED = re.compile(r'["“„]([^"“”„]+)["”“]')


def read_matter(path: Path) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """The annotations of a matter by the schema of case files, and its texts as (name, text).

    Raises:
        ValueError: A mark is not closed, or words annotated do not stand in the text.
    """
    parts = re.split(r"^== (\S+)\n", path.read_text("utf-8"), flags=re.M)
    documents, texts = [], []
    cross: dict[str, Any] = {"contradictions": [], "legal_status": []}
    for name, body in zip(parts[1::2], parts[2::2], strict=True):
        if name == "together":
            _together(body, cross)
            continue
        marked, _, below = body.partition("\n--\n")
        try:
            text, node = _text(marked + "\n")
            _below(text, node, below)
        except ValueError as error:
            raise ValueError(f"{path.name}, {name}: {error}") from error
        node["doc_id"] = name.removesuffix(".txt")
        node["file"] = name
        documents.append(node)
        texts.append((name, text))
    return {"documents": documents, "cross_document": cross}, texts


def _text(marked: str) -> tuple[str, dict[str, Any]]:
    out, at, size = [], 0, 0
    stack: list[tuple[str, str, int]] = []
    entities: dict[str, dict[str, Any]] = {}
    node: dict[str, Any] = {"dates": [], "amounts": [], "quotes": [], "events": [], "quantities": [], "terms": []}
    for mark in _MARK.finditer(marked):
        piece = marked[at : mark.start()]
        out.append(piece)
        size += len(piece)
        at = mark.end()
        if mark.group() != "}":
            stack.append((mark["key"], mark["head"], size))
            continue
        if not stack:
            raise ValueError(f"a brace closes nothing near {marked[max(0, at - 40) : at]!r}")
        key, head, start = stack.pop()
        span = {"start": start, "end": size, "text": "".join(out)[start:size]}
        if key == "@":
            optional = head.startswith("~")
            node["dates"].append(
                {"id": f"T{len(node['dates'])}", **span, "value": head.lstrip("~"), **({"optional": True} if optional else {})}
            )
        elif key == "$":
            node["amounts"].append({"id": f"A{len(node['amounts'])}", **span, **_amount(*head.split())})
        else:
            _entity(entities, key + head)["mentions"].append({**span, "kind": "name"})
    out.append(marked[at:])
    if stack:
        raise ValueError(f"the mark {stack[-1]} is not closed")
    node["by_id"] = entities
    return "".join(out), node


def _amount(value: str, currency: str) -> dict[str, Any]:
    if re.search(r"\d-\d", value):
        low, high = value.split("-")
        return {"value": None, "value_low": float(low), "value_high": float(high), "currency": currency}
    return {"value": float(value), "currency": currency}


def _entity(entities: dict[str, dict[str, Any]], identity: str) -> dict[str, Any]:
    return entities.setdefault(identity, {"id": identity, "type": TYPES[identity[0]], "mentions": []})


def _find(text: str, words: str) -> dict[str, Any]:
    start = text.find(words)
    if start < 0:
        raise ValueError(f"{words!r} does not stand in the text")
    return {"start": start, "end": start + len(words), "text": words}


def _below(text: str, node: dict[str, Any], below: str) -> None:
    entities = node.pop("by_id")
    free = False
    for line in filter(None, map(str.strip, below.splitlines())):
        head, _, words = (part.strip() for part in line.partition("|"))
        first, *rest = head.split()
        if line.startswith('"~'):
            free = True
        elif first in ("quote", "~quote"):
            inside = next((m for m in _QUOTED.finditer(text) if m[1].startswith(words)), None)
            if inside is None:
                raise ValueError(f"no quotation begins with {words!r}")
            node["quotes"].append(
                {
                    "id": f"Q{len(node['quotes'])}",
                    "start": inside.start(1),
                    "end": inside.end(1),
                    "text": inside[1],
                    "speaker": rest[0],
                    **({"optional": True} if first == "~quote" else {}),
                }
            )
        elif first == "mention":
            _entity(entities, rest[0])["mentions"].append({**_find(text, " ".join(rest[2:])), "kind": "name"})
            entities[rest[0]]["type"] = rest[1]
        elif first == "type":
            _entity(entities, rest[0])["type"] = rest[1]
        elif first == "amount":
            node["amounts"].append(
                {"id": f"A{len(node['amounts'])}", **_find(text, " ".join(rest[2:])), **_amount(rest[0], rest[1])}
            )
        elif first != "date":
            node["events"].append(_act(first, rest, words, text, len(node["events"])))
    if free:
        taken = {(q["start"], q["end"]) for q in node["quotes"]}
        for m in _QUOTED.finditer(text):
            if m.span(1) not in taken:
                node["quotes"].append(
                    {"id": "Qfree", "start": m.start(1), "end": m.end(1), "text": m[1], "speaker": None, "optional": True}
                )
    _everywhere(text, entities)
    node["entities"] = list(entities.values())
    known = set(entities)
    for event in node["events"]:
        if unknown := {*event["actor"], *event["target"]} - known:
            raise ValueError(f"{event['type']} names {sorted(unknown)}, which no mark has")


def _everywhere(text: str, entities: dict[str, dict[str, Any]]) -> None:
    """A name that is marked once is a mention wherever it stands, in titles too."""
    taken = [(m["start"], m["end"]) for e in entities.values() for m in e["mentions"]]
    names = {m["text"]: e for e in entities.values() for m in e["mentions"] if len(m["text"]) > 2}
    for name in sorted(names, key=len, reverse=True):
        for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
            if not any(start < found.end() and found.start() < end for start, end in taken):
                taken.append(found.span())
                names[name]["mentions"].append({"start": found.start(), "end": found.end(), "text": name, "kind": "name"})
    for entity in entities.values():
        entity["mentions"].sort(key=lambda m: m["start"])


def _act(kind: str, rest: list[str], words: str, text: str, number: int) -> dict[str, Any]:
    status, day, roles = rest
    actors, _, targets = roles.partition(">")
    trigger, *more = [_find(text, part.strip()) for part in words.split(" | ")]
    inferred = day.startswith("?")
    return {
        "id": f"V{number}", "type": kind.lstrip("~"), "status": status, "actor": [a for a in actors.split(",") if a], "target": [t for t in targets.split(",") if t],
        "date": None if day == "-" else {"value": day.lstrip("?"), "basis": "inferred" if inferred else "stated"}, "trigger": trigger, "evidence": [trigger, *more],
        **({"optional": True} if kind.startswith("~") else {}),
    }  # fmt: skip


def _together(body: str, cross: dict[str, Any]) -> None:
    for line in filter(None, map(str.strip, body.splitlines())):
        head, *parts = (part.strip() for part in line.split("|"))
        if head.startswith("?"):
            _, day, answer = head.split()
            cross["legal_status"].append(
                {"id": f"L{len(cross['legal_status'])}", "question": parts[0], "as_of": day, "answer": answer}
            )
        else:
            _, kind, verdict = head.split()
            sides = [value.rsplit(":", 1) for value in parts[1:]]
            cross["contradictions"].append({
                "id": f"X{len(cross['contradictions'])}", "kind": kind, "verdict": verdict, "subject": parts[0],
                "sides": [{"value": v, "members": [{"doc": d} for d in docs.split(",")]} for v, docs in sides],
            })  # fmt: skip
