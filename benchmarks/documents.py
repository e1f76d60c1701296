"""Score a case file against hand-made annotations (`gold.json`), by spans and by the rules of the annotations' README.

```text
python benchmarks/documents.py [GOLD_FOLDER] [--case CASE.json] [--without-record] [--json]
python benchmarks/documents.py --speed | --batch 10000          # time and memory, see benchmarks/reading.py
python benchmarks/documents.py --matters FOLDER [--missed]      # matters written by hand, see benchmarks/marked.py
```

Without `--case` the documents of the folder are read here, with the shipped register as official record. Measures:

- amounts, quotes: F1 of exact spans (amounts with value or range and currency); optional ones count for neither side
- dates: share of the annotated dates whose overlapping span has the same value; those marked optional are left out
- parties: F1 of mentions of the six party types, overlapping spans of the same type
- speakers: share of the quotes whose speaker is the annotated one, by overlapping mentions
- acts: F1 of events of one type and status, evidence overlapping, at least half of all targets shared, and a date that is
  the annotated one (or finer, inside it); where the text alone gives no date, none is asked for
- contradictions: F1 of kind and verdict with, for each annotated side, a side that shares a document with it
- legal status: questions answered as annotated; `not_established` is no failure, a wrong yes or no is
"""

# Expressions, table rows and markup are each kept on one line.

from __future__ import annotations

import argparse
import json
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

from licet.casefile.case import Case, build_case
from licet.casefile.dates import bounds
from licet.casefile.reading import read_text
from licet.register import shipped

PARTIES = {"person", "company", "agency", "organization", "legislature", "government"}
UNDATED = {"inferred", "cross_document", "vague", "not_stated"}
BARS = {
    "amounts": 1.0,
    "quotes": 1.0,
    "dates": 0.95,
    "parties": 0.93,
    "speakers": 0.92,
    "acts": 0.70,
    "contradictions": 0.80,
    "legal_status": 1.0,
}


def _overlap(a: dict[str, Any], b: dict[str, Any]) -> bool:
    return bool(a["start"] < b["end"] and b["start"] < a["end"])


def _f1(hits: int, found: int, wanted: int) -> float:
    return 2 * hits / (found + wanted) if found + wanted else 1.0


def _pair(gold: list[Any], found: list[Any], same: Any) -> list[tuple[Any, Any]]:
    """One-to-one pairs, first come first served."""
    left = list(found)
    pairs = []
    for wanted in gold:
        match = next((f for f in left if same(wanted, f)), None)
        if match is not None:
            left.remove(match)
            pairs.append((wanted, match))
    return pairs


class Score:
    """Counts over all documents of a collection."""

    def __init__(self) -> None:
        self.counts: dict[str, list[int]] = {name: [0, 0, 0] for name in BARS}
        self.missed: list[str] = []

    def add(self, name: str, hits: int, found: int, wanted: int) -> None:
        for at, value in enumerate((hits, found, wanted)):
            self.counts[name][at] += value

    def values(self) -> dict[str, float]:
        """Every measure from 0 to 1."""
        shares = {"dates", "speakers", "legal_status"}
        return {n: (h / w if w else 1.0) if n in shares else _f1(h, f, w) for n, (h, f, w) in self.counts.items()}


def _required(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [r for r in rows if not r.get("optional")]


def score_document(gold: dict[str, Any], found: dict[str, Any], score: Score) -> None:
    """Add one document to the score."""
    doc = gold["doc_id"]

    def same_amount(g: dict[str, Any], f: dict[str, Any]) -> bool:
        low, high = g.get("value_low"), g.get("value_high")
        return (g["start"], g["end"], g["value"], g["currency"], low, high) == (
            f["start"],
            f["end"],
            f["value"],
            f["currency"],
            f.get("value_low"),
            f.get("value_high"),
        )

    for name, same in (("amounts", same_amount), ("quotes", lambda g, f: (g["start"], g["end"]) == (f["start"], f["end"]))):
        wanted = _required(gold[name])
        pairs = _pair(wanted, found[name], same)
        free = [f for f in found[name] if any(_overlap(f, g) for g in gold[name] if g.get("optional"))]
        spare = len([f for f in free if not any(f is p[1] for p in pairs)])
        score.add(name, len(pairs), len(found[name]) - spare, len(wanted))
        score.missed += [f"{doc} {name} {g['id']} {g['text'][:50]!r}" for g in wanted if not any(g is p[0] for p in pairs)]

    for g in _required(gold["dates"]):
        hit = any(_overlap(g, f) and f["value"] == g["value"] for f in found["dates"])
        score.add("dates", int(hit), 0, 1)
        if not hit:
            score.missed.append(
                f"{doc} dates {g['id']} {g['text']!r} {g['value']} not {[f['value'] for f in found['dates'] if _overlap(g, f)]}"
            )

    mentions = [{**m, "type": e["type"]} for e in gold["entities"] for m in e["mentions"] if e["type"] in PARTIES]
    theirs = [{**m, "type": e["type"]} for e in found["entities"] for m in e["mentions"] if e["type"] in PARTIES]
    pairs = _pair(mentions, theirs, lambda g, f: _overlap(g, f) and g["type"] == f["type"])
    score.add("parties", len(pairs), len(theirs), len(mentions))
    score.missed += [f"{doc} party {g['text']!r} at {g['start']}" for g in mentions if not any(g is p[0] for p in pairs)]
    score.missed += [
        f"{doc} party found only here {f['text']!r} at {f['start']}" for f in theirs if not any(f is p[1] for p in pairs)
    ]

    same_entity = _entity_map(gold, found)
    for g in _required(gold["quotes"]):
        match = next((f for f in found["quotes"] if (g["start"], g["end"]) == (f["start"], f["end"])), None)
        hit = match is not None and match["speaker"] is not None and (g["speaker"], match["speaker"]) in same_entity
        score.add("speakers", int(hit), 0, 1)
        if not hit:
            score.missed.append(f"{doc} speaker {g['id']} {g['text'][:50]!r}")

    _score_acts(doc, gold, found, same_entity, score)


def _entity_map(gold: dict[str, Any], found: dict[str, Any]) -> set[tuple[str, str]]:
    """Pairs (annotated id, found id) whose mentions overlap more than once in three."""
    same = set()
    for g in gold["entities"]:
        for f in found["entities"]:
            shared = sum(any(_overlap(a, b) for b in f["mentions"]) for a in g["mentions"])
            if shared and 3 * shared >= min(len(g["mentions"]), len(f["mentions"])):
                same.add((g["id"], f["id"]))
    return same


def _score_acts(doc: str, gold: dict[str, Any], found: dict[str, Any], same_entity: set[tuple[str, str]], score: Score) -> None:
    def same(g: dict[str, Any], f: dict[str, Any]) -> bool:
        if g["type"] != f["type"] or g["status"] != f["status"] or not _date_agrees(g["date"], f["date"]):
            return False
        if not any(_overlap(a, b) for a in [g["trigger"], *g["evidence"]] for b in [f["trigger"], *f["evidence"]]):
            return False
        shared = sum(any((a, b) in same_entity for b in f["target"]) for a in g["target"])
        return not g["target"] or 2 * shared >= len(g["target"]) + len(f["target"]) - shared

    wanted = _required(gold["events"])
    pairs = _pair(wanted, found["events"], same)
    spare = _pair(
        [g for g in gold["events"] if g.get("optional")],
        [f for f in found["events"] if not any(f is p[1] for p in pairs)],
        lambda g, f: g["type"] == f["type"],
    )
    score.add("acts", len(pairs), len(found["events"]) - len(spare), len(wanted))
    score.missed += [
        f"{doc} act {g['id']} {g['type']} {g['status']} {g['trigger']['text'][:40]!r}"
        for g in wanted
        if not any(g is p[0] for p in pairs)
    ]
    score.missed += [
        f"{doc} act found only here {f['id']} {f['type']} {f['status']} {f['trigger']['text'][:40]!r}"
        for f in found["events"]
        if not any(f is p[1] for p in (*pairs, *spare))
    ]


def _date_agrees(gold: dict[str, Any] | None, found: dict[str, Any] | None) -> bool:
    given = found.get("value") if found else None
    if gold is None or gold.get("value") is None or gold.get("basis") in UNDATED:
        true = (gold or {}).get("external") or (gold or {}).get("value")
        return given is None or true is None or _inside(given, true) or _inside(true, given)
    return given is not None and _inside(given, gold["value"])


def _inside(one: str, other: str) -> bool:
    a, b = bounds(one), bounds(other)
    return b[0] <= a[0] and a[1] <= b[1]


def score_across(gold: dict[str, Any], case: dict[str, Any], score: Score) -> None:
    """Add the contradictions of a collection."""

    def same(g: dict[str, Any], f: dict[str, Any]) -> bool:
        if (g["kind"], g["verdict"]) != (f["kind"], f["verdict"]):
            return False
        theirs = [{m["doc"] for m in side["members"]} for side in f["sides"]]
        return all(any({m["doc"] for m in side["members"]} & docs for docs in theirs) for side in g["sides"])

    pairs = _pair(gold["contradictions"], case["contradictions"], same)
    score.add("contradictions", len(pairs), len(case["contradictions"]), len(gold["contradictions"]))
    score.missed += [
        f"contradiction {g['id']} {g['kind']} {g['subject']}" for g in gold["contradictions"] if not any(g is p[0] for p in pairs)
    ]
    score.missed += [
        f"contradiction found only here {f['kind']} {f['subject']}"
        for f in case["contradictions"]
        if not any(f is p[1] for p in pairs)
    ]


def score_status(gold: dict[str, Any], case: Case, score: Score) -> int:
    """Add the questions; returns how many were answered yes or no wrongly."""
    wrong = 0
    for question in gold["legal_status"]:
        given = case.ask(question["question"], date.fromisoformat(question["as_of"]))
        hit = given.answer == question["answer"]
        score.add("legal_status", int(hit), 0, 1)
        if not hit:
            failed = given.answer != "not_established"
            wrong += failed
            score.missed.append(
                f"legal status {question['id']}: {given.answer}, annotated {question['answer']}{' WRONG' if failed else ''}: {question['question']}"
            )
    return wrong


def run(folder: Path, *, with_record: bool = True, case_file: Path | None = None) -> tuple[Score, int, float, int]:
    """Read and score a folder: the score, wrong answers of legal status, seconds, characters read."""
    gold = json.loads((folder / "gold.json").read_text("utf-8"))
    started = time.perf_counter()
    texts = [(row["file"], (folder / row["file"]).read_bytes().decode("utf-8")) for row in gold["documents"]]
    case = build_case([read_text(text, name=name) for name, text in texts], shipped() if with_record else ())
    seconds = time.perf_counter() - started
    found = json.loads(case_file.read_text("utf-8")) if case_file else json.loads(json.dumps(case.as_dict()))
    score = Score()
    by_id = {d["doc_id"]: d for d in found["documents"]}
    for row in gold["documents"]:
        score_document(row, by_id[row["doc_id"]], score)
    score_across(gold["cross_document"], found, score)
    return score, score_status(gold["cross_document"], case, score), seconds, sum(len(t) for _, t in texts)


def main() -> int:
    """Print the measures beside their bars; 1 when one is below its bar or a question is answered wrongly."""
    parser = argparse.ArgumentParser(description="Score a case file against annotations.")
    default = Path(__file__).resolve().parents[2] / "shared" / "reference" / "documents"
    parser.add_argument("folder", nargs="?", type=Path, default=default)
    parser.add_argument("--case", type=Path, help="a case file already written")
    parser.add_argument("--without-record", action="store_true", help="answer legal status from the documents alone")
    parser.add_argument("--matters", type=Path, help="a folder of matters in the form of benchmarks/marked.py")
    parser.add_argument("--speed", action="store_true", help="measure how fast documents are read instead (benchmarks/reading.py)")
    parser.add_argument("--batch", type=int, metavar="N", help="read a batch of N documents, killed and resumed, instead")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--missed", action="store_true", help="list what was missed")
    given = parser.parse_args()
    if given.speed or given.batch:
        import reading

        if given.speed:
            reading.speed()
        return reading.batch(given.batch) if given.batch else 0
    if given.matters is not None:
        return _print(*run_matters(given.matters, with_record=not given.without_record), as_json=given.json, missed=given.missed)
    if not (given.folder / "gold.json").exists():
        print(f"{given.folder}: no gold.json; give the folder of the annotated texts", file=sys.stderr)
        return 2
    scored = run(given.folder, with_record=not given.without_record, case_file=given.case)
    return _print(*scored, as_json=given.json, missed=given.missed)


def run_matters(folder: Path, *, with_record: bool = False) -> tuple[Score, int, float, int]:
    """Read and score matters one by one, as cases of their own, counted together."""
    from marked import read_matter

    score, wrong, seconds, size = Score(), 0, 0.0, 0
    for path in sorted(folder.glob("*.txt")):
        gold, texts = read_matter(path)
        started = time.perf_counter()
        case = build_case([read_text(text, name=name) for name, text in texts], shipped() if with_record else ())
        found = json.loads(json.dumps(case.as_dict()))
        seconds += time.perf_counter() - started
        size += sum(len(text) for _, text in texts)
        by_id = {d["doc_id"]: d for d in found["documents"]}
        before = len(score.missed)
        for row in gold["documents"]:
            score_document(row, by_id[row["doc_id"]], score)
        score_across(gold["cross_document"], found, score)
        wrong += score_status(gold["cross_document"], case, score)
        score.missed[before:] = [f"{path.stem} {line}" for line in score.missed[before:]]
    return score, wrong, seconds, size


def _print(score: Score, wrong: int, seconds: float, size: int, *, as_json: bool, missed: bool) -> int:
    values = score.values()
    if as_json:
        print(json.dumps({**values, "wrong_yes_or_no": wrong, "seconds": round(seconds, 3), "characters": size}))
    else:
        for name, value in values.items():
            hits, found, wanted = score.counts[name]
            counted = f"{hits} of {wanted}" + (f", {found} found" if found else "")
            print(f"{name:15} {value:.3f}  bar {BARS[name]:.2f}  {'met' if value >= BARS[name] else 'BELOW'}  ({counted})")
        print(f"wrong yes or no {wrong}; {size} characters in {seconds:.2f} s")
    if missed:
        print("\n".join(score.missed))
    return int(wrong > 0 or any(values[n] < BARS[n] for n in BARS))


if __name__ == "__main__":
    raise SystemExit(main())
